package calendar

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

const (
	// maxFile is how many bytes of a file are read.
	maxFile = 8 << 20
	// maxRead is how many days a file may name. The long events of an iCalendar
	// count each of theirs.
	maxRead = 100_000
)

// reader collects the editions and the problems of one file.
type reader struct {
	storage.Problems
	file     string
	editions []Edition
	at       map[editionKey]int // in editions
	days     int
}

// editionKey tells editions apart.
type editionKey struct {
	year  int
	name  string
	known aduan.Date
}

// bad notes what is wrong on a line of the file.
func (r *reader) bad(line int, field, message string) {
	r.Note(storage.Problem{File: r.file, Line: line, Field: field, Message: message})
}

// all reads the file and refuses what no reader here can understand.
func (r *reader) all(in io.Reader) []byte {
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case err != nil:
		r.bad(0, "", "cannot be read: "+err.Error())
	case len(data) > maxFile:
		r.bad(0, "", "more than 8 MiB")
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		r.bad(0, "", "is not text in UTF-8")
	}
	return bytes.TrimPrefix(data, []byte("\uFEFF"))
}

// edition finds the edition to which a day on a line belongs, or begins it. It is nil
// once there are too many of editions or of days.
func (r *reader) edition(year int, name string, known aduan.Date, line int) *Edition {
	key := editionKey{year, name, known}
	i, ok := r.at[key]
	switch {
	case r.days > maxRead:
		return nil
	case r.days == maxRead:
		r.bad(line, "", fmt.Sprintf("more than %d days", maxRead))
	case !ok && len(r.editions) == maxEditions:
		r.bad(line, "", fmt.Sprintf("more than %d editions", maxEditions))
		r.days = maxRead
	}
	if r.days++; r.days > maxRead {
		return nil
	}
	if !ok {
		if r.at == nil {
			r.at = make(map[editionKey]int)
		}
		i = len(r.editions)
		r.at[key] = i
		r.editions = append(r.editions, Edition{Year: year, Name: name, Known: known, read: &origin{file: r.file, line: line}})
	}
	return &r.editions[i]
}

// lists returns what was read, or what is wrong with it.
func (r *reader) lists() ([]Edition, error) {
	if err := r.Err("calendar " + r.file); err != nil {
		return nil, err
	}
	return r.editions, nil
}

package calendar

import (
	"bytes"
	"io"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// maxFile is how many bytes of a file are read.
const maxFile = 8 << 20

// reader collects the editions and the problems of one file.
type reader struct {
	storage.Problems
	file     string
	editions []Edition
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

// edition finds the edition to which a line belongs, or begins it.
func (r *reader) edition(year int, name string, known aduan.Date, line int) *Edition {
	for i := range r.editions {
		if e := &r.editions[i]; e.Year == year && e.Name == name && e.Known == known {
			return e
		}
	}
	r.editions = append(r.editions, Edition{Year: year, Name: name, Known: known, read: &origin{file: r.file, line: line}})
	return &r.editions[len(r.editions)-1]
}

// lists returns what was read, or what is wrong with it.
func (r *reader) lists() ([]Edition, error) {
	if err := r.Err("calendar " + r.file); err != nil {
		return nil, err
	}
	return r.editions, nil
}

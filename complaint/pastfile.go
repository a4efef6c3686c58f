package complaint

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// ReadPast reads cases with their past from JSON Lines: on each line the JSON of one
// [Past], its [Draft] as ParseDraft reads it and its commands as ParseCommand does. Empty
// lines are passed over. A line that is wrong yields a *[RowError], with the line, and reading goes on;
// one of more than 16 MiB yields a *storage.InvalidError, a reader that fails its own error,
// and reading ends. Messages do not repeat what the lines hold.
//
// What [WriteLines] writes of [Service.Export] is read as it was: a line that begins with
// {"record": may have 129 MiB, which any record fits.
func ReadPast(r io.Reader) iter.Seq2[Past, error] {
	return func(yield func(Past, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, exported().Bytes)
		lines.Split(splitPast)
		n := 0
		for lines.Scan() {
			n++
			line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
			if len(line) == 0 {
				continue
			}
			past, err := parsePast(line)
			if past.Line = n; err != nil {
				err = &RowError{Line: n, Err: err}
			}
			if !yield(past, err) {
				return
			}
		}
		switch err := lines.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			yield(Past{Line: n + 1}, &storage.InvalidError{What: "past cases", Problems: []storage.Problem{{
				Line: n + 1, Message: fmt.Sprintf("more than %d bytes; with a record, %d", given().Bytes, exported().Bytes),
			}}})
		case err != nil:
			yield(Past{Line: n + 1}, fmt.Errorf("complaint: reading past cases: %w", err))
		}
	}
}

// splitPast finds lines, of which only one with a record may be long.
func splitPast(data []byte, ends bool) (advance int, line []byte, err error) {
	advance, line, err = bufio.ScanLines(data, ends)
	if size := max(advance, len(line)); size > given().Bytes || advance == 0 && len(data) >= given().Bytes {
		if !isRecord(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			return 0, nil, bufio.ErrTooLong
		}
	}
	return advance, line, err
}

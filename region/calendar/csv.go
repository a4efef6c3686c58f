package calendar

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

const (
	// maxFile is how many bytes of a file are read.
	maxFile = 8 << 20
	// maxProblems is how many problems of a file are reported.
	maxProblems = 1000
)

// ReadCSV reads lists of special days. The first line names the columns, in any
// order:
//
//	date     2020-10-28; required
//	kind     holiday, joint_leave or half_day; required unless the row removes
//	name     what the day is called; required unless the row removes
//	shifts   office hours of a half day: 08:00-12:00, several with a space between
//	change   add or remove; empty is add
//	edition  the name of the decree
//	known    the day on which the edition became known; empty is always
//
// Rows of one year with the same edition and known make an [Edition], in the
// order in which their first rows stand. Empty lines and lines that begin with
// # are left out. Unknown columns are refused, and so is a file of more than 8
// MiB or text that is not UTF-8. The error is a *storage.InvalidError that
// names file and line of every problem; contradictions between rows are for
// [New] to find.
func ReadCSV(file string, in io.Reader) ([]Edition, error) {
	r := &reader{file: file, what: "calendar " + file}
	data := r.all(in)
	rows := csv.NewReader(bytes.NewReader(data))
	rows.Comment = '#'
	rows.FieldsPerRecord = -1
	header, err := rows.Read()
	if err != nil {
		if errors.Is(err, io.EOF) {
			r.add(1, "", "the file is empty; it begins with the names of its columns")
		} else {
			r.csvError(err)
		}
		return nil, r.err()
	}
	columns := r.columns(header)
	for len(r.problems) == 0 || columns != nil {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) || columns == nil {
			break
		}
		if err != nil {
			r.csvError(err)
			break
		}
		line, _ := rows.FieldPos(0)
		if len(row) != len(header) {
			r.add(line, "", fmt.Sprintf("%d fields, the header has %d", len(row), len(header)))
			continue
		}
		r.row(line, func(name string) string {
			if i, ok := columns[name]; ok {
				return row[i]
			}
			return ""
		})
	}
	return r.editions, r.err()
}

// csvColumns are the names of the columns.
func csvColumns() []string {
	return []string{"date", "kind", "name", "shifts", "change", "edition", "known"}
}

// reader collects editions and problems of one file.
type reader struct {
	file, what string
	editions   []Edition
	problems   []storage.Problem
	dropped    int
}

func (r *reader) add(line int, field, message string, legal ...string) {
	if len(r.problems) == maxProblems {
		r.dropped++
		return
	}
	r.problems = append(r.problems, storage.Problem{File: r.file, Line: line, Field: field, Message: message, Legal: legal})
}

func (r *reader) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	r.editions = nil
	if r.dropped > 0 {
		r.problems = append(r.problems, storage.Problem{File: r.file, Message: fmt.Sprintf("and %d more problems", r.dropped)})
	}
	return &storage.InvalidError{What: r.what, Problems: r.problems}
}

// all reads the file and refuses what no reader here can understand.
func (r *reader) all(in io.Reader) []byte {
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case err != nil:
		r.add(0, "", "cannot be read: "+err.Error())
		return nil
	case len(data) > maxFile:
		r.add(0, "", "more than 8 MiB")
		return nil
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		r.add(0, "", "is not text in UTF-8")
		return nil
	}
	return bytes.TrimPrefix(data, []byte("\uFEFF"))
}

func (r *reader) csvError(err error) {
	var syntax *csv.ParseError
	if errors.As(err, &syntax) {
		r.add(syntax.StartLine, "", syntax.Err.Error())
		return
	}
	r.add(0, "", err.Error())
}

// columns maps names to places, nil if a required one is missing.
func (r *reader) columns(header []string) map[string]int {
	columns := map[string]int{}
	for i, name := range header {
		if !slices.Contains(csvColumns(), name) {
			r.add(1, clip(name), "unknown column", csvColumns()...)
		} else if _, twice := columns[name]; twice {
			r.add(1, name, "this column stands there twice")
		}
		columns[name] = i
	}
	for _, name := range csvColumns()[:3] {
		if _, ok := columns[name]; !ok {
			r.add(1, name, "this column is missing")
		}
	}
	if len(r.problems) > 0 {
		return nil
	}
	return columns
}

// row takes in one row.
func (r *reader) row(line int, field func(string) string) {
	before := len(r.problems) + r.dropped
	var entry Entry
	var known aduan.Date
	check := func(name string, err error) {
		if err != nil {
			r.add(line, name, err.Error())
		}
	}
	check("date", entry.Date.UnmarshalText([]byte(field("date"))))
	check("known", known.UnmarshalText([]byte(field("known"))))
	check("kind", entry.Kind.UnmarshalText([]byte(field("kind"))))
	for text := range strings.FieldsSeq(field("shifts")) {
		shift, err := ParseShift(text)
		check("shifts", err)
		entry.Shifts = append(entry.Shifts, shift)
	}
	entry.Name, entry.Line = strings.Clone(field("name")), line
	if field("date") == "" {
		r.add(line, "date", "is required")
	}
	remove := false
	switch field("change") {
	case "", "add":
		if entry.Kind == 0 {
			r.add(line, "kind", "is required", listedKinds()...)
		}
		if entry.Name == "" {
			r.add(line, "name", "is required")
		}
	case "remove":
		remove = true
		if entry.Kind != 0 || len(entry.Shifts) > 0 {
			r.add(line, "change", "a row that removes has neither kind nor shifts")
		}
	default:
		r.add(line, "change", fmt.Sprintf("want add or remove, not %q", clip(field("change"))), "add", "remove")
	}
	if len(r.problems)+r.dropped > before {
		return
	}
	e := r.edition(entry.Date.Year, strings.Clone(field("edition")), known, line)
	if remove {
		e.Removes = append(e.Removes, Removal{Date: entry.Date, Name: entry.Name, Line: line})
		return
	}
	e.Adds = append(e.Adds, entry)
}

// edition finds the edition to which a row belongs, or begins it.
func (r *reader) edition(year int, name string, known aduan.Date, line int) *Edition {
	for i := range r.editions {
		if e := &r.editions[i]; e.Year == year && e.Name == name && e.Known == known {
			return e
		}
	}
	r.editions = append(r.editions, Edition{Year: year, Name: name, Known: known, File: r.file, Line: line})
	return &r.editions[len(r.editions)-1]
}

package region

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/sheet"
	"github.com/aduan-go/aduan/storage"
)

// ReadCSV reads records from CSV (RFC 4180, UTF-8) whose first line names the
// columns, in any order: code, level, name and, as needed, parent, also, zone,
// from, until, source. Without the column parent a unit's parent is the one in
// its code's text ([Code.Path]). Names in also are separated by "|". Dates are
// "2022-11-09", days of the given zone (nil for UTC); the period begins with the
// day from and ends before the day until; an empty date leaves it open. The
// file's name, which may be empty, is for errors and records. What a spreadsheet
// does to a table without a word is refused with that reason: another separator or
// encoding, and by line numbers that it rounded and its error values.
//
// At most 40 MiB and 250,000 records are read. The error is a
// [*storage.InvalidError] that lists every wrong line, or the reader's own error.
func ReadCSV(file string, in io.Reader, zone *time.Location) ([]Record, error) {
	if zone == nil {
		zone = time.UTC
	}
	what := "regions"
	if file != "" {
		what = file
	}
	r := rows{file: file, zone: zone}
	limited := &io.LimitedReader{R: in, N: maxFile + 1}
	err := sheet.Read(file, limited, sheet.Format{
		Required: []string{"code", "level", "name"},
		Optional: []string{"parent", "also", "zone", "from", "until", "source"},
		Free:     []string{"name", "also", "source"},
	}, &r.Problems, r.row)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", what, err)
	}
	if limited.N == 0 {
		r.Note(storage.Problem{File: file, Message: fmt.Sprintf("more than %d bytes", maxFile)})
	}
	if err := r.Err(what); err != nil {
		return nil, err
	}
	return slices.Concat(r.records...), nil
}

const (
	// maxFile is how many bytes of a table are read.
	maxFile = 40 << 20
	// maxRecords is how many records a table may have, and how many units an encoded
	// tree. Indonesia has some 91,000 units.
	maxRecords = 250_000
)

// rows turns the rows of a table into records.
type rows struct {
	storage.Problems
	file    string
	zone    *time.Location
	count   int
	records [][]Record // a thousand in each, so that no growing list is held twice
}

// row reads one record.
func (r *rows) row(row sheet.Row) {
	u := Record{
		Code: r.code(row, "code"), Level: Level(row.Cell("level")), Name: row.Cell("name"), Zone: row.Cell("zone"),
		Valid: aduan.Period{From: r.date(row, "from"), Until: r.date(row, "until")}, Source: row.Cell("source"), File: r.file, Line: row.Line,
	}
	if row.Cell("code") == "" {
		r.Note(row.Problem("code", "is required"))
	}
	if row.Has("parent") {
		u.Parent = r.code(row, "parent")
	} else {
		u.Parent, _ = u.Code.Above()
	}
	if also := row.Cell("also"); also != "" {
		u.Also = strings.Split(also, "|")
	}
	switch {
	case r.count == maxRecords:
		r.Note(row.Problem("", fmt.Sprintf("more than %d records", maxRecords)))
	case r.Len() == 0:
		if r.count%1000 == 0 {
			r.records = append(r.records, make([]Record, 0, 1000))
		}
		last := &r.records[len(r.records)-1]
		*last = append(*last, u)
		r.count++
	}
}

// code reads a code; an empty cell is the zero Code.
func (r *rows) code(row sheet.Row, column string) (c Code) {
	if err := c.UnmarshalText([]byte(row.Cell(column))); err != nil {
		r.Note(row.Problem(column, err.Error()))
	}
	return c
}

// date reads a day as its first instant; an empty cell is the zero Time.
func (r *rows) date(row sheet.Row, column string) time.Time {
	text := row.Cell(column)
	if text == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation(time.DateOnly, text, r.zone)
	if err != nil {
		r.Note(row.Problem(column, storage.Quote(text)+" is not a date", "2022-11-09"))
	}
	return t
}

package calendar

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/sheet"
	"github.com/aduan-go/aduan/storage"
)

// ReadCSV reads lists of special days. The first line names the columns, in any
// order:
//
//	date     2020-10-28; required
//	kind     holiday, joint_leave, half_day or worked; required unless the row removes
//	name     what the day is called; required unless the row removes
//	shifts   office hours of a half day, or of a day of rest that is worked: 08:00-12:00, several with a space between
//	change   add or remove; empty is add
//	edition  the name of the decree
//	known    the day on which the edition became known; empty is always
//
// Rows of one year with the same edition and known make an [Edition], in the
// order in which their first rows stand. Empty lines and lines that begin with
// # are left out. Unknown columns are refused, and so is a file of more than 8
// MiB, 100,000 days or 2,000 editions, or text that is not UTF-8, a separator that is no comma, and what a spreadsheet
// rounded or lost. The error is a *storage.InvalidError that
// names file and line of every problem; contradictions between rows are for
// [New] to find, which names the lines too.
func ReadCSV(file string, in io.Reader) ([]Edition, error) {
	r := &reader{file: file}
	format := sheet.Format{
		Required: []string{"date", "kind", "name"},
		Optional: []string{"shifts", "change", "edition", "known"},
		Free:     []string{"name"},
		Comment:  '#',
	}
	text, foreign := sheet.Text(in, slices.Concat(format.Required, format.Optional), format.Comment)
	if foreign != "" {
		r.bad(1, "", foreign)
		return r.lists()
	}
	if data := r.all(text); r.Len() == 0 {
		r.Check("", sheet.Read(file, bytes.NewReader(data), format, &r.Problems, r.row))
	}
	return r.lists()
}

// row takes in one row.
func (r *reader) row(row sheet.Row) {
	before := r.Len()
	var entry Entry
	var known aduan.Date
	check := func(column string, err error) {
		if err != nil {
			r.Note(row.Problem(column, err.Error()))
		}
	}
	check("date", entry.Date.UnmarshalText([]byte(row.Cell("date"))))
	check("known", known.UnmarshalText([]byte(row.Cell("known"))))
	if kind := row.Cell("kind"); entry.Kind.UnmarshalText([]byte(kind)) != nil {
		r.Note(row.Problem("kind", "unknown kind of day "+storage.Quote(kind), storage.Nearest(kind, listedKinds())...))
	}
	for text := range strings.FieldsSeq(row.Cell("shifts")) {
		shift, err := ParseShift(text)
		check("shifts", err)
		entry.Shifts = append(entry.Shifts, shift)
	}
	entry.Name = row.Cell("name")
	if row.Cell("date") == "" {
		r.Note(row.Problem("date", "is required"))
	}
	change := row.Cell("change")
	switch change {
	case "", "add":
		if row.Cell("kind") == "" {
			r.Note(row.Problem("kind", "is required", listedKinds()...))
		}
		if aduan.Blank(entry.Name) {
			r.Note(row.Problem("name", "is required"))
		}
	case "remove":
		if entry.Kind != 0 || len(entry.Shifts) > 0 {
			r.Note(row.Problem("change", "a row that removes has neither kind nor shifts"))
		}
	default:
		r.Note(row.Problem("change", "want add or remove, not "+storage.Quote(change), "add", "remove"))
	}
	if r.Len() > before {
		return
	}
	e := r.edition(entry.Date.Year, row.Cell("edition"), known, row.Line)
	switch {
	case e == nil:
	case change == "remove":
		e.remove(Removal{Date: entry.Date, Name: entry.Name}, row.Line)
	default:
		e.add(entry, row.Line)
	}
}

package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan/storage"
)

// Format says what a table may hold.
type Format struct {
	// Required and Optional are the names of the columns.
	Required, Optional []string
	// Free are the columns of free text, in which a number may be written as
	// anybody likes.
	Free []string
	// Comment begins lines that are left out; zero for none.
	Comment rune
}

// Row is one line of a table.
type Row struct {
	// Line is the number of the line on which the row begins, from 1.
	Line    int
	file    string
	cells   []string
	columns map[string]int
}

// Has reports whether the table has the column.
func (r Row) Has(column string) bool {
	_, ok := r.columns[column]
	return ok
}

// Cell returns a copy of the text of a cell; empty without the column.
func (r Row) Cell(column string) string {
	if i, ok := r.columns[column]; ok {
		return strings.Clone(r.cells[i])
	}
	return ""
}

// Problem is one thing wrong with a cell, with its file and line.
func (r Row) Problem(column, message string, legal ...string) storage.Problem {
	return storage.Problem{File: r.file, Line: r.Line, Field: column, Message: message, Legal: legal}
}

// Read reads a table and hands each row to take, which must not keep it. What is
// wrong with the table goes to problems: a column that is unknown, missing or
// there twice, a separator that is no comma, another encoding, or a quote that is
// never closed, end the reading; a row with more or fewer cells than the header, one
// that is empty, or that a spreadsheet damaged, is left out. A row
// beyond the limits of [Bound] ends the reading too. The error is that of the reader.
func Read(file string, in io.Reader, f Format, problems *storage.Problems, take func(Row)) error {
	bound := &Bound{In: in}
	text, foreign := Text(bound, f.names(), f.Comment)
	if foreign != "" {
		problems.Note(storage.Problem{File: file, Line: 1, Message: foreign})
		return nil
	}
	if f.Comment != 0 {
		text = io.TeeReader(text, &remarks{file: file, problems: problems, line: 1})
	}
	rows := csv.NewReader(text)
	rows.Comment, rows.FieldsPerRecord, rows.ReuseRecord = f.Comment, -1, true
	var columns map[string]int
	line := 0
	for {
		bound.Next()
		cells, err := rows.Read()
		row := Row{file: file, cells: cells, columns: columns}
		if syntax, ok := errors.AsType[*csv.ParseError](err); ok {
			row.Line = syntax.StartLine
			problems.Note(row.Problem("", syntax.Err.Error()))
			return nil
		}
		switch {
		case errors.Is(err, io.EOF) && columns == nil:
			row.Line = 1
			problems.Note(row.Problem("", "the file is empty; it begins with the names of its columns", f.names()...))
			return nil
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, ErrLongRow):
			row.Line = line + 1
			problems.Note(row.Problem("", err.Error()))
			return nil
		case err != nil:
			return err
		}
		line, _ = rows.FieldPos(0)
		row.Line = line
		switch {
		case columns == nil:
			if columns = f.header(row, problems); columns == nil {
				return nil
			}
		default:
			if f.sound(row, problems) {
				take(row)
			}
		}
	}
}

// sound notes what is wrong with a row as a whole, and what a spreadsheet did to
// its cells.
func (f Format) sound(row Row, problems *storage.Problems) bool {
	before := problems.Len()
	if message := Fields(row.cells, len(row.columns)); message != "" {
		problems.Note(row.Problem("", message))
		return false
	}
	if strings.Join(row.cells, "") == "" {
		problems.Note(row.Problem("", "this row is empty; spreadsheets keep such rows, delete it"))
		return false
	}
	for _, name := range f.names() {
		i, ok := row.columns[name]
		if !ok {
			continue
		}
		if !utf8.ValidString(row.cells[i]) {
			problems.Note(row.Problem(name, "is not text in UTF-8"+advice))
		}
		if message := Damaged(row.cells[i], !slices.Contains(f.Free, name)); message != "" {
			problems.Note(row.Problem(name, message))
		}
	}
	return problems.Len() == before
}

// names are the names of all columns.
func (f Format) names() []string { return slices.Concat(f.Required, f.Optional) }

// header returns the place of each column, nil if something is wrong.
func (f Format) header(row Row, problems *storage.Problems) map[string]int {
	before, legal := problems.Len(), f.names()
	if len(row.cells) > MaxColumns {
		problems.Note(row.Problem("", fmt.Sprintf("%d columns, at most %d are allowed", len(row.cells), MaxColumns), legal...))
		return nil
	}
	columns := make(map[string]int, len(row.cells))
	for i, name := range row.cells {
		name = strings.Clone(name)
		if meant, message := Miswritten(name, legal); message != "" {
			problems.Note(row.Problem(place(meant, i), message))
			name = place(meant, i)
		} else if _, twice := columns[name]; twice {
			problems.Note(row.Problem(name, "this column stands there twice"))
		} else if !slices.Contains(legal, name) {
			problems.Note(row.Problem("", "unknown column "+storage.Quote(name), storage.Nearest(name, legal)...))
		}
		columns[name] = i
	}
	for _, name := range f.Required {
		if _, ok := columns[name]; !ok {
			problems.Note(row.Problem(name, "this column is missing"))
		}
	}
	if problems.Len() > before {
		return nil
	}
	return columns
}

// place names a column in a message: by the name that is meant, else by its number.
func place(column string, i int) string {
	if column == "" {
		return fmt.Sprintf("column %d", i+1)
	}
	return column
}

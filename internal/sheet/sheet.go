package sheet

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/storage"
)

// Format says what a table may hold.
type Format struct {
	// Required and Optional are the names of the columns.
	Required, Optional []string
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
// there twice, or a quote that is never closed, end the reading; a row with more
// or fewer cells than the header is left out. The error is that of the reader.
func Read(file string, in io.Reader, f Format, problems *storage.Problems, take func(Row)) error {
	rows := csv.NewReader(withoutMark(in))
	rows.Comment, rows.FieldsPerRecord, rows.ReuseRecord = f.Comment, -1, true
	var columns map[string]int
	for {
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
		case err != nil:
			return err
		}
		row.Line, _ = rows.FieldPos(0)
		switch {
		case columns == nil:
			if columns = f.header(row, problems); columns == nil {
				return nil
			}
		case len(cells) != len(columns):
			problems.Note(row.Problem("", fmt.Sprintf("%d fields, the header has %d", len(cells), len(columns))))
		default:
			take(row)
		}
	}
}

// names are the names of all columns.
func (f Format) names() []string { return slices.Concat(f.Required, f.Optional) }

// header returns the place of each column, nil if something is wrong.
func (f Format) header(row Row, problems *storage.Problems) map[string]int {
	before, legal := problems.Len(), f.names()
	columns := make(map[string]int, len(row.cells))
	for i, name := range row.cells {
		name = strings.Clone(name)
		if _, twice := columns[name]; twice {
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

// withoutMark skips a byte order mark.
func withoutMark(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\uFEFF" {
		_, _ = b.Discard(3)
	}
	return b
}

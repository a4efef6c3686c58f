package calendar

import (
	"fmt"

	"github.com/aduan-go/aduan/storage"
)

// origin says on which lines of a file an edition was read that has no text with
// paths: by [ReadCSV] or [ICS.Read].
type origin struct {
	file          string
	line          int // the first
	adds, removes []int
}

// add appends an entry that was read on a line.
func (e *Edition) add(entry Entry, line int) {
	e.Adds, e.read.adds = append(e.Adds, entry), append(e.read.adds, line)
}

// remove appends a removal that was read on a line.
func (e *Edition) remove(r Removal, line int) {
	e.Removes, e.read.removes = append(e.Removes, r), append(e.read.removes, line)
}

// place is where a part of a list stands: the path of its field and, if its
// edition was read from a file, the line there.
type place struct {
	field, file string
	line        int
}

// place returns the place of the edition itself, whose field is given.
func (e *Edition) place(field string) place {
	if e.read == nil {
		return place{field: field}
	}
	return place{field, e.read.file, e.read.line}
}

// part returns the place of one of its entries ("adds") or removals ("removes").
func (e *Edition) part(field, list string, i int) place {
	p := e.place(storage.At(field+"."+list, i))
	if e.read == nil {
		return p
	}
	lines := e.read.adds
	if list == "removes" {
		lines = e.read.removes
	}
	if i < len(lines) {
		p.line = lines[i]
	}
	return p
}

// problem is one thing wrong at the place.
func (p place) problem(field, message string, legal ...string) storage.Problem {
	return storage.Problem{File: p.file, Line: p.line, Field: p.field + field, Message: message, Legal: legal}
}

// from names the place in a problem with a part of a list at another one.
func (p place) from(here place) string {
	switch {
	case p.line == 0:
		return p.field
	case p.file == here.file:
		return fmt.Sprintf("line %d", p.line)
	default:
		return fmt.Sprintf("%s, line %d", p.file, p.line)
	}
}

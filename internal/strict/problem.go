package strict

import (
	"strconv"
	"strings"
)

// Problem is one thing that is wrong with a text.
type Problem struct {
	// File is the name that was given to [Decode].
	File string
	// Line and Column count from 1; the column counts characters (Unicode code
	// points, a tab is one), not bytes. A Column of 0 is unknown, as for most
	// errors of YAML syntax. A Line of 0 means the text as a whole.
	Line, Column int
	// Field is the path of the value, for example "transitions[3].from[0]",
	// and empty for the text as a whole. A key that is not a plain word stands
	// in brackets: labels["a b"].
	Field string
	// Message says what is wrong, and Legal what would have been legal, where
	// that is a short list: the names of the fields, or true and false.
	Message string
	Legal   []string
}

// unknownField is the message for a key that the Go type does not have.
const unknownField = "unknown field"

// String returns the problem in one line:
//
//	file.yaml:12:7: transitions[3].form: unknown field; legal: action, from, to (did you mean from?)
//
// What is empty or zero is left out.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	for _, n := range []int{p.Line, p.Column} {
		if n == 0 {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(':')
		}
		b.WriteString(strconv.Itoa(n))
	}
	for _, s := range []string{p.Field, p.Message} {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(": ")
		}
		b.WriteString(s)
	}
	if len(p.Legal) > 0 {
		b.WriteString("; legal: ")
		b.WriteString(strings.Join(p.Legal, ", "))
	}
	if p.Message == unknownField {
		if name, ok := nearest(lastName(p.Field), p.Legal); ok {
			b.WriteString(" (did you mean " + name + "?)")
		}
	}
	return b.String()
}

// Errors is what [Decode] returns for a text that it refuses: every problem
// that was found, in the order of their places in the text. After 1000
// problems the rest is only counted, in one last entry.
type Errors []Problem

// maxShown is how many problems are written out in an error text.
const maxShown = 20

// Error lists the problems, one a line; after 20 it says how many there are
// still.
func (e Errors) Error() string {
	if len(e) == 0 {
		return "no problems"
	}
	var b strings.Builder
	for i, p := range e {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i == maxShown {
			b.WriteString("and " + strconv.Itoa(len(e)-i) + " more")
			break
		}
		b.WriteString(p.String())
	}
	return b.String()
}

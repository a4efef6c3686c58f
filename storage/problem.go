package storage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
)

// Problem is one thing wrong with an input: where it is, what is wrong, and
// what would be legal there.
type Problem struct {
	// File, Line and Column say where the input was read; empty and 0 when it
	// came from Go values. Lines and columns count from 1, columns in
	// characters; a Column of 0 beside a Line is unknown.
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	// Field is the path of the wrong value, such as "transitions[3].from[0]". A
	// key that is not a plain word stands in brackets: labels["a b"].
	Field string `json:"field,omitempty"`
	// Message says what is wrong, in words for a person.
	Message string `json:"message"`
	// Legal lists what could stand there; empty when that cannot be listed.
	// Where something like it was written, the nearest comes first.
	Legal []string `json:"legal,omitempty"`
}

// String prints the problem on one line: place, field, message, legal values. What
// comes from outside cannot end the line, and is cut where it is long.
func (p Problem) String() string {
	var b strings.Builder
	p.File, p.Field, p.Message = aduan.Line(p.File, mostName), aduan.Line(p.Field, mostName), aduan.Line(p.Message, mostMessage)
	switch {
	case p.File != "" && p.Line > 0 && p.Column > 0:
		fmt.Fprintf(&b, "%s:%d:%d: ", p.File, p.Line, p.Column)
	case p.File != "" && p.Line > 0:
		fmt.Fprintf(&b, "%s:%d: ", p.File, p.Line)
	case p.File != "":
		b.WriteString(p.File + ": ")
	case p.Line > 0 && p.Column > 0:
		fmt.Fprintf(&b, "line %d, column %d: ", p.Line, p.Column)
	case p.Line > 0:
		fmt.Fprintf(&b, "line %d: ", p.Line)
	}
	if p.Field != "" {
		b.WriteString(p.Field + ": ")
	}
	b.WriteString(p.Message)
	if len(p.Legal) > 0 {
		b.WriteString("; legal: " + aduan.Line(strings.Join(p.Legal, ", "), mostMessage))
	}
	return b.String()
}

// At names an element of a list in the path of a field: At("rules", 3) is
// "rules[3]".
func At(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }

// MaxProblems is how many problems of one input are kept; the rest is counted.
// It bounds the memory that a hostile input can claim by being wrong
// everywhere.
const MaxProblems = 1000

// MaxLegal is how many legal words [Problems.Unknown] keeps with a problem.
const MaxLegal = 100

// Problems collects what is wrong with one input. The zero value is ready to
// use. It is not safe for use by several goroutines at once.
type Problems struct {
	kept []Problem
	more int
}

// Add notes a problem with a field of the input: its path, what is wrong, and
// what would be legal, if that can be listed.
func (p *Problems) Add(field, message string, legal ...string) {
	p.Note(Problem{Field: field, Message: message, Legal: legal})
}

// Check notes err as a problem with a field; nil is none.
func (p *Problems) Check(field string, err error) {
	if err != nil {
		p.Add(field, strings.ReplaceAll(err.Error(), "\n  ", "; ")) // on one line
	}
}

// Unknown notes that a word is none of the legal ones, with the nearest of these
// first. At most [MaxLegal] are kept, and none is looked for once there are
// [MaxProblems].
func (p *Problems) Unknown(field, message, word string, legal []string) {
	if p.Full() {
		p.more++
		return
	}
	near := Nearest(word, legal)
	p.Add(field, message, slices.Clone(near[:min(len(near), MaxLegal)])...)
}

// Full reports whether all is kept that will be: a further problem is counted, and
// what it says need not be worked out.
func (p *Problems) Full() bool { return len(p.kept) == MaxProblems }

// Note notes a problem whose place is known.
func (p *Problems) Note(one Problem) {
	if len(p.kept) == MaxProblems {
		p.more++
		return
	}
	p.kept = append(p.kept, one)
}

// Len is how many problems were noted, those that were not kept included.
func (p *Problems) Len() int { return len(p.kept) + p.more }

// Err returns nil if nothing was noted, else a *[InvalidError] with the
// problems in the order in which they were noted; one more at the end counts
// those beyond [MaxProblems].
func (p *Problems) Err(what string) error {
	if len(p.kept) == 0 {
		return nil
	}
	problems := p.kept[:len(p.kept):len(p.kept)]
	if p.more > 0 {
		problems = append(problems, Problem{Message: fmt.Sprintf("and %d more problems", p.more)})
	}
	return &InvalidError{What: what, Problems: problems}
}

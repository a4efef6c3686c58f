package strict

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan/storage"
)

// reader is the state of one call of Decode: the bounds, the way to the value
// in hand, and what was found wrong so far.
type reader struct {
	file     string
	format   Format
	limits   Limits
	path     []step
	problems storage.Problems
	plans    map[reflect.Type]*plan

	source source
	// opened counts the lists and mappings that were begun, keys the keys of those
	// mappings that are not at their end, memory what lists take.
	opened, keys, memory int
	// stopped says that nothing more is read.
	stopped bool
}

// report notes a problem with the value in hand.
func (r *reader) report(at place, message string, legal ...string) {
	if r.problems.Full() {
		r.problems.Note(storage.Problem{})
		return
	}
	r.problems.Note(storage.Problem{
		File: r.file, Line: int(at.line), Column: int(at.column),
		Field: pathText(r.path), Message: message, Legal: slices.Clone(legal),
	})
}

// want reports that n is not what the Go type asks for.
func (r *reader) want(n *node, what string, legal ...string) {
	r.report(n.place, "want "+what+", found "+n.describe(), legal...)
}

func (r *reader) enterName(name string) { r.path = append(r.path, step{name: name, index: -1}) }
func (r *reader) enterIndex(i int)      { r.path = append(r.path, step{index: i}) }
func (r *reader) leave()                { r.path = r.path[:len(r.path)-1] }

// err returns the problems in order, or nil if there are none.
func (r *reader) err(what string) error {
	if r.file != "" {
		what += " " + r.file
	}
	err := r.problems.Err(what)
	if invalid, ok := errors.AsType[*storage.InvalidError](err); ok {
		inOrder(invalid.Problems[:min(len(invalid.Problems), storage.MaxProblems)])
	}
	return err
}

// inOrder sorts problems by their places in the text.
func inOrder(problems []storage.Problem) {
	slices.SortStableFunc(problems, func(a, b storage.Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// characters checks the length and the encoding of the text, and takes a byte order
// mark off.
func (r *reader) characters(data []byte) ([]byte, bool) {
	if len(data) > r.limits.Bytes {
		r.report(place{}, fmt.Sprintf("%d bytes are more than the limit of %d", len(data), r.limits.Bytes))
		return nil, false
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return data, true
	}
	off := 0
	for {
		c, size := utf8.DecodeRune(data[off:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		off += size
	}
	c := cursor{data: data}
	r.report(c.to(off), fmt.Sprintf("the byte %#02x is not valid UTF-8", data[off]))
	return nil, false
}

// empty reports a text without any value.
func (r *reader) empty() (node, bool) {
	r.report(place{1, 1}, "the text is empty")
	return node{}, false
}

// tooDeep reports a list or mapping inside too many others.
func (r *reader) tooDeep(at place) {
	r.report(at, fmt.Sprintf("nested more than %d deep", r.limits.Depth))
}

// tooMany reports a value or key beyond the limit.
func (r *reader) tooMany(at place) {
	r.report(at, fmt.Sprintf("more than %d values and keys", r.limits.Nodes))
}

// fits counts the memory of some values of a type, and reports the first that are
// too many.
func (r *reader) fits(n *node, count int, t reflect.Type) bool {
	if r.memory > r.limits.Memory {
		return false
	}
	r.memory += count * int(t.Size())
	if r.memory > r.limits.Memory {
		r.report(n.place, fmt.Sprintf("too many elements: the lists need more than %d bytes of memory", r.limits.Memory))
		return false
	}
	return true
}

// scalar returns n if its text is short enough and free of U+0000, which
// neither PostgreSQL text nor C strings can hold. Otherwise it is bad.
func (r *reader) scalar(n node) node {
	if len(n.text) > r.limits.ScalarBytes {
		r.report(n.place, fmt.Sprintf("%d bytes are more than the limit of %d for one value", len(n.text), r.limits.ScalarBytes))
		n.kind = bad
	}
	if strings.IndexByte(n.text, 0) >= 0 {
		r.report(n.place, "the character U+0000 is refused")
		n.kind = bad
	}
	return n
}

func itoa[T int | int32](n T) string { return strconv.Itoa(int(n)) }

package strict

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
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
}

// report notes a problem with the value in hand.
func (r *reader) report(at place, message string, legal ...string) {
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

// tree reads the text into nodes. The report is false when it could not be
// read to its end; problems that leave a tree behind are only noted.
func (r *reader) tree(data []byte) (node, bool) {
	if len(data) > r.limits.Bytes {
		r.report(place{}, fmt.Sprintf("%d bytes are more than the limit of %d", len(data), r.limits.Bytes))
		return node{}, false
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
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
		return node{}, false
	}
	switch r.format {
	case JSON:
		return r.treeJSON(data)
	case YAML:
		return r.treeYAML(data)
	}
	r.report(place{}, "cannot read "+r.format.String()+": want JSON or YAML")
	return node{}, false
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

// pair appends a key and its value to a mapping unless the key is bad or
// occurred before.
func (r *reader) pair(into *node, keys *keySet, key, value node) {
	if key.kind == bad {
		return
	}
	if first := keys.add(key.text, key.line); first > 0 {
		r.enterName(key.text)
		r.report(key.place, fmt.Sprintf("the key occurs twice, first in line %d", first))
		r.leave()
		return
	}
	into.children = append(into.children, key, value)
}

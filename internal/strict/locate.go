package strict

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan/storage"
)

// Locate gives the problems of a *storage.InvalidError, found by validating
// what [Read] had read from a text, the file's name and the places of their
// fields in it: that of the value, or of the nearest thing around it that the
// text has. Problems that have a line keep it. They come in the order of the
// text. Other errors, and nil, are returned as they are.
func Locate(err error, file string, data []byte, lim Limits) error {
	var invalid *storage.InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	f, _ := FormatOf(file)
	r := &reader{file: file, format: f, limits: lim.orDefaults(f)}
	root, ok := r.tree(data)
	located := &storage.InvalidError{What: invalid.What + " in " + file, Problems: slices.Clone(invalid.Problems)}
	for i := range located.Problems {
		p := &located.Problems[i]
		p.File = file
		if ok && p.Line == 0 {
			at := root.find(p.Field)
			p.Line, p.Column = int(at.line), int(at.column)
		}
	}
	slices.SortStableFunc(located.Problems, func(a, b storage.Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return located
}

// find returns the place of the value at the end of a path as pathText writes
// it, or of the last value on the way that exists.
func (n *node) find(path string) place {
	for path != "" {
		var name string
		index := -1
		if rest, ok := strings.CutPrefix(path, "["); ok {
			inner, after, _ := strings.Cut(rest, "]")
			path = after
			if i, err := strconv.Atoi(inner); err == nil {
				index = i
			} else if name, err = strconv.Unquote(inner); err != nil {
				break
			}
		} else {
			path = strings.TrimPrefix(path, ".")
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			name, path = path[:end], path[end:]
		}
		next := n.child(name, index)
		if next == nil {
			break
		}
		n = next
	}
	return n.place
}

// child returns the element of a list or the value of a key, nil if there is
// none.
func (n *node) child(name string, index int) *node {
	switch n.kind {
	case list:
		if index >= 0 && index < len(n.children) {
			return &n.children[index]
		}
	case mapping:
		for i := 0; i+1 < len(n.children); i += 2 {
			if index < 0 && n.children[i].text == name {
				return &n.children[i+1]
			}
		}
	}
	return nil
}

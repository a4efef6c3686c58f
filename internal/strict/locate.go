package strict

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan/storage"
)

// Source is a text that was read, kept to point at lines later. Records have no
// field for the line in which they were read: what is found wrong with them, or
// is to be told about them, is looked up in the text by the path of its field.
// The methods of a nil Source know of no line.
type Source struct {
	file string
	data []byte
	lim  Limits
}

// NewSource keeps a text, which must not be changed afterwards; the ending of
// the file's name says the notation.
func NewSource(file string, data []byte, lim Limits) *Source {
	return &Source{file: file, data: data, lim: lim}
}

// File is the name of the file.
func (s *Source) File() string {
	if s == nil {
		return ""
	}
	return s.file
}

// Lines returns the line of each field, that of the nearest thing around it
// that the text has; 0 for all if there is no text. The text is read anew.
func (s *Source) Lines(fields ...string) []int {
	lines := make([]int, len(fields))
	if root, ok := s.tree(); ok {
		for i, f := range fields {
			lines[i] = int(root.find(f).line)
		}
	}
	return lines
}

// Locate gives the problems of a *storage.InvalidError, found by validating
// what [Parse] had read from the text, the file's name and the places of their
// fields in it: that of the value, or of the nearest thing around it that the
// text has. Problems that have a line keep it, and those of other files are left
// as they are. They come in the order of the
// text. Other errors, and nil, are returned as they are.
func (s *Source) Locate(err error) error {
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	if !ok || s == nil {
		return err
	}
	root, ok := s.tree()
	located := &storage.InvalidError{What: invalid.What + " in " + s.file, Problems: slices.Clone(invalid.Problems)}
	// The one that counts those beyond the limit has no place and stays last.
	placed := located.Problems[:min(len(located.Problems), storage.MaxProblems)]
	for i := range placed {
		p := &placed[i]
		if p.File != "" {
			continue
		}
		p.File = s.file
		if ok && p.Line == 0 {
			at := root.find(p.Field)
			p.Line, p.Column = int(at.line), int(at.column)
		}
	}
	inOrder(placed)
	return located
}

// Locate is [Source.Locate] for a text that is at hand.
func Locate(err error, file string, data []byte, lim Limits) error {
	return NewSource(file, data, lim).Locate(err)
}

func (s *Source) tree() (node, bool) {
	if s == nil {
		return node{}, false
	}
	f, _ := FormatOf(s.file)
	r := &reader{file: s.file, format: f, limits: s.lim.orDefaults(f)}
	return r.tree(s.data)
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

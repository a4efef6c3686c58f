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
	for i, at := range s.places(fields) {
		lines[i] = int(at.line)
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
	located := &storage.InvalidError{What: invalid.What + " in " + s.file, Problems: slices.Clone(invalid.Problems)}
	// The one that counts those beyond the limit has no place and stays last.
	placed := located.Problems[:min(len(located.Problems), storage.MaxProblems)]
	fields := make([]string, len(placed))
	for i, p := range placed {
		fields[i] = p.Field
	}
	for i, at := range s.places(fields) {
		p := &placed[i]
		if p.File != "" {
			continue
		}
		p.File = s.file
		if p.Line == 0 {
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

// places returns the place of each field.
func (s *Source) places(fields []string) []place {
	places := make([]place, len(fields))
	if s == nil {
		return places
	}
	f, _ := FormatOf(s.file)
	r := &reader{file: s.file, format: f, limits: s.lim.orDefaults(f)}
	root, ok := r.open(s.data)
	if !ok {
		return places
	}
	var all wanted
	ends := make([]*wanted, len(fields))
	for i, field := range fields {
		ends[i] = all.at(field)
	}
	r.within(&root, func() { r.find(&root, &all) })
	for i, w := range ends {
		for w.line == 0 {
			w = w.above
		}
		places[i] = w.place
	}
	return places
}

// wanted is a value whose place is asked for, or around one; above is what it lies in.
type wanted struct {
	place
	above *wanted
	parts map[step]*wanted
}

// at returns what lies at the end of a path as pathText writes it.
func (w *wanted) at(path string) *wanted {
	for path != "" {
		next := step{index: -1}
		if rest, ok := strings.CutPrefix(path, "["); ok {
			inner, after, _ := strings.Cut(rest, "]")
			path = after
			if i, err := strconv.Atoi(inner); err == nil {
				next.index = i
			} else if next.name, err = strconv.Unquote(inner); err != nil {
				return w
			}
		} else {
			path = strings.TrimPrefix(path, ".")
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			next.name, path = path[:end], path[end:]
		}
		if w.parts[next] == nil {
			if w.parts == nil {
				w.parts = make(map[step]*wanted)
			}
			w.parts[next] = &wanted{above: w}
		}
		w = w.parts[next]
	}
	return w
}

// find notes the places of what is wanted in a value, which is wanted itself.
func (r *reader) find(n *node, w *wanted) {
	w.place = n.place
	part := func(s step, child *node) {
		if w := w.parts[s]; w != nil {
			r.find(child, w)
		}
	}
	switch {
	case len(w.parts) == 0:
	case n.kind == list:
		r.items(n, func(i int, child *node) { part(step{index: i}, child) })
	case n.kind == mapping:
		r.pairs(n, func(key, child *node) { part(step{name: key.text, index: -1}, child) })
	}
}

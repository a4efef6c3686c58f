package strict

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// kind is what a node is, whichever notation it was written in.
type kind uint8

const (
	// bad is a node about which a problem was reported already: reading it
	// into a Go value does nothing.
	bad kind = iota
	null
	boolean
	number
	text
	list
	mapping
)

// place is a position in the text, both parts counting from 1.
type place struct{ line, column int32 }

// node is a value of the text together with its place.
type node struct {
	place
	kind kind
	// plain marks a YAML scalar without quotes, whose meaning other readers
	// may see differently.
	plain bool
	// text is the scalar: unescaped if it is text, else as it was written.
	text string
	// off is where the node begins in JSON, yaml what was parsed in YAML.
	off  int
	yaml *yaml.Node
}

// describe names what n is, for messages.
func (n *node) describe() string {
	switch n.kind {
	case null:
		if n.text == "" {
			return "nothing"
		}
		return "null"
	case boolean:
		return "true or false"
	case number:
		return "a number"
	case list:
		return "a list"
	case mapping:
		return "a mapping"
	}
	return "text"
}

// cursor turns offsets into places. Asked in rising order, it walks over the
// text once.
type cursor struct {
	data []byte
	off  int
	at   place
}

// to returns the place of an offset. Lines end with LF, CR LF or a lone CR, as
// in YAML.
func (c *cursor) to(off int) place {
	if c.at.line == 0 || off < c.off {
		c.off, c.at = 0, place{1, 1}
	}
	for ; c.off < off && c.off < len(c.data); c.off++ {
		switch b := c.data[c.off]; {
		case b == '\n', b == '\r' && !(c.off+1 < len(c.data) && c.data[c.off+1] == '\n'):
			c.at.line++
			c.at.column = 1
		case utf8.RuneStart(b):
			c.at.column++
		}
	}
	return c.at
}

// keySet notices keys that occur twice in a mapping. It scans the first few and
// builds a map only for the rare mapping that is large.
type keySet struct {
	names []string
	lines []int32
	index map[string]int32
}

// maxKeys is how many keys may be remembered at a time, those of all mappings that
// are not closed.
const maxKeys = 100_000

// len is how many keys there are.
func (k *keySet) len() int { return max(len(k.names), len(k.index)) }

// maxScan is how many keys are compared one by one.
const maxScan = 8

// add puts a key in and returns 0, or returns the line on which it stood
// before.
func (k *keySet) add(name string, line int32) int32 {
	if k.index == nil {
		for i, n := range k.names {
			if n == name {
				return k.lines[i]
			}
		}
		k.names, k.lines = append(k.names, name), append(k.lines, line)
		if len(k.names) < maxScan {
			return 0
		}
		k.index = make(map[string]int32, 2*maxScan)
		for i, n := range k.names {
			k.index[n] = k.lines[i]
		}
		return 0
	}
	if first, ok := k.index[name]; ok {
		return first
	}
	k.index[name] = line
	return 0
}

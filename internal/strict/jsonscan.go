package strict

import (
	"fmt"
	"strings"
)

// longestEscape is how many bytes of JSON may stand for one byte of text.
const longestEscape = len(`\u0061`)

// boundedJSON checks the depth, the number of nodes and the length of scalars
// before anything is parsed. It counts the punctuation outside of strings, which is
// exact for every text that is JSON: each comma and colon is followed by a node,
// and so is each bracket unless it is closed at once. That a scalar is too long it
// finds only where no escapes could make it short enough.
func (r *reader) boundedJSON(s *sourceJSON) bool {
	depth, nodes, quoted, open := 0, 1, false, false
	begin := -1 // of the scalar
	for i := 0; i < len(s.data); i++ {
		c := s.data[i]
		if begin >= 0 && i-begin > longestEscape*(r.limits.ScalarBytes+1) {
			r.report(s.to(begin), fmt.Sprintf("more bytes than the limit of %d for one value", r.limits.ScalarBytes))
			return false
		}
		if quoted {
			switch c {
			case '\\':
				i++
			case '"':
				quoted, begin = false, -1
			}
			continue
		}
		if strings.IndexByte(spaceJSON, c) >= 0 {
			begin = -1
			continue
		}
		if open && c != ']' && c != '}' {
			nodes++
		}
		open = c == '[' || c == '{'
		switch {
		case open:
			depth++
		case c == ']', c == '}':
			depth--
		case c == ',', c == ':':
			nodes++
		case begin < 0:
			begin, quoted = i, c == '"'
			continue
		default:
			continue
		}
		begin = -1
		switch {
		case depth > r.limits.Depth:
			r.tooDeep(s.to(i))
			return false
		case nodes > r.limits.Nodes:
			r.tooMany(s.to(i))
			return false
		}
	}
	return true
}

package strict

import (
	"strconv"
	"strings"
)

// step is one part of the way from the root of a text to a value: the name of
// a field, or the number of an element when name is empty and index is not
// negative.
type step struct {
	name  string
	index int
}

// pathText writes a way as in "transitions[3].from[0]".
func pathText(steps []step) string {
	var b strings.Builder
	for _, s := range steps {
		switch {
		case s.index >= 0:
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case !isWord(s.name):
			b.WriteString("[" + excerpt(s.name) + "]")
		default:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// isWord reports whether a name can stand in a path as it is. Anything beyond
// ASCII cannot, because a letter that only looks like another one is best seen
// as its code.
func isWord(name string) bool {
	if name == "" || len(name) > longest {
		return false
	}
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}

// longest is how many characters of a text or name a message repeats.
const longest = 48

// excerpt quotes a text for a message in ASCII: whole if it is short, else its
// beginning. No text can bring line breaks or terminal codes into a message.
func excerpt(s string) string {
	n := 0
	for i := range s {
		if n == longest {
			return strconv.QuoteToASCII(s[:i] + "...")
		}
		n++
	}
	return strconv.QuoteToASCII(s)
}

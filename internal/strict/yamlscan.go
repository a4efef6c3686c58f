package strict

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// charactersYAML refuses the characters that YAML does not allow, and four that
// it allows but that no two readers treat alike: U+0085, U+2028 and U+2029 are
// line breaks to some, and U+FEFF may vanish. All can be written as escapes in
// double quotes, except U+0000.
func (r *reader) charactersYAML(data []byte) bool {
	for off, size := 0, 0; off < len(data); off += size {
		var c rune
		c, size = utf8.DecodeRune(data[off:])
		switch {
		case c == '\t', c == '\n', c == '\r',
			c >= 0x20 && c < 0x7F,
			c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF:
			continue
		}
		message := fmt.Sprintf("the character %U is refused", c)
		if c != 0 {
			message += ": write it as an escape in double quotes"
		}
		s := cursor{data: data}
		r.report(s.to(off), message)
		return false
	}
	return true
}

// marksYAML bounds what the parser builds, before it does: without one of these marks
// there is no further node, and with each of them there are two at most; a comment is kept
// beside a node. A text with that many marks in its prose is refused too.
func (r *reader) marksYAML(data []byte) bool {
	marks := 0
	for off, c := range data {
		switch c {
		case ',', ':', '?':
			marks += 2
		case '[', '{', '-', '#':
			marks++
		default:
			continue
		}
		if marks > 2*r.limits.Nodes {
			s := cursor{data: data}
			r.tooMany(s.to(off))
			return false
		}
	}
	return true
}

// linesYAML checks that the text is one document without directives. Both can
// be told from the beginnings of lines, wherever the line is: the markers ---
// and ... in the first column end whatever was begun before. A line of text
// that begins with % in the first column is refused with the directives, whose
// number makes the parser below slow (a text of 1 MiB took six seconds).
func (r *reader) linesYAML(data []byte) bool {
	begun, ended := false, false
	for off, next := 0, 0; off < len(data); off = next {
		next = off + lineLength(data[off:])
		line := data[off:next]
		rest := bytes.TrimSpace(line)
		var message string
		switch {
		case line[0] == '%':
			message = "directives (%) are refused, and so is any line that begins with %"
		case isMarker(line, "---"):
			if begun || ended {
				message = "a second document is refused"
			}
			begun = true
		case isMarker(line, "..."):
			ended = true
			if rest = bytes.TrimSpace(rest[3:]); isContent(rest) {
				message = errTwoDocuments.Error()
			}
		case isContent(rest):
			if ended {
				message = errTwoDocuments.Error()
			}
			begun = true
		}
		if message != "" {
			s := cursor{data: data}
			r.report(s.to(off), message)
			return false
		}
	}
	return true
}

// isContent reports whether what a line holds is more than a comment.
func isContent(trimmed []byte) bool { return len(trimmed) > 0 && trimmed[0] != '#' }

// isMarker reports whether a line begins with a marker that stands by itself.
func isMarker(line []byte, marker string) bool {
	after, ok := bytes.CutPrefix(line, []byte(marker))
	return ok && (len(after) == 0 || strings.IndexByte(spaceJSON, after[0]) >= 0)
}

// lineLength is the length of the first line of data with its line end.
func lineLength(data []byte) int {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0:
		return len(data)
	case data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n':
		return i + 2
	}
	return i + 1
}

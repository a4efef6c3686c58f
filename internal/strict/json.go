package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
)

const spaceJSON = " \t\r\n"

// openJSON checks a JSON text and returns its value.
func (r *reader) openJSON(data []byte) (node, bool) {
	data = bytes.TrimRight(data, spaceJSON)
	s := &sourceJSON{cursor: cursor{data: data}, reader: r}
	switch {
	case len(data) == 0:
		return r.empty()
	case !r.boundedJSON(s), !r.validJSON(s):
		return node{}, false
	}
	s.dec = json.NewDecoder(bytes.NewReader(data))
	s.dec.UseNumber()
	s.next()
	r.source = s
	return s.current(), true
}

// validJSON checks the syntax. Trailing data is an error of syntax.
func (r *reader) validJSON(s *sourceJSON) bool {
	if json.Valid(s.data) {
		return true
	}
	// Of a text that is not valid nothing is built: only the error is wanted.
	var nothing any
	err := json.Unmarshal(s.data, &nothing)
	at := place{}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = s.to(int(syntax.Offset) - 1)
	}
	r.report(at, "not JSON: "+err.Error())
	return false
}

// sourceJSON yields the tokens of a JSON text with their places.
type sourceJSON struct {
	cursor
	*reader
	dec   *json.Decoder
	token json.Token
	// start and end are the offsets of the token.
	start, end int
	// tokenAt is the place of the token.
	tokenAt place
}

// next moves to the next token. The text was found valid before, so that there
// is one wherever the grammar asks for it.
func (s *sourceJSON) next() {
	token, err := s.dec.Token()
	if err != nil {
		s.report(s.tokenAt, "not JSON: "+err.Error())
		s.stopped = true
	}
	s.token = token
	s.start = s.end
	for s.start < len(s.data) && strings.IndexByte(spaceJSON+",:", s.data[s.start]) >= 0 {
		s.start++
	}
	s.end = int(s.dec.InputOffset())
	s.tokenAt = s.to(s.start)
}

// current returns the node that begins with the token in hand.
func (s *sourceJSON) current() node {
	n := node{place: s.tokenAt, off: s.start}
	switch value := s.token.(type) {
	case json.Delim:
		n.kind = list
		if value == '{' {
			n.kind = mapping
		}
		return n
	case string:
		return s.str(value)
	case bool:
		n.kind = boolean
	case json.Number:
		n.kind = number
	default:
		n.kind = null
	}
	n.text = string(s.data[s.start:s.end])
	return s.scalar(n)
}

// item moves to the next element, or beyond the closing bracket.
func (s *sourceJSON) item(*node, int) (node, bool) {
	if s.next(); s.stopped || s.token == json.Delim(']') {
		return node{}, false
	}
	return s.current(), true
}

// key moves to the next key, or beyond the closing brace.
func (s *sourceJSON) key(*node, int) (string, bool) {
	s.next()
	name, ok := s.token.(string)
	return name, ok && !s.stopped
}

// pair returns the key in hand and moves to its value.
func (s *sourceJSON) pair(*node, int) (key, value node) {
	name, _ := s.token.(string)
	key = s.str(name)
	s.next()
	return key, s.current()
}

// count looks ahead.
func (s *sourceJSON) count(n *node) int {
	commas, depth, quoted, empty := 0, 0, false, true
	for i := n.off; i < len(s.data); i++ {
		c := s.data[i]
		switch {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[', c == '{':
			depth++
		case c == ']', c == '}':
			depth--
		case c == ',' && depth == 1:
			commas++
		}
		if depth == 0 {
			break
		}
		empty = empty && (i == n.off || strings.IndexByte(spaceJSON, c) >= 0)
	}
	if empty {
		return 0
	}
	return commas + 1
}

// str makes a node of a string. The decoder puts U+FFFD for half of a
// surrogate pair, so the source itself is examined.
func (s *sourceJSON) str(value string) node {
	n := s.scalar(node{place: s.tokenAt, kind: text, text: value})
	if off := loneSurrogate(s.data[s.start:s.end]); off >= 0 {
		escape := s.data[s.start+off : s.start+off+6]
		s.report(s.to(s.start+off), string(escape)+" is half of a surrogate pair and no character")
		n.kind = bad
	}
	return n
}

// loneSurrogate returns the offset of the first escape in a valid JSON string
// that is half of a surrogate pair without the other half, or -1.
func loneSurrogate(source []byte) int {
	for i := 0; i < len(source); i++ {
		if source[i] != '\\' {
			continue
		}
		c, ok := escapedRune(source[i:])
		switch {
		case !ok:
			i++
		case !utf16.IsSurrogate(c):
			i += 5
		default:
			low, ok := escapedRune(source[i+6:])
			if !ok || utf16.DecodeRune(c, low) == '\uFFFD' {
				return i
			}
			i += 11
		}
	}
	return -1
}

// escapedRune returns the UTF-16 unit of the \u escape with which s begins, if
// it does.
func escapedRune(s []byte) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	return rune(n), err == nil
}

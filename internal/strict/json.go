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

// treeJSON reads a JSON text into nodes.
func (r *reader) treeJSON(data []byte) (node, bool) {
	data = bytes.TrimRight(data, spaceJSON)
	s := &sourceJSON{cursor: cursor{data: data}}
	switch {
	case len(data) == 0:
		return r.empty()
	case !r.boundedJSON(s), !r.validJSON(s):
		return node{}, false
	}
	s.text = string(data)
	s.dec = json.NewDecoder(strings.NewReader(s.text))
	s.dec.UseNumber()
	if !s.next(r) {
		return node{}, false
	}
	return r.valueJSON(s)
}

// boundedJSON checks the depth and the number of nodes before anything is
// parsed. It counts the punctuation outside of strings, which is exact for
// every text that is JSON: each comma and colon is followed by a node, and so
// is each bracket unless it is closed at once.
func (r *reader) boundedJSON(s *sourceJSON) bool {
	depth, nodes, quoted, open := 0, 1, false, false
	for i := 0; i < len(s.data); i++ {
		c := s.data[i]
		if quoted {
			switch c {
			case '\\':
				i++
			case '"':
				quoted = false
			}
			continue
		}
		if strings.IndexByte(spaceJSON, c) >= 0 {
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
		case c == '"':
			quoted = true
		}
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
	// text is the same as the data of the cursor, to cut scalars from.
	text  string
	dec   *json.Decoder
	token json.Token
	// start and end are the offsets of the token.
	start, end int
	// tokenAt is the place of the token.
	tokenAt place
}

// next moves to the next token. The text was found valid before, so that there
// is one wherever the grammar asks for it.
func (s *sourceJSON) next(r *reader) bool {
	token, err := s.dec.Token()
	if err != nil {
		r.report(s.tokenAt, "not JSON: "+err.Error())
		return false
	}
	s.token = token
	s.start = s.end
	for s.start < len(s.data) && strings.IndexByte(spaceJSON+",:", s.data[s.start]) >= 0 {
		s.start++
	}
	s.end = int(s.dec.InputOffset())
	s.tokenAt = s.to(s.start)
	return true
}

// valueJSON builds the node that begins with the token in hand.
func (r *reader) valueJSON(s *sourceJSON) (node, bool) {
	n := node{place: s.tokenAt}
	switch value := s.token.(type) {
	case json.Delim:
		if value == '{' {
			n.kind = mapping
			ok := r.mappingJSON(s, &n)
			return n, ok
		}
		n.kind = list
		ok := r.listJSON(s, &n)
		return n, ok
	case string:
		return r.textJSON(s, value), true
	case bool:
		n.kind = boolean
	case json.Number:
		n.kind = number
	default:
		n.kind = null
	}
	n.text = s.text[s.start:s.end]
	return r.scalar(n), true
}

// listJSON reads elements up to the closing bracket.
func (r *reader) listJSON(s *sourceJSON, n *node) bool {
	for i := 0; s.next(r); i++ {
		if s.token == json.Delim(']') {
			return true
		}
		r.enterIndex(i)
		child, ok := r.valueJSON(s)
		r.leave()
		if !ok {
			return false
		}
		n.children = append(n.children, child)
	}
	return false
}

// mappingJSON reads keys and values up to the closing brace.
func (r *reader) mappingJSON(s *sourceJSON, n *node) bool {
	var keys keySet
	for s.next(r) {
		name, ok := s.token.(string)
		if !ok {
			return true
		}
		r.enterName(name)
		key := r.textJSON(s, name)
		var value node
		if ok = s.next(r); ok {
			value, ok = r.valueJSON(s)
		}
		r.leave()
		if !ok {
			return false
		}
		r.pair(n, &keys, key, value)
	}
	return false
}

// textJSON makes a node of a string. The decoder puts U+FFFD for half of a
// surrogate pair, so the source itself is examined.
func (r *reader) textJSON(s *sourceJSON, value string) node {
	n := r.scalar(node{place: s.tokenAt, kind: text, text: value})
	if off := loneSurrogate(s.data[s.start:s.end]); off >= 0 {
		escape := s.data[s.start+off : s.start+off+6]
		r.report(s.to(s.start+off), string(escape)+" is half of a surrogate pair and no character")
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

package strict

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// openYAML checks a YAML text and returns its value.
func (r *reader) openYAML(data []byte) (node, bool) {
	if !r.charactersYAML(data) || !r.linesYAML(data) || !r.marksYAML(data) {
		return node{}, false
	}
	root, err := parseYAML(data)
	switch {
	case err != nil:
		line, message := locateYAML(data, err)
		r.report(place{line: int32(line)}, "not YAML: "+message)
		return node{}, false
	case root == nil, root.Kind == yaml.ScalarNode && root.Tag == "!!null" && root.Value == "":
		return r.empty()
	}
	s := &sourceYAML{reader: r}
	if !s.bounded(root, 1, new(int)) {
		return node{}, false
	}
	r.source = s
	return s.node(root, place{}), true
}

// errTwoDocuments is for text after the end of a document, whether the end has
// a marker or is where a closing bracket stands.
var errTwoDocuments = errors.New("text after the end of the document")

// parseYAML returns the root of the only document, or nil if there is none. It
// never panics, whatever the parser below does.
func parseYAML(data []byte) (root *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			root, err = nil, fmt.Errorf("the parser failed: %v", p)
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var document, second yaml.Node
	if err := dec.Decode(&document); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, errTwoDocuments
	}
	if len(document.Content) == 0 {
		return nil, nil
	}
	return document.Content[0], nil
}

// sourceYAML yields the nodes of a text that was parsed.
type sourceYAML struct{ *reader }

// bounded checks the number and the depth of the nodes.
func (s *sourceYAML) bounded(y *yaml.Node, depth int, nodes *int) bool {
	at := place{int32(y.Line), int32(y.Column)}
	*nodes++
	switch {
	case *nodes > s.limits.Nodes:
		s.tooMany(at)
		return false
	case depth > s.limits.Depth && (y.Kind == yaml.MappingNode || y.Kind == yaml.SequenceNode):
		s.tooDeep(at)
		return false
	}
	for i, child := range y.Content {
		switch {
		case y.Kind == yaml.SequenceNode:
			s.enterIndex(i)
		default:
			s.enterName(y.Content[i&^1].Value)
		}
		ok := s.bounded(child, depth+1, nodes)
		s.leave()
		if !ok {
			return false
		}
	}
	return true
}

// node makes a node of what was parsed. The place of the key is where a value that is
// not written at all is said to be.
func (s *sourceYAML) node(y *yaml.Node, key place) node {
	n := node{place: place{int32(y.Line), int32(y.Column)}, yaml: y}
	if y.Anchor != "" {
		s.report(n.place, "anchors (&) are refused: a value is written where it is meant")
	}
	if y.Style&yaml.TaggedStyle != 0 {
		s.report(n.place, "tags (!) are refused: the field tells the type, and quotes make text")
		return n
	}
	switch y.Kind {
	case yaml.ScalarNode:
		return s.scalarOf(y, n, key)
	case yaml.SequenceNode:
		n.kind = list
	case yaml.MappingNode:
		n.kind = mapping
	default:
		s.report(n.place, "aliases (*) are refused: a value is written where it is meant")
	}
	return n
}

func (s *sourceYAML) scalarOf(y *yaml.Node, n node, key place) node {
	const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	n.text, n.plain, n.kind = y.Value, y.Style&quoted == 0, text
	switch y.Tag {
	case "!!null":
		n.kind = null
		if y.Value == "" && key.line > 0 {
			n.place = key
		}
	case "!!bool":
		n.kind = boolean
	case "!!int", "!!float":
		n.kind = number
	}
	return s.scalar(n)
}

// item returns an element.
func (s *sourceYAML) item(n *node, i int) (node, bool) {
	if i == len(n.yaml.Content) {
		return node{}, false
	}
	return s.node(n.yaml.Content[i], place{}), true
}

// key returns the text of a key.
func (s *sourceYAML) key(n *node, i int) (string, bool) {
	if 2*i+1 >= len(n.yaml.Content) {
		return "", false
	}
	return n.yaml.Content[2*i].Value, true
}

// count is the number of elements.
func (s *sourceYAML) count(n *node) int { return len(n.yaml.Content) }

// pair returns a key, which must be text, and its value.
func (s *sourceYAML) pair(n *node, i int) (key, value node) {
	k := n.yaml.Content[2*i]
	key = s.node(k, place{})
	switch {
	case k.Tag == "!!merge" && key.plain:
		s.report(key.place, "merge keys (<<) are refused: a value is written where it is meant")
	case key.kind == text, key.kind == bad:
		return key, s.node(n.yaml.Content[2*i+1], key.place)
	case key.kind == list, key.kind == mapping, key.text == "":
		s.report(key.place, "a key must be text, found "+key.describe())
		s.within(&key, func() {})
	default:
		s.report(key.place, mustQuote(key.text))
	}
	key.kind = bad
	return key, s.node(n.yaml.Content[2*i+1], key.place)
}

// mustQuote is the message for a plain scalar that stands for text and that
// some reader, if not this one, takes for something else.
func mustQuote(s string) string {
	if len(s) > longest {
		return "must be quoted to be text"
	}
	return s + ` must be quoted to be text: write "` + s + `"`
}

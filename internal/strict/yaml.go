package strict

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// treeYAML reads a YAML text into nodes.
func (r *reader) treeYAML(data []byte) (node, bool) {
	if !r.charactersYAML(data) || !r.linesYAML(data) {
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
	return (&readerYAML{reader: r}).nodeYAML(root, place{}, 0)
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

// readerYAML counts the nodes that it converts.
type readerYAML struct {
	*reader
	nodes int
}

// nodeYAML converts a parsed node. The place of the key is where a value that
// is not written at all is said to be.
func (r *readerYAML) nodeYAML(y *yaml.Node, key place, depth int) (node, bool) {
	n := node{place: place{int32(y.Line), int32(y.Column)}}
	nested := y.Kind == yaml.MappingNode || y.Kind == yaml.SequenceNode
	if nested {
		depth++
	}
	switch r.nodes++; {
	case r.nodes > r.limits.Nodes:
		r.tooMany(n.place)
		return n, false
	case depth > r.limits.Depth:
		r.tooDeep(n.place)
		return n, false
	}
	if y.Anchor != "" {
		r.report(n.place, "anchors (&) are refused: a value is written where it is meant")
	}
	if y.Style&yaml.TaggedStyle != 0 {
		r.report(n.place, "tags (!) are refused: the field tells the type, and quotes make text")
		return n, true
	}
	switch y.Kind {
	case yaml.ScalarNode:
		return r.scalarYAML(y, n, key), true
	case yaml.SequenceNode:
		n.kind = list
		ok := r.listYAML(y, &n, depth)
		return n, ok
	case yaml.MappingNode:
		n.kind = mapping
		ok := r.mappingYAML(y, &n, depth)
		return n, ok
	}
	r.report(n.place, "aliases (*) are refused: a value is written where it is meant")
	return n, true
}

func (r *readerYAML) scalarYAML(y *yaml.Node, n node, key place) node {
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
	return r.scalar(n)
}

func (r *readerYAML) listYAML(y *yaml.Node, n *node, depth int) bool {
	n.children = make([]node, 0, len(y.Content))
	for i, c := range y.Content {
		r.enterIndex(i)
		child, ok := r.nodeYAML(c, place{}, depth)
		r.leave()
		if !ok {
			return false
		}
		n.children = append(n.children, child)
	}
	return true
}

func (r *readerYAML) mappingYAML(y *yaml.Node, n *node, depth int) bool {
	n.children = make([]node, 0, len(y.Content))
	var keys keySet
	for i := 0; i+1 < len(y.Content); i += 2 {
		r.enterName(y.Content[i].Value)
		key, value, ok := r.pairYAML(y.Content[i], y.Content[i+1], depth)
		r.leave()
		if !ok {
			return false
		}
		r.pair(n, &keys, key, value)
	}
	return true
}

// pairYAML converts a key, which must be text, and its value.
func (r *readerYAML) pairYAML(k, v *yaml.Node, depth int) (key, value node, ok bool) {
	if key, ok = r.nodeYAML(k, place{}, depth); !ok {
		return key, value, false
	}
	switch {
	case k.Tag == "!!merge" && key.plain:
		r.report(key.place, "merge keys (<<) are refused: a value is written where it is meant")
		key.kind = bad
	case key.kind == text, key.kind == bad:
	case key.kind == list, key.kind == mapping, key.text == "":
		r.report(key.place, "a key must be text, found "+key.describe())
		key.kind = bad
	default:
		r.report(key.place, mustQuote(key.text))
		key.kind = bad
	}
	value, ok = r.nodeYAML(v, key.place, depth)
	return key, value, ok
}

// mustQuote is the message for a plain scalar that stands for text and that
// some reader, if not this one, takes for something else.
func mustQuote(s string) string {
	if len(s) > longest {
		return "must be quoted to be text"
	}
	return s + ` must be quoted to be text: write "` + s + `"`
}

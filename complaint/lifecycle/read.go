package lifecycle

import (
	"encoding/json"

	"github.com/aduan-go/aduan/internal/strict"
)

// Parse reads a definition from YAML or JSON; the ending of the file's name
// (.yaml, .yml or .json) says which. The format is strict: fields are those of
// [Definition] with the exact names of its tags, every name is a string, and
// unknown or repeated fields, aliases, several documents, excess depth and
// excess size are refused. The error is a *storage.InvalidError with the line
// and column of every problem. Parse does not prove: see [Compile].
func Parse(file string, data []byte) (Definition, error) {
	return DefaultLimits().Parse(file, data)
}

// Parse is [Parse] under other limits.
func (l Limits) Parse(file string, data []byte) (Definition, error) {
	l = l.orDefault()
	var d Definition
	err := strict.Parse("definition", file, data, strict.Limits{Bytes: l.Bytes, Depth: l.Depth}, &d)
	return d, err
}

// JSON writes the definition in the form that [Parse] reads, indented. What
// has no text form, such as a target that was never set, is an error.
func (d Definition) JSON() ([]byte, error) {
	return json.MarshalIndent(d, "", "  ")
}

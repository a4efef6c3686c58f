package lifecycle

import (
	"encoding/json"
	"errors"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
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
	format, ok := strict.FormatOf(file)
	if !ok {
		return Definition{}, &storage.InvalidError{What: "definition " + file, Problems: []storage.Problem{
			{File: file, Message: "the file's name does not say its format", Legal: []string{".yaml", ".yml", ".json"}},
		}}
	}
	var d Definition
	err := strict.Decode(file, format, data, strict.Limits{Bytes: l.Bytes, Depth: l.Depth}, &d)
	var problems strict.Errors
	if errors.As(err, &problems) {
		invalid := &storage.InvalidError{What: "definition " + file}
		for _, p := range problems {
			invalid.Problems = append(invalid.Problems, storage.Problem(p))
		}
		return Definition{}, invalid
	}
	return d, err
}

// JSON writes the definition in the form that [Parse] reads, indented. What
// has no text form, such as a target that was never set, is an error.
func (d Definition) JSON() ([]byte, error) {
	return json.MarshalIndent(d, "", "  ")
}

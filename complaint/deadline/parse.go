package deadline

import (
	"encoding/json"
	"errors"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Parse reads a policy from YAML or JSON and validates it; the ending of the
// file's name (.yaml, .yml or .json) says which. The format is strict: fields
// are those of [Policy] with the exact names of its tags, and unknown or
// repeated fields are refused. The error is a *storage.InvalidError with the
// line of every problem.
func Parse(file string, data []byte) (*Policy, error) {
	what := "policy " + file
	format, ok := strict.FormatOf(file)
	if !ok {
		return nil, &storage.InvalidError{What: what, Problems: []storage.Problem{
			{File: file, Message: "the file's name does not say its format", Legal: []string{".yaml", ".yml", ".json"}},
		}}
	}
	p := &Policy{}
	err := strict.Decode(file, format, data, strict.Limits{Depth: 10}, p)
	var found strict.Errors
	if errors.As(err, &found) {
		invalid := &storage.InvalidError{What: what}
		for _, f := range found {
			invalid.Problems = append(invalid.Problems, storage.Problem(f))
		}
		return nil, invalid
	}
	if err != nil {
		return nil, err
	}
	var invalid *storage.InvalidError
	if errors.As(p.Validate(), &invalid) {
		invalid.What = what
		for i := range invalid.Problems {
			invalid.Problems[i].File = file
		}
		return nil, invalid
	}
	return p, nil
}

// JSON writes the policy in the form that [Parse] reads, indented.
func (p *Policy) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

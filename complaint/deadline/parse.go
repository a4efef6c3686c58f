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
	p := &Policy{}
	if err := strict.Parse("policy", file, data, strict.Limits{Depth: 10}, p); err != nil {
		return nil, err
	}
	var invalid *storage.InvalidError
	if errors.As(p.Validate(), &invalid) {
		invalid.What = "policy " + file
		for i := range invalid.Problems {
			invalid.Problems[i].File = file
		}
		return nil, invalid
	}
	return p, nil
}

// JSON writes the policy in the form that [Parse] reads, indented.
func (p *Policy) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

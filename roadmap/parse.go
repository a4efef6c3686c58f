package roadmap

import (
	"encoding/json"
	"math"

	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/internal/strict"
)

// Parse reads a road map from YAML or JSON text and validates it; the ending of
// the file's name (.yaml, .yml or .json) says which. The format is strict:
// fields are those of [Roadmap] with the exact names of its tags, codes and
// numbers with a fraction are quoted, unknown and repeated fields are refused. The
// error is a *storage.InvalidError that names the file, line, column and field
// of every problem. A YAML text has at most 512 KiB and 150,000 values, one of JSON
// 8 MiB and 500,000.
func Parse(file string, text []byte) (*Roadmap, error) {
	return record.Parse("road map", file, text, strict.Limits{Depth: maxDepth}, (*Roadmap).Validate)
}

// maxDepth is more than the lists and mappings of a record lie in one another.
const maxDepth = 16

// JSON writes the road map in the form that [Parse] reads, indented.
func (r *Roadmap) JSON() ([]byte, error) { return json.MarshalIndent(r, "", "  ") }

// UnmarshalJSON reads a record strictly (exact field names, nothing unknown,
// nothing twice) and validates it. On an error r is unchanged.
func (r *Roadmap) UnmarshalJSON(data []byte) error {
	// Everything that Validate lets pass can be read back, whatever its texts
	// hold: an entry takes some 200 bytes, and fewer than 256 values and keys with
	// its texts in every language.
	limits := strict.Limits{Bytes: math.MaxInt32, Nodes: 256 * MaxEntries, Memory: 320 * MaxEntries, Depth: maxDepth}
	return record.Decode("road map", data, limits, r, (*Roadmap).Validate)
}

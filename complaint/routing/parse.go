package routing

import (
	"encoding/json"
	"fmt"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// The largest files of tables. JSON of this size holds more than [MaxRules]. YAML is
// dearer to parse, in time and above all in memory: 2 MiB are some 10,000 rules; a
// table that is generated is better written as JSON.
const (
	maxYAML   = 2 << 20
	maxJSON   = 64 << 20
	yamlNodes = 170_000
	jsonNodes = 5_000_000
	// maxMemory is more than [MaxRules] take, with what they list.
	maxMemory = 192 << 20
)

// Parse reads a table from YAML or JSON; the ending of the file's name (.yaml,
// .yml or .json) says which. The fields are those of [Table] and the types in
// it, under their json names; docs/routing-table.schema.json describes them for
// editors. The format is strict: unknown and repeated fields, codes and
// versions that are not quoted, anchors, and more than 2 MiB or 170,000 values of
// YAML, or 64 MiB or 5,000,000 values of JSON, are refused. The error is a *storage.InvalidError with the line and
// column of every problem. Parse reads; [Compile] checks.
func Parse(file string, data []byte) (Table, error) {
	var t Table
	size, nodes := maxYAML, yamlNodes
	if format, _ := strict.FormatOf(file); format == strict.JSON {
		size, nodes = maxJSON, jsonNodes
	}
	limits := strict.Limits{Bytes: size, Nodes: nodes, Memory: maxMemory, Depth: 3 * MaxDepth, ScalarBytes: 64 << 10}
	if err := strict.Parse("routing table", file, data, limits, &t); err != nil {
		return Table{}, err
	}
	t.source = strict.NewSource(file, data, limits)
	return t, nil
}

// JSON writes the table in the form that [Parse] reads, indented. Conditions
// written in Go have no text form and are an error.
func (t Table) JSON() ([]byte, error) {
	for i := range t.Rules {
		if functions := t.Rules[i].When.functions(storage.At("rules", i) + ".when"); functions != nil {
			return nil, fmt.Errorf("routing: the condition %s is written in Go and has no text form", functions[0])
		}
	}
	return json.MarshalIndent(t, "", "  ")
}

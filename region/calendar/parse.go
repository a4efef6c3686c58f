package calendar

import (
	"github.com/aduan-go/aduan/internal/strict"
)

// Parse reads a definition from YAML or JSON; the ending of the file's name
// (.yaml, .yml or .json) says which. The format is strict: fields are those of
// [Definition] with the exact names of its tags, and unknown or repeated fields
// are refused. The error is a *storage.InvalidError with the line of every
// problem. Parse does not judge what the definition says: see [New].
func Parse(file string, data []byte) (Definition, error) {
	var d Definition
	if err := strict.Parse("calendar", file, data, strict.Limits{Depth: 10}, &d); err != nil {
		return Definition{}, err
	}
	named := func(lists []Edition) {
		for i := range lists {
			lists[i].File = file
		}
	}
	named(d.Lists)
	for _, l := range d.Layers {
		named(l.Lists)
	}
	return d, nil
}

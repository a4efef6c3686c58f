package calendar

import (
	"errors"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Parse reads a definition from YAML or JSON; the ending of the file's name
// (.yaml, .yml or .json) says which. The format is strict: fields are those of
// [Definition] with the exact names of its tags, and unknown or repeated fields
// are refused. The error is a *storage.InvalidError with the line of every
// problem. Parse does not judge what the definition says: see [New].
func Parse(file string, data []byte) (Definition, error) {
	format, ok := strict.FormatOf(file)
	if !ok {
		return Definition{}, &storage.InvalidError{What: "calendar " + file, Problems: []storage.Problem{
			{File: file, Message: "the file's name does not say its format", Legal: []string{".yaml", ".yml", ".json"}},
		}}
	}
	var d Definition
	err := strict.Decode(file, format, data, strict.Limits{Depth: 10}, &d)
	var found strict.Errors
	if errors.As(err, &found) {
		invalid := &storage.InvalidError{What: "calendar " + file}
		for _, p := range found {
			invalid.Problems = append(invalid.Problems, storage.Problem(p))
		}
		return Definition{}, invalid
	}
	if err != nil {
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

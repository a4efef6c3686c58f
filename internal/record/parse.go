package record

import "github.com/aduan-go/aduan/internal/strict"

// Parse reads a value from a file of YAML or JSON and validates it. The error is
// a *storage.InvalidError that names the place of every problem.
func Parse[T any](what, file string, data []byte, limits strict.Limits, validate func(*T) error) (*T, error) {
	var read T
	if err := strict.Parse(what, file, data, limits, &read); err != nil {
		return nil, err
	}
	if err := validate(&read); err != nil {
		return nil, strict.Locate(err, file, data, limits)
	}
	return &read, nil
}

// Decode reads a stored record from JSON and validates it. On an error into is
// unchanged.
func Decode[T any](what string, data []byte, limits strict.Limits, into *T, validate func(*T) error) error {
	var read T
	if err := strict.Decode(what, "", strict.JSON, data, limits, &read); err != nil {
		return err
	}
	if err := validate(&read); err != nil {
		return err
	}
	*into = read
	return nil
}

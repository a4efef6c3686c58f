package strict

import (
	"errors"

	"github.com/aduan-go/aduan/storage"
)

// Read reads the text of a file as [Decode] does; the ending of the file's
// name says the notation. The error is a *storage.InvalidError whose What is
// what, for example "policy", and the file.
func Read(what, file string, data []byte, lim Limits, into any) error {
	f, ok := FormatOf(file)
	if !ok {
		return &storage.InvalidError{What: what + " " + file, Problems: []storage.Problem{
			{File: file, Message: "the file's name does not say its format", Legal: []string{".yaml", ".yml", ".json"}},
		}}
	}
	return Invalid(what+" "+file, Decode(file, f, data, lim, into))
}

// Invalid turns the [Errors] of [Decode] into the error that packages with
// exported readers return; nil and other errors stay what they are.
func Invalid(what string, err error) error {
	var found Errors
	if !errors.As(err, &found) {
		return err
	}
	problems := make([]storage.Problem, len(found))
	for i, p := range found {
		problems[i] = storage.Problem(p)
	}
	return &storage.InvalidError{What: what, Problems: problems}
}

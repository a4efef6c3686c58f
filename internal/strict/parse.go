package strict

import "github.com/aduan-go/aduan/storage"

// Parse reads the text of a file as [Decode] does; the ending of the file's
// name says the notation.
func Parse(what, file string, data []byte, lim Limits, into any) error {
	f, ok := FormatOf(file)
	if !ok {
		return &storage.InvalidError{What: what + " " + file, Problems: []storage.Problem{
			{File: file, Message: "the file's name does not say its format", Legal: []string{".yaml", ".yml", ".json"}},
		}}
	}
	return Decode(what, file, f, data, lim, into)
}

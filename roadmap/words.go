package roadmap

import "github.com/aduan-go/aduan/internal/enum"

// unmarshal reads a text form; empty text is the zero value, which has a text of
// its own.
func unmarshal[T ~int8](words enum.Set, text []byte, into *T) error {
	if len(text) == 0 {
		*into = 0
		return nil
	}
	return enum.Unmarshal(words, text, into)
}

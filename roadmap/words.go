package roadmap

import "github.com/aduan-go/aduan/internal/enum"

// unmarshal reads a text form; empty text is the zero value, which has a text of
// its own.
func unmarshal(text []byte, words enum.Set) (int, error) {
	if len(text) == 0 {
		return 0, nil
	}
	return words.Unmarshal(text)
}

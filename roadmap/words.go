package roadmap

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// word is one value of a closed set: its text form and its label. Sets list
// their words by value.
type word struct {
	text   string
	id, en string
}

func textOf(what string, n int, words []word) string {
	if n < 0 || n >= len(words) {
		return fmt.Sprintf("%s(%d)", what, n)
	}
	return words[n].text
}

func labelOf(n int, words []word) lifecycle.Label {
	if n < 0 || n >= len(words) {
		return lifecycle.Label{}
	}
	return lifecycle.Label{Indonesian: words[n].id, English: words[n].en}
}

func marshalWord(what string, n int, words []word) ([]byte, error) {
	if n < 0 || n >= len(words) {
		return nil, fmt.Errorf("roadmap: %s(%d) is outside the set", what, n)
	}
	return []byte(words[n].text), nil
}

// unmarshalWord reads a text form exactly; empty text is the zero value.
func unmarshalWord(text []byte, words []word) (int, error) {
	if len(text) == 0 {
		return 0, nil
	}
	n := slices.IndexFunc(words, func(w word) bool { return w.text == string(text) })
	if n < 0 {
		legal := make([]string, len(words))
		for i, w := range words {
			legal[i] = w.text
		}
		return 0, fmt.Errorf("unknown word; legal: %s", strings.Join(legal, ", "))
	}
	return n, nil
}

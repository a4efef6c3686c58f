package complaint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// word is one value of a closed set: its text form and its label. Sets list
// their words by value; the word of the zero value has an empty text.
type word struct {
	text   string
	id, en string
}

// textOf returns the text form of a value, or "name(n)" for one outside the set.
func textOf(name string, n int, words []word) string {
	if n < 0 || n >= len(words) {
		return fmt.Sprintf("%s(%d)", name, n)
	}
	return words[n].text
}

func labelOf(n int, words []word) lifecycle.Label {
	if n < 0 || n >= len(words) {
		return lifecycle.Label{}
	}
	return lifecycle.Label{Indonesian: words[n].id, English: words[n].en}
}

// marshalWord refuses values outside the set, so that nothing unreadable is
// ever written.
func marshalWord(name string, n int, words []word) ([]byte, error) {
	if n < 0 || n >= len(words) {
		return nil, fmt.Errorf("complaint: %s(%d) is outside the set", name, n)
	}
	return []byte(words[n].text), nil
}

// unmarshalWord reads a text form exactly; empty text is the zero value.
func unmarshalWord(text []byte, words []word) (int, error) {
	n := slices.IndexFunc(words, func(w word) bool { return w.text == string(text) })
	if n < 0 {
		legal := make([]string, 0, len(words))
		for _, w := range words {
			if w.text != "" {
				legal = append(legal, w.text)
			}
		}
		return 0, fmt.Errorf("unknown word; legal: %s", strings.Join(legal, ", "))
	}
	return n, nil
}

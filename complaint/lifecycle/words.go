package lifecycle

import (
	"fmt"
	"slices"
	"strings"
)

// marshalWord writes the word of a value of a closed set, whose words are
// listed by value, the first one empty.
func marshalWord(what string, value int, words []string) ([]byte, error) {
	if value < 1 || value >= len(words) {
		return nil, fmt.Errorf("lifecycle: %d is no %s", value, what)
	}
	return []byte(words[value]), nil
}

// unmarshalWord finds the value of a word.
func unmarshalWord(what string, text []byte, words []string) (int, error) {
	n := slices.Index(words[1:], string(text))
	if n < 0 {
		return 0, fmt.Errorf("want a %s: %s", what, strings.Join(words[1:], ", "))
	}
	return n + 1, nil
}

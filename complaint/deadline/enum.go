package deadline

import (
	"fmt"
	"slices"
	"strings"
)

// wordOf is the text form of a value of a closed set.
func wordOf(name string, n int, words []string) string {
	if n < 0 || n >= len(words) {
		return fmt.Sprintf("%s(%d)", name, n)
	}
	return words[n]
}

func marshalWord(name string, n int, words []string) ([]byte, error) {
	if n < 0 || n >= len(words) {
		return nil, fmt.Errorf("deadline: %s(%d) is outside the set", name, n)
	}
	return []byte(words[n]), nil
}

func unmarshalWord(text []byte, words []string) (int, error) {
	n := slices.Index(words, string(text))
	if n < 0 {
		return 0, fmt.Errorf("unknown word; legal: %s", strings.Join(words, ", "))
	}
	return n, nil
}

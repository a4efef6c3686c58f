package lifecycle

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/internal/enum"
)

// wordOf returns the word of a value of a closed set that refuses its zero
// value, or "what(n)" for one outside the set.
func wordOf[T ~int8](what string, value T, words enum.Set) string {
	if value == 0 {
		return what + "(0)"
	}
	return words.Text(what, int(value))
}

// marshalWord writes the word of a value of a closed set that refuses its zero
// value.
func marshalWord[T ~int8](what string, value T, words enum.Set) ([]byte, error) {
	if value == 0 {
		return nil, fmt.Errorf("lifecycle: %s(0) is outside the set", what)
	}
	return words.Marshal(what, int(value))
}

// unmarshalWord finds the value of a word; empty text is none.
func unmarshalWord[T ~int8](words enum.Set, text []byte, into *T) error {
	if len(text) == 0 {
		return errors.New("unknown word; legal: " + strings.Join(words.Legal(), ", "))
	}
	return enum.Unmarshal(words, text, into)
}

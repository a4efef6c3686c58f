package enum

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
)

// Word is one value of a set: its text form, and its labels in Indonesian and
// English, which may be left out.
type Word [3]string

// Set lists words by value, from 0 on. The text of the zero value may be empty,
// or [None].
type Set []Word

// None stands for a value that is outside the set, which is the zero value of a
// set in which something must be chosen.
const None = "\x00"

// Words makes a set of texts without labels.
func Words(texts ...string) Set {
	s := make(Set, len(texts))
	for i, text := range texts {
		s[i][0] = text
	}
	return s
}

// word returns the word of a value, false for one outside the set.
func (s Set) word(n int) (Word, bool) {
	if n < 0 || n >= len(s) || s[n][0] == None {
		return Word{}, false
	}
	return s[n], true
}

// Text returns the text form of a value, or "what(n)" for one outside the set.
func (s Set) Text(what string, n int) string {
	w, ok := s.word(n)
	if !ok {
		return fmt.Sprintf("%s(%d)", what, n)
	}
	return w[0]
}

// Label returns the label of a value; the zero label for one outside the set.
func (s Set) Label(n int) aduan.Label {
	w, _ := s.word(n)
	return aduan.NewLabel(map[string]string{"id": w[1], "en": w[2]})
}

// Marshal returns the text form of a value, and an error for one outside the
// set, so that nothing unreadable is ever written.
func (s Set) Marshal(what string, n int) ([]byte, error) {
	w, ok := s.word(n)
	if !ok {
		return nil, fmt.Errorf("%s(%d) is outside the set", what, n)
	}
	return []byte(w[0]), nil
}

// Unmarshal finds the value of a text form, exactly, and leaves the target as
// it is if there is none. The error lists what would be legal.
func Unmarshal[T ~int | ~int8 | ~uint8](s Set, text []byte, into *T) error {
	n := slices.IndexFunc(s, func(w Word) bool { return w[0] == string(text) && w[0] != None })
	if n < 0 {
		return fmt.Errorf("unknown word; legal: %s", strings.Join(s.Legal(), ", "))
	}
	*into = T(n)
	return nil
}

// Legal lists the texts of the set that are not empty, in the order of the
// values.
func (s Set) Legal() []string {
	var legal []string
	for _, w := range s {
		if w[0] != "" && w[0] != None {
			legal = append(legal, w[0])
		}
	}
	return legal
}

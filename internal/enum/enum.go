package enum

import (
	"fmt"
	"slices"
	"strings"
)

// Set lists the texts of a set by value, from 0 on. The text of the zero value may
// be empty, or [None].
type Set []string

// None stands for a value that is outside the set, which is the zero value of a
// set in which something must be chosen.
const None = "\x00"

// Words makes a set of texts.
func Words(texts ...string) Set { return texts }

// has reports whether a value is in the set.
func (s Set) has(n int) bool { return n >= 0 && n < len(s) && s[n] != None }

// Text returns the text form of a value, or "what(n)" for one outside the set.
func (s Set) Text(what string, n int) string {
	if !s.has(n) {
		return fmt.Sprintf("%s(%d)", what, n)
	}
	return s[n]
}

// Marshal returns the text form of a value, and an error for one outside the
// set, so that nothing unreadable is ever written.
func (s Set) Marshal(what string, n int) ([]byte, error) {
	if !s.has(n) {
		return nil, fmt.Errorf("%s(%d) is outside the set", what, n)
	}
	return []byte(s[n]), nil
}

// Unmarshal finds the value of a text form, exactly, and leaves the target as
// it is if there is none. The error lists what would be legal.
func Unmarshal[T ~int | ~int8 | ~uint8](s Set, text []byte, into *T) error {
	n := slices.Index(s, string(text))
	if !s.has(n) {
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
		if w != "" && w != None {
			legal = append(legal, w)
		}
	}
	return legal
}

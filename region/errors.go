package region

import (
	"fmt"
	"strings"
)

// maxQuoted is how many bytes of a refused text an error keeps.
const maxQuoted = 128

// CodeError says why a text is not a code.
type CodeError struct {
	// Text is what was read, cut to 128 bytes.
	Text string
	// Reason says what is wrong, in words for a person.
	Reason string
	// Legal lists codes that could have been meant; empty when none is near.
	Legal []string
}

// Error names the text, the reason and the legal codes.
func (e *CodeError) Error() string {
	s := fmt.Sprintf("code %q: %s", e.Text, e.Reason)
	if len(e.Legal) > 0 {
		s += "; legal: " + strings.Join(e.Legal, ", ")
	}
	return s
}

// refuse makes a CodeError.
func refuse(text, reason string, legal ...string) *CodeError {
	return &CodeError{Text: cut(text), Reason: reason, Legal: legal}
}

// scanError refuses a database value that is not text.
func scanError(src any) *CodeError {
	return refuse(fmt.Sprint(src), fmt.Sprintf("a code is text, the database gave %T", src), "a TEXT column")
}

// cut limits s to maxQuoted bytes and makes it valid UTF-8, in a string of its
// own so that an error does not hold on to a large input.
func cut(s string) string {
	if len(s) > maxQuoted {
		s = s[:maxQuoted]
	}
	return strings.Clone(strings.ToValidUTF8(s, "\uFFFD"))
}

// PathError says what is wrong with a path.
type PathError struct {
	// Index is the position of the wrong code, 0 for the outermost; -1 when
	// the path as a whole is wrong.
	Index int
	// Code is the code at Index.
	Code Code
	// Reason says what is wrong, in words for a person.
	Reason string
}

// Error names the position, the code and the reason.
func (e *PathError) Error() string {
	if e.Index < 0 {
		return "region path: " + e.Reason
	}
	return fmt.Sprintf("region path: position %d (%s): %s", e.Index, e.Code, e.Reason)
}

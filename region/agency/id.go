package agency

import (
	"fmt"
	"strings"
)

// MaxID is the longest ID, in bytes.
const MaxID = 128

// ID identifies one agency (instansi), for good: it survives renaming and is
// never given to another body. A valid ID is 1 to [MaxID] bytes of ASCII
// letters, digits and . _ - : /, case-sensitive and ordered bytewise. The zero
// ID means "no agency". A conversion from string does not validate; [ParseID]
// does.
type ID string

// ParseID reads an ID and validates it. Space is not trimmed. The error is an
// [*IDError].
func ParseID(text string) (ID, error) {
	id := ID(text)
	if err := id.Validate(); err != nil {
		return "", err
	}
	return ID(strings.Clone(text)), nil
}

// Validate checks length and characters; the zero ID is refused. The error is
// an [*IDError] that names the first wrong byte.
func (id ID) Validate() error {
	switch {
	case id == "":
		return &IDError{At: -1, Reason: "an agency ID cannot be empty"}
	case len(id) > MaxID:
		return newIDError(id, -1, fmt.Sprintf("%d bytes, at most %d are legal", len(id), MaxID))
	}
	for i := range len(id) {
		if !legal(id[i]) {
			return newIDError(id, i, "only ASCII letters, digits and . _ - : / may stand in an agency ID")
		}
	}
	return nil
}

// IsZero reports whether the ID is empty, "no agency".
func (id ID) IsZero() bool { return id == "" }

// String returns the ID as text; [ParseID] reads it back.
func (id ID) String() string { return string(id) }

// MarshalText returns the ID as text, empty for the zero ID. An ID that
// [ID.Validate] refuses for another reason is an [*IDError], so that nothing is
// written that cannot be read back.
func (id ID) MarshalText() ([]byte, error) {
	if id != "" {
		if err := id.Validate(); err != nil {
			return nil, err
		}
	}
	return []byte(id), nil
}

// UnmarshalText reads an ID and validates it; empty text is the zero ID. On an
// error, an [*IDError], id is unchanged.
func (id *ID) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = ""
		return nil
	}
	parsed, err := ParseID(string(text))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}

// legal reports whether b may stand in an ID.
func legal(b byte) bool {
	switch {
	case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9':
		return true
	}
	return b == '.' || b == '_' || b == '-' || b == ':' || b == '/'
}

// IDError says why a text is not an agency ID.
type IDError struct {
	// Text is what was read, cut to [MaxID] bytes.
	Text string
	// At is the position of the first wrong byte, -1 when the length is wrong.
	At int
	// Reason says what is wrong, in words for a person.
	Reason string
}

// Error names the text, the position and the reason.
func (e *IDError) Error() string {
	if e.At < 0 {
		return fmt.Sprintf("agency ID %q: %s", e.Text, e.Reason)
	}
	return fmt.Sprintf("agency ID %q: byte %d: %s", e.Text, e.At, e.Reason)
}

// newIDError makes an IDError.
func newIDError(id ID, at int, reason string) *IDError {
	return &IDError{Text: cut(string(id)), At: at, Reason: reason}
}

// cut limits a text that an error is to keep, so that the error does not hold
// on to a large input.
func cut(s string) string {
	if len(s) > MaxID {
		s = s[:MaxID]
	}
	return strings.Clone(strings.ToValidUTF8(s, "\uFFFD"))
}

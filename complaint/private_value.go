package complaint

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// Private is a text that identifies a person: a name, a telephone number, the
// number of a case in another system. The zero value is the empty text.
//
// It keeps its text in a function, which neither fmt nor a logger, a dumper or an
// encoder can look into, wherever the value lies: in an unexported field, where no
// method of it is called, as well. It prints and logs as "(hidden)", empty or not.
// It has no written form: JSON, XML and YAML, in which the empty one is the empty
// text, fail with an error that does not repeat it; encoding/gob refuses the type.
// On purpose it is read with Open, and written by [Identity.Encode],
// [Draft.Encode], [Complaint.Encode] and [Entry.Encode]. JSON is read as into a
// string.
//
// Two values are compared with Equal: == does not compile, and reflect.DeepEqual is
// false for what is not empty. Tests compare records by what Encode writes, or
// with a package that asks Equal. What uses package unsafe is not kept out.
type Private struct {
	open func() string // nil for the empty text
	// written lets the value have a written form: within Encode, and in a view of a
	// case that hides nobody.
	written bool
}

// NewPrivate hides a text.
func NewPrivate(text string) Private {
	if text == "" {
		return Private{}
	}
	return Private{open: func() string { return text }}
}

// Open returns the text.
func (p Private) Open() string {
	if p.open == nil {
		return ""
	}
	return p.open()
}

// Equal reports whether two values hide the same text.
func (p Private) Equal(q Private) bool { return p.Open() == q.Open() }

// IsZero reports whether the text is empty.
func (p Private) IsZero() bool { return p.open == nil }

// hidden is what stands for a person in print.
const hidden = "(hidden)"

// Format prints "(hidden)", whatever the verb.
func (p Private) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// LogValue is what Format prints.
func (p Private) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText fails, unless the text is empty or Encode or a view writes it.
// Encoders to JSON, XML and YAML call it.
func (p Private) MarshalText() ([]byte, error) {
	if !p.IsZero() && !p.written {
		return nil, errors.New("complaint: what is private has no written form; Encode of the record writes it on purpose")
	}
	return []byte(p.Open()), nil
}

// UnmarshalText reads any text.
func (p *Private) UnmarshalText(text []byte) error {
	*p = NewPrivate(string(text))
	return nil
}

// inWriting is the value with a written form. The zero value stays so: it is left
// out of what is written.
func (p Private) inWriting() Private {
	p.written = !p.IsZero()
	return p
}

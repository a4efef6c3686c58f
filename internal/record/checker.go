package record

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// MaxID is the longest ID, in bytes.
const MaxID = 128

// Checker collects what is wrong with a record.
type Checker struct {
	storage.Problems
	// MaxText is the longest text in one language, in bytes.
	MaxText int
	// Direction lets the marks stand that turn the direction of writing, and
	// the separators of lines.
	Direction bool
}

// ID checks an ID: 1 to [MaxID] bytes of ASCII letters, digits and . _ - : /.
func (c *Checker) ID(field, id string) {
	const signs = "._-:/"
	switch {
	case id == "":
		c.Add(field, "an ID cannot be empty")
		return
	case len(id) > MaxID:
		c.Add(field, fmt.Sprintf("an ID of %d bytes, at most %d are legal", len(id), MaxID))
		return
	}
	for i := range len(id) {
		b := id[i]
		if (b|0x20 < 'a' || b|0x20 > 'z') && (b < '0' || b > '9') && strings.IndexByte(signs, b) < 0 {
			c.Add(field, fmt.Sprintf("byte %d of the ID: only ASCII letters, digits and . _ - : / are legal", i))
			return
		}
	}
}

// Text checks a text for its length, and that all of it shows as it stands.
func (c *Checker) Text(field, s string) {
	hidden := func(r rune) bool {
		return unicode.IsControl(r) || !c.Direction && (unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029')
	}
	switch {
	case len(s) > c.MaxText:
		c.Add(field, fmt.Sprintf("%d bytes, at most %d are legal", len(s), c.MaxText))
	case !utf8.ValidString(s) || strings.IndexFunc(s, hidden) >= 0:
		c.Add(field, "is not printable UTF-8")
	}
}

// Label checks a text for people; a required one says something in some language.
func (c *Checker) Label(field string, l aduan.Label, required bool) {
	languages, said := 0, false
	for tag, text := range l.All() {
		languages++
		said = said || !aduan.Blank(text)
		if err := aduan.CheckTag(tag); err != nil {
			c.Add(field, storage.Quote(tag)+" "+err.Error())
			continue
		}
		c.Text(field+"."+tag, text)
	}
	switch {
	case languages > aduan.MaxLanguages:
		c.Add(field, fmt.Sprintf("%d languages, at most %d are legal", languages, aduan.MaxLanguages))
	case required && !said:
		c.Add(field, "is empty in every language, such as id and en")
	}
}

// Date checks that a day is given and exists.
func (c *Checker) Date(field string, d aduan.Date) {
	if !d.Valid() {
		c.Add(field, "want a date such as 2020-11-12")
	}
}

// DateIfAny checks that a day exists if one is given.
func (c *Checker) DateIfAny(field string, d aduan.Date) {
	if !d.IsZero() {
		c.Date(field, d)
	}
}

// Count checks how many entries there are.
func (c *Checker) Count(field string, n, most int) {
	if n > most {
		c.Add(field, fmt.Sprintf("%d entries, at most %d are legal", n, most))
	}
}

// Version checks the version of a record.
func (c *Checker) Version(v storage.Version) {
	if v < 0 {
		c.Add("version", "is never negative")
	}
}

// Under notes the problems of an error below a field, and reports whether there
// are any: those of a *storage.InvalidError, or the error itself.
func (c *Checker) Under(field string, err error) bool {
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	if !ok {
		c.Check(field, err)
		return err != nil
	}
	for _, p := range invalid.Problems {
		if p.Field != "" {
			p.Field = "." + p.Field
		}
		p.Field = field + p.Field
		c.Note(p)
	}
	return true
}

// Unique checks an ID and that it stands once.
func Unique[T ~string](c *Checker, field string, seen map[T]bool, id T) {
	c.ID(field, string(id))
	if seen[id] {
		c.Add(field, storage.Quote(string(id))+" stands twice")
	}
	seen[id] = true
}

// Known checks that what is named is there.
func Known[T ~string](c *Checker, field, what string, all map[T]bool, id T) {
	if !all[id] {
		c.Add(field, "unknown "+what+" "+storage.Quote(string(id)))
	}
}

package agency

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Limits of a record. Texts are counted in bytes.
const (
	MaxText  = 500 // a name, another name, a channel or a source
	MaxList  = 500 // entries of one list of a term
	MaxTerms = 500 // terms of an agency
)

// Validate checks the record on its own: IDs, texts, limits, and that the terms
// follow each other in time. Whether the agencies that it names exist only
// [NewDirectory] can tell. The error is a [*storage.InvalidError] with every
// problem.
func (a Agency) Validate() error {
	var c checker
	c.agency("", a)
	return c.Err("agency " + cut(string(a.ID)))
}

// checker collects what is wrong with records.
type checker struct{ storage.Problems }

// agency checks a record; prefix stands before the names of its fields.
func (c *checker) agency(prefix string, a Agency) {
	c.id(prefix+"id", a.ID)
	if a.Version < 0 {
		c.Add(prefix+"version", "is never negative")
	}
	if n := len(a.Terms); n == 0 || n > MaxTerms {
		c.Add(prefix+"terms", fmt.Sprintf("%d terms, 1 to %d are legal", n, MaxTerms))
	}
	for i := range a.Terms {
		field := storage.At(prefix+"terms", i)
		t := &a.Terms[i]
		if v := t.Valid; !v.Until.IsZero() && !v.Until.After(v.From) {
			c.Add(field+".valid", "it ends before it begins")
		}
		if i > 0 {
			if before := a.Terms[i-1].Valid.Until; before.IsZero() || t.Valid.From.Before(before) {
				c.Add(field+".valid", "it begins before the term before it ends")
			}
		}
		c.term(field, a.ID, t)
	}
	for i, s := range a.Successions {
		field := storage.At(prefix+"successions", i)
		c.id(field+".to", s.To)
		if legal := []string{string(Renamed), string(Split), string(Merged)}; !slices.Contains(legal, string(s.Kind)) {
			c.Add(field+".kind", "unknown kind "+storage.Quote(string(s.Kind)), legal...)
		}
		if s.On.IsZero() {
			c.Add(field+".on", "it has no date")
		}
		if s.To == a.ID {
			c.Add(field+".to", "an agency cannot follow itself")
		}
		c.text(field+".source", s.Source, false)
	}
}

func (c *checker) term(field string, id ID, t *Term) {
	c.text(field+".name", t.Name, true)
	c.id(field+".kind", ID(t.Kind))
	c.text(field+".calendar", t.Calendar, false)
	c.text(field+".source", t.Source, false)
	for _, ref := range []struct {
		name string
		id   ID
	}{{".parent", t.Parent}, {".supervisor", t.Supervisor}} {
		if ref.id == "" {
			continue
		}
		if c.id(field+ref.name, ref.id); ref.id == id {
			c.Add(field+ref.name, "an agency cannot be its own")
		}
	}
	list(c, field+".also", t.Also, func(f string, s string) { c.text(f, s, true) })
	list(c, field+".functions", t.Functions, func(f string, fn Function) { c.id(f, ID(fn)) })
	list(c, field+".heads", t.Heads, func(f string, p Person) { c.id(f, ID(p)) })
	list(c, field+".delegates", t.Delegates, func(f string, d ID) { c.id(f, d) })
	if len(t.Jurisdiction) > MaxList || len(t.Channels) > MaxList {
		c.Add(field, fmt.Sprintf("more than %d regions or channels", MaxList))
	}
	for i, code := range t.Jurisdiction {
		if code.IsZero() {
			c.Add(storage.At(field+".jurisdiction", i), "it has no code")
		}
	}
	for i, ch := range t.Channels {
		at := storage.At(field+".channels", i)
		c.id(at+".kind", ID(ch.Kind))
		c.text(at+".value", ch.Value, true)
	}
}

// list checks the length of a list, its entries, and that none stands twice.
func list[T comparable](c *checker, field string, entries []T, check func(string, T)) {
	if len(entries) > MaxList {
		c.Add(field, fmt.Sprintf("%d entries, at most %d are legal", len(entries), MaxList))
		return
	}
	seen := make(map[T]bool, len(entries))
	for i, e := range entries {
		at := storage.At(field, i)
		if seen[e] {
			c.Add(at, "it stands twice")
		}
		seen[e] = true
		check(at, e)
	}
}

func (c *checker) id(field string, id ID) { c.Check(field, id.Validate()) }

// text checks a text for length and characters.
func (c *checker) text(field, s string, required bool) {
	switch {
	case required && aduan.Blank(s):
		c.Add(field, "it is empty")
	case len(s) > MaxText:
		c.Add(field, fmt.Sprintf("%d bytes, at most %d are legal", len(s), MaxText))
	case !utf8.ValidString(s) || strings.IndexFunc(s, unicode.IsControl) >= 0:
		c.Add(field, "it is not printable UTF-8")
	}
}

package roadmap

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// checker collects problems. It stops at maxProblems, so that a record that is
// wrong everywhere does not fill the memory.
type checker struct{ problems []storage.Problem }

func (c *checker) add(field, message string, legal ...string) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, storage.Problem{Field: field, Message: message, Legal: legal})
	}
}

func (c *checker) err(what string) error {
	if len(c.problems) == 0 {
		return nil
	}
	return &storage.InvalidError{What: what, Problems: c.problems}
}

// checkCalendar refuses a calendar that is not the one which a record names; a
// record may name none.
func checkCalendar(what, name string, cal *calendar.Calendar) error {
	p := storage.Problem{Field: "calendar", Message: "is required"}
	switch {
	case cal != nil && (name == "" || cal.Name() == name):
		return nil
	case cal != nil:
		p.Message = "got the calendar " + clip(cal.Name())
	}
	if name != "" {
		p.Legal = []string{name}
	}
	return &storage.InvalidError{What: what, Problems: []storage.Problem{p}}
}

// at names an element of a list.
func at(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }

func (c *checker) id(field, id string) {
	if wrong := checkID(id); wrong != "" {
		c.add(field, wrong)
	}
}

// count checks how long a list is.
func (c *checker) count(field string, n, most int) {
	if n > most {
		c.add(field, fmt.Sprintf("%d entries, at most %d are legal", n, most))
	}
}

// text checks a text for length and characters.
func (c *checker) text(field, s string) {
	switch {
	case len(s) > MaxText:
		c.add(field, fmt.Sprintf("%d bytes, at most %d are legal", len(s), MaxText))
	case !utf8.ValidString(s) || strings.IndexFunc(s, unicode.IsControl) >= 0:
		c.add(field, "it is not printable UTF-8")
	}
}

// label checks a text for people; one language is enough.
func (c *checker) label(field string, l aduan.Label, required bool) {
	if required && strings.TrimSpace(l.Indonesian+l.English) == "" {
		c.add(field, "it is empty", "id", "en")
	}
	c.text(field+".id", l.Indonesian)
	c.text(field+".en", l.English)
}

// day checks a date.
func (c *checker) day(field string, d aduan.Date, required bool) {
	switch {
	case d.IsZero() && required:
		c.add(field, "a date is required", "2020-11-12")
	case !d.IsZero() && !d.Valid():
		c.add(field, "there is no such date")
	}
}

// unique checks an ID and that it stands once.
func unique[T ~string](c *checker, field string, id T, seen map[T]bool) {
	c.id(field, string(id))
	if seen[id] {
		c.add(field, clip(string(id))+" stands twice")
	}
	seen[id] = true
}

// known checks that what is named exists; an empty name is allowed.
func known[T ~string](c *checker, field string, id T, all map[T]bool, what string) {
	if id != "" && !all[id] {
		c.add(field, "there is no "+what+" "+clip(string(id)))
	}
}

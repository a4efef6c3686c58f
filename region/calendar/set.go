package calendar

import (
	"fmt"
	"maps"
	"slices"

	"github.com/aduan-go/aduan/storage"
)

// Set finds calendars by name. It is immutable and safe for concurrent use; the
// zero value is empty.
type Set struct{ byName map[string]*Calendar }

// NewSet returns the set of some calendars. A nil calendar or a name given
// twice is a *storage.InvalidError.
func NewSet(calendars ...*Calendar) (*Set, error) {
	s := &Set{byName: map[string]*Calendar{}}
	var problems []storage.Problem
	for i, c := range calendars {
		field := fmt.Sprintf("calendars[%d]", i)
		switch {
		case c == nil:
			problems = append(problems, storage.Problem{Field: field, Message: "is nil"})
		case s.byName[c.name] != nil:
			problems = append(problems, storage.Problem{Field: field, Message: fmt.Sprintf("the name %q is given twice", clip(c.name))})
		default:
			s.byName[c.name] = c.Latest()
		}
	}
	if len(problems) > 0 {
		return nil, &storage.InvalidError{What: "set of calendars", Problems: problems}
	}
	return s, nil
}

// KindOfCalendar is the kind of record that a [*storage.NotFoundError] of a Set
// names.
const KindOfCalendar storage.Kind = "calendar"

// Calendar returns the calendar of a name. The error is a
// *storage.NotFoundError.
func (s *Set) Calendar(name string) (*Calendar, error) {
	if c := s.byName[name]; c != nil {
		return c, nil
	}
	return nil, &storage.NotFoundError{Kind: KindOfCalendar, Key: clip(name)}
}

// Names are the names of all calendars, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.byName)) }

package calendar

import (
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
	var problems storage.Problems
	for i, c := range calendars {
		switch {
		case c == nil:
			problems.Add(storage.At("calendars", i), "is nil")
		case s.byName[c.name] != nil:
			problems.Add(storage.At("calendars", i), "the name "+storage.Quote(c.name)+" is given twice")
		default:
			s.byName[c.name] = c.Latest()
		}
	}
	if err := problems.Err("set of calendars"); err != nil {
		return nil, err
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
	return nil, &storage.NotFoundError{Kind: KindOfCalendar, Key: name}
}

// Names are the names of all calendars, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.byName)) }

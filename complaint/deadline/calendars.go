package deadline

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
)

// Bodies tells by which calendar a body works. A directory of agencies does.
type Bodies interface {
	// Calendar returns the name of the calendar of an agency at an instant,
	// empty if it names none.
	Calendar(id agency.ID, on time.Time) (string, error)
}

var _ Bodies = (*agency.Directory)(nil)

// Calendars finds the calendar for a case: an agency names its calendar, and
// the set looks it up by name.
type Calendars struct {
	// Set holds the calendars. Required.
	Set *calendar.Set
	// Default is the name of the calendar while no body holds the case, and for
	// bodies that name none. Required.
	Default string
	// Bodies names the calendars of agencies; nil is the default for all.
	Bodies Bodies
}

// Of returns the calendar by which a body works at an instant. An agency that
// is unknown, or a calendar that is, is an error.
func (c Calendars) Of(holder agency.ID, on time.Time) (*calendar.Calendar, error) {
	name := c.Default
	if holder != "" && c.Bodies != nil {
		named, err := c.Bodies.Calendar(holder, on)
		if err != nil {
			return nil, fmt.Errorf("the calendar of %s: %w", holder, err)
		}
		if named != "" {
			name = named
		}
	}
	return c.Set.Calendar(name)
}

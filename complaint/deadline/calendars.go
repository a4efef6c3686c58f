package deadline

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
)

// Bodies tells by which calendar a body works. A directory of agencies does. It also
// tells who stands for a body that is not in force, by a method
//
//	Heir(id agency.ID, where region.Path, on time.Time) (agency.ID, error)
//
// without which a body that a case names holds it for ever.
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
	// Bodies names the calendars of agencies; nil is the default for all, which is refused
	// where the service's directory names others. It has to know the agencies of that: see [Deadlines.CheckConfig].
	Bodies Bodies
}

// Of returns the calendar by which a body works at an instant. The error is a
// *CalendarError, for an agency that is unknown or a calendar that is.
func (c Calendars) Of(holder agency.ID, on time.Time) (*calendar.Calendar, error) {
	name := c.Default
	if holder != "" && c.Bodies != nil {
		named, err := c.Bodies.Calendar(holder, on)
		if err != nil {
			return nil, &CalendarError{Holder: holder, Err: err}
		}
		if named != "" {
			name = named
		}
	}
	found, err := c.Set.Calendar(name)
	if err != nil {
		return nil, &CalendarError{Calendar: name, Holder: holder, Err: err}
	}
	return found, nil
}

// heirs is what Bodies and Superiors may also know.
type heirs interface {
	Heir(id agency.ID, where region.Path, on time.Time) (agency.ID, error)
}

// heir is the body that stands at an instant for one that got the case, if bodies
// know.
func heir(bodies any, c *complaint.Complaint, holder agency.ID, on time.Time) (agency.ID, error) {
	if after, ok := bodies.(heirs); ok && holder != "" {
		return after.Heir(holder, c.Region, on)
	}
	return holder, nil
}

// turning tells when another body stands for one, or it may work by another calendar.
// A directory of agencies does.
type turning interface {
	NextTurn(id agency.ID, after time.Time) (time.Time, bool)
}

// nextTurn is the next instant after the given one at which another body may stand for
// one, if bodies know of any.
func (c Calendars) nextTurn(id agency.ID, after time.Time) (time.Time, bool) {
	if bodies, ok := c.Bodies.(turning); ok {
		return bodies.NextTurn(id, after)
	}
	return time.Time{}, false
}

// held returns the calendar by which whoever stands for the holder of a case works.
func (c Calendars) held(by *complaint.Complaint, holder agency.ID, on time.Time) (*calendar.Calendar, error) {
	heir, err := heir(c.Bodies, by, holder, on)
	if err != nil {
		return nil, &CalendarError{Holder: holder, Err: err}
	}
	return c.Of(heir, on)
}

// CalendarError says that there is no calendar by which to read a clock.
type CalendarError struct {
	// Calendar is the name that no calendar has, empty if it is not known by
	// which the body works.
	Calendar string
	// Holder is the body, empty if none holds the case.
	Holder agency.ID
	// Err says what was not found.
	Err error
}

// In names the calendar, or the body and what is wrong with it.
func (e *CalendarError) In(w aduan.Words) string {
	say := texts().In(w)
	if e.Calendar != "" {
		return say("problem.calendar", "calendar", e.Calendar)
	}
	return say("problem.calendar_of", "agency", e.Holder, "problem", e.Err)
}

// Error is [CalendarError.In] English.
func (e *CalendarError) Error() string { return e.In(aduan.English()) }

// Unwrap returns the cause.
func (e *CalendarError) Unwrap() error { return e.Err }

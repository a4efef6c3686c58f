package roadmap

import (
	"errors"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// Schedule is the earliest and the latest dates of all milestones. It is
// immutable.
type Schedule struct {
	// Finish is the day on which the last milestone can be reached.
	Finish aduan.Date
	// Slots are in the order of the milestones.
	Slots []Slot
	// Provisional is the first year without a list of holidays in which a milestone
	// ends early or late, 0 if all rests on lists.
	Provisional int

	network *network
	dates   *schedule.Schedule
}

// Slot is what a schedule says of one milestone. Starts are the first days of
// work, finishes the last ones; an event has the same day for both. An event
// that nothing holds back happens on the first working day and does not use it
// up.
type Slot struct {
	Milestone               MilestoneID
	EarlyStart, EarlyFinish aduan.Date
	LateStart, LateFinish   aduan.Date
	// TotalFloat is how many working days it may slip before the last milestone
	// is later or a target is missed. It is negative only where a target is
	// missed.
	TotalFloat calendar.WorkingDays
	// FreeFloat is how many working days it may slip before any other milestone
	// or the finish is later, whatever the targets. It is never negative.
	FreeFloat calendar.WorkingDays
	// Critical milestones have no float left.
	Critical bool
	// Uncertain is between which dates EarlyFinish may come to lie once there are
	// lists of holidays; zero if it rests on lists. See [calendar.Calendar.Range].
	Uncertain Span
}

// Span is the dates from one to another, both included. The zero Span is none.
type Span struct{ From, To aduan.Date }

// IsZero reports whether it is none.
func (s Span) IsZero() bool { return s == Span{} }

// uncertain returns between which dates one may come to lie that was found from
// another; zero if it rests on lists of holidays.
func uncertain(cal *calendar.Calendar, from, d aduan.Date) (s Span, err error) {
	if provisional(cal, 0, d) == 0 {
		return Span{}, nil
	}
	s.From, s.To, err = cal.Range(from, d)
	return s, err
}

// provisional is the first of two years without a list of holidays, 0 for none:
// a known one, and that of a day.
func provisional(cal *calendar.Calendar, year int, d aduan.Date) int {
	first := cal.ProvisionalFrom()
	if d.IsZero() || first == 0 || d.Year < first || year != 0 && year <= d.Year {
		return year
	}
	return d.Year
}

// Schedule goes through the latest edition; see [Content.Schedule]. Another
// calendar than the one that the road map names is a *storage.InvalidError.
func (r *Roadmap) Schedule(cal *calendar.Calendar) (*Schedule, error) {
	e := r.Latest()
	if e == nil {
		var c storage.Problems
		c.Add("editions", "there is none")
		return nil, c.Err(r.what())
	}
	if err := checkCalendar(r.what(), r.Calendar, cal); err != nil {
		return nil, err
	}
	return e.Schedule(cal)
}

// Schedule computes the earliest dates forwards from the start and the latest
// ones backwards from the earliest finish of all and from the targets, in
// working days of the calendar. It looks at nothing that has happened since, see
// [Roadmap.Forecast]. The time it takes grows with the number of milestones and
// dependencies. The order of the milestones does not matter.
//
// The errors: a *storage.InvalidError that names what cannot be resolved, a
// [*CycleError], a [*WindowError], and the *calendar.CoverageError of years
// that the calendar does not have.
func (c *Content) Schedule(cal *calendar.Calendar) (*Schedule, error) {
	n, a, err := c.prepare(cal)
	if err != nil {
		return nil, err
	}
	dates, err := n.Schedule(a)
	if window, ok := errors.AsType[*schedule.WindowError](err); ok {
		return nil, n.windowError(window)
	}
	if err != nil {
		return nil, err
	}
	s := &Schedule{Finish: dates.Finish, Slots: make([]Slot, len(dates.Slots)), network: n, dates: dates}
	if len(s.Slots) == 0 {
		s.Finish = c.Start
	}
	for i, slot := range dates.Slots {
		s.Slots[i] = Slot{
			Milestone: n.milestones[i].ID, EarlyStart: slot.EarlyStart, EarlyFinish: slot.EarlyFinish, LateStart: slot.LateStart,
			LateFinish: slot.LateFinish, TotalFloat: slot.TotalFloat, FreeFloat: slot.FreeFloat, Critical: slot.Critical,
		}
		if s.Slots[i].Uncertain, err = uncertain(cal, c.Start, slot.EarlyFinish); err != nil {
			return nil, err
		}
		s.Provisional = provisional(cal, provisional(cal, s.Provisional, slot.EarlyFinish), slot.LateFinish)
	}
	return s, nil
}

// checkCalendar refuses a calendar that is not the one which a record names; a
// record may name none.
func checkCalendar(what, name string, cal *calendar.Calendar) error {
	var c storage.Problems
	switch {
	case cal == nil && name == "":
		c.Add("calendar", "is required")
	case cal == nil:
		c.Add("calendar", "is required", name)
	case name != "" && cal.Name() != name:
		c.Add("calendar", "got the calendar "+storage.Quote(cal.Name()), name)
	}
	return c.Err(what)
}

// prepare resolves the milestones and begins the axis.
func (c *Content) prepare(cal *calendar.Calendar) (*network, *schedule.Axis, error) {
	if cal == nil || !c.Start.Valid() {
		var none storage.Problems
		none.Add("start", "a schedule needs a calendar and a first day")
		return nil, nil, none.Err("road map")
	}
	n, err := newNetwork(c.Milestones)
	if err != nil {
		return nil, nil, err
	}
	a, err := schedule.NewAxis(cal, c.Start)
	return n, a, err
}

// windowError names the milestones of an error.
func (n *network) windowError(w *schedule.WindowError) *WindowError {
	path := make([]PathStep, len(w.Path))
	for i, step := range w.Path {
		path[i] = PathStep{Milestone: n.milestones[step.Item].ID, Start: step.Start, Finish: step.Finish}
		if i > 0 {
			path[i].Via = n.dependency(step.Via)
		}
	}
	last := path[len(path)-1]
	return &WindowError{Milestone: last.Milestone, Earliest: last.Finish, NotAfter: w.NotAfter, Path: path}
}

// Of returns the slot of a milestone, and false if there is no such milestone.
func (s *Schedule) Of(id MilestoneID) (Slot, bool) {
	i, ok := s.network.index[id]
	if !ok {
		return Slot{}, false
	}
	return s.Slots[i], true
}

// CriticalPaths returns the critical paths: chains of critical milestones each
// of which holds up the next, as long as they go. They are in the order of the
// names on them. There may be very many, so at most limit are returned (0 or
// less for 100); more says that there are others.
func (s *Schedule) CriticalPaths(limit int) (paths [][]MilestoneID, more bool) {
	if limit <= 0 {
		limit = 100
	}
	found, more := s.dates.CriticalPaths(limit)
	for _, path := range found {
		paths = append(paths, s.network.names(path))
	}
	return paths, more
}

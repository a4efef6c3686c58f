package schedule

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// Axis counts time in working days from a first day. Place n is
// the office end of the n-th working day, so place 0 is the moment before
// anything can happen, and work of n days that begins at place p ends at p+n.
type Axis struct {
	cal   *calendar.Calendar
	start time.Time // midnight of the first day
	// Zero is the place of the first day: 1 if it is a working day, otherwise 0.
	Zero int
	// low is the first place in dates; a zero date is not yet known.
	low   int
	dates []aduan.Date
}

// NewAxis begins an axis. The error is a *calendar.CoverageError for a day that
// the calendar does not cover.
func NewAxis(cal *calendar.Calendar, start aduan.Date) (*Axis, error) {
	midnight, err := cal.Midnight(start)
	if err != nil {
		return nil, err
	}
	day, err := cal.Day(start)
	if err != nil {
		return nil, err
	}
	a := &Axis{cal: cal, start: midnight}
	if day.Working {
		a.Zero = 1
	}
	return a, nil
}

// Place returns how many working days there are from the first day to the given
// one, both included; it is 0 or negative before the first.
func (a *Axis) Place(d aduan.Date) (int, error) {
	t, err := a.cal.Midnight(d)
	if err != nil {
		return 0, err
	}
	n, err := a.cal.Between(a.start, t)
	return int(n) + a.Zero, err
}

// Before returns the place that is reached before a day begins.
func (a *Axis) Before(d aduan.Date) (int, error) {
	n, err := a.Place(d)
	if err != nil {
		return 0, err
	}
	if day, err := a.cal.Day(d); err != nil || day.Working {
		return n - 1, err
	}
	return n, nil
}

// beyond reports whether a day comes after all that the calendar covers.
func (a *Axis) beyond(d aduan.Date) bool {
	_, last := a.cal.Years()
	return d.Year > last
}

// precedes reports whether a day comes before all that the calendar covers.
func (a *Axis) precedes(d aduan.Date) bool {
	first, _ := a.cal.Years()
	return d.Year < first
}

// Range collects the places whose dates are going to be asked for. The zero Range
// holds none.
type Range struct {
	low, high int
	any       bool
}

// Span adds the first and the last day of work between two places, see [Axis.Span].
func (r *Range) Span(start, finish, work int) {
	r.add(ends(finish, work))
	if work > 0 {
		r.add(begins(start, work))
	}
}

func (r *Range) add(n int) {
	if !r.any {
		r.low, r.high, r.any = n, n, true
	}
	r.low, r.high = min(r.low, n), max(r.high, n)
}

// Reserve makes room for the dates of a range of places. The error is that of
// the calendar if it does not cover them.
func (a *Axis) Reserve(r Range) error {
	if !r.any {
		return nil
	}
	for _, n := range []int{r.low, r.high} {
		if _, err := a.compute(n); err != nil {
			return err
		}
	}
	a.low, a.dates = r.low, make([]aduan.Date, r.high-r.low+1)
	return nil
}

// compute asks the calendar for the date of a place.
func (a *Axis) compute(n int) (aduan.Date, error) {
	end, err := a.cal.Add(a.start, calendar.WorkingDays(n-a.Zero))
	if err != nil {
		return aduan.Date{}, err
	}
	// An office may close at 24:00, which is the first instant of the next day.
	return a.cal.DateOf(end.Add(-time.Second)), nil
}

// Date returns the date of a place inside the reserved range. Each is computed
// once, however often it is asked for.
func (a *Axis) Date(n int) aduan.Date {
	d := &a.dates[n-a.low]
	if d.IsZero() {
		*d, _ = a.compute(n) // the ends of the range are covered, so is this
	}
	return *d
}

// Begins is the date on which work begins that starts at a place; for an event
// it is the date of the event, where one at the very beginning has the first
// working day.
func (a *Axis) Begins(n, work int) aduan.Date { return a.Date(begins(n, work)) }

// Ends is the date on which something ends that ends at a place.
func (a *Axis) Ends(n, work int) aduan.Date { return a.Date(ends(n, work)) }

// begins is the place of the day of [Axis.Begins].
func begins(n, work int) int {
	if work > 0 || n == 0 {
		return n + 1
	}
	return n
}

// ends is the place of the day of [Axis.Ends].
func ends(n, work int) int {
	if work == 0 && n == 0 {
		return 1
	}
	return n
}

// Span returns the first and the last day of work between two places.
func (a *Axis) Span(start, finish, work int) (first, last aduan.Date) {
	last = a.Ends(finish, work)
	if work == 0 {
		return last, last
	}
	return a.Begins(start, work), last
}

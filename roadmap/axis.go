package roadmap

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// axis counts time in working days from the first day of a road map. Place n is
// the office end of the n-th working day, so place 0 is the moment before
// anything can happen, and work of n days that begins at place p ends at p+n.
type axis struct {
	cal   *calendar.Calendar
	start time.Time // midnight of the first day
	zero  int       // 1 if the first day is a working day
	// low is the first place in dates; a zero date is not yet known.
	low   int
	dates []aduan.Date
}

func newAxis(cal *calendar.Calendar, start aduan.Date) (*axis, error) {
	midnight, err := cal.Midnight(start)
	if err != nil {
		return nil, err
	}
	day, err := cal.Day(start)
	if err != nil {
		return nil, err
	}
	a := &axis{cal: cal, start: midnight}
	if day.Working {
		a.zero = 1
	}
	return a, nil
}

// place returns how many working days there are from the first day to the given
// one, both included; it is 0 or negative before the first.
func (a *axis) place(d aduan.Date) (int, error) {
	t, err := a.cal.Midnight(d)
	if err != nil {
		return 0, err
	}
	n, err := a.cal.Between(a.start, t)
	return int(n) + a.zero, err
}

// reserve makes room for the dates of a range of places. The error is that of
// the calendar if it does not cover the range.
func (a *axis) reserve(low, high int) error {
	for _, n := range []int{low, high} {
		if _, err := a.compute(n); err != nil {
			return err
		}
	}
	a.low, a.dates = low, make([]aduan.Date, high-low+1)
	return nil
}

// compute asks the calendar for the date of a place.
func (a *axis) compute(n int) (aduan.Date, error) {
	end, err := a.cal.Add(a.start, calendar.WorkingDays(n-a.zero))
	if err != nil {
		return aduan.Date{}, err
	}
	// An office may close at 24:00, which is the first instant of the next day.
	return a.cal.DateOf(end.Add(-time.Second)), nil
}

// date returns the date of a place inside the reserved range. Each is computed
// once, however often it is asked for.
func (a *axis) date(n int) aduan.Date {
	d := &a.dates[n-a.low]
	if d.IsZero() {
		*d, _ = a.compute(n) // the ends of the range are covered, so is this
	}
	return *d
}

// begins is the date on which work begins that starts at a place; for an event
// it is the date of the event, where one at the very beginning has the first
// working day.
func (a *axis) begins(n, work int) aduan.Date {
	if work > 0 || n == 0 {
		return a.date(n + 1)
	}
	return a.date(n)
}

// ends is the date on which something ends that ends at a place.
func (a *axis) ends(n, work int) aduan.Date {
	if work == 0 && n == 0 {
		return a.date(1)
	}
	return a.date(n)
}

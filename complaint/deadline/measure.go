package deadline

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/calendar"
)

// add counts a term from an instant.
func add(cal *calendar.Calendar, from time.Time, t Term) (time.Time, error) {
	switch t.unit {
	case InWorkingDays:
		return cal.Add(from, calendar.WorkingDays(t.n))
	case InWorkingMinutes:
		return cal.AddMinutes(from, calendar.WorkingMinutes(t.n))
	case InCalendarDays:
		return cal.AddCalendarDays(from, calendar.CalendarDays(t.n))
	case InWallDays:
		return cal.AddWallDays(from, calendar.WallDays(t.n))
	case InHours:
		return cal.AddHours(from, calendar.Hours(t.n))
	default:
		return from, nil
	}
}

// due computes when a limit passes that begins to count at an instant, with
// pauses left out and extensions added. A pause that has not ended counts up to
// until; pauses and extensions after until do not exist yet.
func due(cal *calendar.Calendar, from time.Time, limit Term, run *complaint.ClockRun, until time.Time, p *Policy) (time.Time, error) {
	n := limit
	var still time.Duration // for the units that count time
	if !p.IgnorePauses {
		for _, s := range run.Pauses {
			begin, end, ok := within(s, from, until)
			if !ok {
				continue
			}
			switch limit.unit {
			case InWorkingDays:
				days, err := cal.Between(begin, end)
				if err != nil {
					return time.Time{}, err
				}
				n.n += int64(days)
			case InWorkingMinutes:
				worked, err := cal.Worked(begin, end)
				if err != nil {
					return time.Time{}, err
				}
				still += worked
			case InCalendarDays, InWallDays:
				n.n += int64(cal.CalendarDaysBetween(begin, end))
			case InHours:
				still += end.Sub(begin)
			}
		}
	}
	extra := extended(run, until, p)
	switch limit.unit {
	case InWorkingDays:
		return add(cal, from, Term{n.n + int64(extra), InWorkingDays})
	case InWorkingMinutes:
		at, err := cal.AddWorked(from, calendar.WorkingMinutes(n.n), still)
		return prolong(cal, at, extra, err)
	default:
		at, err := add(cal, from, n)
		return prolong(cal, at.Add(still), extra, err)
	}
}

// prolong moves the end of a limit that is not in working days by working days:
// to the office end of the last of them.
func prolong(cal *calendar.Calendar, at time.Time, extra calendar.WorkingDays, err error) (time.Time, error) {
	if err != nil || extra == 0 {
		return at, err
	}
	return cal.Add(at.Add(-time.Nanosecond), extra) // 24:00 belongs to the day that ends
}

// within cuts a pause to what lies between two instants.
func within(s complaint.Span, from, until time.Time) (begin, end time.Time, ok bool) {
	begin, end = s.From, s.Until
	if end.IsZero() || end.After(until) {
		end = until
	}
	if begin.Before(from) {
		begin = from
	}
	return begin, end, begin.Before(end)
}

// extended sums the extensions granted up to an instant.
func extended(run *complaint.ClockRun, until time.Time, p *Policy) calendar.WorkingDays {
	days := 0
	if !p.IgnoreExtensions {
		for _, e := range run.Extensions {
			if !e.At.After(until) {
				days += e.Days
			}
		}
	}
	return calendar.WorkingDays(days)
}

// remaining is what lies between two instants in the unit of a limit.
func remaining(cal *calendar.Calendar, at, due time.Time, limit Term) Term {
	switch limit.unit {
	case InWorkingDays:
		if n, err := cal.Between(at, due.Add(-time.Nanosecond)); err == nil { // 24:00 belongs to the day that ends
			return Term{int64(n), InWorkingDays}
		}
	case InWorkingMinutes:
		if n, err := cal.MinutesBetween(at, due); err == nil {
			return Term{int64(n), InWorkingMinutes}
		}
	case InCalendarDays:
		return Term{int64(cal.CalendarDaysBetween(at, due.Add(-time.Nanosecond))), InCalendarDays}
	case InWallDays:
		return Term{int64(cal.CalendarDaysBetween(at, due)), InWallDays}
	case InHours:
		return Term{int64(due.Sub(at) / time.Hour), InHours}
	}
	return Term{}
}

package deadline

import (
	"iter"
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
	case InWallHours:
		return cal.AddWallHours(from, calendar.Hours(t.n), 0)
	case InMinutes:
		at, err := cal.AddHours(from, calendar.Hours(t.n/60))
		return at.Add(time.Duration(t.n%60) * time.Minute), err
	case InWallWorkingDays:
		end, err := cal.Add(from, calendar.WorkingDays(t.n))
		if err != nil {
			return time.Time{}, err
		}
		end = end.Add(-time.Nanosecond) // 24:00 belongs to the day that ends
		if t.endsDay(cal, from) {
			return cal.AddCalendarDays(end, 0)
		}
		return cal.AddWallDays(from, calendar.WallDays(cal.CalendarDaysBetween(from, end)))
	default:
		return from, nil
	}
}

// endsDay reports whether a limit in days that began at an instant ends with its last
// day, or the office hours of that, and not at the time of day at which it began.
func (t Term) endsDay(cal *calendar.Calendar, from time.Time) bool {
	if t.unit == InWallWorkingDays {
		day, err := cal.DayOf(from)
		return err == nil && !day.Working
	}
	return t.unit == InWorkingDays || t.unit == InCalendarDays
}

// sum is a limit with what has been added to it by pauses.
type sum struct {
	n     Term
	still time.Duration        // for the units that count time
	late  calendar.WorkingDays // by which an extended due instant leaves a pause
}

// due is when the sum passes that begins to count at an instant.
func (s sum) due(cal *calendar.Calendar, from time.Time, extra calendar.WorkingDays) (time.Time, error) {
	extra += s.late
	switch s.n.unit {
	case InWorkingDays, InWallWorkingDays:
		return add(cal, from, Term{s.n.n + int64(extra), s.n.unit})
	case InWorkingMinutes:
		at, err := cal.AddWorked(from, calendar.WorkingMinutes(s.n.n), s.still)
		return prolong(cal, at, extra, err)
	case InWallHours:
		at, err := cal.AddWallHours(from, calendar.Hours(s.n.n), s.still)
		return prolong(cal, at, extra, err)
	default:
		at, err := add(cal, from, s.n)
		return prolong(cal, at.Add(s.still), extra, err)
	}
}

// pause adds what a pause takes.
func (s *sum) pause(cal *calendar.Calendar, begin, end time.Time) error {
	switch s.n.unit {
	case InWorkingDays, InWallWorkingDays:
		days, err := cal.Between(begin, end)
		s.n.n += int64(days)
		return err
	case InWorkingMinutes:
		worked, err := cal.Worked(begin, end)
		s.still += worked
		return err
	case InCalendarDays, InWallDays:
		s.n.n += int64(cal.CalendarDaysBetween(begin, end))
	case InHours, InMinutes:
		s.still += end.Sub(begin)
	case InWallHours:
		s.still += cal.WallTimeBetween(begin, end)
	}
	return nil
}

// leave moves a due instant that lies in a pause to the first one after it:
// the day in which the pause began was not finished.
func (s *sum) leave(cal *calendar.Calendar, from time.Time, extra calendar.WorkingDays, due, end time.Time) (time.Time, error) {
	if s.n.unit == InWallDays && extra+s.late == 0 || s.n.unit == InWallWorkingDays {
		s.n.n++
		return s.due(cal, from, extra)
	}
	days, err := cal.Between(due.Add(-time.Nanosecond), end)
	if err != nil {
		return time.Time{}, err
	}
	s.late += days
	if due, err = s.due(cal, from, extra); err == nil && !due.After(end) {
		s.late++
		due, err = s.due(cal, from, extra)
	}
	return due, err
}

// counting counts a limit from an instant through the pauses, standstills and extensions
// of a run. It goes forwards only, and does not count again what it has counted.
type counting struct {
	sum
	cal    *calendar.Calendar
	from   time.Time
	limit  Term
	run    *complaint.ClockRun
	policy *Policy
	stills []*Standstill
	days   []complaint.Span // of the standstills

	paused, stood, extensions int                  // how many were counted
	extra                     calendar.WorkingDays // by the extensions
	err                       error                // why a pause cannot be counted
}

func newCounting(cal *calendar.Calendar, from time.Time, limit Term, run *complaint.ClockRun, p *Policy, stills []*Standstill) counting {
	return counting{sum: sum{n: limit}, cal: cal, from: from, limit: limit, run: run, policy: p, stills: stills, days: spans(cal, limit, stills)}
}

// counting counts a limit by the calendar, pauses and standstills of the reading.
func (r *Reading) counting(from time.Time, limit Term, run *complaint.ClockRun) *counting {
	x := newCounting(r.cal, from, limit, run, r.policy, r.still)
	return &x
}

// next takes the next stretch in which the run stands still, as known at t: a pause up to
// t, a standstill to its end, or several of them that meet. Entry is that of the first
// pause, 0 if there is none. It is false if nothing is left.
func (x *counting) next(t time.Time) (s complaint.Span, ok bool) {
	for {
		pause := !x.policy.IgnorePauses && x.paused < len(x.run.Pauses) && x.run.Pauses[x.paused].From.Before(t)
		still := x.stood < len(x.days)
		if pause && still {
			pause = !x.days[x.stood].From.Before(x.run.Pauses[x.paused].From)
		}
		var more complaint.Span
		switch {
		case pause:
			if more = x.run.Pauses[x.paused]; more.Until.IsZero() || more.Until.After(t) {
				more.Until = t
			}
		case still:
			more = x.days[x.stood]
		default:
			return s, ok
		}
		switch {
		case !ok:
			s = more
		case len(x.days) == 0 || more.From.After(s.Until):
			return s, true
		case more.Until.After(s.Until):
			s.Until = more.Until
		}
		if s.Entry == 0 {
			s.Entry = more.Entry
		}
		if ok = true; pause {
			x.paused++
		} else {
			x.stood++
		}
	}
}

// stretches are all that are left of them.
func (x *counting) stretches(t time.Time) iter.Seq[complaint.Span] {
	return func(yield func(complaint.Span) bool) {
		for s, ok := x.next(t); ok && yield(s); s, ok = x.next(t) {
		}
	}
}

// until computes when the limit passes, with pauses left out and extensions added; those
// after t do not exist yet. A pause that has not ended counts up to t, and then nothing
// can be counted on; a standstill counts to its end, if it begins before the limit passes.
// If it is given, each is told of every stretch with the due instants
// before and after it, zero where they cannot be computed.
func (x *counting) until(t time.Time, each func(s complaint.Span, before, after time.Time)) (time.Time, error) {
	for {
		paused, stood := x.paused, x.stood
		s, ok := x.next(t)
		if !ok {
			break
		}
		if s.Until.After(t) { // more may come to it, so it is not counted for good
			x.paused, x.stood = paused, stood
			y := *x
			for s := range y.stretches(t) {
				y.leaveOut(s, t, each)
			}
			return y.end(t)
		}
		x.leaveOut(s, t, each)
	}
	return x.end(t)
}

// end is when the limit passes after all that was left out.
func (x *counting) end(t time.Time) (time.Time, error) {
	if x.err != nil {
		return time.Time{}, x.err
	}
	x.extend(t)
	return x.due(x.cal, x.from, x.extra)
}

// leaveOut lets the limit not count a stretch.
func (x *counting) leaveOut(s complaint.Span, t time.Time, each func(s complaint.Span, before, after time.Time)) {
	begin, end, ok := within(s, x.from, s.Until)
	if !ok {
		return
	}
	var before, after time.Time
	if x.err == nil {
		x.extend(earlier(begin, t))
		if s.Entry == 0 {
			at, err := x.due(x.cal, x.from, x.extra)
			last := begin.Add(time.Nanosecond)
			keeps := x.limit.unit == InWallDays || x.limit.unit == InWallWorkingDays && !x.limit.endsDay(x.cal, x.from) // due on the day itself
			if err == nil && (at.Before(last) || at.Equal(last) && !keeps) {
				return // the limit has passed before the standstill
			}
		}
		before, after, x.err = x.over(x.cal, x.from, x.extra, begin, end)
	}
	if each != nil {
		each(complaint.Span{From: begin, Until: end, Entry: s.Entry}, before, after)
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// extend adds the extensions granted up to an instant.
func (x *counting) extend(t time.Time) {
	list := x.run.Extensions
	for ; !x.policy.IgnoreExtensions && x.extensions < len(list) && !list[x.extensions].At.After(t); x.extensions++ {
		x.extra += calendar.WorkingDays(list[x.extensions].Days)
	}
}

// over adds a pause, and returns the due instants before and after it.
func (s *sum) over(cal *calendar.Calendar, from time.Time, extra calendar.WorkingDays, begin, end time.Time) (before, after time.Time, err error) {
	if before, err = s.due(cal, from, extra); err != nil {
		return time.Time{}, time.Time{}, err
	}
	if err = s.pause(cal, begin, end); err != nil {
		return time.Time{}, time.Time{}, err
	}
	after, err = s.due(cal, from, extra)
	if err == nil && begin.Before(before) && !after.After(end) {
		after, err = s.leave(cal, from, extra, after, end)
	}
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	return before, after, nil
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

// remaining is what lies between two instants in the unit of a limit that was counted
// from another.
func remaining(cal *calendar.Calendar, from, at, due time.Time, limit Term) Term {
	end := due
	if limit.endsDay(cal, from) {
		end = due.Add(-time.Nanosecond) // 24:00 belongs to the day that ends
	}
	switch limit.unit {
	case InWorkingDays, InWallWorkingDays:
		if n, err := cal.Between(at, end); err == nil {
			return Term{int64(n), limit.unit}
		}
	case InWorkingMinutes:
		if n, err := cal.MinutesBetween(at, due); err == nil {
			return Term{int64(n), InWorkingMinutes}
		}
	case InCalendarDays, InWallDays:
		return Term{int64(cal.CalendarDaysBetween(at, end)), limit.unit}
	case InHours, InMinutes:
		return Term{int64(due.Sub(at) / limit.each()), limit.unit}
	case AsPromised:
		return Term{int64(due.Sub(at) / time.Hour), InHours}
	case InWallHours:
		return Term{int64(cal.WallTimeBetween(at, due) / time.Hour), InWallHours}
	}
	return Term{}
}

package deadline

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
)

// maxDays is how many days an explanation lists.
const maxDays = 4000

// days lists the days from the start to the due date.
func (r *Reading) days() []DayLine {
	if r.Limit.unit <= NoLimit || r.Limit.unit == AsPromised || r.from.IsZero() {
		return nil
	}
	until := r.Due
	if until.IsZero() {
		until = r.until
	}
	first, last := r.cal.DateOf(r.from), r.cal.DateOf(until)
	if (r.Limit.endsDay(r.cal, r.from) || r.Limit.unit == InWorkingMinutes) && until.After(r.from) {
		last = r.cal.DateOf(until.Add(-time.Nanosecond)) // 24:00 belongs to the day that ends
	}
	var lines []DayLine
	var count int64
	still := r.stillDays()
	for date := first; date.Compare(last) <= 0 && len(lines) < maxDays; date = date.AddDays(1) {
		day, err := r.cal.Day(date)
		if err != nil {
			if r.Limit.works() {
				return lines
			}
			day = calendar.Day{Date: date, Kind: calendar.Workday, Working: true}
		}
		lines = append(lines, r.line(day, first, until, still, &count))
	}
	return lines
}

// line explains a day. Count is what the days before it have added.
func (r *Reading) line(day calendar.Day, first aduan.Date, until time.Time, pauses []stillDays, count *int64) DayLine {
	working := r.Limit.works()
	if !working {
		day.Listed = nil // what the lists say plays no part
	}
	l := DayLine{Date: day.Date, Cause: causeOf(day, working)}
	for _, named := range day.Listed {
		name := named.Name
		if named.Layer != "" {
			name = named.Layer + ": " + name
		}
		l.Names = append(l.Names, name)
	}
	if len(day.Listed) > 0 {
		l.Edition, l.Known = day.Listed[0].Edition, day.Listed[0].Known
	}
	counts := day.Working || !working
	action, still := pausedOn(pauses, day.Date)
	stop := r.standing(day.Date)
	still = (still || stop != nil && !r.Limit.inDays()) && counts
	var adds int64
	if !r.Limit.inDays() {
		adds = r.sumUpTo(day.Date, until) - *count
		still = still && adds == 0
	} else if day.Date == first {
		l.Cause = Start
		return l
	} else if counts && !still {
		adds = 1
	}
	if still {
		l.Cause, l.Names, l.Edition, l.Known = OnPause, []string{string(action)}, "", aduan.Date{}
		if stop != nil {
			l.Cause, l.Names, l.Reason = OnStandstill, nil, stop.Reason
		}
	}
	if *count += adds; adds != 0 {
		l.Count = *count
	}
	return l
}

// causeOf says why a day counts or not, pauses left aside; every day counts for
// a limit that is not in working time.
func causeOf(day calendar.Day, working bool) Cause {
	switch {
	case !working:
		return Counted
	case day.Working && day.Kind == calendar.HalfDay:
		return CountedHalfDay
	case day.Working && day.Kind == calendar.JointLeave:
		return CountedJointLeave
	case day.Working:
		return Counted
	case day.Kind == calendar.Holiday:
		return OnHoliday
	case day.Kind == calendar.JointLeave:
		return OnJointLeave
	default:
		return OnWeekend
	}
}

// sumUpTo is how many minutes or hours of the limit have passed at the end of a
// day.
func (r *Reading) sumUpTo(d aduan.Date, until time.Time) int64 {
	end, err := r.cal.Midnight(d.AddDays(1))
	if err != nil || end.After(until) {
		end = until
	}
	passed := func(a, b time.Time) time.Duration {
		switch r.Limit.unit {
		case InHours, InMinutes:
			return b.Sub(a)
		case InWallHours:
			return r.cal.WallTimeBetween(a, b)
		}
		worked, _ := r.cal.Worked(a, b)
		return worked
	}
	sum := passed(r.from, end)
	for s := range r.counting(r.from, r.Limit, r.run).stretches(r.until) {
		if begin, stop, ok := within(s, r.from, end); ok {
			sum -= passed(begin, stop)
		}
	}
	return int64(sum / r.Limit.each())
}

// stillDays is a row of days that a pause or a standstill takes.
type stillDays struct {
	first, last aduan.Date
	action      lifecycle.Action
}

// stillDays are the days that pauses take, by the rule by which due leaves
// them out: those that begin in the pause. Of a pause on the last day it is that
// day and those up to the due date instead, unless it is over before the day is.
func (r *Reading) stillDays() []stillDays {
	var all []stillDays
	dayBefore := func(t time.Time) aduan.Date {
		keeps := r.Limit.unit == InWallDays && r.Extended == 0 || r.Limit.unit == InWallWorkingDays && !r.Limit.endsDay(r.cal, r.from)
		if !keeps {
			t = t.Add(-time.Nanosecond) // 24:00 belongs to the day that ends
		}
		return r.cal.DateOf(t)
	}
	_, _ = r.counting(r.from, r.Limit, r.run).until(r.until, func(s complaint.Span, before, after time.Time) {
		x := stillDays{first: r.cal.DateOf(s.From).AddDays(1), last: r.cal.DateOf(s.Until), action: entryOf(r.c, s.Entry).Action}
		if r.Limit.inDays() && s.From.Before(before) && r.cal.DateOf(s.From) == dayBefore(before) {
			x.first, x.last = r.cal.DateOf(s.From), dayBefore(after).AddDays(-1)
		}
		if due := dayBefore(after); !after.IsZero() && due.Compare(x.last) <= 0 {
			x.last = due.AddDays(-1) // an extension has put the due instant on this day
		}
		all = append(all, x)
	})
	return all
}

// pausedOn reports whether a day is taken by a pause, and the action that began
// the pause.
func pausedOn(still []stillDays, d aduan.Date) (lifecycle.Action, bool) {
	for _, s := range still {
		if d.Compare(s.first) >= 0 && d.Compare(s.last) <= 0 {
			return s.action, true
		}
	}
	return "", false
}

package deadline

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// standstill is a row of days that a pause takes.
type standstill struct {
	first, last aduan.Date
	action      lifecycle.Action
}

// standstills are the days that pauses take, by the rule by which due leaves
// them out: those that begin in the pause. Of a pause on the last day it is that
// day and those up to the due date instead, unless it is over before the day is.
func (r *Reading) standstills() []standstill {
	var all []standstill
	days := r.Limit.unit == InWorkingDays || r.Limit.unit == InCalendarDays || r.Limit.unit == InWallDays
	dayBefore := func(t time.Time) aduan.Date {
		if r.Limit.unit != InWallDays || r.Extended != 0 {
			t = t.Add(-time.Nanosecond) // 24:00 belongs to the day that ends
		}
		return r.cal.DateOf(t)
	}
	_, _ = due(r.cal, r.from, r.Limit, r.run, r.until, r.policy, func(s complaint.Span, before, after time.Time) {
		x := standstill{first: r.cal.DateOf(s.From).AddDays(1), last: r.cal.DateOf(s.Until), action: r.actionOf(s.Entry)}
		if days && s.From.Before(before) && r.cal.DateOf(s.From) == dayBefore(before) {
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
func pausedOn(still []standstill, d aduan.Date) (lifecycle.Action, bool) {
	for _, s := range still {
		if d.Compare(s.first) >= 0 && d.Compare(s.last) <= 0 {
			return s.action, true
		}
	}
	return "", false
}

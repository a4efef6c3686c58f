package roadmap

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Activities makes a [Sources] function of work plans. What was carried over
// is followed from plan to plan, also into a draft that names where its
// activities come from.
//
// An activity is expected at its planned end, or later if the rest of its work
// takes longer: the open part of its planned working days, counted from the day
// that is asked about. That the rest goes at the planned pace is a decision of
// this library.
//
// What was planned is what the first approved edition with the activity says,
// which for one that was added later is not the baseline of the plan. An
// activity that an edition leaves out counts as cancelled. One that was carried
// over is completed when all that took over is, and that is all that was open;
// what nobody is known to have taken over goes on at the planned pace.
//
// The function returns a *storage.InvalidError for a plan that names another
// calendar, and the *calendar.CoverageError of years that the calendar does not
// have.
func Activities(cal *calendar.Calendar, plans ...*workplan.Plan) func(workplan.ActivityRef, aduan.Date) (ActivityState, bool, error) {
	t := tracker{cal: cal, list: plans, plans: map[workplan.PlanID]*workplan.Plan{}}
	for _, p := range plans {
		t.plans[p.ID] = p
	}
	return func(ref workplan.ActivityRef, asOf aduan.Date) (ActivityState, bool, error) {
		return t.state(ref, asOf, map[workplan.ActivityRef]bool{})
	}
}

type tracker struct {
	cal   *calendar.Calendar
	list  []*workplan.Plan
	plans map[workplan.PlanID]*workplan.Plan
}

func findActivity(e workplan.Edition, id workplan.ActivityID) (workplan.Activity, bool) {
	for _, a := range e.Activities {
		if a.ID == id {
			return a, true
		}
	}
	return workplan.Activity{}, false
}

// shown is an activity as a plan shows it on a day.
type shown struct {
	activity workplan.Activity
	// planned is its last day by the first approved edition that has it.
	planned aduan.Date
	// removed is the edition that left it out, nil while it is there.
	removed *workplan.Edition
}

// lookUp finds an activity as it counts on a day: as the edition that counts
// says, or one that was written since and waits for its approval, or else as it
// was before it was left out.
func lookUp(p *workplan.Plan, id workplan.ActivityID, asOf aduan.Date) (k shown, ok bool) {
	current := p.Current(asOf)
	k.activity, ok = findActivity(current, id)
	for i := len(p.Editions) - 1; i >= 0 && !ok; i-- {
		if p.Editions[i].Date.Compare(asOf) > 0 {
			continue
		}
		if k.activity, ok = findActivity(p.Editions[i], id); ok && i+1 < current.Number {
			k.removed = &p.Editions[i+1]
		}
	}
	if !ok {
		base, _ := p.Baseline()
		k.activity, ok = findActivity(base, id)
	}
	k.planned = k.activity.End
	for _, s := range p.Steps {
		if s.Action != workplan.ActionApprove && s.Action != workplan.ActionAmend || s.Edition < 1 || s.Edition > len(p.Editions) {
			continue
		}
		if first, there := findActivity(p.Editions[s.Edition-1], id); there {
			k.planned = first.End
			break
		}
	}
	return k, ok
}

// state computes how an activity and what followed it stand. The references on
// the way are in seen, so that a circle ends.
func (t tracker) state(ref workplan.ActivityRef, asOf aduan.Date, seen map[workplan.ActivityRef]bool) (ActivityState, bool, error) {
	p := t.plans[ref.Plan]
	if p == nil || seen[ref] {
		return ActivityState{}, false, nil
	}
	if err := checkCalendar("activities of plan "+storage.Quote(string(p.ID)), p.Calendar, t.cal); err != nil {
		return ActivityState{}, false, err
	}
	seen[ref] = true
	defer delete(seen, ref)
	k, ok := lookUp(p, ref.Activity, asOf)
	if !ok {
		return ActivityState{}, false, nil
	}
	a := k.activity
	s := ActivityState{Name: a.Name, Planned: k.planned, Reason: reason(p, a, asOf)}
	if k.removed != nil && s.Reason == (aduan.Label{}) {
		s.Reason = k.removed.Reason
	}
	s.Done, s.Began, s.Finished = done(p, ref.Activity, asOf)
	if !s.Finished.IsZero() {
		s.Expected = s.Finished
		return s, true, nil
	}
	found, err := t.follow(&s, ref, a, asOf, seen)
	if err != nil || found {
		return s, true, err
	}
	if a.State == workplan.StateCancelled || k.removed != nil {
		s.Cancelled = true
		return s, true, nil
	}
	s.Expected, err = t.expected(a, s.Done.Decimal(), asOf)
	return s, true, err
}

// done reads the reports of one activity that count on a day. It is completed on
// the first day from which on all say so.
func done(p *workplan.Plan, id workplan.ActivityID, asOf aduan.Date) (done workplan.Number, began, finished aduan.Date) {
	told := slices.DeleteFunc(p.Facts(asOf), func(f workplan.Fact) bool {
		return f.Progress == nil || f.Progress.Activity != id
	})
	slices.SortStableFunc(told, func(a, b workplan.Fact) int { return a.For.Compare(b.For) })
	full := workplan.NumberOf(100)
	for _, f := range told {
		done = f.Progress.Done
		switch {
		case done.Cmp(full) < 0:
			finished = aduan.Date{}
		case finished.IsZero():
			finished = f.For
		}
		if began.IsZero() && !done.IsZero() {
			began = f.For
		}
	}
	return done, began, finished
}

// expected is the last day of an activity of which a part is done.
func (t tracker) expected(a workplan.Activity, done decimal.Decimal, asOf aduan.Date) (aduan.Date, error) {
	if done.IsZero() && asOf.Compare(a.Start) < 0 {
		return a.End, nil // nothing is late yet; the calendar need not cover the day
	}
	work, err := workingDays(t.cal, a.Start, a.End)
	if err != nil {
		return aduan.Date{}, err
	}
	hundred := decimal.NewFromInt(100)
	open := hundred.Sub(done).Mul(decimal.NewFromInt(int64(work))).Div(hundred).Ceil().IntPart()
	end, err := addWorkingDays(t.cal, asOf, int(max(open, 1)))
	return later(a.End, end), err
}

// reason is the cause that the plan gives, or the latest obstacle that is open.
func reason(p *workplan.Plan, a workplan.Activity, asOf aduan.Date) aduan.Label {
	if a.Cause != (aduan.Label{}) {
		return a.Cause
	}
	var open []*workplan.Obstacle
	for i := range p.Reports {
		o := p.Reports[i].Obstacle
		if o == nil || p.Reports[i].On.Compare(asOf) > 0 {
			continue
		}
		if o.Move == workplan.Resolved {
			open = slices.DeleteFunc(open, func(raised *workplan.Obstacle) bool { return raised.ID == o.ID })
		} else if o.Activity == a.ID && o.Move == workplan.Raised {
			open = append(open, o)
		}
	}
	if len(open) == 0 {
		return aduan.Label{}
	}
	return open[len(open)-1].Text
}

// later is the later of two days; a zero one counts as none.
func later(a, b aduan.Date) aduan.Date {
	if a.Compare(b) < 0 {
		return b
	}
	return a
}

// workingDays counts the working days from one day to another, both included.
func workingDays(cal *calendar.Calendar, from, to aduan.Date) (int, error) {
	a, err := schedule.NewAxis(cal, from)
	if err != nil {
		return 0, err
	}
	return a.Place(to)
}

// addWorkingDays returns the n-th working day after a day.
func addWorkingDays(cal *calendar.Calendar, d aduan.Date, n int) (aduan.Date, error) {
	t, err := cal.Midnight(d)
	if err != nil {
		return aduan.Date{}, err
	}
	end, err := cal.Add(t, calendar.WorkingDays(n))
	if err != nil {
		return aduan.Date{}, err
	}
	return cal.DateOf(end.Add(-time.Second)), nil
}

package roadmap

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
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
func Activities(cal *calendar.Calendar, plans ...*workplan.Plan) func(workplan.ActivityRef, calendar.Date) (ActivityState, bool, error) {
	t := tracker{cal: cal, list: plans, plans: map[workplan.PlanID]*workplan.Plan{}}
	for _, p := range plans {
		t.plans[p.ID] = p
	}
	return func(ref workplan.ActivityRef, asOf calendar.Date) (ActivityState, bool, error) {
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

// state computes how an activity and what followed it stand. The references on
// the way are in seen, so that a circle ends.
func (t tracker) state(ref workplan.ActivityRef, asOf calendar.Date, seen map[workplan.ActivityRef]bool) (ActivityState, bool, error) {
	p := t.plans[ref.Plan]
	if p == nil || seen[ref] {
		return ActivityState{}, false, nil
	}
	seen[ref] = true
	defer delete(seen, ref)
	base, _ := p.Baseline()
	first, inBase := findActivity(base, ref.Activity)
	a, inCurrent := findActivity(p.Current(asOf), ref.Activity)
	switch {
	case !inCurrent && !inBase:
		return ActivityState{}, false, nil
	case !inCurrent:
		a = first
	case !inBase:
		first = a
	}
	s := ActivityState{Name: a.Name, Planned: first.End, Reason: t.reason(p, a, asOf)}
	s.Done, s.Began, s.Finished = t.done(p, ref.Activity, asOf)
	if !s.Finished.IsZero() {
		s.Expected = s.Finished
		return s, true, nil
	}
	found, err := t.follow(&s, t.into(ref, a, asOf), asOf, seen)
	if err != nil || found {
		return s, true, err
	}
	if a.State == workplan.StateCancelled {
		s.Cancelled = true
		return s, true, nil
	}
	s.Expected, err = t.expected(a, s.Done.Decimal(), asOf)
	return s, true, err
}

// into lists what took over the open scope of an activity.
func (t tracker) into(ref workplan.ActivityRef, a workplan.Activity, asOf calendar.Date) []workplan.ActivityRef {
	if len(a.Into) > 0 {
		return a.Into
	}
	var refs []workplan.ActivityRef
	for _, p := range t.list {
		for _, next := range p.Current(asOf).Activities {
			if next.From == ref {
				refs = append(refs, workplan.ActivityRef{Plan: p.ID, Activity: next.ID})
			}
		}
	}
	return refs
}

// follow adds what was done by those that took over.
func (t tracker) follow(s *ActivityState, into []workplan.ActivityRef, asOf calendar.Date, seen map[workplan.ActivityRef]bool) (found bool, err error) {
	var sum, scopes decimal.Decimal
	all := true
	for _, ref := range into {
		next, ok, err := t.state(ref, asOf, seen)
		if err != nil {
			return false, err
		}
		if !ok {
			continue
		}
		found = true
		scope := decimal.NewFromInt(1)
		if a, ok := findActivity(t.plans[ref.Plan].Current(asOf), ref.Activity); ok && !a.Scope.IsZero() {
			scope = a.Scope.Decimal()
		}
		sum, scopes = sum.Add(next.Done.Decimal().Mul(scope)), scopes.Add(scope)
		all = all && !next.Finished.IsZero()
		s.Cancelled = s.Cancelled || next.Cancelled
		s.Expected, s.Finished = later(s.Expected, next.Expected), later(s.Finished, next.Finished)
		if s.Began.IsZero() || !next.Began.IsZero() && next.Began.Compare(s.Began) < 0 {
			s.Began = next.Began
		}
		if s.Reason == (lifecycle.Label{}) {
			s.Reason = next.Reason
		}
	}
	if !all {
		s.Finished = calendar.Date{}
	}
	if found {
		open := decimal.NewFromInt(100).Sub(s.Done.Decimal())
		s.Done = workplan.NewNumber(s.Done.Decimal().Add(open.Mul(sum).DivRound(scopes.Mul(decimal.NewFromInt(100)), 6)))
	}
	return found, nil
}

// done reads the reports of one activity up to a day; those that were corrected
// by then do not count. It is completed on the first day from which on all say so.
func (t tracker) done(p *workplan.Plan, id workplan.ActivityID, asOf calendar.Date) (done workplan.Number, began, finished calendar.Date) {
	corrected := map[int]bool{}
	for i := range p.Reports {
		if r := &p.Reports[i]; r.Corrects > 0 && r.On.Compare(asOf) <= 0 {
			corrected[r.Corrects-1] = true
		}
	}
	var reports []*workplan.Report
	for i := range p.Reports {
		r := &p.Reports[i]
		if !corrected[i] && r.On.Compare(asOf) <= 0 && r.Progress != nil && r.Progress.Activity == id {
			reports = append(reports, r)
		}
	}
	slices.SortStableFunc(reports, func(a, b *workplan.Report) int { return a.On.Compare(b.On) })
	full := workplan.NumberOf(100)
	for _, r := range reports {
		done = r.Progress.Done
		switch {
		case done.Cmp(full) < 0:
			finished = calendar.Date{}
		case finished.IsZero():
			finished = r.On
		}
		if began.IsZero() && !done.IsZero() {
			began = r.On
		}
	}
	return done, began, finished
}

// expected is the last day of an activity of which a part is done.
func (t tracker) expected(a workplan.Activity, done decimal.Decimal, asOf calendar.Date) (calendar.Date, error) {
	work, err := workingDays(t.cal, a.Start, a.End)
	if err != nil {
		return calendar.Date{}, err
	}
	hundred := decimal.NewFromInt(100)
	open := hundred.Sub(done).Mul(decimal.NewFromInt(int64(work))).Div(hundred).Ceil().IntPart()
	end, err := addWorkingDays(t.cal, asOf, int(max(open, 1)))
	return later(a.End, end), err
}

// reason is the cause that the plan gives, or the latest obstacle that is open.
func (t tracker) reason(p *workplan.Plan, a workplan.Activity, asOf calendar.Date) lifecycle.Label {
	if a.Cause != (lifecycle.Label{}) {
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
		return lifecycle.Label{}
	}
	return open[len(open)-1].Text
}

// later is the later of two days; a zero one counts as none.
func later(a, b calendar.Date) calendar.Date {
	if a.Compare(b) < 0 {
		return b
	}
	return a
}

// workingDays counts the working days from one day to another, both included.
func workingDays(cal *calendar.Calendar, from, to calendar.Date) (int, error) {
	a, err := newAxis(cal, from)
	if err != nil {
		return 0, err
	}
	return a.place(to)
}

// addWorkingDays returns the n-th working day after a day.
func addWorkingDays(cal *calendar.Calendar, d calendar.Date, n int) (calendar.Date, error) {
	t, err := cal.Midnight(d)
	if err != nil {
		return calendar.Date{}, err
	}
	end, err := cal.Add(t, calendar.WorkingDays(n))
	if err != nil {
		return calendar.Date{}, err
	}
	return cal.DateOf(end.Add(-time.Second)), nil
}

package deadline

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// evaluation is the reading of one case.
type evaluation struct {
	policy    *Policy
	lifecycle *complaint.Lifecycle
	c         *complaint.Complaint
	cals      Calendars
	at        time.Time
}

// mostUnstarted is how many clocks without a run there is room for at once.
const mostUnstarted = 8

// Evaluate reads every clock of a case at an instant: all runs in the order in
// which they started, then the clocks of the policy that never started. What
// the timeline says of later instants does not count, so the past can be asked
// too. A run that cannot be computed reads [Unknown] and does not spoil the
// others; the error is for a case that cannot be read at all. Evaluate is pure.
func (p *Policy) Evaluate(l *complaint.Lifecycle, c *complaint.Complaint, cals Calendars, at time.Time) ([]Reading, error) {
	if p == nil || l == nil || c == nil || cals.Set == nil {
		return nil, &storage.InvalidError{What: "reading", Problems: []storage.Problem{{Message: "needs a policy, a lifecycle, a complaint and calendars"}}}
	}
	e := &evaluation{policy: p, lifecycle: l, c: c, cals: cals, at: at}
	runs, backwards := l.Clocks(c), c.Backwards(0)
	readings := make([]Reading, 0, len(runs)+mostUnstarted)
	for i := range runs {
		run := &runs[i]
		if run.Started.After(at) || !p.speaksOf(run.Clock) {
			continue
		}
		if run.Restarted {
			if k := latest(readings, run.Clock); k >= 0 && readings[k].Status == Breached {
				readings[k] = e.goOn(readings[k], run)
				continue
			}
		}
		number := 1
		for j := range readings {
			if readings[j].Clock == run.Clock {
				readings[j].Latest = false
				number++
			}
		}
		readings = append(readings, Reading{
			Clock: run.Clock, Run: number, Latest: true, Started: run.Started, Rule: -1,
			policy: p, lifecycle: l, c: c, run: run, at: at,
		})
		if r := &readings[len(readings)-1]; backwards != 0 {
			e.judgeForwards(r)
		} else {
			e.judge(r)
		}
	}
	for i := range p.Rules {
		clock := p.Rules[i].Clock
		if !reads(readings, clock) {
			readings = append(readings, Reading{Clock: clock, Latest: true, Rule: -1, policy: p, c: c, at: at})
		}
	}
	return readings, nil
}

// latest returns the place of the latest reading of a clock, -1 if there is none.
func latest(readings []Reading, clock lifecycle.ClockName) int {
	return slices.IndexFunc(readings, func(r Reading) bool { return r.Clock == clock && r.Latest })
}

// goOn reads a run that had run out when it was restarted: nobody gains from their
// own delay, so it goes on as it was, to the end of the run that was to replace it.
func (e *evaluation) goOn(r Reading, next *complaint.ClockRun) Reading {
	run := *r.run
	run.State, run.Ended, run.EndedBy = next.State, next.Ended, next.EndedBy
	run.Pauses = slices.Concat(run.Pauses, next.Pauses)
	again := Reading{
		Clock: r.Clock, Run: r.Run, Latest: true, Started: r.Started, Rule: -1,
		policy: r.policy, lifecycle: r.lifecycle, c: r.c, run: &run, at: r.at,
	}
	e.judge(&again)
	return again
}

func reads(readings []Reading, clock lifecycle.ClockName) bool {
	for i := range readings {
		if readings[i].Clock == clock {
			return true
		}
	}
	return false
}

// RuleError says that no rule of a policy fits a run of a clock.
type RuleError struct {
	Policy complaint.Edition
	Clock  lifecycle.ClockName
	Class  complaint.Class
}

// In names policy, clock and class.
func (e *RuleError) In(w aduan.Words) string {
	say, clock := texts().In(w), complaint.ClockIn(w, e.Clock)
	if e.Class == 0 {
		return say("problem.no_rule_unclassified", "policy", e.Policy, "clock", clock)
	}
	return say("problem.no_rule", "policy", e.Policy, "clock", clock, "class", e.Class)
}

// Error is [RuleError.In] English.
func (e *RuleError) Error() string { return e.In(aduan.English()) }

// stretch is a part of a run in which nothing happens that could move its due
// instant.
type stretch struct {
	from   time.Time // where counting begins
	rule   int
	class  complaint.Class // of the case, and who holds it, for the rule and the calendar
	holder agency.ID
	cal    *calendar.Calendar
	paused bool
	due    time.Time
	err    error
	news   time.Time // when the calendar becomes known otherwise, zero if never
	// provisional tells that due rests on a year without a decree.
	provisional bool
}

// breach is the first instant of the stretch, which begins at t, at which the limit
// has passed; zero if it never does.
func (s *stretch) breach(t time.Time, p *Policy) time.Time {
	if s.err != nil || s.due.IsZero() || s.provisional {
		return time.Time{}
	}
	if passed := p.AtDue.passed(s.due); passed.After(t) {
		return passed
	}
	return t
}

// tied looks at the entries that share the instant t: one of them may breach the run
// (a new class with a shorter limit) before another would have paused it. It returns
// the stretch with which the run was breached then.
func (e *evaluation) tied(run *complaint.ClockRun, t time.Time) (stretch, bool) {
	line, p := e.c.History(), e.policy
	if len(run.Recomputed) == 0 && p.Transfer == OfStart && p.AtDue == BreachedAtDue {
		return stretch{}, false // nothing brings a due instant forward
	}
	for i := run.Entry; i < len(line); i++ {
		if !line[i-1].At.Equal(t) || !line[i].At.Equal(t) {
			continue
		}
		before := *e
		before.c = &complaint.Complaint{Timeline: line[:i]}
		for _, r := range e.lifecycle.Clocks(before.c) {
			if r.Clock != run.Clock || r.Entry != run.Entry || !r.Ended.IsZero() {
				continue
			}
			if s, _ := before.stretch(&r, t); s.breach(t, p).Equal(t) {
				return s, true
			}
		}
	}
	return stretch{}, false
}

// judge reads a run. It walks through the run from event to event, since a run
// is breached at the first instant t >= due under everything known at t.
func (e *evaluation) judge(r *Reading) {
	run := r.run
	end := e.at
	ended := !run.Ended.IsZero() && !run.Ended.After(e.at)
	if ended {
		end = run.Ended
		r.Stopped = end
	}
	var s stretch
	var next time.Time
	t := run.Started
	for {
		s, next = e.stretch(run, t)
		if first, tied := e.tied(run, t); tied {
			s, next = first, time.Time{}
		}
		if breach := s.breach(t, e.policy); !breach.IsZero() && !breach.After(end) {
			// What happens in the very instant of the breach comes too late; what becomes
			// known of the calendar in it does not.
			if next.IsZero() || breach.Before(next) || breach.Equal(next) && !breach.Equal(s.news) {
				r.BreachedAt = breach.UTC()
				break
			}
		}
		if next.IsZero() || next.After(end) {
			break
		}
		t = next
	}
	r.until, r.next, r.from, r.cal, r.Rule = t, next, s.from, s.cal, s.rule
	r.class, r.holder = s.class, s.holder
	r.Extended = extended(run, t, e.policy)
	for _, p := range run.Pauses {
		if begin, until, ok := within(p, run.Started, end); ok {
			r.Paused += until.Sub(begin)
		}
	}
	if s.rule >= 0 {
		r.Limit = e.policy.Rules[s.rule].Limit
	}
	if s.cal != nil {
		r.Calendar = s.cal.Name()
	}
	r.settle(s, end, ended)
}

// settle turns the last stretch into a status.
func (r *Reading) settle(s stretch, end time.Time, ended bool) {
	switch {
	case !r.BreachedAt.IsZero():
		r.Status = Breached
	case ended && r.run.State == complaint.ClockSuperseded:
		r.Status = Superseded
	case s.err != nil:
		r.Status, r.Err = Unknown, s.err
		return
	case ended && s.provisional && !r.policy.AtDue.passed(s.due).After(end):
		r.Status, r.Err = Unknown, undecreed(s.cal, s.due)
	case ended:
		r.Status = Met
	case s.paused:
		r.Status = Paused
	default:
		r.Status = Running
	}
	if s.cal == nil || r.Limit.unit <= NoLimit {
		return
	}
	until := s.due
	if s.paused && r.BreachedAt.IsZero() {
		// What is left is what would be left if the run went on now.
		r.until = end
		until, r.Err = due(s.cal, s.from, r.Limit, r.run, end, r.policy, nil)
	} else {
		r.Due, r.Provisional = s.due.UTC(), s.provisional
		r.warn(s)
	}
	if !until.IsZero() {
		cal := s.cal
		if r.policy.Amendment == AsKnownThen {
			cal = cal.AsKnownAt(end) // a breach may be long ago
		}
		r.Remaining = remaining(cal, end, until, r.Limit)
	}
}

// warn sets when the run comes near its breach.
func (r *Reading) warn(s stretch) {
	warn := r.policy.Rules[s.rule].Warn
	if warn.IsZero() {
		return
	}
	back := s.due
	if warn.unit == InWorkingDays || warn.unit == InCalendarDays {
		back = back.Add(-time.Nanosecond) // 24:00 belongs to the day that ends
	}
	at, err := add(s.cal, back, Term{-warn.n, warn.unit})
	if err != nil {
		return
	}
	r.WarnAt = at.UTC()
	r.Near = r.Status == Running && !r.at.Before(r.WarnAt)
}

// stretch describes the part of a run that begins at t, and returns when it
// ends; zero if nothing more is in sight.
func (e *evaluation) stretch(run *complaint.ClockRun, t time.Time) (stretch, time.Time) {
	p := e.policy
	s := stretch{from: run.Started, rule: -1}
	var next time.Time
	sooner := func(x time.Time) {
		if x.After(t) && (next.IsZero() || x.Before(next)) {
			next = x
		}
	}
	begin := factsAfter(e.c, run.Entry)
	now := begin
	if p.Reclassification != KeepLimit {
		for _, seq := range run.Recomputed {
			at := entryOf(e.c, seq).At
			if at.After(t) {
				sooner(at)
				continue
			}
			now = factsAfter(e.c, seq)
			now.action = begin.action
			if p.Reclassification == FromChange {
				s.from = at
			}
		}
	}
	if !p.IgnorePauses {
		for _, pause := range run.Pauses {
			sooner(pause.From)
			sooner(pause.Until)
			if !pause.From.After(t) && (pause.Until.IsZero() || pause.Until.After(t)) {
				s.paused = true
			}
		}
	}
	for _, x := range run.Extensions {
		sooner(x.At)
	}
	now = e.settled(run, now, t, sooner, func(f facts) bool {
		heard, err := e.heard(f)
		return err == nil && p.rule(run.Clock, heard) >= 0
	})
	heard, _ := e.heard(now)
	s.class, s.holder = now.class, begin.holder
	if s.rule = p.rule(run.Clock, heard); s.rule < 0 {
		s.err = &RuleError{Policy: p.ID(), Clock: run.Clock, Class: now.class}
		return s, next
	}
	var holder agency.ID
	var on time.Time
	if p.Transfer == OfHolder {
		holder, on = e.holder(run, t, sooner), t
		if at, ok := e.cals.nextTurn(holder, t); ok {
			sooner(at)
		}
	} else {
		first := e.settled(run, begin, t, sooner, func(f facts) bool {
			_, err := e.cals.held(e.c, f.holder, f.at)
			return err == nil
		})
		holder, on = first.holder, first.at
		s.holder = holder
	}
	cal, err := e.cals.held(e.c, holder, on)
	limit := p.Rules[s.rule].Limit
	if err != nil {
		if limit.unit > NoLimit { // what has no limit asks for no calendar
			s.err = err
		}
		return s, next
	}
	known := t
	if p.Amendment == AsKnownAtStart {
		known = run.Started
	}
	for {
		s.cal = cal.AsKnownAt(known)
		if limit.unit > NoLimit && !s.paused {
			s.due, s.err = due(s.cal, s.from, limit, run, t, p, nil)
			worked := limit.unit == InWorkingDays || limit.unit == InWorkingMinutes || extended(run, t, p) != 0
			s.provisional = s.err == nil && worked && s.cal.IsProvisional(s.due)
		}
		at, more := cal.NextAmendment(known)
		switch {
		case !more || p.Amendment == AsKnownAtStart && s.err == nil && !s.provisional:
			return s, next
		case at.After(t):
			s.news = at
			sooner(at)
			return s, next
		}
		known = at // what was known at the start does not reach far enough
	}
}

package deadline

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// evaluation is the reading of one case.
type evaluation struct {
	policy    *Policy
	lifecycle *complaint.Lifecycle
	c         *complaint.Complaint
	cals      Calendars
	at        time.Time
	history   []complaint.Entry
	backwards bool // an entry stands before the one before it
	past      past // up to the entry that began the run that was read last
}

// usualClocks is how many clocks a lifecycle usually has, usualReadings of how many
// runs and clocks without a run a usual case is read.
const usualClocks, usualReadings = 16, 16

// Evaluate reads every clock of a case at an instant: all runs in the order in
// which they started, then the clocks of the policy that never started. What
// the timeline says of later instants does not count, so the past can be asked
// too. A run that cannot be computed reads [Unknown] and does not spoil the
// others; the error is for a case that cannot be read at all. Evaluate is pure.
func (p *Policy) Evaluate(l *complaint.Lifecycle, c *complaint.Complaint, cals Calendars, at time.Time) ([]Reading, error) {
	if p == nil || l == nil || c == nil || cals.Set == nil {
		return nil, &storage.InvalidError{What: "reading", Problems: []storage.Problem{{Message: "needs a policy, a lifecycle, a complaint and calendars"}}}
	}
	runs := l.Clocks(c)
	return p.evaluate(make([]Reading, 0, len(runs)+usualClocks), l, c, runs, cals, at), nil
}

// evaluate is Evaluate, into a list, of a case with these runs.
func (p *Policy) evaluate(readings []Reading, l *complaint.Lifecycle, c *complaint.Complaint, runs []complaint.ClockRun, cals Calendars, at time.Time) []Reading {
	history := c.History()
	e := evaluation{
		policy: p, lifecycle: l, c: c, cals: cals, at: at, history: history, backwards: c.Backwards(0) != 0, past: past{history: history},
	}
	var room [usualClocks]latestRun // usually enough
	last := latest(room[:0])
	for i := range runs {
		run := &runs[i]
		if run.Started.After(at) || !p.speaksOf(run.Clock) {
			continue
		}
		number := 1
		if k, ok := last.of(run.Clock); ok {
			if run.Restarted && readings[k].Status == Breached {
				readings[k] = e.goOn(readings[k], run)
				continue
			}
			readings[k].Latest = false
			number += readings[k].Run
		}
		last = last.put(run.Clock, len(readings))
		readings = append(readings, Reading{
			Clock: run.Clock, Run: number, Latest: true, Started: run.Started, Rule: -1,
			policy: p, lifecycle: l, c: c, run: run, at: at,
		})
		e.judge(&readings[len(readings)-1])
	}
	for i := range p.Rules {
		clock := p.Rules[i].Clock
		if _, ok := last.of(clock); !ok {
			last = last.put(clock, len(readings))
			readings = append(readings, Reading{Clock: clock, Latest: true, Rule: -1, policy: p, c: c, at: at})
		}
	}
	return readings
}

// latest says where the latest reading of each clock stands. There are few clocks, so
// that a list does.
type latest []latestRun

type latestRun struct {
	clock lifecycle.ClockName
	at    int
}

func (p latest) of(clock lifecycle.ClockName) (at int, ok bool) {
	for _, x := range p {
		if x.clock == clock {
			return x.at, true
		}
	}
	return 0, false
}

func (p latest) put(clock lifecycle.ClockName, at int) latest {
	for i := range p {
		if p[i].clock == clock {
			p[i].at = at
			return p
		}
	}
	return append(p, latestRun{clock, at})
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

// RuleError says that no rule of a policy fits a run of a clock.
type RuleError struct {
	Policy complaint.Edition
	Clock  lifecycle.ClockName
	Class  complaint.Class

	lifecycle *complaint.Lifecycle // that names the class
}

// In names policy, clock and class.
func (e *RuleError) In(w aduan.Words) string {
	say, clock := texts().In(w), complaint.ClockIn(w, e.Clock)
	if e.Class == "" {
		return say("problem.no_rule_unclassified", "policy", e.Policy, "clock", clock)
	}
	return say("problem.no_rule", "policy", e.Policy, "clock", clock, "class", e.lifecycle.ClassIn(w, e.Class))
}

// Error is [RuleError.In] English.
func (e *RuleError) Error() string { return e.In(aduan.English()) }

// judge reads a run. It walks through the run from event to event, since a run
// is breached at the first instant t >= due under everything known at t.
func (e *evaluation) judge(r *Reading) {
	run := r.run
	if seq := e.turnsBack(run); seq != 0 {
		f := e.past.after(run.Entry)
		r.Status, r.Err, r.class, r.holder = Unknown, &BackwardsError{Entry: seq}, f.class, f.holder
		return
	}
	end := e.at
	ended := !run.Ended.IsZero() && !run.Ended.After(e.at)
	if ended {
		end = run.Ended
		r.Stopped = end
	}
	var s stretch
	var next time.Time
	t, w := run.Started, e.along(run)
	for {
		s, next = w.stretch(t)
		if first, tied := w.tied(t); tied {
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
	r.class, r.holder, r.still = s.class, s.holder, s.still
	r.Extended = extended(run, t, e.policy)
	for _, p := range run.Pauses {
		if begin, until, ok := within(p, run.Started, end); ok {
			r.Paused += until.Sub(begin)
		}
	}
	if s.rule >= 0 {
		r.Limit = e.policy.Rules[s.rule].Limit
	}
	if s.promise != nil {
		r.Limit, r.Origin, r.Extended = promised(), s.promise.Origin, 0
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
		until, r.Err = r.counting(s.from, r.Limit, r.run).until(end, nil)
	} else {
		r.Due, r.Provisional = s.due.UTC(), s.provisional
		r.warn(s)
	}
	if !until.IsZero() {
		cal := s.cal
		if r.policy.Amendment == AsKnownThen {
			cal = cal.AsKnownAt(end) // a breach may be long ago
		}
		r.Remaining = remaining(cal, s.from, end, until, r.Limit)
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

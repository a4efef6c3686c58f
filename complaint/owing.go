package complaint

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// alwaysOwed is a clock that the office owes and that runs in every case in which a role
// may take the row of a rule, empty if there is none: what the role needs asks that it
// runs, or it was started on every way there and nothing stopped it since.
func (t *trial) alwaysOwed(rule lifecycle.Rule, role lifecycle.Role) lifecycle.ClockName {
	for need := range rule.Needs(role) {
		if s, _ := sourceOf(need.Guard); s.runs && t.l.Owes(need.Clock) {
			return need.Clock
		}
	}
	for _, clock := range t.l.owed {
		if !t.rests(clock, rule) {
			return clock
		}
	}
	return ""
}

// rests reports whether there is a way to a case in which the row of a rule is possible
// and on which a clock does not run there; not such as lead over an end, which ends all
// clocks, unless there are no others. The clock takes its turns as in a case
// ([Lifecycle.Clocks]); more than two pauses count as two.
func (t *trial) rests(clock lifecycle.ClockName, rule lifecycle.Rule) bool {
	type spot struct {
		n     int
		state ClockState // 0 if it never started
		depth int
	}
	e := &Entry{At: time.Unix(0, 0)} // whenever: only zero says that a run has not ended
	known, met := map[spot]bool{}, false
	queue, runs := []spot{{}}, []*ClockRun{nil}
	for ; len(queue) > 0; queue, runs = queue[1:], runs[1:] {
		at := queue[0]
		from := t.cases[at.n].State
		if here, ok := t.l.machine.Rule(from, rule.Action()); ok && here.Row() == rule.Row() {
			if met = true; at.state != ClockRuns {
				return true
			}
		}
		if t.l.machine.Final(from) {
			continue
		}
		for _, m := range t.cases[at.n].after {
			taken, _ := t.l.machine.Rule(from, m.action)
			if t.asksForNoHolder(at.n, taken) {
				continue
			}
			next, f := spot{n: m.to}, following{}
			if runs[0] != nil {
				f.begin(*runs[0])
			}
			f.follow(taken, e)
			last := f.lastRun(clock)
			if last != nil {
				next.state, next.depth = last.State, min(last.depth, 2)
			}
			if !known[next] {
				known[next] = true
				queue, runs = append(queue, next), append(runs, last)
			}
		}
	}
	return !met
}

// asksForNoHolder reports whether a row waits for something of whoever holds the case,
// where no agency does: the trial counts that guard as satisfied, and it is not.
func (t *trial) asksForNoHolder(n int, rule lifecycle.Rule) bool {
	if t.cases[n].Agency != "" {
		return false
	}
	return !slices.ContainsFunc(rule.Roles(), func(r lifecycle.Role) bool {
		for need := range rule.Needs(r) {
			if need.Guard == GuardHeld || need.Guard == GuardHolderUnknown {
				return false
			}
		}
		return true
	})
}

package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Owes reports whether a clock is one that the office owes: while it runs, the
// office has something to do. The definition says so without words for it. A clock
// that only starts where the case comes to wait for somebody outside
// (lifecycle.StateInfo.Waiting), as the reporter's reply does, waits for them;
// every other one is owed.
func (l *Lifecycle) Owes(clock lifecycle.ClockName) bool { return slices.Contains(l.owed, clock) }

// Watched reports whether the timer has to look after a case: it is open, or a clock of it
// runs on after its end, as what the law gives does in a merged case.
func (l *Lifecycle) Watched(c *Complaint) bool {
	return !l.machine.Final(c.State) || slices.ContainsFunc(l.Clocks(c), func(r ClockRun) bool { return r.State == ClockRuns })
}

// owedClocks lists the clocks that some action starts without leading to a state
// that waits for somebody outside.
func owedClocks(m *lifecycle.Machine) []lifecycle.ClockName {
	var owed []lifecycle.ClockName
	for a := range m.Actions() {
		for _, s := range m.From(a) {
			rule, _ := m.Rule(s, a)
			next, _ := m.Next(s, a, "") // none for a way back
			info, _ := m.State(next)
			for op := range rule.Effects() {
				starts := op.Op == lifecycle.Start || op.Op == lifecycle.StartOnce || op.Op == lifecycle.Restart
				if starts && !info.Waiting && !slices.Contains(owed, op.Clock) {
					owed = append(owed, op.Clock)
				}
			}
		}
	}
	return owed
}

// owesNow reports whether a clock runs that the office owes.
func (l *Lifecycle) owesNow(runs []ClockRun) bool {
	return slices.ContainsFunc(runs, func(r ClockRun) bool { return r.State == ClockRuns && l.Owes(r.Clock) })
}

// StepsInRun returns how often the present run of a clock was escalated to a rung,
// 0 if it never started. Runs that restarted one another are one.
func (l *Lifecycle) StepsInRun(c *Complaint, clock lifecycle.ClockName, rung Rung) int {
	return c.stepsIn(l.Clocks(c), clock, rung)
}

func (c *Complaint) stepsIn(runs []ClockRun, clock lifecycle.ClockName, rung Rung) int {
	began := 0
	for _, r := range runs {
		if r.Clock == clock && !r.Restarted {
			began = r.Entry
		}
	}
	steps := 0
	for i := min(began, len(c.Timeline)); i < len(c.Timeline); i++ {
		if e := &c.Timeline[i]; e.Does(MeaningEscalates) && e.Details.Clock == clock && e.Details.Rung == rung {
			steps++
		}
	}
	return steps
}

// MayEscalate reports whether the timer may take this step of the ladder now: what
// the guards of the case's own edition say of it. To a rung that the edition does not have
// it never may.
func (l *Lifecycle) MayEscalate(c *Complaint, e Escalation, at Moment) bool {
	_, known := find(l.vocabularies.Rungs, string(e.Rung))
	cmd := l.escalating(c, e)
	return known && l.allows(c, timer(), cmd.Action, cmd, at)
}

// WhyNotEscalate explains why the timer cannot take this step of the ladder now, nil if
// it can.
func (l *Lifecycle) WhyNotEscalate(c *Complaint, e Escalation, at Moment) *Denial {
	cmd := l.escalating(c, e)
	return l.deny(c, timer(), cmd.Action, cmd, at)
}

// escalating is the timer's command for a step of the ladder.
func (l *Lifecycle) escalating(c *Complaint, e Escalation) *Command {
	return &Command{Action: l.timers(MeaningEscalates, c.State), Clock: e.Clock, Rung: e.Rung, Step: e.Step}
}

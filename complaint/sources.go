package complaint

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// source says where that comes from what a guard asks for. A guard whose source a
// definition lacks would refuse for ever, or never; neither is what its author meant.
type source struct {
	guard lifecycle.GuardName
	// by is what an action does of which one comes before; nothing if the guard holds, or
	// may hold, from the beginning.
	by Meaning
	// lost is what actions do after which it holds no more, until one of by comes again.
	lost Meaning
	// ended says that it holds in final states only.
	ended bool
	// clock says that the clock it names was started; runs, that its run has not ended.
	clock, runs bool
	// states is the field of the command that the guard looks at, on what the action does
	// at which it looks; neither if that is the case.
	states string
	on     Meaning
	// counts is what a limit counts; extends says that it counts what the row itself
	// adds to clocks.
	counts  Meaning
	extends bool
	// owed says that it holds while no clock runs that the office owes.
	owed bool
	// unit says that it asks for the unit of whoever acts; the timer and the reporter
	// have none.
	unit bool
	// bars are the guards that never hold together with it, of the same clock if they
	// take one.
	bars []lifecycle.GuardName
}

// sources is that of every guard of this package.
func sources() []source {
	const (
		got      = MeaningRoutes | MeaningTransfers
		given    = gives | MeaningUnassigns
		answered = given | assigning | MeaningAnswers
	)
	bars := func(guards ...lifecycle.GuardName) []lifecycle.GuardName { return guards }
	return []source{
		{guard: GuardElapsed, clock: true, bars: bars(GuardDueAhead)},
		{guard: GuardRunning, clock: true, runs: true},
		{guard: GuardDueAhead, clock: true, runs: true},
		{guard: GuardBreachedClock, states: "clock"},
		{guard: GuardClockRuns, states: "clock"},
		{guard: GuardNotEscalated, states: "clock"},
		{guard: GuardNotEscalatedInRun, states: "clock"},
		{guard: GuardOtherClock, states: "clock"},
		{guard: GuardNothingOwed, owed: true},
		{guard: GuardReturnedFewerThan, counts: MeaningReturns},
		{guard: GuardMovedFewerThan, counts: gives},
		{guard: GuardReopenedFewerThan, counts: MeaningReopens},
		{guard: GuardExtendedFewerThan, counts: MeaningExtends},
		{guard: GuardRunExtendedFewerThan, extends: true},
		{guard: GuardEnteredWithinDays},
		{guard: GuardCoordinatorIsMain, by: assigning, lost: given},
		{guard: GuardMainUnit, by: assigning, lost: given, unit: true},
		{guard: GuardAssignedUnit, by: MeaningRoutes | assigning, lost: MeaningReturns | MeaningTransfers, unit: true},
		{guard: GuardHasDraft, by: MeaningDrafts, lost: answered},
		{guard: GuardNamesDraft, by: MeaningDrafts, lost: answered, states: "draft"},
		{guard: GuardNotDrafter},
		{guard: GuardOtherAgency, states: "agency"},
		{guard: GuardHeld, by: got, lost: MeaningReturns},
		{guard: GuardHolderUnknown, by: got, lost: MeaningReturns},
		{guard: GuardWidens, states: "disclosure", bars: bars(GuardNarrows)},
		{guard: GuardNarrows, states: "disclosure"},
		{guard: GuardStays},
		{guard: GuardSupervisory, by: MeaningClassifies, bars: bars(GuardNotSupervisory)},
		{guard: GuardNotSupervisory},
		{guard: GuardNamesCompetent, states: "reason"},
		{guard: GuardMerged, by: MeaningMerges, ended: true},
		{guard: GuardOtherCase, states: "parent"},
		{guard: GuardNotAccused, states: "accused", bars: bars(GuardAccused, GuardUnconfirmed)},
		{guard: GuardAccused, states: "accused"},
		{guard: GuardUnconfirmed, states: "accused"},
		{guard: GuardOrphaned, by: MeaningMerges, lost: MeaningRelays, ended: true, bars: bars(GuardParentAnswered, GuardParentOpen)},
		{guard: GuardParentAnswered, by: MeaningMerges, lost: MeaningRelays, ended: true},
		{guard: GuardParentOpen, by: MeaningMerges, ended: true},
		{guard: GuardPassedOn, on: MeaningPassesOn},
	}
}

// looks reports whether a guard finds what it looks at in the commands of an action.
func (s source) looks(d *declared) bool {
	may, _ := d.States(s.states)
	stated := may || s.states == "" || s.states == "reason" && d.reason != ""
	return stated && d.does&MeaningOpens == 0 && (s.on == 0 || d.does&s.on != 0)
}

// at lists the actions in whose commands a guard finds what it looks at, those of the
// lifecycle first.
func (l *Lifecycle) at(s source) (list []lifecycle.Action) {
	for a := range l.machine.Actions() {
		if s.looks(l.declared(a)) {
			list = append(list, a)
		}
	}
	for _, info := range actionInfos() {
		if len(list) == 0 && s.looks(declare(info)) {
			list = append(list, info.Action)
		}
	}
	return list
}

// pointless finds the rows with a guard that holds in none of the cases in which the
// row is possible, that looks at what the action does not state, or that counts what
// never happens.
func (t *trial) pointless() (found []lifecycle.Finding) {
	for i, row := range t.rows {
		if row.first < 0 {
			continue
		}
		var seen []lifecycle.Condition // those found
		for _, role := range row.rule.Roles() {
			for need := range row.rule.Needs(role) {
				if slices.Contains(seen, need) {
					continue
				}
				if text, legal := t.missing(row.rule, role, need); !text.IsZero() {
					seen = append(seen, need)
					found = append(found, lifecycle.Finding{
						Kind: lifecycle.PointlessGuard, Field: storage.At("transitions", i), State: t.cases[row.first].State,
						Action: row.rule.Action(), Name: need.String(), Message: text, Path: t.path(row.first), Legal: codes(legal),
					})
				}
			}
		}
	}
	return found
}

// missing is what a guard of a row lacks for a role, and by which actions it would come;
// zero if nothing does. Nobody knows where the guards of an embedder find what they ask for.
func (t *trial) missing(rule lifecycle.Rule, role lifecycle.Role, need lifecycle.Condition) (aduan.Message, []lifecycle.Action) {
	s, ok := sourceOf(need.Guard)
	if !ok {
		return aduan.Message{}, nil
	}
	action := rule.Action()
	extends := false
	for op := range rule.Effects() {
		extends = extends || op.Op == lifecycle.Extend
	}
	switch {
	case (s.states != "" || s.on != 0) && !s.looks(t.l.declared(action)):
		return texts().Message("fault.guard_elsewhere", "guard", need, "action", action), t.l.at(s)
	case s.extends && !extends:
		return texts().Message("fault.guard_extends", "guard", need, "action", action), nil
	case s.counts != 0 && len(t.l.machine.From(t.l.actionsThat(s.counts)[0])) == 0:
		return texts().Message("fault.guard_counts", "guard", need, "action", action), t.l.actionsThat(s.counts)
	case s.unit && (role == RoleTimer || role == RoleReporter):
		return texts().Message("fault.guard_unit", "guard", need, "action", action, "role", role), nil
	case s.clock && !t.holds(s, rule, need):
		return texts().Message("fault.guard_clock", "guard", need, "action", action, "clock", need.Clock), nil
	case s.by != 0 && !t.holds(s, rule, need):
		return texts().Message("fault.guard_unmet", "guard", need, "action", action), t.l.actionsThat(s.by)
	}
	if s.owed {
		if clock := t.alwaysOwed(rule, role); clock != "" {
			return texts().Message("fault.guard_owed", "guard", need, "action", action, "clock", clock), nil
		}
	}
	for other := range rule.Needs(role) {
		if slices.Contains(s.bars, other.Guard) && other.Clock == need.Clock {
			return texts().Message("fault.guard_bars", "guard", need, "action", action, "other", other), nil
		}
	}
	return aduan.Message{}, nil
}

// sourceOf is the source of a guard, if it is one of this package.
func sourceOf(name lifecycle.GuardName) (source, bool) {
	all := sources()
	i := slices.IndexFunc(all, func(s source) bool { return s.guard == name })
	if i < 0 {
		return source{}, false
	}
	return all[i], true
}

// holds reports whether what a guard asks for may hold in some case in which the row
// of a rule is possible.
func (t *trial) holds(s source, rule lifecycle.Rule, need lifecycle.Condition) bool {
	holds := make([]bool, len(t.cases))
	var queue []int
	mark := func(n int) {
		if !holds[n] && (!s.ended || t.l.machine.Final(t.cases[n].State)) {
			holds[n] = true
			queue = append(queue, n)
		}
	}
	for _, c := range t.cases {
		for _, m := range c.after {
			if brought, _ := t.changes(s, c.State, m.action, need.Clock); brought {
				mark(m.to)
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		c := t.cases[queue[0]]
		if here, ok := t.l.machine.Rule(c.State, rule.Action()); ok && here.Row() == rule.Row() {
			return true
		}
		for _, m := range c.after {
			if _, lost := t.changes(s, c.State, m.action, need.Clock); !lost {
				mark(m.to)
			}
		}
	}
	return false
}

// changes reports whether an action brings about what a guard asks for, or ends it.
func (t *trial) changes(s source, from lifecycle.State, a lifecycle.Action, clock lifecycle.ClockName) (brought, lost bool) {
	if !s.clock {
		return t.l.Does(a, s.by), t.l.Does(a, s.lost)
	}
	rule, _ := t.l.machine.Rule(from, a)
	for op := range rule.Effects() {
		if op.Clock != clock {
			continue
		}
		switch op.Op {
		case lifecycle.Start, lifecycle.StartOnce:
			brought, lost = true, false
		case lifecycle.Stop, lifecycle.Supersede:
			brought, lost = false, s.runs
		}
	}
	return brought, lost
}

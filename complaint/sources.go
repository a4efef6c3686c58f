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
	// by are the actions of which one comes before; none if the guard holds, or may
	// hold, from the beginning.
	by []lifecycle.Action
	// lost are the actions after which it holds no more, until one of by comes again.
	lost []lifecycle.Action
	// ended says that it holds in final states only.
	ended bool
	// clock says that the clock it names was started; runs, that its run has not ended.
	clock, runs bool
	// on are the actions that state what the guard looks at; none if that is the case.
	on []lifecycle.Action
	// counts is what a limit counts; extends says that it counts what the row itself
	// adds to clocks.
	counts  lifecycle.Action
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
	list := func(actions ...lifecycle.Action) []lifecycle.Action { return actions }
	assigning, given := list(ActionAssign, ActionReassign, ActionHandle), list(ActionForward, ActionReturn, ActionTransfer, ActionHandBack)
	answered := slices.Concat(given, assigning, list(ActionApprove, ActionRespond))
	bars := func(guards ...lifecycle.GuardName) []lifecycle.GuardName { return guards }
	accusing := list(ActionAccuse, ActionConfirmAccusation, ActionClearAccusation)
	return []source{
		{guard: GuardElapsed, clock: true, bars: bars(GuardDueAhead)},
		{guard: GuardRunning, clock: true, runs: true},
		{guard: GuardDueAhead, clock: true, runs: true},
		{guard: GuardBreachedClock, on: list(ActionEscalate)},
		{guard: GuardClockRuns, on: list(ActionEscalate)},
		{guard: GuardNotEscalated, on: list(ActionEscalate)},
		{guard: GuardNotEscalatedInRun, on: list(ActionEscalate)},
		{guard: GuardOtherClock, on: list(ActionEscalate)},
		{guard: GuardNothingOwed, owed: true},
		{guard: GuardReturnedFewerThan, counts: ActionReturn},
		{guard: GuardReopenedFewerThan, counts: ActionReopen},
		{guard: GuardExtendedFewerThan, counts: ActionExtend},
		{guard: GuardRunExtendedFewerThan, extends: true},
		{guard: GuardEnteredWithinDays},
		{guard: GuardCoordinatorIsMain, by: assigning, lost: given},
		{guard: GuardMainUnit, by: assigning, lost: given, unit: true},
		{guard: GuardAssignedUnit, by: append(list(ActionForward), assigning...), lost: list(ActionReturn, ActionTransfer), unit: true},
		{guard: GuardHasDraft, by: list(ActionDraft), lost: answered},
		{guard: GuardNamesDraft, by: list(ActionDraft), lost: answered, on: list(ActionApprove)},
		{guard: GuardNotDrafter},
		{guard: GuardOtherAgency, on: list(ActionForward, ActionTransfer, ActionReturn, ActionArchive)},
		{guard: GuardHeld, by: list(ActionForward, ActionTransfer), lost: list(ActionReturn)},
		{guard: GuardHolderUnknown, by: list(ActionForward, ActionTransfer), lost: list(ActionReturn)},
		{guard: GuardWidens, on: list(ActionDisclose, ActionSeal), bars: bars(GuardNarrows)},
		{guard: GuardNarrows, on: list(ActionDisclose, ActionSeal)},
		{guard: GuardStays},
		{guard: GuardSupervisory, by: list(ActionForward, ActionReclassify), bars: bars(GuardNotSupervisory)},
		{guard: GuardNotSupervisory},
		{guard: GuardNamesCompetent, on: list(ActionArchive)},
		{guard: GuardMerged, by: list(ActionMerge), ended: true},
		{guard: GuardOtherCase, on: list(ActionMerge)},
		{guard: GuardNotAccused, on: accusing, bars: bars(GuardAccused, GuardUnconfirmed)},
		{guard: GuardAccused, on: accusing},
		{guard: GuardUnconfirmed, on: accusing},
		{guard: GuardOrphaned, by: list(ActionMerge), lost: list(ActionRelay), ended: true, bars: bars(GuardParentAnswered, GuardParentOpen)},
		{guard: GuardParentAnswered, by: list(ActionMerge), lost: list(ActionRelay), ended: true},
		{guard: GuardParentOpen, by: list(ActionMerge), ended: true},
		{guard: GuardPassedOn, on: list(ActionPassOn)},
	}
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
	case len(s.on) > 0 && !slices.Contains(s.on, action):
		return texts().Message("fault.guard_elsewhere", "guard", need, "action", action), s.on
	case s.extends && !extends:
		return texts().Message("fault.guard_extends", "guard", need, "action", action), nil
	case s.counts != "" && len(t.l.machine.From(s.counts)) == 0:
		return texts().Message("fault.guard_counts", "guard", need, "action", action), []lifecycle.Action{s.counts}
	case s.unit && (role == RoleTimer || role == RoleReporter):
		return texts().Message("fault.guard_unit", "guard", need, "action", action, "role", role), nil
	case s.clock && !t.holds(s, rule, need):
		return texts().Message("fault.guard_clock", "guard", need, "action", action, "clock", need.Clock), nil
	case len(s.by) > 0 && !t.holds(s, rule, need):
		return texts().Message("fault.guard_unmet", "guard", need, "action", action), s.by
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
		return slices.Contains(s.by, a), slices.Contains(s.lost, a)
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

package complaint

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// guards lists the guards of this package: what they take and what they ask. How
// they read is among the texts. Where a guard concerns the command and there is none, it holds
// if some command could satisfy it.
func guards() []Guard {
	guard := func(name lifecycle.GuardName, takes lifecycle.ArgKind, check func(GuardFacts) bool) Guard {
		return Guard{Guard: lifecycle.Guard{Name: name, Takes: takes}, Check: check}
	}
	const nothing, number, clock = lifecycle.TakesNothing, lifecycle.TakesNumber, lifecycle.TakesClock
	return []Guard{
		guard(GuardElapsed, clock,
			func(f GuardFacts) bool { return slices.Contains(f.At.Elapsed, f.Condition.Clock) }),
		guard(GuardRunning, clock,
			func(f GuardFacts) bool { return f.running(f.Condition.Clock) }),
		guard(GuardBreachedClock, nothing, breachedClock),
		guard(GuardClockRuns, nothing,
			func(f GuardFacts) bool { return f.Command != nil && f.running(f.Command.Clock) }),
		guard(GuardNotEscalated, nothing, notEscalated),
		guard(GuardNotEscalatedInRun, nothing, notEscalatedInRun),
		guard(GuardOtherClock, clock, otherClock),
		guard(GuardNothingOwed, nothing,
			func(f GuardFacts) bool { return !f.lifecycle.owesNow(f.runs()) }),
		guard(GuardDueAhead, clock, dueAhead),
		guard(GuardReturnedFewerThan, number,
			func(f GuardFacts) bool { return f.Complaint.Returns < f.Condition.Number }),
		guard(GuardMovedFewerThan, number, movedFewerThan),
		guard(GuardReopenedFewerThan, number,
			func(f GuardFacts) bool { return f.Complaint.Reopenings < f.Condition.Number }),
		guard(GuardExtendedFewerThan, number,
			func(f GuardFacts) bool { return f.Complaint.Extensions < f.Condition.Number }),
		guard(GuardRunExtendedFewerThan, number, runExtendedFewerThan),
		guard(GuardEnteredWithinDays, number,
			func(f GuardFacts) bool {
				return canonical(f.At.Now).Sub(f.Complaint.EnteredAt()) <= time.Duration(f.Condition.Number)*24*time.Hour
			}),
		guard(GuardCoordinatorIsMain, nothing,
			func(f GuardFacts) bool {
				holder, err := f.At.Holder(f.Complaint)
				return err == nil && f.At.main(f.Complaint, holder)
			}),
		guard(GuardMainUnit, nothing,
			func(f GuardFacts) bool { return f.At.main(f.Complaint, f.By.Agency) }),
		guard(GuardAssignedUnit, nothing,
			func(f GuardFacts) bool { return f.At.assigned(f.Complaint, f.By.Agency) }),
		guard(GuardHasDraft, nothing, hasDraft),
		guard(GuardNamesDraft, nothing, namesDraft),
		guard(GuardNotDrafter, nothing,
			func(f GuardFacts) bool { return f.Complaint.Draft.IsZero() || f.Complaint.Draft.By != f.By.ID }),
		guard(GuardOtherAgency, nothing,
			func(f GuardFacts) bool { return f.Command == nil || !f.At.holds(f.Complaint, f.Command.Agency) }),
		guard(GuardHeld, nothing,
			func(f GuardFacts) bool {
				holder, err := f.At.Holder(f.Complaint)
				return err == nil && holder != ""
			}),
		guard(GuardHolderUnknown, nothing,
			func(f GuardFacts) bool {
				_, err := f.At.Holder(f.Complaint)
				return err != nil
			}),
		guard(GuardWidens, nothing, widens),
		guard(GuardNarrows, nothing, narrows),
		guard(GuardStays, nothing,
			func(f GuardFacts) bool { return !f.Complaint.left() }),
		guard(GuardSupervisory, nothing,
			func(f GuardFacts) bool { return f.lifecycle.Supervisory(f.Complaint.Class) }),
		guard(GuardNotSupervisory, nothing,
			func(f GuardFacts) bool { return !f.lifecycle.Supervisory(f.Complaint.Class) }),
		guard(GuardNamesCompetent, nothing, namesCompetent),
		guard(GuardMerged, nothing,
			func(f GuardFacts) bool { return !f.Complaint.Parent.IsZero() }),
		guard(GuardOtherCase, nothing,
			func(f GuardFacts) bool { return f.Command == nil || f.Command.Parent != f.Complaint.ID }),
		guard(GuardNotAccused, nothing,
			func(f GuardFacts) bool {
				return f.Command == nil || !slices.ContainsFunc(f.Command.Accused, f.Complaint.accuses)
			}),
		guard(GuardAccused, nothing, accused(func(Accusation) bool { return true })),
		guard(GuardUnconfirmed, nothing, accused(func(a Accusation) bool { return !a.Confirmed })),
		guard(GuardOrphaned, nothing,
			func(f GuardFacts) bool { return f.Complaint.orphaned(f.At.Parent) }),
		guard(GuardParentAnswered, nothing,
			func(f GuardFacts) bool { return f.Complaint.untold(f.At.Parent) }),
		guard(GuardParentOpen, nothing,
			func(f GuardFacts) bool {
				return !f.Complaint.Parent.IsZero() && f.At.Parent != nil && !f.At.Parent.Ended && !slices.Contains(f.At.Parent.Refuses, f.Action)
			}),
		guard(GuardPassedOn, nothing,
			func(f GuardFacts) bool { return !f.At.Child.IsZero() }),
	}
}

// hasDraft leaves it to names_draft, where somebody needs both, to refuse a command
// that names another draft.
func hasDraft(f GuardFacts) bool {
	if f.Complaint.Draft.IsZero() || f.Command == nil || f.Command.Draft.IsZero() {
		return !f.Complaint.Draft.IsZero()
	}
	rule, _ := f.lifecycle.machine.Rule(f.Complaint.State, f.Action)
	for need := range rule.Needs(f.By.role()) {
		if need.Guard == GuardNamesDraft {
			return true
		}
	}
	return namesDraft(f)
}

func namesDraft(f GuardFacts) bool {
	return f.Command == nil || f.Command.Draft == f.Complaint.Draft.Text
}

func breachedClock(f GuardFacts) bool {
	return f.Command != nil && slices.Contains(f.At.Elapsed, f.Command.Clock)
}

// movedFewerThan counts the moves of the case, however they are called.
func movedFewerThan(f GuardFacts) bool {
	moves := 0
	for i := range f.Complaint.Timeline {
		if f.Complaint.Timeline[i].Does(gives) {
			moves++
		}
	}
	if moves < f.Condition.Number {
		return true
	}
	_, err := f.At.Holder(f.Complaint)
	return err != nil
}

// notEscalated is once per life of a case, whatever the run and the step.
func notEscalated(f GuardFacts) bool {
	return f.Command == nil || f.Command.Step <= 1 && !slices.ContainsFunc(f.Complaint.Escalations, func(e Escalation) bool {
		return e.Clock == f.Command.Clock && e.Rung == f.Command.Rung
	})
}

func notEscalatedInRun(f GuardFacts) bool {
	if f.Command == nil {
		return true
	}
	step := max(f.Command.Step, 1)
	return step == f.Complaint.stepsIn(f.runs(), f.Command.Clock, f.Command.Rung)+1 && (step == 1 || f.By.role() == RoleTimer)
}

func otherClock(f GuardFacts) bool {
	return f.Command == nil || f.Command.Clock != f.Condition.Clock
}

func dueAhead(f GuardFacts) bool {
	clock := f.Condition.Clock
	return f.running(clock) && !slices.Contains(slices.Concat(f.At.Elapsed, f.At.Unlimited, f.At.Fixed), clock)
}

// runExtendedFewerThan looks at the clocks that the action extends from here.
func runExtendedFewerThan(f GuardFacts) bool {
	rule, ok := f.lifecycle.machine.Rule(f.Complaint.State, f.Action)
	if !ok {
		return false
	}
	var runs following
	runs.through(f.Complaint, f.lifecycle)
	for op := range rule.Effects() {
		last := runs.lastRun(op.Clock)
		if op.Op == lifecycle.Extend && last != nil && len(last.Extensions) >= f.Condition.Number {
			return false
		}
	}
	return true
}

func namesCompetent(f GuardFacts) bool {
	if f.Command == nil {
		return true
	}
	l := f.lifecycle
	asks := l.namesCompetent(f.Command.Reason) || l.namesCompetent(l.declared(f.Action).reason)
	return !asks || f.Command.Agency != "" || !aduan.Blank(f.Command.Note)
}

func widens(f GuardFacts) bool {
	if f.Command == nil || f.Command.Disclosure == nil {
		return f.Complaint.Disclosure != Disclosure{Named: true, Public: true}
	}
	return f.Complaint.Disclosure.widens(*f.Command.Disclosure)
}

func narrows(f GuardFacts) bool {
	if f.Command == nil || f.Command.Disclosure == nil {
		return f.Complaint.Disclosure != Disclosure{}
	}
	return f.Command.Disclosure.widens(f.Complaint.Disclosure)
}

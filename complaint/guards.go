package complaint

import (
	"slices"
	"time"

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
			func(f GuardFacts) bool { return f.lifecycle.running(f.Complaint, f.Condition.Clock) }),
		guard(GuardBreachedClock, nothing, breachedClock),
		guard(GuardNotEscalated, nothing, notEscalated),
		guard(GuardReturnedFewerThan, number,
			func(f GuardFacts) bool { return f.Complaint.Returns < f.Condition.Number }),
		guard(GuardReopenedFewerThan, number,
			func(f GuardFacts) bool { return f.Complaint.Reopenings < f.Condition.Number }),
		guard(GuardExtendedFewerThan, number,
			func(f GuardFacts) bool { return f.Complaint.Extensions < f.Condition.Number }),
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
		guard(GuardHasDraft, nothing,
			func(f GuardFacts) bool {
				return !f.Complaint.Draft.IsZero() && (f.Command == nil || f.Command.Draft.IsZero() || namesDraft(f))
			}),
		guard(GuardNamesDraft, nothing, namesDraft),
		guard(GuardNotDrafter, nothing,
			func(f GuardFacts) bool { return f.Complaint.Draft.IsZero() || f.Complaint.Draft.By != f.By.ID }),
		guard(GuardOtherAgency, nothing,
			func(f GuardFacts) bool { return f.Command == nil || !f.At.holds(f.Complaint, f.Command.Agency) }),
		guard(GuardWidens, nothing, widens),
		guard(GuardNarrows, nothing, narrows),
		guard(GuardMerged, nothing,
			func(f GuardFacts) bool { return !f.Complaint.Parent.IsZero() }),
		guard(GuardOtherCase, nothing,
			func(f GuardFacts) bool { return f.Command == nil || f.Command.Parent != f.Complaint.ID }),
	}
}

func namesDraft(f GuardFacts) bool {
	return f.Command == nil || f.Command.Draft == f.Complaint.Draft.Text
}

func breachedClock(f GuardFacts) bool {
	if f.Command == nil {
		return len(f.At.Elapsed) > 0
	}
	return slices.Contains(f.At.Elapsed, f.Command.Clock)
}

func notEscalated(f GuardFacts) bool {
	done := func(clock lifecycle.ClockName, rung Rung) bool {
		return slices.Contains(f.Complaint.Escalations, Escalation{Clock: clock, Rung: rung})
	}
	if f.Command != nil {
		return !done(f.Command.Clock, f.Command.Rung)
	}
	for _, clock := range f.At.Elapsed {
		for rung := RungSuperior; rung <= RungOmbudsman; rung++ {
			if !done(clock, rung) {
				return true
			}
		}
	}
	return len(f.At.Elapsed) == 0
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

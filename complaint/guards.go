package complaint

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// guardChecks lists what the guards of this package mean. Where a guard
// concerns the command and there is none, it holds if some command could
// satisfy it.
func guardChecks() map[lifecycle.GuardName]func(GuardFacts) bool {
	return map[lifecycle.GuardName]func(GuardFacts) bool{
		GuardElapsed:           func(f GuardFacts) bool { return slices.Contains(f.At.Elapsed, f.Condition.Clock) },
		GuardRunning:           func(f GuardFacts) bool { return f.lifecycle.running(f.Complaint, f.Condition.Clock) },
		GuardBreachedClock:     breachedClock,
		GuardNotEscalated:      notEscalated,
		GuardReturnedFewerThan: func(f GuardFacts) bool { return f.Complaint.Returns < f.Condition.Number },
		GuardReopenedFewerThan: func(f GuardFacts) bool { return f.Complaint.Reopenings < f.Condition.Number },
		GuardExtendedFewerThan: func(f GuardFacts) bool { return f.Complaint.Extensions < f.Condition.Number },
		GuardEnteredWithinDays: func(f GuardFacts) bool {
			return canonical(f.At.Now).Sub(f.Complaint.EnteredAt()) <= time.Duration(f.Condition.Number)*24*time.Hour
		},
		GuardCoordinatorIsMain: func(f GuardFacts) bool { return f.Complaint.Main != "" && f.Complaint.Main == f.Complaint.Agency },
		GuardMainUnit:          func(f GuardFacts) bool { return f.By.Agency != "" && f.By.Agency == f.Complaint.Main },
		GuardAssignedUnit:      func(f GuardFacts) bool { return f.Complaint.assigned(f.By.Agency) },
		GuardHasDraft:          func(f GuardFacts) bool { return !f.Complaint.Draft.IsZero() },
		GuardNotDrafter:        func(f GuardFacts) bool { return f.Complaint.Draft.IsZero() || f.Complaint.Draft.By != f.By.ID },
		GuardOtherAgency:       func(f GuardFacts) bool { return f.Command == nil || f.Command.Agency != f.Complaint.Agency },
		GuardWidens:            widens,
		GuardNarrows:           narrows,
		GuardMerged:            func(f GuardFacts) bool { return !f.Complaint.Parent.IsZero() },
		GuardOtherCase:         func(f GuardFacts) bool { return f.Command == nil || f.Command.Parent != f.Complaint.ID },
	}
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

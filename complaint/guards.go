package complaint

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// guards lists the guards of this package: what they take, how they read, and
// what they ask. Where a guard concerns the command and there is none, it holds
// if some command could satisfy it.
func guards() []Guard {
	guard := func(name lifecycle.GuardName, takes lifecycle.ArgKind, id, en string, check func(GuardFacts) bool) Guard {
		return Guard{Guard: lifecycle.Guard{Name: name, Takes: takes, Label: aduan.NewLabel(map[string]string{"id": id, "en": en})}, Check: check}
	}
	const nothing, number, clock = lifecycle.TakesNothing, lifecycle.TakesNumber, lifecycle.TakesClock
	return []Guard{
		guard(GuardElapsed, clock, "tenggat %s harus sudah lewat", "the clock %s must have run out",
			func(f GuardFacts) bool { return slices.Contains(f.At.Elapsed, f.Condition.Clock) }),
		guard(GuardRunning, clock, "tenggat %s harus sedang berjalan", "the clock %s must be running",
			func(f GuardFacts) bool { return f.lifecycle.running(f.Complaint, f.Condition.Clock) }),
		guard(GuardBreachedClock, nothing, "tenggat yang disebut harus sudah lewat", "the clock named must have run out", breachedClock),
		guard(GuardNotEscalated, nothing, "tenggat ini belum pernah dieskalasi ke jenjang tersebut", "this clock must not have been escalated to that rung before", notEscalated),
		guard(GuardReturnedFewerThan, number, "pengembalian harus kurang dari %s kali", "the case must have been returned fewer than %s times; after that the national admin transfers it",
			func(f GuardFacts) bool { return f.Complaint.Returns < f.Condition.Number }),
		guard(GuardReopenedFewerThan, number, "pembukaan kembali harus kurang dari %s kali", "the case must have been reopened fewer than %s times",
			func(f GuardFacts) bool { return f.Complaint.Reopenings < f.Condition.Number }),
		guard(GuardExtendedFewerThan, number, "perpanjangan harus kurang dari %s kali", "the case must have been extended fewer than %s times",
			func(f GuardFacts) bool { return f.Complaint.Extensions < f.Condition.Number }),
		guard(GuardEnteredWithinDays, number, "paling lama %s hari sejak status ini dimulai", "at most %s days may have passed since the case entered this state",
			func(f GuardFacts) bool {
				return canonical(f.At.Now).Sub(f.Complaint.EnteredAt()) <= time.Duration(f.Condition.Number)*24*time.Hour
			}),
		guard(GuardCoordinatorIsMain, nothing, "unit koordinator harus menjadi unit utama", "the coordinating unit must be the main unit",
			func(f GuardFacts) bool { return f.Complaint.Main != "" && f.Complaint.Main == f.Complaint.Agency }),
		guard(GuardMainUnit, nothing, "hanya unit utama", "the actor's unit must be the main unit",
			func(f GuardFacts) bool { return f.By.Agency != "" && f.By.Agency == f.Complaint.Main }),
		guard(GuardAssignedUnit, nothing, "hanya unit yang ditugasi", "the actor's unit must be assigned to the case",
			func(f GuardFacts) bool { return f.Complaint.assigned(f.By.Agency) }),
		guard(GuardHasDraft, nothing, "harus ada rancangan jawaban", "a drafted answer must be waiting for approval",
			func(f GuardFacts) bool { return !f.Complaint.Draft.IsZero() }),
		guard(GuardNotDrafter, nothing, "rancangan jawaban harus disusun orang lain", "the answer must have been drafted by somebody else",
			func(f GuardFacts) bool { return f.Complaint.Draft.IsZero() || f.Complaint.Draft.By != f.By.ID }),
		guard(GuardOtherAgency, nothing, "harus instansi lain", "the agency must be another one than the present",
			func(f GuardFacts) bool { return f.Command == nil || f.Command.Agency != f.Complaint.Agency }),
		guard(GuardWidens, nothing, "hanya boleh membuka lebih luas", "the disclosure may only widen, and must change", widens),
		guard(GuardNarrows, nothing, "hanya boleh menutup lebih ketat", "the disclosure may only narrow, and must change", narrows),
		guard(GuardMerged, nothing, "laporan harus sudah digabungkan", "the case must have been merged into another",
			func(f GuardFacts) bool { return !f.Complaint.Parent.IsZero() }),
		guard(GuardOtherCase, nothing, "harus laporan lain", "the case named must be another one",
			func(f GuardFacts) bool { return f.Command == nil || f.Command.Parent != f.Complaint.ID }),
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

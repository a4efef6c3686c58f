package complaint

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// The guards that definitions may need. A guard that concerns the command
// holds, where no command is given yet, if some command could satisfy it.
const (
	// GuardElapsed(clock): the clock has run out at this moment.
	GuardElapsed lifecycle.GuardName = "elapsed"
	// GuardRunning(clock): the clock is running, neither paused nor ended.
	GuardRunning lifecycle.GuardName = "running"
	// GuardBreachedClock: the clock that the command names has run out.
	GuardBreachedClock lifecycle.GuardName = "breached_clock"
	// GuardNotEscalated: this clock was not yet escalated to this rung.
	GuardNotEscalated lifecycle.GuardName = "not_escalated"
	// GuardReturnedFewerThan(n): fewer than n returns so far.
	GuardReturnedFewerThan lifecycle.GuardName = "returned_fewer_than"
	// GuardReopenedFewerThan(n): fewer than n reopenings so far.
	GuardReopenedFewerThan lifecycle.GuardName = "reopened_fewer_than"
	// GuardExtendedFewerThan(n): fewer than n extensions so far.
	GuardExtendedFewerThan lifecycle.GuardName = "extended_fewer_than"
	// GuardEnteredWithinDays(n): the present state was entered at most n times
	// 24 hours ago.
	GuardEnteredWithinDays lifecycle.GuardName = "entered_within_days"
	// GuardCoordinatorIsMain: the agency that coordinates is itself the main unit.
	GuardCoordinatorIsMain lifecycle.GuardName = "coordinator_is_main"
	// GuardMainUnit: the actor's unit is the main unit.
	GuardMainUnit lifecycle.GuardName = "main_unit"
	// GuardAssignedUnit: the actor's unit is the main or a supporting unit.
	GuardAssignedUnit lifecycle.GuardName = "assigned_unit"
	// GuardHasDraft: an answer was drafted and awaits approval.
	GuardHasDraft lifecycle.GuardName = "has_draft"
	// GuardNotDrafter: the pending draft was written by somebody else.
	GuardNotDrafter lifecycle.GuardName = "not_drafter"
	// GuardOtherAgency: the command names another agency than the present one.
	GuardOtherAgency lifecycle.GuardName = "other_agency"
	// GuardWidens: the command opens the disclosure further, and closes nothing.
	GuardWidens lifecycle.GuardName = "widens"
	// GuardNarrows: the command closes the disclosure further, and opens nothing.
	GuardNarrows lifecycle.GuardName = "narrows"
	// GuardMerged: the case was merged into another one.
	GuardMerged lifecycle.GuardName = "merged"
	// GuardOtherCase: the command names another case than this one.
	GuardOtherCase lifecycle.GuardName = "other_case"
)

// Vocabulary returns what a definition may speak of in this package: all
// roles, guards and clocks above. [Extensions] add to it.
func Vocabulary() lifecycle.Vocabulary {
	guard := func(name lifecycle.GuardName, takes lifecycle.ArgKind, id, en string) lifecycle.Guard {
		return lifecycle.Guard{Name: name, Takes: takes, Label: aduan.Label{Indonesian: id, English: en}}
	}
	const nothing, number, clock = lifecycle.TakesNothing, lifecycle.TakesNumber, lifecycle.TakesClock
	return lifecycle.Vocabulary{
		Roles: []lifecycle.Role{
			RoleReporter, RoleFieldOfficer, RoleNationalAdmin, RoleAgencyAdmin, RoleUnitAdmin,
			RoleLiaisonOfficer, RoleInspectorate, RoleOmbudsman, RoleLocalCoordinator, RoleTimer,
		},
		Guards: []lifecycle.Guard{
			guard(GuardElapsed, clock, "tenggat %s harus sudah lewat", "the clock %s must have run out"),
			guard(GuardRunning, clock, "tenggat %s harus sedang berjalan", "the clock %s must be running"),
			guard(GuardBreachedClock, nothing, "tenggat yang disebut harus sudah lewat", "the clock named must have run out"),
			guard(GuardNotEscalated, nothing, "tenggat ini belum pernah dieskalasi ke jenjang tersebut", "this clock must not have been escalated to that rung before"),
			guard(GuardReturnedFewerThan, number, "pengembalian harus kurang dari %s kali", "the case must have been returned fewer than %s times; after that the national admin transfers it"),
			guard(GuardReopenedFewerThan, number, "pembukaan kembali harus kurang dari %s kali", "the case must have been reopened fewer than %s times"),
			guard(GuardExtendedFewerThan, number, "perpanjangan harus kurang dari %s kali", "the case must have been extended fewer than %s times"),
			guard(GuardEnteredWithinDays, number, "paling lama %s hari sejak status ini dimulai", "at most %s days may have passed since the case entered this state"),
			guard(GuardCoordinatorIsMain, nothing, "unit koordinator harus menjadi unit utama", "the coordinating unit must be the main unit"),
			guard(GuardMainUnit, nothing, "hanya unit utama", "the actor's unit must be the main unit"),
			guard(GuardAssignedUnit, nothing, "hanya unit yang ditugasi", "the actor's unit must be assigned to the case"),
			guard(GuardHasDraft, nothing, "harus ada rancangan jawaban", "a drafted answer must be waiting for approval"),
			guard(GuardNotDrafter, nothing, "rancangan jawaban harus disusun orang lain", "the answer must have been drafted by somebody else"),
			guard(GuardOtherAgency, nothing, "harus instansi lain", "the agency must be another one than the present"),
			guard(GuardWidens, nothing, "hanya boleh membuka lebih luas", "the disclosure may only widen, and must change"),
			guard(GuardNarrows, nothing, "hanya boleh menutup lebih ketat", "the disclosure may only narrow, and must change"),
			guard(GuardMerged, nothing, "laporan harus sudah digabungkan", "the case must have been merged into another"),
			guard(GuardOtherCase, nothing, "harus laporan lain", "the case named must be another one"),
		},
		Clocks: []lifecycle.ClockName{
			ClockVerification, ClockFirstResponse, ClockFurtherAnswer, ClockReply, ClockResolution,
			ClockCompletion, ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman,
		},
	}
}

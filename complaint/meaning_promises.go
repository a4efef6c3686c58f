package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// A definition may say of any action that it does anything. Whether it can is proved
// when the definition is loaded: here stands, for each meaning, what an action with it
// must state, whom it may be permitted to, where it leads and what comes before it.

// promise is what holds of every action that does something.
type promise struct {
	of Meaning
	// requires are fields that it must require, "note|attachments" either of them; states
	// is such a list of which it must take one.
	requires []string
	states   string
	// guards are those of which whoever may take it needs one.
	guards []lifecycle.GuardName
	// before is what actions do of which one must have come before, with nothing of lost
	// since, unless a guard of vouch says so; optional, if there is one in the lifecycle.
	before, lost Meaning
	vouch        []lifecycle.GuardName
	optional     bool
	// with is what it must do besides, beside what some action of the lifecycle must do.
	with, beside Meaning
	// only is the role that alone may take it, never one that may not.
	only, never lifecycle.Role
	// ends says that it leads into a final state, opens that it leads out of one.
	ends, opens bool
	// extends says that it gives some clock more time.
	extends bool
}

// promises is that of every meaning.
func promises() []promise {
	guards := func(names ...lifecycle.GuardName) []lifecycle.GuardName { return names }
	fields := func(names ...string) []string { return names }
	const got, untilReturned = MeaningRoutes | MeaningTransfers, MeaningReturns
	held := guards(GuardHeld, GuardHolderUnknown, GuardMainUnit, GuardAssignedUnit, GuardCoordinatorIsMain)
	return []promise{
		{of: MeaningOpens},
		{of: MeaningRoutes, requires: fields("agency")},
		{of: MeaningTransfers, requires: fields("agency")},
		{of: MeaningReturns, before: got, lost: untilReturned, vouch: held},
		{of: MeaningAssigns, requires: fields("main"), before: got, lost: untilReturned, vouch: held, optional: true},
		{of: MeaningTakesOver, before: got, lost: untilReturned, vouch: held},
		{of: MeaningUnassigns, before: assigning, lost: gives | MeaningUnassigns, vouch: guards(GuardMainUnit, GuardAssignedUnit, GuardCoordinatorIsMain)},
		{of: MeaningClassifies, states: "class|category"},
		{of: MeaningPublishes, never: RoleReporter},
		{of: MeaningEdits, states: "title|body|category|attributes"},
		{of: MeaningAccuses, requires: fields("accused"), beside: MeaningClearsAccusation},
		{of: MeaningConfirmsAccusation, requires: fields("accused"), guards: guards(GuardAccused, GuardUnconfirmed)},
		{of: MeaningClearsAccusation, requires: fields("accused"), guards: guards(GuardAccused, GuardUnconfirmed)},
		{of: MeaningDiscloses, requires: fields("disclosure"), only: RoleReporter},
		{of: MeaningSeals, requires: fields("disclosure"), guards: guards(GuardNarrows)},
		{of: MeaningDrafts, requires: fields("note")},
		{of: MeaningApproves, guards: guards(GuardHasDraft, GuardNamesDraft), with: MeaningAnswers, beside: MeaningDrafts},
		{of: MeaningAnswers, requires: fields("note"), before: got, lost: untilReturned, vouch: held, optional: true},
		{of: MeaningFollowsUp, requires: fields("note")},
		{of: MeaningReplies, requires: fields("note|attachments")},
		{of: MeaningAdds, requires: fields("note|attachments")},
		{of: MeaningAsks, requires: fields("note"), beside: MeaningSupplements | MeaningReplies | MeaningAdds},
		{of: MeaningSupplements, before: MeaningAsks},
		{of: MeaningRates, requires: fields("rating"), before: MeaningAnswers, lost: MeaningReopens},
		{of: MeaningReopens, opens: true},
		{of: MeaningExtends, requires: fields("days"), extends: true},
		{of: MeaningEscalates, requires: fields("clock", "rung")},
		{of: MeaningArchives, ends: true},
		{of: MeaningMerges, requires: fields("parent"), ends: true, beside: MeaningUnmerges},
		{of: MeaningUnmerges, guards: guards(GuardMerged, GuardOrphaned), opens: true, beside: MeaningMerges},
		{of: MeaningRelays, guards: guards(GuardParentAnswered), beside: MeaningMerges},
		{of: MeaningPassesOn, requires: fields("note|attachments"), guards: guards(GuardPassedOn), only: RoleTimer},
		{of: MeaningLeaves, only: RoleReporter},
		{of: MeaningTells},
	}
}

// fieldUse is what a field of a draft or a command means something by: by any action, if
// it says nothing, but for those that open a case, which take the fields of drafts.
type fieldUse struct {
	name  string
	by    Meaning
	draft bool
}

func fieldUses() []fieldUse {
	return []fieldUse{
		{name: "note"},
		{name: "title", by: MeaningEdits, draft: true},
		{name: "body", by: MeaningEdits, draft: true},
		{name: "class", by: MeaningClassifies},
		{name: "category", by: MeaningClassifies | MeaningEdits, draft: true},
		{name: "agency", by: gives | MeaningArchives, draft: true},
		{name: "main", by: MeaningAssigns},
		{name: "supporting", by: MeaningAssigns},
		{name: "attachments", draft: true},
		{name: "attributes", draft: true},
		{name: "disclosure", by: MeaningDiscloses | MeaningSeals},
		{name: "reason", by: MeaningArchives},
		{name: "days", by: MeaningExtends},
		{name: "rating", by: MeaningRates},
		{name: "parent", by: MeaningMerges},
		{name: "clock", by: MeaningEscalates},
		{name: "rung", by: MeaningEscalates},
		{name: "step", by: MeaningEscalates},
		{name: "draft", by: MeaningApproves},
		{name: "accused", by: MeaningAccuses | MeaningConfirmsAccusation | MeaningClearsAccusation, draft: true},
		{name: "place", by: MeaningOpens, draft: true},
		{name: "region", by: MeaningOpens, draft: true},
		{name: "event_date", by: MeaningOpens, draft: true},
		{name: "promise", draft: true},
		{name: recorded, by: MeaningClassifies},
	}
}

// fieldWords are the fields of drafts and commands that an action may take.
func fieldWords() (words []string) {
	for _, f := range fieldUses() {
		words = append(words, f.name)
	}
	return words
}

// means reports whether the field means something by an action.
func (f fieldUse) means(d *declared) bool {
	if d.does&MeaningOpens != 0 {
		return f.draft
	}
	return f.by == 0 || d.does&f.by != 0
}

// requires reports whether an action always states one of some fields.
func (d *declared) requires(fields string) bool {
	of := lifecycle.Alternatives(fields)
	return slices.ContainsFunc(d.Requires, func(r string) bool {
		return !slices.ContainsFunc(lifecycle.Alternatives(r), func(f string) bool { return !slices.Contains(of, f) })
	})
}

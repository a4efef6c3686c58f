package complaint

import "github.com/aduan-go/aduan/complaint/lifecycle"

// The states of the national lifecycle.
const (
	StateSubmitted  lifecycle.State = "submitted"
	StateSuspended  lifecycle.State = "suspended"
	StateForwarded  lifecycle.State = "forwarded"
	StateAssigned   lifecycle.State = "assigned"
	StateInProgress lifecycle.State = "in_progress"
	StateResponded  lifecycle.State = "responded"
	StateResolved   lifecycle.State = "resolved"
	StateArchived   lifecycle.State = "archived"
)

// The actions that mean something by their name, unless a definition declares them
// otherwise: what each does to the record and takes says [Vocabulary]. A definition
// gives actions of its own the same meanings ([Meaning]); one that nobody declares moves
// the state, works on clocks and leaves its note and files.
const (
	ActionSubmit   lifecycle.Action = "submit"
	ActionForward  lifecycle.Action = "forward"
	ActionSuspend  lifecycle.Action = "suspend"
	ActionComplete lifecycle.Action = "complete"
	ActionExpire   lifecycle.Action = "expire"
	ActionArchive  lifecycle.Action = "archive"
	ActionWithdraw lifecycle.Action = "withdraw"
	// ActionLeave ends the reporter's part in a case that goes on without them.
	ActionLeave      lifecycle.Action = "leave"
	ActionReturn     lifecycle.Action = "return"
	ActionAssign     lifecycle.Action = "assign"
	ActionHandle     lifecycle.Action = "handle"
	ActionHandBack   lifecycle.Action = "hand_back"
	ActionReassign   lifecycle.Action = "reassign"
	ActionTransfer   lifecycle.Action = "transfer"
	ActionReclassify lifecycle.Action = "reclassify"
	ActionEdit       lifecycle.Action = "edit"
	ActionAttach     lifecycle.Action = "attach"
	ActionNote       lifecycle.Action = "note"
	ActionDisclose   lifecycle.Action = "disclose"
	ActionSeal       lifecycle.Action = "seal"
	ActionFollowUp   lifecycle.Action = "follow_up"
	ActionDraft      lifecycle.Action = "draft"
	ActionApprove    lifecycle.Action = "approve"
	ActionRespond    lifecycle.Action = "respond"
	ActionReply      lifecycle.Action = "reply"
	ActionAccept     lifecycle.Action = "accept"
	ActionClose      lifecycle.Action = "close"
	ActionReopen     lifecycle.Action = "reopen"
	ActionExtend     lifecycle.Action = "extend"
	ActionEscalate   lifecycle.Action = "escalate"
	ActionMerge      lifecycle.Action = "merge"
	ActionUnmerge    lifecycle.Action = "unmerge"
	ActionRelay      lifecycle.Action = "relay"
	ActionPassOn     lifecycle.Action = "pass_on"

	ActionAccuse            lifecycle.Action = "accuse"
	ActionConfirmAccusation lifecycle.Action = "confirm_accusation"
	ActionClearAccusation   lifecycle.Action = "clear_accusation"
)

// ActionOpenIdentity is the entry that [Service.OpenIdentity] leaves. It is no
// action of any lifecycle and reserved: a definition cannot declare it.
const ActionOpenIdentity lifecycle.Action = "open_identity"

// ActionCorrectTime gives entries the instants that are right for them, after the
// clock of a server was wrong. It is reserved too, and exists in every lifecycle,
// whatever its edition: the national admin takes it from any state, and no state
// changes. Only an instant can be corrected that is evidently wrong: more than
// [ClockTolerance] after now or after a later entry. No entry may stand before
// another afterwards, and none in the future. What was recorded stays in the timeline.
const ActionCorrectTime lifecycle.Action = "correct_time"

// The roles. Each reaches the complaints said here; the definition says which
// actions it may take on them.
const (
	// RoleReporter is the person who reported (pelapor): their own cases.
	RoleReporter lifecycle.Role = "reporter"
	// RoleFieldOfficer enters reports on behalf of people who come in person
	// (petugas lapangan): opens cases, and reaches none afterwards.
	RoleFieldOfficer lifecycle.Role = "field_officer"
	// RoleNationalAdmin verifies and forwards (admin nasional): every case.
	RoleNationalAdmin lifecycle.Role = "national_admin"
	// RoleAgencyAdmin coordinates for an agency (admin instansi): the cases
	// that their agency holds.
	RoleAgencyAdmin lifecycle.Role = "agency_admin"
	// RoleUnitAdmin drafts answers (admin unit): the cases that their unit holds
	// or is assigned to.
	RoleUnitAdmin lifecycle.Role = "unit_admin"
	// RoleLiaisonOfficer approves and answers (pejabat penghubung): the cases
	// that their unit holds or is assigned to.
	RoleLiaisonOfficer lifecycle.Role = "liaison_officer"
	// RoleSuperior acts for a body above the holder (atasan): reads what an escalation told
	// that body of while the case is open, and leaves notes on it. Both are our decision.
	RoleSuperior lifecycle.Role = "superior"
	// RoleInspectorate oversees (inspektorat): reads supervisory cases in its
	// region, and open ones that were escalated to the inspectorate. Only reading is our decision.
	RoleInspectorate lifecycle.Role = "inspectorate"
	// RoleOmbudsman oversees from outside (Ombudsman): reads every case that is
	// not secret, and secret ones once they were escalated to it. Only reading
	// is our decision.
	RoleOmbudsman lifecycle.Role = "ombudsman"
	// RoleLocalCoordinator accompanies a region (koordinator lokal): reads the
	// cases of its region that are not secret. Only reading is our decision.
	RoleLocalCoordinator lifecycle.Role = "local_coordinator"
	// RoleTimer is the clockwork: every case.
	RoleTimer = lifecycle.Timer
)

// The clocks of the national lifecycle. What starts and stops them is in
// [National]; how long they run is the business of a deadline policy.
const (
	ClockVerification      lifecycle.ClockName = "verification"
	ClockFirstResponse     lifecycle.ClockName = "first_response"
	ClockFurtherAnswer     lifecycle.ClockName = "further_answer"
	ClockReply             lifecycle.ClockName = "reply"
	ClockResolution        lifecycle.ClockName = "resolution"
	ClockCompletion        lifecycle.ClockName = "completion"
	ClockStatutoryAnswer   lifecycle.ClockName = "statutory_answer"
	ClockStatutoryDecision lifecycle.ClockName = "statutory_decision"
	ClockOmbudsman         lifecycle.ClockName = "ombudsman"
)

// ClockPromised runs until an instant that somebody promised ([Promise]). No national
// action starts it.
const ClockPromised lifecycle.ClockName = "promised"

// The guards that definitions may need. A guard that concerns the command
// holds, where no command is given yet, if some command could satisfy it.
const (
	// GuardElapsed(clock): the clock has run out at this moment.
	GuardElapsed lifecycle.GuardName = "elapsed"
	// GuardRunning(clock): the clock is running, neither paused nor ended.
	GuardRunning lifecycle.GuardName = "running"
	// GuardBreachedClock: the clock that the command names has run out.
	GuardBreachedClock lifecycle.GuardName = "breached_clock"
	// GuardClockRuns: the clock that the command names is running.
	GuardClockRuns lifecycle.GuardName = "clock_runs"
	// GuardNotEscalated: this clock was not yet escalated to this rung.
	GuardNotEscalated lifecycle.GuardName = "not_escalated"
	// GuardNotEscalatedInRun: the present run of the clock was not escalated to this
	// rung yet. The timer alone goes on to further steps of one rung, one after the
	// other, as the ladder of a deadline policy says.
	GuardNotEscalatedInRun lifecycle.GuardName = "not_escalated_in_run"
	// GuardOtherClock(clock): the command names another clock than this one.
	GuardOtherClock lifecycle.GuardName = "other_clock"
	// GuardNothingOwed: no clock runs that the office owes; see [Lifecycle.Owes].
	GuardNothingOwed lifecycle.GuardName = "nothing_owed"
	// GuardDueAhead(clock): the clock is running, has a limit that an extension moves,
	// and has not run out: more time would be of use.
	GuardDueAhead lifecycle.GuardName = "due_ahead"
	// GuardReturnedFewerThan(n): fewer than n returns so far.
	GuardReturnedFewerThan lifecycle.GuardName = "returned_fewer_than"
	// GuardMovedFewerThan(n): since it was opened the case changed hands fewer than n times,
	// by all actions together that route, transfer or return it; or nobody knows who holds it
	// now (see [Moment.Holder]), and somebody has to.
	GuardMovedFewerThan lifecycle.GuardName = "moved_fewer_than"
	// GuardReopenedFewerThan(n): fewer than n reopenings so far.
	GuardReopenedFewerThan lifecycle.GuardName = "reopened_fewer_than"
	// GuardExtendedFewerThan(n): fewer than n extensions so far.
	GuardExtendedFewerThan lifecycle.GuardName = "extended_fewer_than"
	// GuardRunExtendedFewerThan(n): the present run of each clock that the action
	// extends was extended fewer than n times.
	GuardRunExtendedFewerThan lifecycle.GuardName = "run_extended_fewer_than"
	// GuardEnteredWithinDays(n): the present state was entered at most n times
	// 24 hours ago.
	GuardEnteredWithinDays lifecycle.GuardName = "entered_within_days"
	// GuardCoordinatorIsMain: the agency that coordinates is itself the main unit.
	GuardCoordinatorIsMain lifecycle.GuardName = "coordinator_is_main"
	// GuardMainUnit: the actor's unit is the main unit.
	GuardMainUnit lifecycle.GuardName = "main_unit"
	// GuardAssignedUnit: the actor's unit is the main or a supporting unit.
	GuardAssignedUnit lifecycle.GuardName = "assigned_unit"
	// GuardHasDraft: an answer was drafted and awaits approval; it is the one that
	// the command names, if it names one. Where GuardNamesDraft is asked for too, that
	// is left to it.
	GuardHasDraft lifecycle.GuardName = "has_draft"
	// GuardNotDrafter: the pending draft was written by somebody else.
	GuardNotDrafter lifecycle.GuardName = "not_drafter"
	// GuardNamesDraft: the command names the draft that awaits approval.
	GuardNamesDraft lifecycle.GuardName = "names_draft"
	// GuardOtherAgency: the command names another agency than the present one.
	GuardOtherAgency lifecycle.GuardName = "other_agency"
	// GuardHeld: it is known which agency holds the case; see [Moment.Holder]. What
	// nobody holds waits for the national admin.
	GuardHeld lifecycle.GuardName = "held"
	// GuardHolderUnknown: an agency got the case, and nobody knows who holds it now; see
	// [HolderError].
	GuardHolderUnknown lifecycle.GuardName = "holder_unknown"
	// GuardWidens: the command opens the disclosure further, and closes nothing.
	GuardWidens lifecycle.GuardName = "widens"
	// GuardNarrows: the command closes the disclosure further, and opens nothing.
	GuardNarrows lifecycle.GuardName = "narrows"
	// GuardStays: the reporter has not left the case ([MeaningLeaves]).
	GuardStays lifecycle.GuardName = "reporter_stays"
	// GuardSupervisory and GuardNotSupervisory: the class of the case means so, or not
	// ([MeansSupervisory]).
	GuardSupervisory    lifecycle.GuardName = "supervisory"
	GuardNotSupervisory lifecycle.GuardName = "not_supervisory"
	// GuardNamesCompetent: who archives for a reason such as out of scope
	// ([MeansNamesCompetent]) names the body that is competent, as agency or, if the directory does not have it, in the note.
	GuardNamesCompetent lifecycle.GuardName = "names_competent"
	// GuardMerged: the case was merged into another one.
	GuardMerged lifecycle.GuardName = "merged"
	// GuardOtherCase: the command names another case than this one.
	GuardOtherCase lifecycle.GuardName = "other_case"
	// GuardNotAccused: the report does not accuse the bodies that the command names.
	GuardNotAccused lifecycle.GuardName = "not_accused"
	// GuardAccused: the report accuses the bodies that the command names.
	GuardAccused lifecycle.GuardName = "accused"
	// GuardUnconfirmed: it does, and that is not confirmed yet.
	GuardUnconfirmed lifecycle.GuardName = "unconfirmed"
	// GuardOrphaned: the case was merged into one that ended without an answer.
	GuardOrphaned lifecycle.GuardName = "orphaned"
	// GuardParentAnswered: the case was merged into one that was answered, and
	// [MeaningRelays] has not said so yet.
	GuardParentAnswered lifecycle.GuardName = "parent_answered"
	// GuardParentOpen: the case was merged into one that has not ended, and the one at the
	// end of the chain takes what the action adds.
	GuardParentOpen lifecycle.GuardName = "parent_open"
	// GuardPassedOn: what was written on a case that was merged into this one is being
	// passed on.
	GuardPassedOn lifecycle.GuardName = "passed_on"
)

// Vocabulary returns what a definition may speak of in this package: all
// roles, guards and clocks above, with what they are called, the meanings and fields of
// actions, what the actions above mean, and the words of [NationalWords] for a definition
// that declares none. [Extensions] add to it.
func Vocabulary() lifecycle.Vocabulary {
	v := lifecycle.Vocabulary{
		Clocks: []lifecycle.ClockName{
			ClockVerification, ClockFirstResponse, ClockFurtherAnswer, ClockReply, ClockResolution,
			ClockCompletion, ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman, ClockPromised,
		},
		Meanings: meaningWords(), Fields: fieldWords(), Actions: actionInfos(),
		Words: NationalWords(),
		Texts: texts(),
	}
	for _, r := range roles() {
		v.Roles = append(v.Roles, r.role)
	}
	for _, g := range guards() {
		v.Guards = append(v.Guards, g.Guard)
	}
	return v
}

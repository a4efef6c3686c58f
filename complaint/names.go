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

// The actions that have a meaning of their own: besides moving the state they
// write to the record what [Command] says of them. Any other action that a
// definition names moves the state, works on clocks and leaves its note.
const (
	ActionSubmit     lifecycle.Action = "submit"
	ActionForward    lifecycle.Action = "forward"
	ActionSuspend    lifecycle.Action = "suspend"
	ActionComplete   lifecycle.Action = "complete"
	ActionExpire     lifecycle.Action = "expire"
	ActionArchive    lifecycle.Action = "archive"
	ActionWithdraw   lifecycle.Action = "withdraw"
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
)

// ActionOpenIdentity is the entry that [Service.OpenIdentity] leaves. It is no
// action of any lifecycle and reserved: a definition cannot declare it.
const ActionOpenIdentity lifecycle.Action = "open_identity"

// The roles. Each reaches the complaints said here; the definition says which
// actions it may take on them.
const (
	// RoleReporter is the person who reported (pelapor): his own cases.
	RoleReporter lifecycle.Role = "reporter"
	// RoleFieldOfficer enters reports on behalf of people who come in person
	// (petugas lapangan): opens cases, and reaches none afterwards.
	RoleFieldOfficer lifecycle.Role = "field_officer"
	// RoleNationalAdmin verifies and forwards (admin nasional): every case.
	RoleNationalAdmin lifecycle.Role = "national_admin"
	// RoleAgencyAdmin coordinates for an agency (admin instansi): the cases
	// that his agency holds.
	RoleAgencyAdmin lifecycle.Role = "agency_admin"
	// RoleUnitAdmin drafts answers (admin unit): the cases that his unit holds
	// or is assigned to.
	RoleUnitAdmin lifecycle.Role = "unit_admin"
	// RoleLiaisonOfficer approves and answers (pejabat penghubung): the cases
	// that his unit holds or is assigned to.
	RoleLiaisonOfficer lifecycle.Role = "liaison_officer"
	// RoleInspectorate oversees (inspektorat): reads supervisory cases in its
	// region. Only reading is our decision.
	RoleInspectorate lifecycle.Role = "inspectorate"
	// RoleOmbudsman oversees from outside (Ombudsman): reads every case that is
	// not secret, and secret ones once they were escalated to it. Only reading
	// is our decision.
	RoleOmbudsman lifecycle.Role = "ombudsman"
	// RoleLocalCoordinator accompanies a region (koordinator daerah): reads the
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

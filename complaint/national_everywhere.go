package complaint

import (
	"slices"

	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// everywhere is what is possible in every open state.
func (r NationalRules) everywhere() []lc.Transition {
	open := from(lc.AnyOpen)
	staff := lc.By(RoleNationalAdmin, RoleAgencyAdmin, RoleUnitAdmin, RoleLiaisonOfficer)
	return []lc.Transition{
		{Action: ActionWithdraw, From: open, To: lc.To(StateArchived), By: reporter(), Needs: []lc.Need{need(GuardNotSupervisory)}},
		// Leaving ends the reporter's part; what waits for them goes back to the office.
		{
			Action: ActionLeave, From: from(StateSubmitted, StateForwarded, StateAssigned, StateInProgress, StateResponded), To: lc.Same(),
			By: reporter(), Needs: []lc.Need{need(GuardSupervisory)},
		},
		{
			Action: ActionLeave, From: from(StateSuspended), To: lc.Back(StateSubmitted, StateForwarded, StateAssigned, StateInProgress),
			By: reporter(), Needs: []lc.Need{need(GuardSupervisory)},
			Clocks: []lc.Effect{lc.Stop.On(ClockCompletion), lc.Resume.All()},
		},
		{Action: ActionEdit, From: open, To: lc.Same(), By: lc.By(RoleNationalAdmin, RoleAgencyAdmin)},
		{Action: ActionAttach, From: unanswered(), To: lc.Same(), By: reporter(staff...)},
		reply(ActionAttach),
		// Whom an escalation told tells the office what they expect of it.
		{Action: ActionNote, From: open, To: lc.Same(), By: slices.Concat(staff, lc.By(RoleSuperior))},
		{Action: ActionDisclose, From: open, To: lc.Same(), By: reporter(), Needs: []lc.Need{need(GuardWidens)}},
		{Action: ActionSeal, From: open, To: lc.Same(), By: lc.By(RoleReporter, RoleNationalAdmin), Needs: []lc.Need{need(GuardNarrows)}},
		{
			// Nobody escalates a clock that waits for themselves; what no agency holds waits
			// for the national admin.
			Action: ActionEscalate, From: open, To: lc.Same(), By: []lc.Permit{
				permit(RoleTimer),
				{Role: RoleReporter, Needs: []lc.Need{need(GuardStays), with(GuardOtherClock, ClockReply), with(GuardOtherClock, ClockCompletion)}},
				{Role: RoleNationalAdmin, Needs: []lc.Need{need(GuardHeld), with(GuardOtherClock, ClockVerification)}},
			},
			Needs: []lc.Need{need(GuardBreachedClock), need(GuardNotEscalatedInRun)},
		},
	}
}

// unanswered is every open state but the one in which the case waits for the reporter
// to say whether the answer will do.
func unanswered() []lc.State {
	return from(StateSubmitted, StateSuspended, StateForwarded, StateAssigned, StateInProgress)
}

// afterTheEnd is what is possible in final states: no state and no clock changes,
// and nothing widens.
func (r NationalRules) afterTheEnd() []lc.Transition {
	final := from(StateResolved, StateArchived)
	return []lc.Transition{
		{Action: ActionEdit, From: final, To: lc.Same(), By: lc.By(RoleNationalAdmin)},
		{Action: ActionNote, From: final, To: lc.Same(), By: lc.By(RoleNationalAdmin, RoleAgencyAdmin)},
		{Action: ActionSeal, From: final, To: lc.Same(), By: lc.By(RoleReporter, RoleNationalAdmin), Needs: []lc.Need{need(GuardNarrows)}},
	}
}

// reporter permits the reporter, unless they have left the case, and others. To seal it
// they keep the right: what a report says of them does not end with their part in it.
func reporter(others ...lc.Permit) []lc.Permit {
	return append([]lc.Permit{permit(RoleReporter, GuardStays)}, others...)
}

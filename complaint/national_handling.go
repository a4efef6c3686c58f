package complaint

import lc "github.com/aduan-go/aduan/complaint/lifecycle"

// handling is the work of the agency and the answer.
func (r NationalRules) handling() []lc.Transition {
	working := from(StateAssigned, StateInProgress)
	held := from(StateForwarded, StateAssigned, StateInProgress)
	answerers := []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit), permit(RoleAgencyAdmin, GuardCoordinatorIsMain)}
	answered := []lc.Effect{
		lc.Stop.On(ClockFirstResponse, ClockResolution, ClockFurtherAnswer, ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman),
		lc.Start.On(ClockReply),
	}
	followUp := lc.Transition{
		Action: ActionFollowUp, From: working, To: lc.To(StateInProgress), By: answerers,
		Clocks: []lc.Effect{lc.Stop.On(ClockFirstResponse, ClockStatutoryAnswer, ClockOmbudsman)},
	}
	if r.FollowUpAnswers {
		followUp.To, followUp.Clocks = lc.To(StateResponded), answered
	}
	return []lc.Transition{
		{Action: ActionAssign, From: from(StateForwarded), To: lc.To(StateAssigned), By: lc.By(RoleAgencyAdmin)},
		{Action: ActionHandle, From: from(StateForwarded), To: lc.To(StateInProgress), By: lc.By(RoleAgencyAdmin)},
		{Action: ActionHandBack, From: from(StateAssigned), To: lc.To(StateForwarded), By: []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit)}},
		{Action: ActionReassign, From: working, To: lc.Same(), By: lc.By(RoleAgencyAdmin)},
		{
			Action: ActionTransfer, From: held, To: lc.To(StateForwarded), By: agencyToo(r.AgencyMayTransfer), Needs: r.moved(need(GuardOtherAgency)),
			Clocks: []lc.Effect{lc.Start.On(ClockFirstResponse)},
		},
		{
			// What nobody holds does not wait for the reporter.
			Action: ActionTransfer, From: from(StateSuspended), To: lc.To(StateForwarded), By: lc.By(RoleNationalAdmin), Needs: []lc.Need{need(GuardHolderUnknown), need(GuardOtherAgency)},
			Clocks: []lc.Effect{lc.Stop.On(ClockCompletion), lc.Resume.All(), lc.Start.On(ClockFirstResponse)},
		},
		{
			Action: ActionReclassify, From: held, To: lc.Same(), By: agencyToo(r.AgencyMayReclassify),
			Clocks: []lc.Effect{lc.Recompute.On(ClockResolution)},
		},
		followUp,
		{Action: ActionDraft, From: working, To: lc.Same(), By: []lc.Permit{permit(RoleUnitAdmin, GuardAssignedUnit)}},
		{
			Action: ActionApprove, From: working, To: lc.To(StateResponded), By: []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit)},
			Needs: []lc.Need{need(GuardHasDraft), need(GuardNamesDraft)}, Clocks: answered,
		},
		{Action: ActionRespond, From: working, To: lc.To(StateResponded), By: answerers, Clocks: answered},
		reply(ActionReply),
		{Action: ActionAccept, From: from(StateResponded), To: lc.To(StateResolved), By: reporter(), Clocks: []lc.Effect{lc.Stop.On(ClockReply)}},
		{Action: ActionClose, From: from(StateResponded), To: lc.To(StateResolved), By: lc.By(RoleTimer), Needs: []lc.Need{with(GuardElapsed, ClockReply), need(GuardNothingOwed)}},
		{
			Action: ActionReopen, From: from(StateResolved), To: lc.To(StateInProgress), Needs: []lc.Need{with(GuardReopenedFewerThan, r.Reopenings)},
			By:     []lc.Permit{{Role: RoleReporter, Needs: []lc.Need{need(GuardStays), with(GuardEnteredWithinDays, r.ReopenDays)}}, permit(RoleNationalAdmin)},
			Clocks: []lc.Effect{lc.Start.On(ClockResolution)},
		},
		{
			Action: ActionExtend, From: held, To: lc.Same(), By: lc.By(RoleAgencyAdmin), Needs: []lc.Need{with(GuardDueAhead, ClockResolution), with(GuardRunExtendedFewerThan, r.Extensions)},
			Clocks: []lc.Effect{lc.Extend.On(ClockResolution)},
		},
	}
}

// reply is the action of whoever may reply, for the reporter or themselves. What staff
// file themselves is a note.
func reply(a lc.Action) lc.Transition {
	return asReply(lc.Transition{Action: a, By: reporter(lc.By(RoleNationalAdmin, RoleAgencyAdmin)...)})
}

// asReply is what an action does that counts as the reporter's reply, whoever enters it
// for them: whatever they add while the case waits for them.
func asReply(t lc.Transition) lc.Transition {
	t.From, t.To = from(StateResponded), lc.To(StateInProgress)
	t.Clocks = []lc.Effect{lc.Stop.On(ClockReply), lc.Start.On(ClockFurtherAnswer)}
	return t
}

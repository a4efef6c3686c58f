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
	return []lc.Transition{
		{Action: ActionAssign, From: from(StateForwarded), To: lc.To(StateAssigned), By: lc.By(RoleAgencyAdmin)},
		{Action: ActionHandle, From: from(StateForwarded), To: lc.To(StateInProgress), By: lc.By(RoleAgencyAdmin)},
		{Action: ActionHandBack, From: from(StateAssigned), To: lc.To(StateForwarded), By: []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit)}},
		{Action: ActionReassign, From: working, To: lc.Same(), By: lc.By(RoleAgencyAdmin)},
		{
			Action: ActionTransfer, From: held, To: lc.To(StateForwarded), By: agencyToo(r.AgencyMayTransfer), Needs: []lc.Need{need(GuardOtherAgency)},
			Clocks: []lc.Effect{lc.Start.On(ClockFirstResponse)},
		},
		{
			Action: ActionReclassify, From: held, To: lc.Same(), By: agencyToo(r.AgencyMayReclassify),
			Clocks: []lc.Effect{lc.Recompute.On(ClockResolution)},
		},
		{
			Action: ActionFollowUp, From: working, To: lc.To(StateInProgress), By: answerers,
			Clocks: []lc.Effect{lc.Stop.On(ClockFirstResponse, ClockStatutoryAnswer, ClockOmbudsman)},
		},
		{Action: ActionDraft, From: working, To: lc.Same(), By: []lc.Permit{permit(RoleUnitAdmin, GuardAssignedUnit)}},
		{
			Action: ActionApprove, From: working, To: lc.To(StateResponded), By: []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit)},
			Needs: []lc.Need{need(GuardHasDraft), need(GuardNamesDraft), need(GuardNotDrafter)}, Clocks: answered,
		},
		{Action: ActionRespond, From: working, To: lc.To(StateResponded), By: answerers, Clocks: answered},
		{
			Action: ActionReply, From: from(StateResponded), To: lc.To(StateInProgress), By: lc.By(RoleReporter, RoleNationalAdmin, RoleAgencyAdmin),
			Clocks: []lc.Effect{lc.Stop.On(ClockReply), lc.Start.On(ClockFurtherAnswer)},
		},
		{Action: ActionAccept, From: from(StateResponded), To: lc.To(StateResolved), By: lc.By(RoleReporter), Clocks: []lc.Effect{lc.Stop.On(ClockReply)}},
		{Action: ActionClose, From: from(StateResponded), To: lc.To(StateResolved), By: lc.By(RoleTimer), Needs: []lc.Need{with(GuardElapsed, ClockReply)}},
		{
			Action: ActionReopen, From: from(StateResolved), To: lc.To(StateInProgress), Needs: []lc.Need{with(GuardReopenedFewerThan, r.Reopenings)},
			By:     []lc.Permit{{Role: RoleReporter, Needs: []lc.Need{with(GuardEnteredWithinDays, r.ReopenDays)}}, permit(RoleNationalAdmin)},
			Clocks: []lc.Effect{lc.Start.On(ClockResolution)},
		},
		{
			Action: ActionExtend, From: held, To: lc.Same(), By: lc.By(RoleAgencyAdmin), Needs: []lc.Need{with(GuardRunning, ClockResolution), with(GuardExtendedFewerThan, r.Extensions)},
			Clocks: []lc.Effect{lc.Extend.On(ClockResolution)},
		},
	}
}

package complaint

import lc "github.com/aduan-go/aduan/complaint/lifecycle"

// first is edition 1 of the national lifecycle, under which stored cases go on. It
// is released: not a byte of it changes, see [NationalEdition].
type first NationalRules

func (r first) transitions() []lc.Transition {
	return append(r.verification(), append(r.handling(), r.everywhere()...)...)
}

func (first) states() []lc.StateInfo {
	return []lc.StateInfo{
		{State: StateSubmitted, Owner: RoleNationalAdmin},
		{State: StateSuspended, Waiting: true, Owner: RoleReporter},
		{State: StateForwarded, Owner: RoleAgencyAdmin},
		{State: StateAssigned, Owner: RoleLiaisonOfficer},
		{State: StateInProgress, Owner: RoleLiaisonOfficer},
		{State: StateResponded, Waiting: true, Owner: RoleReporter},
		{State: StateResolved, Final: true, Exits: []lc.Action{ActionReopen}},
		{State: StateArchived, Final: true, Exits: []lc.Action{ActionUnmerge}},
	}
}

// verification is the part before an agency works on the case.
func (r first) verification() []lc.Transition {
	return []lc.Transition{
		{
			Action: ActionSubmit, From: from(lc.New), To: lc.To(StateSubmitted), By: lc.By(RoleReporter, RoleFieldOfficer),
			Clocks: []lc.Effect{lc.Start.On(ClockVerification, ClockStatutoryAnswer)},
		},
		{
			Action: ActionForward, From: from(StateSubmitted), To: lc.To(StateForwarded), By: lc.By(RoleNationalAdmin),
			Clocks: []lc.Effect{
				lc.Stop.On(ClockVerification), lc.Start.On(ClockFirstResponse),
				lc.StartOnce.On(ClockResolution, ClockStatutoryDecision, ClockOmbudsman),
			},
		},
		{
			Action: ActionSuspend, From: from(StateSubmitted, StateForwarded, StateAssigned, StateInProgress), To: lc.To(StateSuspended),
			By:     append(lc.By(RoleNationalAdmin, RoleAgencyAdmin), permit(RoleLiaisonOfficer, GuardMainUnit)),
			Clocks: []lc.Effect{lc.Pause.AllExcept(ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman), lc.Start.On(ClockCompletion)},
		},
		{
			Action: ActionComplete, From: from(StateSuspended), To: lc.Back(StateSubmitted, StateForwarded, StateAssigned, StateInProgress), By: lc.By(RoleReporter),
			Clocks: []lc.Effect{lc.Stop.On(ClockCompletion), lc.Resume.All(), lc.Restart.On(ClockStatutoryDecision)},
		},
		{
			Action: ActionExpire, From: from(StateSuspended), To: lc.To(StateArchived), By: lc.By(RoleTimer),
			Needs: []lc.Need{with(GuardElapsed, ClockCompletion)},
		},
		{
			Action: ActionArchive, From: from(StateSubmitted, StateForwarded), To: lc.To(StateArchived),
			By: agencyToo(r.AgencyMayArchive),
		},
		{
			Action: ActionReturn, From: from(StateForwarded), To: lc.To(StateSubmitted), By: lc.By(RoleAgencyAdmin), Needs: []lc.Need{with(GuardReturnedFewerThan, r.Returns)},
			Clocks: []lc.Effect{lc.Supersede.On(ClockFirstResponse), lc.Start.On(ClockVerification)},
		},
	}
}

// handling is the work of the agency and the answer.
func (r first) handling() []lc.Transition {
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
			Needs: []lc.Need{need(GuardHasDraft), need(GuardNotDrafter)}, Clocks: answered,
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

// everywhere is what is possible in every open state, and the way back from a
// merge.
func (r first) everywhere() []lc.Transition {
	open := from(lc.AnyOpen)
	staff := lc.By(RoleNationalAdmin, RoleAgencyAdmin, RoleUnitAdmin, RoleLiaisonOfficer)
	return []lc.Transition{
		{Action: ActionWithdraw, From: open, To: lc.To(StateArchived), By: lc.By(RoleReporter)},
		{Action: ActionEdit, From: open, To: lc.Same(), By: lc.By(RoleNationalAdmin, RoleAgencyAdmin)},
		{Action: ActionAttach, From: open, To: lc.Same(), By: append(lc.By(RoleReporter), staff...)},
		{Action: ActionNote, From: open, To: lc.Same(), By: staff},
		{Action: ActionDisclose, From: open, To: lc.Same(), By: lc.By(RoleReporter), Needs: []lc.Need{need(GuardWidens)}},
		{Action: ActionSeal, From: open, To: lc.Same(), By: lc.By(RoleReporter, RoleNationalAdmin), Needs: []lc.Need{need(GuardNarrows)}},
		{
			Action: ActionEscalate, From: open, To: lc.Same(), By: lc.By(RoleTimer, RoleReporter, RoleNationalAdmin),
			Needs: []lc.Need{need(GuardBreachedClock), need(GuardNotEscalated)},
		},
		{
			Action: ActionMerge, From: open, To: lc.To(StateArchived), By: lc.By(RoleNationalAdmin, RoleAgencyAdmin), Needs: []lc.Need{need(GuardOtherCase)},
			Clocks: []lc.Effect{lc.Pause.All()},
		},
		{
			Action: ActionUnmerge, From: from(StateArchived), To: lc.Back(lc.AnyOpen), By: lc.By(RoleNationalAdmin), Needs: []lc.Need{need(GuardMerged)},
			Clocks: []lc.Effect{lc.Resume.All()},
		},
	}
}

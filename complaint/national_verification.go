package complaint

import lc "github.com/aduan-go/aduan/complaint/lifecycle"

// verification is the part before an agency works on the case.
func (r NationalRules) verification() []lc.Transition {
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
			Needs:  []lc.Need{need(GuardStays)},
			Clocks: []lc.Effect{lc.Pause.AllExcept(ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman), lc.Start.On(ClockCompletion)},
		},
		{
			Action: ActionComplete, From: from(StateSuspended), To: lc.Back(StateSubmitted, StateForwarded, StateAssigned, StateInProgress), By: reporter(),
			Clocks: []lc.Effect{lc.Stop.On(ClockCompletion), lc.Resume.All(), lc.Restart.On(ClockStatutoryDecision)},
		},
		{
			Action: ActionExpire, From: from(StateSuspended), To: lc.To(StateArchived), By: lc.By(RoleTimer),
			Needs: []lc.Need{with(GuardElapsed, ClockCompletion)},
		},
		{
			Action: ActionArchive, From: from(StateSubmitted, StateForwarded), To: lc.To(StateArchived),
			By: agencyToo(r.AgencyMayArchive), Needs: []lc.Need{need(GuardNamesCompetent)},
		},
		{
			Action: ActionReturn, From: from(StateForwarded), To: lc.To(StateSubmitted), By: lc.By(RoleAgencyAdmin), Needs: r.moved(with(GuardReturnedFewerThan, r.Returns)),
			Clocks: []lc.Effect{lc.Supersede.On(ClockFirstResponse), lc.Start.On(ClockVerification)},
		},
	}
}

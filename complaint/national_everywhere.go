package complaint

import lc "github.com/aduan-go/aduan/complaint/lifecycle"

// everywhere is what is possible in every open state, and the way back from a
// merge.
func (r NationalRules) everywhere() []lc.Transition {
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

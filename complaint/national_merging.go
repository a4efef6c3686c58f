package complaint

import lc "github.com/aduan-go/aduan/complaint/lifecycle"

// merging is how cases are joined, what a merged case still takes, and its way
// back. What the law gives a reporter runs on until the answer reaches them, and is
// escalated meanwhile; what stands still is not.
func merging() []lc.Transition {
	byLaw := []lc.ClockName{ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman}
	merged, timer := from(StateArchived), lc.By(RoleTimer)
	passOn := lc.Transition{Action: ActionPassOn, From: unanswered(), To: lc.Same(), By: timer, Needs: []lc.Need{need(GuardPassedOn)}}
	return []lc.Transition{
		{
			Action: ActionMerge, From: from(lc.AnyOpen), To: lc.To(StateArchived), By: lc.By(RoleNationalAdmin, RoleAgencyAdmin), Needs: []lc.Need{need(GuardOtherCase)},
			Clocks: []lc.Effect{lc.Pause.AllExcept(byLaw...), lc.Keep.On(byLaw...)},
		},
		{
			Action: ActionUnmerge, From: merged, To: lc.Back(lc.AnyOpen), By: []lc.Permit{permit(RoleNationalAdmin), permit(RoleTimer, GuardOrphaned)}, Needs: []lc.Need{need(GuardMerged)},
			Clocks: []lc.Effect{lc.Resume.All()},
		},
		{Action: ActionRelay, From: merged, To: lc.Same(), By: timer, Needs: []lc.Need{need(GuardParentAnswered)}, Clocks: []lc.Effect{lc.Stop.On(byLaw...)}},
		{
			Action: ActionEscalate, From: merged, To: lc.Same(), By: reporter(lc.By(RoleTimer, RoleNationalAdmin)...),
			Needs: []lc.Need{need(GuardBreachedClock), need(GuardClockRuns), need(GuardNotEscalatedInRun)},
		},
		{Action: ActionReply, From: merged, To: lc.Same(), By: reporter(), Needs: []lc.Need{need(GuardParentOpen)}},
		{Action: ActionAttach, From: merged, To: lc.Same(), By: reporter(), Needs: []lc.Need{need(GuardParentOpen)}},
		passOn, asReply(passOn),
	}
}

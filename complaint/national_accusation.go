package complaint

import lc "github.com/aduan-go/aduan/complaint/lifecycle"

// accusations is who says that a body is accused and who lifts that. It narrows at
// once; only a supervisory case is one in which it can be confirmed. To say it while
// the case waits for the reporter is a reply: the office has to go on.
func accusations() []lc.Transition {
	open := from(lc.AnyOpen)
	accuse := lc.Transition{
		Action: ActionAccuse, From: unanswered(), To: lc.Same(), By: reporter(permit(RoleNationalAdmin)), Needs: []lc.Need{need(GuardNotAccused)},
	}
	return []lc.Transition{
		accuse, asReply(accuse),
		{
			Action: ActionConfirmAccusation, From: open, To: lc.Same(), By: lc.By(RoleNationalAdmin),
			Needs: []lc.Need{need(GuardSupervisory), need(GuardUnconfirmed)},
		},
		{Action: ActionClearAccusation, From: open, To: lc.Same(), By: lc.By(RoleNationalAdmin), Needs: []lc.Need{need(GuardAccused)}},
	}
}

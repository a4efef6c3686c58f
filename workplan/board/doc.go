// Package board models the meetings of a project board (rapat dewan proyek):
// who took part for whom and in which role, the agenda, the decisions by which
// plans, editions and carry-overs stand or fall, and the action items with
// owner and due date.
//
// A [Meeting] says what happened in one meeting and nothing that happened
// later: whether an action item is done is told by the meeting that looked at
// it ([Review]), so what is open is computed over all meetings, by [Items].
// When the minutes are signed the meeting never changes again; see
// [Meeting.Follows].
//
//	meetings, err := board.FromStore(ctx, store, "sp4n")
//	for _, item := range board.Items(meetings, asOf) {
//		fmt.Println(item.Text.In(aduan.English()), item.Status.In(aduan.English()), item.Late)
//	}
//	findings := board.Unapproved(plan, meetings, rules, quorum) // changes without their decision
//	missing := quorum.Missing(meeting)                          // who was not there
//	text := meeting.Markdown(aduan.Indonesian(), quorum, meetings, nil)
//
// One worked paragraph. In meeting 5 the board approves carrying four lagging
// activities over into the plan of 2021. The decision "pb5/d2" names the plan,
// the edition of it in which the activities are closed, and the plan that takes
// them over. The step by which that edition takes force refers to "pb5/d2"; if
// it referred to nothing, or to a decision that approves something else, or if
// the meeting had no quorum, [Unapproved] would list it with the reason.
//
// This package imports workplan, never the reverse: a plan knows the
// [workplan.DecisionID] of a decision and nothing of meetings.
package board

package deadline_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
)

// What the law gives the reporter of a merged case is escalated when it is breached, step
// by step, by the timer and by whoever may, until the parent is answered; what the merge
// paused is not. When all is done, the case says for what it waits.
func TestMergedClocksByLawAreEscalated(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	d := openDesk(t, l, deadlines)
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: badung}
	forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung}
	begin := zoned(t, "2020-10-26 09:00")
	parent, child := d.submitted(begin), d.submitted(begin)
	d.do(child, admin, forward)
	d.do(child, admin, complaint.Command{Action: complaint.ActionMerge, Parent: parent})
	escalated := map[complaint.Escalation]bool{}
	for day := range 120 {
		d.set(begin.AddDate(0, 0, day))
		d.sweep()
		c := d.get(child)
		out, err := deadlines.Judge(l, c, begin.AddDate(0, 0, day))
		require.NoError(t, err)
		require.False(t, out.Next.IsZero() && len(out.Waits) == 0, "looked at again, or named")
		require.Equal(t, out.Next, c.NextDue)
		for _, e := range c.Escalations {
			escalated[e] = true
			require.Contains(t, []any{complaint.ClockStatutoryAnswer, complaint.ClockStatutoryDecision, complaint.ClockOmbudsman}, e.Clock, "what runs")
		}
	}
	require.Contains(t, escalated, complaint.Escalation{Clock: complaint.ClockOmbudsman, Rung: complaint.RungOmbudsman})
	require.Len(t, d.get(child).Escalations, len(escalated), "once each")
	reporter := complaint.Actor{ID: "putu", Role: complaint.RoleReporter}
	mine := complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockStatutoryAnswer, Rung: complaint.RungInspectorate}
	d.do(child, reporter, mine)
	_, err := d.svc.Do(context.Background(), reporter, child, complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockFirstResponse, Rung: complaint.RungInspectorate})
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "what stands still")

	d.do(parent, admin, forward)
	d.do(parent, head, complaint.Command{Action: complaint.ActionHandle})
	d.do(parent, head, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	d.sweep()
	require.False(t, l.Watched(d.get(child)))
	mine.Rung = complaint.RungSuperior
	mine.Clock = complaint.ClockStatutoryDecision
	_, err = d.svc.Do(context.Background(), reporter, child, mine)
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "the answer reached them")
	d.set(begin.AddDate(0, 9, 0))
	d.sweep()
	require.Equal(t, complaint.StateArchived, d.get(child).State)
}

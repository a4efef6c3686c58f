package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
)

// What the law gives the reporter of a merged case runs on, is breached in its time,
// and stops when the parent is answered; the timer does not look at it for ever.
func TestMergedClocksByLaw(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	d := openDesk(t, l, deadlines)
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: badung}
	forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung}
	begin := zoned(t, "2020-10-26 09:00")
	parent, child := d.submitted(begin), d.submitted(begin)
	d.do(child, admin, forward)
	before, err := deadlines.Readings(l, d.get(child), begin)
	require.NoError(t, err)
	d.do(child, admin, complaint.Command{Action: complaint.ActionMerge, Parent: parent})
	due := map[string]time.Time{}
	for _, r := range before {
		due[string(r.Clock)] = r.Due
	}
	d.set(begin.AddDate(0, 0, 70))
	for range 3 {
		d.sweep()
	}
	d.set(begin.AddDate(0, 0, 71))
	require.Empty(t, d.sweep().Failed)
	require.True(t, d.get(child).NextDue.IsZero() || d.get(child).NextDue.After(begin.AddDate(0, 0, 71)), "due at %v", d.get(child).NextDue)

	d.do(parent, admin, forward)
	d.do(parent, head, complaint.Command{Action: complaint.ActionHandle})
	d.do(parent, head, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	d.sweep()
	after, err := deadlines.Readings(l, d.get(child), begin.AddDate(0, 0, 80))
	require.NoError(t, err)
	for _, r := range after {
		if r.Clock == complaint.ClockStatutoryDecision || r.Clock == complaint.ClockOmbudsman {
			require.False(t, r.Stopped.IsZero(), "%s", r.Clock)
			require.Equal(t, due[string(r.Clock)], r.Due, "%s is due as never paused", r.Clock)
			require.False(t, r.BreachedAt.IsZero(), "and breached when it was due")
		}
	}
}

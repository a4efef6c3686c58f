package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

// A file that the reporter sends while the office waits for them does not complete the
// report, and their view says what does.
func TestAFileAloneCompletesNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	mine := func() complaint.ReporterView {
		v, err := d.Mine(t.Context(), byReporter(), id)
		require.NoError(t, err)
		return v
	}
	require.Zero(t, mine().Missing)
	d.do(byNational(), id, complaint.Command{Action: complaint.ActionSuspend, Note: "Di mana?"})
	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionAttach, Attachments: photograph()})
	v := mine()
	require.Equal(t, complaint.StateSuspended, v.Status.State)
	require.Equal(t, `the office waits for what it asked for; choose "Complete" once that is complete, because a file alone does not end the wait`, v.Missing.In(aduan.English()))
	require.Contains(t, v.Missing.In(aduan.Indonesian()), "menunggu kelengkapan")
	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionComplete})
	require.Equal(t, complaint.StateSubmitted, mine().Status.State)
	require.Zero(t, mine().Missing)
}

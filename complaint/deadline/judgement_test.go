package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// wander lets a case take random steps from an instant on.
func wander(t *rapid.T, l *complaint.Lifecycle, c *complaint.Complaint) *complaint.Complaint {
	at := c.UpdatedAt()
	for range rapid.IntRange(0, 12).Draw(t, "steps") {
		at = at.Add(time.Duration(rapid.IntRange(0, 8*24*60).Draw(t, "minutes")) * time.Minute)
		c = takeStep(t, l, c, at)
	}
	return c
}

// takeStep takes one of the steps that are possible, the case as it is if none is.
func takeStep(t *rapid.T, l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) *complaint.Complaint {
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: c.Agency}
	liaison := complaint.Actor{ID: "liaison", Role: complaint.RoleLiaisonOfficer, Agency: c.Main}
	reporter := complaint.Actor{ID: c.Reporter.String(), Role: complaint.RoleReporter}
	to := rapid.SampledFrom([]agency.ID{badung, jayapura}).Draw(t, "agency")
	class := rapid.SampledFrom(l.Classes()).Draw(t, "class")
	steps := []struct {
		by  complaint.Actor
		cmd complaint.Command
	}{
		{admin, complaint.Command{Action: complaint.ActionForward, Class: class, Agency: to}},
		{head, complaint.Command{Action: complaint.ActionAssign, Main: works}},
		{liaison, complaint.Command{Action: complaint.ActionFollowUp, Note: "x"}},
		{liaison, complaint.Command{Action: complaint.ActionRespond, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionReply, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionAccept, Rating: 5}},
		{admin, complaint.Command{Action: complaint.ActionReopen, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionSuspend, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionComplete}},
		{head, complaint.Command{Action: complaint.ActionReturn, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionTransfer, Agency: to, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionReclassify, Class: class, Note: "x"}},
		{head, complaint.Command{Action: complaint.ActionExtend, Days: 3, Note: "x"}},
	}
	first := rapid.IntRange(0, len(steps)-1).Draw(t, "first")
	for i := range steps {
		s := steps[(first+i)%len(steps)]
		if next, err := l.Apply(c, s.by, s.cmd, complaint.Moment{Now: at}); err == nil {
			next.Version = c.Version + 1
			return next
		}
	}
	return c
}

// Between a moment and the next at which a sweep looks again nothing runs out
// and nothing is to be escalated; and at that moment something is.
func TestNextIsWhenSomethingHappens(t *testing.T) {
	t.Parallel()
	l, d := national(t), sp4n(t)
	begun := tell(t, l, nil, "2021-10-01 09:00 submit")
	begun.Policy = d.Policy(begun.SubmittedAt())
	// Nothing became known between 22 September 2021 and 7 April 2022.
	end := zoned(t, "2022-04-06 00:00")
	rapid.Check(t, func(r *rapid.T) {
		c := wander(r, l, begun)
		at := c.UpdatedAt().Add(time.Duration(rapid.IntRange(0, 40*24*60).Draw(r, "look")) * time.Minute)
		now, err := d.Judge(l, c, at)
		require.NoError(r, err)
		if !now.Next.IsZero() && !now.Next.After(at) {
			require.NotEmpty(r, now.Elapsed, "the timer has something to do since then")
			return
		}
		until := now.Next
		if until.IsZero() || until.After(end) {
			until = end
		}
		if !until.After(at) {
			return
		}
		between := at.Add(time.Duration(rapid.Int64Range(0, int64(until.Sub(at))-1).Draw(r, "between")))
		later, err := d.Judge(l, c, between)
		require.NoError(r, err)
		require.Equal(r, now.Elapsed, later.Elapsed)
		require.Equal(r, now.Escalate, later.Escalate)
		require.Equal(r, now.Next, later.Next)
		if until == now.Next {
			then, err := d.Judge(l, c, until)
			require.NoError(r, err)
			require.NotEqual(r, [2]any{now.Elapsed, now.Escalate}, [2]any{then.Elapsed, then.Escalate})
		}
	})
}

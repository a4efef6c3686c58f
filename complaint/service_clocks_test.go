package complaint_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// Whoever may see a case sees its clocks, and nobody else hears of it; without a
// reader of clocks the runs stand there without limits.
func TestServiceClocks(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.submit(secretly)
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionSuspend, Note: "Di mana?"})
	d.do(byReporter(), r.ID, complaint.Command{Action: complaint.ActionComplete, Note: "Di Ubung."})
	d.do(byNational(), r.ID, forwardTo("works"))
	d.clock.advance(deskDay)
	d.do(byAgency("works"), r.ID, complaint.Command{Action: complaint.ActionReturn, Note: "Bukan kami"})
	d.clock.advance(4 * deskDay)

	readings, err := d.Clocks(ctx, byNational(), r.ID)
	require.NoError(t, err)
	runs := deskNational(t).Clocks(d.stored(r.ID))
	require.Len(t, readings, len(runs))
	for i, run := range runs {
		require.Equal(t, run.Clock, readings[i].Clock)
		require.Equal(t, run.State, readings[i].State)
		require.Equal(t, run.Started, readings[i].Started)
		require.Equal(t, run.Ended, readings[i].Ended)
	}
	last := readings[len(readings)-1]
	require.Equal(t, complaint.ClockReading{
		Clock: complaint.ClockVerification, Run: 2, State: complaint.ClockRuns, Started: deskBegan().Add(deskDay), Breached: true,
	}, last, "the last verification, 4 days old with 3 allowed")

	mine, err := d.Clocks(ctx, byReporter(), r.ID)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, m := range mine {
		require.NotEqual(t, complaint.ClockSuperseded, m.State)
		require.False(t, seen[string(m.Clock)], "the latest run of each")
		seen[string(m.Clock)] = true
	}
	require.Contains(t, mine, last)
	require.NotContains(t, seen, string(complaint.ClockFirstResponse), "it was taken back")

	for _, by := range []complaint.Actor{{}, {ID: "made"}, byAgency("works"), {ID: "o", Role: complaint.RoleOmbudsman}, {ID: "x", Role: "unknown"}} {
		_, err := d.Clocks(ctx, by, r.ID)
		require.ErrorIs(t, err, storage.ErrNotFound, by.Role)
	}
}

// unjudging cannot judge anything.
type unjudging struct{ deskDeadlines }

func (unjudging) Judge(*complaint.Lifecycle, *complaint.Complaint, time.Time) (complaint.Judgement, error) {
	return complaint.Judgement{}, errors.New("the calendar of the bupati is lost")
}

// What cannot be judged says so; the reporter is not told why.
func TestServiceClocksOfWhatNobodyJudges(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Deadlines = unjudging{} })
	r := d.submit()
	readings, err := d.Clocks(t.Context(), byNational(), r.ID)
	require.NoError(t, err)
	require.Empty(t, readings[0].Clock, "the case as a whole")
	require.ErrorContains(t, readings[0].Err, "bupati")
	require.Equal(t, readings[0].Err.Error(), readings[0].Problem)
	require.Equal(t, complaint.ClockVerification, readings[1].Clock)

	mine, err := d.Clocks(t.Context(), byReporter(), r.ID)
	require.NoError(t, err)
	require.Len(t, mine, len(readings))
	require.Equal(t, "it cannot be said yet when this is due", mine[0].Problem)
	require.Equal(t, "tenggatnya belum dapat dipastikan", aduan.Indonesian().Error(mine[0].Err))
	text, err := json.Marshal(mine)
	require.NoError(t, err)
	require.NotContains(t, string(text), "bupati")
}

func TestServiceClocksKeepTheContext(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := d.Clocks(ctx, byNational(), d.submit().ID)
	require.ErrorIs(t, err, context.Canceled)
}

package deadline_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// runThreshold is of what there is one warning at most.
type runThreshold struct {
	clock     lifecycle.ClockName
	run       int
	threshold string
}

// Whatever happens to the cases and whoever sweeps when: there is one warning of each run
// and threshold that a sweep found near while it ran, and none otherwise; and no hint is
// later than what is to be written next.
func TestWarningsProperty(t *testing.T) {
	t.Parallel()
	l, written := national(t), 0
	rapid.Check(t, func(r *rapid.T) {
		w := newWorld(r, l, map[string]int{})
		w.policy.WriteWarnings = true
		terms := []deadline.Term{{}, deadline.WorkingDays(1), deadline.WorkingDays(5), deadline.WorkingDays(50), deadline.CalendarDays(7), deadline.Hours(30), deadline.WorkingMinutes(300)}
		for i := range w.policy.Rules {
			w.policy.Rules[i].Warn = rapid.SampledFrom(terms).Draw(r, "warn")
		}
		servers := map[time.Duration]*complaint.Service{}
		for _, apart := range []time.Duration{-3 * time.Minute, 0, 3 * time.Minute} {
			svc, err := complaint.NewService(complaint.Config{
				Store: w.store, Lifecycles: []*complaint.Lifecycle{l}, Deadlines: w.deadlines, Directory: w.agencies,
				Now: func() time.Time { return w.now.Add(apart) },
			})
			require.NoError(r, err)
			servers[apart] = svc
		}
		w.submit()
		for range rapid.IntRange(4, 25).Draw(r, "steps") {
			w.now = w.now.Add(time.Duration(rapid.IntRange(0, 72*60).Draw(r, "minutes")) * time.Minute)
			switch rapid.IntRange(0, 5).Draw(r, "what") {
			case 0:
				w.submit()
			case 1, 2:
				w.act(w.get(rapid.SampledFrom(w.ids).Draw(r, "case")))
			default:
				apart := rapid.SampledFrom([]time.Duration{-3 * time.Minute, 0, 3 * time.Minute}).Draw(r, "clock")
				_, err := servers[apart].Sweep(context.Background(), complaint.Position{}, 0)
				require.NoError(r, err)
				w.warned(w.now.Add(apart))
			}
			w.warned(time.Time{})
		}
		for _, id := range w.ids {
			written += len(warnings(w.get(id)))
		}
	})
	require.NotZero(t, written)
	t.Logf("%d warnings", written)
}

// warned checks the warnings of all cases; after a sweep, those that it had to write by
// its clock are there too.
func (w *world) warned(swept time.Time) {
	near := map[complaint.ID]bool{}
	for _, id := range w.ids {
		c := w.get(id)
		found := map[runThreshold]bool{}
		for i, e := range c.Timeline {
			x := e.Details.Warning
			require.Equal(w, e.Action == complaint.ActionWarn, x != nil)
			if x == nil {
				continue
			}
			key := runThreshold{x.Clock, x.Run, x.Threshold}
			require.False(w, found[key], "%v twice", key)
			found[key] = true
			before := c.Clone()
			before.Timeline = before.Timeline[:i]
			r, ok := w.latest(before, x.Clock, e.At)
			require.True(w, ok)
			require.Equal(w, deadline.Running, r.Status)
			require.False(w, e.At.Before(r.WarnAt) || r.Provisional, "%v", r)
			require.Equal(w, []any{r.Due, w.policy.Rules[r.Rule].Warn.String()}, []any{x.Due, x.Threshold})
			require.Equal(w, before.Timeline[x.Run-1].At, r.Started)
		}
		at, err := c.JudgedAt(w.now)
		require.NoError(w, err)
		for _, run := range w.l.Clocks(c) {
			r, ok := w.latest(c, run.Clock, at)
			if !ok || !run.Ended.IsZero() || r.WarnAt.IsZero() || r.Status != deadline.Running {
				continue
			}
			near[id] = near[id] || r.Near
			if r.Provisional || found[runThreshold{run.Clock, run.Entry, w.policy.Rules[r.Rule].Warn.String()}] {
				continue
			}
			lease := w.now.Add(3*time.Minute + complaint.ClaimLease)
			require.False(w, c.NextDue.IsZero() || c.NextDue.After(r.WarnAt) && c.NextDue.After(lease), "hint %s, to be written %s, now %s", c.NextDue, r.WarnAt, w.now)
			require.False(w, !swept.IsZero() && !r.WarnAt.After(swept) && swept.Equal(w.now), "%s of %s is to be written", run.Clock, c.State)
		}
	}
	var last complaint.AgencyView
	for v, err := range w.svc.Nearing(context.Background(), caseNational, complaint.Query{}) {
		if storage.IsRecord(err) {
			continue
		}
		require.NoError(w, err)
		require.True(w, near[v.ID])
		require.False(w, v.NextDue.Before(last.NextDue))
		delete(near, v.ID)
		last = v
	}
	for id, left := range near {
		require.False(w, left, "%s is near and not listed", id)
	}
}

// latest reads the latest run of a clock.
func (w *world) latest(c *complaint.Complaint, clock lifecycle.ClockName, at time.Time) (deadline.Reading, bool) {
	readings, err := w.deadlines.Readings(w.l, c, at)
	require.NoError(w, err)
	for _, r := range readings {
		if r.Latest && r.Clock == clock && r.Run > 0 {
			return r, true
		}
	}
	return deadline.Reading{}, false
}

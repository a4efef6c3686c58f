package complaint_test

import (
	"errors"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

func (d *desk) sweep(after complaint.Position, limit int) complaint.Swept {
	d.t.Helper()
	swept, err := d.Sweep(d.t.Context(), after, limit)
	require.NoError(d.t, err)
	return swept
}

// suspended is a case that waits for its reporter's details.
func (d *desk) suspended() complaint.Receipt {
	d.t.Helper()
	r := d.submit()
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionSuspend, Note: "Di mana tepatnya?"})
	return r
}

func TestSweepLetsTheTimerAct(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	answered, waiting, unverified := d.handled("works", true), d.suspended(), d.submit()
	d.do(byNational(), waiting.ID, complaint.Command{Action: complaint.ActionEdit, Title: "Judul"})
	require.Equal(t, complaint.Swept{Done: true}, d.sweep(complaint.Position{}, 0), "nothing is due yet")

	d.clock.advance(3*deskDay - time.Microsecond)
	require.Equal(t, complaint.Swept{Done: true}, d.sweep(complaint.Position{}, 0))
	d.clock.advance(time.Microsecond) // verification is breached, now
	swept := d.sweep(complaint.Position{}, 0)
	require.Equal(t, 2, swept.Acted, "the unverified and the suspended one, whose verification is late too")
	require.Empty(t, swept.Failed)
	require.Equal(t, []complaint.Escalation{{Clock: complaint.ClockVerification, Rung: complaint.RungSuperior}}, d.stored(unverified.ID).Escalations)
	require.Equal(t, complaint.StateSubmitted, d.stored(unverified.ID).State)

	d.clock.advance(2 * deskDay)
	d.sweep(complaint.Position{}, 0)
	c := d.stored(waiting.ID)
	require.Equal(t, complaint.StateArchived, c.State)
	require.Equal(t, complaint.ArchivedExpired, c.Archived)

	d.clock.advance(5*deskDay - time.Microsecond)
	d.sweep(complaint.Position{}, 0)
	require.Equal(t, complaint.StateResponded, d.stored(answered.ID).State)
	d.clock.advance(time.Microsecond)
	d.sweep(complaint.Position{}, 0)
	c = d.stored(answered.ID)
	require.Equal(t, complaint.StateResolved, c.State)
	last := c.Timeline[len(c.Timeline)-1]
	require.Equal(t, complaint.ActionClose, last.Action)
	require.Equal(t, complaint.RoleTimer, last.By.Role)
	require.True(t, c.NextDue.IsZero(), "an ended case is never due")
}

func TestSweepTwiceOrLateChangesNothingTwice(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	late := d.handled("works", true)
	gone := d.submit()
	d.do(byReporter(), gone.ID, complaint.Command{Action: complaint.ActionWithdraw})
	open := d.submit()
	d.clock.advance(365 * deskDay)
	first := d.sweep(complaint.Position{}, 0)
	require.Equal(t, 2, first.Acted, "one close, one escalation")
	versions := func() (v []storage.Version) {
		for _, r := range []complaint.Receipt{late, gone, open} {
			v = append(v, d.stored(r.ID).Version)
		}
		return v
	}
	before := versions()
	for range 3 {
		require.Zero(t, d.sweep(complaint.Position{}, 0).Examined, "nothing stays due")
		d.clock.advance(deskDay)
	}
	require.Equal(t, before, versions())
}

// nanoDeadlines wants to look again at an instant that no store can hold.
type nanoDeadlines struct{ deskDeadlines }

func (nanoDeadlines) Judge(*complaint.Lifecycle, *complaint.Complaint, time.Time) (complaint.Judgement, error) {
	return complaint.Judgement{Next: deskBegan().Add(500 * time.Nanosecond)}, nil
}

func TestSweepDoesNotPostponeToTheSameInstant(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Deadlines = nanoDeadlines{} })
	r := d.submit()
	for range 3 {
		swept := d.sweep(complaint.Position{}, 0)
		require.Equal(t, 1, swept.Examined)
		require.Zero(t, swept.Postponed)
	}
	require.Equal(t, storage.Version(1), d.stored(r.ID).Version)
}

func TestSweepIsBoundedAndGoesOn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var want []complaint.ID
	for range 10 {
		want = append(want, d.submit().ID)
		d.clock.advance(time.Second)
	}
	d.clock.advance(4 * deskDay)
	var after complaint.Position
	for round, examined := range []int{4, 4, 2} {
		swept := d.sweep(after, 4)
		require.Equal(t, complaint.Swept{Examined: examined, Acted: examined, Next: swept.Next, Done: examined < 4}, swept)
		require.Equal(t, want[min(4*round+3, 9)], swept.Next.ID, "the longest due first")
		after = swept.Next
	}
	require.Equal(t, complaint.Swept{Next: after, Done: true}, d.sweep(after, 4))
}

// poisonDeadlines cannot judge some cases.
type poisonDeadlines struct {
	deskDeadlines
	mu     sync.Mutex
	poison []complaint.ID
	all    bool
}

func (p *poisonDeadlines) Judge(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (complaint.Judgement, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all || slices.Contains(p.poison, c.ID) {
		return complaint.Judgement{}, errors.New("the calendar has no such year")
	}
	return p.deskDeadlines.Judge(l, c, at)
}

func TestSweepIsNotStoppedByPoison(t *testing.T) {
	t.Parallel()
	deadlines := &poisonDeadlines{}
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Deadlines = deadlines })
	var all []complaint.ID
	for range 6 {
		all = append(all, d.submit().ID)
		d.clock.advance(time.Second)
	}
	orphan := d.stored(all[3])
	foreign := complaint.National()
	foreign.Edition = "forgotten"
	l, err := complaint.Compile(foreign, complaint.Extensions{})
	require.NoError(t, err)
	elsewhere := d.serve(func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
	lost, err := elsewhere.Submit(t.Context(), byReporter(), deskDraft())
	require.NoError(t, err)
	deadlines.poison = []complaint.ID{all[0], all[3]}

	d.clock.advance(4 * deskDay)
	for range 2 {
		swept := d.sweep(complaint.Position{}, 0)
		require.True(t, swept.Done)
		var failed []complaint.ID
		for _, f := range swept.Failed {
			require.Error(t, f.Err)
			failed = append(failed, f.ID)
		}
		require.Equal(t, []complaint.ID{all[0], all[3], lost.ID}, failed, "they stay due")
	}
	require.Equal(t, orphan, d.stored(all[3]), "and as they were")
	for i, id := range all {
		require.Equal(t, i != 0 && i != 3, len(d.stored(id).Escalations) == 1)
	}
	swept := d.sweep(complaint.Position{}, 1)
	require.Len(t, swept.Failed, 1)
	swept = d.sweep(swept.Next, 1)
	require.Equal(t, all[3], swept.Failed[0].ID, "a bounded sweep goes on past them")
	deadlines.poison = nil
	require.Equal(t, 2, d.sweep(complaint.Position{}, 0).Acted)
}

func TestServiceWorksOnWithoutDeadlinesThatCanBeJudged(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Deadlines = &poisonDeadlines{all: true} })
	r := d.submit()
	require.Equal(t, deskBegan(), d.stored(r.ID).NextDue, "its due date is unknown, so every sweep looks at it")
	d.do(byNational(), r.ID, forwardTo("works"))
	d.do(byAgency("works"), r.ID, complaint.Command{Action: complaint.ActionHandle})
	d.do(byAgency("works"), r.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Selesai"})
	_, err := d.Get(ctx, byNational(), r.ID)
	require.NoError(t, err)
	_, err = d.Mine(ctx, byReporter(), r.ID)
	require.NoError(t, err)
	_, err = d.Do(ctx, complaint.Actor{Role: complaint.RoleTimer}, r.ID, complaint.Command{Action: complaint.ActionClose})
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "an unknown clock never counts as run out")
	d.clock.advance(365 * deskDay)
	for range 2 {
		swept := d.sweep(complaint.Position{}, 0)
		require.Len(t, swept.Failed, 1, "and says why it cannot be judged, whenever it is asked")
		require.Equal(t, r.ID, swept.Failed[0].ID)
		require.ErrorContains(t, swept.Failed[0].Err, "the calendar has no such year")
		require.Equal(t, complaint.Swept{Examined: 1, Failed: swept.Failed, Next: swept.Next, Done: true}, swept)
	}
}

func TestSweepByManyWorkersAtOnce(t *testing.T) {
	t.Parallel()
	const workers, cases = 8, 60
	d := newDesk(t)
	var all []complaint.ID
	for i := range cases {
		switch i % 3 {
		case 0:
			all = append(all, d.handled("works", true).ID)
		case 1:
			all = append(all, d.suspended().ID)
		default:
			all = append(all, d.submit().ID)
		}
	}
	d.clock.advance(30 * deskDay)
	var wg sync.WaitGroup
	results := make([]complaint.Swept, workers)
	faults := make([]error, workers)
	for w := range workers {
		wg.Go(func() {
			for {
				swept, err := d.Sweep(t.Context(), results[w].Next, 7)
				results[w].Acted += swept.Acted
				results[w].Passed += swept.Passed
				results[w].Failed = append(results[w].Failed, swept.Failed...)
				results[w].Next, faults[w] = swept.Next, err
				if swept.Done || err != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	acted := 0
	for w, r := range results {
		require.NoError(t, faults[w])
		require.Empty(t, r.Failed)
		acted += r.Acted
	}
	entries := 0
	for i, id := range all {
		c := d.stored(id)
		seen := map[string]int{}
		for _, e := range c.Timeline {
			if e.By.Role == complaint.RoleTimer {
				seen[string(e.Action)]++
				entries++
			}
		}
		for action, n := range seen {
			require.Equal(t, 1, n, "%s on case %d", action, i)
		}
		require.Equal(t, i%3 == 0, c.State == complaint.StateResolved)
		require.Equal(t, i%3 == 1, c.Archived == complaint.ArchivedExpired)
		require.True(t, c.NextDue.IsZero())
	}
	require.Equal(t, entries, acted, "what the workers say they did is what happened")
}

// TestSoakSweepAgainstAReply lets the reporter reply in the very instant in which
// the case closes by itself: one of the two happens, never both, never neither.
func TestSoakSweepAgainstAReply(t *testing.T) {
	t.Parallel()
	rounds := 1000
	if os.Getenv("ADUAN_SOAK") != "" {
		rounds = 20_000
	}
	var d *desk
	replied, closed := 0, 0
	for n := range rounds {
		if n%1_000 == 0 { // a sweep of a service that has many cases takes longer
			d = newDesk(t)
			t.Logf("%d of %d races", n, rounds)
		}
		r := d.handled("works", true)
		d.clock.set(d.stored(r.ID).NextDue)
		var wg sync.WaitGroup
		var replyErr, sweepErr error
		var swept complaint.Swept
		wg.Go(func() {
			_, replyErr = d.Do(t.Context(), byReporter(), r.ID, complaint.Command{Action: complaint.ActionReply, Note: "Belum selesai", Key: "r"})
		})
		wg.Go(func() { swept, sweepErr = d.Sweep(t.Context(), complaint.Position{}, 0) })
		wg.Wait()
		require.NoError(t, sweepErr)
		require.Empty(t, swept.Failed)
		c := d.stored(r.ID)
		last := c.Timeline[len(c.Timeline)-1]
		require.Len(t, c.Timeline, 5)
		switch c.State {
		case complaint.StateInProgress:
			require.NoError(t, replyErr)
			require.Zero(t, swept.Acted)
			require.Equal(t, complaint.ActionReply, last.Action)
			replied++
		case complaint.StateResolved:
			require.ErrorIs(t, replyErr, complaint.ErrNotAllowed, "he is judged anew, by the case that was closed")
			require.Equal(t, 1, swept.Acted)
			require.Equal(t, complaint.ActionClose, last.Action)
			closed++
		default:
			require.Fail(t, "neither", "%s", c)
		}
	}
	require.Equal(t, rounds, replied+closed)
	t.Logf("%d replied, %d closed", replied, closed)
}

func TestSweepTellsHowFarItCame(t *testing.T) {
	t.Parallel()
	d, s := struck(t)
	for range 3 {
		d.submit()
		d.clock.advance(time.Second)
	}
	d.clock.advance(4 * deskDay)
	lost := errLost
	s.before.Store(&lost)
	swept := d.sweep(complaint.Position{}, 0)
	require.Equal(t, 2, swept.Acted)
	require.Len(t, swept.Failed, 1, "a lost write is a failed case, which stays due")
	require.Equal(t, 1, d.sweep(complaint.Position{}, 0).Acted)

	require.NoError(t, d.store.Close())
	_, err := d.Sweep(t.Context(), complaint.Position{}, 0)
	require.ErrorIs(t, err, storage.ErrClosed)
}

package complaint_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// shaky is a store whose commits fail now and then, before or after they wrote.
type shaky struct {
	complaint.Store

	mu     sync.Mutex
	r      *rand.Rand
	strong bool
}

var errShaken = errors.New("shaken")

func (s *shaky) Commit(ctx context.Context, b complaint.Batch) error {
	s.mu.Lock()
	luck := s.r.IntN(8)
	strong := s.strong
	s.mu.Unlock()
	if luck == 0 && !strong {
		return storage.NotWritten(errShaken)
	}
	err := s.Store.Commit(ctx, b)
	if luck == 1 && !strong && err == nil {
		return errShaken
	}
	return err
}

// TestSoakMergedCasesAreNeverLost merges, ends, answers, reopens and unmerges cases at
// random, several people at once, while sweeps run into failures. After enough sweeps
// every case is open, or merged into one that is alive or was answered and knows it,
// or ended by itself; the timer brought back none more often than it was merged; and
// nothing stays due.
func TestSoakMergedCasesAreNeverLost(t *testing.T) {
	t.Parallel()
	seeds := uint64(12)
	if walksSoak() {
		seeds = 500
	}
	for seed := range seeds {
		store := &shaky{r: rand.New(rand.NewPCG(seed, 2))}
		d := newDesk(t, func(cfg *complaint.Config) { store.Store = cfg.Store; cfg.Store = store })
		var ids []complaint.ID
		for range 7 {
			for {
				r, err := d.Submit(t.Context(), byReporter(), deskDraft())
				if err == nil {
					ids = append(ids, r.ID)
					break
				}
			}
		}
		var wg sync.WaitGroup
		for n := range uint64(3) {
			wg.Go(func() { mergeAtRandom(t.Context(), d.Service, rand.New(rand.NewPCG(seed, 10+n)), ids) })
		}
		wg.Go(func() {
			for range 20 {
				_, _ = d.Sweep(t.Context(), complaint.Position{}, 0)
			}
		})
		wg.Wait()
		store.strong = true
		swept := d.settle()
		require.Empty(t, swept.Failed)
		for _, id := range ids {
			requireNotLost(t, d, id)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		if seed%50 == 49 {
			t.Logf("%d of %d crowds", seed+1, seeds)
		}
	}
}

// mergeAtRandom gives commands, most of which are refused.
func mergeAtRandom(ctx context.Context, s *complaint.Service, r *rand.Rand, ids []complaint.ID) {
	some := func() complaint.ID { return ids[r.IntN(len(ids))] }
	for range 120 {
		id, works := some(), byAgency("works")
		switch r.IntN(12) {
		case 0, 1, 2, 3:
			_, _ = s.Do(ctx, byNational(), id, mergeInto(some()))
		case 4:
			_, _ = s.Do(ctx, byNational(), id, complaint.Command{Action: complaint.ActionUnmerge})
		case 5:
			_, _ = s.Do(ctx, byReporter(), id, complaint.Command{Action: complaint.ActionWithdraw})
		case 6:
			_, _ = s.Do(ctx, byNational(), id, complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedUnclear})
		case 7, 8:
			_, _ = s.Do(ctx, byNational(), id, forwardTo("works"))
			_, _ = s.Do(ctx, works, id, complaint.Command{Action: complaint.ActionHandle})
		case 9:
			_, _ = s.Do(ctx, works, id, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
		case 10:
			_, _ = s.Do(ctx, byReporter(), id, complaint.Command{Action: complaint.ActionAccept, Rating: 2})
			_, _ = s.Do(ctx, byReporter(), id, complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
		default:
			_, _ = s.Do(ctx, byReporter(), id, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
		}
	}
}

func requireNotLost(t *testing.T, d *desk, id complaint.ID) {
	t.Helper()
	rules, c := deskNational(t), d.stored(id)
	requireReplays(t, rules, c)
	merges, returns, told := 0, 0, false
	for _, e := range c.Timeline {
		switch {
		case e.Action == complaint.ActionMerge:
			merges, told = merges+1, false
		case e.Action == complaint.ActionRelay:
			require.False(t, told, "told once")
			told = true
		case e.Action == complaint.ActionUnmerge && e.By.Role == complaint.RoleTimer:
			returns++
		}
	}
	require.LessOrEqual(t, returns, merges)
	if c.Parent.IsZero() {
		return
	}
	answered := told
	root := c
	for n := 0; !root.Parent.IsZero(); n++ {
		require.Less(t, n, 10, "a ring")
		root = d.stored(root.Parent)
	}
	answered = answered || answerStands(rules, root)
	require.True(t, answered || !rules.Machine().Final(root.State), "lost in %s", root.State)
	if answerStands(rules, d.stored(c.Parent)) {
		require.True(t, told, "the answer was not relayed")
	}
	if told {
		for _, run := range rules.Clocks(c) {
			require.False(t, byLaw(run.Clock) && run.Ended.IsZero(), "%s runs on", run.Clock)
		}
	}
}

// answerStands reports whether a case was answered and not opened again since.
func answerStands(rules *complaint.Lifecycle, c *complaint.Complaint) bool {
	stands := false
	for _, e := range c.Timeline {
		switch {
		case e.Action == complaint.ActionRespond:
			stands = true
		case e.From != e.To && !rules.Machine().Final(e.To):
			stands = false
		}
	}
	return stands
}

// TestMergeAndEndAtOnce merges into a case while it is withdrawn: one of the two is
// refused, or the merged case returns.
func TestMergeAndEndAtOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for range 100 {
		a, b := d.submit().ID, d.submit().ID
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = d.Do(t.Context(), byNational(), b, mergeInto(a)) })
		wg.Go(func() { _, _ = d.Do(t.Context(), byReporter(), a, complaint.Command{Action: complaint.ActionWithdraw}) })
		wg.Wait()
		d.settle()
		require.Equal(t, complaint.StateSubmitted, d.stored(b).State)
		require.Equal(t, complaint.StateArchived, d.stored(a).State)
	}
}

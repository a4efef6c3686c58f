package complaint_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// watchedStore counts commits and tells of each.
type watchedStore struct {
	complaint.Store
	commits, conflicts atomic.Int64
	before, after      func(b complaint.Batch) error // may stand for the answer
}

func (s *watchedStore) Commit(ctx context.Context, b complaint.Batch) error {
	s.commits.Add(1)
	if s.before != nil {
		if err := s.before(b); err != nil {
			return err
		}
	}
	err := s.Store.Commit(ctx, b)
	if err != nil {
		s.conflicts.Add(1)
	}
	if s.after != nil && err == nil {
		err = s.after(b)
	}
	return err
}

// watched puts a watchedStore under a service.
func watched(s *watchedStore) func(*complaint.Config) {
	return func(cfg *complaint.Config) { s.Store, cfg.Store = cfg.Store, s }
}

// claims reports whether a batch only moves hints.
func claims(b complaint.Batch) bool { return len(b.Complaints) == 0 && len(b.Due) > 0 }

// late submits cases whose verification is late.
func (d *desk) late(n int) (ids []complaint.ID) {
	d.t.Helper()
	for range n {
		ids = append(ids, d.submit().ID)
		d.clock.advance(time.Millisecond)
	}
	d.clock.advance(4 * deskDay)
	return ids
}

// sweepAll sweeps until nothing is due any more.
func sweepAll(ctx context.Context, s *complaint.Service, limit int) (all complaint.Swept, err error) {
	for !all.Done && err == nil {
		var swept complaint.Swept
		swept, err = s.Sweep(ctx, all.Next, limit)
		all.Examined += swept.Examined
		all.Acted += swept.Acted
		all.Passed += swept.Passed
		all.Failed = append(all.Failed, swept.Failed...)
		all.Next, all.Done = swept.Next, swept.Done
	}
	return all, err
}

// Sixteen sweepers of four servers divide the work: each case is acted on once, with at
// most 1.2 commits for each action, claims and conflicts counted.
func TestCase16SweepersDivideTheWork(t *testing.T) {
	t.Parallel()
	onStores(t, func(t *testing.T, open func(change ...func(*complaint.Config)) *desk) {
		cases := 5_000
		if t.Name() != "TestCase16SweepersDivideTheWork/memory" {
			cases = 960 // each commit waits for the disk
		}
		store := &watchedStore{}
		d := open(watched(store))
		ids := d.late(cases)
		servers := []*complaint.Service{d.Service}
		for range 3 {
			servers = append(servers, d.serve(func(cfg *complaint.Config) { cfg.Store = store }))
		}
		store.commits.Store(0)
		store.conflicts.Store(0)
		var wg sync.WaitGroup
		var acted atomic.Int64
		for n := range 16 {
			wg.Go(func() {
				swept, err := sweepAll(t.Context(), servers[n%len(servers)], 500)
				assert.NoError(t, err)
				assert.Empty(t, swept.Failed)
				acted.Add(int64(swept.Acted))
			})
		}
		wg.Wait()
		require.EqualValues(t, cases, acted.Load())
		for _, id := range ids {
			c := d.recorded(id)
			require.Len(t, c.Escalations, 1)
			require.Len(t, c.Timeline, 2)
			require.Equal(t, storage.Version(2), c.Version)
			require.Zero(t, c.NextDue)
		}
		t.Logf("%d actions by %d commits, %d of them conflicts", cases, store.commits.Load(), store.conflicts.Load())
		require.LessOrEqual(t, float64(store.commits.Load()), 1.2*float64(cases))
	})
}

// A sweep that only postpones leaves no trace but the hints: no version, no change.
func TestCase16PostponingIsNoChange(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var want []*complaint.Complaint
	var early complaint.Batch
	for range 40 {
		c := d.stored(d.submit().ID)
		want = append(want, c)
		early.Due = append(early.Due, complaint.Due{ID: c.ID, Version: c.Version, Was: c.NextDue, Next: deskBegan()})
	}
	changes := whole(t, d.store.Changes(t.Context(), "", 0))
	require.NoError(t, d.working.Commit(t.Context(), early))
	swept := d.sweep(complaint.Position{}, 0)
	require.Equal(t, []int{40, 0, 40}, []int{swept.Examined, swept.Acted, swept.Postponed})
	for _, c := range want {
		require.Equal(t, c, d.stored(c.ID), "and the hint is right again")
	}
	require.Equal(t, changes, whole(t, d.store.Changes(t.Context(), "", 0)))
}

// Of a sweeper that dies after it claimed cases the others hear when the lease ends.
func TestCase16ASweeperThatDiesDelaysByTheLease(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ids := d.late(3)
	dead := &watchedStore{}
	var claimed atomic.Bool
	dead.before = func(complaint.Batch) error {
		if claimed.Swap(true) {
			return storage.ErrClosed // the process is gone, and nothing of it gets through
		}
		return nil
	}
	swept, err := d.serve(watched(dead)).Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Zero(t, swept.Acted)
	for _, id := range ids {
		require.Equal(t, d.clock.now().Add(complaint.ClaimLease).UTC(), d.stored(id).NextDue)
		view, err := d.Get(t.Context(), byNational(), id)
		require.NoError(t, err)
		require.Equal(t, d.stored(id).NextDue, view.NextDue, "views show the lease meanwhile")
	}
	require.Zero(t, d.sweep(complaint.Position{}, 0).Examined)
	d.clock.advance(complaint.ClaimLease - time.Microsecond)
	require.Zero(t, d.sweep(complaint.Position{}, 0).Examined)
	d.clock.advance(time.Microsecond)
	require.Equal(t, 3, d.sweep(complaint.Position{}, 0).Acted)
}

// A sweep that is cancelled gives back what it did not come to.
func TestCase16ACancelledSweepDelaysNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ids := d.late(5)
	hint := d.stored(ids[4]).NextDue
	ctx, cancel := context.WithCancel(t.Context())
	store := &watchedStore{}
	store.after = func(b complaint.Batch) error {
		if len(b.Complaints) > 0 {
			cancel()
		}
		return nil
	}
	swept, err := d.serve(watched(store)).Sweep(ctx, complaint.Position{}, 0)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, []int{1, 1}, []int{swept.Examined, swept.Acted})
	require.Equal(t, ids[0], swept.Next.ID)
	require.Equal(t, hint, d.stored(ids[4]).NextDue)
	rest, err := d.Sweep(t.Context(), swept.Next, 0)
	require.NoError(t, err)
	require.Equal(t, 4, rest.Acted)
}

// An officer works on a case that a sweep has claimed as on any other.
func TestCase16AnOfficerWorksOnAClaimedCase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ids := d.late(3)
	store := &watchedStore{}
	var once sync.Once
	store.after = func(b complaint.Batch) error {
		if claims(b) {
			once.Do(func() {
				cmd := forwardTo("works")
				cmd.Expect = 1
				d.do(byNational(), ids[1], cmd)
				require.Zero(t, d.stored(ids[1]).NextDue, "the true hint: no clock runs on that is not late")
			})
		}
		return nil
	}
	swept, err := d.serve(watched(store)).Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Equal(t, []int{3, 2, 1}, []int{swept.Examined, swept.Acted, swept.Passed})
	require.Zero(t, d.stored(ids[1]).NextDue)
	require.Empty(t, d.stored(ids[1]).Escalations)
}

// What cannot be judged is given back: it stays due, at the instant at which it was.
func TestCase16WhatStaysDueKeepsItsHint(t *testing.T) {
	t.Parallel()
	deadlines := &poisonDeadlines{all: true}
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Deadlines = deadlines })
	ids := d.late(70)
	var hints []time.Time
	for _, id := range ids {
		hints = append(hints, d.stored(id).NextDue)
	}
	for range 2 {
		swept := d.sweep(complaint.Position{}, 0)
		require.Len(t, swept.Failed, len(ids), "told each time")
		for i, id := range ids {
			require.Equal(t, id, swept.Failed[i].ID, "the longest due first")
			require.Equal(t, hints[i], d.stored(id).NextDue)
		}
	}
}

// A store that cannot write claims keeps no sweep from its work, nor one whose answers
// to claims are lost.
func TestCase16ASweepWithoutClaims(t *testing.T) {
	t.Parallel()
	for name, store := range map[string]*watchedStore{
		"refused": {before: func(b complaint.Batch) error {
			if claims(b) {
				return storage.NotWritten(errLost)
			}
			return nil
		}},
		"lost before": {before: func(b complaint.Batch) error {
			if claims(b) && len(b.Due) > 1 {
				return errLost
			}
			return nil
		}},
		"lost after": {after: func(b complaint.Batch) error {
			if claims(b) {
				return errLost
			}
			return nil
		}},
	} {
		d := newDesk(t)
		ids := d.late(3)
		swept, err := d.serve(watched(store)).Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err, name)
		require.Equal(t, []int{3, 3, 0}, []int{swept.Examined, swept.Acted, len(swept.Failed)}, name)
		for _, id := range ids {
			require.Zero(t, d.stored(id).NextDue, name)
		}
	}
}

// Two servers whose clocks are minutes apart take cases from each other: that costs
// conflicts, and nothing else.
func TestCase16ClocksThatAreMinutesApart(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ids := d.late(500)
	waiting := d.suspended().ID // which both postpone
	c := d.stored(waiting)
	require.NoError(t, d.working.Commit(t.Context(), complaint.Batch{Due: []complaint.Due{
		{ID: c.ID, Version: c.Version, Was: c.NextDue, Next: deskBegan()},
	}}))
	var wg sync.WaitGroup
	var acted atomic.Int64
	for _, apart := range []time.Duration{-3 * time.Minute, 3 * time.Minute} {
		s := d.serve(func(cfg *complaint.Config) {
			cfg.Now = func() time.Time { return d.clock.now().Add(apart) }
		})
		for range 2 {
			wg.Go(func() {
				swept, err := sweepAll(t.Context(), s, 100)
				assert.NoError(t, err)
				assert.Empty(t, swept.Failed)
				acted.Add(int64(swept.Acted))
			})
		}
	}
	wg.Wait()
	d.clock.advance(4 * time.Minute) // the leases have ended by every clock
	acted.Add(int64(d.sweep(complaint.Position{}, 0).Acted))
	require.EqualValues(t, len(ids), acted.Load())
	for _, id := range ids {
		require.Len(t, d.stored(id).Escalations, 1)
		require.Zero(t, d.stored(id).NextDue)
	}
	require.Equal(t, c.NextDue, d.stored(waiting).NextDue)
	require.Equal(t, c.Version, d.stored(waiting).Version)
}

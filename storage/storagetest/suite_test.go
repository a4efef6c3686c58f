package storagetest_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/storagetest"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func find(t *testing.T, name string) storagetest.Check {
	t.Helper()
	i := slices.IndexFunc(storagetest.Checks(), func(c storagetest.Check) bool { return c.Name == name })
	require.GreaterOrEqual(t, i, 0)
	return storagetest.Checks()[i]
}

// brokenStore panics or fails where a check does not expect it.
type brokenStore struct {
	backend.Store
	commit func() error
}

func (s brokenStore) Commit(context.Context, backend.Batch) error { return s.commit() }

func TestAFailureNamesThePromise(t *testing.T) {
	t.Parallel()
	check := find(t, "record/least")
	for name, commit := range map[string]func() error{
		"panic: out of order": func() error { panic("out of order") },
		"disk full":           func() error { return errors.New("disk full") },
	} {
		err := check.Try(t, func(testing.TB) backend.Store { return brokenStore{memory.New(), commit} })
		var failure *storagetest.Failure
		require.ErrorAs(t, err, &failure)
		require.Equal(t, check.Name, failure.Check)
		require.Equal(t, check.Promise, failure.Promise)
		require.ErrorContains(t, err, name)
		require.ErrorContains(t, err, check.Promise)
	}
}

func TestWhatOpenSaysCountsForTheCheck(t *testing.T) {
	t.Parallel()
	cleaned := []int{}
	err := find(t, "record/least").Try(t, func(t testing.TB) backend.Store {
		t.Cleanup(func() { cleaned = append(cleaned, 1) })
		t.Cleanup(func() { cleaned = append(cleaned, 2); t.Fatal("cannot close") })
		require.False(t, t.Failed())
		return memory.New()
	})
	require.ErrorContains(t, err, "cannot close")
	require.Equal(t, []int{2, 1}, cleaned, "the last first, and all of them")
	err = find(t, "record/least").Try(t, func(t testing.TB) backend.Store {
		t.Fatalf("no %s", "server")
		return nil
	})
	require.ErrorContains(t, err, "no server")
}

// hurried is a test that has little time.
type hurried struct {
	testing.TB
	end time.Time
}

func (h hurried) Deadline() (time.Time, bool) { return h.end, true }

// TestAHangingStoreIsTold: its check fails by name while the test still has time.
func TestAHangingStoreIsTold(t *testing.T) {
	t.Parallel()
	for _, limit := range []time.Duration{-time.Hour, 5200 * time.Millisecond} {
		free := make(chan struct{})
		store := brokenStore{memory.New(), func() error { <-free; return errors.New("at last") }}
		err := find(t, "record/least").Try(hurried{t, time.Now().Add(limit)}, func(testing.TB) backend.Store { return store })
		close(free)
		var failure *storagetest.Failure
		require.ErrorAs(t, err, &failure)
		require.Equal(t, "record/least", failure.Check)
		require.ErrorContains(t, err, "the store hangs")
	}
}

func TestExceptionsAreSkipped(t *testing.T) {
	t.Parallel()
	refusing := func(t testing.TB) backend.Store {
		return brokenStore{memory.New(), func() error { return errors.New("read only") }}
	}
	var all []storagetest.Exception
	for _, c := range storagetest.Checks() {
		all = append(all, storagetest.Exception{Check: c.Name, Reason: "this store only reads"})
	}
	t.Run("all excused", func(t *testing.T) { storagetest.Run(t, refusing, all...) })
}

func TestFaultStoreStrikesWhereItIsTold(t *testing.T) {
	t.Parallel()
	lost := errors.New("lost")
	batch := func(id agency.ID) backend.Batch {
		return backend.Batch{Agencies: []*agency.Agency{{ID: id, Terms: []agency.Term{{Name: "Dinas", Kind: agency.Office}}}}}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := storagetest.NewFaultStore(
		memory.New(),
		storagetest.Strike{Call: 1, Mode: storagetest.FailBefore},
		storagetest.Strike{Call: 3, Mode: storagetest.FailAfter, Err: lost},
		storagetest.Strike{Call: 5, Mode: storagetest.Delay, Wait: time.Hour},
		storagetest.Strike{Call: 6, Mode: storagetest.Cancel, Do: cancel},
	)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	exists := func(id agency.ID) error {
		_, err := s.Set().Agencies.Get(t.Context(), id)
		return err
	}
	require.ErrorIs(t, s.Commit(ctx, batch("a")), storagetest.ErrFault)
	require.Error(t, exists("a"), "failed before")
	require.ErrorIs(t, s.Commit(ctx, batch("b")), lost)
	require.NoError(t, exists("b"), "failed after")
	short, stop := context.WithTimeout(ctx, time.Millisecond)
	defer stop()
	require.ErrorIs(t, s.Commit(short, batch("c")), context.DeadlineExceeded)
	require.ErrorIs(t, s.Commit(ctx, batch("d")), context.Canceled)
	require.Equal(t, []string{"Commit", "Agency", "Commit", "Agency", "Commit", "Commit"}, s.Calls())

	s.Rearm(storagetest.Strike{Call: 1, Mode: storagetest.FailAfter}, storagetest.Strike{Call: 2, Mode: storagetest.FailBefore})
	n := 0
	var last error
	for _, err := range s.Set().Agencies.List(t.Context(), agency.Query{}) {
		if last = err; err == nil {
			n++
		}
	}
	require.Equal(t, 1, n)
	require.ErrorIs(t, last, storagetest.ErrFault, "after the last item")
	for _, err := range s.Set().Complaints.List(t.Context(), complaint.Query{}) {
		require.ErrorIs(t, err, storagetest.ErrFault)
	}
	for mode, text := range map[storagetest.Mode]string{
		storagetest.FailBefore: "error before", storagetest.FailAfter: "error after", storagetest.Delay: "delay", storagetest.Cancel: "cancel", 0: "none",
	} {
		require.Equal(t, text, mode.String())
	}
}

func ExampleFaultStore() {
	store := storagetest.NewFaultStore(memory.New(), storagetest.Strike{Call: 1, Mode: storagetest.FailBefore})
	defer func() { _ = store.Close() }()
	office := &agency.Agency{ID: "id.roads", Terms: []agency.Term{{Name: "Dinas PU", Kind: agency.Office}}}
	fmt.Println(store.Commit(context.Background(), backend.Batch{Agencies: []*agency.Agency{office}}))
	fmt.Println(store.Commit(context.Background(), backend.Batch{Agencies: []*agency.Agency{office}}))
	fmt.Println(store.Calls())
	// Output:
	// storagetest: planted fault
	// <nil>
	// [Commit Commit]
}

func ExampleLinearize() {
	store := memory.New()
	defer func() { _ = store.Close() }()
	figures, err := storagetest.Linearize(context.Background(), backend.Complaints(store), storagetest.Load{Writers: 2, Operations: 100})
	fmt.Println(figures.Operations, err)
	// Output: 100 <nil>
}

func ExampleFollow() {
	store := memory.New()
	defer func() { _ = store.Close() }()
	followed, err := storagetest.Follow(context.Background(), store, storagetest.Crowd{Writers: 2, Readers: 2, Commits: 40})
	fmt.Println(followed.Changes, err)
	// Output: 50 <nil>
}

func TestFaultStoreStrikesEveryReader(t *testing.T) {
	t.Parallel()
	s := storagetest.NewFaultStore(memory.New())
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	ctx, set := t.Context(), s.Set()
	get := func(_ any, err error) error { return err }
	for name, call := range map[string]func() error{
		"Agency":   func() error { return get(set.Agencies.Get(ctx, "a")) },
		"Plan":     func() error { return get(set.Plans.Get(ctx, "a")) },
		"Meeting":  func() error { return get(set.Meetings.Get(ctx, "a")) },
		"Roadmap":  func() error { return get(set.Roadmaps.Get(ctx, "a")) },
		"Agencies": func() error { return last(set.Agencies.List(ctx, agency.Query{})) },
		"Plans":    func() error { return last(set.Plans.List(ctx, workplan.Query{})) },
		"Meetings": func() error { return last(set.Meetings.List(ctx, board.Query{})) },
		"Roadmaps": func() error { return last(set.Roadmaps.List(ctx, roadmap.Query{})) },
	} {
		s.Rearm(storagetest.Strike{Call: 1, Mode: storagetest.FailBefore})
		require.ErrorIs(t, call(), storagetest.ErrFault, name)
		require.Equal(t, []string{name}, s.Calls())
		require.NotErrorIs(t, call(), storagetest.ErrFault, name)
	}
}

// last is the last error of a sequence.
func last[T any](seq iter.Seq2[T, error]) (err error) {
	for _, e := range seq {
		err = e
	}
	return err
}

package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// openFiles counts the files that this process has open below a directory, -1
// where nobody can tell.
func openFiles(t testing.TB, dir string) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return -1
	}
	n := 0
	for _, e := range entries {
		if target, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && strings.HasPrefix(target, dir) {
			n++
		}
	}
	return n
}

// TestCancelledCallsLeaveNothing cancels 10,000 calls of every sort at any
// moment, before they begin and while they run. A commit that answered with the
// error of its context was not written, and every other one was. Not parallel,
// because it counts goroutines.
func TestCancelledCallsLeaveNothing(t *testing.T) {
	const calls, workers = 10_000, 8
	dir := t.TempDir()
	before := goleak.IgnoreCurrent()
	s, err := sqlite.Open(t.Context(), filepath.Join(dir, "aduan.db"), sqlite.Config{})
	require.NoError(t, err)
	o := newOffice(t, 1)
	base := o.open()
	require.NoError(t, s.Commit(t.Context(), complaints(base)))
	fresh := make([]*complaint.Complaint, calls)
	for i := range fresh {
		fresh[i] = o.open()
	}
	var written, cancelled atomic.Int64
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < calls; i += workers {
				ctx, cancel := context.WithCancel(context.Background())
				delay := time.Duration(i%50) * 10 * time.Microsecond
				timer := time.AfterFunc(delay, cancel)
				if i%3 == 0 {
					cancel()
				}
				var err error
				switch i % 5 {
				case 0, 1:
					if err = s.Commit(ctx, complaints(fresh[i])); err == nil {
						written.Add(1)
					}
				case 2:
					_, err = s.Set().Complaints.Get(ctx, base.ID)
				case 3:
					for _, err = range s.Set().Complaints.List(ctx, complaint.Query{Limit: 100}) {
						_ = err
					}
				default:
					for _, err = range s.Changes(ctx, "", 100) {
						_ = err
					}
					for _, failed := range s.Search(ctx, "jalan", complaint.Query{Limit: 3}) {
						err = errors.Join(err, failed)
					}
				}
				timer.Stop()
				cancel()
				if errors.Is(err, context.Canceled) {
					cancelled.Add(1)
				} else if err != nil {
					errs[w] = err
				}
			}
		})
	}
	wg.Wait()
	require.NoError(t, errors.Join(errs...))
	t.Logf("%d calls were cancelled, %d commits were written", cancelled.Load(), written.Load())
	require.Greater(t, cancelled.Load(), int64(calls/3))
	require.Positive(t, written.Load())
	n := int64(-1) // without the first
	for _, err := range s.Changes(t.Context(), "", 0) {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, written.Load(), n)
	if files := openFiles(t, dir); files >= 0 {
		require.LessOrEqual(t, files, 3*(1+4), "a connection has the file, its log and its index open")
	}
	goleak.VerifyNone(t, before)
	require.NoError(t, s.Close())
	if runtime.GOOS == "linux" {
		require.Zero(t, openFiles(t, dir))
	}
	goleak.VerifyNone(t, before)
}

// TestCloseWhileTheyWork closes a store in the middle of everything: each call is
// answered, with its result or with storage.ErrClosed, and nothing stays open.
// Not parallel, because it counts goroutines.
func TestCloseWhileTheyWork(t *testing.T) {
	dir := t.TempDir()
	before := goleak.IgnoreCurrent()
	for round := range 5 {
		s, err := sqlite.Open(t.Context(), filepath.Join(dir, "aduan.db"), sqlite.Config{})
		require.NoError(t, err)
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for w := range errs {
			o := newOffice(t, byte(round*8+w))
			cases := make([]*complaint.Complaint, 1000)
			for i := range cases {
				cases[i] = o.open()
			}
			wg.Go(func() {
				for _, c := range cases {
					if errs[w] = s.Commit(context.Background(), complaints(c)); errs[w] != nil {
						return
					}
					if _, errs[w] = s.Set().Complaints.Get(context.Background(), c.ID); errs[w] != nil {
						return
					}
				}
			})
		}
		time.Sleep(20 * time.Millisecond)
		require.NoError(t, s.Close())
		require.NoError(t, s.Close())
		wg.Wait()
		for _, err := range errs {
			if err != nil {
				require.ErrorIs(t, err, storage.ErrClosed)
			}
		}
		if runtime.GOOS == "linux" {
			require.Zero(t, openFiles(t, dir))
		}
	}
	goleak.VerifyNone(t, before)
}

package sqlite_test

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// looked is a context that is cancelled when somebody looks at it for the n-th
// time.
type looked struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func cancelledAt(ctx context.Context, n int) *looked {
	l := new(looked)
	l.Context, l.cancel = context.WithCancel(ctx)
	l.left.Store(int64(n))
	return l
}

func (l *looked) look() {
	if l.left.Add(-1) < 0 {
		l.cancel()
	}
}

func (l *looked) Err() error {
	l.look()
	return l.Context.Err()
}

func (l *looked) Done() <-chan struct{} {
	l.look()
	return l.Context.Done()
}

// TestEveryCancelledCommandIsCertain cancels what writes at each moment at which
// somebody looks at the context: over a store that knows what it wrote the
// outcome is never unknown, and what is said to be not written is not there.
func TestEveryCancelledCommandIsCertain(t *testing.T) {
	t.Parallel()
	file, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "aduan.db"), sqlite.Config{})
	require.NoError(t, err)
	for name, store := range map[string]backend.Store{"sqlite": file, "memory": memory.New()} {
		t.Cleanup(func() { require.NoError(t, store.Close()) })
		svc, err := serviceOn(store)
		require.NoError(t, err)
		reporter, admin := complaint.Actor{ID: "wayan"}, complaint.Actor{ID: "nat", Role: complaint.RoleNationalAdmin}
		first, err := svc.Submit(t.Context(), reporter, report(0))
		require.NoError(t, err)
		written := func() (n int) {
			for c, err := range store.Set().Complaints.List(t.Context(), complaint.Query{}) {
				require.NoError(t, err)
				n += len(c.Timeline)
			}
			return n
		}
		for call, do := range map[string]func(ctx context.Context) error{
			"Submit": func(ctx context.Context) error {
				_, err := svc.Submit(ctx, reporter, report(1))
				return err
			},
			"SubmitAll": func(ctx context.Context) error {
				all := svc.SubmitAll(ctx, reporter, []complaint.Draft{report(1), report(2)})
				return errors.Join(all[0].Err, all[1].Err)
			},
			"Do": func(ctx context.Context) error {
				_, err := svc.Do(ctx, admin, first.ID, complaint.Command{Action: complaint.ActionNote, Note: "Catatan"})
				return err
			},
			"DoAll": func(ctx context.Context) error {
				note := complaint.Command{Action: complaint.ActionNote, Note: "Catatan"}
				return svc.DoAll(ctx, admin, []complaint.Item{{ID: first.ID, Command: note}})[0].Err
			},
			"OpenIdentity": func(ctx context.Context) error {
				_, err := svc.OpenIdentity(ctx, admin, first.ID, "Verifikasi")
				return err
			},
		} {
			certain := 0
			for n := 0; ; n++ {
				before, ctx := written(), cancelledAt(t.Context(), n)
				err := do(ctx)
				ctx.cancel()
				if err == nil {
					require.Greater(t, written(), before, "%s %s", name, call)
					break
				}
				require.ErrorIs(t, err, context.Canceled, "%s %s", name, call)
				require.NotErrorIs(t, err, storage.ErrUnknownOutcome, "%s %s at %d", name, call, n)
				require.True(t, storage.SaysNotWritten(err), "%s %s at %d: %v", name, call, n, err)
				require.Equal(t, before, written(), "%s %s at %d", name, call, n)
				certain++
			}
			t.Logf("%s: %s: cancelled at %d places, each time certainly not written, unknown 0", name, call, certain)
			require.Positive(t, certain)
		}
	}
}

// TestAFileThatCannotBeWrittenIsCertain: the reason reaches whoever gave the
// command.
func TestAFileThatCannotBeWrittenIsCertain(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	store, err := sqlite.Open(t.Context(), path, sqlite.Config{})
	require.NoError(t, err)
	svc, err := serviceOn(store)
	require.NoError(t, err)
	reporter, admin := complaint.Actor{ID: "wayan"}, complaint.Actor{ID: "nat", Role: complaint.RoleNationalAdmin}
	first, err := svc.Submit(t.Context(), reporter, report(0))
	require.NoError(t, err)
	require.NoError(t, store.Close())

	reading, err := sqlite.Open(t.Context(), path, sqlite.Config{ReadOnly: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, reading.Close()) })
	svc, err = serviceOn(reading)
	require.NoError(t, err)
	_, submitted := svc.Submit(t.Context(), reporter, report(1))
	_, done := svc.Do(t.Context(), admin, first.ID, complaint.Command{Action: complaint.ActionNote, Note: "Catatan"})
	_, opened := svc.OpenIdentity(t.Context(), admin, first.ID, "Verifikasi")
	all := svc.SubmitAll(t.Context(), reporter, []complaint.Draft{report(1), report(2)})
	for _, err := range []error{submitted, done, opened, all[0].Err, all[1].Err} {
		require.True(t, storage.SaysNotWritten(err), err)
		require.NotErrorIs(t, err, storage.ErrUnknownOutcome)
		require.ErrorContains(t, err, sqlite.ForReading.String())
	}
}

package complaint_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// office is one store with servers whose clocks are told to each.
type office struct {
	t     testing.TB
	store backend.Store
}

// offices runs a test in memory and on SQLite.
func offices(t *testing.T, test func(*testing.T, *office)) {
	t.Parallel()
	for name, open := range map[string]func(testing.TB) backend.Store{
		"memory": func(testing.TB) backend.Store { return memory.New() },
		"sqlite": func(t testing.TB) backend.Store {
			s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "office.db"), sqlite.Config{})
			require.NoError(t, err)
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := &office{t: t, store: open(t)}
			t.Cleanup(func() { require.NoError(t, o.store.Close()) })
			test(t, o)
		})
	}
}

// at is a server whose clock stands at an instant.
func (o *office) at(now time.Time, change ...func(*complaint.Config)) *complaint.Service {
	o.t.Helper()
	cfg := complaint.Config{
		Store: backend.Complaints(o.store), Identities: o.store.Set().Identities,
		Lifecycles: []*complaint.Lifecycle{deskNational(o.t)}, Deadlines: deskDeadlines{}, Now: func() time.Time { return now },
	}
	for _, f := range change {
		f(&cfg)
	}
	s, err := complaint.NewService(cfg)
	require.NoError(o.t, err)
	return s
}

func (o *office) submit(now time.Time) complaint.ID {
	o.t.Helper()
	r, err := o.at(now).Submit(o.t.Context(), byReporter(), deskDraft())
	require.NoError(o.t, err)
	return r.ID
}

func (o *office) do(now time.Time, by complaint.Actor, id complaint.ID, cmd complaint.Command) complaint.Receipt {
	o.t.Helper()
	r, err := o.at(now).Do(o.t.Context(), by, id, cmd)
	require.NoError(o.t, err)
	return r
}

func (o *office) stored(id complaint.ID) *complaint.Complaint {
	o.t.Helper()
	c, err := o.store.Set().Complaints.Get(o.t.Context(), id)
	require.NoError(o.t, err)
	return c
}

func (o *office) sweep(now time.Time) complaint.Swept {
	o.t.Helper()
	swept, err := o.at(now).Sweep(o.t.Context(), complaint.Position{}, 0)
	require.NoError(o.t, err)
	require.Empty(o.t, swept.Failed)
	return swept
}

// changes counts all that was ever written.
func (o *office) changes() int { return len(whole(o.t, o.store.Changes(o.t.Context(), "", 0))) }

// wrongClock is the error for a clock, which must name both instants.
func wrongClock(t *testing.T, err error, clock, reference time.Time) *complaint.ClockError {
	t.Helper()
	require.ErrorIs(t, err, complaint.ErrClock)
	wrong, ok := errors.AsType[*complaint.ClockError](err)
	require.True(t, ok)
	require.Equal(t, clock, wrong.Clock)
	require.Equal(t, reference, wrong.Reference)
	for _, w := range []aduan.Words{aduan.English(), aduan.Indonesian()} {
		require.Contains(t, wrong.In(w), w.Time(clock))
		require.Contains(t, wrong.In(w), w.Time(reference))
	}
	return wrong
}

const deskYear = 365 * deskDay

// Every call that writes, by every clock: up to 5 minutes behind counts as the last
// entry's instant and is told; what lies further, or a year ahead of all that is
// stored, is refused.
func TestCase15SkewsOverAllWritingCalls(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began := deskBegan()
		write := func(id complaint.ID) map[string]func(*complaint.Service) error {
			ctx := t.Context()
			return map[string]func(*complaint.Service) error{
				"do": func(s *complaint.Service) error {
					_, err := s.Do(ctx, byNational(), id, noteOf("Ditelepon."))
					return err
				},
				"identity": func(s *complaint.Service) error {
					_, err := s.OpenIdentity(ctx, byNational(), id, "Panggilan")
					return err
				},
				"submit": func(s *complaint.Service) error { _, err := s.Submit(ctx, byReporter(), deskDraft()); return err },
				"all": func(s *complaint.Service) error {
					return s.SubmitAll(ctx, byReporter(), []complaint.Draft{deskDraft()})[0].Err
				},
				"sweep": func(s *complaint.Service) error { _, err := s.Sweep(ctx, complaint.Position{}, 0); return err },
			}
		}
		for _, row := range []struct {
			skew          time.Duration
			behind, ahead bool
		}{
			{-10 * deskYear, true, false},
			{-6 * time.Minute, true, false},
			{-5*time.Minute - time.Microsecond, true, false},
			{-5 * time.Minute, false, false},
			{-time.Millisecond, false, false},
			{0, false, false},
			{time.Millisecond, false, false},
			{364 * deskDay, false, false},
			{366 * deskDay, false, true},
			{10 * deskYear, false, true},
		} {
			for call := range write(complaint.ID{}) {
				fresh := &office{t: t, store: memory.New()}
				if _, onDisk := o.store.(*sqlite.Store); onDisk {
					store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), sqlite.Config{})
					require.NoError(t, err)
					fresh.store = store
				}
				id := fresh.submit(began)
				clock, before := began.Add(row.skew), fresh.changes()
				err := write(id)[call](fresh.at(clock))
				last := fresh.stored(id).Timeline[len(fresh.stored(id).Timeline)-1]
				opens := call == "submit" || call == "all"
				switch {
				case row.ahead:
					require.True(t, wrongClock(t, err, clock, began).Newest, call)
					require.Equal(t, before, fresh.changes(), call)
				case row.behind && call == "sweep":
					require.NoError(t, err)
					swept := fresh.sweep(clock)
					require.Len(t, swept.Unjudged, 1)
					require.Equal(t, id, swept.Unjudged[0].ID)
					_ = wrongClock(t, swept.Unjudged[0].Err, clock, began)
					require.Equal(t, before, fresh.changes())
				case row.behind && !opens:
					require.Equal(t, id, wrongClock(t, err, clock, began).Complaint, call)
					require.Equal(t, before, fresh.changes(), call)
				default:
					require.NoError(t, err, "%s at %s", call, row.skew)
				}
				if call == "do" || call == "identity" {
					wantAt, told := began, time.Time{}
					if !row.behind && !row.ahead {
						if wantAt = clock; row.skew < 0 {
							wantAt, told = began, clock
						}
					}
					require.Equal(t, wantAt, last.At, "%s at %s", call, row.skew)
					require.Equal(t, told, last.Told, "%s at %s", call, row.skew)
				}
				if row.skew < deskDay {
					require.Equal(t, began.Add(3*deskDay), fresh.stored(id).NextDue, "%s at %s", call, row.skew)
				}
				require.NoError(t, fresh.store.Close())
			}
		}
	})
}

func TestCase15ReceiptSaysWhatTheClockTold(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		id, early := o.submit(deskBegan()), deskBegan().Add(-4*time.Minute)
		cmd := noteOf("Ditelepon.")
		cmd.Key = "n1"
		r := o.do(early, byNational(), id, cmd)
		require.Equal(t, early, r.Told)
		again, err := o.at(deskBegan().Add(-time.Hour)).Do(t.Context(), byNational(), id, cmd)
		require.NoError(t, err, "a repetition writes nothing")
		require.Equal(t, early, again.Told)
		require.Zero(t, o.do(deskBegan(), byNational(), id, noteOf("Lagi.")).Told)
	})
}

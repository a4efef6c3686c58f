package complaint_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// timed is a store whose database has a clock.
type timed struct {
	backend.Store
	now time.Time
	err error
}

func (s *timed) Clock(context.Context) (time.Time, error) { return s.now, s.err }

func TestCase15DatabaseClock(t *testing.T) {
	t.Parallel()
	now, ctx := deskBegan(), t.Context()
	db := &timed{Store: memory.New(), now: now}
	o := &office{t: t, store: db}
	id := o.submit(now)
	for skew, right := range map[time.Duration]bool{
		6 * time.Minute: false, 5 * time.Minute: true, time.Millisecond: true, -5 * time.Minute: true, -6 * time.Minute: false,
	} {
		clock := now.Add(skew)
		_, err := o.at(clock).Submit(ctx, byReporter(), deskDraft())
		_, other := o.at(clock).Sweep(ctx, complaint.Position{}, 0)
		if right {
			require.NoError(t, err, skew)
			require.NoError(t, other, skew)
			continue
		}
		require.False(t, wrongClock(t, err, clock, now).Newest)
		if skew > 0 {
			_ = wrongClock(t, other, clock, now)
			_, err = o.at(clock).Do(ctx, byNational(), id, noteOf("Ditelepon."))
			_ = wrongClock(t, err, clock, now)
			_, err = o.at(clock).OpenIdentity(ctx, byNational(), id, "Panggilan")
			_ = wrongClock(t, err, clock, now)
		} else {
			require.NoError(t, other, "a late sweep does no harm")
		}
	}
	db.now = now.Add(20 * deskYear) // nobody has worked for so long: the database knows
	o.do(db.now, byNational(), id, noteOf("Dibuka kembali."))
	db.err = errors.New("gone")
	_, err := o.at(db.now).Submit(ctx, byReporter(), deskDraft())
	require.ErrorIs(t, err, db.err)
}

// What the store knows outlives the process, and an empty one knows nothing.
func TestCase15ReferenceOutlivesTheProcess(t *testing.T) {
	t.Parallel()
	path, began := filepath.Join(t.TempDir(), "office.db"), deskBegan()
	for day := range 3 {
		store, err := sqlite.Open(t.Context(), path, sqlite.Config{})
		require.NoError(t, err)
		o := &office{t: t, store: store}
		if day == 0 {
			o.submit(began.Add(-30 * deskDay))
			o.submit(began.Add(-40 * deskYear))
			o.submit(began.Add(-39 * deskYear))
		}
		_, err = o.at(began.Add(deskYear)).Submit(t.Context(), byReporter(), deskDraft())
		require.True(t, wrongClock(t, err, began.Add(deskYear), began.Add(-30*deskDay)).Newest)
		require.NoError(t, store.Close())
	}
}

// The zero moment is no moment: no call writes by it, and it means no case.
func TestCase15ZeroMomentWritesNothing(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		ctx, id := t.Context(), o.submit(deskBegan())
		before := o.changes()
		for _, now := range []time.Time{{}, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)} {
			s := o.at(now)
			swept, err := s.Sweep(ctx, complaint.Position{}, 0)
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.Zero(t, swept.Examined)
			_, err = s.Do(ctx, byNational(), id, noteOf("x"))
			require.ErrorIs(t, err, storage.ErrInvalid)
			_, err = s.OpenIdentity(ctx, byNational(), id, "Panggilan")
			require.ErrorIs(t, err, storage.ErrInvalid)
			_, err = s.Submit(ctx, byReporter(), deskDraft())
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorIs(t, s.SubmitAll(ctx, byReporter(), []complaint.Draft{deskDraft()})[0].Err, storage.ErrInvalid)
		}
		require.Equal(t, before, o.changes())
	})
}

// An import that carries its own history is checked apart: what runs backwards is
// refused, by the rules and by every store.
func TestCase15ImportedHistoryRunsForward(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began, rules := deskBegan(), deskNational(t)
		o.submit(began)
		archive := began.Add(-20 * deskYear)
		draft := deskDraft()
		h := complaint.Header{ID: complaint.ID{UUID: [16]byte{1}}, Tracking: "2000000000006", Reporter: complaint.ReporterRef{UUID: [16]byte{2}}}
		number, err := complaint.NewTracking(deskEntropy())
		require.NoError(t, err)
		h.Tracking = number
		c, err := rules.Open(h, byReporter(), draft, complaint.Moment{Now: archive})
		require.NoError(t, err)
		_, err = rules.Apply(c, byNational(), forwardTo("works"), complaint.Moment{Now: archive.Add(-56 * deskDay)})
		_ = wrongClock(t, err, archive.Add(-56*deskDay), archive)
		c, err = rules.Apply(c, byNational(), forwardTo("works"), complaint.Moment{Now: archive.Add(deskDay)})
		require.NoError(t, err)
		commit := func(c *complaint.Complaint) error {
			return o.store.Commit(t.Context(), backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}}})
		}
		bad := c.Clone()
		for i := range bad.Timeline {
			bad.Timeline[i].Version = 1
		}
		good := bad.Clone()
		bad.Timeline[1].At = archive.Add(-56 * deskDay)
		require.ErrorIs(t, commit(bad), storage.ErrInvalid)
		_, err = rules.Replay(bad)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.NoError(t, commit(good), "old as it is")
	})
}

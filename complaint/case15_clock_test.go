package complaint_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
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

// A server's clock stands a year ahead for a minute and one note is written.
func TestCase15CorrectingEntry(t *testing.T) {
	for _, edition := range []string{"1", "2"} {
		t.Run(edition, func(t *testing.T) {
			offices(t, func(t *testing.T, o *office) { correctingEntry(t, o, edition) })
		})
	}
}

func correctingEntry(t *testing.T, o *office, edition string) {
	definition, err := complaint.NationalEdition(edition)
	require.NoError(t, err)
	rules, err := complaint.Compile(definition, complaint.Extensions{})
	require.NoError(t, err)
	under := func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{rules} }
	began, ctx := deskBegan(), t.Context()
	today, wrong, right := began.Add(60*time.Hour), began.Add(300*deskDay), began.Add(2*deskDay)
	opened, err := o.at(began, under).Submit(ctx, byReporter(), deskDraft())
	require.NoError(t, err)
	id := opened.ID
	_, err = o.at(wrong, under).Do(ctx, byNational(), id, noteOf("Ditelepon."))
	require.NoError(t, err, "within a year of all that is stored")
	s := o.at(today, under)

	// Nobody judges the case, nobody acts on it, and every sweep says so.
	for range 2 {
		swept, err := s.Sweep(ctx, complaint.Position{}, 0)
		require.NoError(t, err)
		require.Zero(t, swept.Acted+swept.Postponed)
		require.Len(t, swept.Unjudged, 1)
		require.Equal(t, id, swept.Unjudged[0].ID)
		_ = wrongClock(t, swept.Unjudged[0].Err, today, wrong)
	}
	_, err = s.Do(ctx, byNational(), id, forwardTo("works"))
	_ = wrongClock(t, err, today, wrong)
	mine, err := s.Mine(ctx, byReporter(), id)
	require.NoError(t, err)
	require.Empty(t, mine.Allowed)
	denial, err := s.WhyNot(ctx, byNational(), id, complaint.ActionForward)
	require.NoError(t, err)
	require.Equal(t, complaint.DeniedByClock, denial.Reasons[0].Code)
	view, err := s.Get(ctx, byNational(), id)
	require.NoError(t, err)
	require.Equal(t, "[correct_time]", actionsText(view.Allowed))

	// Only the national admin mends it, and only so that it is right.
	correct := func(at time.Time, entries ...int) complaint.Command {
		cmd := complaint.Command{Action: complaint.ActionCorrectTime, Note: "Jam server salah.", Key: "mend"}
		for _, e := range entries {
			cmd.Corrections = append(cmd.Corrections, complaint.Correction{Entry: e, At: at})
		}
		return cmd
	}
	_, err = s.Do(ctx, byReporter(), id, correct(right, 2))
	require.ErrorIs(t, err, complaint.ErrForbidden)
	for name, cmd := range map[string]complaint.Command{
		"before its neighbour":     correct(began.Add(-time.Second), 2),
		"in the future":            correct(today.Add(time.Second), 2),
		"of an entry that is none": correct(right, 3),
		"of one that is right":     correct(began, 1),
		"of one that is right too": correct(right, 1, 2),
		"twice":                    correct(right, 2, 2),
		"of nothing":               correct(right),
		"to nothing":               correct(time.Time{}, 2),
		"without a reason":         {Action: complaint.ActionCorrectTime, Corrections: correct(right, 2).Corrections},
		"by another action":        {Action: complaint.ActionNote, Note: "x", Corrections: correct(right, 2).Corrections},
	} {
		_, err := s.Do(ctx, byNational(), id, cmd)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
	}
	before := o.stored(id)
	r, err := s.Do(ctx, byNational(), id, correct(right, 2))
	require.NoError(t, err)
	require.Empty(t, r.Warnings)
	again, err := s.Do(ctx, byNational(), id, correct(right, 2))
	require.NoError(t, err)
	require.Equal(t, r.Entry, again.Entry)

	c := o.stored(id)
	require.Equal(t, before.State, c.State)
	require.Equal(t, wrong, c.Timeline[1].At, "what was recorded stays")
	require.Equal(t, right, c.History()[1].At)
	require.Equal(t, today, c.UpdatedAt())
	require.Equal(t, began.Add(3*deskDay), c.NextDue)
	replayed, err := rules.Replay(c)
	require.NoError(t, err)
	require.Equal(t, c, replayed)
	view, err = s.Get(ctx, byNational(), id)
	require.NoError(t, err)
	require.Equal(t, right, view.Events[1].At)
	require.Equal(t, wrong, view.Events[1].Recorded)
	require.Contains(t, view.Allowed, complaint.ActionForward)
	swept, err := o.at(c.NextDue, under).Sweep(ctx, complaint.Position{}, 0)
	require.NoError(t, err)
	require.Equal(t, 1, swept.Acted, "verification is late: escalated")
	require.Empty(t, swept.Unjudged)

	// A correction can be wrong too; the next one counts.
	_, err = o.at(c.NextDue, under).Do(ctx, byNational(), id, complaint.Command{
		Action: complaint.ActionCorrectTime, Note: "Salah ketik.",
		Corrections: []complaint.Correction{{Entry: 2, At: right.Add(time.Hour)}},
	})
	require.NoError(t, err)
	require.Equal(t, right.Add(time.Hour), o.stored(id).History()[1].At)
}

func actionsText(list []lifecycle.Action) string { return fmt.Sprint(list) }

// A report that was submitted by a wrong clock is found where it belongs.
func TestCase15CorrectedSubmission(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began := deskBegan()
		o.submit(began)
		wrong, right := began.Add(300*deskDay), began.Add(time.Hour)
		id := o.submit(wrong)
		o.do(began.Add(2*time.Hour), byNational(), id, complaint.Command{
			Action: complaint.ActionCorrectTime, Note: "Jam server salah.", Corrections: []complaint.Correction{{Entry: 1, At: right}},
		})
		c := o.stored(id)
		require.Equal(t, right, c.SubmittedAt())
		require.Equal(t, right, c.EnteredAt())
		require.Equal(t, right.Add(3*deskDay), c.NextDue)
		for _, q := range []complaint.Filter{{SubmittedFrom: right, SubmittedUntil: right.Add(time.Microsecond)}, {SubmittedFrom: began.Add(time.Minute), SubmittedUntil: wrong}} {
			found := whole(t, o.store.Set().Complaints.List(t.Context(), complaint.Query{Filter: q}))
			require.Len(t, found, 1)
			require.Equal(t, id, found[0].ID)
		}
		status, err := o.at(began.Add(3*time.Hour)).Track(t.Context(), c.Tracking.String())
		require.NoError(t, err)
		require.Equal(t, right, status.Status.SubmittedAt)
	})
}

// Version 0.1 moved every later entry to the wrong instant, without a word. Such
// records stay readable, replay, are listed, and are mended as a whole.
func TestCase15OldRecordWithMovedEntries(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began, ctx := deskBegan(), t.Context()
		id := o.submit(began)
		far := time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
		for _, cmd := range []complaint.Command{noteOf("Ditelepon."), forwardTo("works")} {
			next, err := deskNational(t).Apply(o.stored(id), byNational(), cmd, complaint.Moment{Now: far})
			require.NoError(t, err)
			next.NextDue = time.Time{}
			require.NoError(t, o.store.Commit(ctx, backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{next}}}))
		}
		today := began.Add(deskDay)
		require.Len(t, o.sweep(today).Unjudged, 1, "though it is in no index of what is due")
		mend := complaint.Command{Action: complaint.ActionCorrectTime, Note: "Jam server salah.", Corrections: []complaint.Correction{{Entry: 2, At: began.Add(time.Hour)}}}
		_, err := o.at(today).Do(ctx, byNational(), id, mend)
		require.ErrorIs(t, err, storage.ErrInvalid, "the other one still lies in the future")
		require.ErrorContains(t, err, "entry 3")
		mend.Corrections = append(mend.Corrections, complaint.Correction{Entry: 3, At: began.Add(2 * time.Hour)})
		_, err = o.at(today).Do(ctx, byNational(), id, mend)
		require.NoError(t, err)
		require.Equal(t, began.Add(2*time.Hour), o.stored(id).EnteredAt())
		require.Empty(t, o.sweep(today).Unjudged)
		_, err = deskNational(t).Replay(o.stored(id))
		require.NoError(t, err)
		_, err = o.at(today.Add(time.Hour)).Do(ctx, byAgency("works"), id, complaint.Command{Action: complaint.ActionHandle})
		require.NoError(t, err)
	})
}

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

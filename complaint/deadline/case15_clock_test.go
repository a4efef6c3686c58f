package deadline_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// A note by a second server whose clock is 1 ms late does not lose the case.
func TestCase15NoteByAClockThatIsLate(t *testing.T) {
	t.Parallel()
	d := openDesk(t, national(t), sp4n(t))
	began := zoned(t, "2020-11-02 09:00")
	id := d.submitted(began)
	due := d.get(id).NextDue
	require.False(t, due.IsZero())
	for _, late := range []time.Duration{time.Millisecond, time.Second, 5 * time.Minute} {
		d.set(began.Add(-late))
		d.do(id, admin(), complaint.Command{Action: complaint.ActionNote, Note: "Ditelepon."})
		require.Equal(t, due, d.get(id).NextDue)
		judged, err := d.deadlines.Judge(d.l, d.get(id), began.Add(-late))
		require.NoError(t, err)
		require.Equal(t, due, judged.Next)
	}
	_, err := d.deadlines.Judge(d.l, d.get(id), began.Add(-time.Hour))
	require.ErrorIs(t, err, complaint.ErrClock)
}

func admin() complaint.Actor {
	return complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
}

// Servers whose clocks are wrong by 1 ms to 10 years, in either direction, take every
// call of the service on the same cases. Whatever they do, while a clock of a case
// runs, a sweep by the right time finds the case: it is in the due index no later than
// by right, or it is reported.
func TestSoakCase15SkewedClocksLoseNoCase(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	seeds := uint64(40)
	if os.Getenv("ADUAN_SOAK") == "1" {
		seeds = 300
	}
	for seed := range seeds {
		skewed(t, rand.New(rand.NewPCG(seed, 15)), l, deadlines)
		if seed%50 == 49 {
			t.Logf("%d of %d histories", seed+1, seeds)
		}
	}
}

// skew is wrong by 1 ms to 10 years, in most cases by little.
func skew(r *rand.Rand) time.Duration {
	spans := []time.Duration{time.Millisecond, time.Second, time.Minute, 5 * time.Minute, 6 * time.Minute, time.Hour, 24 * time.Hour, 364 * 24 * time.Hour, 3650 * 24 * time.Hour}
	s := spans[r.IntN(len(spans))]
	if s += time.Duration(r.Int64N(int64(s)/10 + 1)).Truncate(time.Microsecond); r.IntN(2) == 0 {
		s = -s
	}
	return s
}

func skewed(t *testing.T, r *rand.Rand, l *complaint.Lifecycle, deadlines *deadline.Deadlines) {
	t.Helper()
	store, ctx, now := memory.New(), t.Context(), zoned(t, "2020-11-02 09:00")
	at := func(clock time.Time) *complaint.Service {
		s, err := complaint.NewService(complaint.Config{
			Store: backend.Complaints(store), Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{l},
			Deadlines: deadlines, Now: func() time.Time { return clock },
		})
		require.NoError(t, err)
		return s
	}
	draft := complaint.Draft{Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Category: "public_works", Channel: complaint.ChannelWeb}
	var ids []complaint.ID
	for step := range 40 {
		now = now.Add(time.Duration(r.Int64N(int64(36 * time.Hour)))).Truncate(time.Microsecond)
		s := at(now)
		if r.IntN(3) == 0 {
			s = at(now.Add(skew(r)))
		}
		before := len(changed(t, store))
		var err error
		switch n := r.IntN(8); {
		case len(ids) == 0 || n == 0:
			var receipt complaint.Receipt
			if receipt, err = s.Submit(ctx, complaint.Actor{ID: "putu"}, draft); err == nil {
				ids = append(ids, receipt.ID)
			}
		case n == 1:
			result := s.SubmitAll(ctx, complaint.Actor{ID: "made"}, []complaint.Draft{draft})[0]
			if err = result.Err; err == nil {
				ids = append(ids, result.Receipt.ID)
			}
		case n == 2:
			_, err = s.OpenIdentity(ctx, admin(), ids[r.IntN(len(ids))], "Panggilan")
		case n == 3:
			_, err = s.Sweep(ctx, complaint.Position{}, 0)
		case n == 4:
			err = mend(t, at(now), store, ids[r.IntN(len(ids))], now)
		default:
			_, err = someCommand(t, s, r, store, l, ids[r.IntN(len(ids))])
		}
		if err != nil {
			require.Len(t, changed(t, store), before, "nothing is written with an error")
			require.NotErrorIs(t, err, complaint.ErrForbidden)
		}
		found(t, store, l, deadlines, at, now, ids, fmt.Sprintf("step %d", step))
	}
}

func changed(t *testing.T, store *memory.Store) (list []int) {
	t.Helper()
	for c, err := range store.Changes(t.Context(), "", 0) {
		require.NoError(t, err)
		list = append(list, c.Seq)
	}
	return list
}

// someCommand takes an action that moves the case on.
func someCommand(t *testing.T, s *complaint.Service, r *rand.Rand, store *memory.Store, l *complaint.Lifecycle, id complaint.ID) (complaint.Receipt, error) {
	t.Helper()
	c, err := store.Set().Complaints.Get(t.Context(), id)
	require.NoError(t, err)
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: badung}
	by, cmd := admin(), complaint.Command{Action: complaint.ActionNote, Note: "Ditelepon."}
	switch {
	case c.State == complaint.StateSubmitted && r.IntN(2) == 0:
		cmd = complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung}
	case c.State == complaint.StateSubmitted:
		cmd = complaint.Command{Action: complaint.ActionSuspend, Note: "Di mana?"}
	case c.State == complaint.StateSuspended:
		by, cmd = complaint.Actor{ID: "putu"}, complaint.Command{Action: complaint.ActionComplete, Note: "Di sini."}
	case c.State == complaint.StateForwarded:
		by, cmd = head, complaint.Command{Action: complaint.ActionHandle}
	case c.State == complaint.StateInProgress:
		by, cmd = head, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."}
	case c.State == complaint.StateResponded:
		cmd = complaint.Command{Action: complaint.ActionReply, Note: "Belum."}
	case l.Machine().Final(c.State):
		return complaint.Receipt{}, nil
	}
	receipt, err := s.Do(t.Context(), by, id, cmd)
	if by.Role == "" && err != nil {
		err = nil // another reporter's
	}
	return receipt, err
}

// mend corrects every entry that lies in the future to the latest instant that fits.
func mend(t *testing.T, s *complaint.Service, store *memory.Store, id complaint.ID, now time.Time) error {
	t.Helper()
	c, err := store.Set().Complaints.Get(t.Context(), id)
	require.NoError(t, err)
	cmd := complaint.Command{Action: complaint.ActionCorrectTime, Note: "Jam server salah."}
	for _, e := range c.History() {
		if e.At.Sub(now) > complaint.ClockTolerance {
			cmd.Corrections = append(cmd.Corrections, complaint.Correction{Entry: e.Seq, At: now})
		}
	}
	if len(cmd.Corrections) == 0 {
		return nil
	}
	if first := cmd.Corrections[0].Entry; first > 1 && c.History()[first-2].At.After(now) {
		return nil // its neighbour is ahead by less than the tolerance
	}
	_, err = s.Do(t.Context(), admin(), id, cmd)
	require.NoError(t, err)
	return nil
}

// found requires that a sweep by the right time would come upon every case in time.
func found(t *testing.T, store *memory.Store, l *complaint.Lifecycle, deadlines *deadline.Deadlines, at func(time.Time) *complaint.Service, now time.Time, ids []complaint.ID, step string) {
	t.Helper()
	reported := map[complaint.ID]bool{}
	cases := map[complaint.ID]*complaint.Complaint{}
	for _, id := range ids {
		c, err := store.Set().Complaints.Get(t.Context(), id)
		require.NoError(t, err)
		require.NoError(t, c.Validate(complaint.Limits{}))
		replayed, err := l.Replay(c)
		require.NoError(t, err)
		require.Equal(t, c, replayed)
		cases[id] = c
	}
	swept, err := at(now).Sweep(t.Context(), complaint.Position{}, 0)
	if err != nil {
		require.ErrorIs(t, err, complaint.ErrClock, step)
		return
	}
	require.Empty(t, swept.Failed)
	for _, u := range swept.Unjudged {
		reported[u.ID] = true
	}
	for id, c := range cases {
		if _, wrong := c.JudgedAt(now); wrong != nil {
			require.True(t, reported[id], "%s: the last entry lies in the future and nobody says so", step)
			continue
		}
		next, acts := now, false
		for !next.IsZero() && !acts { // to when the timer has something to do, not only to look
			judged, err := deadlines.Judge(l, c, next)
			require.NoError(t, err)
			acts = len(judged.Unjudged) > 0 || !judged.Next.IsZero() && !judged.Next.After(next)
			if !acts {
				next = judged.Next
			}
		}
		if !acts || l.Machine().Final(c.State) {
			continue
		}
		require.False(t, c.NextDue.IsZero(), "%s: a clock runs and the case is in no index", step)
		require.False(t, c.NextDue.After(next.Add(time.Microsecond)) && c.NextDue.After(now), "%s: found at %s, not at %s", step, c.NextDue, next)
	}
}

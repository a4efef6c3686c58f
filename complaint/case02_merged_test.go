package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// ketut reports the cases that are merged into those of Wayan.
func ketut() complaint.Actor { return complaint.Actor{ID: "ketut"} }

// merged is a case of Ketut, forwarded, then merged into another.
func (d *desk) merged(into complaint.ID, change ...func(*complaint.Draft)) complaint.ID {
	d.t.Helper()
	r, err := d.Submit(d.t.Context(), ketut(), deskDraft(change...))
	require.NoError(d.t, err)
	d.do(byNational(), r.ID, forwardTo("works"))
	d.do(byNational(), r.ID, mergeInto(into))
	return r.ID
}

// settle sweeps until nothing is due any more.
func (d *desk) settle() (all complaint.Swept) {
	d.t.Helper()
	for range 100 {
		swept := d.sweep(complaint.Position{}, 0)
		all.Acted += swept.Acted
		all.Orphans = append(all.Orphans, swept.Orphans...)
		all.Failed = append(all.Failed, swept.Failed...)
		if swept.Examined == 0 {
			return all
		}
	}
	d.t.Fatal("sweeping never ends")
	return all
}

// runOf is the last run of a clock.
func (d *desk) runOf(id complaint.ID, clock lifecycle.ClockName) complaint.ClockRun {
	d.t.Helper()
	var last complaint.ClockRun
	for _, run := range deskNational(d.t).Clocks(d.stored(id)) {
		if run.Clock == clock {
			last = run
		}
	}
	require.Equal(d.t, clock, last.Clock)
	return last
}

// B is merged into A; then A's reporter withdraws A.
func TestCase02ParentWithdrawn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a := d.submit().ID
	b := d.merged(a)
	before := d.runOf(b, complaint.ClockStatutoryAnswer)
	require.Equal(t, complaint.ClockRuns, before.State, "no merge pauses what the law gives")
	d.clock.advance(deskDay)
	require.Equal(t, complaint.Swept{Done: true}, d.sweep(complaint.Position{}, 0), "nothing to be done for an open parent")

	d.do(byReporter(), a, complaint.Command{Action: complaint.ActionWithdraw})
	require.Equal(t, d.clock.now().UTC(), d.stored(a).NextDue)
	swept := d.sweep(complaint.Position{}, 0)
	require.Equal(t, []complaint.Orphan{{ID: b, Parent: a, Returned: true}}, swept.Orphans)
	require.Equal(t, 1, swept.Acted)
	c := d.stored(b)
	require.Equal(t, complaint.StateForwarded, c.State)
	require.Zero(t, c.Parent)
	require.Equal(t, complaint.RoleTimer, c.Timeline[len(c.Timeline)-1].By.Role)
	require.Equal(t, before, d.runOf(b, complaint.ClockStatutoryAnswer), "as never paused")
	require.Len(t, d.runOf(b, complaint.ClockFirstResponse).Pauses, 1)
	require.True(t, d.stored(a).NextDue.IsZero(), "the parent is judged anew")
	require.Zero(t, d.settle().Acted, "none returns twice")

	d.do(ketut(), b, complaint.Command{Action: complaint.ActionWithdraw})
	require.Equal(t, complaint.StateArchived, d.stored(b).State, "its reporter can act again")
}

// Whatever way a parent ends without an answer, its children return; whatever way it
// is answered, they learn it, and what the law gives stops.
func TestCase02WaysOfAParent(t *testing.T) {
	t.Parallel()
	none := func(*desk, complaint.ID) {}
	answer := func(d *desk, a complaint.ID) {
		d.do(byNational(), a, forwardTo("works"))
		d.do(byAgency("works"), a, complaint.Command{Action: complaint.ActionHandle})
		d.do(byAgency("works"), a, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	}
	for name, way := range map[string]struct {
		before, then func(d *desk, a complaint.ID)
		returns      bool
	}{
		"answered before, sent back, withdrawn": {answer, func(d *desk, a complaint.ID) {
			d.do(byReporter(), a, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
			d.do(byReporter(), a, complaint.Command{Action: complaint.ActionWithdraw})
		}, true},
		"archived as spam": {none, func(d *desk, a complaint.ID) {
			d.do(byNational(), a, complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedSpam})
		}, true},
		"expired": {none, func(d *desk, a complaint.ID) {
			d.do(byNational(), a, complaint.Command{Action: complaint.ActionSuspend, Note: "Di mana?"})
			d.clock.advance(5 * deskDay)
		}, true},
		"answered": {none, answer, false},
		"answered and accepted": {none, func(d *desk, a complaint.ID) {
			answer(d, a)
			d.do(byReporter(), a, complaint.Command{Action: complaint.ActionAccept, Rating: 1})
		}, false},
		"answered and closed": {none, func(d *desk, a complaint.ID) {
			answer(d, a)
			d.clock.advance(10 * deskDay)
		}, false},
		"answered and withdrawn": {none, func(d *desk, a complaint.ID) {
			answer(d, a)
			d.do(byReporter(), a, complaint.Command{Action: complaint.ActionWithdraw})
		}, false},
		"answered before the merge": {answer, none, false},
		"answered before, sent back, answered": {answer, func(d *desk, a complaint.ID) {
			d.do(byReporter(), a, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
			d.do(byAgency("works"), a, complaint.Command{Action: complaint.ActionRespond, Note: "Sekarang sudah."})
		}, false},
		"answered, sealed, and noted twice": {none, func(d *desk, a complaint.ID) {
			answer(d, a)
			d.do(byNational(), a, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}})
			d.do(byNational(), a, noteOf("Catatan"))
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			a := d.submit().ID
			way.before(d, a)
			b, second := d.merged(a), d.merged(a)
			way.then(d, a)
			swept := d.settle()
			require.Empty(t, swept.Failed)
			for _, id := range []complaint.ID{b, second} {
				c, run := d.stored(id), d.runOf(id, complaint.ClockStatutoryAnswer)
				require.Equal(t, way.returns, c.Parent.IsZero())
				require.Equal(t, way.returns, c.State == complaint.StateForwarded)
				require.Empty(t, run.Pauses)
				want := complaint.ClockStopped
				if way.returns {
					want = complaint.ClockRuns
				}
				require.Equal(t, want, run.State)
				require.Equal(t, want, d.runOf(id, complaint.ClockOmbudsman).State)
			}
			require.Equal(t, way.returns, len(swept.Orphans) == 2)
		})
	}
}

// A merged into C while B is in A: B learns what A learns, and returns to nobody
// while A is alive.
func TestCase02Chain(t *testing.T) {
	t.Parallel()
	for _, answered := range []bool{false, true} {
		d := newDesk(t)
		c := d.submit().ID
		a := d.submit().ID
		b := d.merged(a)
		d.do(byNational(), a, mergeInto(c))
		require.Zero(t, d.settle().Acted)
		if answered {
			d.do(byNational(), c, forwardTo("works"))
			d.do(byAgency("works"), c, complaint.Command{Action: complaint.ActionHandle})
			d.do(byAgency("works"), c, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
		} else {
			d.do(byReporter(), c, complaint.Command{Action: complaint.ActionWithdraw})
		}
		d.settle()
		require.Equal(t, a, d.stored(b).Parent)
		require.Equal(t, answered, d.stored(a).Parent == c)
		require.Equal(t, answered, d.runOf(b, complaint.ClockStatutoryAnswer).State == complaint.ClockStopped)
		if !answered {
			require.Equal(t, complaint.StateSubmitted, d.stored(a).State)
			d.do(byReporter(), a, complaint.Command{Action: complaint.ActionWithdraw})
			require.Len(t, d.settle().Orphans, 1)
			require.Equal(t, complaint.StateForwarded, d.stored(b).State)
		}
	}
}

func TestCase02MergingIntoAnEndedCase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	gone, b := d.submit().ID, d.submit().ID
	d.do(byReporter(), gone, complaint.Command{Action: complaint.ActionWithdraw})
	_, err := d.Do(t.Context(), byNational(), b, mergeInto(gone))
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.ErrorContains(t, err, "has ended (archived); a case is merged into one that is open")
	require.Equal(t, complaint.StateSubmitted, d.stored(b).State)
}

// Cases whose parent ended before there was a release that looked after them are not
// due: Recheck finds them. Under edition 1 the timer may not bring one back, so every
// sweep tells it until a person does.
func TestCase02StoredBefore(t *testing.T) {
	t.Parallel()
	old, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	first, err := complaint.Compile(old, complaint.Extensions{})
	require.NoError(t, err)
	for _, rules := range []*complaint.Lifecycle{first, deskNational(t)} {
		d, s := struck(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{rules} })
		a := d.submit().ID
		b := d.merged(a)
		d.do(byReporter(), a, complaint.Command{Action: complaint.ActionWithdraw})
		d.undue(a)
		require.Zero(t, d.settle().Acted, "as an earlier release left it")

		lost := errLost
		s.hints.Store(true)
		s.before.Store(&lost)
		_, err := d.Recheck(t.Context())
		require.ErrorIs(t, err, storage.ErrUnknownOutcome)
		s.hints.Store(false)
		found, err := d.Recheck(t.Context())
		require.NoError(t, err)
		require.Equal(t, 1, found)
		found, err = d.Recheck(t.Context())
		require.NoError(t, err)
		require.Zero(t, found, "it is due already")
		returned := rules != first
		for range 2 {
			swept := d.sweep(complaint.Position{}, 0)
			require.Equal(t, []complaint.Orphan{{ID: b, Parent: a, Returned: returned}}, swept.Orphans)
			if returned {
				break
			}
		}
		if !returned {
			d.do(byNational(), b, complaint.Command{Action: complaint.ActionUnmerge})
		}
		require.Empty(t, d.settle().Orphans)
		require.Equal(t, complaint.StateForwarded, d.stored(b).State)
	}
}

// undue takes a case out of the index.
func (d *desk) undue(id complaint.ID) {
	d.t.Helper()
	c := d.stored(id)
	c.NextDue = time.Time{}
	require.NoError(d.t, backend.Complaints(d.store).Commit(d.t.Context(), complaint.Batch{Complaints: []*complaint.Complaint{c}}))
}

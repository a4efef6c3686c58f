package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
)

// atUnit assigns a new case and returns it with those who draft and approve.
func (d *desk) atUnit() (id complaint.ID, drafter, liaison complaint.Actor) {
	d.t.Helper()
	id = d.submit().ID
	d.do(byNational(), id, forwardTo("works"))
	d.do(byAgency("works"), id, complaint.Command{Action: complaint.ActionAssign, Main: "works/roads"})
	return id, officer(complaint.RoleUnitAdmin, "works/roads"), officer(complaint.RoleLiaisonOfficer, "works/roads")
}

// The drafter replaces the draft after the officer has read it: what is published
// is what was read, or nothing.
func TestCase26AnApprovalNamesTheDraftThatWasRead(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id, drafter, liaison := d.atUnit()
	draft := func(text string) { d.do(drafter, id, complaint.Command{Action: complaint.ActionDraft, Note: text}) }
	draft("Sudah diperbaiki.")
	read, err := d.Get(t.Context(), liaison, id)
	require.NoError(t, err)
	require.Equal(t, "Sudah diperbaiki.", read.Draft)
	draft("Tidak akan diperbaiki.")
	approve := complaint.Command{Action: complaint.ActionApprove}
	for _, named := range []complaint.Digest{read.DraftDigest, {}, {1}} {
		approve.Draft = named
		_, err = d.Do(t.Context(), liaison, id, approve)
		var denial *complaint.Denial
		require.ErrorAs(t, err, &denial)
		require.Equal(t, string(complaint.GuardNamesDraft), denial.Reasons[len(denial.Reasons)-1].Condition)
	}
	read, err = d.Get(t.Context(), liaison, id)
	require.NoError(t, err)
	approve.Draft, approve.Key = read.DraftDigest, "k"
	d.do(liaison, id, approve)
	d.do(liaison, id, approve) // a repetition
	mine, err := d.Mine(t.Context(), byReporter(), id)
	require.NoError(t, err)
	require.Equal(t, "Tidak akan diperbaiki.", mine.Events[len(mine.Events)-1].Text)
	require.Equal(t, read.DraftDigest, d.stored(id).Timeline[len(d.stored(id).Timeline)-1].Details.Draft)
}

// A rating belongs to the answer for which it was given.
func TestCase16AReopenedCaseIsUnratedUntilItIsRatedAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id, _, liaison := d.atUnit()
	answer := complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."}
	rated := func(want, ever int) {
		t.Helper()
		c := d.stored(id)
		require.Equal(t, want, c.Rated())
		require.Equal(t, ever, c.Rating, "the record keeps the last one")
		mine, err := d.Mine(t.Context(), byReporter(), id)
		require.NoError(t, err)
		seen, err := d.Get(t.Context(), byNational(), id)
		require.NoError(t, err)
		public, err := d.Track(t.Context(), string(c.Tracking))
		require.NoError(t, err)
		require.Equal(t, []int{want, want, want}, []int{mine.Rating, seen.Rating, public.Report.Rating})
	}
	d.do(liaison, id, answer)
	rated(0, 0)
	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionAccept, Rating: 5})
	rated(5, 5)
	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
	rated(0, 5)
	d.do(liaison, id, answer)
	rated(0, 5)
	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionAccept, Rating: 2})
	rated(2, 2)
}

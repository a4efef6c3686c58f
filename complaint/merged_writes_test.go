package complaint_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// What the reporter of a merged case writes reaches those who work on the parent,
// at the end of the chain; in responded it is a reply. The parent's reporter and the
// public do not read it.
func TestMergedReporterWritesToTheParent(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a := d.handled("works", true).ID
	middle, err := d.Submit(t.Context(), complaint.Actor{ID: "made"}, deskDraft())
	require.NoError(t, err)
	b := d.merged(middle.ID, secretly)
	d.do(byNational(), middle.ID, mergeInto(a))
	view, err := d.Mine(t.Context(), ketut(), b)
	require.NoError(t, err)
	require.Subset(t, view.Allowed, []lifecycle.Action{complaint.ActionReply, complaint.ActionAttach})

	cmd := complaint.Command{Action: complaint.ActionReply, Key: "k", Note: "Di tempat saya belum."}
	first := d.do(ketut(), b, cmd)
	again := d.do(ketut(), b, cmd)
	require.True(t, again.Repeated, "repeating it is harmless")
	require.Equal(t, first.Entry, again.Entry)
	c := d.stored(a)
	require.Equal(t, complaint.StateInProgress, c.State)
	last := c.Timeline[len(c.Timeline)-1]
	require.Equal(t, complaint.ActionPassOn, last.Action)
	require.Equal(t, b, last.Details.Child)
	require.Equal(t, complaint.RoleTimer, last.By.Role)
	require.Equal(t, complaint.ClockRuns, d.runOf(a, complaint.ClockFurtherAnswer).State)
	require.Len(t, d.stored(middle.ID).Timeline, 2, "nobody works on the one between")

	photo := complaint.Attachment{Name: "foto.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}
	d.do(ketut(), b, complaint.Command{Action: complaint.ActionAttach, Note: "Lubangnya.", Attachments: []complaint.Attachment{photo}})
	staff, err := d.Get(t.Context(), byAgency("works"), a)
	require.NoError(t, err)
	require.Equal(t, []complaint.Attachment{photo}, staff.Attachments)
	require.Equal(t, "Di tempat saya belum.", staff.Events[len(staff.Events)-2].Text)
	require.NotContains(t, string(must(json.Marshal(staff))), d.stored(b).Reporter.String())
	own, err := d.Mine(t.Context(), byReporter(), a)
	require.NoError(t, err)
	public, err := d.Track(t.Context(), d.stored(a).Tracking.String())
	require.NoError(t, err)
	for _, v := range []any{own, public} {
		text := string(must(json.Marshal(v)))
		require.NotContains(t, text, "Di tempat saya belum.")
		require.NotContains(t, text, "foto.jpg")
	}
}

// Where nobody would read it, writing is refused and nothing is written.
func TestMergedReporterWritesToNobody(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a := d.handled("works", true).ID
	b := d.merged(a)
	reply := complaint.Command{Action: complaint.ActionReply, Note: "Belum."}
	d.do(byReporter(), a, complaint.Command{Action: complaint.ActionAccept, Rating: 5})
	_, err := d.Do(t.Context(), ketut(), b, reply)
	require.ErrorIs(t, err, complaint.ErrNotAllowed)
	require.ErrorContains(t, err, "needs: the case into which this one was merged has not ended")
	d.do(byReporter(), a, complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
	d.do(ketut(), b, reply)

	old, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	first, err := complaint.Compile(old, complaint.Extensions{})
	require.NoError(t, err)
	late := complaint.NationalEditions(deskBegan().Add(deskDay))
	both := make([]*complaint.Lifecycle, 2)
	for i, def := range late {
		both[i], err = complaint.Compile(def, complaint.Extensions{})
		require.NoError(t, err)
	}
	require.Equal(t, first.Edition(), both[0].Edition())
	d = newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = both })
	a = d.submit().ID
	d.clock.advance(deskDay)
	b = d.merged(a)
	requireRefuses(t, d, b, reply)
	require.Len(t, d.stored(b).Timeline, 3)
}

// requireRefuses requires that Ketut is promised no reply and no files on a case, is told
// why, and can do neither.
func requireRefuses(t *testing.T, d *desk, id complaint.ID, reply complaint.Command) {
	t.Helper()
	view, err := d.Mine(t.Context(), ketut(), id)
	require.NoError(t, err)
	for _, a := range []lifecycle.Action{complaint.ActionReply, complaint.ActionAttach} {
		require.NotContains(t, view.Allowed, a)
		why, err := d.WhyNot(t.Context(), ketut(), id, a)
		require.NoError(t, err)
		require.ErrorContains(t, why, "still takes what is added")
	}
	_, err = d.Do(t.Context(), ketut(), id, reply)
	require.ErrorIs(t, err, complaint.ErrNotAllowed)
}

// A case in the middle of a chain is merged, so it has not ended; the one at its end may
// have, or lie in the future. Neither takes what is written at the other end.
func TestMergedReporterWritesToAnEndedRoot(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	root := d.handled("works", true).ID
	middle, err := d.Submit(t.Context(), complaint.Actor{ID: "made"}, deskDraft())
	require.NoError(t, err)
	b := d.merged(middle.ID)
	d.do(byNational(), middle.ID, mergeInto(root))
	reply := complaint.Command{Action: complaint.ActionReply, Note: "Belum."}
	d.do(ketut(), b, reply)
	d.do(byAgency("works"), root, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	d.do(byReporter(), root, complaint.Command{Action: complaint.ActionAccept, Rating: 5})
	requireRefuses(t, d, b, reply)
	d.do(byReporter(), root, complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
	d.do(ketut(), b, reply)
	now := d.clock.now()
	d.clock.advance(deskDay)
	d.do(byNational(), root, noteOf("x"))
	d.clock.set(now)
	requireRefuses(t, d, b, reply)
}

// A chain with a secret case in it: the public learns nothing of that one and of
// what follows, the reporter at its end the states and the answers.
func TestMergedChainWithASecret(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	const canary = "Rumah kepala dinas"
	root := d.handled("works", true, func(draft *complaint.Draft) { draft.Title = canary }).ID
	secret, err := d.Submit(t.Context(), complaint.Actor{ID: "made"}, deskDraft(secretly, func(draft *complaint.Draft) { draft.Title = canary }))
	require.NoError(t, err)
	b := d.merged(secret.ID)
	d.do(byNational(), secret.ID, mergeInto(root))

	public, err := d.Track(t.Context(), d.stored(b).Tracking.String())
	require.NoError(t, err)
	require.Nil(t, public.Follows)
	public, err = d.Track(t.Context(), secret.Tracking.String())
	require.NoError(t, err)
	require.NotContains(t, string(must(json.Marshal(public))), canary)
	require.Equal(t, complaint.Status{State: complaint.StateResponded, Label: public.Follows.Status.Label, Bucket: public.Follows.Status.Bucket}, public.Follows.Status)
	own, err := d.Mine(t.Context(), ketut(), b)
	require.NoError(t, err)
	require.NotContains(t, string(must(json.Marshal(own))), canary)
	require.Empty(t, own.Follows.Answers)
	require.Equal(t, "Sudah diperbaiki.", own.Follows.Follows.Answers[0].Text)
}

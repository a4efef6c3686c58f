package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// editions compiles both editions of the national lifecycle.
func editions(t *testing.T) map[string]*complaint.Lifecycle {
	t.Helper()
	all := map[string]*complaint.Lifecycle{}
	for _, edition := range []string{"1", "2"} {
		def, err := complaint.NationalEdition(edition)
		require.NoError(t, err)
		all[edition], err = complaint.Compile(def, complaint.Extensions{})
		require.NoError(t, err)
	}
	return all
}

// A report that was withdrawn, or archived as spam, unclear or out of scope, is not
// public from then on, under every edition and in every store; the tracking number
// tells state and day, and the figures keep the case.
func TestCase09ArchivingEndsPublication(t *testing.T) {
	t.Parallel()
	for edition, l := range editions(t) {
		t.Run(edition, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
			file, err := sqlite.Open(t.Context(), t.TempDir()+"/aduan.db", sqlite.Config{})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, file.Close()) })
			f := &desk{t: t, clock: d.clock}
			f.Service = d.serve(func(cfg *complaint.Config) {
				cfg.Lifecycles, cfg.Store, cfg.Identities = []*complaint.Lifecycle{l}, backend.Complaints(file), file.Set().Identities
			})
			takenDown(t, d, d.store.Set().Complaints)
			takenDown(t, f, file.Set().Complaints)
		})
	}
}

func takenDown(t *testing.T, d *desk, stored complaint.Reader) {
	t.Helper()
	archive := func(why complaint.ArchiveReason) complaint.Command {
		return complaint.Command{Action: complaint.ActionArchive, Reason: why, Note: "Yang berwenang: pengadilan negeri."}
	}
	public := func() (ids []complaint.ID) {
		for _, c := range whole(t, stored.List(t.Context(), complaint.Query{Filter: complaint.Filter{PublicOnly: true}})) {
			ids = append(ids, c.ID)
		}
		return ids
	}
	first := len(public())
	for name, end := range map[string]struct {
		by  complaint.Actor
		cmd complaint.Command
	}{
		"withdrawn":    {byReporter(), complaint.Command{Action: complaint.ActionWithdraw}},
		"spam":         {byNational(), archive(complaint.ArchivedSpam)},
		"unclear":      {byNational(), archive(complaint.ArchivedUnclear)},
		"out of scope": {byNational(), archive(complaint.ArchivedOutOfScope)},
	} {
		r := d.submit()
		d.do(byNational(), r.ID, forwardTo("works"))
		require.Contains(t, public(), r.ID, name)
		d.do(end.by, r.ID, end.cmd)
		require.NotContains(t, public(), r.ID, name)
		view, err := d.Track(t.Context(), string(r.Tracking))
		require.NoError(t, err)
		require.Nil(t, view.Report, name)
		require.Equal(t, complaint.StateArchived, view.Status.State)
		require.Equal(t, d.clock.now().UTC().Truncate(24*time.Hour), view.Status.EnteredAt)
		c, err := stored.Get(t.Context(), r.ID)
		require.NoError(t, err)
		require.True(t, c.TakenDown())
		require.Equal(t, "Jalan berlubang di Ubung", c.Title(), "the record keeps everything")
	}
	require.Len(t, public(), first)

	answered := d.submit()
	d.do(byNational(), answered.ID, forwardTo("works"))
	d.do(byAgency("works"), answered.ID, complaint.Command{Action: complaint.ActionHandle})
	d.do(byAgency("works"), answered.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah diperbaiki."})
	require.Contains(t, public(), answered.ID)
	d.do(byReporter(), answered.ID, complaint.Command{Action: complaint.ActionWithdraw})
	view, err := d.Track(t.Context(), string(answered.Tracking))
	require.NoError(t, err)
	require.Nil(t, view.Report, "the answer goes with the report")

	child, parent := d.submit(), d.submit()
	d.do(byNational(), parent.ID, forwardTo("works"))
	d.do(byNational(), child.ID, forwardTo("works"))
	d.do(byNational(), child.ID, complaint.Command{Action: complaint.ActionMerge, Parent: parent.ID})
	require.Contains(t, public(), child.ID, "a duplicate follows its parent")
	d.do(byNational(), parent.ID, archive(complaint.ArchivedSpam))
	view, err = d.Track(t.Context(), string(child.Tracking))
	require.NoError(t, err)
	if view.Follows != nil {
		require.Nil(t, view.Follows.Report, "nor by way of a child")
	}
}

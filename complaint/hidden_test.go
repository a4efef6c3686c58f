package complaint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// grown adds notes to a case past the service until it has so many entries.
func (d *desk) grown(id complaint.ID, entries int) {
	d.t.Helper()
	c := d.stored(id)
	for last := c.Timeline[len(c.Timeline)-1]; len(c.Timeline) < entries; {
		c.Timeline = append(c.Timeline, complaint.Entry{
			Seq: len(c.Timeline) + 1, At: last.At, By: byNational(), Action: complaint.ActionNote, From: c.State, To: c.State,
			Version: c.Version + 1, Key: fmt.Sprintf("k%d", len(c.Timeline)),
		})
	}
	require.NoError(d.t, d.store.Commit(d.t.Context(), backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}}}))
}

// strangers are those who may not see a secret case of works that accuses the water
// office and that "aid" supports as a unit.
func strangers() []complaint.Actor {
	return []complaint.Actor{
		{},
		{ID: "ketut"},
		{ID: "f", Role: complaint.RoleFieldOfficer},
		{ID: "x", Role: "nobody"},
		byAgency("parks"), byAgency("water"), byAgency("aid"), byAgency(""), byLiaison("parks"), byUnit("parks"),
		{ID: "i", Role: complaint.RoleInspectorate, Region: region.MustParse("51.71")},
		{ID: "o", Role: complaint.RoleOmbudsman},
		{ID: "w", Role: complaint.RoleOmbudsman, Agency: "water"},
		{ID: "l", Role: complaint.RoleLocalCoordinator, Region: region.MustParse("51.71")},
	}
}

// A case that is kept from somebody is in nothing else than one that is not there: not in
// the error, not in what the store is asked, and, as far as that can be counted, not in
// the work, however long its timeline is.
func TestHiddenIsAsMissing(t *testing.T) {
	d := newDesk(t)
	store := storagetest.NewFaultStore(d.store)
	d.Service = d.serve(func(cfg *complaint.Config) {
		cfg.Store, cfg.Identities, cfg.Router = backend.Complaints(store), store.Set().Identities, deskRouter{asked: new([]complaint.Facts)}
	})
	bare := d.submit(secretly).ID
	missing, err := complaint.NewID(d.clock.now(), deskEntropy())
	require.NoError(t, err)
	long := d.handled("works", false, secretly).ID
	d.do(byNational(), long, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"water"}})
	d.do(byAgency("works"), long, complaint.Command{Action: complaint.ActionReassign, Main: "works", Supporting: []agency.ID{"aid"}})
	d.grown(long, 1000)
	mine := d.handled("parks", false).ID

	for _, by := range strangers() {
		for name, ask := range d.questions(by, mine) {
			wanted := answered(store, ask, missing)
			if name == "merge" {
				require.ErrorIs(t, wanted.err, storage.ErrInvalid)
			} else {
				require.ErrorIs(t, wanted.err, storage.ErrNotFound, name)
			}
			for entries, id := range map[int]complaint.ID{1: bare, 1000: long} {
				what := fmt.Sprintf("%s by %s, %d entries", name, by, entries)
				got := answered(store, ask, id)
				require.Equal(t, wanted.text(missing), got.text(id), what)
				require.Equal(t, wanted.calls, got.calls, what)
				few := testing.AllocsPerRun(10, func() { _ = ask(missing) })
				require.InDelta(t, few, testing.AllocsPerRun(10, func() { _ = ask(id) }), 6, what)
			}
		}
	}
}

// questions are all calls that name a case, by somebody who has a case of their own if
// they act for parks.
func (d *desk) questions(by complaint.Actor, mine complaint.ID) map[string]func(complaint.ID) error {
	ctx := d.t.Context()
	do := func(cmd complaint.Command) func(complaint.ID) error {
		return func(id complaint.ID) error { _, err := d.Do(ctx, by, id, cmd); return err }
	}
	list := map[string]func(complaint.ID) error{
		"clocks": func(id complaint.ID) error { _, err := d.Clocks(ctx, by, id); return err },
		"whynot": func(id complaint.ID) error { _, err := d.WhyNot(ctx, by, id, complaint.ActionNote); return err },
		"suggest": func(id complaint.ID) error {
			_, err := d.Suggest(ctx, by, id, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory})
			return err
		},
		"mine":         func(id complaint.ID) error { _, err := d.Mine(ctx, by, id); return err },
		"do":           do(noteOf("a")),
		"do with key":  do(complaint.Command{Action: complaint.ActionNote, Note: "a", Key: "k500"}),
		"do expecting": do(complaint.Command{Action: complaint.ActionNote, Note: "a", Expect: 3}),
		"all": func(id complaint.ID) error {
			return d.DoAll(ctx, by, []complaint.Item{{ID: id, Command: noteOf("a")}})[0].Err
		},
	}
	if by.ID != "" {
		list["identity"] = func(id complaint.ID) error { _, err := d.OpenIdentity(ctx, by, id, "audit"); return err }
	}
	if role := by.Role; role != "" {
		list["get"] = func(id complaint.ID) error { _, err := d.Get(ctx, by, id); return err }
	}
	if by.Role == complaint.RoleAgencyAdmin && by.Agency == "parks" {
		list["merge"] = func(id complaint.ID) error { _, err := d.Do(ctx, by, mine, mergeInto(id)); return err }
	}
	return list
}

// told is what came of a question.
type told struct {
	err   error
	calls []string
}

// text is the error with its type and fields, whatever the ID.
func (a told) text(id complaint.ID) string {
	return strings.ReplaceAll(fmt.Sprintf("%T %#v %v", a.err, a.err, a.err), id.String(), "ID")
}

func answered(s *storagetest.FaultStore, ask func(complaint.ID) error, id complaint.ID) told {
	s.Rearm()
	err := ask(id)
	return told{err, s.Calls()}
}

// What is decided by a head is what is decided by the whole case.
func TestHeadDecidesAsTheWhole(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	l := deskNational(t)
	plain := d.submit(secretly).ID
	routed := d.submit().ID
	d.do(byNational(), routed, forwardTo("works"))
	c := d.stored(routed)
	c.Timeline[1].Details.Supporting, c.Supporting = []agency.ID{"aid"}, []agency.ID{"aid", "unit"}
	kept := d.handled("works", false, secretly).ID
	d.do(byNational(), kept, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"water"}})
	for _, whole := range []*complaint.Complaint{d.stored(plain), c, d.stored(kept)} {
		head := whole.Head("")
		require.Empty(t, head.Texts)
		for _, by := range append(strangers(), byNational(), byAgency("works"), byAgency("unit"), byUnit("unit"), complaint.Actor{ID: whole.Reporter.String()}) {
			at := complaint.Moment{Now: d.clock.now()}
			require.Equal(t, l.CanSee(whole, by, at), l.CanSee(head, by, at), "%s", by)
		}
	}
	require.True(t, l.CanSee(c.Head(""), byAgency("aid"), complaint.Moment{}), "an agency that helps by the routing table")
	require.False(t, l.CanSee(c.Head(""), byAgency("unit"), complaint.Moment{}))
}

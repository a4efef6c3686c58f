package complaint_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// onStores runs a check on a desk over memory, and on one over SQLite.
func onStores(t *testing.T, check func(t *testing.T, open func(change ...func(*complaint.Config)) *desk)) {
	t.Helper()
	t.Run("memory", func(t *testing.T) {
		t.Parallel()
		check(t, func(change ...func(*complaint.Config)) *desk { return newDesk(t, append(change, overYears)...) })
	})
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "cases.db"), sqlite.Config{})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, store.Close()) })
		check(t, func(change ...func(*complaint.Config)) *desk {
			return newDesk(t, append([]func(*complaint.Config){func(cfg *complaint.Config) {
				cfg.Store, cfg.Identities = backend.Complaints(store), store.Set().Identities
			}}, append(change, overYears)...)...)
		})
	})
}

// body is an agency with one term; from and until may be zero.
func body(id, parent agency.ID, from, until time.Time, then ...agency.Succession) agency.Agency {
	return agency.Agency{ID: id, Successions: then, Terms: []agency.Term{{
		Name: string(id), Kind: agency.Office, Parent: parent, Valid: aduan.Period{From: from, Until: until},
	}}}
}

func bodies(t testing.TB, regions *region.Tree, list ...agency.Agency) *agency.Directory {
	t.Helper()
	d, err := agency.NewDirectory(agency.Config{Agencies: list, Regions: regions})
	require.NoError(t, err)
	return d
}

func kept(d *agency.Directory) func(*complaint.Config) {
	return func(cfg *complaint.Config) { cfg.Directory = d }
}

// overYears gives the database a clock, because years pass between one step and the
// next.
func overYears(cfg *complaint.Config) {
	cfg.Search, _ = cfg.Store.(complaint.Searcher)
	cfg.Store = timekept{cfg.Store, cfg.Now}
}

// timekept is a store whose database has the clock of the server.
type timekept struct {
	complaint.Store
	now func() time.Time
}

func (s timekept) Clock(context.Context) (time.Time, error) { return s.now(), nil }

// listed are the IDs of the cases that somebody finds.
func (d *desk) listed(by complaint.Actor, f complaint.Filter) []complaint.ID {
	d.t.Helper()
	var ids []complaint.ID
	for _, v := range whole(d.t, d.List(d.t.Context(), by, complaint.Query{Filter: f})) {
		ids = append(ids, v.ID)
	}
	return ids
}

// recorded reads a case past the service, from the store that it works on.
func (d *desk) recorded(id complaint.ID) *complaint.Complaint {
	d.t.Helper()
	c, err := d.working.Get(d.t.Context(), id)
	require.NoError(d.t, err)
	return c
}

// An agency's term ends while it holds a case, and one agency follows it: the
// clocks go on, its staff see and handle the case, an escalation finds whom to tell,
// and the predecessor's staff keep nothing.
func TestCase06TheHeirHandlesTheCase(t *testing.T) {
	t.Parallel()
	onStores(t, func(t *testing.T, open func(...func(*complaint.Config)) *desk) {
		wib := time.FixedZone("WIB", 7*3600)
		end := time.Date(2020, 6, 30, 0, 0, 0, 0, wib)
		dir := bodies(t, nil,
			body("gov", "", time.Time{}, time.Time{}),
			body("gov/roads", "gov", time.Time{}, end, agency.Succession{Kind: agency.Renamed, To: "gov/works", On: end}),
			body("gov/roads/north", "gov/roads", time.Time{}, end, agency.Succession{Kind: agency.Merged, To: "gov/works/all", On: end}),
			body("gov/works", "gov", end, time.Time{}),
			body("gov/works/all", "gov/works", end, time.Time{}),
		)
		set, err := indonesia.Calendars()
		require.NoError(t, err)
		judge, err := deadline.New(deadline.Config{
			Policies: deadline.SP4NEditions(), Superiors: dir,
			Calendars: deadline.Calendars{Set: set, Default: "id-wib", Bodies: dir},
		})
		require.NoError(t, err)
		d := open(kept(dir), func(cfg *complaint.Config) { cfg.Deadlines = judge })
		d.clock.set(time.Date(2020, 6, 1, 9, 0, 0, 0, wib))
		r := d.submit()
		d.do(byNational(), r.ID, forwardTo("gov/roads"))
		d.do(byAgency("gov/roads"), r.ID, complaint.Command{Action: complaint.ActionAssign, Main: "gov/roads/north"})
		require.Equal(t, []complaint.ID{r.ID}, d.listed(byAgency("gov/roads"), complaint.Filter{}))

		d.clock.set(time.Date(2020, 7, 1, 9, 0, 0, 0, wib))
		_, err = d.Get(t.Context(), byAgency("gov/roads"), r.ID)
		require.ErrorIs(t, err, storage.ErrNotFound)
		require.Empty(t, d.listed(byAgency("gov/roads"), complaint.Filter{}))
		for _, by := range []complaint.Actor{byAgency("gov/works"), byLiaison("gov/works/all"), byUnit("gov/works/all")} {
			v, err := d.Get(t.Context(), by, r.ID)
			require.NoError(t, err)
			require.Equal(t, agency.ID("gov/roads"), v.Agency)
			require.Equal(t, agency.ID("gov/works"), v.AgencyNow)
			require.Equal(t, []complaint.ID{r.ID}, d.listed(by, complaint.Filter{}))
		}
		require.Equal(t, []complaint.ID{r.ID}, d.listed(byNational(), complaint.Filter{Agency: "gov"}))
		require.Equal(t, []complaint.ID{r.ID}, d.listed(byNational(), complaint.Filter{Agency: "gov/roads"}), "as recorded")
		mine, err := d.Mine(t.Context(), byReporter(), r.ID)
		require.NoError(t, err)
		require.Equal(t, agency.ID("gov/works"), mine.Agency)
		public, err := d.Track(t.Context(), string(r.Tracking))
		require.NoError(t, err)
		require.Equal(t, agency.ID("gov/works"), public.Report.Agency)
		_, err = d.OpenIdentity(t.Context(), byLiaison("gov/works/all"), r.ID, "untuk menelepon pelapor")
		require.NoError(t, err)

		answer := d.do(byLiaison("gov/works/all"), r.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
		require.Empty(t, answer.Warnings)
		d.do(byReporter(), r.ID, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
		c, err := judge.Readings(deskNational(t), d.recorded(r.ID), d.clock.now())
		require.NoError(t, err)
		for _, reading := range c {
			require.NotEqual(t, deadline.Unknown, reading.Status, "%s: %v", reading.Clock, reading.Err)
		}
		told, err := judge.Recipients(deskNational(t), d.recorded(r.ID), complaint.Escalation{Clock: complaint.ClockResolution, Rung: complaint.RungSuperior}, d.clock.now())
		require.NoError(t, err)
		require.Equal(t, []agency.ID{"gov"}, told)
		require.Empty(t, d.sweep(complaint.Position{}, 0).Unjudged)
		_, err = d.Do(t.Context(), byNational(), r.ID, complaint.Command{Action: complaint.ActionTransfer, Agency: "gov/roads", Note: "kembali"})
		require.ErrorContains(t, err, "legal: gov/works")
	})
}

// A case filed under 91.04 lies in 94.01 since 2022: staff of 94.01 find and read
// it, those of 91 no longer do.
func TestCase13TheRegionOfToday(t *testing.T) {
	t.Parallel()
	onStores(t, func(t *testing.T, open func(...func(*complaint.Config)) *desk) {
		tree := indonesia.MustRegions()
		d := open(func(cfg *complaint.Config) { cfg.Regions = tree })
		d.clock.set(time.Date(2021, 5, 3, 0, 0, 0, 0, time.UTC))
		at := func(code string) func(*complaint.Draft) {
			return func(draft *complaint.Draft) { draft.Region = region.MustParse(code) }
		}
		nabire, jayapura := d.submit(at("91.04")), d.submit(at("91.71"))
		in := func(role lifecycle.Role, code string) complaint.Actor {
			return complaint.Actor{ID: "in-" + code, Role: role, Region: region.MustParse(code)}
		}
		all := []complaint.ID{nabire.ID, jayapura.ID}
		papua := in(complaint.RoleLocalCoordinator, "91")
		require.ElementsMatch(t, all, d.listed(papua, complaint.Filter{}))
		require.ElementsMatch(t, all, d.listed(papua, complaint.Filter{Region: region.MustParse("91")}))

		d.clock.set(time.Date(2023, 5, 3, 0, 0, 0, 0, time.UTC))
		d.do(byNational(), nabire.ID, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassSupervisory, Agency: "works"})
		for _, by := range []complaint.Actor{
			in(complaint.RoleLocalCoordinator, "94.01"), in(complaint.RoleLocalCoordinator, "94"),
			in(complaint.RoleInspectorate, "94.01"), in(complaint.RoleInspectorate, "94"),
		} {
			v, err := d.Get(t.Context(), by, nabire.ID)
			require.NoError(t, err)
			require.Equal(t, "iso:ID > 91 > 91.04", v.Region.String())
			require.Equal(t, "iso:ID > 94 > 94.01", v.RegionNow.String())
			for _, code := range []string{"94", "94.01", "91.04", tree.Aliases(region.MustParse("94.01"))[0].String()} {
				require.Equal(t, []complaint.ID{nabire.ID}, d.listed(by, complaint.Filter{Region: region.MustParse(code)}), code)
			}
			require.Empty(t, d.listed(by, complaint.Filter{Region: region.MustParse("91")}))
		}
		for _, role := range []lifecycle.Role{complaint.RoleLocalCoordinator, complaint.RoleInspectorate} {
			_, err := d.Get(t.Context(), in(role, "91"), nabire.ID)
			require.ErrorIs(t, err, storage.ErrNotFound)
		}
		require.Equal(t, []complaint.ID{jayapura.ID}, d.listed(papua, complaint.Filter{}))
		require.Equal(t, []complaint.ID{jayapura.ID}, d.listed(byNational(), complaint.Filter{Region: region.MustParse("91")}))
	})
}

// Of several successors none is sure: nobody's staff reach the case, every sweep
// tells it although nobody wrote to it, and the national admin gives it to one.
func TestServiceReportsAnUnknownHolder(t *testing.T) {
	t.Parallel()
	onStores(t, func(t *testing.T, open func(...func(*complaint.Config)) *desk) {
		always := time.Time{}
		before := bodies(t, nil, body("old", "", always, always), body("a", "", always, always), body("b", "", always, always))
		d := open(kept(before), func(cfg *complaint.Config) { cfg.Deadlines = complaint.NoDeadlines{} })
		held, done := d.submit(), d.submit()
		waiting := d.submit()
		d.do(byNational(), held.ID, forwardTo("old"))
		d.do(byNational(), done.ID, forwardTo("old"))
		d.do(byReporter(), done.ID, complaint.Command{Action: complaint.ActionWithdraw})
		require.Zero(t, d.recorded(held.ID).NextDue)

		end := d.clock.now().Add(time.Hour)
		after := bodies(t, nil, body("a", "", always, always), body("b", "", always, always), body("old", "", always, end,
			agency.Succession{Kind: agency.Split, To: "a", On: end}, agency.Succession{Kind: agency.Split, To: "b", On: end}))
		d.Service = d.serve(kept(after), func(cfg *complaint.Config) {
			cfg.Deadlines, cfg.Store = complaint.NoDeadlines{}, d.working
		})
		require.Empty(t, d.sweep(complaint.Position{}, 0).Unjudged)
		d.clock.advance(deskDay)
		for range 2 {
			swept := d.sweep(complaint.Position{}, 0)
			require.Len(t, swept.Unjudged, 1)
			require.Equal(t, held.ID, swept.Unjudged[0].ID)
			var unknown *complaint.HolderError
			require.ErrorAs(t, swept.Unjudged[0].Err, &unknown)
			require.Equal(t, agency.ID("old"), unknown.Agency)
			var heirs *agency.HeirError
			require.ErrorAs(t, unknown, &heirs)
			require.Equal(t, []agency.ID{"a", "b"}, heirs.Candidates)
		}
		for _, by := range []complaint.Actor{byAgency("old"), byAgency("a"), byAgency("b")} {
			_, err := d.Get(t.Context(), by, held.ID)
			require.ErrorIs(t, err, storage.ErrNotFound)
			require.Empty(t, d.listed(by, complaint.Filter{}))
		}
		v, err := d.Get(t.Context(), byNational(), held.ID)
		require.NoError(t, err)
		require.Equal(t, agency.ID("old"), v.Agency)
		require.Empty(t, v.AgencyNow)
		require.ElementsMatch(t, []complaint.ID{held.ID, done.ID}, d.listed(byNational(), complaint.Filter{Agency: "old"}))

		noted := d.do(byNational(), held.ID, noteOf("Kepada siapa?"))
		require.Len(t, noted.Warnings, 1)
		require.ErrorContains(t, noted.Warnings[0].Err, "holder unknown")
		require.NotZero(t, d.recorded(held.ID).NextDue)
		moved := d.do(byNational(), held.ID, complaint.Command{Action: complaint.ActionTransfer, Agency: "b", Note: "Urusan jalan."})
		require.Empty(t, moved.Warnings)
		require.Equal(t, []complaint.ID{held.ID}, d.listed(byAgency("b"), complaint.Filter{}))
		require.Empty(t, d.sweep(complaint.Position{}, 0).Unjudged)
		require.Equal(t, lifecycle.State(complaint.StateSubmitted), d.recorded(waiting.ID).State)
	})
}

// A table decides by the day of the submission; what ended before the forward gives way to
// its heir, or the forward is refused with those among which to choose.
func TestServiceForwardsToTheHeirOfWhatTheTableNames(t *testing.T) {
	t.Parallel()
	always, end := time.Time{}, deskBegan().Add(time.Hour)
	split := func(to ...agency.ID) (list []agency.Succession) {
		for _, id := range to {
			list = append(list, agency.Succession{Kind: agency.Split, To: id, On: end})
		}
		return list
	}
	dir := bodies(t, nil, body("a", "", always, always), body("b", "", always, always),
		body("old", "", always, end, split("a")...), body("torn", "", always, end, split("a", "b")...))
	for to, want := range map[agency.ID]string{"old": "a", "torn": ""} {
		var asked []complaint.Facts
		d := newDesk(t, kept(dir), func(cfg *complaint.Config) {
			cfg.Router = deskRouter{decision: complaint.Decision{Agency: to}, asked: &asked}
		})
		r := d.submit()
		d.clock.advance(deskDay)
		_, err := d.Do(t.Context(), byNational(), r.ID, forwardTo(""))
		if want == "" {
			require.ErrorContains(t, err, "legal: a, b")
			continue
		}
		require.NoError(t, err)
		require.Equal(t, agency.ID(want), d.stored(r.ID).Agency)
	}
}

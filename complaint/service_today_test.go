package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

// Whoever asks by a region or an agency, in whatever way, finds the cases that are
// there today: what was filed under 91.04 lies in 94.01 since 2022, and the roads
// office of then is the works office of now.
func TestServiceEveryQueryAsksByToday(t *testing.T) {
	t.Parallel()
	onStores(t, func(t *testing.T, open func(...func(*complaint.Config)) *desk) {
		tree, always := indonesia.MustRegions(), time.Time{}
		renamed := time.Date(2022, 8, 1, 0, 0, 0, 0, time.UTC)
		dir := bodies(t, nil, body("gov", "", always, always), body("gov/works", "gov", renamed, always),
			body("gov/roads", "gov", always, renamed, agency.Succession{Kind: agency.Renamed, To: "gov/works", On: renamed}),
			body("gov/health", "gov", always, always))
		d := open(kept(dir), func(cfg *complaint.Config) { cfg.Regions = tree })
		d.clock.set(time.Date(2021, 5, 3, 0, 0, 0, 0, time.UTC))
		file := func(code string, to agency.ID) complaint.ID {
			r := d.submit(func(draft *complaint.Draft) {
				draft.Region, draft.Disclosure, draft.Title = region.MustParse(code), complaint.Disclosure{Public: true}, "Lampu padam"
			})
			d.do(byNational(), r.ID, forwardTo(to))
			d.clock.advance(time.Hour) // IDs are ordered by the time
			return r.ID
		}
		nabire, jayapura := file("91.04", "gov/roads"), file("91.71", "gov/health")
		d.clock.set(time.Date(2023, 5, 3, 0, 0, 0, 0, time.UTC))

		ids := func(views []complaint.AgencyView) (found []complaint.ID) {
			for _, v := range views {
				found = append(found, v.ID)
			}
			return found
		}
		coordinator := func(code region.Code) complaint.Actor {
			return complaint.Actor{ID: "koordinator", Role: complaint.RoleLocalCoordinator, Region: code}
		}
		counted := func(by stats.Dimension, key string) int {
			report, err := stats.Collect(d.working.List(t.Context(), complaint.Query{}), stats.Config{
				From: stats.Quarter{Year: 2021, Number: 1}, Until: stats.Quarter{Year: 2023, Number: 4},
				Lifecycles: []*complaint.Lifecycle{deskNational(t)},
				AsOf:       complaint.Moment{Now: d.clock.now(), Directory: dir, Regions: tree},
			})
			require.NoError(t, err)
			return report.Group(by, key).Received
		}
		for code, want := range map[string][]complaint.ID{"94.01": {nabire}, "94": {nabire}, "91": {jayapura}, "91.71": {jayapura}, "94.02": nil} {
			in := region.MustParse(code)
			byRegion := complaint.Query{Filter: complaint.Filter{Region: in}}
			var public []complaint.ID
			for found, err := range d.SearchPublic(t.Context(), "lampu", complaint.PublicQuery{Region: in}) {
				require.NoError(t, err)
				public = append(public, found.ID)
			}
			require.Equal(t, want, public, "SearchPublic %s", code)
			require.Equal(t, want, ids(whole(t, d.List(t.Context(), byNational(), byRegion))), "List %s", code)
			require.Equal(t, want, ids(whole(t, d.Search(t.Context(), byNational(), "lampu", byRegion))), "Search %s", code)
			require.Equal(t, want, ids(whole(t, d.List(t.Context(), coordinator(in), complaint.Query{}))), "reach %s", code)
			require.Equal(t, want, ids(whole(t, d.Search(t.Context(), coordinator(in), "lampu", complaint.Query{}))), "reach %s", code)
			require.Equal(t, len(want), counted(stats.ByRegion, code), "statistics %s", code)
		}
		for id, want := range map[agency.ID][]complaint.ID{"gov/works": {nabire}, "gov/health": {jayapura}, "gov": {nabire, jayapura}} {
			with := complaint.Query{Filter: complaint.Filter{Agency: id}}
			require.Equal(t, want, ids(whole(t, d.List(t.Context(), byNational(), with))), "List %s", id)
			require.Equal(t, want, ids(whole(t, d.Search(t.Context(), byNational(), "lampu", with))), "Search %s", id)
			require.Equal(t, len(want), counted(stats.ByAgency, string(id)), "statistics %s", id)
		}
		for id, want := range map[agency.ID][]complaint.ID{"gov/works": {nabire}, "gov/roads": nil, "gov/health": {jayapura}} {
			for _, by := range []complaint.Actor{byAgency(id), byUnit(id), byLiaison(id)} {
				require.Equal(t, want, ids(whole(t, d.List(t.Context(), by, complaint.Query{}))), "%s of %s", by.Role, id)
				require.Equal(t, want, ids(whole(t, d.Search(t.Context(), by, "lampu", complaint.Query{}))), "%s of %s", by.Role, id)
			}
		}
		// Pages go on where the one before ended, over the codes of then and now.
		first := whole(t, d.List(t.Context(), byNational(), complaint.Query{Filter: complaint.Filter{Agency: "gov"}, Limit: 1}))
		require.Equal(t, []complaint.ID{nabire}, ids(first))
		var next []complaint.ID
		for found, err := range d.SearchPublic(t.Context(), "lampu", complaint.PublicQuery{After: nabire, Limit: 1}) {
			require.NoError(t, err)
			next = append(next, found.ID)
		}
		require.Equal(t, []complaint.ID{jayapura}, next)
		for found, err := range d.SearchPublic(t.Context(), "lampu", complaint.PublicQuery{Region: region.MustParse("94"), After: nabire}) {
			require.NoError(t, err)
			require.Fail(t, "found again", "%s", found.ID)
		}
	})
}

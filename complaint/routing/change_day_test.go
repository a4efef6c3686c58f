package routing_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

// A region changes at midnight of its own zone, which is late in the evening before in
// that of the table. What is reported in those hours, under the new code, is decided
// by how the place stood at noon, and not refused.
func TestRouteOnTheDayOfAChange(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	nabire := region.MustParse("94.01")
	changed := tree.Predecessors(nabire)[0].On
	dir, err := agency.NewDirectory(agency.Config{Regions: tree, Agencies: []agency.Agency{
		{ID: "nabire", Terms: []agency.Term{{Name: "Nabire", Kind: agency.RegencyGovernment, Jurisdiction: []region.Code{nabire}, Functions: []agency.Function{"works"}}}},
	}})
	require.NoError(t, err)
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "roads"}})
	require.NoError(t, err)
	table, err := routing.Parse("t.yaml", []byte(`
name: t
edition: "1"
valid: {from: "2020-01-01"}
zone: Asia/Jakarta
hit_policy: most_specific
rules:
- id: all
  to: {function: works, level: regency}
fallback: {ask: [{agency: nabire}]}
`))
	require.NoError(t, err)
	router, err := routing.Compile(table, routing.Sources{Regions: tree, Agencies: dir, Categories: categories})
	require.NoError(t, err)
	for _, at := range []time.Time{changed, changed.Add(time.Hour), changed.Add(-time.Microsecond), changed.Add(24 * time.Hour)} {
		code := nabire
		if at.Before(changed) {
			code = region.MustParse("91.04")
		}
		path, err := tree.Path(code, at)
		require.NoError(t, err)
		d, err := router.Route(complaint.Facts{Region: path, Submitted: at})
		require.NoError(t, err, at)
		require.Equal(t, agency.ID("nabire"), d.Agency)
	}
	_, err = router.Route(complaint.Facts{Region: region.Path{nabire}, Submitted: changed.Add(-time.Hour)})
	require.Error(t, err, "it did not exist yet")
}

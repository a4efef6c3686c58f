package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// crewTable sends a report to the crew in whose area it lies.
func crewTable(t *testing.T) *routing.Router {
	t.Helper()
	is := func(code string) routing.When {
		return routing.When{Attributes: []routing.AttributeTest{{Name: "crew", Is: []string{code}}}}
	}
	regions, err := region.New(region.Config{
		Levels: []region.Level{"province"}, Records: []region.Record{{Code: region.MustParse("51"), Level: "province", Name: "Bali"}},
	})
	require.NoError(t, err)
	var agencies []agency.Agency
	for _, id := range []agency.ID{"north", "south", "works"} {
		agencies = append(agencies, agency.Agency{ID: id, Terms: []agency.Term{{Name: string(id), Kind: "office"}}})
	}
	directory, err := agency.NewDirectory(agency.Config{Regions: regions, Agencies: agencies})
	require.NoError(t, err)
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	require.NoError(t, err)
	r, err := routing.Compile(routing.Table{
		Name: "crews", Edition: "1", Location: time.UTC, Hit: routing.First, Valid: routing.Days{From: aduan.Date{Year: 2026, Month: 1, Day: 1}},
		Attributes: []routing.Attribute{{Name: "crew", Type: routing.Choice, Area: "crews", Values: []string{"N1", "N2", "S"}}},
		Rules: []routing.Rule{
			{ID: "n1", When: is("N1"), To: routing.ToAgency("north")}, {ID: "n2", When: is("N2"), To: routing.ToAgency("north")}, {ID: "s", When: is("S"), To: routing.ToAgency("south")},
		},
		Fallback: routing.ToAgency("works"),
	}, routing.Sources{Regions: regions, Agencies: directory, Categories: categories})
	require.NoError(t, err)
	return r
}

// What the locator finds routes the report: where it is not sure, if that makes no
// difference, and what the table does not know is told.
func TestAreasReachTheTable(t *testing.T) {
	t.Parallel()
	ctx, a, table := t.Context(), &atlas{}, crewTable(t)
	forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory}
	for name, c := range map[string]struct {
		codes  []string
		want   agency.ID
		unread []string
	}{
		"one": {[]string{"S"}, "south", nil}, "two that agree": {[]string{"N1", "N2"}, "north", nil}, "none": {nil, "works", nil},
		"one that the table does not know": {[]string{"X"}, "works", []string{"areas.crews"}}, "one of two": {[]string{"S", "X"}, "works", []string{"areas.crews"}},
		"two that do not": {[]string{"S", "N1"}, "", nil},
	} {
		d, draft := lookingUp(t, a, func(cfg *complaint.Config) { cfg.Router = table })
		draft.Location.Point, a.answer = complaint.Point{}, complaint.Located{}
		for _, code := range c.codes {
			a.answer.Areas = append(a.answer.Areas, complaint.Area{Set: "crews", Code: code})
		}
		receipt, err := d.Submit(ctx, byReporter(), draft)
		require.NoError(t, err, name)
		preview, err := d.Suggest(ctx, byNational(), receipt.ID, forward)
		require.NoError(t, err, name)
		require.Equal(t, c.unread, preview.Unread, name)
		require.Equal(t, c.want, preview.Agency, name)
		_, err = d.Do(ctx, byNational(), receipt.ID, forward)
		if c.want == "" {
			require.ErrorContains(t, err, "legal: south, north", name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, c.want, d.stored(receipt.ID).Agency, name)
	}
}

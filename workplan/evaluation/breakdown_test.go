package evaluation_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// TestBreakdownDividesToTheCent: an activity of two regions counts in both, and its
// money is divided so that nothing is lost; one of two lines of a fund counts once.
func TestBreakdownDividesToTheCent(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	e := &p.Editions[0]
	e.Activities[0].Regions = []region.Code{region.MustParse("51.03"), region.MustParse("34.04")}
	e.Lines[0].Amount = usd("10000.01")
	e.Lines = append(e.Lines, workplan.Line{ID: "L3", Activity: "A1", Fund: "koica", Amount: usd("0.03")}, workplan.Line{ID: "L4", Activity: "A2", Fund: "undp", Amount: usd("5")})
	found := evaluate(t, p, "2020-06-30", workplan.DefaultRules())
	for dimension, want := range map[evaluation.Dimension][]string{
		evaluation.ByRegion: {" 1 0 0 0 30005.00 USD", "34.04 1 1 0 0 5000.03 USD", "51.03 1 1 0 0 5000.01 USD"},
		evaluation.ByFund:   {"koica 2 1 0 0 40000.04 USD", "undp 1 0 0 0 5.00 USD"},
		evaluation.ByParty:  {"panrb 1 1 0 0 10000.04 USD", "undp 1 0 0 0 30005.00 USD"},
		evaluation.ByOutput: {"O1 2 1 0 0 40005.04 USD"},
	} {
		var got []string
		for _, g := range found.Breakdown(dimension) {
			require.Len(t, g.Values, 1)
			got = append(got, fmt.Sprint(g.Key, " ", g.Activities, " ", g.Lagging, " ", g.AtRisk, " ", g.Done, " ", g.Values[0].Budget))
		}
		require.Equal(t, want, got, dimension.String())
	}
}

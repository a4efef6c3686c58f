package routing_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
)

// What Reach yields is decided by the rule. A rule for which it yields nothing
// is one that the analysis finds to never decide, and the other way round; but
// one that is the most specific only together with others is found to overlap.
func TestReachIsWhatAnalyzeSays(t *testing.T) {
	t.Parallel()
	from := newSources(t)
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		r, err := routing.Compile(table, from)
		require.NoError(t, err)
		never, overlaps := map[string]bool{}, map[string]bool{}
		report := r.Analyze(routing.Budget{})
		for _, f := range report.Findings {
			if f.Kind == routing.Shadowed || f.Kind == routing.NeverFires {
				never[f.Rules[0].Rule] = true
			}
			if f.Kind == routing.Overlap && table.Hit == routing.MostSpecific {
				overlaps[f.Rules[0].Rule], overlaps[f.Rules[1].Rule] = true, true
			}
		}
		for _, rule := range table.Rules {
			reached := false
			for f := range r.Reach(rule.ID) {
				reached = true
				e := r.Explain(f)
				require.NoError(t, e.Err)
				place := slices.IndexFunc(e.Rules, func(t routing.Trace) bool { return t.Rule == rule.ID })
				require.GreaterOrEqual(t, place, 0, "%s", e)
				require.Equal(t, routing.Decided, e.Rules[place].Result, "%s", e)
			}
			if report.Exact && len(report.Opaque) == 0 && (reached || !overlaps[rule.ID]) {
				require.Equal(t, never[rule.ID], !reached, rule.ID)
			}
			if never[rule.ID] {
				require.False(t, reached, rule.ID)
			}
		}
	})
}

func TestReach(t *testing.T) {
	t.Parallel()
	works := routing.Rule{ID: "works", When: routing.When{Category: []complaint.Category{"roads"}}, To: routing.ToFunction("works", "regency")}
	all := routing.Rule{ID: "all", To: routing.ToAgency("diy")}
	bribes := routing.Rule{ID: "bribes", When: routing.When{Words: &routing.Words{Any: []string{"pungli", "suap"}}}, To: routing.ToAgency("bali")}
	either := routing.Rule{ID: "either", When: routing.When{Any: []routing.When{
		{Class: []complaint.Class{complaint.ClassSupervisory}}, {Channel: []complaint.Channel{complaint.ChannelSMS}}, {Words: &routing.Words{Any: []string{"suap"}}},
	}}, To: routing.ToAgency("sleman")}
	on := routing.Rule{ID: "on", When: routing.When{Func: &routing.Func{Name: "on", Fits: func(complaint.Facts) bool { return true }}}, To: routing.ToAgency("sleman")}

	reports := func(hit routing.HitPolicy, id string, rules ...routing.Rule) []complaint.Facts {
		return slices.Collect(newRouter(t, newTable(hit, rules...)).Reach(id))
	}
	require.Empty(t, reports(routing.First, "none", all))
	require.Empty(t, reports(routing.First, "works", all, works), "a rule that stands behind one that takes all")

	got := reports(routing.First, "works", works, all)
	require.Len(t, got, 1)
	require.Equal(t, complaint.Category("roads"), got[0].Category)
	r := newRouter(t, newTable(routing.First, works, all))
	d, err := r.Route(got[0])
	require.NoError(t, err)
	require.Equal(t, complaint.BasisRule, d.Basis, "a place is taken for which the directory has somebody")

	got = reports(routing.First, "either", bribes, either)
	require.Len(t, got, 2, "a third way never comes to it")
	require.Equal(t, complaint.ClassSupervisory, got[0].Class)
	require.Equal(t, complaint.ChannelSMS, got[1].Channel)
	require.Zero(t, got[1].Class)

	got = reports(routing.First, "bribes", either, bribes)
	require.Len(t, got, 1)
	require.Equal(t, "pungli", got[0].Title, "not a word of the other rule")

	require.Len(t, reports(routing.First, "on", bribes, on, all), 1)
	require.Empty(t, reports(routing.First, "all", on, all), "the function says yes to all")
	require.Empty(t, reports(routing.Unique, "works", works, all))
	require.Len(t, reports(routing.Unique, "all", works, all), 1)
	require.Equal(t, []agency.ID(nil), reports(routing.Unique, "all", works, all)[0].Named.Agencies)

	// The least report of all is taken by another rule.
	unsaid := routing.Rule{ID: "unsaid", When: routing.When{Kind: []complaint.Kind{""}}, To: routing.ToAgency("sleman")}
	for _, hit := range []routing.HitPolicy{routing.Unique, routing.First, routing.MostSpecific} {
		got = reports(hit, "all", unsaid, all)
		require.Len(t, got, 1, hit)
		require.Equal(t, complaint.KindComplaint, got[0].Kind, hit)
	}
	require.Len(t, reports(routing.MostSpecific, "unsaid", unsaid, all), 1, "it goes before the other")
	// Of two that say as much and agree, the first by name decides.
	twin := routing.Rule{ID: "twin", When: unsaid.When, To: unsaid.To}
	require.Len(t, reports(routing.MostSpecific, "twin", unsaid, twin), 1)
	require.Empty(t, reports(routing.MostSpecific, "unsaid", unsaid, twin))
	unclassified := routing.Rule{ID: "without-class", When: routing.When{Class: []complaint.Class{""}}, To: unsaid.To}
	got = reports(routing.MostSpecific, "without-class", routing.Rule{ID: "a", When: unsaid.When, To: unsaid.To}, unclassified)
	require.Len(t, got, 1)
	require.Equal(t, complaint.KindComplaint, got[0].Kind, "where the other does not fit")

	got = reports(routing.Collect, "all", unsaid, all)
	require.Equal(t, complaint.KindComplaint, got[0].Kind, "alone, if that is possible")

	got = reports(routing.Collect, "works", works, all)
	require.Len(t, got, 1, "another fits too, but both decide")
}

package routing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// crews is a table with a set of areas beside the regions: D1 and D2 belong to one
// agency, D3 to another; roads go by region.
func crews() routing.Table {
	is := func(codes ...string) routing.When {
		return routing.When{Attributes: []routing.AttributeTest{{Name: "crew", Is: codes}}}
	}
	table := newTable(
		routing.First,
		routing.Rule{ID: "roads", When: routing.When{Category: []complaint.Category{"roads"}}, To: routing.ToFunction("works", "")},
		routing.Rule{ID: "one", When: is("D1"), To: routing.ToAgency("sleman")},
		routing.Rule{ID: "two", When: is("D2"), To: routing.ToAgency("sleman")},
		routing.Rule{ID: "three", When: is("D3"), To: routing.ToAgency("bali")},
	)
	table.Attributes = append(table.Attributes, routing.Attribute{Name: "crew", Type: routing.Choice, Area: "crews", Values: []string{"D1", "D2", "D3"}})
	return table
}

func inCrews(codes ...string) complaint.Facts {
	f := complaint.Facts{Submitted: at("2020-01-10"), Areas: []complaint.Area{{Set: "council", Code: "X"}, {Set: "council", Code: "Y"}}}
	for _, code := range codes {
		f.Areas = append(f.Areas, complaint.Area{Set: "crews", Code: code})
	}
	return f
}

func TestAreasFeedAnAttribute(t *testing.T) {
	t.Parallel()
	r := newRouter(t, reread(t, crews()))
	for name, c := range map[string]struct {
		facts      complaint.Facts
		agency     agency.ID
		rule       string
		basis      complaint.Basis
		candidates []agency.ID
		readings   int
	}{
		"one area":                 {inCrews("D3"), "bali", "three", complaint.BasisRule, nil, 0},
		"two that agree":           {inCrews("D2", "D1"), "sleman", "", complaint.BasisRule, nil, 2},
		"two that do not":          {inCrews("D3", "D1"), "", "", complaint.BasisAsk, []agency.ID{"bali", "sleman"}, 2},
		"one twice":                {inCrews("D3", "D3"), "bali", "three", complaint.BasisRule, nil, 0},
		"none":                     {inCrews(), "", routing.FallbackRule, complaint.BasisNoRule, []agency.ID{"diy", "bali"}, 0},
		"a rule that does not ask": {roadIn(inCrews("D3", "D1"), "34.04"), "sleman/works", "roads", complaint.BasisRule, nil, 2},
	} {
		d, err := r.Route(c.facts)
		require.NoError(t, err, name)
		require.Equal(t, c.agency, d.Agency, name)
		require.Equal(t, c.rule, d.Rule, name)
		require.Equal(t, c.basis, d.Basis, name)
		require.Equal(t, c.candidates, d.Candidates, name)
		e := r.Explain(c.facts)
		require.Equal(t, d, e.Decision, "%s: one decision, explained or not", name)
		require.Len(t, e.Readings, c.readings, name)
	}
	stated := inCrews()
	stated.Attributes = map[string]string{"crew": "D3"}
	d, err := r.Route(stated)
	require.NoError(t, err)
	require.Equal(t, complaint.BasisNoRule, d.Basis, "what a reporter states is no area")
	_, err = r.Route(inCrews("D9"))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, "areas.crews", invalid.Problems[0].Field)
	require.Equal(t, []string{"D1", "D2", "D3"}, invalid.Problems[0].Legal)
}

func roadIn(f complaint.Facts, codes ...string) complaint.Facts {
	f.Category = "roads"
	f.Region, f.Regions = nil, path(codes...)
	if len(codes) == 1 {
		f.Region, f.Regions = path(codes...), nil
	}
	return f
}

// A border between two regions is decided where it makes no difference.
func TestOneOfSeveralRegions(t *testing.T) {
	t.Parallel()
	r := newRouter(t, crews())
	d, err := r.Route(roadIn(inCrews(), "34.04", "34.04.01"))
	require.NoError(t, err)
	require.Equal(t, agency.ID("sleman/works"), d.Agency)
	require.Equal(t, "roads", d.Rule, "one rule decided, whichever it is")
	facts := roadIn(inCrews(), "51.03", "34.04")
	d, err = r.Route(facts)
	require.NoError(t, err)
	require.Empty(t, d.Agency)
	require.Equal(t, complaint.BasisAsk, d.Basis)
	require.Equal(t, []agency.ID{"bali", "sleman/works"}, d.Candidates, "the likeliest first")
	e := r.Explain(facts)
	require.Contains(t, e.String(), "2 ways to read it")
	require.Contains(t, e.String(), "Badung")
	require.NotEmpty(t, e.In(aduan.Indonesian()))
	rules, err := r.Rules(facts)
	require.NoError(t, err)
	for trace := range rules {
		require.Equal(t, trace.Rule == "roads", trace.Result == routing.Decided)
	}
	_, err = r.Route(roadIn(inCrews(), "51.03", "99"))
	require.ErrorIs(t, err, storage.ErrInvalid)
}

// Beyond so many readings nothing is decided, even if those that were tried agree.
func TestTooManyReadings(t *testing.T) {
	t.Parallel()
	table := crews()
	var areas []complaint.Area
	for i := range 4 {
		set := fmt.Sprintf("set%d", i)
		table.Attributes = append(table.Attributes, routing.Attribute{Name: set, Type: routing.Choice, Area: set, Values: []string{"a", "b", "c"}})
		for _, code := range []string{"a", "b", "c"} {
			areas = append(areas, complaint.Area{Set: set, Code: code})
		}
	}
	r := newRouter(t, table)
	facts := roadIn(inCrews("D1"), "34.04")
	facts.Areas = append(facts.Areas, areas[:9]...) // 27 ways
	d, err := r.Route(facts)
	require.NoError(t, err)
	require.Equal(t, agency.ID("sleman/works"), d.Agency)
	facts.Areas = append(facts.Areas, areas[9:]...) // 81 ways
	d, err = r.Route(facts)
	require.NoError(t, err)
	require.Equal(t, complaint.Decision{Table: "test", Edition: "1", Rule: "roads", Basis: complaint.BasisAsk, Candidates: []agency.ID{"sleman/works"}}, d)
	require.Len(t, r.Explain(facts).Readings, routing.MaxReadings)
}

func TestAreaOfAnAttributeIsChecked(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*routing.Attribute){
		"no name": func(a *routing.Attribute) { a.Area = "-" },
		"no choice": func(a *routing.Attribute) {
			a.Type, a.Values = routing.Integer, nil
		},
	} {
		table := crews()
		table.Rules = table.Rules[:1]
		change(&table.Attributes[4])
		_, err := routing.Compile(table, newSources(t))
		require.ErrorContains(t, err, "attributes[4].area", name)
	}
}

// The analysis makes reports that lie in an area.
func TestAnalysisKnowsAreas(t *testing.T) {
	t.Parallel()
	table := crews()
	again := table.Rules[3]
	again.ID = "again"
	table.Rules = append(table.Rules, again)
	r := newRouter(t, table)
	for _, f := range r.Analyze(routing.Budget{}).Findings {
		if f.Kind == routing.Shadowed {
			require.Equal(t, "again", f.Rules[0].Rule)
			require.Equal(t, []complaint.Area{{Set: "crews", Code: "D3"}}, f.Witness.Areas)
			require.Empty(t, f.Witness.Attributes)
			d, err := r.Route(f.Witness)
			require.NoError(t, err)
			require.Equal(t, "three", d.Rule)
			return
		}
	}
	require.Fail(t, "the rule that stands twice was not found")
}

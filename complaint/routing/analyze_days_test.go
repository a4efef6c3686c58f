package routing_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// splitSources is a world of which nothing is known before 2020-01-06. 34.03 was divided
// into 34.05 and 34.06 on the 16th; "south" is there for it since the 11th, and "west" for
// 34.04, which it names by a code of another system.
func splitSources(t *testing.T) routing.Sources {
	t.Helper()
	code := region.MustParse
	midnight := func(text string) time.Time {
		d := day(text)
		return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, jakarta)
	}
	ended, begun := aduan.Period{Until: midnight("2020-01-16")}, aduan.Period{From: midnight("2020-01-16")}
	regions, err := region.New(region.Config{
		Levels: []region.Level{"province", "regency"}, Horizon: midnight("2020-01-06"), Zone: jakarta,
		Records: []region.Record{
			{Code: code("34"), Level: "province", Name: "DI Yogyakarta"},
			{Code: code("34.03"), Parent: code("34"), Level: "regency", Name: "Selatan", Valid: ended},
			{Code: code("34.04"), Parent: code("34"), Level: "regency", Name: "Sleman"},
			{Code: code("34.05"), Parent: code("34"), Level: "regency", Name: "Kidul", Valid: begun},
			{Code: code("34.06"), Parent: code("34"), Level: "regency", Name: "Lor", Valid: begun},
		},
		Changes: []region.Change{
			{Kind: region.Split, From: code("34.03"), To: code("34.05"), On: midnight("2020-01-16")},
			{Kind: region.Split, From: code("34.03"), To: code("34.06"), On: midnight("2020-01-16")},
		},
		Aliases: []region.Alias{{Alias: code("bps:3404"), Code: code("34.04")}},
	})
	require.NoError(t, err)
	does := []agency.Function{"works"}
	agencies, err := agency.NewDirectory(agency.Config{Regions: regions, Agencies: []agency.Agency{
		{ID: "diy", Terms: []agency.Term{{Name: "DIY", Kind: "government", Jurisdiction: path("34")}}},
		{ID: "south", Terms: []agency.Term{{Name: "South", Kind: "office", Jurisdiction: path("34.03"), Functions: does, Valid: aduan.Period{From: midnight("2020-01-11")}}}},
		{ID: "west", Terms: []agency.Term{{Name: "West", Kind: "office", Jurisdiction: path("bps:3404"), Functions: does}}},
	}})
	require.NoError(t, err)
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "roads"}})
	require.NoError(t, err)
	return routing.Sources{Regions: regions, Agencies: agencies, Categories: categories}
}

// TestDestinationsOfSomeDays: where a function leads to nobody on some days only, the finding
// says on which, and it claims nothing of days and places of which somebody takes the report.
func TestDestinationsOfSomeDays(t *testing.T) {
	t.Parallel()
	table := newTable(routing.First, routing.Rule{ID: "works", To: routing.ToFunction("works", "regency")})
	table.Scope.Regions = path("34.03", "34.04", "34.05", "34.06")
	table.Fallback = routing.ToAgency("diy")
	r, err := routing.Compile(table, splitSources(t))
	require.NoError(t, err)
	report := r.Analyze(routing.Budget{})
	require.True(t, report.Exact)
	require.Equal(t, map[routing.FindingKind]int{routing.BadDestination: 1}, report.Counts, "%s", report)
	f := report.Findings[0]
	require.Equal(t, routing.Days{From: day("2020-01-06"), Until: day("2020-01-11")}, f.Days)
	require.Equal(t, routing.Target{Function: "works", Level: "regency"}, f.Target)
	require.Equal(t, path("34", "34.03"), f.Witness.Region)
	require.Equal(t, "2020-01-06", f.Witness.Submitted.In(jakarta).Format("2006-01-02"))

	for _, tt := range []struct {
		on   string
		in   region.Path
		want agency.ID
	}{
		{"2020-01-06", path("34", "34.03"), "diy"},
		{"2020-01-10", path("34", "34.03"), "diy"},
		{"2020-01-11", path("34", "34.03"), "south"},
		{"2020-01-15", path("34", "34.03"), "south"},
		{"2020-01-16", path("34", "34.05"), "south"},
		{"2020-01-31", path("34", "34.06"), "south"},
		{"2020-01-06", path("34", "34.04"), "west"},
		{"2020-01-31", path("34", "34.04"), "west"},
	} {
		d, err := r.Route(complaint.Facts{Submitted: at(tt.on), Region: tt.in})
		require.NoError(t, err)
		require.Equal(t, tt.want, d.Agency, "%s %s", tt.on, tt.in)
	}
	_, err = r.Route(complaint.Facts{Submitted: at("2020-01-05"), Region: path("34", "34.04")})
	require.ErrorContains(t, err, "the data begin on 6 January 2020")
	_, err = r.Route(complaint.Facts{Submitted: at("2020-01-05")})
	require.NoError(t, err, "a report of no region asks for none")

	reached := slices.Collect(r.Reach("works"))
	require.Len(t, reached, 1)
	require.Equal(t, path("34", "34.04"), reached[0].Region, "where somebody takes it")
	require.Equal(t, "2020-01-06", reached[0].Submitted.In(jakarta).Format("2006-01-02"))

	// A table names a region by its own code.
	table.Rules[0].When.Region = path("34.04", "bps:3404")
	_, err = routing.Compile(table, splitSources(t))
	require.ErrorContains(t, err, `rules[0].when.region[1]: a table names regions by their own codes, not "bps:3404"`)
	require.ErrorContains(t, err, "34.04")
}

// TestFindingsBeyondTheBudget are counted, and the report says how many of them it shows; a
// finding covers no report outside of the table's scope.
func TestFindingsBeyondTheBudget(t *testing.T) {
	t.Parallel()
	never := func(id string) routing.Rule {
		return routing.Rule{ID: id, When: routing.When{Category: []complaint.Category{"roads"}}, To: routing.ToAgency("diy")}
	}
	table := newTable(routing.First, never("a"), never("b"), never("c"), never("d"))
	table.Scope.Regions = path("34.04")
	r := newRouter(t, table)
	report := r.Analyze(routing.Budget{Findings: 2})
	require.Equal(t, map[routing.FindingKind]int{routing.Gap: 1, routing.Shadowed: 3, routing.Redundant: 1}, report.Counts)
	text := report.In(aduan.English())
	require.Equal(t, text, report.String())
	require.Contains(t, text, "Analysis of table test edition 1\nGap: 1\nShadowed: 3, 2 shown\nRedundant: 1\n")
	gap := report.Findings[0]
	require.Equal(t, routing.Gap, gap.Kind)
	require.True(t, gap.Covers(complaint.Facts{Submitted: at("2020-01-03"), Region: path("34", "34.04")}))
	require.False(t, gap.Covers(complaint.Facts{Submitted: at("2020-01-03"), Region: path("51")}), "outside the scope")
	require.False(t, gap.Covers(complaint.Facts{Submitted: at("2020-01-03"), Region: path("34", "34.04"), Category: "roads"}))
}

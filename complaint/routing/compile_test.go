package routing_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

const head = `name: t
edition: "1"
valid: {from: "2020-01-01"}
zone: UTC
fallback: {agency: diy}
`

// TestRefused lists tables that are wrong, each with the problem that must be
// named: line, field, a part of the message, and what would be legal.
func TestRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		table         string
		line          int
		field, says   string
		legal, second string
	}{
		"no category":        {head + "rules:\n- id: a\n  when: {category: [road]}\n  to: {agency: diy}\n", 8, "rules[0].when.category[0]", `there is no category "road"`, "roads", ""},
		"no subcategory":     {head + "rules:\n- {id: a, when: {category: [roads/tunnels]}, to: {agency: diy}}\n", 7, "rules[0].when.category[0]", "there is no category", "roads/bridges", ""},
		"no region":          {head + "rules:\n- id: a\n  when: {any: [{region: [\"34\"]}, {region: [\"35\"]}]}\n  to: {agency: diy}\n", 8, "rules[0].when.any[1].region[0]", "there is no region", "", ""},
		"no attribute":       {head + "attributes: [{name: size, type: integer}]\nrules:\n- {id: a, when: {attributes: [{name: sice, is: [\"1\"]}]}, to: {agency: diy}}\n", 8, "rules[0].when.attributes[0].name", "not declared", "size", ""},
		"no integer":         {head + "attributes: [{name: size, type: integer}]\nrules:\n- {id: a, when: {attributes: [{name: size, is: [big]}]}, to: {agency: diy}}\n", 8, "rules[0].when.attributes[0].is[0]", "not a value", "a whole number of at most 18 digits", ""},
		"no order":           {head + "attributes: [{name: up, type: flag}]\nrules:\n- {id: a, when: {attributes: [{name: up, from: \"true\"}]}, to: {agency: diy}}\n", 8, "rules[0].when.attributes[0].from", "only integers and dates", "", ""},
		"two tests":          {head + "attributes: [{name: up, type: flag}]\nrules:\n- {id: a, when: {attributes: [{name: up, is: [\"true\"], given: true}]}, to: {agency: diy}}\n", 8, "rules[0].when.attributes[0]", "exactly one of", "", ""},
		"same id":            {head + "rules:\n- {id: a, to: {agency: diy}}\n- {id: a, to: {agency: diy}}\n", 8, "rules[1].id", "rules[0] has the id", "", ""},
		"reserved id":        {head + "rules:\n- {id: fallback, to: {agency: diy}}\n", 7, "rules[0].id", "that of the fallback", "", ""},
		"no id":              {head + "rules:\n- {to: {agency: diy}}\n", 7, "rules[0].id", "is required", "", ""},
		"odd id":             {head + "rules:\n- {id: \"a b\", to: {agency: diy}}\n", 7, "rules[0].id", "ASCII letters", "", ""},
		"no destination":     {head + "rules:\n- {id: a}\n", 7, "rules[0].to", "a destination is required", "agency", ""},
		"two destinations":   {head + "rules:\n- {id: a, to: {agency: diy, function: works}}\n", 7, "rules[0].to", "either an agency or a function", "", ""},
		"agency and ask":     {head + "rules:\n- {id: a, to: {agency: diy, ask: [{agency: bali}]}}\n", 7, "rules[0].to", "not both", "", ""},
		"empty ask":          {head + "rules:\n- {id: a, to: {ask: []}}\n", 7, "rules[0].to.ask", "among nobody", "", ""},
		"supporting twice":   {head + "rules:\n- {id: a, to: {agency: diy, supporting: [{agency: diy}]}}\n", 7, "rules[0].to.supporting[0]", "stands twice", "", ""},
		"no level":           {head + "rules:\n- {id: a, to: {function: works, level: county}}\n", 7, "rules[0].to.level", "there is no level", "regency", ""},
		"level of an agency": {head + "rules:\n- {id: a, to: {agency: diy, level: regency}}\n", 7, "rules[0].to.level", "only a function", "", ""},
		"validity":           {head + "rules:\n- {id: a, to: {agency: diy}, valid: {from: \"2020-02-01\", until: \"2020-02-01\"}}\n", 7, "rules[0].valid", "until must come after from", "", ""},
		"empty list":         {head + "rules:\n- {id: a, when: {kind: []}, to: {agency: diy}}\n", 7, "rules[0].when.kind", "an empty list never holds", "", ""},
		"empty any":          {head + "rules:\n- {id: a, when: {any: []}, to: {agency: diy}}\n", 7, "rules[0].when.any", "an empty list never holds", "", ""},
		"words":              {head + "rules:\n- {id: a, when: {words: {any: [\"...\"]}}, to: {agency: diy}}\n", 7, "rules[0].when.words.any[0]", "neither letter nor digit", "", ""},
		"unknown scope":      {head + "scope: {regions: [\"77\"], categories: [x]}\nrules: []\n", 6, "scope.regions[0]", "there is no region", "", "scope.categories[0]"},
		"no fallback":        {strings.Replace(head, "fallback: {agency: diy}\n", "rules: []\n", 1), 1, "fallback", "a destination is required", "agency", ""},
		"fallback selector":  {strings.Replace(head, "{agency: diy}", "{function: works}", 1) + "rules: []\n", 5, "fallback", "no selectors", "an agency", ""},
		"no validity":        {strings.Replace(head, "valid: {from: \"2020-01-01\"}\n", "", 1) + "rules: []\n", 1, "valid.from", "is required", "2020-01-01", ""},
		"no zone":            {strings.Replace(head, "zone: UTC\n", "", 1) + "rules: []\n", 1, "zone", "a time zone is required", "Asia/Jakarta", ""},
		"odd zone":           {strings.Replace(head, "UTC", "Mars/Base", 1) + "rules: []\n", 4, "zone", "is unknown", "", ""},
		"no name":            {strings.Replace(head, "name: t\n", "", 1) + "rules: []\n", 1, "name", "is required", "", ""},
		"choice":             {head + "attributes: [{name: a, type: choice}, {name: a, type: flag}]\nrules: []\n", 6, "attributes[0].values", "1 to", "", "attributes[1].name"},
		"attribute name":     {head + "attributes: [{name: _A, type: flag}]\nrules: []\n", 6, "attributes[0].name", "ASCII letters", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := routing.Parse("t.yaml", []byte(c.table))
			require.NoError(t, err)
			_, err = routing.Compile(table, newSources(t))
			require.ErrorIs(t, err, storage.ErrInvalid)
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			p := invalid.Problems[0]
			require.Equal(t, "t.yaml", p.File)
			require.Equal(t, c.line, p.Line, "%v", err)
			require.Equal(t, c.field, p.Field)
			require.Contains(t, p.Message, c.says)
			if c.legal != "" {
				require.Contains(t, p.Legal, c.legal)
			}
			if c.second == "" {
				require.Len(t, invalid.Problems, 1, "%v", err)
			} else {
				require.Equal(t, c.second, invalid.Problems[1].Field)
			}
		})
	}
}

func TestParseRefusesWithPosition(t *testing.T) {
	t.Parallel()
	_, err := routing.Parse("t.yaml", []byte(head+"rules:\n- id: a\n  wen: {}\n  to: {agency: diy}\n"))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, "routing table t.yaml", invalid.What)
	require.Equal(t, 8, invalid.Problems[0].Line)
	require.Contains(t, invalid.Problems[0].Legal, "when")
	_, err = routing.Parse("t.yaml", []byte(strings.Replace(head, "fallback", "hit_policy: best\nfallback", 1)))
	require.ErrorContains(t, err, "most_specific")
}

// TestLargeFilesAreRefused before anything of them is read.
func TestLargeFilesAreRefused(t *testing.T) {
	t.Parallel()
	for file, size := range map[string]int{"t.yaml": 4 << 20, "t.json": 64 << 20} {
		_, err := routing.Parse(file, bytes.Repeat([]byte("["), size+1))
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, "bytes", file)
	}
}

func TestTooManyWays(t *testing.T) {
	t.Parallel()
	rule := routing.Rule{ID: "a", To: routing.ToAgency("diy")}
	two := []routing.When{{Kind: []complaint.Kind{complaint.KindComplaint}}, {Class: []complaint.Class{complaint.ClassSupervisory}}}
	for range 11 {
		rule.When.All = append(rule.When.All, routing.When{Any: two})
	}
	_, err := routing.Compile(newTable(routing.First, rule), newSources(t))
	require.ErrorContains(t, err, "split it")
	deep := routing.When{}
	for range routing.MaxDepth {
		deep = routing.When{Not: &routing.When{Not: &deep}}
	}
	rule.When = deep
	_, err = routing.Compile(newTable(routing.First, rule), newSources(t))
	require.ErrorContains(t, err, "inside one another")
}

func TestSourcesAreRequired(t *testing.T) {
	t.Parallel()
	_, err := routing.Compile(newTable(routing.First), routing.Sources{})
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.ErrorContains(t, err, "sources")
}

func TestGoFunctions(t *testing.T) {
	t.Parallel()
	long := &routing.Func{Name: "long", Fits: func(f complaint.Facts) bool { return len(f.Body) > 10 }}
	table := newTable(routing.First,
		routing.Rule{ID: "long", When: routing.When{Func: long}, To: routing.ToAgency("diy")},
		routing.Rule{ID: "short", When: routing.When{Not: &routing.When{Func: long}}, To: routing.ToAgency("bali")},
	)
	r := newRouter(t, table)
	d, err := r.Route(complaint.Facts{Submitted: at("2020-01-01"), Body: "a rather long text"})
	require.NoError(t, err)
	require.Equal(t, "long", d.Rule)
	e := r.Explain(complaint.Facts{Submitted: at("2020-01-01"), Body: "short"})
	require.Equal(t, "short", e.Decision.Rule)
	require.Equal(t, "func long", e.Rules[0].Failed[0].Fact)
	_, err = table.JSON()
	require.ErrorContains(t, err, "written in Go")
	table.Rules[0].When.Func = &routing.Func{Name: "x"}
	_, err = routing.Compile(table, newSources(t))
	require.ErrorContains(t, err, "rules[0].when.func")
}

// TestFactsThatCannotBeRight are errors, never an agency.
func TestFactsThatCannotBeRight(t *testing.T) {
	t.Parallel()
	r := newRouter(t, newTable(routing.First, routing.Rule{ID: "all", To: routing.ToAgency("diy")}))
	good := func() complaint.Facts {
		return complaint.Facts{Submitted: at("2020-01-16"), Region: path("34", "34.04"), Category: "roads"}
	}
	for name, c := range map[string]struct {
		change func(f *complaint.Facts)
		field  string
		legal  string
	}{
		"no day":             {func(f *complaint.Facts) { f.Submitted = time.Time{} }, "submitted", ""},
		"before the table":   {func(f *complaint.Facts) { f.Submitted = at("2019-12-31") }, "submitted", "1 January 2020 to 31 January 2020"},
		"after the table":    {func(f *complaint.Facts) { f.Submitted = at("2020-02-01") }, "submitted", ""},
		"long ago":           {func(f *complaint.Facts) { f.Submitted = time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC) }, "submitted", ""},
		"unknown region":     {func(f *complaint.Facts) { f.Region = path("99") }, "region", ""},
		"region gone":        {func(f *complaint.Facts) { f.Region = path("34", "34.71") }, "region", "51.72"},
		"wrong path":         {func(f *complaint.Facts) { f.Region = path("51", "34.04") }, "region", "34 > 34.04"},
		"path upside down":   {func(f *complaint.Facts) { f.Region = path("34.04", "34") }, "region", "34"},
		"no such category":   {func(f *complaint.Facts) { f.Category = "roads/tunnels" }, "category", "roads/bridges"},
		"no such kind":       {func(f *complaint.Facts) { f.Kind = "complant" }, "kind", "complaint"},
		"no such class":      {func(f *complaint.Facts) { f.Class = "superversory" }, "class", "supervisory"},
		"no such channel":    {func(f *complaint.Facts) { f.Channel = complaint.ChannelPhone }, "channel", "web"},
		"no such date":       {func(f *complaint.Facts) { f.EventDate = aduan.Date{Year: 2020, Month: 13, Day: 1} }, "event_date", ""},
		"attribute":          {func(f *complaint.Facts) { f.Attributes = map[string]string{"vehicle": "boat"} }, "attributes.vehicle", "train"},
		"accused is unknown": {func(f *complaint.Facts) { f.Named.Agencies = []agency.ID{"slemann"} }, "named", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := good()
			c.change(&f)
			d, err := r.Route(f)
			require.Equal(t, complaint.Decision{}, d)
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			require.Equal(t, c.field, invalid.Problems[0].Field)
			if c.legal != "" {
				require.Contains(t, invalid.Problems[0].Legal, c.legal)
			}
			e := r.Explain(f)
			require.Equal(t, err.Error(), e.Problem)
			require.True(t, errors.Is(e.Err, storage.ErrInvalid))
			require.Contains(t, e.In(aduan.Indonesian()), "Tidak dapat diputuskan: fakta laporan tidak mungkin benar: ")
			require.Contains(t, e.String(), err.Error())
		})
	}
}

// TestMissingFactsAreDecided because nobody has come to the wrong door.
func TestMissingFactsAreDecided(t *testing.T) {
	t.Parallel()
	table := newTable(routing.First,
		routing.Rule{ID: "works", When: routing.When{Category: []complaint.Category{"roads"}}, To: routing.ToFunction("works", "")},
		routing.Rule{ID: "old", When: routing.When{Category: []complaint.Category{"health"}}, To: routing.ToAgency("old")},
		routing.Rule{ID: "nobody", When: routing.When{Class: []complaint.Class{complaint.ClassAspiration}}, To: routing.ToAgency("gone")},
		routing.Rule{ID: "levies", When: routing.When{Region: path("51.03")}, To: routing.ToFunction("levies", "regency")},
		routing.Rule{ID: "lost", When: routing.When{Kind: []complaint.Kind{complaint.KindAspiration}}, To: routing.ToFunction("nothing", "")},
	)
	r := newRouter(t, table)
	fallback := []agency.ID{"diy", "bali"}
	for name, c := range map[string]struct {
		facts complaint.Facts
		want  complaint.Decision
	}{
		"nothing known":  {complaint.Facts{}, complaint.Decision{Rule: "fallback", Candidates: fallback, Basis: complaint.BasisNoRule}},
		"no region":      {complaint.Facts{Category: "roads"}, complaint.Decision{Rule: "works", Candidates: fallback, Basis: complaint.BasisUnresolved}},
		"region":         {complaint.Facts{Category: "roads", Region: path("34", "34.04", "34.04.01")}, complaint.Decision{Rule: "works", Agency: "sleman/works", Basis: complaint.BasisRule}},
		"region only":    {complaint.Facts{Category: "roads", Region: path("34.04")}, complaint.Decision{Rule: "works", Agency: "sleman/works", Basis: complaint.BasisRule}},
		"climb":          {complaint.Facts{Category: "roads", Region: path("34")}, complaint.Decision{Rule: "works", Agency: "diy", Basis: complaint.BasisRule}},
		"agency expired": {complaint.Facts{Category: "health/clinic"}, complaint.Decision{Rule: "old", Candidates: []agency.ID{"new"}, Basis: complaint.BasisUnresolved}},
		"agency unknown": {complaint.Facts{Class: complaint.ClassAspiration}, complaint.Decision{Rule: "nobody", Candidates: fallback, Basis: complaint.BasisUnresolved}},
		"two agencies":   {complaint.Facts{Region: path("51", "51.03")}, complaint.Decision{Rule: "levies", Candidates: []agency.ID{"bali/a", "bali/b"}, Basis: complaint.BasisUnresolved}},
		"no agency":      {complaint.Facts{Kind: complaint.KindAspiration, Region: path("34")}, complaint.Decision{Rule: "lost", Candidates: fallback, Basis: complaint.BasisUnresolved}},
		"accused office": {complaint.Facts{Category: "roads", Region: path("34", "34.04"), Named: agency.Named{Agencies: []agency.ID{"sleman/works"}}}, complaint.Decision{Rule: "works", Agency: "sleman", Basis: complaint.BasisConflict}},
		"its superior":   {complaint.Facts{Category: "roads", Region: path("34", "34.04"), Named: agency.Named{Agencies: []agency.ID{"sleman"}}}, complaint.Decision{Rule: "works", Agency: "diy", Basis: complaint.BasisConflict}},
		"both of two":    {complaint.Facts{Region: path("51", "51.03"), Named: agency.Named{Agencies: []agency.ID{"bali/a", "bali/b"}}}, complaint.Decision{Rule: "levies", Agency: "bali", Basis: complaint.BasisConflict}},
		"one of two":     {complaint.Facts{Region: path("51", "51.03"), Named: agency.Named{Agencies: []agency.ID{"bali/a"}}}, complaint.Decision{Rule: "levies", Agency: "bali/b", Basis: complaint.BasisRule}},
		"all accused":    {complaint.Facts{Category: "roads", Region: path("34", "34.04"), Named: agency.Named{Agencies: []agency.ID{"sleman", "diy"}}}, complaint.Decision{Rule: "works", Candidates: []agency.ID{"bali"}, Basis: complaint.BasisConflict}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.facts.Submitted = at("2020-01-20")
			d, err := r.Route(c.facts)
			require.NoError(t, err)
			c.want.Edition, c.want.Table = "1", r.Table().Name
			require.Equal(t, c.want, d)
		})
	}
}

// TestDayOfTheTable pins the day boundary to the table's zone, and what is in
// force to noon.
func TestDayOfTheTable(t *testing.T) {
	t.Parallel()
	r := newRouter(t, newTable(routing.First,
		routing.Rule{ID: "first", Valid: routing.Days{Until: day("2020-01-11")}, To: routing.ToAgency("old")},
		routing.Rule{ID: "then", To: routing.ToAgency("new")},
	))
	for instant, want := range map[string]string{
		"2020-01-10T16:59:59Z": "old", "2020-01-10T17:00:00Z": "new", "2019-12-31T17:00:00Z": "old", "2020-01-31T16:59:59Z": "new",
	} {
		at, err := time.Parse(time.RFC3339, instant)
		require.NoError(t, err)
		d, err := r.Route(complaint.Facts{Submitted: at, Region: region.Path{}})
		require.NoError(t, err, instant)
		require.Equal(t, want, string(d.Agency), instant)
	}
}

// An empty list of the scope limits nothing, as the field says.
func TestEmptyScopeIsNone(t *testing.T) {
	t.Parallel()
	table := newTable(routing.First, routing.Rule{ID: "all", To: routing.ToAgency("diy")})
	table.Scope = routing.Scope{Regions: []region.Code{}, Categories: []complaint.Category{}}
	d, err := newRouter(t, table).Route(complaint.Facts{Submitted: at("2020-01-05"), Region: path("34"), Category: "roads"})
	require.NoError(t, err)
	require.Equal(t, "all", d.Rule)
}

package routingtest_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestRunAcceptsTheRightTable(t *testing.T) {
	t.Parallel()
	r, cases := small(t), routingtest.Load(t, os.DirFS("testdata"), "small_cases.yaml")
	routingtest.Run(t, r, cases...)
	require.Empty(t, routingtest.Check(r, cases...))
	said := record(t, func(t testing.TB) { routingtest.Run(t, r, cases...) })
	require.Empty(t, said.errors)
	said = record(t, func(t testing.TB) { routingtest.Run(t, r) })
	require.Equal(t, []string{"routingtest: there are no cases"}, said.errors)
}

// The failures as people read them, in both languages, each case of another
// kind.
func TestFailures(t *testing.T) {
	t.Parallel()
	r := small(t)
	report := func(place, name string) routingtest.Case {
		c := routingtest.Report(place).Called(name)
		c.File, c.Line = "", 0
		return c
	}
	cases := []routingtest.Case{
		report("34.04.01", "the nearest rule of the agency"),
		report("34.04.01", "the rule that is wanted"),
		report("34.71", "a rule that is beaten"),
		report("34.04", "candidates and others"),
		report("51", "out of scope"),
		report("99", "a place that there is not"),
		report("34", "a refusal that did not come"),
		report("34", "another refusal").Category("none"),
		report("34", "wants nothing"),
		report("5103", "a code that cannot be read").On("yesterday"),
	}
	cases[0] = cases[0].Category("public_works").To("sleman/works")
	cases[1] = cases[1].Category("public_works").By("weekend")
	cases[2] = cases[2].Class(complaint.ClassSupervisory).To("diy").By("all").Because(complaint.BasisAsk).With("sleman")
	cases[3] = cases[3].Category("health").On("2020-05-02").Asks("sleman", "diy/inspectorate").With()
	cases[4] = cases[4].Because(complaint.BasisRule)
	cases[5] = cases[5].To("diy")
	cases[6] = cases[6].Refused("region")
	cases[7] = cases[7].Refused("region")
	for i := range cases {
		cases[i].File, cases[i].Line = "rules_test.go", i+1
	}
	failures := routingtest.Check(r, cases...)
	require.Len(t, failures, len(cases))
	// Outside of the texts of the packages stands nothing but data: names, codes and
	// the words that cases have for what they want.
	words := aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), agency.Texts(), region.Texts(), routing.Texts(), routingtest.Texts())
	var english, indonesian, said strings.Builder
	for _, f := range failures {
		require.Equal(t, f.In(aduan.English()), f.String())
		here := regexp.MustCompile(`run_test\.go:\d+`) // moves with this file
		english.WriteString(here.ReplaceAllString(f.String(), "run_test.go:1") + "\n\n")
		indonesian.WriteString(here.ReplaceAllString(f.In(aduan.Indonesian()), "run_test.go:1") + "\n\n")
		if f.Name = ""; f.Differences != nil { // what is wrong with a case itself is for its author
			said.WriteString(here.ReplaceAllString(f.In(words), "") + "\n")
		}
	}
	golden.File(t, *update, "failures.golden", english.String())
	golden.File(t, *update, "failures_id.golden", indonesian.String())
	said.WriteString(routingtest.Cover(r, cases...).In(words))
	golden.File(t, *update, "outside.txt", pseudo.Outside(said.String()))

	told := record(t, func(t testing.TB) { routingtest.Run(t, r, cases...) })
	require.Len(t, told.errors, len(failures))
	for i, f := range failures {
		require.Equal(t, f.String(), told.errors[i])
	}
}

// Each thing that can be wanted fails when it does not come, and passes when
// it does.
func TestWhatCanBeWanted(t *testing.T) {
	t.Parallel()
	r := table(t, `
hit_policy: first
rules:
- {id: one, when: {category: [health]}, to: {agency: diy, supporting: [{agency: sleman}, {agency: sleman/works}]}}
- {id: two, when: {category: [education]}, to: {ask: [{agency: diy}, {agency: sleman}]}}
- {id: three, when: {category: [labour]}, to: {function: works, level: regency}}
- {id: four, when: {category: [banking]}, to: {agency: sleman}}
`)
	one := routingtest.Report("34").Category("health")
	two := routingtest.Report("34").Category("education")
	for name, c := range map[string]struct {
		c    routingtest.Case
		want []string
	}{
		"agency":                    {one.To("diy"), nil},
		"another agency":            {one.To("sleman"), []string{"agency"}},
		"agency of a choice":        {two.To("diy"), []string{"agency"}},
		"rule":                      {one.By("one"), nil},
		"another rule":              {one.By("two"), []string{"rule"}},
		"basis":                     {one.Because(complaint.BasisRule), nil},
		"another basis":             {one.Because(complaint.BasisAsk), []string{"basis"}},
		"supporting, another order": {one.With("sleman/works", "sleman"), nil},
		"supporting, one missing":   {one.With("sleman"), []string{"supporting"}},
		"supporting, none":          {one.With(), []string{"supporting"}},
		"none, and there is none":   {two.With(), nil},
		"candidates":                {two.Asks("sleman", "diy"), nil},
		"candidates, one missing":   {two.Asks("diy"), []string{"ask"}},
		"candidates of an agency":   {one.Asks("diy"), []string{"ask"}},
		"free choice, an agency":    {one.Asks(), []string{"ask"}},
		"superior of the accused":   {one.Category("banking").Accuses("sleman").To("diy").Because(complaint.BasisConflict), nil},
		"free choice":               {two.Asks(), []string{"ask"}},
		"all":                       {one.To("sleman").With("diy").By("two").Because(complaint.BasisAsk).Asks("diy"), []string{"agency", "ask", "supporting", "rule", "basis"}},
		"fallback":                  {routingtest.Report("34").By(routing.FallbackRule).Because(complaint.BasisNoRule).Asks("diy"), nil},
		"unresolved":                {routingtest.Report("34").Category("labour").By("three").Because(complaint.BasisUnresolved), nil},
		"refused":                   {routingtest.Report("34").On("2019-12-31").Refused("submitted"), nil},
		"refused for another":       {routingtest.Report("34").On("2019-12-31").Refused("region"), []string{"refused"}},
		"refused, not wanted":       {routingtest.Report("34").On("2019-12-31").To("diy"), []string{"refused"}},
		"not refused":               {one.Refused("region"), []string{"refused"}},
		"accused":                   {one.Accuses("diy").Because(complaint.BasisConflict), nil},
	} {
		var got []string
		for _, f := range routingtest.Check(r, c.c) {
			require.Empty(t, f.Fault, name)
			for _, d := range f.Differences {
				got = append(got, d.Field)
				require.NotEqual(t, d.Want, d.Got, name)
			}
		}
		require.Equal(t, c.want, got, name)
	}
}

// Of the rules that lead to the agency that is wanted, that with the fewest facts
// in its way is the nearest; where there is none, the nearest of all.
func TestNearest(t *testing.T) {
	t.Parallel()
	r := table(t, `
hit_policy: first
rules:
- {id: far, when: {category: [health], kind: [complaint], class: [supervisory]}, to: {agency: sleman}}
- {id: near, when: {category: [education], kind: [complaint]}, to: {agency: sleman}}
- {id: also-near, when: {category: [banking], kind: [complaint]}, to: {agency: sleman}}
- {id: nearest, when: {category: [labour]}, to: {agency: diy}}
- {id: selector, when: {category: [transport], kind: [complaint]}, to: {function: roads}}
`)
	for want, c := range map[string]routingtest.Case{
		"near":     routingtest.Report("34").To("sleman"),
		"nearest":  routingtest.Report("34").To("diy/inspectorate"),
		"selector": routingtest.Report("34").To("sleman/works"),
		"far":      routingtest.Report("34").To("sleman").By("far"),
	} {
		require.Equal(t, want, routingtest.Check(r, c)[0].Nearest.Rule)
	}
}

func TestSubtestsAndPlainTests(t *testing.T) {
	t.Parallel()
	r := table(t, "rules: [{id: all, to: {agency: diy}}]\n")
	var names []string
	t.Run("parent", func(t *testing.T) {
		routingtest.Run(&namer{T: t, names: &names}, r, routingtest.Report("34").To("diy"), routingtest.Report("").Called("b").To("diy"))
	})
	require.Equal(t, []string{"34", "b"}, names)
}

// namer notes the names of subtests.
type namer struct {
	*testing.T
	names *[]string
}

func (n *namer) Run(name string, f func(*testing.T)) bool {
	*n.names = append(*n.names, name)
	return n.T.Run(name, f)
}

func TestFactsFor(t *testing.T) {
	t.Parallel()
	r := table(t, "rules: [{id: all, to: {agency: diy}}]\n")
	jakarta := time.FixedZone("", 7*60*60)
	path := region.Path{region.MustParse("34"), region.MustParse("34.04"), region.MustParse("34.04.01")}

	f, err := routingtest.Report("34.04.01").FactsFor(r)
	require.NoError(t, err)
	require.Equal(t, path, f.Region, "the path is completed")
	require.True(t, time.Date(2020, 1, 1, 12, 0, 0, 0, jakarta).Equal(f.Submitted), "the first day on which the table is valid")
	f, err = routingtest.Report("").On("2020-05-04").FactsFor(r)
	require.NoError(t, err)
	require.Empty(t, f.Region)
	require.True(t, time.Date(2020, 5, 4, 12, 0, 0, 0, jakarta).Equal(f.Submitted))
	f, err = routingtest.Report("99").FactsFor(r)
	require.NoError(t, err)
	require.Equal(t, region.Path{region.MustParse("99")}, f.Region, "the router says that there is none")
	at := time.Date(2020, 5, 4, 20, 0, 0, 0, time.UTC)
	f, err = routingtest.Case{Facts: complaint.Facts{Submitted: at}, Day: aduan.Date{Year: 2021, Month: 1, Day: 1}}.FactsFor(r)
	require.NoError(t, err)
	require.Equal(t, at, f.Submitted, "an instant goes before a day")
	require.Equal(t, time.Date(2020, 5, 4, 5, 0, 0, 0, time.UTC), routingtest.Clock(t, r, "2020-05-04")().UTC())
	require.Contains(t, record(t, func(t testing.TB) { routingtest.Clock(t, r, "Monday") }).fatal, `the day "Monday": want a date`)
}

func TestCasesShareNothing(t *testing.T) {
	t.Parallel()
	base := routingtest.Report("34").Attribute("a", "1").Accuses("diy", "diy/inspectorate").Accuses("gone")
	one, two := base.Attribute("b", "2").Accuses("sleman"), base.Attribute("b", "3").Accuses("sleman/works")
	require.Equal(t, map[string]string{"a": "1"}, base.Facts.Attributes)
	require.Equal(t, map[string]string{"a": "1", "b": "2"}, one.Facts.Attributes)
	require.Equal(t, []agency.ID{"diy", "diy/inspectorate", "gone", "sleman"}, one.Facts.Named.Agencies)
	require.Equal(t, []agency.ID{"diy", "diy/inspectorate", "gone", "sleman/works"}, two.Facts.Named.Agencies)
	require.Equal(t, "run_test.go", one.File)
	require.Equal(t, base.Line, one.Line)
	require.Equal(t, base.Line+8, one.To("diy").Line, "the line of what is wanted")
}

func TestCompileAndWorldRefuse(t *testing.T) {
	t.Parallel()
	dir := os.DirFS("testdata")
	for want, run := range map[string]func(testing.TB){
		"open none.yaml: no such file":                          func(t testing.TB) { routingtest.Compile(t, dir, "none.yaml", routing.Sources{}) },
		"routing table small_cases.yaml: invalid":               func(t testing.TB) { routingtest.Compile(t, dir, "small_cases.yaml", routing.Sources{}) },
		"regions, agencies and categories":                      func(t testing.TB) { routingtest.Compile(t, dir, "small.yaml", routing.Sources{}) },
		"regions, line 1: want a code, a level and a name":      func(t testing.TB) { routingtest.Regions(t, "34 province") },
		`regions, line 2: code "5103"`:                          func(t testing.TB) { routingtest.Regions(t, "\n5103 regency Badung") },
		"level":                                                 func(t testing.TB) { routingtest.Regions(t, "34 provins DIY") },
		`directory, line 1: "34": want in, for, under or super`: func(t testing.TB) { routingtest.Directory(t, nil, "diy 34") },
		`directory, line 1: "in" stands twice`:                  func(t testing.TB) { routingtest.Directory(t, nil, "diy in 34 in 51") },
		`directory, line 1: "under": want one after it`:         func(t testing.TB) { routingtest.Directory(t, nil, "diy under a, b") },
		`directory, line 1: "for": want one after it`:           func(t testing.TB) { routingtest.Directory(t, nil, "diy for") },
		`directory, line 1: code "5103"`:                        func(t testing.TB) { routingtest.Directory(t, nil, "diy in 5103") },
		"nobody":                                                func(t testing.TB) { routingtest.Directory(t, nil, "diy under nobody") },
	} {
		require.Contains(t, record(t, run).fatal, want)
	}
}

package routing_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
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

// TestWitnessesShowTheirFaults routes the witness of every finding of drawn
// tables and looks for the fault in the decision and its explanation.
func TestWitnessesShowTheirFaults(t *testing.T) {
	t.Parallel()
	w := newEverything(t)
	kinds := map[routing.FindingKind]int{}
	for i := range 500 {
		d := drawSmallTable(rand.New(rand.NewPCG(uint64(i), 2)))
		r, err := routing.Compile(d.table, w.sources)
		require.NoError(t, err)
		for _, f := range r.Analyze(routing.Budget{}).Findings {
			kinds[f.Kind]++
			if f.Witness.Submitted.IsZero() {
				require.True(t, f.Kind == routing.NeverFires || f.Rules[0].Rule == routing.FallbackRule, "%s", f)
				continue
			}
			decision, err := r.Route(f.Witness)
			require.NoError(t, err)
			e := r.Explain(f.Witness)
			result := map[string]routing.Result{}
			for _, trace := range e.Rules {
				result[trace.Rule] = trace.Result
			}
			submitted := f.Witness.Submitted.In(jakarta).Format("2006-01-02")
			require.GreaterOrEqual(t, submitted, f.Days.From.String())
			require.NotEmpty(t, f.Facts)
			switch f.Kind {
			case routing.Gap:
				require.Equal(t, complaint.BasisNoRule, decision.Basis)
				require.True(t, f.Covers(f.Witness))
			case routing.Overlap:
				decides := []routing.Result{routing.Tied, routing.Decided}
				require.Contains(t, decides, result[f.Rules[0].Rule], "%s\n%s", f, e)
				require.Contains(t, decides, result[f.Rules[1].Rule], "%s\n%s", f, e)
				if d.table.Hit != routing.Collect {
					require.Equal(t, complaint.BasisAmbiguous, decision.Basis)
				}
			case routing.Shadowed:
				require.Contains(t, []routing.Result{routing.Beaten, routing.Tied}, result[f.Rules[0].Rule])
				for _, by := range f.Rules[1:] {
					require.Contains(t, []routing.Result{routing.Decided, routing.Tied}, result[by.Rule])
				}
			case routing.Redundant:
				require.NotEqual(t, routing.Failed, result[f.Rules[0].Rule])
			case routing.BadDestination:
				name := string(f.Target.Agency) + string(f.Target.Function)
				require.Contains(t, fmt.Sprint(e.Steps), name, "%s\n%s", f, e)
			}
		}
	}
	for k := routing.Gap; k < routing.Undecided; k++ {
		require.Positive(t, kinds[k], "%s was never drawn", k)
	}
}

// TestOpaqueConditions finds a gap that words alone keep open, names the condition,
// and does not claim what a Go function would say.
func TestOpaqueConditions(t *testing.T) {
	t.Parallel()
	all := routing.ToAgency("diy")
	words := func(words ...string) *routing.Words { return &routing.Words{Any: words} }
	not := func(w routing.When) routing.When { return routing.When{Not: &w} }
	never := &routing.Func{Name: "never", Fits: func(complaint.Facts) bool { return false }}
	r := newRouter(t, newTable(routing.Unique,
		routing.Rule{ID: "roads", When: routing.When{Words: words("jalan", "aspal")}, To: all},
		routing.Rule{ID: "lamps", When: not(routing.When{Words: words("jalan", "aspal")}), To: routing.ToAgency("bali")},
		routing.Rule{ID: "written", When: routing.When{Func: never}, To: routing.ToAgency("bali")},
		routing.Rule{ID: "again", When: routing.When{Func: never}, To: all},
	))
	report := r.Analyze(routing.Budget{})
	require.True(t, report.Exact)
	require.Zero(t, report.Counts[routing.Gap], "either list holds or it does not")
	require.Equal(t, map[routing.FindingKind]int{routing.Overlap: 5, routing.Shadowed: 2}, report.Counts)
	for _, f := range report.Findings {
		require.Equal(t, f.Kind == routing.Overlap, f.Possible, "%s", f)
		if f.Possible {
			require.Contains(t, fmt.Sprint(f.Conditions), "never")
			require.True(t, f.Witness.Submitted.IsZero())
		}
	}
	var names []string
	for _, o := range report.Opaque {
		names = append(names, fmt.Sprint(o.Condition, o.Rules))
	}
	require.Equal(t, []string{`words "jalan", "aspal" [roads lamps]`, `function "never" holds [written again]`}, names)

	gap := newRouter(t, newTable(routing.First, routing.Rule{ID: "lamps", When: not(routing.When{Words: words("jalan")}), To: all})).Analyze(routing.Budget{})
	require.Equal(t, 1, gap.Counts[routing.Gap])
	require.Equal(t, "jalan", gap.Findings[0].Witness.Body)
	require.False(t, gap.Findings[0].Possible)
	require.False(t, gap.Findings[0].Covers(complaint.Facts{Submitted: at("2020-01-03"), Body: "lampu"}))
	require.True(t, gap.Findings[0].Covers(complaint.Facts{Submitted: at("2020-01-03"), Body: "di jalan"}))
}

// TestBudget says what is found within a budget, and what is left.
func TestBudget(t *testing.T) {
	t.Parallel()
	w := newEverything(t)
	spent := 0
	for i := range 300 {
		d := drawSmallTable(rand.New(rand.NewPCG(uint64(i), 3)))
		r, err := routing.Compile(d.table, w.sources)
		require.NoError(t, err)
		whole := r.Analyze(routing.Budget{Findings: 1_000})
		some := r.Analyze(routing.Budget{Findings: 1_000, Cells: 1 + i%20})
		require.Equal(t, whole, r.Analyze(routing.Budget{Findings: 1_000}), "the same again")
		capped := r.Analyze(routing.Budget{Findings: 1})
		require.Equal(t, whole.Counts, capped.Counts)
		for _, f := range capped.Findings {
			require.True(t, slices.ContainsFunc(whole.Findings, func(g routing.Finding) bool { return g.String() == f.String() }))
		}
		if some.Exact {
			require.Equal(t, whole, some)
			continue
		}
		spent++
		require.Equal(t, 1, some.Counts[routing.Undecided])
		// Nothing is claimed of a rule that is not true, and every rule of which
		// something is not found is named.
		open := some.Findings[len(some.Findings)-1].Rules
		about := func(r routing.Report, kind routing.FindingKind) (rules []string) {
			for _, f := range r.Findings {
				if f.Kind == kind {
					rules = append(rules, f.Rules[0].Rule)
				}
			}
			return rules
		}
		for _, kind := range []routing.FindingKind{routing.Shadowed, routing.Redundant, routing.NeverFires} {
			require.Subset(t, append(about(whole, kind), ""), about(some, kind))
			for _, id := range about(whole, kind) {
				named := slices.ContainsFunc(open, func(r routing.RuleRef) bool { return r.Rule == id })
				require.True(t, named || slices.Contains(about(some, kind), id), "%s %s", kind, id)
			}
		}
	}
	require.Greater(t, spent, 100)
}

// TestReportReads shows a report as people and programs get it.
func TestReportReads(t *testing.T) {
	t.Parallel()
	table := newTable(routing.First,
		routing.Rule{ID: "roads", When: routing.When{Category: []complaint.Category{"roads"}}, To: routing.ToAgency("old")},
		routing.Rule{ID: "bridges", When: routing.When{Category: []complaint.Category{"roads/bridges"}}, To: routing.ToAgency("diy")},
	)
	table.Scope.Regions = path("34.04")
	report := newRouter(t, reread(t, table)).Analyze(routing.Budget{})
	require.False(t, report.OK())
	require.Equal(t, `Analysis of table test edition 1
Gap: 1
Shadowed: 1
Bad destination: 1

1. Gap: No rule takes reports with category: all but roads
   dates: 1 January 2020 to 31 January 2020
   example of a report:
     category: none
     region: Sleman (34.04)
     disclosure: Anonymous and secret
     submitted: 1 January 2020
     weekday: Wednesday

2. Shadowed: bridges (:48) never decides; this report is decided by roads (:37)
   dates: 1 January 2020 to 31 January 2020
   example of a report:
     category: roads/bridges
     region: Sleman (34.04)
     disclosure: Anonymous and secret
     submitted: 1 January 2020
     weekday: Wednesday

3. Bad destination: roads (:37): Old (old) is not in force on 11 January 2020
   dates: 11 January 2020 to 31 January 2020
   example of a report:
     category: roads
     region: Sleman (34.04)
     disclosure: Anonymous and secret
     submitted: 11 January 2020
     weekday: Saturday
`, report.In(aduan.English()))
	require.Contains(t, report.In(aduan.Indonesian()), "Celah: Tidak ada aturan untuk laporan dengan kategori: semua kecuali roads")
	data, err := json.Marshal(report)
	require.NoError(t, err)
	for _, want := range []string{`"counts":{"bad_destination":1,"gap":1,"shadowed":1}`, `"rules":[{"rule":"bridges","line":48},{"rule":"roads","line":37}]`, `"exact":true`} {
		require.Contains(t, string(data), want)
	}
	fine := newRouter(t, newTable(routing.First, routing.Rule{ID: "all", To: routing.ToAgency("diy")})).Analyze(routing.Budget{})
	require.True(t, fine.OK(), "%s", fine)
	require.Contains(t, fine.In(aduan.Indonesian()), "Tidak ada temuan.")
}

func TestReplayCounts(t *testing.T) {
	t.Parallel()
	old := newRouter(t, newTable(routing.First, routing.Rule{ID: "all", To: routing.ToAgency("diy")}))
	table := newTable(routing.First,
		routing.Rule{ID: "roads", When: routing.When{Category: []complaint.Category{"roads"}}, To: routing.ToAgency("bali")},
		routing.Rule{ID: "rest", When: routing.When{Not: &routing.When{Category: []complaint.Category{"health"}}}, To: routing.ToAgency("diy")},
	)
	table.Edition, table.Valid.From = "2", day("2020-01-03")
	fresh := newRouter(t, table)
	var facts []complaint.Facts
	for i := range 10 {
		f := complaint.Facts{Submitted: at("2020-01-05"), Body: "secret text"}
		f.Category = []complaint.Category{"", "roads", "health"}[i%3]
		if i == 9 {
			f.Submitted = at("2020-01-02")
		}
		facts = append(facts, f)
	}
	drift := routing.Replay(old, fresh, slices.Values(append(facts, complaint.Facts{})))
	require.Equal(t, routing.Drift{
		Old: "1", New: "2", Total: 11, Same: 3,
		Moves: []routing.Move{
			{From: routing.Receivers{Agency: "diy"}, To: routing.Receivers{Candidates: []agency.ID{"bali", "diy"}}, Count: 3, Examples: []int{2, 5, 8}},
			{From: routing.Receivers{Agency: "diy"}, To: routing.Receivers{Agency: "bali"}, Count: 3, Examples: []int{1, 4, 7}},
		},
		Refused: routing.Refused{OnlyNew: 1, Both: 1, Examples: []int{9, 10}},
		Loads:   []routing.Load{{Agency: "", New: 3}, {Agency: "bali", New: 3}, {Agency: "diy", Old: 9, New: 3}},
		Names:   routing.Names{"bali": "Bali", "diy": "DIY"},
	}, drift)
	require.Equal(t, `Edition 2 compared with edition 1
11 reports: 3 stay, 6 move, 2 refused
refused by the old edition only 0, by the new only 1, by both 1; for example #9 #10

3 reports, for example #2 #5 #8:
  from DIY (diy)
  to a person chooses among Bali (bali), DIY (diy)

3 reports, for example #1 #4 #7:
  from DIY (diy)
  to Bali (bali)

agency              old  new  change
(a person chooses)  0    3    +3
Bali (bali)         0    3    +3
DIY (diy)           9    3    -6
`, drift.In(aduan.English()))
	require.Contains(t, drift.In(aduan.Indonesian()), "11 laporan: 3 tetap, 6 pindah, 2 ditolak")
	data, err := json.Marshal(drift)
	require.NoError(t, err)
	require.NotContains(t, string(data), "secret")
	require.Zero(t, len(routing.Replay(old, old, slices.Values(facts)).Moves))
	require.Equal(t, drift.In(aduan.English()), drift.String())
	require.Equal(t, "a person chooses among bali, diy", drift.Moves[0].To.String())
	back := routing.Replay(fresh, old, slices.Values(append(facts, complaint.Facts{})))
	require.Equal(t, routing.Refused{OnlyOld: 1, Both: 1, Examples: []int{9, 10}}, back.Refused)
}

func TestDiffNamesWhatChanged(t *testing.T) {
	t.Parallel()
	rule := func(id string, to agency.ID) routing.Rule { return routing.Rule{ID: id, To: routing.ToAgency(to)} }
	old := newTable(routing.First, rule("a", "diy"), rule("b", "diy"), rule("c", "diy"), rule("d", "diy"))
	require.True(t, routing.Diff(old, old).None())
	table := newTable(routing.First, rule("d", "diy"), rule("a", "diy"), rule("c", "bali"), rule("e", "diy"))
	table.Edition, table.Source = "2", "decree"
	table.Rules[1].When.Kind = []complaint.Kind{complaint.KindComplaint}
	changes := routing.Diff(old, table)
	require.Equal(t, `Edition 1 to 2
+ source: "decree"
removed rule b
  - destination: diy
rule d moved to the beginning
changed rule a
  + conditions: kind: Complaint
changed rule c
  - destination: diy
  + destination: bali
new rule e
  + destination: diy
`, changes.In(aduan.English()))
	require.Contains(t, changes.In(aduan.Indonesian()), "aturan dihapus b")
	data, err := json.Marshal(changes)
	require.NoError(t, err)
	require.Contains(t, string(data), `{"kind":"moved","rule":"d"}`)
	old.Hit, table.Hit = routing.Unique, routing.Unique
	require.NotContains(t, routing.Diff(old, table).String(), "d moved", "the order means nothing")
	back := routing.Diff(table, old)
	require.Equal(t, len(changes.Rules)-1, len(back.Rules))
	same := &routing.Func{Name: "f", Fits: func(complaint.Facts) bool { return true }}
	table.Rules[0].When.Func = same
	require.Contains(t, routing.Diff(old, table).String(), `function "f" holds`)
}

// A condition of any kind is said, not shown as it is written, and two that read
// alike but differ are shown as they are written.
func TestDiffSpeaks(t *testing.T) {
	t.Parallel()
	yes, no, end := true, false, routing.Days{Until: aduan.DateOf(time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC))}
	old := newTable(routing.Unique, routing.Rule{ID: "a", To: routing.ToAgency("diy")})
	old.Attributes = []routing.Attribute{
		{Name: "covid", Type: routing.Flag, Label: aduan.NewLabel(map[string]string{"id": "terkait Covid-19", "en": "related to Covid-19"})},
		{Name: "age", Type: routing.Integer},
		{Name: "born", Type: routing.Day},
		{Name: "size", Type: routing.Choice, Values: []string{"s", "m"}},
	}
	table := old
	table.Attributes, table.Valid = old.Attributes[:3], end
	table.Rules = []routing.Rule{{ID: "a", To: routing.Destination{
		Target: routing.Target{Function: "health", Level: region.Regency}, Supporting: []routing.Target{{Agency: "bali"}, {Function: "roads"}},
	}, When: routing.When{
		Class: []complaint.Class{complaint.ClassSupervisory}, Channel: []complaint.Channel{complaint.ChannelSMS}, Category: []complaint.Category{"health"},
		Region: []region.Code{region.MustParse("34")}, Anonymous: &yes, Secret: &no, Weekday: []routing.Weekday{routing.Monday},
		Submitted: []routing.Days{end}, Words: &routing.Words{Any: []string{"bu"}, Clitics: true},
		Attributes: []routing.AttributeTest{
			{Name: "covid", Is: []string{"true"}}, {Name: "age", From: "3", Until: "5"}, {Name: "born", From: "2020-01-01"}, {Name: "age", Given: &no},
		},
		All: []routing.When{{Secret: &yes}, {Anonymous: &no}}, Any: []routing.When{{Weekday: []routing.Weekday{routing.Sunday}}},
		Not: &routing.When{Kind: []complaint.Kind{complaint.KindAspiration}},
	}}}
	changes := routing.Diff(old, table)
	for _, w := range []aduan.Words{aduan.English(), aduan.Indonesian()} {
		require.NotRegexp(t, `[{}]|null|true|false|_`, changes.In(w))
		t.Log(changes.In(w))
	}
	require.Contains(t, changes.In(aduan.Indonesian()), "terkait Covid-19: ya")
	named := changes.Named(newSources(t), time.Date(2020, 10, 26, 0, 0, 0, 0, time.UTC)).In(aduan.Indonesian())
	require.Contains(t, named, "wilayah: DI Yogyakarta (34)")
	data, err := json.Marshal(changes)
	require.NoError(t, err)
	var read routing.Changes
	require.NoError(t, json.Unmarshal(data, &read))
	require.Contains(t, read.String(), `"anonymous":true`, "what was read back is shown as it is written")
	again := table
	again.Attributes = slices.Clone(table.Attributes)
	again.Attributes[0].Label = again.Attributes[0].Label.With("nl", "over Covid-19")
	require.Contains(t, routing.Diff(table, again).String(), `"nl":"over Covid-19"`)
}

package routing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
)

// TestSeveralRulesWithoutAnAgency: what becomes of a report that several rules fit, of which
// some name nobody, lead nowhere, or lead to whom the report accuses.
func TestSeveralRulesWithoutAnAgency(t *testing.T) {
	t.Parallel()
	ids := func(ids ...agency.ID) []agency.ID { return ids }
	targets := func(ids ...agency.ID) (out []routing.Target) {
		for _, id := range ids {
			out = append(out, routing.Target{Agency: id})
		}
		return out
	}
	to, helped := routing.ToAgency, func(ids ...agency.ID) routing.Destination {
		return routing.Destination{Supporting: targets(ids...)}
	}
	ask := func(ids ...agency.ID) routing.Destination { return routing.Destination{Ask: targets(ids...)} }
	with := func(d routing.Destination, ids ...agency.ID) routing.Destination {
		d.Supporting = targets(ids...)
		return d
	}
	for name, tt := range map[string]struct {
		hit      routing.HitPolicy
		rules    []routing.Destination
		fallback routing.Destination
		accused  []agency.ID
		want     complaint.Decision
	}{
		"supporting agencies alone": {
			hit: routing.Collect, rules: []routing.Destination{helped("sleman", "new"), helped("bali", "new")}, fallback: with(to("sleman"), "sleman/works"),
			want: complaint.Decision{Agency: "sleman", Supporting: ids("bali", "new", "sleman/works"), Rule: routing.FallbackRule, Basis: complaint.BasisNoRule},
		},
		"a choice, and supporting agencies": {
			hit: routing.Collect, rules: []routing.Destination{ask("diy"), helped("bali")}, fallback: to("sleman"),
			want: complaint.Decision{Candidates: ids("diy"), Supporting: ids("bali"), Basis: complaint.BasisAsk},
		},
		"a choice, and the agency of it": {
			hit: routing.Collect, rules: []routing.Destination{ask("diy"), to("diy")}, fallback: to("sleman"),
			want: complaint.Decision{Candidates: ids("diy"), Basis: complaint.BasisAmbiguous},
		},
		"one whose successor a person confirms": {
			hit: routing.Collect, rules: []routing.Destination{to("sleman"), to("old")}, fallback: to("bali"),
			want: complaint.Decision{Candidates: ids("new", "sleman"), Basis: complaint.BasisUnresolved},
		},
		"both of nobody": {
			hit: routing.Collect, rules: []routing.Destination{with(to("gone"), "diy"), with(to("gone"), "bali")}, fallback: with(to("bali"), "sleman"),
			want: complaint.Decision{Agency: "bali", Supporting: ids("diy", "sleman"), Basis: complaint.BasisUnresolved},
		},
		"both of nobody, and only one may decide": {
			hit: routing.Unique, rules: []routing.Destination{to("gone"), to("gone")}, fallback: to("bali"),
			want: complaint.Decision{Candidates: ids("bali"), Basis: complaint.BasisAmbiguous},
		},
		"both of nobody, and a person chooses anyway": {
			hit: routing.Unique, rules: []routing.Destination{to("gone"), to("gone")}, fallback: ask("diy", "bali"),
			want: complaint.Decision{Candidates: ids("diy", "bali"), Basis: complaint.BasisAmbiguous},
		},
		"both of the accused": {
			hit: routing.Collect, rules: []routing.Destination{to("sleman"), to("sleman")}, fallback: to("bali"), accused: ids("sleman"),
			want: complaint.Decision{Agency: "diy", Basis: complaint.BasisConflict},
		},
		"both of the accused that nobody is above": {
			hit: routing.Collect, rules: []routing.Destination{to("diy"), to("diy")}, fallback: to("bali"), accused: ids("diy"),
			want: complaint.Decision{Agency: "bali", Basis: complaint.BasisConflict},
		},
		"one of the accused that nobody is above": {
			hit: routing.Collect, rules: []routing.Destination{to("diy"), to("new")}, fallback: to("bali"), accused: ids("diy"),
			want: complaint.Decision{Candidates: ids("new"), Basis: complaint.BasisUnresolved},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := newTable(tt.hit)
			for i, to := range tt.rules {
				table.Rules = append(table.Rules, routing.Rule{ID: fmt.Sprint("r", i), To: to})
			}
			table.Fallback = tt.fallback
			f := complaint.Facts{Region: path("34", "34.04"), Submitted: at("2020-01-20")}
			f.Named.Agencies = tt.accused
			tt.want.Table, tt.want.Edition = "test", "1"
			r := newRouter(t, table)
			d, err := r.Route(f)
			require.NoError(t, err)
			require.Equal(t, tt.want, d)
			require.Equal(t, d, r.Explain(f).Decision)
		})
	}
}

// TestManyListsOfWords: a table may have more lists than are found without asking for memory.
func TestManyListsOfWords(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1024, 1025, 1100} {
		table := newTable(routing.First)
		for i := range n {
			table.Rules = append(table.Rules, routing.Rule{
				ID: fmt.Sprint("r", i), When: routing.When{Words: &routing.Words{Any: []string{fmt.Sprint("kata", i)}}}, To: routing.ToAgency("diy"),
			})
		}
		r := newRouter(t, table)
		for text, rule := range map[string]string{"kata0": "r0", "ada kata7, kata9": "r7", fmt.Sprint("kata", n-1): fmt.Sprint("r", n-1), fmt.Sprint("kata", n): routing.FallbackRule} {
			d, err := r.Route(complaint.Facts{Submitted: at("2020-01-05"), Body: text})
			require.NoError(t, err)
			require.Equal(t, rule, d.Rule, "%d: %s", n, text)
		}
	}
}

// TestReadingsThatDisagree share the supporting agencies that every one of them names, and
// a reading that cannot be right is no decision.
func TestReadingsThatDisagree(t *testing.T) {
	t.Parallel()
	table := crews()
	table.Rules[1].To.Supporting = []routing.Target{{Agency: "new"}, {Agency: "diy"}}
	table.Rules[2].To.Supporting = []routing.Target{{Agency: "diy"}, {Agency: "new"}}
	table.Rules[3].To.Supporting = []routing.Target{{Agency: "bali/a"}, {Agency: "new"}}
	for i := range table.Rules {
		table.Rules[i].Valid = routing.Days{}
	}
	r := newRouter(t, table)
	facts := func(codes ...string) complaint.Facts {
		f := inCrews(codes...)
		f.Submitted = at("2020-01-20")
		return f
	}
	for name, tt := range map[string]struct {
		codes []string
		want  complaint.Decision
	}{
		"agree":    {[]string{"D1", "D2"}, complaint.Decision{Agency: "sleman", Supporting: []agency.ID{"new", "diy"}, Basis: complaint.BasisRule}},
		"disagree": {[]string{"D1", "D3"}, complaint.Decision{Candidates: []agency.ID{"sleman", "bali"}, Supporting: []agency.ID{"new"}, Basis: complaint.BasisAsk}},
		"all":      {[]string{"D3", "D2", "D1"}, complaint.Decision{Candidates: []agency.ID{"bali", "sleman"}, Supporting: []agency.ID{"new"}, Basis: complaint.BasisAsk}},
	} {
		tt.want.Table, tt.want.Edition = "test", "1"
		d, err := r.Route(facts(tt.codes...))
		require.NoError(t, err, name)
		require.Equal(t, tt.want, d, name)
	}
	wrong := roadIn(inCrews(), "51.03", "99")
	_, err := r.Route(wrong)
	e := r.Explain(wrong)
	require.ErrorContains(t, err, "99")
	require.Equal(t, err, e.Err)
	require.Empty(t, e.Readings)
	require.Zero(t, e.Decision)
}

// TestReachTriesTheFirstWords of a list, and stops where its caller does.
func TestReachTriesTheFirstWords(t *testing.T) {
	t.Parallel()
	words := func(n int) *routing.Words {
		w := &routing.Words{}
		for i := range n {
			w.Any = append(w.Any, fmt.Sprint("kata", i))
		}
		return w
	}
	for taken, title := range map[int]string{1: "kata1", 7: "kata7", 8: ""} {
		r := newRouter(t, newTable(
			routing.First,
			routing.Rule{ID: "before", When: routing.When{Words: words(taken)}, To: routing.ToAgency("bali")},
			routing.Rule{ID: "many", When: routing.When{Words: words(9)}, To: routing.ToAgency("diy")},
		))
		got := slices.Collect(r.Reach("many"))
		if title == "" {
			require.Empty(t, got, "the ninth word is not tried")
			continue
		}
		require.Len(t, got, 1)
		require.Equal(t, title, got[0].Title)
	}
	either := routing.When{Any: []routing.When{{Kind: []complaint.Kind{complaint.KindComplaint}}, {Kind: []complaint.Kind{complaint.KindAspiration}}}}
	r := newRouter(t, newTable(routing.First, routing.Rule{ID: "either", When: either, To: routing.ToAgency("diy")}))
	require.Len(t, slices.Collect(r.Reach("either")), 2)
	var kinds []complaint.Kind
	for f := range r.Reach("either") {
		kinds = append(kinds, f.Kind)
		break
	}
	require.Equal(t, []complaint.Kind{complaint.KindComplaint}, kinds)
}

// TestFunctionsAreExplained, also those that must not hold.
func TestFunctionsAreExplained(t *testing.T) {
	t.Parallel()
	long := &routing.Func{Name: "long", Fits: func(f complaint.Facts) bool { return len(f.Body) > 10 }}
	r := newRouter(t, newTable(
		routing.First,
		routing.Rule{ID: "long", When: routing.When{Func: long}, To: routing.ToAgency("diy")},
		routing.Rule{ID: "short", When: routing.When{Not: &routing.When{Func: long}}, To: routing.ToAgency("bali")},
	))
	w := aduan.English()
	for body, want := range map[string][3]string{"a rather long text": {"short", "holds", "does not hold"}, "short": {"long", "does not hold", "holds"}} {
		e := r.Explain(complaint.Facts{Submitted: at("2020-01-01"), Body: body})
		i := slices.IndexFunc(e.Rules, func(t routing.Trace) bool { return t.Result == routing.Failed })
		require.Len(t, e.Rules[i].Failed, 1)
		failed := e.Rules[i].Failed[0]
		require.Equal(t, want, [3]string{e.Rules[i].Rule, failed.Got.In(w), failed.Want.In(w)})
		require.Equal(t, "func long", failed.Fact)
	}
	opaque := r.Analyze(routing.Budget{}).Opaque
	require.Len(t, opaque, 1)
	require.Equal(t, `function "long" holds`, opaque[0].Condition.In(w))
	all := &routing.Func{Name: "all", Fits: func(complaint.Facts) bool { return true }}
	gap := newRouter(t, newTable(routing.First, routing.Rule{ID: "all", When: routing.When{Func: all}, To: routing.ToAgency("diy")})).Analyze(routing.Budget{})
	require.Equal(t, map[routing.FindingKind]int{routing.Gap: 1}, gap.Counts)
	require.True(t, gap.Findings[0].Possible)
	require.Len(t, gap.Findings[0].Conditions, 1)
	require.Equal(t, `function "all" does not hold`, gap.Findings[0].Conditions[0].In(w))
}

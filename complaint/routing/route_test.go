package routing_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
)

// fits says whether a report meets a condition, as a person would read it.
func fits(w routing.When, f complaint.Facts) bool {
	in := func(d routing.Days, date aduan.Date) bool {
		text := date.String()
		return !date.IsZero() && d.From.String() <= text && (d.Until.IsZero() || text < d.Until.String())
	}
	submitted := f.Submitted.In(jakarta)
	date := aduan.Date{Year: submitted.Year(), Month: submitted.Month(), Day: submitted.Day()}
	ok := (w.Kind == nil || slices.Contains(w.Kind, f.Kind)) &&
		(w.Class == nil || slices.Contains(w.Class, f.Class)) &&
		(w.Channel == nil || slices.Contains(w.Channel, f.Channel)) &&
		(w.Category == nil || f.Category != "" && slices.ContainsFunc(w.Category, f.Category.Within)) &&
		(w.Region == nil || slices.ContainsFunc(w.Region, f.Region.Contains)) &&
		(w.Anonymous == nil || *w.Anonymous == f.Disclosure.Anonymous()) &&
		(w.Secret == nil || *w.Secret == f.Disclosure.Secret()) &&
		(w.Submitted == nil || slices.ContainsFunc(w.Submitted, func(d routing.Days) bool { return in(d, date) })) &&
		(w.Event == nil || slices.ContainsFunc(w.Event, func(d routing.Days) bool { return in(d, f.EventDate) })) &&
		(w.Weekday == nil || slices.ContainsFunc(w.Weekday, func(d routing.Weekday) bool {
			return strings.EqualFold(d.String(), submitted.Weekday().String())
		}))
	if w.Words != nil {
		text := strings.ToLower(f.Title + " | " + f.Body)
		ok = ok && slices.ContainsFunc(w.Words.Any, func(word string) bool {
			return slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }), func(s string) bool {
				return s == word || w.Words.Clitics && s == word+"nya"
			}) || strings.Contains(word, " ") && strings.Contains(text, word)
		})
	}
	for _, a := range w.Attributes {
		ok = ok && fitsAttribute(a, f.Attributes[a.Name])
	}
	for _, x := range w.All {
		ok = ok && fits(x, f)
	}
	if w.Any != nil {
		ok = ok && slices.ContainsFunc(w.Any, func(x routing.When) bool { return fits(x, f) })
	}
	return ok && (w.Not == nil || !fits(*w.Not, f))
}

func fitsAttribute(a routing.AttributeTest, value string) bool {
	switch {
	case a.Given != nil:
		return *a.Given == (value != "")
	case value == "":
		return false
	case a.Is != nil:
		return slices.Contains(a.Is, value)
	case a.Name == "due":
		return value >= a.From && (a.Until == "" || value < a.Until)
	}
	n, _ := strconv.Atoi(value)
	from, _ := strconv.Atoi(a.From)
	until, err := strconv.Atoi(a.Until)
	return n >= from && (err != nil || n < until)
}

func inScope(s routing.Scope, f complaint.Facts) bool {
	return (s.Regions == nil || slices.ContainsFunc(s.Regions, f.Region.Contains)) &&
		(s.Categories == nil || f.Category != "" && slices.ContainsFunc(s.Categories, f.Category.Within))
}

// TestRulesMeanWhatTheySay compares what fits, and who decides, with a plain
// reading of the rules.
func TestRulesMeanWhatTheySay(t *testing.T) {
	t.Parallel()
	sources := newSources(t)
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		r, err := routing.Compile(table, sources)
		require.NoError(t, err)
		f := drawFacts(t)
		e := r.Explain(f)
		require.NoError(t, e.Err)
		if !inScope(table.Scope, f) {
			require.Equal(t, complaint.BasisOutOfScope, e.Decision.Basis)
			return
		}
		var fit []string
		rules, err := r.Rules(f)
		require.NoError(t, err)
		all := slices.Collect(rules)
		require.Len(t, all, len(table.Rules))
		for i, rule := range table.Rules {
			valid := routing.When{Submitted: []routing.Days{rule.Valid}}
			if fits(rule.When, f) && fits(valid, f) {
				fit = append(fit, rule.ID)
			}
			require.Equal(t, rule.ID, all[i].Rule)
			require.Equal(t, slices.Contains(fit, rule.ID), all[i].Result != routing.Failed, "%s\n%s", rule.ID, e)
			require.Equal(t, all[i].Result == routing.Failed, len(all[i].Failed) > 0)
		}
		require.Equal(t, thatMatter(all), e.Rules)
		require.Equal(t, len(all)-len(e.Rules), e.Others)
		with := func(result routing.Result) (ids []string) {
			for _, trace := range e.Rules {
				if trace.Result == result {
					ids = append(ids, trace.Rule)
				}
			}
			return ids
		}
		switch {
		case len(fit) == 0:
			require.Equal(t, routing.FallbackRule, e.Decision.Rule)
			require.Equal(t, complaint.BasisNoRule, e.Decision.Basis)
		case table.Hit == routing.First:
			require.Equal(t, fit[:1], with(routing.Decided))
		case table.Hit == routing.Collect || len(fit) == 1:
			require.Equal(t, fit, with(routing.Decided))
		case table.Hit == routing.Unique:
			require.Equal(t, fit, with(routing.Tied))
			require.Empty(t, e.Decision.Agency)
			require.Equal(t, complaint.BasisAmbiguous, e.Decision.Basis)
		default:
			require.NotEmpty(t, append(with(routing.Decided), with(routing.Tied)...))
		}
	})
}

// thatMatter are the rules that an explanation tells: those that fit, and ten of those
// that come nearest, unless nothing can make them fit.
func thatMatter(all []routing.Trace) []routing.Trace {
	never := func(t routing.Trace) bool { return len(t.Failed) == 1 && t.Failed[0].Fact == "when" }
	fewest := 0
	for _, t := range all {
		if n := len(t.Failed); n > 0 && !never(t) && (fewest == 0 || n < fewest) {
			fewest = n
		}
	}
	near := 0
	var matter []routing.Trace
	for _, t := range all {
		isNear := len(t.Failed) > 0 && len(t.Failed) == fewest && !never(t)
		if isNear {
			near++
		}
		if len(t.Failed) == 0 || isNear && near <= 10 {
			matter = append(matter, t)
		}
	}
	return matter
}

// TestExplainIsRoute is the promise that the account is of the same decision.
func TestExplainIsRoute(t *testing.T) {
	t.Parallel()
	sources := newSources(t)
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		r, err := routing.Compile(table, sources)
		require.NoError(t, err)
		f := drawFacts(t)
		d, err := r.Route(f)
		require.NoError(t, err)
		again, err := r.Route(f)
		require.NoError(t, err)
		require.Equal(t, d, again)
		e := r.Explain(f)
		require.Equal(t, d, e.Decision)
		known := map[string]bool{"": true, routing.FallbackRule: true}
		for _, rule := range table.Rules {
			known[rule.ID] = true
		}
		require.True(t, known[d.Rule])
		for _, trace := range e.Rules {
			require.True(t, known[trace.Rule])
			require.True(t, known[trace.By])
		}
		require.False(t, d.Agency != "" && d.Candidates != nil, "either an agency or candidates: %+v", d)
		for _, id := range slices.Concat(d.Candidates, d.Supporting) {
			require.True(t, sources.Agencies.Known(id, f.Submitted))
			barred, err := sources.Agencies.Barred(id, f.Named, f.Submitted)
			require.NoError(t, err)
			require.False(t, barred, "%s is accused", id)
		}
		if d.Agency != "" {
			require.True(t, sources.Agencies.Known(d.Agency, f.Submitted))
			barred, err := sources.Agencies.Barred(d.Agency, f.Named, f.Submitted)
			require.NoError(t, err)
			require.False(t, barred, "%s is accused", d.Agency)
		}
		data, err := json.Marshal(e)
		require.NoError(t, err)
		require.True(t, json.Valid(data))
	})
}

// TestOrderMeansNothing holds for every hit policy but First.
func TestOrderMeansNothing(t *testing.T) {
	t.Parallel()
	sources := newSources(t)
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		if table.Hit == routing.First {
			t.Skip("the order decides")
		}
		shuffled := table
		shuffled.Rules = slices.Clone(table.Rules)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).Shuffle(len(shuffled.Rules), func(i, j int) {
			shuffled.Rules[i], shuffled.Rules[j] = shuffled.Rules[j], shuffled.Rules[i]
		})
		one, err := routing.Compile(table, sources)
		require.NoError(t, err)
		other, err := routing.Compile(shuffled, sources)
		require.NoError(t, err)
		f := drawFacts(t)
		a, err := one.Route(f)
		require.NoError(t, err)
		b, err := other.Route(f)
		require.NoError(t, err)
		require.Equal(t, a, b)
	})
}

// TestTablesSurviveText writes and reads drawn tables.
func TestTablesSurviveText(t *testing.T) {
	t.Parallel()
	sources := newSources(t)
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		table.Zone = "Asia/Jakarta"
		data, err := table.JSON()
		require.NoError(t, err)
		read, err := routing.Parse("table.json", data)
		require.NoError(t, err, "%s", data)
		again, err := read.JSON()
		require.NoError(t, err)
		require.Equal(t, string(data), string(again))
		r, err := routing.Compile(read, sources)
		require.NoError(t, err)
		original, err := routing.Compile(table, sources)
		require.NoError(t, err)
		f := drawFacts(t)
		want, err := original.Route(f)
		require.NoError(t, err)
		got, err := r.Route(f)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

// TestCollectedRulesHaveNoOrder pins what came of rules in two orders.
func TestCollectedRulesHaveNoOrder(t *testing.T) {
	t.Parallel()
	accused := routing.Rule{ID: "accused", To: routing.ToAgency("sleman/works")}
	nobody := routing.Rule{ID: "nobody", To: routing.ToFunction("nothing", "")}
	ask := routing.Rule{ID: "ask", To: routing.Destination{Ask: []routing.Target{{Agency: "bali"}}}}
	f := complaint.Facts{Submitted: at("2020-01-05"), Region: path("34", "34.04")}
	f.Named.Agencies = []agency.ID{"sleman/works"}
	for _, c := range []struct {
		rules []routing.Rule
		basis complaint.Basis
	}{{[]routing.Rule{accused, nobody}, complaint.BasisUnresolved}, {[]routing.Rule{accused, ask}, complaint.BasisAmbiguous}} {
		one, err := newRouter(t, newTable(routing.Collect, c.rules...)).Route(f)
		require.NoError(t, err)
		slices.Reverse(c.rules)
		other, err := newRouter(t, newTable(routing.Collect, c.rules...)).Route(f)
		require.NoError(t, err)
		require.Equal(t, one, other)
		require.Equal(t, c.basis, one.Basis)
		require.Empty(t, one.Agency, "a person chooses")
		require.Contains(t, one.Candidates, agency.ID("sleman"), "the superior")
	}
}

// TestAccusedCandidates are left out, and the explanation says just that.
func TestAccusedCandidates(t *testing.T) {
	t.Parallel()
	r := newRouter(t, newTable(routing.First, routing.Rule{ID: "ask", To: routing.Destination{Ask: []routing.Target{{Agency: "sleman/works"}}}}))
	f := complaint.Facts{Submitted: at("2020-01-05"), Region: path("34", "34.04")}
	f.Named.Agencies = []agency.ID{"sleman/works"}
	e := r.Explain(f)
	require.Equal(t, complaint.BasisConflict, e.Decision.Basis)
	require.Equal(t, []agency.ID{"diy", "bali"}, e.Decision.Candidates, "those of the fallback")
	require.Contains(t, e.In(aduan.English()), "PU Sleman (sleman/works) is accused and left out")
	require.NotContains(t, e.In(aduan.English()), "its superior")
}

// TestAccusedSuccessorsAreNotOffered: an agency that ended is followed by those that
// the report does not accuse.
func TestAccusedSuccessorsAreNotOffered(t *testing.T) {
	t.Parallel()
	asRule := newTable(routing.First, routing.Rule{ID: "old", To: routing.ToAgency("old")})
	asFallback := newTable(routing.First)
	asFallback.Fallback = routing.ToAgency("old")
	for _, table := range []routing.Table{asRule, asFallback} {
		r := newRouter(t, table)
		f := complaint.Facts{Submitted: at("2020-01-15"), Region: path("34", "34.04")}
		d, err := r.Route(f)
		require.NoError(t, err)
		require.Empty(t, d.Agency)
		require.Contains(t, d.Candidates, agency.ID("new"))
		for _, accused := range []agency.ID{"new", "old"} { // whoever followed stands for it
			f.Named.Agencies = []agency.ID{accused}
			d, err = r.Route(f)
			require.NoError(t, err)
			require.NotEqual(t, agency.ID("new"), d.Agency)
			require.NotContains(t, d.Candidates, agency.ID("new"), "%s is accused", accused)
			require.NotContains(t, r.Explain(f).In(aduan.English()), "followed by New")
		}
	}
}

// TestSpecificWays compares rules with "any" and "not".
func TestSpecificWays(t *testing.T) {
	t.Parallel()
	sms := routing.When{Channel: []complaint.Channel{complaint.ChannelSMS}}
	healthBySMS := routing.When{Channel: sms.Channel, Category: []complaint.Category{"health"}}
	for name, c := range map[string]struct{ wide, narrow routing.When }{
		"any": {
			routing.When{Any: []routing.When{{Region: path("34.04")}, {Region: path("51")}}},
			routing.When{Region: path("34.04")},
		},
		"not": {routing.When{Not: &healthBySMS}, routing.When{Not: &sms}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRouter(t, newTable(routing.MostSpecific,
				routing.Rule{ID: "wide", When: c.wide, To: routing.ToAgency("diy")},
				routing.Rule{ID: "narrow", When: c.narrow, To: routing.ToAgency("sleman")},
			))
			d, err := r.Route(complaint.Facts{Submitted: at("2020-01-05"), Region: path("34", "34.04"), Channel: complaint.ChannelWeb})
			require.NoError(t, err)
			require.Equal(t, "narrow", d.Rule)
			require.Zero(t, r.Analyze(routing.Budget{}).Counts[routing.Overlap])
		})
	}
}

func TestPathsWithCodesOfTwoSystems(t *testing.T) {
	t.Parallel()
	r := newRouter(t, newTable(routing.First, routing.Rule{ID: "all", To: routing.ToAgency("diy")}))
	_, err := r.Route(complaint.Facts{Submitted: at("2020-01-05"), Region: path("bps:34", "34.04")})
	require.NoError(t, err)
	_, err = r.Route(complaint.Facts{Submitted: at("2020-01-05"), Region: path("51", "34.04")})
	require.ErrorContains(t, err, "does not lie in")
}

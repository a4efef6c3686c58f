package routingtest

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
)

// analysis is what the analysis finds in a table, without the gaps and the destinations
// that lead nowhere where cases want the fallback. Those are taken from a table in which
// what cases want is written down: reports like theirs have a rule that leads where the
// fallback leads, and are taken from the rule whose destination is not found and those
// behind it. What is left nobody meant.
func analysis(r *routing.Router, cases []Case) routing.Report {
	budget := routing.Budget{Findings: keptFindings}
	report := r.Analyze(budget)
	kinds := []routing.FindingKind{routing.Gap, routing.BadDestination}
	t := r.Table()
	if report.Counts[kinds[0]]+report.Counts[kinds[1]] == 0 || !writeDown(r, &t, cases) {
		return report
	}
	filled, err := routing.Compile(t, r.Sources())
	if err != nil {
		return report // more than there may be; all findings stay
	}
	moved := func(f routing.Finding) bool { return slices.Contains(kinds, f.Kind) }
	rest := filled.Analyze(budget)
	report.Findings = slices.DeleteFunc(report.Findings, moved)
	for _, f := range rest.Findings {
		if moved(f) {
			report.Findings = append(report.Findings, f)
		}
	}
	slices.SortStableFunc(report.Findings, func(a, b routing.Finding) int { return int(a.Kind) - int(b.Kind) })
	for _, kind := range kinds {
		report.Counts[kind] = rest.Counts[kind]
	}
	return report
}

// writeDown writes into a table what cases want of the fallback and get; false if that
// is nothing.
func writeDown(r *routing.Router, t *routing.Table, cases []Case) bool {
	rules := slices.Clone(t.Rules)
	for i, c := range cases {
		if c.Want.Rule != routing.FallbackRule && c.Want.Basis != complaint.BasisNoRule && c.Want.Basis != complaint.BasisUnresolved {
			continue
		}
		if _, ok := check(r, c, i); !ok {
			continue // which is for Run to say
		}
		facts, err := c.FactsFor(r)
		if err != nil {
			continue
		}
		alike := like(r, facts)
		for _, trace := range r.Explain(facts).Rules {
			at := slices.IndexFunc(t.Rules, func(rule routing.Rule) bool { return rule.ID == trace.Rule })
			if trace.Result != routing.Decided || at < 0 {
				continue
			}
			for n := at; n < len(t.Rules); n++ { // nor shall a later one take them
				rules[n].When = routing.When{All: []routing.When{rules[n].When, {Not: &alike}}}
			}
			break
		}
		rules = append(rules, routing.Rule{ID: fmt.Sprintf("routingtest:%d", i), When: alike, To: t.Fallback})
	}
	written := len(rules) > len(t.Rules)
	t.Rules = rules
	return written
}

// like is the condition that reports meet which are like one: of the same category or
// below, in the same region, without either if it has none, and with the same of all else
// that it states. Its day and its texts do not come into it.
func like(r *routing.Router, f complaint.Facts) routing.When {
	var w routing.When
	if f.Category != "" {
		w.Category = []complaint.Category{f.Category}
	} else if tops := tops(r); len(tops) > 0 {
		w.All = append(w.All, routing.When{Not: &routing.When{Category: tops}})
	}
	if len(f.Region) > 0 {
		w.Region = []region.Code{f.Region.Unit()}
	} else if view, err := r.Sources().Regions.AsOf(f.Submitted); err == nil {
		var roots []region.Code
		for u := range view.Roots() {
			roots = append(roots, u.Code())
		}
		w.All = append(w.All, routing.When{Not: &routing.When{Region: roots}})
	}
	if f.Kind != "" {
		w.Kind = []complaint.Kind{f.Kind}
	}
	if f.Class != "" {
		w.Class = []complaint.Class{f.Class}
	}
	if f.Channel != "" {
		w.Channel = []complaint.Channel{f.Channel}
	}
	for _, a := range r.Table().Attributes {
		if value := f.Attributes[a.Name]; value != "" {
			w.Attributes = append(w.Attributes, same(a, value))
		}
	}
	return w
}

// same asks for the one value of an attribute.
func same(a routing.Attribute, value string) routing.AttributeTest {
	test := routing.AttributeTest{Name: a.Name}
	var day aduan.Date
	switch n, err := strconv.Atoi(value); {
	case a.Type == routing.Integer && err == nil:
		test.From, test.Until = value, strconv.Itoa(n+1)
	case a.Type == routing.Day && day.UnmarshalText([]byte(value)) == nil:
		test.From, test.Until = value, day.AddDays(1).String()
	default:
		test.Is = []string{value}
	}
	return test
}

// tops are the widest categories.
func tops(r *routing.Router) []complaint.Category {
	var out []complaint.Category
	for info := range r.Sources().Categories.All() {
		if info.Path.Parent() == "" {
			out = append(out, info.Path)
		}
	}
	return out
}

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

// analysis is what the analysis finds in a table, without the gaps that cases want. That
// which is a gap on purpose is written as rules that lead where the fallback leads: they
// take what the cases take, and what is left are gaps that nobody meant.
func analysis(r *routing.Router, cases []Case) routing.Report {
	budget := routing.Budget{Findings: keptFindings}
	report := r.Analyze(budget)
	wanted := meant(r, cases)
	if len(wanted) == 0 || report.Counts[routing.Gap] == 0 {
		return report
	}
	t := r.Table()
	t.Rules = append(slices.Clone(t.Rules), wanted...)
	filled, err := routing.Compile(t, r.Sources())
	if err != nil {
		return report // more rules than there may be; the gaps stay
	}
	gap := func(f routing.Finding) bool { return f.Kind == routing.Gap }
	rest := filled.Analyze(budget)
	report.Findings = slices.DeleteFunc(report.Findings, gap)
	for _, f := range slices.Backward(rest.Findings) {
		if gap(f) {
			report.Findings = slices.Insert(report.Findings, 0, f)
		}
	}
	report.Counts[routing.Gap] = rest.Counts[routing.Gap]
	return report
}

// meant has a rule for each case that wants the fallback and gets it.
func meant(r *routing.Router, cases []Case) []routing.Rule {
	var out []routing.Rule
	for i, c := range cases {
		if c.Want.Rule != routing.FallbackRule && c.Want.Basis != complaint.BasisNoRule {
			continue
		}
		if _, ok := check(r, c, i); !ok {
			continue // which is for Run to say
		}
		if f, err := c.FactsFor(r); err == nil {
			out = append(out, routing.Rule{ID: fmt.Sprintf("routingtest:%d", i), When: like(r, f), To: r.Table().Fallback})
		}
	}
	return out
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

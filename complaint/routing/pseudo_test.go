package routing_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Outside of the texts of the packages stands nothing but data: names of rules,
// categories, places, agencies and functions.
func TestAllWordsAreTexts(t *testing.T) {
	t.Parallel()
	words := aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), agency.Texts(), region.Texts(), routing.Texts())
	var b strings.Builder
	show := func(s aduan.Spoken) { b.WriteString(s.In(words) + "\n") }

	routers := map[routing.HitPolicy]*routing.Router{}
	var facts []complaint.Facts
	for _, asked := range explanations() {
		if routers[asked.hit] == nil {
			routers[asked.hit] = newRouter(t, explained(asked.hit))
		}
		show(routers[asked.hit].Explain(asked.facts))
		facts = append(facts, asked.facts)
	}
	first := routers[routing.First]
	for _, wrong := range []complaint.Facts{
		{},
		{Submitted: at("2030-01-01"), Kind: "own", Category: "tax", EventDate: aduan.Date{Year: 1}, Attributes: map[string]string{"size": "x", "due": "x"}},
		{Submitted: at("2020-01-05"), Region: path("51", "34.04"), Named: agency.Named{Agencies: []agency.ID{"nobody"}}},
	} {
		show(first.Explain(wrong))
	}
	for hit, r := range routers {
		show(r.Analyze(routing.Budget{}))
		show(r.Analyze(routing.Budget{Cells: 3, Findings: 1}))
		show(routing.Replay(first, r, slices.Values(append(facts, complaint.Facts{}))))
		show(hit)
	}
	for _, table := range faulty() {
		show(newRouter(t, table).Analyze(routing.Budget{}))
	}
	golden.File(t, *update, "outside.txt", pseudo.Outside(b.String()))
}

// faulty are tables with faults of all kinds.
func faulty() []routing.Table {
	days := []routing.Days{{From: day("2020-01-02"), Until: day("2020-01-09")}, {From: day("2020-01-20")}}
	never := &routing.Func{Name: "f", Fits: func(complaint.Facts) bool { return false }}
	rules := []routing.Rule{
		{ID: "a", When: routing.When{Submitted: days, Weekday: []routing.Weekday{routing.Monday}}, To: routing.ToFunction("works", region.District)},
		{ID: "b", When: routing.When{Submitted: days[:1], Attributes: []routing.AttributeTest{{Name: "size", From: "3", Until: "9"}, {Name: "urgent", Is: []string{"true"}}}}, To: routing.ToAgency("old")},
		{ID: "c", When: routing.When{Category: []complaint.Category{"roads"}, Func: never}, To: routing.ToFunction("nothing", "")},
		{ID: "d", When: routing.When{Category: []complaint.Category{"roads"}, Not: &routing.When{Func: never}}, To: routing.ToAgency("diy")},
		{ID: "e", When: routing.When{Words: &routing.Words{Any: []string{"jalan", "aspal"}}, Not: &routing.When{Words: &routing.Words{Any: []string{"lampu"}}}}, To: routing.ToAgency("gone")},
		{ID: "f", When: routing.When{Not: &routing.When{}}, To: routing.ToAgency("diy")},
		{ID: "g", When: routing.When{Region: path("51")}, To: routing.ToAgency("diy")},
	}
	var out []routing.Table
	for _, hit := range []routing.HitPolicy{routing.Unique, routing.First, routing.MostSpecific, routing.Collect} {
		table := newTable(hit, rules...)
		table.Scope.Regions = path("34")
		out = append(out, table)
	}
	return out
}

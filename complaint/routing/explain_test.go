package routing_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/region/agency"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// explained is a table in which something of everything happens.
func explained(hit routing.HitPolicy) routing.Table {
	yes := true
	table := newTable(hit,
		routing.Rule{
			ID: "roads", When: routing.When{Category: []complaint.Category{"roads"}},
			To: routing.ToFunction("works", "regency"),
		},
		routing.Rule{
			ID: "roads-weekend", When: routing.When{
				Category: []complaint.Category{"roads"}, Region: path("34"), Weekday: []routing.Weekday{routing.Saturday, routing.Sunday},
				Not: &routing.When{Channel: []complaint.Channel{complaint.ChannelSMS}},
			},
			To: routing.Destination{Target: routing.Target{Agency: "sleman"}, Supporting: []routing.Target{{Function: "health"}, {Agency: "new"}}},
		},
		routing.Rule{
			ID: "levies", When: routing.When{Words: &routing.Words{Any: []string{"pungutan", "pungli"}, Clitics: true}},
			To: routing.Destination{Ask: []routing.Target{{Agency: "old"}, {Agency: "new"}}},
		},
		routing.Rule{
			ID: "big-bus", Valid: routing.Days{From: day("2020-01-20")},
			When: routing.When{Anonymous: &yes, Attributes: []routing.AttributeTest{{Name: "vehicle", Is: []string{"bus"}}, {Name: "size", From: "40"}}},
			To:   routing.ToAgency("bali"),
		},
	)
	table.Attributes[0].Label = aduan.NewLabel(map[string]string{"id": "jumlah kursi", "en": "seats"})
	return table
}

// asked is a report and the hit policy under which it is explained.
type asked struct {
	hit   routing.HitPolicy
	facts complaint.Facts
}

// explanations are reports about which something of everything is said.
func explanations() map[string]asked {
	sleman := complaint.Facts{
		Submitted: at("2020-01-18"), Region: path("34", "34.04", "34.04.01"), Category: "roads/bridges", Channel: complaint.ChannelWeb,
		Kind: complaint.KindComplaint, Class: complaint.ClassNonSupervisory, Title: "Jembatan rusak", Body: "Ada pungutannya juga",
		Disclosure: complaint.Disclosure{Named: true, Public: true},
	}
	accused := sleman
	accused.Named.Agencies = []agency.ID{"sleman"}
	early := complaint.Facts{Submitted: at("2020-01-05"), Attributes: map[string]string{"size": "30", "vehicle": "bus"}, Title: "Pungli"}
	return map[string]asked{
		"first":         {routing.First, sleman},
		"unique":        {routing.Unique, sleman},
		"most_specific": {routing.MostSpecific, sleman},
		"collect":       {routing.Collect, sleman},
		"accused":       {routing.First, accused},
		"ask":           {routing.First, early},
		"nothing":       {routing.First, complaint.Facts{Submitted: at("2020-01-01")}},
	}
}

func TestExplanationsReadWell(t *testing.T) {
	t.Parallel()
	for name, c := range explanations() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := newRouter(t, reread(t, explained(c.hit))).Explain(c.facts)
			data, err := json.MarshalIndent(e, "", "  ")
			require.NoError(t, err)
			golden.File(t, *update, name+".golden", e.In(aduan.Indonesian())+"\n"+e.String()+"\n"+string(data)+"\n")
			require.NotContains(t, e.String(), "Jembatan", "the text of a report is not repeated")
		})
	}
}

func TestOutOfScopeIsExplained(t *testing.T) {
	t.Parallel()
	table := explained(routing.First)
	table.Scope.Regions = path("51")
	e := newRouter(t, table).Explain(complaint.Facts{Submitted: at("2020-01-05"), Region: path("34"), Category: "roads"})
	require.Equal(t, "region", e.OutOfScope)
	require.Empty(t, e.Rules)
	require.Contains(t, e.In(aduan.English()), "Outside the table's scope (region)")
}

func TestNearestRule(t *testing.T) {
	t.Parallel()
	r := newRouter(t, explained(routing.First))
	near, ok := r.Explain(complaint.Facts{
		Submitted: at("2020-01-21"), Attributes: map[string]string{"size": "40", "vehicle": "train"}, Disclosure: complaint.Disclosure{},
	}).Nearest()
	require.True(t, ok)
	require.Equal(t, "roads", near.Rule, "the first of those that one fact failed")
	r = newRouter(t, newTable(routing.First, routing.Rule{ID: "all", To: routing.ToAgency("diy")}))
	_, ok = r.Explain(complaint.Facts{Submitted: at("2020-01-01")}).Nearest()
	require.False(t, ok)
}

// longTable has rules that are all but met, and one that is.
func longTable(rules int) routing.Table {
	table := newTable(routing.First)
	for i := range rules {
		table.Rules = append(table.Rules, routing.Rule{
			ID: fmt.Sprintf("r%d", i), To: routing.ToAgency("diy"),
			When: routing.When{Category: []complaint.Category{"roads"}, Channel: []complaint.Channel{complaint.ChannelSMS}, Region: path("34")},
		})
	}
	table.Rules[rules/2].When = routing.When{Category: []complaint.Category{"roads"}}
	return table
}

func TestAnExplanationOfALongTableIsShort(t *testing.T) {
	t.Parallel()
	r := newRouter(t, longTable(300))
	f := complaint.Facts{Submitted: at("2020-01-05"), Region: path("34"), Category: "roads", Channel: complaint.ChannelWeb}
	e := r.Explain(f)
	var told []string
	for _, rule := range e.Rules {
		told = append(told, rule.Rule)
	}
	require.Equal(t, []string{"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r150"}, told)
	require.Equal(t, 289, e.Others)
	require.Contains(t, e.String(), "\n  and 294 other rules that do not fit\n", "five of the ten are written out")

	all, err := r.Rules(f)
	require.NoError(t, err)
	require.Len(t, slices.Collect(all), 300)
	for range all {
		break // a caller may stop at any time
	}
	_, err = r.Rules(complaint.Facts{})
	require.Equal(t, r.Explain(complaint.Facts{}).Err, err)
}

// BenchmarkExplain explains a decision of a long table.
func BenchmarkExplain(b *testing.B) {
	f := complaint.Facts{Submitted: at("2020-01-05"), Region: path("34"), Category: "roads", Channel: complaint.ChannelWeb}
	for _, rules := range []int{10, 1000, 10000} {
		r := newRouter(b, longTable(rules))
		b.Run(fmt.Sprintf("rules=%d", rules), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if e := r.Explain(f); e.Err != nil {
					b.Fatal(e.Err)
				}
			}
		})
	}
}

// TestDecisionsAllocateLittle is for decisions without explanation.
func TestDecisionsAllocateLittle(t *testing.T) {
	for name, c := range map[string]struct {
		hit   routing.HitPolicy
		facts complaint.Facts
	}{
		"fallback":  {routing.First, complaint.Facts{Submitted: at("2020-01-01")}},
		"selector":  {routing.First, complaint.Facts{Submitted: at("2020-01-01"), Region: path("34", "34.04"), Category: "roads"}},
		"specific":  {routing.MostSpecific, complaint.Facts{Submitted: at("2020-01-21"), Region: path("34", "34.04"), Category: "roads"}},
		"words":     {routing.First, complaint.Facts{Submitted: at("2020-01-21"), Title: "Lampu mati"}},
		"attribute": {routing.First, complaint.Facts{Submitted: at("2020-01-21"), Attributes: map[string]string{"vehicle": "bus", "size": "41"}}},
	} {
		t.Run(name, func(t *testing.T) {
			table := explained(c.hit)
			table.Rules = append(table.Rules, routing.Rule{
				ID: "lamps", When: routing.When{Words: &routing.Words{Any: []string{"lampu mati"}}},
				To: routing.Destination{Ask: []routing.Target{{Agency: "diy"}, {Agency: "bali"}}, Supporting: []routing.Target{{Agency: "new"}}},
			})
			r := newRouter(t, table)
			require.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, _ = r.Route(c.facts) }), 8.0)
		})
	}
}

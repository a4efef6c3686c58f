package routing_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
)

// TestHitPolicies checks each hit policy against the meaning that DMN gives it,
// case by case: which rules fit, and what becomes of the report. In DMN a table
// of policy Unique in which two rules fit is wrong, and so is one of any policy
// that gives several answers where one is wanted; here a person chooses then.
func TestHitPolicies(t *testing.T) {
	t.Parallel()
	to := func(id agency.ID) routing.Destination { return routing.ToAgency(id) }
	with := func(d routing.Destination, ids ...agency.ID) routing.Destination {
		for _, id := range ids {
			d.Supporting = append(d.Supporting, routing.Target{Agency: id})
		}
		return d
	}
	ask := func(ids ...agency.ID) routing.Destination {
		var d routing.Destination
		for _, id := range ids {
			d.Ask = append(d.Ask, routing.Target{Agency: id})
		}
		return d
	}
	roads := routing.When{Category: []complaint.Category{"roads"}}
	bridges := routing.When{Category: []complaint.Category{"roads/bridges"}}
	sleman := routing.When{Region: path("34.04")}
	slemanRoads := routing.When{Category: []complaint.Category{"roads"}, Region: path("34.04")}
	health := routing.When{Category: []complaint.Category{"health"}}
	rule := func(id string, when routing.When, to routing.Destination) routing.Rule {
		return routing.Rule{ID: id, When: when, To: to}
	}
	type want = complaint.Decision
	ids := func(ids ...agency.ID) []agency.ID { return ids }
	fallback := ids("diy", "bali")

	// Every case is a report about a bridge in Sleman.
	for name, c := range map[string]struct {
		hit   routing.HitPolicy
		rules []routing.Rule
		want  complaint.Decision
	}{
		// Unique: no overlap is allowed and one rule at most fits.
		"unique, one fits": {
			routing.Unique,
			[]routing.Rule{rule("a", health, to("diy")), rule("b", roads, to("sleman"))},
			want{Agency: "sleman", Rule: "b", Basis: complaint.BasisRule},
		},
		"unique, none fits": {
			routing.Unique,
			[]routing.Rule{rule("a", health, to("diy"))},
			want{Candidates: fallback, Rule: routing.FallbackRule, Basis: complaint.BasisNoRule},
		},
		"unique, two fit": {
			routing.Unique,
			[]routing.Rule{rule("a", sleman, to("sleman")), rule("b", roads, to("diy"))},
			want{Candidates: ids("diy", "sleman"), Basis: complaint.BasisAmbiguous},
		},
		"unique, two fit and agree, which DMN calls Any and Unique forbids": {
			routing.Unique,
			[]routing.Rule{rule("a", sleman, to("sleman")), rule("b", roads, to("sleman"))},
			want{Candidates: ids("sleman"), Basis: complaint.BasisAmbiguous},
		},
		"unique knows no specific rule": {
			routing.Unique,
			[]routing.Rule{rule("a", roads, to("diy")), rule("b", slemanRoads, to("sleman"))},
			want{Candidates: ids("diy", "sleman"), Basis: complaint.BasisAmbiguous},
		},
		// First: rules may overlap; the first in the order of the table decides.
		"first, the order decides": {
			routing.First,
			[]routing.Rule{rule("b", roads, to("diy")), rule("a", bridges, to("sleman"))},
			want{Agency: "diy", Rule: "b", Basis: complaint.BasisRule},
		},
		"first, the other order": {
			routing.First,
			[]routing.Rule{rule("a", bridges, to("sleman")), rule("b", roads, to("diy"))},
			want{Agency: "sleman", Rule: "a", Basis: complaint.BasisRule},
		},
		"first, a rule that does not fit is passed over": {
			routing.First,
			[]routing.Rule{rule("a", health, to("bali")), rule("b", routing.When{}, to("diy"))},
			want{Agency: "diy", Rule: "b", Basis: complaint.BasisRule},
		},
		"first, none fits": {
			routing.First,
			[]routing.Rule{rule("a", health, to("bali"))},
			want{Candidates: fallback, Rule: routing.FallbackRule, Basis: complaint.BasisNoRule},
		},
		"first stops at the first, and unites nothing": {
			routing.First,
			[]routing.Rule{rule("a", roads, to("diy")), rule("b", bridges, with(to("sleman"), "bali"))},
			want{Agency: "diy", Rule: "a", Basis: complaint.BasisRule},
		},
		"first, asking is an answer": {
			routing.First,
			[]routing.Rule{rule("a", roads, ask("sleman", "diy")), rule("b", bridges, to("bali"))},
			want{Candidates: ids("sleman", "diy"), Rule: "a", Basis: complaint.BasisAsk},
		},
		// Most specific is our own; DMN's Priority orders by the answer instead.
		"most specific, the narrower category": {
			routing.MostSpecific,
			[]routing.Rule{rule("a", roads, to("diy")), rule("b", bridges, to("sleman"))},
			want{Agency: "sleman", Rule: "b", Basis: complaint.BasisRule},
		},
		"most specific, one condition more": {
			routing.MostSpecific,
			[]routing.Rule{rule("a", slemanRoads, to("sleman")), rule("b", roads, to("diy"))},
			want{Agency: "sleman", Rule: "a", Basis: complaint.BasisRule},
		},
		"most specific, not comparable": {
			routing.MostSpecific,
			[]routing.Rule{rule("a", sleman, to("sleman")), rule("b", bridges, to("diy"))},
			want{Candidates: ids("diy", "sleman"), Basis: complaint.BasisAmbiguous},
		},
		"most specific, not comparable and of one mind": {
			routing.MostSpecific,
			[]routing.Rule{rule("b", sleman, to("sleman")), rule("a", bridges, to("sleman"))},
			want{Agency: "sleman", Rule: "a", Basis: complaint.BasisRule},
		},
		"most specific, two are beaten by a third": {
			routing.MostSpecific,
			[]routing.Rule{rule("a", sleman, to("diy")), rule("b", roads, to("bali")), rule("c", slemanRoads, to("sleman"))},
			want{Agency: "sleman", Rule: "c", Basis: complaint.BasisRule},
		},
		// Collect: every rule that fits counts, in no order.
		"collect, all supporting agencies": {
			routing.Collect,
			[]routing.Rule{
				rule("a", roads, with(to("sleman"), "diy")), rule("b", bridges, with(routing.Destination{}, "bali")),
				rule("c", health, with(routing.Destination{}, "new")),
			},
			want{Agency: "sleman", Supporting: ids("bali", "diy"), Basis: complaint.BasisRule},
		},
		"collect, the same agency twice": {
			routing.Collect,
			[]routing.Rule{rule("a", roads, to("sleman")), rule("b", bridges, to("sleman"))},
			want{Agency: "sleman", Basis: complaint.BasisRule},
		},
		"collect, two main agencies": {
			routing.Collect,
			[]routing.Rule{rule("a", roads, to("sleman")), rule("b", bridges, to("diy"))},
			want{Candidates: ids("diy", "sleman"), Basis: complaint.BasisAmbiguous},
		},
		"collect, supporting agencies alone": {
			routing.Collect,
			[]routing.Rule{rule("a", roads, with(routing.Destination{}, "sleman"))},
			want{Candidates: fallback, Supporting: ids("sleman"), Rule: routing.FallbackRule, Basis: complaint.BasisNoRule},
		},
		"collect, none fits": {
			routing.Collect,
			[]routing.Rule{rule("a", health, to("bali"))},
			want{Candidates: fallback, Rule: routing.FallbackRule, Basis: complaint.BasisNoRule},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRouter(t, newTable(c.hit, c.rules...))
			f := complaint.Facts{
				Category: "roads/bridges", Region: path("34", "34.04"), Submitted: at("2020-01-20"),
			}
			c.want.Edition, c.want.Table = "1", r.Table().Name
			d, err := r.Route(f)
			require.NoError(t, err)
			require.Equal(t, c.want, d)
			require.Equal(t, d, r.Explain(f).Decision)
		})
	}
}

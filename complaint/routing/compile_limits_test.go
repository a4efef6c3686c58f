package routing_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// TestLimitsOfATable: what is as large as it may be is not said to be too large, and one
// more is.
func TestLimitsOfATable(t *testing.T) {
	t.Parallel()
	from := newSources(t)
	nested := func(n int) routing.When {
		w := routing.When{Class: []complaint.Class{complaint.ClassSupervisory}}
		for range n - 1 {
			w = routing.When{All: []routing.When{w}}
		}
		return w
	}
	for field, tt := range map[string]struct {
		most int
		says string
		fill func(table *routing.Table, rule *routing.Rule, n int)
	}{
		"rules[0].id": {100, "at most 100 ASCII", func(_ *routing.Table, r *routing.Rule, n int) { r.ID = strings.Repeat("x", n) }},
		"rules[0].note": {routing.MaxText, "at most 2000 bytes", func(_ *routing.Table, r *routing.Rule, n int) {
			r.Note = strings.Repeat("x", n)
		}},
		"rules[0].to": {128, "at most 128 bytes", func(_ *routing.Table, r *routing.Rule, n int) {
			r.To.Agency = agency.ID(strings.Repeat("x", n))
		}},
		"fallback": {128, "at most 128 bytes", func(table *routing.Table, _ *routing.Rule, n int) {
			table.Fallback = routing.Destination{Target: routing.Target{Function: agency.Function(strings.Repeat("x", n))}}
		}},
		"rules[0].to.ask": {100, "at most 100", func(_ *routing.Table, r *routing.Rule, n int) {
			r.To = routing.Destination{}
			for i := range n {
				r.To.Ask = append(r.To.Ask, routing.Target{Agency: agency.ID(fmt.Sprint("a", i))})
			}
		}},
		"rules[0].when.region": {routing.MaxList, "a list has at most 10000 entries", func(_ *routing.Table, r *routing.Rule, n int) {
			r.When.Region = make([]region.Code, n)
		}},
		"rules[0].when": {routing.MaxDepth, "at most 16 conditions inside one another", func(_ *routing.Table, r *routing.Rule, n int) { r.When = nested(n) }},
		"attributes": {routing.MaxAttributes, "at most 32 attributes", func(table *routing.Table, _ *routing.Rule, n int) {
			table.Attributes = nil
			for i := range n {
				table.Attributes = append(table.Attributes, routing.Attribute{Name: fmt.Sprint("a", i), Type: routing.Flag})
			}
		}},
		"rules[0].when.words.any": {routing.MaxWords, "1 to 200", func(_ *routing.Table, r *routing.Rule, n int) {
			words := make([]string, n)
			for i := range words {
				words[i] = fmt.Sprint("w", i)
			}
			r.When.Words = &routing.Words{Any: words}
		}},
	} {
		for _, beyond := range []bool{false, true} {
			table := newTable(routing.First, routing.Rule{ID: "a", To: routing.ToAgency("diy")})
			n := tt.most
			if beyond {
				n++
			}
			tt.fill(&table, &table.Rules[0], n)
			_, err := routing.Compile(table, from)
			if said := fmt.Sprint(err); beyond {
				require.Contains(t, said, tt.says, field)
				require.Contains(t, said, field, field)
			} else {
				require.NotContains(t, said, tt.says, field)
			}
		}
	}
}

package routing_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
)

// TestDiffSaysEveryPart: what one change of a table is called, in full.
func TestDiffSaysEveryPart(t *testing.T) {
	t.Parallel()
	given := true
	rule := func(id string) routing.Rule { return routing.Rule{ID: id, To: routing.ToAgency("diy")} }
	when := func(w routing.When) func(*routing.Table) {
		return func(table *routing.Table) { table.Rules[0].When = w }
	}
	test := func(is routing.AttributeTest) func(*routing.Table) {
		return when(routing.When{Attributes: []routing.AttributeTest{is}})
	}
	changed := func(what string) string { return "Edition 1 to 1\nchanged rule a\n  + conditions: " + what + "\n" }
	for name, tt := range map[string]struct {
		change func(*routing.Table)
		want   string
	}{
		"nothing":      {func(*routing.Table) {}, "Edition 1 to 1\nNothing changed.\n"},
		"moved behind": {func(table *routing.Table) { table.Rules = []routing.Rule{rule("b"), rule("c"), rule("a")} }, "Edition 1 to 1\nrule a moved behind c\n"},
		"moved first":  {func(table *routing.Table) { table.Rules = []routing.Rule{rule("c"), rule("a"), rule("b")} }, "Edition 1 to 1\nrule c moved to the beginning\n"},
		"moved and changed": {
			func(table *routing.Table) {
				table.Rules = []routing.Rule{rule("b"), rule("c"), {ID: "a", To: routing.ToAgency("diy"), Note: "x"}}
			},
			"Edition 1 to 1\nchanged rule a\n  + note: \"x\"\nrule a moved behind c\n",
		},
		"scope": {
			func(table *routing.Table) {
				table.Scope = routing.Scope{Categories: []complaint.Category{"roads"}, Regions: path("34", "51")}
			},
			"Edition 1 to 1\n+ scope: category: roads; region: 34, 51\n",
		},
		"area": {
			func(table *routing.Table) {
				table.Attributes = []routing.Attribute{{Name: "zone", Type: routing.Choice, Values: []string{"x"}, Area: "parks"}}
			},
			"Edition 1 to 1\n- attributes: size: whole number; vehicle: choice: bus, train; urgent: yes or no; due: date\n" +
				"+ attributes: zone: choice (the area of the set parks): x\n",
		},
		"hit policy that is none": {
			func(table *routing.Table) { table.Hit = 9 },
			"Edition 1 to 1\n- hit policy: the first rule that fits\n+ hit policy: HitPolicy(9)\n",
		},
		"ask": {
			func(table *routing.Table) {
				table.Rules[0].To = routing.Destination{Ask: []routing.Target{{Agency: "diy"}, {Agency: "bali"}}}
			},
			"Edition 1 to 1\nchanged rule a\n  - destination: diy\n  + destination: a person chooses among diy, bali\n",
		},
		"supporting alone": {
			func(table *routing.Table) {
				table.Rules[0].To = routing.Destination{Supporting: []routing.Target{{Agency: "diy"}, {Agency: "bali"}}}
			},
			"Edition 1 to 1\nchanged rule a\n  - destination: diy\n  + destination: supporting only: diy, bali\n",
		},
		"words":       {when(routing.When{Words: &routing.Words{Any: []string{"bu", "pak"}}}), changed(`words "bu", "pak"`)},
		"given":       {test(routing.AttributeTest{Name: "size", Given: &given}), changed("size: given")},
		"from":        {test(routing.AttributeTest{Name: "size", From: "3"}), changed("size: from 3")},
		"until":       {test(routing.AttributeTest{Name: "size", Until: "8"}), changed("size: before 8")},
		"no":          {test(routing.AttributeTest{Name: "urgent", Is: []string{"false"}}), changed("urgent: no")},
		"yes":         {test(routing.AttributeTest{Name: "urgent", Is: []string{"true"}}), changed("urgent: yes")},
		"other truth": {test(routing.AttributeTest{Name: "vehicle", Is: []string{"false"}}), changed("vehicle: false")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			old, table := newTable(routing.First, rule("a"), rule("b"), rule("c")), newTable(routing.First, rule("a"), rule("b"), rule("c"))
			tt.change(&table)
			changes := routing.Diff(old, table)
			require.Equal(t, tt.want, changes.In(aduan.English()))
			require.Equal(t, tt.want == "Edition 1 to 1\nNothing changed.\n", changes.None())
		})
	}
}

// TestKindsOfChangesAreTexts, as those of findings and results are.
func TestKindsOfChangesAreTexts(t *testing.T) {
	t.Parallel()
	require.Equal(t, "added", routing.RuleAdded.String())
	require.Equal(t, "moved", routing.RuleMoved.String())
	var kind routing.FindingKind
	require.NoError(t, json.Unmarshal([]byte(`"overlap"`), &kind))
	require.Equal(t, routing.Overlap, kind)
	require.Error(t, json.Unmarshal([]byte(`"gaps"`), &kind))
	require.Equal(t, routing.Overlap, kind)
	for result, text := range map[routing.Result]string{routing.Decided: "decided"} {
		require.Equal(t, text, result.String())
		var read routing.Result
		require.NoError(t, json.Unmarshal([]byte(`"`+text+`"`), &read))
		require.Equal(t, result, read)
	}
}

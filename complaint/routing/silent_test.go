package routing_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/storage"
)

// Case 34 and its kind: destinations that the directory does not have, wherever
// they stand. The place in the file names the rule.
func TestSilentDestinations(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		table   string
		line    int
		field   string
		says    string
		nearest string
	}{
		"agency":              {head + "rules:\n- id: a\n  to: {agency: slemna}\n", 8, "rules[0].to.agency", `"slemna"`, "sleman"},
		"function":            {head + "rules:\n- id: a\n  to: {function: wokrs}\n", 8, "rules[0].to.function", `"wokrs"`, "works"},
		"function at a level": {head + "rules:\n- id: a\n  to: {function: helth, level: regency}\n", 8, "rules[0].to.function", `"helth"`, "health"},
		"level":               {head + "rules:\n- id: a\n  to: {function: works, level: regensy}\n", 8, "rules[0].to.level", `"regensy"`, "regency"},
		"supporting":          {head + "rules:\n- id: a\n  to:\n    agency: diy\n    supporting: [{agency: bali}, {agency: sleman/wroks}]\n", 10, "rules[0].to.supporting[1].agency", `"sleman/wroks"`, "sleman/works"},
		"ask":                 {head + "rules:\n- id: a\n  to:\n    ask:\n    - {agency: bali}\n    - {function: levis}\n", 11, "rules[0].to.ask[1].function", `"levis"`, "levies"},
		"fallback":            {strings.Replace(head, "{agency: diy}", "{agency: diiy}", 1) + "rules: []\n", 5, "fallback.agency", `"diiy"`, "diy"},
		"fallback asks":       {strings.Replace(head, "{agency: diy}", "{ask: [{agency: diy}, {agency: Bali}]}", 1) + "rules: []\n", 5, "fallback.ask[1].agency", `"Bali"`, "bali"},
		"fallback supporting": {strings.Replace(head, "{agency: diy}", "{agency: diy, supporting: [{agency: balli}]}", 1) + "rules: []\n", 5, "fallback.supporting[0].agency", `"balli"`, "bali"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := routing.Parse("t.yaml", []byte(c.table))
			require.NoError(t, err)
			_, err = routing.Compile(table, newSources(t))
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			require.Len(t, invalid.Problems, 1, "%v", err)
			p := invalid.Problems[0]
			require.Equal(t, "t.yaml", p.File)
			require.Equal(t, c.line, p.Line, "%v", err)
			require.Equal(t, c.field, p.Field)
			require.Contains(t, p.Message, c.says)
			require.Equal(t, c.nearest, p.Legal[0])
		})
	}
}

// A table written in Go is checked like one that was read.
func TestSilentDestinationInGo(t *testing.T) {
	t.Parallel()
	_, err := routing.Compile(newTable(routing.Collect, routing.Rule{ID: "a", To: routing.Destination{Supporting: []routing.Target{{Agency: "dwp"}}}}), newSources(t))
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.ErrorContains(t, err, `rules[0].to.supporting[0].agency: the directory has no agency "dwp"`)
}

// What the directory has at some time is no mistake of the table: who is not in
// force when the table is gets no report, and the analysis says so.
func TestAgenciesOutOfForceAreFindings(t *testing.T) {
	t.Parallel()
	for name, to := range map[string]routing.Destination{
		"agency": routing.ToAgency("gone"), "function": routing.ToFunction("nothing", ""),
		"supporting": {Target: routing.Target{Agency: "diy"}, Supporting: []routing.Target{{Agency: "gone"}}},
		"ask":        {Ask: []routing.Target{{Agency: "diy"}, {Agency: "gone"}}},
	} {
		r, err := routing.Compile(newTable(routing.First, routing.Rule{ID: "a", To: to}), newSources(t))
		require.NoError(t, err, name)
		report := r.Analyze(routing.Budget{})
		require.Equal(t, 1, report.Counts[routing.BadDestination], name)
	}
}

// A region that exists only outside of the table's days gives a rule that never
// fires.
func TestRegionsOutOfForceAreFindings(t *testing.T) {
	t.Parallel()
	table := newTable(routing.First, routing.Rule{ID: "a", When: routing.When{Region: path("34.71")}, To: routing.ToAgency("diy")})
	table.Valid.From = day("2020-01-20")
	report := newRouter(t, table).Analyze(routing.Budget{})
	require.Equal(t, 1, report.Counts[routing.NeverFires])
}

// A table in which everything is wrong costs little, and its error stays small.
func TestManyWrongDestinations(t *testing.T) {
	t.Parallel()
	table := newTable(routing.First)
	for i := range 2000 {
		table.Rules = append(table.Rules, routing.Rule{ID: fmt.Sprint("r", i), To: routing.ToAgency("diy")})
		table.Rules[i].To.Agency += "y"
		if i%2 == 0 {
			table.Rules[i].To.Agency = table.Rules[i].To.Agency[:3] + "/x"
		}
	}
	_, err := routing.Compile(table, newSources(t))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Len(t, invalid.Problems, storage.MaxProblems+1)
	require.Equal(t, "diy", invalid.Problems[1].Legal[0])
}

package routing_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// spoil plants a fault, or what looks like one, in a rule.
func spoil(t *rapid.T, rule *routing.Rule) {
	w, to := &rule.When, &rule.To
	faults := []func(){
		func() {},
		func() { rule.ID = "a" },
		func() { rule.ID = "b c" },
		func() { rule.ID = routing.FallbackRule },
		func() { rule.ID = strings.Repeat("x", 101) },
		func() { rule.Note = "a\x00" },
		func() { rule.Note = strings.Repeat("é", 1001) },
		func() { rule.Valid = routing.Days{From: aduan.Date{Year: 2020, Month: 2, Day: 30}} },
		func() { rule.Valid = routing.Days{From: day("2020-01-11"), Until: day("2020-01-02")} },
		func() { w.Category = append(w.Category, "nothing") },
		func() { w.Category = []complaint.Category{} },
		func() { w.Region = append(w.Region, region.MustParse("99")) },
		func() { w.Region = []region.Code{} },
		func() { w.Kind = []complaint.Kind{"", "own"} },
		func() { w.Kind = kinds() },
		func() { w.Class = []complaint.Class{"a b"} },
		func() { w.Channel = []complaint.Channel{} },
		func() { w.Weekday = []routing.Weekday{0} },
		func() { w.Weekday = []routing.Weekday{1, 2, 3, 4, 5, 6, 7} },
		func() { w.Submitted = []routing.Days{} },
		func() { w.Submitted = []routing.Days{{}} },
		func() { w.Submitted = []routing.Days{{From: day("2021-01-01")}} },
		func() { w.Submitted = []routing.Days{{From: day("2020-01-11"), Until: day("2020-01-02")}} },
		func() { w.Event = []routing.Days{{}, {From: day("2020-01-11")}} },
		func() { *to = routing.Destination{} },
		func() { to.Target = routing.Target{Agency: "diy", Function: "works"} },
		func() { to.Target = routing.Target{Agency: "diy", Level: "regency"} },
		func() { to.Target = routing.Target{Function: "works", Level: "moon"} },
		func() { to.Target = routing.Target{Agency: agency.ID(strings.Repeat("x", 129))} },
		func() { to.Ask = []routing.Target{} },
		func() { to.Ask = append(to.Ask, routing.Target{Agency: "diy"}) },
		func() { to.Supporting = append(to.Supporting, to.Target) },
		func() { to.Supporting = []routing.Target{{Agency: "diy"}, {Agency: "diy"}} },
		func() { to.Supporting = make([]routing.Target, 101) },
	}
	faults[rapid.IntRange(0, len(faults)-1).Draw(t, "fault")]()
}

// A condition means the same inside an "all" as without it: the same decisions,
// explanations and problems.
func TestAllOfOneIsThatOne(t *testing.T) {
	t.Parallel()
	from := newSources(t)
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		for i := range table.Rules {
			w := drawWhen(t, 0)
			w.Words, w.Attributes = nil, nil
			if table.Rules[i].When = w; chance(t, "spoil?", 8) {
				spoil(t, &table.Rules[i])
			}
		}
		long := table
		long.Rules = nil
		for _, rule := range table.Rules {
			rule.When = routing.When{All: []routing.When{rule.When}}
			long.Rules = append(long.Rules, rule)
		}
		r, err := routing.Compile(table, from)
		detour, same := routing.Compile(long, from)
		var invalid, alike *storage.InvalidError
		if errors.As(same, &alike) {
			for i, p := range alike.Problems {
				alike.Problems[i].Field = strings.Replace(p.Field, ".when.all[0]", ".when", 1)
			}
			require.ErrorAs(t, err, &invalid)
			require.Equal(t, alike.Problems, invalid.Problems)
			return
		}
		require.NoError(t, same)
		require.NoError(t, err)
		for range 3 {
			f := drawFacts(t)
			wanted, explained := detour.Explain(f), r.Explain(f)
			require.Equal(t, written(t, wanted), written(t, explained))
			require.Equal(t, wanted.In(aduan.Indonesian()), explained.In(aduan.Indonesian()))
			want, err := detour.Route(f)
			got, same := r.Route(f)
			require.Equal(t, err, same)
			require.Equal(t, want, got)
		}
	})
}

// written is a value as JSON.
func written(t require.TestingT, v any) string {
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}

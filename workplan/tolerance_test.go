package workplan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
)

// TestNeedApproval moves money between lines, to the tolerance of 20 percent and a cent
// beyond, and changes whatever else no tolerance is for.
func TestNeedApproval(t *testing.T) {
	t.Parallel()
	type edition = workplan.Edition
	for name, tt := range map[string]struct {
		edit func(e *edition)
		need []string // the IDs of what needs approval
	}{
		"nothing": {func(*edition) {}, nil},
		"within": {func(e *edition) {
			e.Lines[0].Amount, e.Lines[1].Amount = usd("8000"), usd("32000")
		}, nil},
		"up to the tolerance of one": {func(e *edition) {
			e.Lines[0].Amount, e.Lines[1].Amount = usd("12000"), usd("28000")
		}, nil},
		"a cent beyond that of one": {func(e *edition) {
			e.Lines[0].Amount, e.Lines[1].Amount = usd("7999.99"), usd("32000.01")
		}, []string{"L1"}},
		"more in all": {func(e *edition) {
			e.Lines[0].Amount = usd("10000.01")
		}, []string{"L1"}},
		"less in all": {func(e *edition) { e.Lines[0].Amount = usd("9999.99") }, []string{"L1"}},
		"of another fund": {func(e *edition) {
			e.Lines[0].Fund, e.Lines[1].Amount = "undp", usd("30000")
		}, []string{"L1"}},
		"to a line of another fund": {func(e *edition) {
			e.Lines[0].Amount = usd("9000")
			e.Lines = append(e.Lines, workplan.Line{ID: "L3", Activity: "A1", Fund: "undp", Amount: usd("1000")})
		}, []string{"L1", "L3"}},
		"to a new line": {func(e *edition) {
			e.Lines[0].Amount = usd("9000")
			e.Lines = append(e.Lines, workplan.Line{ID: "L3", Activity: "A1", Fund: "koica", Amount: usd("1000")})
		}, []string{"L3"}},
		"a name": {func(e *edition) { e.Lines[0].Name = text("Travel") }, []string{"L1"}},
		"phases": {func(e *edition) {
			e.Lines[1].Phases = []workplan.LinePhase{{Quarter: quarter(4), Amount: usd("30000")}}
		}, nil},
		"ends later":  {func(e *edition) { e.Activities[0].End = day("2020-07-01") }, []string{"A1"}},
		"ends sooner": {func(e *edition) { e.Activities[0].End, e.Activities[0].Phases = day("2020-06-29"), nil }, nil},
		"an activity": {func(e *edition) { e.Activities[0].Name = text("Others") }, []string{"A1"}},
	} {
		before := samplePlan().Editions[0]
		after := before.Clone()
		tt.edit(&after)
		var need []string
		for _, c := range workplan.DefaultRules().NeedApproval(before, after) {
			need = append(need, c.ID)
		}
		require.ElementsMatch(t, tt.need, need, name)
	}
	rules := workplan.Rules{} // no tolerance at all
	after := samplePlan().Editions[0]
	after.Lines[0].Amount, after.Lines[1].Amount = usd("9999.99"), usd("30000.01")
	require.Len(t, rules.NeedApproval(samplePlan().Editions[0], after), 2)
}

package workplan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
)

// What a plan gives out can be changed without changing the plan.
func TestEditionsAreCopies(t *testing.T) {
	t.Parallel()
	p := amended(t, samplePlan())
	kept := encoded(t, p)
	base, ok := p.Baseline()
	require.True(t, ok)
	for _, e := range []workplan.Edition{base, p.Current(day("2020-02-01")), p.Current(day("2020-12-31"))} {
		e.Activities[0].Name = text("forged")
		e.Activities[0].Regions[0] = e.Regions[1]
		e.Regions[0] = e.Regions[1]
		e.Lines[0].Amount = usd("1")
		e.Outputs[0].Indicators[0].Name = text("forged")
		if len(e.Changes) > 0 {
			e.Changes[0].Activity.Name = text("forged")
		}
	}
	require.Equal(t, kept, encoded(t, p))
}

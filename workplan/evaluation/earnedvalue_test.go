package evaluation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// Half of A1 was done for 2,000 USD, and 8,000 went into the next year: what is
// left here cannot earn more than it has, and over both years nothing earns
// more than was planned.
func TestEarnedOfCarried(t *testing.T) {
	t.Parallel()
	from := samplePlan()
	from.Reports[1].Expense.Amount = usd("2000")
	older, newer, err := workplan.CarryOver(from, nextPlan(), carryA1(workplan.CarryItem{
		Activity: "A1", Cause: text("late"), Into: []workplan.Activity{successor("A1", "0")},
	}))
	require.NoError(t, err)
	older.Steps = append(older.Steps, workplan.Step{On: day("2020-12-31"), Action: workplan.ActionAmend, By: "panrb", Edition: 2, Decision: "pb5/d2"})
	e := evaluate(t, older, "2020-12-31", workplan.DefaultRules())
	v := e.Activities[0].Values[0]
	require.Equal(t, []string{"2000.00 USD", "2000.00 USD", "2000.00 USD", "2000.00 USD"}, []string{v.Budget.String(), v.Planned.String(), v.Earned.String(), v.Actual.String()})
	for _, d := range []evaluation.Dimension{evaluation.ByQuarter, evaluation.ByRegion, evaluation.ByFund} {
		var budget, earned workplan.Money
		for _, g := range e.Breakdown(d) {
			for _, v := range g.Values {
				budget, err = budget.Add(v.Budget)
				require.NoError(t, err)
				earned, err = earned.Add(v.Earned)
				require.NoError(t, err)
			}
		}
		require.Equal(t, e.Values[0].Budget.String(), budget.String(), d)
		require.Equal(t, e.Values[0].Earned.String(), earned.String(), d)
	}
	for i, q := range e.Breakdown(evaluation.ByQuarter)[:2] {
		require.Equal(t, []string{"2000.00 USD", "0.00 USD"}[i], q.Values[0].Budget.String(), "what was carried over is taken from the last quarters")
	}
	newer.Reports = append(newer.Reports, workplan.Report{On: day("2021-03-31"), By: "undp", Progress: &workplan.Progress{Activity: "A1", Done: number("100")}})
	require.Equal(t, "8000.00 USD", evaluate(t, newer, "2021-03-31", workplan.DefaultRules()).Values[0].Earned.String())
}

package workplan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// A day that does not exist is refused, and never ends the program.
func TestNoSuchDay(t *testing.T) {
	t.Parallel()
	p, cal, rules := amended(t, samplePlan()), office(t), workplan.DefaultRules()
	for _, on := range []aduan.Date{{}, {Year: 2020, Month: 13, Day: 45}, {Year: 2020, Month: -3, Day: 1}, {Year: 2020, Month: 2, Day: 30}, {Year: -5, Month: 1, Day: 1}} {
		_, err := p.Evaluate(on, rules, cal)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		require.ErrorContains(t, err, "as_of: want a date such as 2020-11-12")
		_, err = p.SCurve(on, rules, cal)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		_, err = p.PlannedProgress(p.Editions[0].Activities[0], on, cal)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		_, err = p.Measure(on, nil)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		odd := p.Editions[0].Activities[0]
		for _, span := range [][2]aduan.Date{{on, on}, {day("2020-01-01"), on}, {on, day("2020-12-31")}} {
			odd.Start, odd.End, odd.Phases = span[0], span[1], nil
			_, err = p.PlannedProgress(odd, day("2020-06-01"), cal)
			require.NoError(t, err)
		}
		require.NotPanics(t, func() {
			p.FACE(on)
			p.Current(on)
			p.Progress("A1", on)
			p.StateAt(on)
		})
		curve := workplan.SCurve{AsOf: on}
		require.NotPanics(t, func() {
			curve.Table(aduan.English).Text()
			curve.WeightTable(aduan.Indonesian).Text()
			_, _ = curve.SVG(aduan.English)
		})
	}
	require.NotPanics(t, func() { (&workplan.Evaluation{}).Breakdown(workplan.ByQuarter) })
}

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

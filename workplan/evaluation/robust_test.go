package evaluation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// A day that does not exist is refused, and never ends the program.
func TestNoSuchDay(t *testing.T) {
	t.Parallel()
	p, cal, rules := amended(t, samplePlan()), office(t), workplan.DefaultRules()
	for _, on := range []aduan.Date{{}, {Year: 2020, Month: 13, Day: 45}, {Year: 2020, Month: -3, Day: 1}, {Year: 2020, Month: 2, Day: 30}, {Year: -5, Month: 1, Day: 1}} {
		_, err := evaluation.Evaluate(p, on, rules, cal)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		require.ErrorContains(t, err, "as_of: want a date such as 2020-11-12")
		_, err = evaluation.SCurve(p, on, rules, cal)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		_, err = evaluation.PlannedProgress(p, p.Editions[0].Activities[0], on, cal)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		_, err = evaluation.Measure(p, on, nil)
		require.ErrorIs(t, err, storage.ErrInvalid, on)
		odd := p.Editions[0].Activities[0]
		for _, span := range [][2]aduan.Date{{on, on}, {day("2020-01-01"), on}, {on, day("2020-12-31")}} {
			odd.Start, odd.End, odd.Phases = span[0], span[1], nil
			_, err = evaluation.PlannedProgress(p, odd, day("2020-06-01"), cal)
			require.NoError(t, err)
		}
		require.NotPanics(t, func() {
			evaluation.FACE(p, on)
			p.Current(on)
			p.Progress("A1", on)
			p.StateAt(on)
		})
		curve := evaluation.Curve{AsOf: on}
		require.NotPanics(t, func() {
			curve.Table(aduan.English()).Text()
			curve.WeightTable(aduan.Indonesian()).Text()
			_, _ = curve.SVG(aduan.English())
		})
	}
	require.NotPanics(t, func() { (&evaluation.Evaluation{}).Breakdown(evaluation.ByQuarter) })
}

package evaluation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// A correction stands in the place of what it corrects from its own day on.
func TestCorrections(t *testing.T) {
	t.Parallel()
	p := samplePlan() // 6,000 USD were reported on 31 March
	right := expense("2020-04-15", "L1", 1, workplan.Spent, "5000")
	right.Corrects = 2
	p.Reports = append(p.Reports, right)
	require.NoError(t, p.Validate())
	for on, want := range map[string]string{"2020-04-14": "6000.00 USD", "2020-04-15": "5000.00 USD"} {
		require.Equal(t, want, evaluation.FACE(p, day(on))[0].Actual.String(), on)
		require.Equal(t, want, evaluate(t, p, on, workplan.DefaultRules()).Values[0].Actual.String(), on)
	}
	for name, edit := range map[string]func(r *workplan.Report){
		"another kind": func(r *workplan.Report) { r.Corrects = 1 },
		"itself":       func(r *workplan.Report) { r.Corrects = 3 },
		"nothing":      func(r *workplan.Report) { r.Corrects = -1 },
		"the future":   func(r *workplan.Report) { r.On = day("2020-03-30") },
	} {
		wrong := p.Clone()
		edit(&wrong.Reports[2])
		require.ErrorContains(t, wrong.Validate(), "reports[2].", name)
	}
	twice := p.Clone()
	twice.Reports = append(twice.Reports, right)
	require.ErrorContains(t, twice.Validate(), "reports[3].corrects")
}

// A correction says what should have been reported, for the day for which it
// should have been; until it is made, nobody knows.
func TestCorrectedPast(t *testing.T) {
	t.Parallel()
	p := one(workplan.Activity{Start: day("2020-01-01"), End: day("2020-12-31")}, "1000",
		progress("2020-03-31", "A1", "50"), progress("2020-05-15", "A1", "55"), progress("2020-06-01", "A1", "45"), progress("2020-06-02", "A1", "40"))
	p.Reports[2].Corrects, p.Reports[3].Corrects = 1, 3
	require.NoError(t, p.Validate())
	for on, want := range map[string][]string{
		"2020-05-31": {"0", "0", "50", "50", "55"},
		"2020-06-01": {"0", "0", "45", "45", "55", "55"},
		"2020-06-30": {"0", "0", "40", "40", "55", "55"},
	} {
		curve, err := evaluation.SCurve(p, day(on), workplan.DefaultRules(), office(t))
		require.NoError(t, err)
		var got []string
		for _, point := range curve.Points {
			if point.Known {
				got = append(got, point.Actual.String())
			}
		}
		require.Equal(t, want, got, on)
	}
	require.Equal(t, "50", p.Progress("A1", day("2020-04-15")).String(), "as it was known then")
	require.Equal(t, "55", p.Progress("A1", day("2020-06-30")).String())
}

// Of several values of a quarter the latest by date counts, of one day the last.
func TestLatestActual(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	actual := func(on, value string) workplan.Report {
		return workplan.Report{On: day(on), By: "undp", Actual: &workplan.Actual{Indicator: "I1", Quarter: quarter(2), Value: number(value)}}
	}
	p.Reports = []workplan.Report{actual("2020-07-31", "62"), actual("2020-07-02", "58"), actual("2020-07-02", "59")}
	require.NoError(t, p.Validate())
	for on, want := range map[string]string{"2020-07-30": "59", "2020-08-01": "62"} {
		found, err := evaluation.Measure(p, day(on), nil)
		require.NoError(t, err)
		require.Equal(t, want, found[0].Actual.String(), on)
	}
}

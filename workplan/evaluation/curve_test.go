package evaluation_test

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// curvePlan has five activities, of which some lag.
func curvePlan() *workplan.Plan {
	p := samplePlan()
	e := &p.Editions[0]
	e.Activities, e.Lines, p.Reports = nil, nil, nil
	for _, a := range []struct{ id, name, start, end, cost string }{
		{"A1", "Koordinator daerah", "2020-01-06", "2020-06-30", "40000"},
		{"A2", "Pendampingan enam daerah", "2020-02-03", "2020-11-30", "120000"},
		{"A3", "Strategi komunikasi", "2020-03-02", "2020-09-30", "60000"},
		{"A4", "Platform pembelajaran", "2020-04-01", "2020-12-31", "90000"},
		{"A5", "Peta jalan", "2020-01-06", "2020-08-31", "30001"},
	} {
		e.Activities = append(e.Activities, workplan.Activity{
			ID: workplan.ActivityID(a.id), Output: "O1", Name: text(a.name), Party: "undp", Start: day(a.start), End: day(a.end),
		})
		e.Lines = append(e.Lines, workplan.Line{ID: workplan.LineID("L" + a.id), Activity: workplan.ActivityID(a.id), Fund: "koica", Amount: usd(a.cost)})
	}
	for _, r := range [][3]string{
		{"2020-03-31", "A1", "10"},
		{"2020-03-31", "A5", "40"},
		{"2020-06-30", "A1", "20"},
		{"2020-06-30", "A2", "10"},
		{"2020-06-30", "A5", "70"},
		{"2020-08-31", "A5", "100"},
		{"2020-09-30", "A2", "25"},
		{"2020-09-30", "A3", "15"},
		{"2020-09-30", "A4", "10"},
		{"2020-11-10", "A1", "30"},
		{"2020-11-10", "A2", "30"},
	} {
		p.Reports = append(p.Reports, progress(r[0], r[1], r[2]))
	}
	return p
}

func TestSCurve(t *testing.T) {
	t.Parallel()
	curve, err := evaluation.SCurve(curvePlan(), day("2020-11-12"), workplan.DefaultRules(), office(t))
	require.NoError(t, err)
	for name, lang := range map[string]aduan.Words{"id": aduan.Indonesian(), "en": aduan.English()} {
		golden.File(t, *update, "scurve_"+name+".txt", curve.WeightTable(lang).Text()+"\n"+curve.Table(lang).Text())
		golden.File(t, *update, "scurve_"+name+".md", curve.Table(lang).Markdown())
		svg, err := curve.SVG(lang)
		require.NoError(t, err)
		golden.File(t, *update, "scurve_"+name+".svg", string(svg))
		require.Contains(t, string(svg), map[string]string{"id": "Realisasi", "en": "Actual"}[name])
		d := xml.NewDecoder(strings.NewReader(string(svg)))
		for {
			if _, err = d.Token(); err != nil {
				break
			}
		}
		require.ErrorIs(t, err, io.EOF)
	}
	rows, err := csv.NewReader(strings.NewReader(curve.Table(aduan.English()).CSV())).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 1+13, "twelve months, November in two parts")
	require.Equal(t, []string{"Period", "Planned %", "Actual %", "Deviation"}, rows[0])
	require.Equal(t, "12 November 2020", rows[11][0])
	require.Equal(t, []string{"November 2020", "97.21", "", ""}, rows[12])
	require.Equal(t, "100.00", rows[13][1])
}

// TestSCurveRules: the rules are checked, choose the edition, and name the quarters.
func TestSCurveRules(t *testing.T) {
	t.Parallel()
	rules := workplan.DefaultRules()
	p := amended(t, samplePlan())
	for against, want := range map[bool]int{false: 2, true: 1} {
		rules.AgainstBaseline = against
		curve, err := evaluation.SCurve(p, day("2020-05-31"), rules, office(t))
		require.NoError(t, err)
		require.Equal(t, want, curve.Edition)
	}
	rules.Quarterly = true
	curve, err := evaluation.SCurve(p, day("2021-02-01"), rules, office(t))
	require.NoError(t, err)
	svg, err := curve.SVG(aduan.English())
	require.NoError(t, err)
	for n := 1; n <= 4; n++ {
		require.Contains(t, string(svg), ">"+aduan.English().Quarter(n)+"<")
	}
	rules.Decimals = 7
	curve, err = evaluation.SCurve(p, day("2020-05-31"), rules, office(t))
	require.EqualError(t, err, rules.Validate().Error())
	require.Nil(t, curve)
}

func TestSCurveBasis(t *testing.T) {
	t.Parallel()
	cal, rules := office(t), workplan.DefaultRules()
	p := curvePlan()
	e := &p.Editions[0]
	curve, err := evaluation.SCurve(p, day("2020-11-12"), rules, cal)
	require.NoError(t, err)
	require.Equal(t, evaluation.ByCost, curve.Basis)

	e.Lines[0].Amount = workplan.Money{Amount: e.Lines[0].Amount.Amount, Currency: "EUR"}
	curve, err = evaluation.SCurve(p, day("2020-11-12"), rules, cal)
	require.NoError(t, err)
	require.Equal(t, evaluation.Equally, curve.Basis, "costs in two currencies are never added")
	require.Equal(t, "20", curve.Weights[0].Weight.String())

	for i := range e.Activities {
		e.Activities[i].Weight = workplan.NumberOf(int64(i))
	}
	e.Activities[0].Weight = workplan.NumberOf(2)
	rules.Quarterly = true
	curve, err = evaluation.SCurve(p, day("2021-02-01"), rules, cal)
	require.NoError(t, err)
	require.Equal(t, evaluation.ByWeight, curve.Basis)
	require.Equal(t, "16.67", curve.Weights[0].Weight.String())
	require.Len(t, curve.Points, 4)
	require.True(t, curve.Points[3].Known)
	require.Equal(t, "Q4 2020", curve.Points[3].Label.In(aduan.English()))
	require.Equal(t, "TW IV 2020", curve.Points[3].Label.In(aduan.Indonesian()))

	e.Activities[0].State, e.Activities[0].Cause = workplan.StateCancelled, text("no use")
	curve, err = evaluation.SCurve(p, day("2020-11-12"), rules, cal)
	require.NoError(t, err)
	require.True(t, curve.Weights[0].Weight.IsZero())
	require.Len(t, curve.Points, 5)
}

package evaluation

import (
	"strconv"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/chart"
	"github.com/aduan-go/aduan/workplan"
)

// Table gives the points as a table: planned, actual and their deviation at the
// end of each period; unknown values are empty.
func (s *Curve) Table(w aduan.Words) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: say("curve.table", "plan", s.Name, "date", s.AsOf)}
	t.AddTexts(say("curve.period"))
	t.AddNumbers(say("head.planned"), say("curve.actual_percent"), say("head.deviation"))
	for _, p := range s.Points {
		row := []string{p.Label.In(w), s.fixed(p.Planned, w), "", ""}
		if p.Known {
			row[2], row[3] = s.fixed(p.Actual, w), s.fixed(p.Deviation(), w)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// fixed writes a percentage with the decimals of the curve.
func (s *Curve) fixed(n workplan.Number, w aduan.Words) string { return w.Number(n.Fixed(s.Decimals)) }

// WeightTable gives the weights as a table; the last row is their sum.
func (s *Curve) WeightTable(w aduan.Words) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: say("weights.title", "basis", s.Basis)}
	t.AddTexts(say("head.id"), say("head.activity"))
	t.AddNumbers(say("weights.weight"))
	var sum workplan.Number
	for _, a := range s.Weights {
		t.Rows = append(t.Rows, []string{string(a.Activity), a.Name.In(w), s.fixed(a.Weight, w)})
		sum = workplan.NewNumber(sum.Decimal().Add(a.Weight.Decimal()))
	}
	t.Rows = append(t.Rows, []string{"", say("weights.total"), s.fixed(sum, w)})
	return t
}

// SVG draws the curve as a file that refers to nothing outside itself, 1200
// pixels wide. The lines begin at 0 before the first period.
func (s *Curve) SVG(w aduan.Words) ([]byte, error) {
	say := texts().In(w)
	lines := chart.Lines{
		Title: say("curve.title", "plan", s.Name), Subtitle: say("curve.subtitle", "date", s.AsOf, "edition", strconv.Itoa(s.Edition)),
		Words: w, Percent: true,
		Periods: []string{say("curve.start")}, Places: []float64{0},
	}
	planned, actual := []float64{0}, []float64{0}
	for i, p := range s.Points {
		lines.Periods = append(lines.Periods, p.onAxis(w))
		lines.Places = append(lines.Places, monthsInto(p.End))
		planned = append(planned, p.Planned.Decimal().InexactFloat64())
		if p.Known {
			actual = append(actual, p.Actual.Decimal().InexactFloat64())
		}
		if p.End == s.AsOf {
			lines.Today = chart.Marker{At: float64(i + 1), Label: s.AsOf.Short(w)}
		}
	}
	lines.Series = []chart.Series{{Name: say("curve.planned"), Values: planned}, {Name: say("curve.actual"), Values: actual}}
	return lines.SVG()
}

// monthsInto is how many months of the year are over at the end of a day.
func monthsInto(d aduan.Date) float64 {
	days := time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return float64(d.Month-1) + float64(d.Day)/float64(days)
}

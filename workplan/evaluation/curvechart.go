package evaluation

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/chart"
	"github.com/aduan-go/aduan/workplan"
)

// say chooses between two texts.
func say(lang aduan.Words, id, en string) string {
	return aduan.NewLabel(map[string]string{"id": id, "en": en}).In(lang)
}

// title is "Kurva S: name, 2020-11-12".
func (s *Curve) title(lang aduan.Words) string {
	return fmt.Sprintf("%s: %s", say(lang, "Kurva S", "S-curve"), s.Name.In(lang))
}

// Table gives the points as a table: planned, actual and their deviation at the
// end of each period; unknown values are empty.
func (s *Curve) Table(lang aduan.Words) workplan.Table {
	t := workplan.Table{Title: fmt.Sprintf("%s, %v", s.title(lang), s.AsOf)}
	t.AddTexts(say(lang, "Periode", "Period"))
	t.AddNumbers(say(lang, "Rencana %", "Planned %"), say(lang, "Realisasi %", "Actual %"), say(lang, "Deviasi", "Deviation"))
	for _, p := range s.Points {
		row := []string{p.Label.In(lang), p.Planned.Fixed(s.Decimals), "", ""}
		if p.Known {
			row[2], row[3] = p.Actual.Fixed(s.Decimals), p.Deviation().Fixed(s.Decimals)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// WeightTable gives the weights as a table; the last row is their sum.
func (s *Curve) WeightTable(lang aduan.Words) workplan.Table {
	t := workplan.Table{Title: fmt.Sprintf("%s (%s)", say(lang, "Bobot kegiatan", "Weights of the activities"), s.Basis.In(lang))}
	t.AddTexts(say(lang, "Kegiatan", "Activity"), say(lang, "Nama", "Name"))
	t.AddNumbers(say(lang, "Bobot %", "Weight %"))
	var sum workplan.Number
	for _, w := range s.Weights {
		t.Rows = append(t.Rows, []string{string(w.Activity), w.Name.In(lang), w.Weight.Fixed(s.Decimals)})
		sum = workplan.NewNumber(sum.Decimal().Add(w.Weight.Decimal()))
	}
	t.Rows = append(t.Rows, []string{"", say(lang, "Jumlah", "Total"), sum.Fixed(s.Decimals)})
	return t
}

// SVG draws the curve as a file that refers to nothing outside itself, 1200
// pixels wide. The lines begin at 0 before the first period.
func (s *Curve) SVG(lang aduan.Words) ([]byte, error) {
	lines := chart.Lines{
		Title: s.title(lang),
		Subtitle: fmt.Sprintf("%s %s, %s %d", say(lang, "Kumulatif sampai", "Cumulated to"), s.AsOf.Short(lang),
			say(lang, "edisi", "edition"), s.Edition),
		Words: lang, Percent: true,
		Periods: []string{say(lang, "Awal", "Start")}, Places: []float64{0},
	}
	planned, actual := []float64{0}, []float64{0}
	for i, p := range s.Points {
		lines.Periods = append(lines.Periods, strings.TrimSuffix(p.Label.In(lang), fmt.Sprintf(" %d", p.Start.Year)))
		lines.Places = append(lines.Places, monthsInto(p.End))
		planned = append(planned, p.Planned.Decimal().InexactFloat64())
		if p.Known {
			actual = append(actual, p.Actual.Decimal().InexactFloat64())
		}
		if p.End == s.AsOf {
			lines.Today = chart.Marker{At: float64(i + 1), Label: s.AsOf.Short(lang)}
		}
	}
	lines.Series = []chart.Series{
		{Name: say(lang, "Rencana", "Planned"), Values: planned},
		{Name: say(lang, "Realisasi", "Actual"), Values: actual},
	}
	return lines.SVG()
}

// monthsInto is how many months of the year are over at the end of a day.
func monthsInto(d aduan.Date) float64 {
	days := time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return float64(d.Month-1) + float64(d.Day)/float64(days)
}

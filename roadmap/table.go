package roadmap

import (
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Table returns the milestones as a table, in the order of the road map.
func (f *Forecast) Table(lang aduan.Language) workplan.Table {
	w := words(lang)
	t := workplan.Table{Columns: []workplan.Heading{
		{Text: w.milestone},
		{Text: w.party},
		{Text: w.due},
		{Text: w.baseline},
		{Text: w.finish},
		{Text: w.slip, Number: true},
		{Text: w.done, Number: true},
		{Text: w.standing},
	}}
	for i := range f.Outlooks {
		o := &f.Outlooks[i]
		slip := slipText(o.Slip)
		if o.Baseline.IsZero() || o.Finish.IsZero() {
			slip = w.none
		}
		t.Rows = append(t.Rows, []string{
			w.in(o.Name), w.in(f.parties[o.Party]), w.dueText(o.Due), w.date(o.Baseline), w.date(o.Finish), slip,
			w.percent(o.Done), w.in(o.Standing.Label()),
		})
	}
	return t
}

// IndicatorTable returns the indicators with their values as a table, in the
// order of the road map.
func (f *Forecast) IndicatorTable(lang aduan.Language) workplan.Table {
	w := words(lang)
	t := workplan.Table{Columns: []workplan.Heading{
		{Text: w.indicator},
		{Text: w.unit},
		{Text: w.baseline, Number: true},
		{Text: w.value, Number: true},
		{Text: w.due, Number: true},
		{Text: w.year, Number: true},
	}}
	for _, s := range f.Indicators {
		value, target, year := w.none, w.none, w.none
		if s.Known {
			value = w.number(s.Value)
		}
		if s.Target != nil {
			target, year = w.number(s.Target.Value), fmt.Sprint(s.Target.Year)
		}
		t.Rows = append(t.Rows, []string{w.in(s.Indicator.Name), s.Indicator.Unit, w.number(s.Indicator.Baseline), value, target, year})
	}
	return t
}

// RegionTable returns where the regions stand as a table, in the order of the
// road map, each with the assessment behind it.
func (f *Forecast) RegionTable(lang aduan.Language) workplan.Table {
	w := words(lang)
	t := workplan.Table{Columns: []workplan.Heading{
		{Text: w.region}, {Text: w.status}, {Text: w.goal}, {Text: w.assessed}, {Text: w.by}, {Text: w.finding},
	}}
	for _, s := range f.Regions {
		name := s.Region.String()
		if s.Name != "" {
			name = s.Name + " (" + name + ")"
		}
		on, by, finding := w.none, w.none, w.none
		if a := s.Assessment; a != nil {
			on, by, finding = w.date(a.On), w.in(f.parties[a.By]), w.in(a.Finding)
		}
		t.Rows = append(t.Rows, []string{name, w.in(s.Status().Label()), w.in(s.Goal.Label()), on, by, finding})
	}
	return t
}

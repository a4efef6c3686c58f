package roadmap

import (
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Table returns the milestones as a table, in the order of the road map.
func (f *Forecast) Table(lang aduan.Words) workplan.Table {
	w := wording{lang}
	var t workplan.Table
	t.AddTexts(w.milestone(), w.say("Penanggung jawab", "Responsible"), w.due(), w.baseline(), w.finish())
	t.AddNumbers(w.say("Geser", "Slip"), w.say("Capaian", "Done"))
	t.AddTexts(w.say("Keadaan", "Standing"))
	for i := range f.Outlooks {
		o := &f.Outlooks[i]
		slip := slipText(o.Slip)
		if o.Baseline.IsZero() || o.Finish.IsZero() {
			slip = none
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
func (f *Forecast) IndicatorTable(lang aduan.Words) workplan.Table {
	w := wording{lang}
	var t workplan.Table
	t.AddTexts(w.say("Indikator", "Indicator"), w.say("Satuan", "Unit"))
	t.AddNumbers(w.baseline(), w.say("Nilai", "Value"), w.due(), w.say("Tahun", "Year"))
	for _, s := range f.Indicators {
		value, target, year := none, none, none
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
func (f *Forecast) RegionTable(lang aduan.Words) workplan.Table {
	w := wording{lang}
	var t workplan.Table
	t.AddTexts(w.say("Daerah", "Region"), "Status", w.say("Tujuan", "Goal"), w.say("Dinilai", "Assessed"), w.say("Oleh", "By"),
		w.say("Temuan", "Finding"))
	for _, s := range f.Regions {
		name := s.Region.String()
		if s.Name != "" {
			name = s.Name + " (" + name + ")"
		}
		on, by, finding := none, none, none
		if a := s.Assessment; a != nil {
			on, by, finding = w.date(a.On), w.in(f.parties[a.By]), w.in(a.Finding)
		}
		t.Rows = append(t.Rows, []string{name, w.in(s.Status().Label()), w.in(s.Goal.Label()), on, by, finding})
	}
	return t
}

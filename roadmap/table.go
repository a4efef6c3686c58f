package roadmap

import (
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Table returns the milestones as a table, in the order of the road map.
func (f *Forecast) Table(w aduan.Words) workplan.Table {
	say := texts().In(w)
	var t workplan.Table
	t.AddTexts(say("milestone"), say("responsible"), say("target"), say("baseline"), say("forecast"))
	t.AddNumbers(say("slip"), say("done"))
	t.AddTexts(say("standing"))
	for i := range f.Outlooks {
		o := &f.Outlooks[i]
		slip := none
		if !o.Baseline.IsZero() && !o.Finish.IsZero() {
			slip = signed(o.Slip).In(w)
		}
		t.Rows = append(t.Rows, []string{
			o.Name.In(w), f.parties[o.Party].In(w), orNone(o.Due.In(w)), orNone(o.Baseline.In(w)), expected(say, w, o), slip,
			w.Percent(o.Done.Fixed(2)), o.Standing.In(w),
		})
	}
	return t
}

// expected is when a milestone is expected to be reached, as a table has it.
func expected(say aduan.Say, w aduan.Words, o *Outlook) string {
	if o.Uncertain.IsZero() {
		return orNone(o.Finish.In(w))
	}
	return say("between", "day", o.Finish, "from", o.Uncertain.From, "to", o.Uncertain.To)
}

// IndicatorTable returns the indicators with their values as a table, in the
// order of the road map.
func (f *Forecast) IndicatorTable(w aduan.Words) workplan.Table {
	say := texts().In(w)
	var t workplan.Table
	t.AddTexts(say("indicator"), say("unit"))
	t.AddNumbers(say("baseline"), say("value"), say("target"), say("year"))
	for _, s := range f.Indicators {
		value, target, year := none, none, none
		if s.Known {
			value = w.Number(s.Value.String())
		}
		if s.Target != nil {
			target, year = w.Number(s.Target.Value.String()), strconv.Itoa(s.Target.Year)
		}
		t.Rows = append(t.Rows, []string{s.Indicator.Name.In(w), s.Indicator.Unit, w.Number(s.Indicator.Baseline.String()), value, target, year})
	}
	return t
}

// RegionTable returns where the regions stand as a table, in the order of the
// road map, each with the assessment behind it.
func (f *Forecast) RegionTable(w aduan.Words) workplan.Table {
	say := texts().In(w)
	var t workplan.Table
	t.AddTexts(say("region"), say("status"), say("goal"), say("assessed"), say("by"), say("finding"))
	for _, s := range f.Regions {
		name := s.Region.String()
		if s.Name != "" {
			name = s.Name + " (" + name + ")"
		}
		on, by, finding := none, none, none
		if a := s.Assessment; a != nil {
			on, by, finding = a.On.In(w), f.parties[a.By].In(w), a.Finding.In(w)
		}
		t.Rows = append(t.Rows, []string{name, s.Status().In(w), s.Goal.In(w), on, by, finding})
	}
	return t
}

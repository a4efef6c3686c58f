package main

import (
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

// forecast is how the road map stands on the day. What the meeting of the day is
// asked to carry over counts as planned, because the board wants to know what
// follows from it.
func (c *cooperation) forecast() (*roadmap.Forecast, error) {
	plans := c.plans
	now, next, err := c.current()
	if err != nil {
		return nil, err
	}
	if next != nil {
		if carry := c.proposal(now, next); len(carry.Items) > 0 {
			closed, taken, err := workplan.CarryOver(now, next, carry)
			if err != nil {
				return nil, err
			}
			plans = []*workplan.Plan{closed, taken}
		}
	}
	return c.roadmap.Forecast(c.asOf, c.cal, roadmap.Sources{
		Activity:   roadmap.Activities(c.cal, plans...),
		Indicators: map[roadmap.IndicatorID]func(calendar.Date) (workplan.Number, bool, error){"answered-in-time": c.answered},
	})
}

// answered is the last reported value of the indicator of that name.
func (c *cooperation) answered(on calendar.Date) (workplan.Number, bool, error) {
	var value workplan.Number
	known := false
	for _, p := range c.plans {
		for _, r := range p.Reports {
			if r.Actual != nil && r.Actual.Indicator == "answered-in-time" && r.On.Compare(on) <= 0 {
				value, known = r.Actual.Value, true
			}
		}
	}
	return value, known, nil
}

// roadMap shows what of the road map is made, what is being implemented, and
// which milestones the late activities hold up.
func (w *writer) roadMap() error {
	f, err := w.forecast()
	if err != nil {
		return err
	}
	w.section("Peta jalan: sudah disusun, kini dilaksanakan", "Road map: it is made, now it is implemented")
	w.table("roadmap", f.Table(w.lang))
	for _, x := range f.Impacts {
		w.itemf("%s", f.ImpactText(x, w.lang))
	}
	w.table("roadmap-regions", f.RegionTable(w.lang))
	w.chart("roadmap")
	return nil
}

package main

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
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
		if carry := proposal(c.of(now.ID), c.of(next.ID), c.asOf); len(carry.Items) > 0 {
			closed, taken, err := workplan.CarryOver(now, next, carry)
			if err != nil {
				return nil, err
			}
			plans = append(slices.DeleteFunc(slices.Clone(plans), func(p *workplan.Plan) bool { return p == now || p == next }), closed, taken)
		}
	}
	return c.roadmap.Forecast(c.asOf, c.cal, roadmap.Sources{
		Activity:   roadmap.Activities(c.cal, plans...),
		Indicators: map[roadmap.IndicatorID]func(aduan.Date) (workplan.Number, bool, error){"answered-in-time": c.answered},
	})
}

// answered is the last reported value of the indicator of that name.
func (c *cooperation) answered(on aduan.Date) (workplan.Number, bool, error) {
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

// roadMap shows what of the road map is made, what is being implemented, which
// milestones the late activities hold up, and why each late milestone is late.
func (w *writer) roadMap() error {
	f, err := w.forecast()
	if err != nil {
		return err
	}
	w.section(w.say("roadmap"))
	w.standings(f)
	w.table("roadmap", f.Table(w.words))
	w.chart("roadmap")
	w.table("roadmap-indicators", f.IndicatorTable(w.words))
	w.table("roadmap-regions", f.RegionTable(w.words))

	w.section(w.say("impacts"))
	for _, x := range f.Impacts {
		w.lines(f.ImpactText(x, w.words))
	}
	w.section(w.say("causes"))
	for _, o := range f.Outlooks {
		if o.Cause.Kind != 0 {
			w.lines(f.Explain(o.Milestone, w.words))
		}
	}
	return nil
}

// standings names the milestones that are reached, and counts the others.
func (w *writer) standings(f *roadmap.Forecast) {
	var reached []aduan.Label
	count := map[roadmap.Standing]int{}
	for _, o := range f.Outlooks {
		count[o.Standing]++
		if o.Standing == roadmap.Reached {
			reached = append(reached, o.Name)
		}
	}
	if len(reached) > 0 {
		w.text(w.say("standings.reached", "reached", aduan.List(reached)))
	}
	w.text(w.say("standings", "open", len(f.Outlooks)-len(reached), "all", len(f.Outlooks), "ontrack", count[roadmap.OnTrack],
		"slipping", count[roadmap.Slipping], "late", count[roadmap.Late]+count[roadmap.Unreachable]))
}

// lines adds a text of several lines as an item: the first line, and the others
// under it as deep as they are indented.
func (w *writer) lines(text string) {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	var under []string
	for line := range strings.Lines(rest) {
		under = append(under, strings.TrimPrefix(strings.TrimRight(line, "\n"), "  "))
	}
	w.item(first, under...)
}

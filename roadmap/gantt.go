package roadmap

import (
	"cmp"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/chart"
)

// SVG draws the milestones as a Gantt chart: baseline, forecast or actual, and
// target of each, the dependencies as arrows, those that hold something up
// drawn stronger, and the day of the forecast. A milestone that has neither a
// baseline nor a forecast has an empty row. The error says that there is nothing
// to draw, or too much.
func (f *Forecast) SVG(w aduan.Words) ([]byte, error) {
	s := f.speaker(w)
	g := chart.Gantt{
		Title: s.say("title", "name", f.Name), Subtitle: s.compared(),
		Words: w, Today: utc(f.AsOf), TodayLabel: s.say("today", "day", f.AsOf.Short(w)),
		Names: map[chart.Style]string{
			chart.Baseline: s.say("baseline"), chart.Expected: s.say("forecast"), chart.Late: s.say("forecast.late"),
			chart.Actual: Reached.In(w), chart.Target: s.say("target"),
		},
		Description: s.summary(),
	}
	phases := s.phases()
	rows := f.byPhase()
	place := map[MilestoneID]int{}
	for n, i := range rows {
		o := &f.Outlooks[i]
		place[o.Milestone] = n
		row := s.row(o)
		row.Group = phases[o.Phase]
		g.Rows = append(g.Rows, row)
	}
	g.Links = s.links(place)
	return g.SVG()
}

// phases are the names of the phases.
func (s speaker) phases() map[PhaseID]string {
	names := map[PhaseID]string{}
	for _, p := range s.edition.Phases {
		names[p.ID] = p.Name.In(s.words)
	}
	return names
}

// byPhase lists the outlooks by the order of the phases; those without a phase
// come first.
func (f *Forecast) byPhase() []int {
	order := map[PhaseID]int{}
	for n, p := range f.edition.Phases {
		order[p.ID] = n + 1
	}
	list := make([]int, len(f.Outlooks))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(order[f.Outlooks[a].Phase], order[f.Outlooks[b].Phase]) })
	return list
}

// row draws one milestone.
func (s speaker) row(o *Outlook) chart.Row {
	row := chart.Row{Label: o.Name.In(s.words), Note: o.Finish.Short(s.words)}
	style := chart.Expected
	switch o.Standing {
	case Reached:
		style = chart.Actual
	case Late, Slipping:
		style = chart.Late
	}
	if o.Slip != 0 {
		row.Note += " (" + signed(o.Slip).In(s.words) + ")"
	}
	tip, baseline := o.Name.In(s.words)+": "+s.when(o), s.say("baseline")
	if !o.Baseline.IsZero() {
		if o.BaselineStart != o.Baseline {
			row.Bars = append(row.Bars, chart.Bar{Style: chart.Baseline, From: utc(o.BaselineStart), Until: utc(o.Baseline), Tooltip: baseline})
		}
		row.Marks = append(row.Marks, chart.Mark{Style: chart.Baseline, At: utc(o.Baseline), Tooltip: baseline + ": " + o.Baseline.In(s.words)})
	}
	if due := o.Due.Date(); !due.IsZero() {
		row.Marks = append(row.Marks, chart.Mark{Style: chart.Target, At: utc(due), Tooltip: s.say("target") + ": " + o.Due.In(s.words)})
	}
	if o.Finish.IsZero() {
		row.Note = o.Standing.In(s.words)
		return row
	}
	if o.Start != o.Finish {
		row.Bars = append(row.Bars, chart.Bar{Style: style, From: utc(o.Start), Until: utc(o.Finish), Tooltip: tip})
	}
	row.Marks = append(row.Marks, chart.Mark{Style: style, At: utc(o.Finish), Tooltip: tip})
	return row
}

// links are the dependencies between rows.
func (s speaker) links(place map[MilestoneID]int) []chart.Link {
	var links []chart.Link
	for i := range s.edition.Milestones {
		m := &s.edition.Milestones[i]
		o := &s.Outlooks[i]
		for _, d := range m.After {
			strong := o.Cause.Kind == ByMilestone && o.Cause.Waits == d
			links = append(links, chart.Link{
				From: place[d.Milestone], To: place[m.ID], FromStart: d.Type == StartStart, Strong: strong,
				Tooltip: s.edition.Milestone(d.Milestone).Name.In(s.words) + " \u2192 " + m.Name.In(s.words),
			})
		}
	}
	return links
}

// summary is what a screen reader says: every milestone with its date.
func (s speaker) summary() string {
	text := ""
	for i := range s.Outlooks {
		text += s.Outlooks[i].Name.In(s.words) + ": " + s.when(&s.Outlooks[i]) + ". "
	}
	return text
}

func utc(d aduan.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

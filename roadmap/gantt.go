package roadmap

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/chart"
)

// SVG draws the milestones as a Gantt chart: baseline, forecast or actual, and
// target of each, the dependencies as arrows, those that hold something up
// drawn stronger, and the day of the forecast. A milestone that has neither a
// baseline nor a forecast has an empty row. The error says that there is nothing
// to draw, or too much.
func (f *Forecast) SVG(lang aduan.Words) ([]byte, error) {
	w := wording{lang}
	g := chart.Gantt{
		Title: w.title(f.Name), Subtitle: f.subtitle(w),
		Words: lang, Today: utc(f.AsOf), TodayLabel: fmt.Sprintf(w.say("Hari ini, %s", "Today, %s"), w.date(f.AsOf)),
		Names: map[chart.Style]string{
			chart.Baseline: w.baseline(), chart.Expected: w.finish(), chart.Late: w.finish() + ", " + strings.ToLower(w.in(Late.Label())),
			chart.Actual: w.in(Reached.Label()), chart.Target: w.due(),
		},
		Description: f.summary(w),
	}
	phases := f.phases(w)
	rows := f.byPhase()
	place := map[MilestoneID]int{}
	for n, i := range rows {
		o := &f.Outlooks[i]
		place[o.Milestone] = n
		row := f.row(w, o)
		row.Group = phases[o.Phase]
		g.Rows = append(g.Rows, row)
	}
	g.Links = f.links(w, place)
	return g.SVG()
}

// phases are the names of the phases.
func (f *Forecast) phases(w wording) map[PhaseID]string {
	names := map[PhaseID]string{}
	for _, p := range f.edition.Phases {
		names[p.ID] = w.in(p.Name)
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
func (f *Forecast) row(w wording, o *Outlook) chart.Row {
	row := chart.Row{Label: w.in(o.Name), Note: w.date(o.Finish)}
	style := chart.Expected
	switch o.Standing {
	case Reached:
		style = chart.Actual
	case Late, Slipping:
		style = chart.Late
	}
	if o.Slip != 0 {
		row.Note += " (" + slipText(o.Slip) + ")"
	}
	tip := w.in(o.Name) + ": " + o.when(w)
	if !o.Baseline.IsZero() {
		if o.BaselineStart != o.Baseline {
			row.Bars = append(row.Bars, chart.Bar{Style: chart.Baseline, From: utc(o.BaselineStart), Until: utc(o.Baseline), Tooltip: w.baseline()})
		}
		row.Marks = append(row.Marks, chart.Mark{Style: chart.Baseline, At: utc(o.Baseline), Tooltip: w.baseline() + ": " + w.date(o.Baseline)})
	}
	if due := o.Due.Date(); !due.IsZero() {
		row.Marks = append(row.Marks, chart.Mark{Style: chart.Target, At: utc(due), Tooltip: w.due() + ": " + w.dueText(o.Due)})
	}
	if o.Finish.IsZero() {
		row.Note = w.in(o.Standing.Label())
		return row
	}
	if o.Start != o.Finish {
		row.Bars = append(row.Bars, chart.Bar{Style: style, From: utc(o.Start), Until: utc(o.Finish), Tooltip: tip})
	}
	row.Marks = append(row.Marks, chart.Mark{Style: style, At: utc(o.Finish), Tooltip: tip})
	return row
}

// links are the dependencies between rows.
func (f *Forecast) links(w wording, place map[MilestoneID]int) []chart.Link {
	var links []chart.Link
	for i := range f.edition.Milestones {
		m := &f.edition.Milestones[i]
		o := &f.Outlooks[i]
		for _, d := range m.After {
			strong := o.Cause.Kind == ByMilestone && o.Cause.Waits == d
			links = append(links, chart.Link{
				From: place[d.Milestone], To: place[m.ID], FromStart: d.Type == StartStart, Strong: strong,
				Tooltip: w.in(f.edition.Milestone(d.Milestone).Name) + " \u2192 " + w.in(m.Name),
			})
		}
	}
	return links
}

// summary is what a screen reader says: every milestone with its date.
func (f *Forecast) summary(w wording) string {
	text := ""
	for i := range f.Outlooks {
		text += w.in(f.Outlooks[i].Name) + ": " + f.Outlooks[i].when(w) + ". "
	}
	return text
}

func utc(d aduan.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

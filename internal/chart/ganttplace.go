package chart

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
)

// The measures of a chart of bars.
const (
	labelRight  = 372
	ganttLeft   = 388
	ganttRight  = Width - 96
	axisHeight  = 46
	rowHeight   = 28
	groupHeight = 28
)

// ganttDrawing is a chart with every row in its place.
type ganttDrawing struct {
	Gantt
	canvas
	first, last int // days since 1970, whole units of the axis
	unit        unit
	rows        []placedRow
	bottom      float64
}

// placedRow is a row with the lines of its label and the places of its forms:
// where the first begins and the last ends, and where arrows go in and out.
type placedRow struct {
	label        []string
	group        string // "" unless a heading stands above
	y, height    float64
	empty        bool
	begin, finis float64
	in, out      float64
}

// dayOf counts days from 1 January 1970.
func dayOf(t time.Time) int { return aduan.DateOf(t).Number() }

// newGanttDrawing checks the limits and finds the days to draw.
func newGanttDrawing(g Gantt) (*ganttDrawing, error) {
	if n := len(g.Rows); n == 0 || n > maxRows {
		return nil, fmt.Errorf("chart: %d rows, 1 to %d can be drawn", n, maxRows)
	}
	if n := len(g.Links); n > maxLinks {
		return nil, fmt.Errorf("chart: %d links, at most %d can be drawn", n, maxLinks)
	}
	for _, l := range g.Links {
		if l.From < 0 || l.To < 0 || l.From >= len(g.Rows) || l.To >= len(g.Rows) {
			return nil, fmt.Errorf("chart: there is no row for a link from %d to %d", l.From, l.To)
		}
	}
	d := &ganttDrawing{Gantt: g, rows: make([]placedRow, len(g.Rows))}
	var days []int
	for i, r := range g.Rows {
		d.rows[i].empty = len(r.Bars)+len(r.Marks) == 0
		for _, b := range r.Bars {
			if dayOf(b.Until) < dayOf(b.From) {
				return nil, errors.New("chart: a bar ends before it begins")
			}
			days = append(days, dayOf(b.From), dayOf(b.Until))
		}
		for _, m := range r.Marks {
			days = append(days, dayOf(m.At))
		}
	}
	if !g.Today.IsZero() {
		days = append(days, dayOf(g.Today))
	}
	if len(days) == 0 {
		return nil, errors.New("chart: no row has a bar or a mark")
	}
	if d.first, d.last = slices.Min(days), slices.Max(days); d.last-d.first > maxDays {
		return nil, fmt.Errorf("chart: %d days, at most %d can be drawn", d.last-d.first, maxDays)
	}
	d.scale()
	return d, nil
}

// x is the place of the beginning of a day.
func (d *ganttDrawing) x(day int) float64 {
	return ganttLeft + float64(day-d.first)*(ganttRight-ganttLeft)/float64(d.last-d.first)
}

// layout gives every row its place below y, and returns the y below the last.
func (d *ganttDrawing) layout(y float64) float64 {
	group := ""
	for i, r := range d.Rows {
		p := &d.rows[i]
		if r.Group != group {
			if group = r.Group; group != "" {
				p.group = group
				y += groupHeight
			}
		}
		p.label = wrap(r.Label, letters{size: 13}, labelRight-margin, 2)
		p.y, p.height = y, rowHeight+float64(max(len(p.label)-1, 0))*9
		y += p.height
		if !p.empty {
			p.begin, p.finis = d.ends(r, func(Style) bool { return true })
			p.in, p.out = d.ends(r, func(s Style) bool { return s != Baseline && s != Target })
			if p.in > p.out {
				p.in, p.out = p.begin, p.finis
			}
		}
	}
	d.bottom = y
	return y
}

// ends returns where the forms of a row that have certain styles begin and end;
// the end is before the beginning if there are none.
func (d *ganttDrawing) ends(r Row, has func(Style) bool) (begin, end float64) {
	begin, end = 2*Width, -Width
	for _, b := range r.Bars {
		if has(b.Style) {
			begin, end = min(begin, d.x(dayOf(b.From))), max(end, d.x(dayOf(b.Until)+1))
		}
	}
	for _, m := range r.Marks {
		if !has(m.Style) {
			continue
		}
		x := d.x(dayOf(m.At) + 1)
		if m.Style == Target {
			begin, end = min(begin, x-2), max(end, x+2)
			continue
		}
		begin, end = min(begin, x-diamond), max(end, x+diamond)
	}
	return begin, end
}

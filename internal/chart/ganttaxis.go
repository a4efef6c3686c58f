package chart

import (
	"strconv"
	"time"

	"github.com/aduan-go/aduan"
)

// unit is the finer of the two scales of the axis, in months.
type unit int

const (
	months   unit = 1
	quarters unit = 3
	years    unit = 12
)

// scale widens the days to whole units and picks the finest unit whose labels
// fit.
func (d *ganttDrawing) scale() {
	span := float64(d.last - d.first + 1)
	room := float64(ganttRight-ganttLeft) / span
	switch {
	case room*28 >= 34:
		d.unit = months
	case room*90 >= 34:
		d.unit = quarters
	default:
		d.unit = years
	}
	first := unitStart(d.first, d.unit)
	last := first
	for dayOf(last) <= d.last {
		last = nextUnit(last, d.unit)
	}
	d.first, d.last = dayOf(first), dayOf(last)
}

// unitStart returns the first day of the unit in which a day lies.
func unitStart(day int, u unit) time.Time {
	date := aduan.DateOfNumber(day)
	return time.Date(date.Year, date.Month-(date.Month-1)%time.Month(u), 1, 0, 0, 0, 0, time.UTC)
}

func nextUnit(t time.Time, u unit) time.Time { return t.AddDate(0, int(u), 0) }

// unitLabel names a month, a quarter or a year.
func unitLabel(t time.Time, u unit, w aduan.Words) string {
	switch u {
	case years:
		return strconv.Itoa(t.Year())
	case quarters:
		return w.Quarter(int(t.Month()-1)/3 + 1)
	default:
		return w.ShortMonth(t.Month())
	}
}

// axis draws the two scales with their top at y.
func (d *ganttDrawing) axis(y float64) {
	d.element("rect", "", "x", num(ganttLeft), "y", num(y), "width", num(ganttRight-ganttLeft), "height", num(axisHeight),
		"fill", "#ffffff")
	d.tier(y, years)
	if d.unit != years {
		d.tier(y+axisHeight/2, d.unit)
	}
	d.line(ganttLeft, y, ganttRight, y, grey, 1, "")
	d.line(ganttLeft, y+axisHeight, ganttRight, y+axisHeight, grey, 1, "")
}

// tier draws one scale. A label that has no room is left out, and years that
// are too narrow are labelled every so often.
func (d *ganttDrawing) tier(y float64, u unit) {
	l := letters{size: 13, anchor: "middle", bold: u == years}
	free := 0.0
	for t := unitStart(d.first, u); dayOf(t) < d.last; t = nextUnit(t, u) {
		from, until := d.x(max(dayOf(t), d.first)), d.x(min(dayOf(nextUnit(t, u)), d.last))
		d.line(from, y, from, y+axisHeight/2, lightGrey, 1, "")
		text := unitLabel(t, u, d.Words)
		middle, need := (from+until)/2, width(text, l)+6
		if u != years && need > until-from || middle-need/2 < free {
			continue
		}
		if middle-need/2 < ganttLeft || middle+need/2 > ganttRight {
			continue
		}
		free = middle + need/2
		d.text(middle, y+16, l, text, "")
	}
}

// bands draws what lies behind the rows: the headings of the groups, every
// second row shaded, and the lines of the axis.
func (d *ganttDrawing) bands() {
	for i, p := range d.rows {
		if i%2 == 1 {
			d.element("rect", "", "x", num(margin-8), "y", num(p.y), "width", num(Width-2*margin+16), "height", num(p.height),
				"fill", paleGrey)
		}
	}
	top := d.rows[0].y
	for t := unitStart(d.first, d.unit); dayOf(t) < d.last; t = nextUnit(t, d.unit) {
		d.line(d.x(dayOf(t)), top, d.x(dayOf(t)), d.bottom, lightGrey, 1, "")
	}
	d.line(ganttRight, top, ganttRight, d.bottom, lightGrey, 1, "")
	for _, p := range d.rows {
		if p.group != "" {
			y := p.y - groupHeight
			d.element("rect", "", "x", num(margin-8), "y", num(y), "width", num(Width-2*margin+16), "height", num(groupHeight),
				"fill", "#e3e9ef")
			l := letters{size: 14, bold: true}
			d.text(margin, y+19, l, shorten(p.group, l, Width-3*margin), p.group)
		}
	}
}

// today draws the line of the day, over the bars and below the marks.
func (d *ganttDrawing) today(top float64) {
	if d.Today.IsZero() {
		return
	}
	x := (d.x(dayOf(d.Today)) + d.x(dayOf(d.Today)+1)) / 2
	d.line(x, top-4, x, top, black, 1.5, "")
	d.line(x, top+axisHeight, x, d.bottom, black, 1.5, "2 4")
	d.caption(x, top-9, letters{size: 13, anchor: "middle", bold: true}, d.TodayLabel, 400)
}

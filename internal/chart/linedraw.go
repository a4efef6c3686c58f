package chart

import (
	"cmp"
	"math"
	"slices"
)

// The measures of a chart of lines.
const (
	plotHeight = 440
	lineLeft   = 110
	lineRight  = Width - 130
)

// lineStyle tells a line from the others twice over: by colour, and by dash and
// shape.
type lineStyle struct {
	colour, dash string
	shape        int
}

func styles() []lineStyle {
	return []lineStyle{
		{blue, "", 0}, {vermilion, "9 5", 1}, {green, "3 4", 2}, {purple, "12 4 3 4", 3}, {black, "2 3", 4}, {orange, "16 5", 5},
	}
}

type lineDrawing struct {
	Lines
	canvas
	top, bottom float64
	low, high   float64
}

// legend draws a sample of each line with its name, and returns the y below.
func (d *lineDrawing) legend(y float64) float64 {
	x := float64(margin)
	l := letters{size: 15}
	for i, s := range d.Series {
		name := shorten(s.Name, l, Width-2*margin-60)
		need := 58 + width(name, l)
		if x > margin && x+need > Width-margin {
			x, y = margin, y+26
		}
		st := styles()[i]
		d.line(x, y, x+40, y, st.colour, 3, st.dash)
		d.shape(x+20, y, st, "")
		d.text(x+48, y+5, l, name, s.Name)
		x += need + 20
	}
	return y + 12
}

func (d *lineDrawing) x(period float64) float64 {
	if len(d.Periods) == 1 {
		return (lineLeft + lineRight) / 2
	}
	last := len(d.Periods) - 1
	if d.Places == nil {
		return lineLeft + period*(lineRight-lineLeft)/float64(last)
	}
	i := min(int(period), last-1)
	place := d.Places[i] + (period-float64(i))*(d.Places[i+1]-d.Places[i])
	return lineLeft + (place-d.Places[0])*(lineRight-lineLeft)/(d.Places[last]-d.Places[0])
}

func (d *lineDrawing) y(v float64) float64 {
	return d.bottom - (v-d.low)/(d.high-d.low)*(d.bottom-d.top)
}

// frame draws the axes. The range always includes 0.
func (d *lineDrawing) frame() {
	low, high := 0.0, 0.0
	for _, s := range d.Series {
		for _, v := range s.Values {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	values, decimals := ticks(low, high)
	d.low, d.high = values[0], values[len(values)-1]
	for _, v := range values {
		y := d.y(v)
		colour := lightGrey
		if v == 0 {
			colour = grey
		}
		d.line(lineLeft, y, lineRight, y, colour, 1, "")
		text := d.number(v, decimals)
		d.text(lineLeft-10, y+5, letters{size: 14, anchor: "end"}, shorten(text, letters{size: 14}, lineLeft-14), text)
	}
	d.periods()
}

// periods labels the axis below: every period, or every n-th so that no two
// labels touch.
func (d *lineDrawing) periods() {
	l := letters{size: 14, anchor: "middle"}
	widest, gap := 0.0, float64(lineRight-lineLeft)
	var labelled []int
	for i, p := range d.Periods {
		if d.Places != nil && d.Today.Label != "" && d.Today.At == float64(i) {
			continue
		}
		if n := len(labelled); n > 0 {
			gap = min(gap, d.x(float64(i))-d.x(float64(labelled[n-1])))
		}
		widest = max(widest, width(p, l))
		labelled = append(labelled, i)
	}
	every := 1
	if room := min(widest, 150) + 12; gap < room {
		every = int(math.Ceil(room / gap))
	}
	for n, i := range labelled {
		if n%every != 0 {
			continue
		}
		x, p := d.x(float64(i)), d.Periods[i]
		d.line(x, d.bottom, x, d.bottom+6, grey, 1, "")
		for n, line := range wrap(p, l, max(gap*float64(every)-12, 40), 2) {
			d.text(x, d.bottom+24+18*float64(n), l, line, p)
		}
	}
}

// series draws one line. A value between two gaps is a shape alone.
func (d *lineDrawing) series(i int) {
	st := styles()[i]
	path := ""
	pen := "M"
	for p, v := range d.Series[i].Values {
		if math.IsNaN(v) {
			pen = "M"
			continue
		}
		path += pen + num(d.x(float64(p))) + " " + num(d.y(v))
		pen = "L"
	}
	if path != "" {
		d.element("path", d.Series[i].Name, "d", path, "fill", "none", "stroke", st.colour, "stroke-width", "3",
			"stroke-linejoin", "round", "stroke-dasharray", st.dash)
	}
	if len(d.Periods) > 120 {
		return
	}
	for p, v := range d.Series[i].Values {
		if !math.IsNaN(v) {
			d.shape(d.x(float64(p)), d.y(v), st,
				d.Series[i].Name+", "+d.Periods[p]+": "+d.number(v, decimals(v)))
		}
	}
}

// ends writes the last value of each line beside it, if there is room.
func (d *lineDrawing) ends() {
	type label struct {
		x, y float64
		text string
		fill string
	}
	var labels []label
	for i, s := range d.Series {
		if p := s.last(); p >= 0 {
			v := s.Values[p]
			labels = append(labels, label{d.x(float64(p)) + 12, d.y(v) + 5, d.number(v, decimals(v)), styles()[i].colour})
		}
	}
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(a.y, b.y) })
	for i := range labels {
		for _, above := range labels[:i] {
			if math.Abs(labels[i].x-above.x) < 110 {
				labels[i].y = max(labels[i].y, above.y+17)
			}
		}
	}
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i].y = min(labels[i].y, d.bottom+5)
		for _, below := range labels[i+1:] {
			if math.Abs(labels[i].x-below.x) < 110 {
				labels[i].y = min(labels[i].y, below.y-17)
			}
		}
		l := letters{size: 14, bold: true, fill: black}
		w := width(labels[i].text, l)
		d.element("rect", "", "x", num(labels[i].x-2), "y", num(labels[i].y-14), "width", num(w+4), "height", "18",
			"fill", "#ffffff", "fill-opacity", "0.8")
		d.text(labels[i].x, labels[i].y, l, shorten(labels[i].text, l, Width-8-labels[i].x), labels[i].text)
	}
}

func (d *lineDrawing) today() {
	if d.Today.Label == "" {
		return
	}
	x := d.x(d.Today.At)
	d.line(x, d.top-8, x, d.bottom, black, 1.5, "2 4")
	d.caption(x, d.top-14, letters{size: 14, anchor: "middle"}, d.Today.Label, 300)
}

// shape draws the sign of a line.
func (d *lineDrawing) shape(x, y float64, st lineStyle, tooltip string) {
	at := func(dx, dy float64) string { return num(x+dx) + " " + num(y+dy) + " " }
	fill, points := st.colour, ""
	switch st.shape {
	case 0:
		d.element("circle", tooltip, "cx", num(x), "cy", num(y), "r", "5.5", "fill", st.colour, "stroke", "#ffffff")
		return
	case 1, 4:
		points = at(-5, -5) + at(5, -5) + at(5, 5) + at(-5, 5)
	case 2:
		points = at(0, -7) + at(6, 5) + at(-6, 5)
	default:
		points = at(0, -7) + at(7, 0) + at(0, 7) + at(-7, 0)
	}
	if st.shape > 3 {
		fill = "#ffffff"
	}
	d.element("polygon", tooltip, "points", points[:len(points)-1], "fill", fill, "stroke", st.colour, "stroke-width", "1.5")
}

package chart

// diamond is half the width of a milestone.
const diamond = 8

// bars draws the bars of a row: a baseline in the lower half, the others above
// it.
func (d *ganttDrawing) bars(i int) {
	middle := d.rows[i].y + d.rows[i].height/2
	for _, b := range d.Rows[i].Bars {
		d.bar(d.x(dayOf(b.From)), d.x(dayOf(b.Until)+1), middle, b.Style, b.Tooltip)
	}
}

func (d *ganttDrawing) bar(from, until, middle float64, s Style, tooltip string) {
	y, height, fill, stroke := middle-7, 11.0, skyBlue, blue
	switch s {
	case Baseline:
		y, height, fill, stroke = middle+5, 5, "#ffffff", grey
	case Late:
		fill, stroke = "#fbe0cc", vermilion
	case Actual:
		fill, stroke = green, green
	case Target:
		d.line(until, middle-11, until, middle+11, black, 2.5, "")
		return
	}
	wide := max(until-from, 2)
	d.element("rect", tooltip, "x", num(from), "y", num(y), "width", num(wide), "height", num(height), "rx", "1.5",
		"fill", fill, "stroke", stroke, "stroke-width", "1.2")
	if s == Late {
		path := ""
		for x := from + 8; x < from+wide; x += 8 {
			path += "M" + num(x-5) + " " + num(y+height) + "L" + num(x) + " " + num(y)
		}
		if path != "" {
			d.element("path", "", "d", path, "stroke", vermilion, "stroke-width", "1.2", "fill", "none")
		}
	}
}

// marks draws the milestones of a row.
func (d *ganttDrawing) marks(i int) {
	middle := d.rows[i].y + d.rows[i].height/2
	for _, m := range d.Rows[i].Marks {
		d.mark(d.x(dayOf(m.At)+1), middle, m.Style, m.Tooltip)
	}
}

func (d *ganttDrawing) mark(x, y float64, s Style, tooltip string) {
	fill, stroke, sign := blue, blue, ""
	switch s {
	case Baseline:
		fill, stroke = "#ffffff", grey
	case Late:
		fill, stroke = vermilion, "#8a3c00"
		sign = "M" + num(x) + " " + num(y-4) + "v4.5m0 2v1.5"
	case Actual:
		fill, stroke = green, "#00563f"
		sign = "M" + num(x-3.5) + " " + num(y) + "l2.5 2.8l4.3 -5"
	case Target:
		d.element("path", tooltip, "d", "M"+num(x)+" "+num(y-12)+"v24", "stroke", black, "stroke-width", "2.5")
		return
	}
	d.element("path", tooltip, "d", "M"+num(x)+" "+num(y-diamond)+"l8 8l-8 8l-8 -8z", "fill", fill, "stroke", stroke, "stroke-width", "1.8")
	if sign != "" {
		d.element("path", "", "d", sign, "fill", "none", "stroke", "#ffffff", "stroke-width", "1.8")
	}
}

// rowTexts writes label and note of a row.
func (d *ganttDrawing) rowTexts(i int) {
	p, r := d.rows[i], d.Rows[i]
	l := letters{size: 13}
	middle := p.y + p.height/2
	for n, line := range p.label {
		d.text(margin, middle+4.5+16*float64(n)-8*float64(len(p.label)-1), l, line, r.Label)
	}
	if r.Note == "" || p.empty {
		return
	}
	note := letters{size: 12}
	text := shorten(r.Note, note, ganttRight-ganttLeft)
	w := width(text, note)
	x := p.finis + 11
	if x+w > Width-8 {
		x = max(p.begin-6-w, ganttLeft)
	}
	d.element("rect", "", "x", num(x-1), "y", num(middle-7), "width", num(w+2), "height", "14", "fill", "#ffffff", "fill-opacity", "0.85")
	d.text(x, middle+4, note, text, r.Note)
}

// links draws the arrows.
func (d *ganttDrawing) links() {
	for _, l := range d.Links {
		a, b := d.rows[l.From], d.rows[l.To]
		if a.empty || b.empty || l.From == l.To {
			continue
		}
		colour, thick := "#7a7a7a", "1"
		if l.Strong {
			colour, thick = black, "1.8"
		}
		x, y := a.out, a.y+a.height/2
		if l.FromStart {
			x = a.in
		}
		tx, ty := b.in, b.y+b.height/2
		down := 1.0
		if ty < y {
			down = -1
		}
		path := "M" + num(x) + " " + num(y)
		var head string
		if tx >= x+4 {
			edge := ty - down*9
			path += "H" + num(tx+4) + "V" + num(edge)
			head = arrow(tx+4, edge, 0, down)
		} else {
			gutter := b.y
			if down < 0 {
				gutter = b.y + b.height
			}
			path += "h5V" + num(gutter) + "H" + num(tx-9) + "V" + num(ty) + "H" + num(tx)
			head = arrow(tx, ty, 1, 0)
		}
		d.element("path", l.Tooltip, "d", path, "fill", "none", "stroke", colour, "stroke-width", thick)
		d.element("path", "", "d", head, "fill", colour)
	}
}

// arrow is the outline of an arrowhead with its point at x, y.
func arrow(x, y, dx, dy float64) string {
	if dx != 0 {
		return "M" + num(x) + " " + num(y) + "l-6 -3.5v7z"
	}
	return "M" + num(x) + " " + num(y) + "l-3.5 " + num(-6*dy) + "h7z"
}

// legend explains the styles that are used, and returns the y below.
func (d *ganttDrawing) legend(y float64) float64 {
	bars, marks := map[Style]bool{}, map[Style]bool{}
	for _, r := range d.Rows {
		for _, b := range r.Bars {
			bars[b.Style] = true
		}
		for _, m := range r.Marks {
			marks[m.Style] = true
		}
	}
	l := letters{size: 14}
	x, any := float64(margin), false
	for s := Baseline; s <= Target; s++ {
		name := shorten(d.Names[s], l, 400)
		if name == "" || !bars[s] && !marks[s] {
			continue
		}
		any = true
		need := width(name, l) + 78
		if x > margin && x+need > Width-margin {
			x, y = margin, y+28
		}
		if bars[s] && s != Target {
			d.bar(x, x+34, y, s, "")
		}
		if marks[s] || s == Target {
			d.mark(x+42, y, s, "")
		}
		d.text(x+56, y+5, l, name, d.Names[s])
		x += need
	}
	if !any {
		return y
	}
	return y + 24
}

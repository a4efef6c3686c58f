package chart

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/aduan-go/aduan"
)

// Width is the width of every chart, in units that a viewer shows as pixels.
const Width = 1200

// The colours, from the palette of Okabe and Ito, and three greys.
const (
	black     = "#1a1a1a"
	grey      = "#595959"
	lightGrey = "#d9d9d9"
	paleGrey  = "#f2f2f2"
	blue      = "#0072b2"
	skyBlue   = "#56b4e9"
	green     = "#009e73"
	orange    = "#e69f00"
	vermilion = "#d55e00"
	purple    = "#cc79a7"
)

// canvas collects the elements of a file.
type canvas struct{ bytes.Buffer }

// file returns the elements as a whole file. The title and the description are
// what a screen reader says.
func (c *canvas) file(height float64, w aduan.Words, title, desc string) []byte {
	body := bytes.Clone(c.Bytes())
	c.Reset()
	c.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="` + num(Width) + `" height="` + num(height) +
		`" viewBox="0 0 ` + num(Width) + ` ` + num(height) + `" role="img" xml:lang="` + escape(w.Language()) +
		`" font-family="sans-serif" fill="` + black + `">` + "\n")
	c.WriteString("<title>" + escape(title) + "</title>\n<desc>" + escape(desc) + "</desc>\n")
	c.element("rect", "", "width", num(Width), "height", num(height), "fill", "#ffffff")
	c.Write(body)
	c.WriteString("</svg>\n")
	return c.Bytes()
}

// element writes an element with attributes in the given order, and a tooltip
// unless that is empty.
func (c *canvas) element(name, tooltip string, attributes ...string) {
	c.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			c.WriteString(" " + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
		}
	}
	if tooltip == "" {
		c.WriteString("/>\n")
		return
	}
	c.WriteString("><title>" + escape(tooltip) + "</title></" + name + ">\n")
}

// letters says how a text is written.
type letters struct {
	size   float64
	bold   bool
	anchor string // "" for start, "middle", "end"
	fill   string
}

// text writes one line with its baseline at y. The tooltip is left out if it
// says nothing more.
func (c *canvas) text(x, y float64, l letters, words, tooltip string) {
	if words == "" {
		return
	}
	c.WriteString(`<text x="` + num(x) + `" y="` + num(y) + `" font-size="` + num(l.size) + `"`)
	if l.bold {
		c.WriteString(` font-weight="bold"`)
	}
	if l.anchor != "" {
		c.WriteString(` text-anchor="` + l.anchor + `"`)
	}
	if l.fill != "" {
		c.WriteString(` fill="` + l.fill + `"`)
	}
	c.WriteString(">")
	if tooltip != "" && tooltip != words {
		c.WriteString("<title>" + escape(tooltip) + "</title>")
	}
	c.WriteString(escape(words) + "</text>\n")
}

// caption writes a centred text, shortened to a width and kept within the margins.
func (c *canvas) caption(x, y float64, l letters, words string, most float64) {
	shown := shorten(words, l, most)
	half := width(shown, l) / 2
	c.text(min(max(x, margin+half), Width-margin-half), y, l, shown, words)
}

// line draws a straight line.
func (c *canvas) line(x1, y1, x2, y2 float64, colour string, width float64, dash string) {
	c.element("line", "", "x1", num(x1), "y1", num(y1), "x2", num(x2), "y2", num(y2),
		"stroke", colour, "stroke-width", num(width), "stroke-dasharray", dash)
}

// heading writes title and subtitle and returns the y below them.
func (c *canvas) heading(title, subtitle string) float64 {
	y := 12.0
	for _, l := range wrap(title, letters{size: 22, bold: true}, Width-2*margin, 2) {
		y += 26
		c.text(margin, y, letters{size: 22, bold: true}, l, title)
	}
	for _, l := range wrap(subtitle, letters{size: 15}, Width-2*margin, 3) {
		y += 20
		c.text(margin, y+2, letters{size: 15, fill: grey}, l, subtitle)
	}
	return y + 28
}

// margin is what stays free on the left and right.
const margin = 24

// num writes a coordinate with at most one decimal.
func num(f float64) string {
	f = math.Round(f*10) / 10
	if f == 0 {
		f = 0 // not -0
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// escape makes a text fit for XML: control characters become spaces, and what
// XML cannot hold becomes U+FFFD.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a Buffer never fails
	return b.String()
}

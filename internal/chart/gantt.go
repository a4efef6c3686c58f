package chart

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
)

// Gantt is a chart of bars and milestones over time. Instants mean the day that
// they show in the location they carry; the time of day does not matter.
type Gantt struct {
	// Title and Subtitle stand above the chart.
	Title, Subtitle string
	// Description is what a screen reader says after the title; empty for the
	// subtitle and the number of rows.
	Description string
	// Words write months and quarters; their language is that of the file.
	Words aduan.Words
	// Rows are drawn from top to bottom; 1 to 2000.
	Rows []Row
	// Links are the arrows between rows.
	Links []Link
	// Today is a vertical line over all rows, zero for none; TodayLabel stands
	// above it.
	Today      time.Time
	TodayLabel string
	// Names are the words of the legend. Only the styles that have a name and
	// are used appear there.
	Names map[Style]string
}

// Row is one line of a [Gantt].
type Row struct {
	// Group is a heading; it is drawn where it differs from that of the row
	// before.
	Group string
	// Label stands on the left, in up to two lines.
	Label string
	// Note stands beside the row's last bar or mark, for example a date.
	Note  string
	Bars  []Bar
	Marks []Mark
}

// Style says what a bar or a mark is. Styles differ by colour and by form.
type Style int8

// The styles. The zero value is what was once decided.
const (
	Baseline Style = iota // hollow, grey
	Expected              // filled, blue
	Late                  // striped or crossed, vermilion
	Actual                // filled and ticked, green
	Target                // an upright line
)

// Bar is a stretch of days, both included. Tooltip may be empty.
type Bar struct {
	Style       Style
	From, Until time.Time
	Tooltip     string
}

// Mark is a milestone: a diamond at the end of its day, or for [Target] a short
// upright line. Tooltip may be empty.
type Mark struct {
	Style   Style
	At      time.Time
	Tooltip string
}

// Link is an arrow from one row to another, by their indexes: from where the
// first one ends, or from where it begins, to where the second one begins. What
// is Baseline or Target counts only in rows that have nothing else.
type Link struct {
	From, To  int
	FromStart bool
	// Strong arrows are drawn thicker, for a critical path.
	Strong  bool
	Tooltip string
}

// The largest chart of bars. A chart covers two centuries at most.
const (
	maxRows  = 2000
	maxLinks = 10_000
	maxDays  = 366 * 200
)

// SVG draws the chart. The error says which limit of the fields is broken.
func (g Gantt) SVG() ([]byte, error) {
	d, err := newGanttDrawing(g)
	if err != nil {
		return nil, err
	}
	top := d.legend(d.heading(g.Title, g.Subtitle))
	if !g.Today.IsZero() && g.TodayLabel != "" {
		top += 22
	}
	bottom := d.layout(top + axisHeight)
	d.bands()
	d.axis(top)
	if len(d.rows) > 20 {
		d.axis(bottom)
		bottom += axisHeight
	}
	for i := range d.rows {
		d.bars(i)
	}
	d.links()
	d.today(top)
	for i := range d.rows {
		d.marks(i)
		d.rowTexts(i)
	}
	desc := g.Description
	if desc == "" {
		desc = fmt.Sprintf("%s (%d)", g.Subtitle, len(g.Rows))
	}
	return d.file(bottom+margin, g.Words, g.Title, desc), nil
}

package chart

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/aduan-go/aduan"
)

// Lines is a chart of several lines over the same periods.
type Lines struct {
	// Title and Subtitle stand above the chart.
	Title, Subtitle string
	// Description is what a screen reader says after the title; empty for the
	// last value of each series.
	Description string
	// Words write the numbers; their language is that of the file.
	Words aduan.Words
	// Percent says that the values are percentages.
	Percent bool
	// Periods are the labels of the axis, from left to right; 1 to 1000.
	Periods []string
	// Places are where the periods stand on the axis, ascending, in any measure;
	// nil for the same distance between any two. A period at Today has no label
	// below the axis then, because Today has one above.
	Places []float64
	// Series are the lines, in the order of the legend; 1 to 6.
	Series []Series
	// Today is a vertical line; without a label there is none.
	Today Marker
}

// Series is one line.
type Series struct {
	// Name stands in the legend.
	Name string
	// Values are those of the first periods; NaN is a gap. There may be fewer
	// than periods, not more.
	Values []float64
}

// Marker is a place between the periods: 0 is the first one, 1.5 the middle
// between the second and the third.
type Marker struct {
	At    float64
	Label string
}

// The largest chart of lines.
const (
	maxPeriods = 1000
	maxValue   = 1e15
)

// SVG draws the chart. The error says which limit of the fields is broken.
func (l Lines) SVG() ([]byte, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	d := &lineDrawing{Lines: l}
	d.top = d.legend(d.heading(l.Title, l.Subtitle)) + 30
	d.bottom = d.top + plotHeight
	d.frame()
	for i := range l.Series {
		d.series(i)
	}
	d.ends()
	d.today()
	return d.file(d.bottom+60, l.Words, l.Title, l.description()), nil
}

func (l Lines) check() error {
	if n := len(l.Periods); n == 0 || n > maxPeriods {
		return fmt.Errorf("chart: %d periods, 1 to %d can be drawn", n, maxPeriods)
	}
	if n := len(l.Series); n == 0 || n > len(styles()) {
		return fmt.Errorf("chart: %d series, 1 to %d can be told apart", n, len(styles()))
	}
	for _, s := range l.Series {
		if len(s.Values) > len(l.Periods) {
			return fmt.Errorf("chart: series %q has %d values for %d periods", s.Name, len(s.Values), len(l.Periods))
		}
		if slices.ContainsFunc(s.Values, func(v float64) bool { return math.Abs(v) > maxValue }) {
			return fmt.Errorf("chart: series %q has a value beyond %g", s.Name, maxValue)
		}
	}
	if l.Places != nil && len(l.Places) != len(l.Periods) {
		return fmt.Errorf("chart: %d places for %d periods", len(l.Places), len(l.Periods))
	}
	for i, p := range l.Places {
		if !(math.Abs(p) <= maxValue) || i > 0 && p <= l.Places[i-1] {
			return fmt.Errorf("chart: the place %g of %q does not come after the one before", p, l.Periods[i])
		}
	}
	if l.Today.Label != "" && !(l.Today.At >= 0 && l.Today.At <= float64(len(l.Periods)-1)) {
		return errors.New("chart: the marker lies outside the periods")
	}
	return nil
}

// last returns the place of the last value of a series, -1 if it has none.
func (s Series) last() int {
	for i := len(s.Values) - 1; i >= 0; i-- {
		if !math.IsNaN(s.Values[i]) {
			return i
		}
	}
	return -1
}

func (l Lines) description() string {
	if l.Description != "" {
		return l.Description
	}
	text := l.Subtitle
	for _, s := range l.Series {
		if text != "" {
			text += "; "
		}
		text += s.Name
		if i := s.last(); i >= 0 {
			text += ": " + l.Periods[i] + " " + l.number(s.Values[i], decimals(s.Values[i]))
		}
	}
	return text
}

// decimals is how many decimals a single value needs, two at most.
func decimals(v float64) int {
	for d := range 2 {
		if scaled := v * math.Pow(10, float64(d)); math.Abs(scaled-math.Round(scaled)) < 1e-6 {
			return d
		}
	}
	return 2
}

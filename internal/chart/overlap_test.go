package chart_test

import (
	"encoding/xml"
	"strconv"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/chart"
)

// box is where a text stands.
type box struct {
	words                    string
	left, right, top, bottom float64
}

// boxes finds the texts of a file. The width of a text is what it has at least
// in common typefaces.
func boxes(t require.TestingT, svg []byte) []box {
	var file struct {
		Height float64 `xml:"height,attr"`
		Texts  []struct {
			X      float64 `xml:"x,attr"`
			Y      float64 `xml:"y,attr"`
			Size   float64 `xml:"font-size,attr"`
			Anchor string  `xml:"text-anchor,attr"`
			Words  string  `xml:",chardata"`
		} `xml:"text"`
	}
	require.NoError(t, xml.Unmarshal(svg, &file))
	var list []box
	for _, x := range file.Texts {
		wide := 0.5 * x.Size * float64(utf8.RuneCountInString(x.Words))
		b := box{words: x.Words, left: x.X, right: x.X + wide, top: x.Y - 0.7*x.Size, bottom: x.Y}
		switch x.Anchor {
		case "middle":
			b.left, b.right = x.X-wide/2, x.X+wide/2
		case "end":
			b.left, b.right = x.X-wide, x.X
		}
		require.True(t, b.left >= 0 && b.right <= chart.Width && b.top >= 0 && b.bottom <= file.Height, "%q is cut: %+v", x.Words, b)
		list = append(list, b)
	}
	return list
}

// TestTextsDoNotOverlap looks at the charts of the golden files, and at Gantt
// charts of every number of days up to some years.
func TestTextsDoNotOverlap(t *testing.T) {
	t.Parallel()
	check := func(name string, svg []byte, err error) {
		require.NoError(t, err)
		list := boxes(t, svg)
		require.NotEmpty(t, list)
		for i, a := range list {
			for _, b := range list[:i] {
				apart := a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
				require.True(t, apart, "%s: %q over %q", name, a.words, b.words)
			}
		}
	}
	svg, err := curve().SVG()
	check("curve", svg, err)
	svg, err = awkward().SVG()
	check("awkward", svg, err)
	svg, err = forty().SVG()
	check("forty", svg, err)
	for days := 1; days < 4000; days += 37 {
		from := day("2019-01-20")
		g := chart.Gantt{
			Title: "Road map", Subtitle: strconv.Itoa(days), Today: from, TodayLabel: "Today, a day with a long name",
			Names: map[chart.Style]string{chart.Expected: "Forecast"},
			Rows: []chart.Row{
				{Label: "first", Note: "a note beside the first", Marks: []chart.Mark{{Style: chart.Expected, At: from}}},
				{Group: "group", Label: "last", Note: "a note beside the last", Marks: []chart.Mark{{Style: chart.Late, At: from.AddDate(0, 0, days)}}},
			},
		}
		svg, err = g.SVG()
		check(strconv.Itoa(days), svg, err)
	}
}

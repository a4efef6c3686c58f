package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/chart"
	"github.com/aduan-go/aduan/internal/golden"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// wellFormed reads a file with a strict decoder and returns its texts by
// element.
func wellFormed(t require.TestingT, svg []byte) map[string][]string {
	d := xml.NewDecoder(bytes.NewReader(svg))
	d.Strict = true
	texts := map[string][]string{}
	var open []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) == 0 {
				require.Equal(t, "svg", token.Name.Local)
				require.Contains(t, token.Attr, xml.Attr{Name: xml.Name{Local: "role"}, Value: "img"})
			}
			open = append(open, token.Name.Local)
			texts[token.Name.Local] = append(texts[token.Name.Local], "")[:len(texts[token.Name.Local])]
			for _, a := range token.Attr {
				require.NotContains(t, []string{"href", "src", "style", "onload"}, a.Name.Local)
				require.NotContains(t, a.Value, "NaN")
				require.NotContains(t, a.Value, "Inf")
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				name := open[len(open)-1]
				texts[name] = append(texts[name], string(token))
			}
		}
	}
	require.Contains(t, texts, "title")
	require.Contains(t, texts, "desc")
	return texts
}

func curve() chart.Lines {
	return chart.Lines{
		Title: "Kurva S, rencana kerja 2020", Subtitle: "Kumulatif, dalam persen bobot", Words: aduan.Indonesian(), Percent: true,
		Periods: []string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"},
		Series: []chart.Series{
			{Name: "Rencana", Values: []float64{2, 6, 12.5, 20, 30, 42, 55, 67, 78, 88, 95, 100}},
			{Name: "Realisasi", Values: []float64{2, 5, 9, 10, 12, 19, 28, 39, 50, 61}},
		},
		Today: chart.Marker{At: 10.4, Label: "Hari ini, 12 Nov 2020"},
	}
}

// awkward has what makes charts ugly: long names, negative values, gaps, lines
// that end at the same place.
func awkward() chart.Lines {
	l := chart.Lines{
		Title:    strings.Repeat("A rather long title <that> goes on & on ", 5),
		Subtitle: strings.Repeat("subtitle ", 60),
		Today:    chart.Marker{At: 0, Label: "Today, a long label at the left edge"},
	}
	for i := range 40 {
		l.Periods = append(l.Periods, strings.Repeat("x", i%9)+" period")
	}
	for s := range 6 {
		name := strings.Repeat("a series with a long name ", s+1)
		var values []float64
		for i := range 40 {
			values = append(values, 1500*math.Sin(float64(i)/7)*float64(s+1)/6)
		}
		values[5+s] = math.NaN()
		l.Series = append(l.Series, chart.Series{Name: name, Values: values})
	}
	return l
}

func TestLines(t *testing.T) {
	t.Parallel()
	for name, l := range map[string]chart.Lines{"curve.svg": curve(), "awkward.svg": awkward()} {
		svg, err := l.SVG()
		require.NoError(t, err)
		wellFormed(t, svg)
		golden.File(t, *update, name, svg)
	}
	svg, err := curve().SVG()
	require.NoError(t, err)
	texts := wellFormed(t, svg)
	require.Subset(t, texts["text"], []string{"Rencana", "Realisasi", "Hari ini, 12 Nov 2020", "Jan", "Des", "100 %", "61 %"})
	require.Contains(t, texts["title"], "Rencana, Mar: 12,5 %")
	require.Equal(t, "Kumulatif, dalam persen bobot; Rencana: Des 100 %; Realisasi: Okt 61 %", texts["desc"][0])
}

func TestLinesRefuse(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*chart.Lines){
		"0 periods":                    func(l *chart.Lines) { l.Periods = nil },
		"0 series":                     func(l *chart.Lines) { l.Series = nil },
		"7 series":                     func(l *chart.Lines) { l.Series = make([]chart.Series, 7) },
		"has 13 values for 12 periods": func(l *chart.Lines) { l.Series[0].Values = make([]float64, 13) },
		"has a value beyond":           func(l *chart.Lines) { l.Series[0].Values[0] = math.Inf(-1) },
		"outside the periods":          func(l *chart.Lines) { l.Today.At = math.NaN() },
		"11 places for 12 periods":     func(l *chart.Lines) { l.Places = make([]float64, 11) },
		`the place 1 of "Apr"`:         func(l *chart.Lines) { l.Places = []float64{-1, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9} },
		`the place NaN of "Jan"`:       func(l *chart.Lines) { l.Places = []float64{math.NaN(), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10} },
	} {
		l := curve()
		change(&l)
		_, err := l.SVG()
		require.ErrorContains(t, err, want)
	}
}

// TestPlaces draws a part of a month as a period of its own: it takes its part of
// the room, and the marker stands on it.
func TestPlaces(t *testing.T) {
	t.Parallel()
	l := chart.Lines{
		Title: "Kurva S", Words: aduan.Indonesian(), Periods: []string{"Awal", "Jan", "10 Feb", "Feb", "Mar"}, Places: []float64{0, 1, 1.25, 2, 3},
		Series: []chart.Series{{Name: "Rencana", Values: []float64{0, 10, 12, 20, 30}}},
		Today:  chart.Marker{At: 2, Label: "10 Februari"},
	}
	svg, err := l.SVG()
	require.NoError(t, err)
	texts := wellFormed(t, svg)
	require.Subset(t, texts["text"], []string{"Awal", "Jan", "Feb", "Mar", "10 Februari"})
	require.NotContains(t, texts["text"], "10 Feb", "the marker says it")
	require.Contains(t, texts["title"], "Rencana, 10 Feb: 12")
	var at []float64
	for _, circle := range regexp.MustCompile(`<circle cx="([\d.]+)"`).FindAllSubmatch(svg, -1) {
		x, err := strconv.ParseFloat(string(circle[1]), 64)
		require.NoError(t, err)
		at = append(at, x)
	}
	require.Len(t, at, 1+len(l.Periods), "one in the legend")
	at = at[1:]
	month := at[1] - at[0]
	for i, place := range l.Places {
		require.InDelta(t, at[0]+place*month, at[i], 0.11, l.Periods[i])
	}
	require.Contains(t, string(svg), fmt.Sprintf(`<line x1="%v" y1=`, at[2]))

	l.Today.At = 1.5
	svg, err = l.SVG()
	require.NoError(t, err)
	require.Contains(t, wellFormed(t, svg)["text"], "10 Feb", "the marker is elsewhere")
}

// TestAnyLines draws charts of any texts and values and reads them again.
func TestAnyLines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
		l := chart.Lines{
			Title: text.Draw(t, "title"), Subtitle: text.Draw(t, "subtitle"), Percent: rapid.Bool().Draw(t, "percent"), Words: rapid.SampledFrom([]aduan.Words{{}, aduan.Indonesian(), aduan.English()}).Draw(t, "words"),
			Periods: rapid.SliceOfN(text, 1, 40).Draw(t, "periods"),
		}
		for range rapid.IntRange(1, 6).Draw(t, "lines") {
			l.Series = append(l.Series, chart.Series{
				Name:   text.Draw(t, "name"),
				Values: rapid.SliceOfN(rapid.Float64Range(-1e15, 1e15), 0, len(l.Periods)).Draw(t, "values"),
			})
		}
		svg, err := l.SVG()
		require.NoError(t, err)
		wellFormed(t, svg)
		again, err := l.SVG()
		require.NoError(t, err)
		require.Equal(t, svg, again)
	})
}

package chart_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/chart"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}
	}
	return t
}

// forty is a road map of 40 milestones with every form that there is.
func forty() chart.Gantt {
	g := chart.Gantt{
		Title: "Peta jalan SP4N-LAPOR!", Subtitle: "Garis dasar, prakiraan dan realisasi", Words: aduan.Indonesian(),
		Today: day("2020-11-12"), TodayLabel: "Hari ini, 12 Nov 2020",
		Names: map[chart.Style]string{
			chart.Baseline: "Garis dasar", chart.Expected: "Prakiraan", chart.Late: "Terlambat", chart.Actual: "Realisasi",
			chart.Target: "Target",
		},
	}
	begin := day("2019-04-01")
	for i := range 40 {
		from := begin.AddDate(0, 0, i*28)
		until := from.AddDate(0, 0, 50+(i*37)%90)
		r := chart.Row{
			Group: fmt.Sprintf("Fase %d: %s", i/10+1, []string{"persiapan", "pelaksanaan", "percontohan", "perluasan"}[i/10]),
			Label: fmt.Sprintf("%d %s", i+1, strings.Repeat("Koordinator daerah bekerja di enam daerah ", 1+i%3)),
			Bars:  []chart.Bar{{From: from, Until: until}},
			Marks: []chart.Mark{{At: until}, {Style: chart.Target, At: until.AddDate(0, 0, 12)}},
		}
		now := chart.Expected
		switch {
		case i < 14:
			now = chart.Actual
		case i%3 == 0:
			now = chart.Late
			from, until = from.AddDate(0, 0, 90), until.AddDate(0, 0, 120)
			r.Note = "+86 hari kerja"
		}
		r.Bars = append(r.Bars, chart.Bar{Style: now, From: from, Until: until, Tooltip: "tooltip <" + r.Label + ">"})
		r.Marks = append(r.Marks, chart.Mark{Style: now, At: until})
		r.Note = strings.TrimSpace(until.Format("02.01.2006") + " " + r.Note)
		g.Rows = append(g.Rows, r)
		if i > 1 && i%2 == 0 {
			g.Links = append(g.Links, chart.Link{From: i - 2, To: i, Strong: i%4 == 0, Tooltip: "a → b"})
		}
		if i > 3 && i%7 == 0 {
			g.Links = append(g.Links, chart.Link{From: i, To: i - 3, FromStart: true})
		}
	}
	return g
}

func TestGantt(t *testing.T) {
	t.Parallel()
	svg, err := forty().SVG()
	require.NoError(t, err)
	texts := wellFormed(t, svg)
	golden.File(t, *update, "gantt.svg", svg)
	require.Subset(t, texts["text"], []string{
		"Garis dasar", "Prakiraan", "Terlambat", "Realisasi", "Target", "Hari ini, 12 Nov 2020",
		"2020", "TW IV", "Fase 1: persiapan",
	})
	short := chart.Gantt{
		Title: "Road map", Rows: []chart.Row{
			{Label: "no date yet"}, {Label: "one day", Marks: []chart.Mark{{Style: chart.Actual, At: day("2021-02-28")}}, Note: "28 Feb 2021"},
		}, Links: []chart.Link{{From: 0, To: 1}},
	}
	svg, err = short.SVG()
	require.NoError(t, err)
	require.Subset(t, wellFormed(t, svg)["text"], []string{"2021", "Feb", "no date yet"})
	golden.File(t, *update, "gantt-short.svg", svg)
}

// TestGanttDates puts what happens on a day into that day, whatever the zone.
func TestGanttDates(t *testing.T) {
	t.Parallel()
	draw := func(zone *time.Location) string {
		g := chart.Gantt{Title: "t", Rows: []chart.Row{{Bars: []chart.Bar{{
			From: time.Date(2021, 1, 1, 0, 30, 0, 0, zone), Until: time.Date(2021, 3, 31, 23, 30, 0, 0, zone),
		}}}}}
		svg, err := g.SVG()
		require.NoError(t, err)
		return string(svg)
	}
	require.Equal(t, draw(time.UTC), draw(time.FixedZone("WIT", 9*3600)))
	require.Equal(t, draw(time.UTC), draw(time.FixedZone("west", -9*3600)))
	require.Contains(t, draw(time.UTC), `x="388" y="131" width="716"`, "the bar fills the quarter")
}

func TestGanttRefuses(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*chart.Gantt){
		"0 rows": func(g *chart.Gantt) { g.Rows, g.Links = nil, nil },
		"no row has": func(g *chart.Gantt) {
			g.Today = time.Time{}
			g.Rows, g.Links = g.Rows[:1], nil
			g.Rows[0] = chart.Row{}
		},
		"link from 0 to 40":       func(g *chart.Gantt) { g.Links[0] = chart.Link{To: 40} },
		"ends before it begins":   func(g *chart.Gantt) { g.Rows[3].Bars[0].Until = day("2001-01-01") },
		"days, at most 73200 can": func(g *chart.Gantt) { g.Rows[3].Marks[0].At = time.Time{} },
		"links, at most 10000":    func(g *chart.Gantt) { g.Links = make([]chart.Link, 10_001) },
	} {
		g := forty()
		change(&g)
		_, err := g.SVG()
		require.ErrorContains(t, err, want)
	}
}

func TestAnyGantt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String()
		date := rapid.Custom(func(t *rapid.T) time.Time {
			return day("1990-01-01").AddDate(0, 0, rapid.IntRange(0, 40_000).Draw(t, "day"))
		})
		style := rapid.Map(rapid.IntRange(0, 4), func(i int) chart.Style { return chart.Style(i) })
		g := chart.Gantt{
			Title: text.Draw(t, "title"), Subtitle: text.Draw(t, "subtitle"), Words: rapid.SampledFrom([]aduan.Words{{}, aduan.Indonesian(), aduan.English()}).Draw(t, "words"),
			Today: date.Draw(t, "today"), TodayLabel: text.Draw(t, "label"), Names: map[chart.Style]string{chart.Late: text.Draw(t, "name")},
		}
		for range rapid.IntRange(1, 8).Draw(t, "rows") {
			r := chart.Row{Group: text.Draw(t, "group"), Label: text.Draw(t, "label"), Note: text.Draw(t, "note")}
			for range rapid.IntRange(0, 2).Draw(t, "bars") {
				from := date.Draw(t, "from")
				r.Bars = append(r.Bars, chart.Bar{Style: style.Draw(t, "style"), From: from, Until: from.AddDate(0, 0, rapid.IntRange(0, 900).Draw(t, "days"))})
			}
			for range rapid.IntRange(0, 2).Draw(t, "marks") {
				r.Marks = append(r.Marks, chart.Mark{Style: style.Draw(t, "style"), At: date.Draw(t, "at")})
			}
			g.Rows = append(g.Rows, r)
		}
		row := rapid.IntRange(0, len(g.Rows)-1)
		for range rapid.IntRange(0, 5).Draw(t, "links") {
			g.Links = append(g.Links, chart.Link{From: row.Draw(t, "a"), To: row.Draw(t, "b"), FromStart: rapid.Bool().Draw(t, "start")})
		}
		svg, err := g.SVG()
		require.NoError(t, err)
		wellFormed(t, svg)
	})
}

// TestGanttAxis begins in the middle of a quarter: the axis has whole quarters,
// four a year, and notes stand beside the end of a bar.
func TestGanttAxis(t *testing.T) {
	t.Parallel()
	g := chart.Gantt{Title: "t", Rows: []chart.Row{{
		Note: "a note", Bars: []chart.Bar{{Style: chart.Expected, From: day("2019-02-20"), Until: day("2020-09-30")}},
	}, {
		Bars: []chart.Bar{{Style: chart.Expected, From: day("2020-02-20"), Until: day("2020-12-31")}},
	}}}
	svg, err := g.SVG()
	require.NoError(t, err)
	count := map[string]int{}
	for _, text := range wellFormed(t, svg)["text"] {
		count[text]++
	}
	require.Equal(t, map[string]int{"t": 1, "a note": 1, "2019": 1, "2020": 1, "Q1": 2, "Q2": 2, "Q3": 2, "Q4": 2}, count)
	// 639 of 731 days of two years are over, on 716 units from 388.
	require.Contains(t, string(svg), `<text x="1024.9" y="130" font-size="12">a note</text>`)
}

// TestWords draws in the pseudo-language: what stands outside of its brackets was
// given to the charts.
func TestWords(t *testing.T) {
	t.Parallel()
	w := aduan.Pseudo(aduan.FormatTexts())
	g := chart.Gantt{Title: "Road map", Words: w, Rows: []chart.Row{
		{Label: "Strategy", Bars: []chart.Bar{{From: day("2020-01-01"), Until: day("2020-02-03")}}},
	}}
	l := chart.Lines{Title: "Curve", Words: w, Percent: true, Periods: []string{"Start", "End"}, Series: []chart.Series{{Name: "Planned", Values: []float64{0, -12.5}}}}
	for want, draw := range map[string]func() ([]byte, error){"Road Strategy map": g.SVG, "Curve End Planned Start": l.SVG} {
		svg, err := draw()
		require.NoError(t, err)
		require.Contains(t, string(svg), `xml:lang="en-XA"`)
		require.Equal(t, want, strings.Join(strings.Fields(pseudo.Outside(string(svg))), " "))
	}
	g.Rows[0].Bars[0].Until = day("2023-12-03")
	svg, err := g.SVG()
	require.NoError(t, err)
	require.Contains(t, string(svg), "[Q1]")
}

package roadmap_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/roadmap"
)

// TestWhatIsSaidCanBeTranslated renders in the pseudo-language. What stands
// outside of its brackets is listed in testdata/outside.txt: names of milestones,
// activities, parties, indicators and regions, IDs, and what people wrote.
func TestWhatIsSaidCanBeTranslated(t *testing.T) {
	t.Parallel()
	cal, r := jakarta(t), sp4n(t)
	w := aduan.Pseudo(aduan.FormatTexts(), roadmap.Texts())
	var said strings.Builder
	for _, day := range []string{"2020-11-12", "2021-05-06"} {
		f, err := r.Forecast(date(t, day), cal, sp4nSources(t, cal))
		require.NoError(t, err)
		svg, err := f.SVG(w)
		require.NoError(t, err)
		ics, err := f.ICalendar(time.Date(2020, time.November, 12, 3, 0, 0, 0, time.UTC), w)
		require.NoError(t, err)
		said.WriteString(f.Table(w).Text() + f.Markdown(w) + string(svg) + ofMermaid(f.Mermaid(w)) + ofICalendar(string(ics)))
		for _, o := range f.Outlooks {
			said.WriteString(f.Explain(o.Milestone, w))
		}
		for _, x := range f.Impacts {
			said.WriteString(f.ImpactText(x, w))
		}
	}
	golden.File(t, *update, "outside.txt", pseudo.Outside(said.String()))
}

// ofMermaid is what people read of a chart in the language of Mermaid.
func ofMermaid(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = regexp.MustCompile(`^    (title|section) |^    (date|axis)Format .*|^    todayMarker off|^gantt| :.*`).ReplaceAllString(line, "")
		b.WriteString(regexp.MustCompile(`#\d+;`).ReplaceAllStringFunc(line, func(s string) string {
			n, _ := strconv.Atoi(strings.Trim(s, "#;"))
			return string(rune(n))
		}))
	}
	return b.String()
}

// ofICalendar is what people read of a calendar.
func ofICalendar(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n ", "")) {
		name, value, _ := strings.Cut(line, ":")
		switch name, _, _ = strings.Cut(name, ";"); name {
		case "X-WR-CALNAME", "SUMMARY", "DESCRIPTION", "CATEGORIES":
			b.WriteString(strings.ReplaceAll(value, `\n`, "\n"))
		}
	}
	return b.String()
}

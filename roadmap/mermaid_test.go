package roadmap_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/roadmap"
)

// TestMermaidTakesNothingForSyntax names milestones like statements and signs of
// Mermaid. That the text of the golden file renders was seen with Mermaid
// itself.
func TestMermaidTakesNothingForSyntax(t *testing.T) {
	t.Parallel()
	c := roadmap.Content{Start: date(t, "2020-01-06"), Phases: []roadmap.Phase{{ID: "p", Name: label("a:b;c#d\n\"e\"", "")}}}
	for i, name := range []string{
		"section of things", "title", "click: here", "2021-01-01 begins", "excludes weekends", "end", "a:b;c#d", "<b>%%{x}</b>",
		"dateFormat X", "accTitle: x", "`q` \\n &amp;", "Gantt\nsecond line", " ", "call me", "href", "tickInterval 1day", "topAxis", "weekday monday",
	} {
		m := milestone(t, string(rune('a'+i)), i%3)
		m.Name, m.Phase = label(name, ""), "p"
		c.Milestones = append(c.Milestones, m)
	}
	r := roadmap.Roadmap{ID: "r", Name: label("x: y; #z", ""), Editions: []roadmap.Edition{{Number: 1, Content: c}}}
	f, err := r.Forecast(date(t, "2020-01-01"), jakarta(t), roadmap.Sources{})
	require.NoError(t, err)
	text := f.Mermaid(aduan.Indonesian())
	golden.File(t, *update, "hostile.mmd", text)
	form := regexp.MustCompile(`^    ([^:;#]|#\d+;)+ :(milestone, )?(crit, |done, )?[mw]\d+, \d{4}-\d\d-\d\d, (\d{4}-\d\d-\d\d|0d)$`)
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n")[6:] {
		require.Regexp(t, form, line)
	}
}

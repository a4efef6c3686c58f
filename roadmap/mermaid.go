package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
)

// Mermaid writes the milestones as a Gantt chart in the language of Mermaid: a
// section for each phase, the work as bars, and each milestone as a diamond
// where it is expected, or was. Those that are reached are marked done, those
// that are late crit. Milestones that are not going to be reached are left out.
func (f *Forecast) Mermaid(w aduan.Words) string {
	s := f.speaker(w)
	var b strings.Builder
	b.WriteString("gantt\n")
	b.WriteString("    title " + mermaid(s.say("title.day", "name", f.Name, "day", f.AsOf)) + "\n")
	b.WriteString("    dateFormat YYYY-MM-DD\n    axisFormat %m/%Y\n    todayMarker off\n")
	names := s.phases()
	section := ""
	for n, i := range f.byPhase() {
		o := &f.Outlooks[i]
		if o.Finish.IsZero() {
			continue
		}
		name := names[o.Phase]
		if name == "" {
			name = s.say("milestone")
		}
		if n == 0 || name != section {
			section = name
			b.WriteString("    section " + mermaid(section) + "\n")
		}
		mark := ""
		switch o.Standing {
		case Reached:
			mark = "done, "
		case Late, Slipping:
			mark = "crit, "
		}
		label := o.Name.In(w)
		if o.Slip != 0 {
			label += " (" + signed(o.Slip).In(w) + ")"
		}
		label = mermaidTask(label)
		if o.Start != o.Finish {
			// A bar ends where the day after its last one begins.
			fmt.Fprintf(&b, "    %s :%sw%d, %s, %s\n", label, mark, n+1, o.Start, o.Finish.AddDays(1))
		}
		fmt.Fprintf(&b, "    %s :milestone, %sm%d, %s, 0d\n", label, mark, n+1, o.Finish)
	}
	return b.String()
}

// mermaidTask writes the name of a task, which stands where a statement could
// begin: if it begins like one, or like a date, its first letter is written by
// its number.
func mermaidTask(s string) string {
	text := mermaid(s)
	first := rune(text[0])
	risky := first >= '0' && first <= '9'
	for _, word := range []string{
		"acc", "axis", "call", "click", "date", "end", "excludes", "gantt", "href", "includes", "inclusive", "section", "tick",
		"title", "today", "topaxis", "weekday", "weekend",
	} {
		risky = risky || strings.HasPrefix(strings.ToLower(text), word)
	}
	if risky {
		return fmt.Sprintf("#%d;", first) + text[1:]
	}
	return text
}

// mermaid writes a text so that Mermaid takes no part of it for syntax: letters
// that have a meaning there are written by their number.
func mermaid(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune("#;:\"<>%`{}[]\\&", r):
			fmt.Fprintf(&b, "#%d;", r)
		case r < ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	if text := strings.TrimSpace(b.String()); text != "" {
		return text
	}
	return "-"
}

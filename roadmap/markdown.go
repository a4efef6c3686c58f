package roadmap

import (
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Markdown returns the whole forecast as Markdown: the milestones, what slips
// and why, what late activities hold up, the indicators and the regions.
func (f *Forecast) Markdown(w aduan.Words) string {
	s := f.speaker(w)
	var b strings.Builder
	b.WriteString("# " + workplan.EscapeMarkdown(s.say("title", "name", f.Name)) + "\n\n")
	b.WriteString(s.compared())
	if f.edition.Decision == "" {
		b.WriteString(" (" + s.say("undecided") + ")")
	}
	b.WriteString("\n\n" + f.Table(w).Markdown())
	s.writeCauses(&b)
	s.writeImpacts(&b)
	if len(f.Indicators) > 0 {
		b.WriteString("\n## " + s.say("indicators") + "\n\n" + f.IndicatorTable(w).Markdown())
	}
	if len(f.Regions) > 0 {
		b.WriteString("\n## " + s.say("regions") + "\n\n" + f.RegionTable(w).Markdown())
	}
	return b.String()
}

// compared says for which day the forecast is, and with what it is compared.
func (s speaker) compared() string {
	edition, baseline := strconv.Itoa(s.Edition), strconv.Itoa(s.Baseline)
	text := s.say("compared.edition", "day", s.AsOf, "edition", edition, "baseline", baseline)
	if s.Edition == s.Baseline {
		text = s.say("compared.baseline", "day", s.AsOf, "edition", edition)
	}
	if s.Provisional != 0 {
		text = s.say("compared.provisional", "compared", text, "year", strconv.Itoa(s.Provisional))
	}
	return text
}

func (s speaker) writeCauses(b *strings.Builder) {
	first := true
	for i := range s.Outlooks {
		o := &s.Outlooks[i]
		if o.Cause.Kind == 0 {
			continue
		}
		if first {
			b.WriteString("\n## " + s.say("causes") + "\n\n")
			first = false
		}
		b.WriteString("- **" + workplan.EscapeMarkdown(o.Name.In(s.words)) + "**: " + workplan.EscapeMarkdown(s.when(o)) + "\n")
		for k, line := range s.causes(int32(i)) {
			b.WriteString(strings.Repeat("  ", k+1) + "- " + workplan.EscapeMarkdown(line) + "\n")
		}
	}
}

func (s speaker) writeImpacts(b *strings.Builder) {
	if len(s.Impacts) == 0 {
		return
	}
	b.WriteString("\n## " + s.say("impacts") + "\n\n")
	for i := range s.Impacts {
		for k, line := range s.impact(&s.Impacts[i]) {
			indent := ""
			if k > 0 {
				indent = "  "
			}
			b.WriteString(indent + "- " + workplan.EscapeMarkdown(line) + "\n")
		}
	}
}

// ImpactText says for people what an activity holds up: a line for the activity,
// then one for each milestone.
func (f *Forecast) ImpactText(x Impact, w aduan.Words) string {
	return strings.Join(f.speaker(w).impact(&x), "\n  ") + "\n"
}

func (s speaker) impact(x *Impact) []string {
	line, state := x.State.Name.In(s.words)+" ("+x.Activity.String()+"): ", &x.State
	switch {
	case state.Cancelled:
		line += s.say("impact.cancelled")
	case !state.Finished.IsZero():
		line += s.say("impact.completed", "planned", state.Planned, "day", state.Finished, "days", int(x.Late))
	default:
		line += s.say("impact.expected", "planned", state.Planned, "day", state.Expected, "days", int(x.Late))
	}
	lines := []string{line}
	for _, m := range x.Moves {
		o, _ := s.Of(m.Milestone)
		line := o.Name.In(s.words) + ": "
		if m.To.IsZero() {
			line += s.say("never")
		} else {
			line += s.say("move", "days", int(m.By), "from", m.From, "to", m.To)
		}
		lines = append(lines, line)
	}
	if len(x.Moves) == 0 {
		lines = append(lines, s.say("holds_nothing"))
	}
	return lines
}

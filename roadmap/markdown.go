package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Markdown returns the whole forecast as Markdown: the milestones, what slips
// and why, what late activities hold up, the indicators and the regions.
func (f *Forecast) Markdown(lang aduan.Words) string {
	w := wording{lang}
	var b strings.Builder
	b.WriteString("# " + workplan.EscapeMarkdown(w.title(f.Name)) + "\n\n")
	b.WriteString(f.subtitle(w))
	if f.edition.Decision == "" {
		b.WriteString(" (" + w.say("belum diputuskan", "not decided yet") + ")")
	}
	b.WriteString("\n\n" + f.Table(lang).Markdown())
	f.writeCauses(&b, w)
	f.writeImpacts(&b, w)
	if len(f.Indicators) > 0 {
		b.WriteString("\n## " + w.say("Indikator", "Indicators") + "\n\n" + f.IndicatorTable(lang).Markdown())
	}
	if len(f.Regions) > 0 {
		b.WriteString("\n## " + w.say("Daerah", "Regions") + "\n\n" + f.RegionTable(lang).Markdown())
	}
	return b.String()
}

// subtitle says for which day the forecast is, and with what it is compared.
func (f *Forecast) subtitle(w wording) string {
	day := w.asOf(f.AsOf) + ", "
	if f.Edition == f.Baseline {
		return day + fmt.Sprintf(w.say("edisi %d, garis dasar", "edition %d, the baseline"), f.Edition)
	}
	return day + fmt.Sprintf(w.say("edisi %d terhadap edisi %d", "edition %d against edition %d"), f.Edition, f.Baseline)
}

func (f *Forecast) writeCauses(b *strings.Builder, w wording) {
	first := true
	for i := range f.Outlooks {
		o := &f.Outlooks[i]
		if o.Cause.Kind == 0 {
			continue
		}
		if first {
			b.WriteString("\n## " + w.say("Yang bergeser, dan sebabnya", "What slips, and why") + "\n\n")
			first = false
		}
		b.WriteString("- **" + workplan.EscapeMarkdown(w.in(o.Name)) + "**: " + workplan.EscapeMarkdown(o.when(w)) + "\n")
		for k, line := range f.causeLines(w, int32(i)) {
			b.WriteString(strings.Repeat("  ", k+1) + "- " + workplan.EscapeMarkdown(line) + "\n")
		}
	}
}

func (f *Forecast) writeImpacts(b *strings.Builder, w wording) {
	if len(f.Impacts) == 0 {
		return
	}
	b.WriteString("\n## " + w.say("Yang tertahan oleh kegiatan yang terlambat", "What late activities hold up") + "\n\n")
	for i := range f.Impacts {
		for k, line := range f.impactLines(w, &f.Impacts[i]) {
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
func (f *Forecast) ImpactText(x Impact, lang aduan.Words) string {
	return strings.Join(f.impactLines(wording{lang}, &x), "\n  ") + "\n"
}

func (f *Forecast) impactLines(w wording, x *Impact) []string {
	name := fmt.Sprintf("%s (%s)", w.in(x.State.Name), x.Activity)
	var lines []string
	switch {
	case x.State.Cancelled:
		lines = append(lines, name+": "+w.cancelled())
	case !x.State.Finished.IsZero():
		held := w.say("direncanakan selesai %s, baru selesai %s, terlambat %s", "planned to end on %s, completed on %s, %s late")
		lines = append(lines, name+": "+fmt.Sprintf(held, w.date(x.State.Planned), w.date(x.State.Finished), w.daysText(x.Late)))
	default:
		holds := w.say("direncanakan selesai %s, diperkirakan %s, terlambat %s", "planned to end on %s, expected on %s, %s late")
		lines = append(lines, name+": "+fmt.Sprintf(holds, w.date(x.State.Planned), w.date(x.State.Expected), w.daysText(x.Late)))
	}
	for _, m := range x.Moves {
		o, _ := f.Of(m.Milestone)
		if m.To.IsZero() {
			lines = append(lines, w.in(o.Name)+": "+w.never())
			continue
		}
		lines = append(lines, w.in(o.Name)+": "+fmt.Sprintf(w.say("mundur %s, dari %s ke %s", "%s later, from %s to %s"), w.daysText(m.By), w.date(m.From), w.date(m.To)))
	}
	if len(x.Moves) == 0 {
		lines = append(lines, w.say("tidak menahan tonggak apa pun", "it holds up no milestone"))
	}
	return lines
}

package roadmap

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// columns returns the heading of the milestones' table and its rows.
func (f *Forecast) columns(w *wording) (head []string, rows [][]string) {
	head = []string{w.milestone, w.party, w.due, w.baseline, w.finish, w.slip, w.done, w.standing}
	for i := range f.Outlooks {
		o := &f.Outlooks[i]
		finish := w.date(o.Finish)
		slip := slipText(o.Slip)
		if o.Baseline.IsZero() || o.Finish.IsZero() {
			slip = w.none
		}
		rows = append(rows, []string{
			w.in(o.Name), w.in(f.parties[o.Party]), w.dueText(o.Due), w.date(o.Baseline), finish, slip,
			w.percent(o.Done), w.in(o.Standing.Label()),
		})
	}
	return head, rows
}

// Table returns the milestones as a table of plain text, one a line, with a
// heading.
func (f *Forecast) Table(lang lifecycle.Language) string {
	head, rows := f.columns(words(lang))
	wide := make([]int, len(head))
	all := append([][]string{head}, rows...)
	for _, row := range all {
		for i, cell := range row {
			wide[i] = max(wide[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for n, row := range all {
		line := ""
		for i, cell := range row {
			pad := strings.Repeat(" ", wide[i]-utf8.RuneCountInString(cell))
			if i == 5 || i == 6 {
				line += pad + cell + "  "
			} else {
				line += cell + pad + "  "
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
		if n == 0 {
			b.WriteString(strings.Repeat("-", utf8.RuneCountInString(strings.TrimRight(line, " "))) + "\n")
		}
	}
	return b.String()
}

// Markdown returns the whole forecast as Markdown: the milestones, what slips
// and why, what late activities hold up, the indicators and the regions.
func (f *Forecast) Markdown(lang lifecycle.Language) string {
	w := words(lang)
	var b strings.Builder
	fmt.Fprintf(&b, "# "+w.title+"\n\n", markdown(w.in(f.Name)))
	fmt.Fprintf(&b, w.asOf+", "+w.baselineEdition, w.date(f.AsOf), f.Edition, f.Baseline)
	if f.edition.Decision == "" {
		b.WriteString(" (" + w.undecided + ")")
	}
	b.WriteString("\n\n")
	head, rows := f.columns(w)
	writeTable(&b, head, rows, 5, 6)
	f.writeCauses(&b, w)
	f.writeImpacts(&b, w)
	f.writeIndicators(&b, w)
	f.writeRegions(&b, w)
	return b.String()
}

func (f *Forecast) writeCauses(b *strings.Builder, w *wording) {
	first := true
	for i := range f.Outlooks {
		o := &f.Outlooks[i]
		if len(o.Causes) == 0 {
			continue
		}
		if first {
			b.WriteString("\n## " + w.slipping + "\n\n")
			first = false
		}
		b.WriteString("- **" + markdown(w.in(o.Name)) + "**: " + markdown(o.when(w)) + "\n")
		for k := range o.Causes {
			b.WriteString(strings.Repeat("  ", k+1) + "- " + w.because + ": " + markdown(o.cause(w, k)) + "\n")
		}
	}
}

func (f *Forecast) writeImpacts(b *strings.Builder, w *wording) {
	if len(f.Impacts) == 0 {
		return
	}
	b.WriteString("\n## " + w.impacts + "\n\n")
	for i := range f.Impacts {
		lines := f.impactLines(w, &f.Impacts[i])
		for k, line := range lines {
			if k == 0 {
				b.WriteString("- " + markdown(line) + "\n")
			} else {
				b.WriteString("  - " + markdown(line) + "\n")
			}
		}
	}
}

// impactLines says what an activity holds up: a line for the activity, then one
// for each milestone.
func (f *Forecast) impactLines(w *wording, x *Impact) []string {
	name := fmt.Sprintf("%s (%s)", w.in(x.State.Name), x.Activity)
	var lines []string
	if x.State.Cancelled {
		lines = append(lines, name+": "+w.cancelled)
	} else {
		lines = append(lines, fmt.Sprintf(w.holds, name, w.date(x.State.Planned), w.date(x.State.Expected), slipText(x.Late)))
	}
	for _, m := range x.Moves {
		o, _ := f.Of(m.Milestone)
		if m.To.IsZero() {
			lines = append(lines, fmt.Sprintf(w.movesAway, w.in(o.Name)))
			continue
		}
		lines = append(lines, fmt.Sprintf(w.moves, w.in(o.Name), w.daysText(m.By), w.date(m.From), w.date(m.To)))
	}
	if len(x.Moves) == 0 {
		lines = append(lines, w.holdsNothing)
	}
	return lines
}

// Text says for people what the activity holds up, one milestone a line after
// the first.
func (x *Impact) Text(f *Forecast, lang lifecycle.Language) string {
	return strings.Join(f.impactLines(words(lang), x), "\n  ") + "\n"
}

func (f *Forecast) writeIndicators(b *strings.Builder, w *wording) {
	if len(f.Indicators) == 0 {
		return
	}
	b.WriteString("\n## " + w.indicators + "\n\n")
	var rows [][]string
	for _, s := range f.Indicators {
		value, target := w.none, w.none
		if s.Known {
			value = w.number(s.Value)
		}
		if s.Target != nil {
			target = w.number(s.Target.Value)
		}
		rows = append(rows, []string{w.in(s.Indicator.Name), s.Indicator.Unit, w.number(s.Indicator.Baseline), value, target})
	}
	writeTable(b, []string{w.indicator, "", w.baseline, w.value, fmt.Sprintf(w.target, f.AsOf.Year)}, rows, 2, 3, 4)
}

func (f *Forecast) writeRegions(b *strings.Builder, w *wording) {
	if len(f.Regions) == 0 {
		return
	}
	b.WriteString("\n## " + w.regions + "\n\n")
	var rows [][]string
	for _, s := range f.Regions {
		name := s.Region.String()
		if s.Name != "" {
			name = s.Name + " (" + name + ")"
		}
		on, finding := w.none, w.none
		if s.Assessment != nil {
			on, finding = w.date(s.Assessment.On), w.in(s.Assessment.Finding)
			if by := w.in(f.parties[s.Assessment.By]); by != "" {
				on += ", " + by
			}
		}
		rows = append(rows, []string{name, w.in(s.Status().Label()), w.in(s.Goal.Label()), on, finding})
	}
	writeTable(b, []string{w.region, w.status, w.goal, w.assessed, w.finding}, rows)
}

// writeTable writes a table of Markdown; the given columns are aligned to the
// right.
func writeTable(b *strings.Builder, head []string, rows [][]string, right ...int) {
	write := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	write(head)
	marks := make([]string, len(head))
	for i := range marks {
		marks[i] = "---"
	}
	for _, i := range right {
		marks[i] = "---:"
	}
	write(marks)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = markdown(c)
		}
		write(cells)
	}
}

// markdown makes a text plain in Markdown.
func markdown(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", ">", "&gt;", "[", `\[`, "]", `\]`, "\n", " ").Replace(s)
}

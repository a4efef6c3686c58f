package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Explain says for people when a milestone is reached, how that compares with
// the baseline, and why: one cause a line, from the milestone to the root. Of a
// very long chain only the beginning and the root are told. It is empty if there
// is no such milestone.
func (f *Forecast) Explain(id MilestoneID, lang aduan.Words) string {
	i, ok := f.index[id]
	if !ok {
		return ""
	}
	w := wording{lang}
	o := &f.Outlooks[i]
	var b strings.Builder
	b.WriteString(w.in(o.Name) + ": " + o.when(w) + "\n")
	for k, line := range f.causeLines(w, i) {
		b.WriteString(strings.Repeat("  ", k+1) + line + "\n")
	}
	return b.String()
}

// causeLines says why a milestone slips, one cause a line.
func (f *Forecast) causeLines(w wording, i int32) []string {
	links, leftOut := f.shown(i)
	var lines []string
	for k, at := range links {
		if k == len(links)-1 && leftOut > 0 {
			lines = append(lines, fmt.Sprintf(w.say("... dan %d lagi", "... and %d more"), leftOut))
		}
		lines = append(lines, w.say("Sebab", "Because")+": "+f.say(w, &f.chain[at]))
	}
	return lines
}

// when says when a milestone is reached.
func (o *Outlook) when(w wording) string {
	var text string
	switch {
	case !o.Reached.IsZero():
		text = fmt.Sprintf(w.say("tercapai %s", "reached %s"), w.date(o.Reached))
	case o.Finish.IsZero():
		return w.never()
	default:
		text = fmt.Sprintf(w.say("diperkirakan %s", "expected %s"), w.date(o.Finish))
	}
	switch {
	case o.Baseline.IsZero():
		return text + ", " + w.say("tidak ada dalam garis dasar", "not in the baseline")
	case o.Slip > 0:
		return text + ", " + fmt.Sprintf(w.say("%s setelah garis dasar (%s)", "%s after the baseline (%s)"), w.daysText(o.Slip), w.date(o.Baseline))
	case o.Slip < 0:
		return text + ", " + fmt.Sprintf(w.say("%s sebelum garis dasar (%s)", "%s before the baseline (%s)"), w.daysText(-o.Slip), w.date(o.Baseline))
	}
	return text + ", " + w.say("sesuai garis dasar", "as in the baseline")
}

// say says one cause of a chain.
func (f *Forecast) say(w wording, link *chainLink) string {
	c := &link.cause
	switch c.Kind {
	case ByMilestone:
		next, lag, state := &f.chain[link.next].cause, "", w.never()
		if c.Waits.Lag != 0 {
			lag = fmt.Sprintf(w.say(", %+d hari kerja", ", %+d working days"), c.Waits.Lag)
		}
		switch {
		case next.Late > 0 && !next.BeganLate:
			state = fmt.Sprintf(w.say("terlambat %s", "is %s late"), w.daysText(next.Late))
		case next.Late > 0 && f.begun(next.Milestone):
			state = w.beganLate()
		case next.Late > 0:
			state = w.say("akan terlambat dimulai", "will begin late")
		}
		return fmt.Sprintf(w.say("menunggu \"%s\" (%s%s), yang %s", "it waits for \"%s\" (%s%s), which %s"), w.in(next.Name), w.in(c.Waits.Type.Label()), lag, state)
	case ByActivity:
		return sayActivity(w, c)
	case ByIndicator:
		return fmt.Sprintf(w.say("indikator \"%s\" belum mencapai nilai yang diinginkan", "the indicator \"%s\" does not have the wanted value"), c.Indicator)
	case ByItself:
		switch {
		case c.BeganLate && f.begun(c.Milestone):
			return w.in(c.Name) + ": " + w.beganLate()
		case c.BeganLate:
			return w.in(c.Name) + ": " + w.say("seharusnya sudah dimulai", "should have begun by now")
		case c.Done.Cmp(workplan.NumberOf(100)) >= 0:
			return w.say("kriterianya terlambat terpenuhi", "its criteria were met late")
		}
		return fmt.Sprintf(w.say("seharusnya sudah tercapai; capaian: %s", "it should be reached by now; done: %s"), w.percent(c.Done))
	case ByPlan:
		o, _ := f.Of(c.Milestone)
		return fmt.Sprintf(w.say("direncanakan %s padahal sasarannya %s", "planned for %s though the target is %s"), w.date(o.Baseline), w.dueText(o.Due))
	default:
		return fmt.Sprintf(w.say("edisi %d merencanakannya lain: %s", "edition %d plans it otherwise: %s"), c.Edition, w.in(c.Reason))
	}
}

// begun reports whether a milestone had begun by the day of the forecast.
func (f *Forecast) begun(id MilestoneID) bool {
	o, _ := f.Of(id)
	return o.Start.Compare(f.AsOf) <= 0
}

func sayActivity(w wording, c *Cause) string {
	s := &c.State
	text := fmt.Sprintf(w.say("kegiatan \"%s\" (%s) ", "the activity \"%s\" (%s) "), w.in(s.Name), c.Activity)
	switch {
	case s.Cancelled:
		text += w.cancelled()
	case !s.Finished.IsZero():
		text += fmt.Sprintf(w.say("direncanakan selesai %s dan baru selesai %s", "was planned to end on %s and was completed on %s"), w.date(s.Planned), w.date(s.Finished))
	default:
		text += fmt.Sprintf(w.say("direncanakan selesai %s dan kini diperkirakan selesai %s", "was planned to end on %s and is now expected to end on %s"), w.date(s.Planned), w.date(s.Expected))
	}
	if reason := w.in(s.Reason); reason != "" {
		text += fmt.Sprintf(w.say("; kendala: %s", "; reason: %s"), reason)
	}
	return text
}

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
func (f *Forecast) Explain(id MilestoneID, lang aduan.Language) string {
	i, ok := f.index[id]
	if !ok {
		return ""
	}
	w := words(lang)
	o := &f.Outlooks[i]
	var b strings.Builder
	b.WriteString(w.in(o.Name) + ": " + o.when(w) + "\n")
	for k, line := range f.causeLines(w, i) {
		b.WriteString(strings.Repeat("  ", k+1) + line + "\n")
	}
	return b.String()
}

// causeLines says why a milestone slips, one cause a line.
func (f *Forecast) causeLines(w *wording, i int32) []string {
	links, leftOut := f.shown(i)
	var lines []string
	for k, at := range links {
		if k == len(links)-1 && leftOut > 0 {
			lines = append(lines, fmt.Sprintf(w.leftOut, leftOut))
		}
		lines = append(lines, w.because+": "+f.say(w, &f.chain[at]))
	}
	return lines
}

// when says when a milestone is reached.
func (o *Outlook) when(w *wording) string {
	var text string
	switch {
	case !o.Reached.IsZero():
		text = fmt.Sprintf(w.reached, w.date(o.Reached))
	case o.Finish.IsZero():
		return w.never
	default:
		text = fmt.Sprintf(w.expected, w.date(o.Finish))
	}
	switch {
	case o.Baseline.IsZero():
		return text + ", " + w.new
	case o.Slip > 0:
		return text + ", " + fmt.Sprintf(w.after, w.daysText(o.Slip), w.date(o.Baseline))
	case o.Slip < 0:
		return text + ", " + fmt.Sprintf(w.before, w.daysText(-o.Slip), w.date(o.Baseline))
	}
	return text + ", " + w.onTime
}

// say says one cause of a chain.
func (f *Forecast) say(w *wording, link *chainLink) string {
	c := &link.cause
	switch c.Kind {
	case ByMilestone:
		next, lag, state := &f.chain[link.next].cause, "", w.never
		if c.Waits.Lag != 0 {
			lag = fmt.Sprintf(w.lag, c.Waits.Lag)
		}
		switch {
		case next.Late > 0 && !next.BeganLate:
			state = fmt.Sprintf(w.late, w.daysText(next.Late))
		case next.Late > 0 && f.begun(next.Milestone):
			state = w.beganLate
		case next.Late > 0:
			state = w.beginsLate
		}
		return fmt.Sprintf(w.waits, w.in(next.Name), w.in(c.Waits.Type.Label()), lag, state)
	case ByActivity:
		return sayActivity(w, c)
	case ByIndicator:
		return fmt.Sprintf(w.indicatorWaits, c.Indicator)
	case ByItself:
		switch {
		case c.BeganLate && f.begun(c.Milestone):
			return w.in(c.Name) + ": " + w.beganLate
		case c.BeganLate:
			return w.in(c.Name) + ": " + w.notBegun
		case c.Done.Cmp(workplan.NumberOf(100)) >= 0:
			return w.metLate
		}
		return fmt.Sprintf(w.itself, w.percent(c.Done))
	case ByPlan:
		o, _ := f.Of(c.Milestone)
		return fmt.Sprintf(w.plan, w.date(o.Baseline), w.dueText(o.Due))
	default:
		return fmt.Sprintf(w.edition, c.Edition, w.in(c.Reason))
	}
}

// begun reports whether a milestone had begun by the day of the forecast.
func (f *Forecast) begun(id MilestoneID) bool {
	o, _ := f.Of(id)
	return o.Start.Compare(f.AsOf) <= 0
}

func sayActivity(w *wording, c *Cause) string {
	s := &c.State
	text := fmt.Sprintf(w.activity, w.in(s.Name), c.Activity)
	switch {
	case s.Cancelled:
		text += w.cancelled
	case !s.Finished.IsZero():
		text += fmt.Sprintf(w.completed, w.date(s.Planned), w.date(s.Finished))
	default:
		text += fmt.Sprintf(w.expects, w.date(s.Planned), w.date(s.Expected))
	}
	if reason := w.in(s.Reason); reason != "" {
		text += fmt.Sprintf(w.reason, reason)
	}
	return text
}

package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/workplan"
)

// Explain says for people when a milestone is reached, how that compares with
// the baseline, and why: one cause a line, from the milestone to the root. Of a
// very long chain only the beginning and the root are told. It is empty if there
// is no such milestone.
func (f *Forecast) Explain(id MilestoneID, lang lifecycle.Language) string {
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
	causes, leftOut := f.shown(i)
	var lines []string
	for k := range causes {
		if k == len(causes)-1 && leftOut > 0 {
			lines = append(lines, fmt.Sprintf(w.leftOut, leftOut))
		}
		name := ""
		if next := f.chain[i].next; next >= 0 {
			i, name = next, w.in(f.Outlooks[next].Name)
		}
		lines = append(lines, w.because+": "+f.say(w, &causes[k], name, i))
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

// say says one cause. For one that leads on, next is the place of the milestone
// that it leads to, and name its name.
func (f *Forecast) say(w *wording, c *Cause, name string, next int32) string {
	switch c.Kind {
	case ByMilestone:
		lag := ""
		if c.Waits.Lag != 0 {
			lag = fmt.Sprintf(w.lag, c.Waits.Lag)
		}
		state := w.never
		switch link := f.link(next); {
		case link.BeganLate:
			state = w.beganLate
		case link.Late > 0:
			state = fmt.Sprintf(w.late, w.daysText(link.Late))
		}
		return fmt.Sprintf(w.waits, name, w.in(c.Waits.Type.Label()), lag, state)
	case ByActivity:
		return sayActivity(w, c)
	case ByIndicator:
		return fmt.Sprintf(w.indicatorWaits, c.Indicator)
	case ByItself:
		if c.BeganLate {
			return w.in(c.Name) + ": " + w.beganLate
		}
		if c.Done.Cmp(workplan.NumberOf(100)) >= 0 {
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

package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Explain says for people when the milestone is reached, how that compares with
// the baseline, and why: one cause a line, from the milestone to the root.
func (o *Outlook) Explain(lang lifecycle.Language) string {
	w := words(lang)
	var b strings.Builder
	b.WriteString(w.in(o.Name) + ": " + o.when(w) + "\n")
	for i := range o.Causes {
		b.WriteString(strings.Repeat("  ", i+1) + w.because + ": " + o.cause(w, i) + "\n")
	}
	return b.String()
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

// cause says one cause.
func (o *Outlook) cause(w *wording, i int) string {
	c := &o.Causes[i]
	switch c.Kind {
	case ByMilestone:
		return o.waits(w, i)
	case ByActivity:
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
	case ByIndicator:
		return fmt.Sprintf(w.indicatorWaits, c.Indicator)
	case ByItself:
		if c.BeganLate {
			return w.in(c.Name) + ": " + w.beganLate
		}
		return fmt.Sprintf(w.itself, w.percent(c.Done))
	case ByPlan:
		return fmt.Sprintf(w.plan, w.date(o.Baseline), w.dueText(o.Due))
	default:
		return fmt.Sprintf(w.edition, c.Edition, w.in(c.Reason))
	}
}

// waits says how a milestone waits for the one that the next cause explains.
func (o *Outlook) waits(w *wording, i int) string {
	c, next := &o.Causes[i], &o.Causes[i+1]
	lag := ""
	if c.Waits.Lag != 0 {
		lag = fmt.Sprintf(w.lag, c.Waits.Lag)
	}
	state := w.never
	switch {
	case next.BeganLate:
		state = w.beganLate
	case next.Late > 0:
		state = fmt.Sprintf(w.late, w.daysText(next.Late))
	}
	return fmt.Sprintf(w.waits, w.in(next.Name), w.in(c.Waits.Type.Label()), lag, state)
}

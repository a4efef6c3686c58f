package roadmap

import (
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Explain says for people when a milestone is reached, how that compares with
// the baseline, and why: one cause a line, from the milestone to the root. Of a
// very long chain only the beginning and the root are told. It is empty if there
// is no such milestone.
func (f *Forecast) Explain(id MilestoneID, w aduan.Words) string {
	i, ok := f.index[id]
	if !ok {
		return ""
	}
	s, o := f.speaker(w), &f.Outlooks[i]
	var b strings.Builder
	b.WriteString(o.Name.In(w) + ": " + s.when(o) + "\n")
	for k, line := range s.causes(i) {
		b.WriteString(strings.Repeat("  ", k+1) + line + "\n")
	}
	return b.String()
}

// causes says why a milestone slips, one cause a line.
func (s speaker) causes(i int32) []string {
	links, leftOut := s.shown(i)
	var lines []string
	for k, at := range links {
		if k == len(links)-1 && leftOut > 0 {
			lines = append(lines, s.say("more", "count", leftOut))
		}
		lines = append(lines, s.say("because", "cause", s.cause(&s.chain[at])))
	}
	return lines
}

// when says when a milestone is reached.
func (s speaker) when(o *Outlook) string {
	switch reached := !o.Reached.IsZero(); {
	case reached && o.Baseline.IsZero():
		return s.say("reached.new", "day", o.Reached)
	case reached && o.Slip > 0:
		return s.say("reached.later", "day", o.Reached, "days", int(o.Slip), "baseline", o.Baseline)
	case reached && o.Slip < 0:
		return s.say("reached.earlier", "day", o.Reached, "days", int(-o.Slip), "baseline", o.Baseline)
	case reached:
		return s.say("reached", "day", o.Reached)
	case o.Finish.IsZero():
		return s.say("never")
	case o.Baseline.IsZero():
		return s.say("expected.new", "day", expected(s.say, s.words, o))
	case o.Slip > 0:
		return s.say("expected.later", "day", expected(s.say, s.words, o), "days", int(o.Slip), "baseline", o.Baseline)
	case o.Slip < 0:
		return s.say("expected.earlier", "day", expected(s.say, s.words, o), "days", int(-o.Slip), "baseline", o.Baseline)
	}
	return s.say("expected", "day", expected(s.say, s.words, o))
}

// cause says one cause of a chain.
func (s speaker) cause(link *chainLink) string {
	c := &link.cause
	switch c.Kind {
	case ByMilestone:
		return s.waits(c, &s.chain[link.next].cause)
	case ByActivity:
		return s.activity(c)
	case ByIndicator:
		name := string(c.Indicator)
		if i := s.edition.indicator(c.Indicator); i != nil {
			name = i.Name.In(s.words)
		}
		return s.say("value.missed", "indicator", name)
	case ByItself:
		switch {
		case c.BeganLate && s.begun(c.Milestone):
			return s.say("itself.begun_late", "milestone", c.Name)
		case c.BeganLate:
			return s.say("itself.not_begun", "milestone", c.Name)
		case c.Done.Cmp(workplan.NumberOf(100)) >= 0:
			return s.say("itself.met_late")
		}
		return s.say("itself.overdue", "done", s.words.Percent(c.Done.String()))
	case ByPlan:
		o, _ := s.Of(c.Milestone)
		return s.say("plan.misses", "planned", o.Baseline, "target", o.Due)
	default:
		return s.say("edition.differs", "edition", strconv.Itoa(c.Edition), "reason", c.Reason)
	}
}

// waits says for which milestone one waits, and what is wrong with that.
func (s speaker) waits(c, next *Cause) string {
	link := c.Waits.Type.In(s.words)
	if c.Waits.Lag != 0 {
		link = s.say("lag", "link", link, "lag", signed(c.Waits.Lag))
	}
	switch {
	case next.Late > 0 && !next.BeganLate:
		return s.say("waits.late", "milestone", next.Name, "link", link, "days", int(next.Late))
	case next.Late > 0 && s.begun(next.Milestone):
		return s.say("waits.begun_late", "milestone", next.Name, "link", link)
	case next.Late > 0:
		return s.say("waits.begins_late", "milestone", next.Name, "link", link)
	}
	return s.say("waits.never", "milestone", next.Name, "link", link)
}

// begun reports whether a milestone had begun by the day of the forecast.
func (f *Forecast) begun(id MilestoneID) bool {
	o, _ := f.Of(id)
	return o.Start.Compare(f.AsOf) <= 0
}

// activity says what is wrong with an activity.
func (s speaker) activity(c *Cause) string {
	state := &c.State
	var text string
	switch {
	case state.Cancelled:
		text = s.say("activity.cancelled", "activity", state.Name, "id", c.Activity)
	case !state.Finished.IsZero():
		text = s.say("activity.completed", "activity", state.Name, "id", c.Activity, "planned", state.Planned, "day", state.Finished)
	default:
		text = s.say("activity.expected", "activity", state.Name, "id", c.Activity, "planned", state.Planned, "day", state.Expected)
	}
	if !state.Reason.IsZero() {
		text = s.say("reason", "cause", text, "reason", state.Reason)
	}
	return text
}

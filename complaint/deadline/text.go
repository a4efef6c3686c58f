package deadline

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// String returns the text in English.
func (x Explanation) String() string { return x.In(aduan.English()) }

// In returns the explanation for people, one day a line.
func (x Explanation) In(w aduan.Words) string {
	t := &text{x: x, words: w, say: texts().In(w)}
	t.head()
	for _, d := range x.Days {
		t.day(d)
	}
	t.end()
	return t.b.String()
}

// text writes an explanation.
type text struct {
	x     Explanation
	words aduan.Words
	say   aduan.Say
	b     strings.Builder
}

func (t *text) line(text string) { t.b.WriteString(text + "\n") }

// head says which clock it is, what decided, and what happened to it.
func (t *text) head() {
	x, say := t.x, t.say
	clock := complaint.ClockIn(t.words, x.Clock)
	if x.Run == 0 {
		t.line(say("clock", "clock", clock, "status", x.Status))
	} else {
		t.line(say("clock.run", "clock", clock, "run", x.Run, "status", x.Status))
	}
	if x.Extended != 0 && x.Limit.unit > NoLimit {
		t.line(say("limit.extended", "limit", x.Limit, "days", int(x.Extended)))
	} else if !x.Limit.IsZero() {
		t.line(say("limit", "limit", x.Limit))
	}
	if x.Origin != "" {
		t.line(say("promised", "origin", x.Origin))
	}
	if x.Rule >= 0 && x.Source == "" {
		t.line(say("rule", "number", x.Rule+1, "policy", x.Policy))
	} else if x.Rule >= 0 {
		source := texts().Word(t.words, "source", x.Source, aduan.Label{})
		t.line(say("rule.source", "number", x.Rule+1, "policy", x.Policy, "source", source))
	}
	if x.Class != "" {
		t.line(say("class", "class", x.lifecycle.ClassIn(t.words, x.Class)))
	}
	if x.Holder != "" {
		t.line(say("holder", "agency", t.name(x.Holder)))
	}
	switch {
	case x.Calendar == "":
	case x.Known.IsZero():
		t.line(say("calendar", "calendar", x.Calendar))
	default:
		t.line(say("calendar.known", "calendar", x.Calendar, "date", aduan.DateOf(x.Known)))
	}
	for _, e := range x.Events {
		if on := aduan.DateOf(e.At); e.Days != 0 {
			t.line(say("event.extended", "date", on, "days", e.Days))
		} else {
			t.line(say("event.reclassified", "date", on, "class", x.lifecycle.ClassIn(t.words, e.Class)))
		}
	}
	if !x.Started.IsZero() {
		t.line(say("started", "at", x.Started))
	}
	if !x.From.IsZero() && !x.From.Equal(x.Started) {
		t.line(say("from", "at", x.From))
	}
}

// day says what a day adds, and why it adds nothing.
func (t *text) day(d DayLine) {
	var parts []string
	switch {
	case d.Count == 0:
	case t.x.Limit.inDays():
		parts = append(parts, t.say("day", "number", d.Count))
	default:
		parts = append(parts, t.say("sum", "term", Term{d.Count, t.x.Limit.unit}))
	}
	switch {
	case d.Cause == OnPause:
		parts = append(parts, t.pause(d.Names))
	case !d.Reason.IsZero():
		parts = append(parts, t.say("standstill", "reason", d.Reason))
	case d.Cause != Counted:
		parts = append(parts, d.Cause.In(t.words))
	}
	fmt.Fprintf(&t.b, "  %s %11s", t.words.ShortWeekday(d.Date.Weekday()), d.Date.Short(t.words))
	if len(parts) > 0 {
		t.b.WriteString("  " + strings.Join(parts, ", "))
	}
	if len(d.Names) > 0 && d.Cause != OnPause {
		named := strings.Join(d.Names, "; ")
		if d.Edition != "" {
			named += ", " + d.Edition
		}
		t.b.WriteString(" (" + named + ")")
	}
	t.b.WriteByte('\n')
}

// pause says why the clock stands still: while the reporter is asked, and in a merged
// case, in whole sentences.
func (t *text) pause(actions []string) string {
	if len(actions) != 1 {
		return OnPause.In(t.words)
	}
	switch action := lifecycle.Action(actions[0]); {
	case t.x.lifecycle.Does(action, complaint.MeaningAsks):
		return t.say("pause.reporter")
	case t.x.lifecycle.Does(action, complaint.MeaningMerges):
		return t.say("pause.merged")
	case t.x.lifecycle == nil:
		return t.say("pause", "action", action)
	default:
		return t.say("pause", "action", t.x.lifecycle.ActionIn(t.words, action))
	}
}

// end says when the limit passes, and what came of it.
func (t *text) end() {
	x, say := t.x, t.say
	if !x.Due.IsZero() {
		t.line(say("due", "at", dueIn(t.words, x.Due, x.Limit)))
	}
	if x.AtDue == MetAtDue && !x.Due.IsZero() {
		t.line(say("met_at_due"))
	}
	if x.Provisional {
		t.line(say("provisional", "year", yearOfDue(x.Due)))
	}
	if !x.BreachedAt.IsZero() {
		t.line(say("breached", "at", x.BreachedAt))
	}
	if !x.Stopped.IsZero() {
		t.line(say("stopped", "at", x.Stopped))
	}
	switch {
	case x.Remaining.n < 0:
		t.line(say("overdue", "term", Term{-x.Remaining.n, x.Remaining.unit}))
	case !x.Remaining.IsZero():
		t.line(say("remaining", "term", x.Remaining))
	}
	t.charge()
	switch {
	case x.err != nil:
		t.line(say("unknown", "problem", x.err))
	case x.Problem != "": // read from JSON
		t.line(say("unknown", "problem", x.Problem))
	}
}

// name is what people call a body.
func (t *text) name(id agency.ID) string {
	if id == "" {
		return t.say("national_admin")
	}
	return cmp.Or(t.x.Names[id], string(id))
}

// charge says who answers for a breach and why, and who had the case how long.
func (t *text) charge() {
	if x := t.x.Charge; x != nil {
		t.line(t.say("charged", "agency", t.name(x.Holder)))
		if x.Holder != x.AtDue {
			t.line(t.say("charged.before", "agency", t.name(x.AtDue), "limit", x.FirstResponse))
		}
	}
	for _, s := range t.x.Shares {
		if !s.Took.IsZero() {
			t.line(t.say("share", "agency", t.name(s.Holder), "term", s.Took))
		}
	}
}

// dueIn writes a due instant in the zone that it carries; where days count to
// their end, that may be 24:00.
func dueIn(w aduan.Words, due time.Time, limit Term) string {
	if limit.unit == InCalendarDays || limit.unit == InWorkingDays || limit.unit == InWallWorkingDays {
		return w.Until(due)
	}
	return w.Time(due)
}

// DueIn writes when the limit passes, in the zone of the calendar; empty if
// [Reading.Due] is.
func (r Reading) DueIn(w aduan.Words) string {
	if r.Due.IsZero() {
		return ""
	}
	return dueIn(w, r.Due.In(r.cal.Location()), r.Limit)
}

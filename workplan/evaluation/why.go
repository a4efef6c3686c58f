package evaluation

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Why says why the activity has its status, with the figures that decided.
func (a *ActivityStatus) Why() aduan.Message {
	because := !a.cause.IsZero()
	switch {
	case a.Status == workplan.Done:
		return texts().Message("why.done", "done", percent("100"))
	case a.Status == workplan.Stopped && a.State == workplan.StateCarriedOver && because:
		return texts().Message("why.carried_over_because", "cause", clause{a.cause})
	case a.Status == workplan.Stopped && a.State == workplan.StateCarriedOver:
		return texts().Message("why.carried_over")
	case a.Status == workplan.Stopped && because:
		return texts().Message("why.cancelled_because", "cause", clause{a.cause})
	case a.Status == workplan.Stopped:
		return texts().Message("why.cancelled")
	case a.Status == workplan.NotDue:
		return texts().Message("why.not_due", "start", a.start)
	case a.Rule == "":
		return texts().Message("why.kept", "planned", percent(a.Planned.Fixed(2)), "done", percent(a.Done.Fixed(2)))
	}
	return texts().Message("why.broken", "status", a.Status, "conditions", a.broken(), "rule", ruleName(a.Rule))
}

// broken lists every condition of the rule with the figure that met it.
func (a *ActivityStatus) broken() (met conditions) {
	done := percent(a.Done.Fixed(2))
	if a.rule.Overdue {
		met = append(met, texts().Message("condition.overdue", "days", a.DaysLate, "end", a.end, "done", done))
	}
	if !a.rule.Behind.IsZero() {
		behind := workplan.NewNumber(a.Deviation().Decimal().Neg())
		met = append(met, texts().Message("condition.behind", "planned", percent(a.Planned.Fixed(2)), "done", done, "behind", fixed(behind), "limit", a.rule.Behind))
	}
	for _, v := range a.Values {
		if over := v.CV().Neg(); !a.rule.OverCost.IsZero() && over.Amount.IsPositive() {
			met = append(met, texts().Message("condition.over_cost", "over", over, "limit", percent(a.rule.OverCost.String())))
		}
	}
	switch {
	case a.rule.Postponed && a.cause.IsZero():
		met = append(met, texts().Message("condition.postponed"))
	case a.rule.Postponed:
		met = append(met, texts().Message("condition.postponed_because", "cause", clause{a.cause}))
	}
	for _, o := range a.Obstacles {
		if a.rule.Obstacle > 0 && o.Level >= a.rule.Obstacle {
			met = append(met, texts().Message("condition.obstacle", "since", o.Raised, "obstacle", clause{o.Text}))
		}
	}
	if met == nil {
		met = conditions{texts().Message("condition.none")}
	}
	return met
}

// Remaining says in words how much time and work is left, and how much faster
// than so far it has to go.
func (e *Evaluation) Remaining() aduan.Message {
	t := e.Time
	if t.StartsIn > 0 {
		return texts().Message("remaining.before", "days", t.StartsIn)
	}
	open := hundred.Sub(e.Done.Decimal())
	left := texts().Message("remaining.open", "days", t.Days, "weeks", t.Weeks, "working", int(t.WorkingDays), "open", percent(open.StringFixed(2)))
	if t.WorkingDays > 0 && t.Passed > 0 {
		left = texts().Message("remaining.pace", "days", t.Days, "weeks", t.Weeks, "working", int(t.WorkingDays), "open", percent(open.StringFixed(2)),
			"need", percent(open.DivRound(decimal.NewFromInt(int64(t.WorkingDays)), 2).StringFixed(2)),
			"pace", percent(e.Done.Decimal().DivRound(decimal.NewFromInt(int64(t.Passed)), 2).StringFixed(2)))
	}
	if e.Alarm {
		return texts().Message("remaining.alarm", "remaining", left)
	}
	return left
}

// percent is a number of percent in digits.
type percent string

func (p percent) In(w aduan.Words) string { return w.Percent(string(p)) }

// fixed is a number with two decimals.
type fixed workplan.Number

func (f fixed) In(w aduan.Words) string { return w.Number(workplan.Number(f).Fixed(2)) }

// conditions are said one after the other.
type conditions []aduan.Message

func (c conditions) In(w aduan.Words) string {
	said := make([]string, len(c))
	for i, m := range c {
		said[i] = m.In(w)
	}
	return strings.Join(said, "; ")
}

// clause is a text of a record within a sentence, without the point at its end.
type clause struct{ aduan.Label }

func (c clause) In(w aduan.Words) string { return strings.TrimRight(c.Label.In(w), ".") }

// ruleName is a rule by its ID, which for those of [workplan.DefaultRules] has
// words.
type ruleName string

func (r ruleName) In(w aduan.Words) string {
	return texts().Word(w, "rule", string(r), aduan.Label{})
}

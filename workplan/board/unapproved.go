package board

import (
	"slices"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"

	"github.com/aduan-go/aduan/workplan"
)

// Gap says why an edition does not stand on a decision.
type Gap int8

// The gaps.
const (
	// NotPresented is an edition that no step took into force.
	NotPresented Gap = iota + 1
	// NoDecision is an edition in force without the reference to a decision,
	// whose changes go beyond the tolerances.
	NoDecision
	// UnknownDecision is a reference to a decision that no meeting took.
	UnknownDecision
	// OtherSubject is a decision that approves something else.
	OtherSubject
	// OtherPlan is a decision that lets what is carried over go into another
	// plan than it did.
	OtherPlan
	// TooEarly is an edition that took force before the meeting.
	TooEarly
	// NoQuorum is a decision of a meeting without quorum.
	NoQuorum
)

func gapWords() enum.Set {
	return enum.Words("", "not_presented", "no_decision", "unknown_decision", "other_subject", "other_plan", "too_early", "no_quorum")
}

// String returns the text form: "no_decision".
func (g Gap) String() string { return gapWords().Text("Gap", int(g)) }

// In is the gap for people.
func (g Gap) In(w aduan.Words) string {
	return texts().Word(w, "gap", g.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (g Gap) MarshalText() ([]byte, error) { return gapWords().Marshal("Gap", int(g)) }

// Finding is an edition that does not stand on a decision as it should.
type Finding struct {
	Plan     workplan.PlanID     `json:"plan"`
	Name     aduan.Label         `json:"name"` // of the plan
	Edition  int                 `json:"edition"`
	Decision workplan.DecisionID `json:"decision,omitempty"`
	Gap      Gap                 `json:"gap"`
	// Changes lists what of the edition is concerned: what goes beyond the
	// tolerances, or what was carried over; nothing if it is all of it.
	Changes []workplan.Change `json:"changes,omitempty"`
}

// Why says in words what is missing.
func (f Finding) Why() aduan.Message {
	plan, edition := aduan.MessageOf(f.Name), strconv.Itoa(f.Edition)
	if f.Name.IsZero() {
		plan = aduan.MessageOf(f.Plan)
	}
	changes := len(f.Changes)
	switch {
	case f.Decision != "" && changes > 0:
		return texts().Message("why.decision_changes", "plan", plan, "edition", edition, "gap", f.Gap, "decision", f.Decision, "changes", changes)
	case f.Decision != "":
		return texts().Message("why.decision", "plan", plan, "edition", edition, "gap", f.Gap, "decision", f.Decision)
	case changes > 0:
		return texts().Message("why.changes", "plan", plan, "edition", edition, "gap", f.Gap, "changes", changes)
	}
	return texts().Message("why.edition", "plan", plan, "edition", edition, "gap", f.Gap)
}

// Unapproved holds a plan against the minutes and lists every edition that does
// not stand on a decision, in the order of editions: those not decided, those in
// force without one although their changes go beyond the tolerances of the
// rules, and those whose decision does not exist, approves something else, came
// too late, or was taken without quorum. A first edition still in draft and one
// that was followed by another before any decision are not listed.
//
// Tolerances count from the last edition that stands on a decision (the first
// one in force if none does), so that small changes add up; of what goes beyond
// them an edition shows what it changed itself. If several meetings took
// decisions of one ID, that counts which lets the edition stand, in whatever
// order the meetings come.
func Unapproved(p *workplan.Plan, meetings []*Meeting, rules workplan.Rules, quorum Quorum) []Finding {
	places := map[workplan.DecisionID][]place{}
	for _, m := range meetings {
		for i := range m.Decisions {
			places[m.Decisions[i].ID] = append(places[m.Decisions[i].ID], place{m, &m.Decisions[i]})
		}
	}
	var found []Finding
	current, decided := 0, 0 // the edition in force so far, and the last that the board decided
	for i := range p.Editions {
		number := i + 1
		step, ok := p.Approval(number)
		if !ok {
			if number == len(p.Editions) && (number > 1 || p.State() != workplan.StateDraft) {
				found = append(found, Finding{Plan: p.ID, Name: p.Name, Edition: number, Gap: NotPresented})
			}
			continue
		}
		f := Finding{Plan: p.ID, Name: p.Name, Edition: number, Decision: step.Decision}
		if step.Decision == "" {
			if current > 0 {
				f.Changes = undecided(p, decided, current, number, rules)
			}
			if current == 0 || len(f.Changes) > 0 {
				f.Gap = NoDecision
			}
		} else {
			carried := carriedOver(p, decided, number)
			f.Gap = judge(p.ID, step, places[step.Decision], carried, quorum)
			if f.Gap == OtherPlan {
				f.Changes = carried
			}
		}
		if f.Gap != 0 {
			found = append(found, f)
		}
		if current = number; decided == 0 || step.Decision != "" && f.Gap == 0 {
			decided = number
		}
	}
	return found
}

// undecided lists what an edition changed since the one in force before it and
// what, seen from the last one decided, goes beyond the tolerances.
func undecided(p *workplan.Plan, decided, current, number int, rules workplan.Rules) []workplan.Change {
	type part struct {
		subject workplan.Subject
		id      string
	}
	changed := map[part]bool{}
	for _, c := range workplan.Diff(p.Editions[current-1], p.Editions[number-1]) {
		changed[part{c.Subject, c.ID}] = true
	}
	need := rules.NeedApproval(p.Editions[decided-1], p.Editions[number-1])
	return slices.DeleteFunc(need, func(c workplan.Change) bool { return !changed[part{c.Subject, c.ID}] })
}

// carriedOver lists what an edition carries over, seen from the last one
// decided; nothing for the first.
func carriedOver(p *workplan.Plan, decided, number int) []workplan.Change {
	if decided == 0 {
		return nil
	}
	changes := workplan.Diff(p.Editions[decided-1], p.Editions[number-1])
	return slices.DeleteFunc(changes, func(c workplan.Change) bool { return c.Event != workplan.CarriedOver })
}

// place is a decision and where it was taken.
type place struct {
	meeting  *Meeting
	decision *Decision
}

// judge says what is wrong with the decision of a step, 0 if nothing is: of
// several decisions of its ID, with the one that comes nearest to be in order.
func judge(plan workplan.PlanID, s workplan.Step, places []place, carried []workplan.Change, q Quorum) Gap {
	order := []Gap{UnknownDecision, OtherSubject, TooEarly, NoQuorum, OtherPlan, 0}
	nearest := 0
	for _, at := range places {
		nearest = max(nearest, slices.Index(order, at.judge(plan, s, carried, q)))
	}
	return order[nearest]
}

// judge says what is wrong with one decision, 0 if nothing is.
func (at place) judge(plan workplan.PlanID, s workplan.Step, carried []workplan.Change, q Quorum) Gap {
	approved, into := false, map[workplan.PlanID]bool{}
	for _, a := range at.decision.Approves {
		if a.Plan == plan && a.Edition == s.Edition {
			approved, into[a.Into] = true, true
		}
	}
	switch {
	case !approved:
		return OtherSubject
	case s.On.Compare(at.meeting.Date) < 0:
		return TooEarly
	case len(q.Missing(at.meeting)) > 0:
		return NoQuorum
	}
	for i := range carried {
		c := &carried[i]
		if c.Activity == nil {
			continue
		}
		for _, to := range c.Activity.Into {
			if !into[to.Plan] {
				return OtherPlan
			}
		}
	}
	return 0
}

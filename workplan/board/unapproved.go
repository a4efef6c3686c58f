package board

import (
	"fmt"

	"github.com/aduan-go/aduan/complaint/lifecycle"
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

func gapWords() []word {
	return []word{
		{},
		{"not_presented", "Belum diputuskan", "Not decided yet"},
		{"no_decision", "Berlaku tanpa keputusan", "In force without a decision"},
		{"unknown_decision", "Keputusan tidak ditemukan", "The decision is in no minutes"},
		{"other_subject", "Keputusan tentang hal lain", "The decision is about something else"},
		{"other_plan", "Diluncurkan ke rencana lain", "Carried over into another plan than decided"},
		{"too_early", "Berlaku sebelum rapat", "In force before the meeting"},
		{"no_quorum", "Rapat tidak kuorum", "The meeting had no quorum"},
	}
}

// String returns the text form: "no_decision".
func (g Gap) String() string { return textOf("Gap", int(g), gapWords()) }

// Label is the gap for people.
func (g Gap) Label() lifecycle.Label { return labelOf(int(g), gapWords()) }

// MarshalText writes the text form.
func (g Gap) MarshalText() ([]byte, error) { return marshalWord("Gap", int(g), gapWords()) }

// Finding is an edition that does not stand on a decision as it should.
type Finding struct {
	Plan     workplan.PlanID     `json:"plan"`
	Edition  int                 `json:"edition"`
	Decision workplan.DecisionID `json:"decision,omitempty"`
	Gap      Gap                 `json:"gap"`
	// Changes lists what of the edition is concerned: what goes beyond the
	// tolerances, or what was carried over; nothing if it is all of it.
	Changes []workplan.Change `json:"changes,omitempty"`
}

// Why says in words what is missing.
func (f Finding) Why() lifecycle.Label {
	l := f.Gap.Label()
	id, en := fmt.Sprintf("%s edisi %d: %s", f.Plan, f.Edition, l.Indonesian), fmt.Sprintf("%s edition %d: %s", f.Plan, f.Edition, l.English)
	if f.Decision != "" {
		id, en = id+" ("+string(f.Decision)+")", en+" ("+string(f.Decision)+")"
	}
	if n := len(f.Changes); n > 0 {
		id, en = fmt.Sprintf("%s, %d perubahan", id, n), fmt.Sprintf("%s, %d changes", en, n)
	}
	return lifecycle.Label{Indonesian: id + ".", English: en + "."}
}

// Unapproved holds a plan against the minutes and lists every edition that does
// not stand on a decision, in the order of editions: those not decided, those in
// force without one although their changes go beyond the tolerances of the
// rules, and those whose decision does not exist, approves something else, came
// too late, or was taken without quorum. A first edition still in draft and one
// that was followed by another before any decision are not listed.
func Unapproved(p *workplan.Plan, meetings []*Meeting, rules workplan.Rules, quorum Quorum) []Finding {
	decided := map[workplan.DecisionID]place{}
	for _, m := range meetings {
		for i := range m.Decisions {
			decided[m.Decisions[i].ID] = place{m, &m.Decisions[i]}
		}
	}
	var found []Finding
	current := 0 // the edition in force so far
	for i := range p.Editions {
		number := i + 1
		step, ok := p.Approval(number)
		if !ok {
			if number == len(p.Editions) && (number > 1 || p.State() != workplan.StateDraft) {
				found = append(found, Finding{Plan: p.ID, Edition: number, Gap: NotPresented})
			}
			continue
		}
		f := Finding{Plan: p.ID, Edition: number, Decision: step.Decision}
		var carried []workplan.Change
		changes := []workplan.Change(nil)
		if current > 0 {
			changes = workplan.Diff(p.Editions[current-1], p.Editions[i])
			for _, c := range changes {
				if c.Event == workplan.CarriedOver {
					carried = append(carried, c)
				}
			}
		}
		if step.Decision == "" {
			var need []workplan.Change
			if current > 0 {
				need = rules.NeedApproval(p.Editions[current-1], p.Editions[i])
			}
			if current == 0 || len(need) > 0 {
				f.Gap, f.Changes = NoDecision, need
				found = append(found, f)
			}
		} else if gap := judge(p.ID, number, step, decided, carried, quorum); gap != 0 {
			f.Gap = gap
			if gap == OtherPlan {
				f.Changes = carried
			}
			found = append(found, f)
		}
		current = number
	}
	return found
}

// place is a decision and where it was taken.
type place struct {
	meeting  *Meeting
	decision *Decision
}

// judge says what is wrong with the decision of a step, 0 if nothing is.
func judge(plan workplan.PlanID, edition int, s workplan.Step, decided map[workplan.DecisionID]place, carried []workplan.Change, q Quorum) Gap {
	at, ok := decided[s.Decision]
	if !ok {
		return UnknownDecision
	}
	var approval *Approval
	into := map[workplan.PlanID]bool{}
	for i := range at.decision.Approves {
		if a := &at.decision.Approves[i]; a.Plan == plan && a.Edition == edition {
			approval = a
			into[a.Into] = true
		}
	}
	switch {
	case approval == nil:
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

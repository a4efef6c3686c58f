package workplan

import "github.com/aduan-go/aduan"

// Approval returns the step by which an edition took force: its approval or
// amendment; false if it has none.
func (p *Plan) Approval(edition int) (Step, bool) {
	for _, s := range p.Steps {
		if s.approves() && s.Edition == edition {
			return s, true
		}
	}
	return Step{}, false
}

func (s *Step) approves() bool { return s.Action == ActionApprove || s.Action == ActionAmend }

// Baseline returns the first approved edition, against which everything is
// measured in the end; false if none is approved. It is a copy.
func (p *Plan) Baseline() (Edition, bool) {
	for _, s := range p.Steps {
		if s.approves() && s.Edition >= 1 && s.Edition <= len(p.Editions) {
			return p.Editions[s.Edition-1].Clone(), true
		}
	}
	return Edition{}, false
}

// Current returns the edition that counts on a day: the last one approved by
// then, or for a plan of which none was, the last one written by then, or the
// first. A plan without editions gives the zero Edition. It is a copy.
func (p *Plan) Current(asOf aduan.Date) Edition {
	number := 0
	for _, s := range p.Steps {
		if s.approves() && s.On.Compare(asOf) <= 0 {
			number = s.Edition
		}
	}
	for i := 0; number == 0 && i < len(p.Editions); i++ {
		if i+1 == len(p.Editions) || p.Editions[i+1].Date.Compare(asOf) > 0 {
			number = i + 1
		}
	}
	if number < 1 || number > len(p.Editions) {
		return Edition{}
	}
	return p.Editions[number-1].Clone()
}

// ChangeEvent is a change with why, when and by whom it was decided.
type ChangeEvent struct {
	Change
	// Edition is the number of the edition that made the change, Date and
	// Reason are that edition's.
	Edition int         `json:"edition"`
	Date    aduan.Date  `json:"date"`
	Reason  aduan.Label `json:"reason"`
	// InForce is the day from which it holds, By the deciding body, Decision
	// the decision on which it rests; zero while nobody has decided.
	InForce  aduan.Date `json:"in_force,omitzero"`
	By       PartyID    `json:"by,omitempty"`
	Decision DecisionID `json:"decision,omitempty"`
}

// Events returns every change of the plan in the order of editions. Changes of
// an edition that was never approved itself are decided with the next one that
// was, since an edition holds all that the ones before it changed.
func (p *Plan) Events() []ChangeEvent {
	var events []ChangeEvent
	for i := range p.Editions {
		e := &p.Editions[i]
		var decided Step
		for later := e.Number; later <= len(p.Editions); later++ {
			if step, ok := p.Approval(later); ok {
				decided = step
				break
			}
		}
		for _, c := range e.Changes {
			events = append(events, ChangeEvent{
				Change: c.Clone(), Edition: e.Number, Date: e.Date, Reason: e.Reason,
				InForce: decided.On, By: decided.By, Decision: decided.Decision,
			})
		}
	}
	return events
}

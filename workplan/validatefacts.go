package workplan

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// steps replays the lifecycle of the plan.
func (c *planChecker) steps() {
	m, err := PlanMachine()
	if err != nil {
		c.Add("steps", err.Error())
		return
	}
	state, submitted, current := StateDraft, 0, 0
	for i := range c.plan.Steps {
		s, field := &c.plan.Steps[i], storage.At("steps", i)
		c.Date(field+".on", s.On)
		c.party(field+".by", s.By)
		c.Label(field+".note", s.Note, false)
		if s.Decision != "" {
			c.ID(field+".decision", string(s.Decision))
		}
		if i > 0 && s.On.Compare(c.plan.Steps[i-1].On) < 0 {
			c.Add(field+".on", "lies before the step before")
		}
		to, ok := m.Next(state, s.Action, "")
		if !ok {
			c.Add(field+".action", fmt.Sprintf("%s is not possible while the plan is %s", storage.Quote(string(s.Action)), state), actionsFrom(m, state)...)
			return
		}
		if rule, _ := m.Rule(state, s.Action); !permitted(rule, s) {
			c.Add(field+".decision", fmt.Sprintf("%s needs the decision of a board", s.Action))
		}
		switch s.Action {
		case ActionSubmit:
			submitted = c.stepEdition(field, s, current+1)
		case ActionApprove:
			if current = c.stepEdition(field, s, 1); current != submitted {
				c.Add(field+".edition", fmt.Sprintf("edition %d was submitted, not %d", submitted, s.Edition))
			}
		case ActionAmend:
			current = c.stepEdition(field, s, current+1)
		default:
			if s.Edition != 0 {
				c.Add(field+".edition", fmt.Sprintf("%s is about no edition", s.Action))
			}
		}
		state = to
	}
}

// stepEdition checks the edition that a step names.
func (c *planChecker) stepEdition(field string, s *Step, least int) int {
	if s.Edition < least || s.Edition > len(c.plan.Editions) {
		c.Add(field+".edition", fmt.Sprintf("want an edition from %d to %d", least, len(c.plan.Editions)))
	} else if c.plan.Editions[s.Edition-1].Date.Compare(s.On) > 0 {
		c.Add(field+".on", "lies before the date of the edition")
	}
	return s.Edition
}

// permitted reports whether some role may take a step as it is.
func permitted(rule lifecycle.Rule, s *Step) bool {
	return slices.ContainsFunc(rule.Roles(), func(r lifecycle.Role) bool {
		for need := range rule.Needs(r) {
			if need.Guard == GuardDecision && s.Decision == "" {
				return false
			}
		}
		return true
	})
}

func actionsFrom(m *lifecycle.Machine, s lifecycle.State) []string {
	var legal []string
	for a := range m.Actions() {
		if _, ok := m.Next(s, a, ""); ok {
			legal = append(legal, string(a))
		}
	}
	return legal
}

// reports checks the facts against the last edition.
func (c *planChecker) reports() {
	last := &c.plan.Editions[len(c.plan.Editions)-1]
	f := facts{
		planChecker: c, activities: byKey(last.Activities, activityKey), lines: byKey(last.Lines, lineKey),
		last: last, indicators: map[IndicatorID]*Indicator{}, obstacles: map[ObstacleID]*Obstacle{}, corrected: map[int]bool{},
		moved: map[ObstacleID]aduan.Date{},
	}
	for i := range last.Outputs {
		for j := range last.Outputs[i].Indicators {
			ind := &last.Outputs[i].Indicators[j]
			f.indicators[ind.ID] = ind
		}
	}
	for i := range c.plan.Reports {
		f.report(storage.At("reports", i), i)
	}
	f.sums()
	f.done()
}

// facts checks reports one after the other.
type facts struct {
	*planChecker
	last              *Edition
	activities, lines map[string]int
	indicators        map[IndicatorID]*Indicator
	obstacles         map[ObstacleID]*Obstacle
	moved             map[ObstacleID]aduan.Date // when something happened to it last
	corrected         map[int]bool
}

func (f *facts) report(field string, i int) {
	r := &f.plan.Reports[i]
	f.Date(field+".on", r.On)
	f.party(field+".by", r.By)
	f.Label(field+".note", r.Note, false)
	if len(r.kinds()) != 1 {
		f.Add(field, "a report holds exactly one fact", reportKinds()...)
		return
	}
	if n := r.Corrects; n != 0 {
		if n < 1 || n > i || f.corrected[n] || r.Obstacle != nil || !slices.Equal(r.kinds(), f.plan.Reports[n-1].kinds()) {
			f.Add(field+".corrects", "want an earlier report of the same kind that nothing else corrects; obstacles are not corrected")
		} else if r.On.Compare(f.plan.Reports[n-1].On) < 0 {
			f.Add(field+".on", "lies before what it corrects")
		}
		f.corrected[n] = true
	}
	switch {
	case r.Progress != nil:
		f.activity(field+".progress.activity", r.Progress.Activity)
		if done := r.Progress.Done.value; done.IsNegative() || done.GreaterThan(hundred) {
			f.Add(field+".progress.done", "want 0 to 100 percent")
		}
	case r.Expense != nil:
		f.expense(field+".expense", r.Expense)
	case r.Cohort != nil:
		f.cohort(field+".cohort", r.Cohort)
	case r.Obstacle != nil:
		if before := f.moved[r.Obstacle.ID]; r.On.Compare(before) < 0 {
			f.Add(field+".on", "lies before what happened to the obstacle last")
		}
		f.moved[r.Obstacle.ID] = r.On
		f.obstacle(field+".obstacle", r.Obstacle)
	case r.Actual != nil:
		f.actual(field+".actual", r.Actual)
	case r.Appointment != nil:
		f.appointment(field+".appointment", r.Appointment)
	}
}

// kinds names the facts in a report.
func (r *Report) kinds() (names []string) {
	for i, set := range []bool{r.Progress != nil, r.Expense != nil, r.Cohort != nil, r.Obstacle != nil, r.Actual != nil, r.Appointment != nil} {
		if set {
			names = append(names, reportKinds()[i])
		}
	}
	return names
}

func reportKinds() []string {
	return []string{"progress", "expense", "cohort", "obstacle", "actual", "appointment"}
}

// activity looks up an activity of the last edition.
func (f *facts) activity(field string, id ActivityID) *Activity {
	i, ok := f.activities[string(id)]
	if !ok {
		f.Add(field, "unknown activity "+storage.Quote(string(id)))
		return nil
	}
	return &f.last.Activities[i]
}

func (f *facts) expense(field string, e *Expense) {
	if e.Column < Requested || e.Column > Accepted {
		f.Add(field+".column", "is required", columnWords().Legal()...)
	}
	f.quarter(field+".quarter", e.Quarter, &Quarter{})
	i, ok := f.lines[string(e.Line)]
	if !ok {
		f.Add(field+".line", "unknown line "+storage.Quote(string(e.Line)))
		return
	}
	f.money(field+".amount", e.Amount, f.last.Lines[i].Amount.Currency)
}

func (f *facts) cohort(field string, h *Cohort) {
	if a := f.activity(field+".activity", h.Activity); a != nil && !a.Training {
		f.Add(field+".activity", "is no training")
	}
	if !slices.Contains(f.last.Regions, h.Region) {
		f.Add(field+".region", fmt.Sprintf("%s is no region of the plan", h.Region))
	}
	const most = 1_000_000
	if h.Passed < 0 || h.Attended < h.Passed || h.Invited < h.Attended || h.Invited < 1 || h.Invited > most {
		f.Add(field, fmt.Sprintf("want passed <= attended <= invited, from 1 to %d invited", most))
	}
}

func (f *facts) obstacle(field string, o *Obstacle) {
	f.ID(field+".id", string(o.ID))
	f.Label(field+".text", o.Text, o.Move == Raised)
	f.Label(field+".proposal", o.Proposal, false)
	before := f.obstacles[o.ID]
	switch {
	case o.Move < Raised || o.Move > Resolved:
		f.Add(field+".move", "is required", moveWords().Legal()...)
		return
	case o.Move == Raised && before != nil:
		f.Add(field+".move", "the obstacle was raised before")
	case o.Move != Raised && (before == nil || before.Move == Resolved):
		f.Add(field+".move", fmt.Sprintf("no open obstacle is %s", o.Move))
	case o.Move == Escalated && o.Level <= before.Level:
		f.Add(field+".level", fmt.Sprintf("an escalation goes above %s", before.Level))
	}
	if o.Move == Raised || o.Activity != "" {
		f.activity(field+".activity", o.Activity)
	}
	if o.Move == Resolved {
		if o.Level != 0 || o.Owner != "" {
			f.Add(field, "what is resolved has no level and no owner")
		}
	} else {
		f.party(field+".owner", o.Owner)
		if o.Level < WorkingLevel || o.Level > BoardLevel {
			f.Add(field+".level", "is required", levelWords().Legal()...)
		}
	}
	f.obstacles[o.ID] = o
}

func (f *facts) actual(field string, a *Actual) {
	f.quarter(field+".quarter", a.Quarter, &Quarter{})
	switch i := f.indicators[a.Indicator]; {
	case i == nil:
		f.Add(field+".indicator", "unknown indicator "+storage.Quote(string(a.Indicator)))
	case i.Feed != "":
		f.Add(field+".indicator", "its values are computed, not reported")
	}
}

func (f *facts) appointment(field string, a *Appointment) {
	if !slices.Contains(f.last.Regions, a.Region) {
		f.Add(field+".region", fmt.Sprintf("%s is no region of the plan", a.Region))
	}
	if agency.ID(a.Person).Validate() != nil {
		f.Add(field+".person", "want a person as agencies name their heads: ASCII letters, digits and . _ - : /")
	}
	f.Date(field+".from", a.From)
	if !a.Until.IsZero() && (!a.Until.Valid() || a.Until.Compare(a.From) < 0) {
		f.Add(field+".until", "want a date that is not before from")
	}
}

package complaint

import (
	"iter"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Allowed lists the actions that the actor could take on the complaint at this
// moment with a suitable command, in declared order.
func (l *Lifecycle) Allowed(c *Complaint, by Actor, at Moment) []lifecycle.Action {
	if c == nil {
		return nil
	}
	at.read = &readRuns{}
	var actions []lifecycle.Action
	for a := range l.machine.Actions() {
		if a != l.opens && l.allows(c, by, a, nil, at) {
			actions = append(actions, a)
		}
	}
	if c.mayCorrect(by, at) && l.hasRoom(c, by, ActionCorrectTime, at) {
		actions = append(actions, ActionCorrectTime)
	}
	return actions
}

// WhyNot explains why the actor cannot take the action: everything that stands
// against it, and what would be legal. It is nil if some command could. For an
// action that the lifecycle does not have, the reason is the state.
func (l *Lifecycle) WhyNot(c *Complaint, by Actor, a lifecycle.Action, at Moment) *Denial {
	if c == nil {
		c = &Complaint{State: lifecycle.New}
	}
	return l.deny(c, by, a, nil, at)
}

// allows is deny without the explanation: the common case costs nothing.
func (l *Lifecycle) allows(c *Complaint, by Actor, a lifecycle.Action, cmd *Command, at Moment) bool {
	rule, ok := l.machine.Rule(c.State, a)
	if !ok || !rule.Permits(by.role()) || !l.acts(c, by, at) {
		return false
	}
	if at.read == nil {
		at.read = &readRuns{}
	}
	for range l.unmet(rule, c, by, a, cmd, at) {
		return false
	}
	if len(c.barredBy(cmd, at)) > 0 || len(l.uncleared(c, a, cmd, at)) > 0 {
		return false
	}
	_, moves := l.machine.Move(lifecycle.Position{State: c.State, Origins: c.Origins}, a)
	_, wrong := c.JudgedAt(at.Now)
	return moves && wrong == nil && (cmd != nil || l.hasRoom(c, by, a, at))
}

// unmet yields the conditions that do not hold, in declared order. Of several ways to
// take an action one has to meet them all: a condition counts as unmet if none does that
// met those before it.
func (l *Lifecycle) unmet(rule lifecycle.Rule, c *Complaint, by Actor, a lifecycle.Action, cmd *Command, at Moment) iter.Seq[lifecycle.Condition] {
	return func(yield func(lifecycle.Condition) bool) {
		ways := []*Command{cmd}
		if cmd == nil && l.Does(a, MeaningEscalates) {
			ways = l.escalations(c, by, a, at)
		}
		for cond := range rule.Needs(by.role()) {
			var met []*Command
			for _, way := range ways {
				if l.holds(cond, c, by, a, way, at) {
					met = append(met, way)
				}
			}
			if len(met) > 0 {
				ways = met
			} else if !yield(cond) {
				return
			}
		}
	}
}

// escalations lists whatever somebody could ask for who escalates: every clock, to every
// rung, by the next step of the timer or the first one of a person.
func (l *Lifecycle) escalations(c *Complaint, by Actor, a lifecycle.Action, at Moment) (ways []*Command) {
	runs := at.runs(l, c)
	for clock := range l.machine.Clocks() {
		for _, rung := range l.Rungs() {
			way := &Command{Action: a, Clock: clock, Rung: rung}
			if by.role() == RoleTimer {
				way.Step = c.stepsIn(runs, clock, rung) + 1
			}
			if way.Step <= MostSteps {
				ways = append(ways, way)
			}
		}
	}
	return ways
}

// holds asks one guard.
func (l *Lifecycle) holds(cond lifecycle.Condition, c *Complaint, by Actor, a lifecycle.Action, cmd *Command, at Moment) bool {
	facts := l.facts(cond, c, by, a, cmd, at)
	if cond.Duty != "" {
		return facts.separated()
	}
	return l.guards[cond.Guard](facts)
}

func (l *Lifecycle) facts(cond lifecycle.Condition, c *Complaint, by Actor, a lifecycle.Action, cmd *Command, at Moment) GuardFacts {
	return GuardFacts{Complaint: c, By: by, Action: a, Command: cmd, At: at, Condition: cond, lifecycle: l}
}

// deny collects everything that stands against an action, nil if nothing does.
func (l *Lifecycle) deny(c *Complaint, by Actor, a lifecycle.Action, cmd *Command, at Moment) *Denial {
	if a == ActionCorrectTime {
		return l.denyCorrecting(c, by, cmd, at)
	}
	if l.allows(c, by, a, cmd, at) {
		return nil
	}
	role := by.role()
	d := &Denial{Complaint: c.ID, Action: a, State: c.State, Role: role, Instead: l.Allowed(c, by, at), rules: l}
	add := func(code DenialCode, text aduan.Message, legal ...string) {
		d.Reasons = append(d.Reasons, Reason{Code: code, Text: text, Legal: legal})
	}
	rule, ok := l.machine.Rule(c.State, a)
	ever, from := l.everPermitted(role, a), l.machine.From(a)
	switch {
	case !ok && len(from) == 0:
		add(DeniedByState, texts().Message("denied.action"))
	case !ok:
		add(DeniedByState, texts().Message("denied.state", "states", wordList(l, "state", from)), codes(from)...)
	}
	if ok && !rule.Permits(role) || !ok && !ever {
		may := l.rolesFor(rule, ok, a)
		text := texts().Message("denied.role", "roles", wordList(l, "role", may))
		if len(may) == 0 {
			text = texts().Message("denied.everybody")
		}
		add(DeniedByRole, text, codes(may)...)
	}
	access := l.Access(c, by, at)
	reached := access.Acts
	if !reached {
		add(DeniedByReach, access.wants())
	}
	d.forbidden = !ever || !reached
	if ok && rule.Permits(role) {
		for cond := range l.unmet(rule, c, by, a, cmd, at) {
			d.Reasons = append(d.Reasons, unmet(l.facts(cond, c, by, a, cmd, at)))
		}
	}
	if _, err := c.JudgedAt(at.Now); err != nil {
		add(DeniedByClock, aduan.MessageOf(err))
	}
	if barred := c.barredBy(cmd, at); reached && len(barred) > 0 {
		add(DeniedByAccusation, texts().Message("denied.accused", "agencies", aduan.List(barred)))
	}
	if kept := l.uncleared(c, a, cmd, at); reached && len(kept) > 0 && access.Sees == SeesState {
		add(DeniedByReach, access.Message())
	} else if reached && len(kept) > 0 {
		add(DeniedByAccusation, texts().Message("denied.accused_merged", "agencies", aduan.List(kept)))
	}
	switch _, moves := l.machine.Move(lifecycle.Position{State: c.State, Origins: c.Origins}, a); {
	case len(d.Reasons) > 0:
	case moves:
		add(DeniedByRoom, texts().Message("denied.room"))
	default:
		add(DeniedByState, texts().Message("denied.nowhere"), codes(from)...)
	}
	return d
}

// everPermitted reports whether a role may take an action from any state.
func (l *Lifecycle) everPermitted(role lifecycle.Role, a lifecycle.Action) bool {
	return slices.ContainsFunc(l.machine.From(a), func(s lifecycle.State) bool {
		rule, _ := l.machine.Rule(s, a)
		return rule.Permits(role)
	})
}

// rolesFor lists who may take an action from this state, or from any if it is
// not possible here.
func (l *Lifecycle) rolesFor(rule lifecycle.Rule, here bool, a lifecycle.Action) []lifecycle.Role {
	if here {
		return rule.Roles()
	}
	var roles []lifecycle.Role
	for _, s := range l.machine.From(a) {
		r, _ := l.machine.Rule(s, a)
		for _, role := range r.Roles() {
			if !slices.Contains(roles, role) {
				roles = append(roles, role)
			}
		}
	}
	return roles
}

// codes are words of a definition as programs know them.
func codes[T ~string](words []T) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return list
}

package complaint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Allowed lists the actions that the actor could take on the complaint at this
// moment with a suitable command, in declared order.
func (l *Lifecycle) Allowed(c *Complaint, by Actor, at Moment) []lifecycle.Action {
	if c == nil {
		return nil
	}
	var actions []lifecycle.Action
	for a := range l.machine.Actions() {
		if a != ActionSubmit && l.allows(c, by, a, nil, at) {
			actions = append(actions, a)
		}
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

// CanSee reports whether the actor may see the complaint at all. Whoever may
// not is answered as if it did not exist.
func (l *Lifecycle) CanSee(c *Complaint, by Actor) bool {
	return c != nil && l.reaches[by.role()].covers(c, by)
}

// allows is deny without the explanation: the common case costs nothing.
func (l *Lifecycle) allows(c *Complaint, by Actor, a lifecycle.Action, cmd *Command, at Moment) bool {
	rule, ok := l.machine.Rule(c.State, a)
	if !ok || !rule.Permits(by.role()) || !l.reaches[by.role()].covers(c, by) {
		return false
	}
	for cond := range rule.Needs(by.role()) {
		if !l.holds(cond, c, by, cmd, at) {
			return false
		}
	}
	_, moves := l.machine.Move(lifecycle.Position{State: c.State, Origins: c.Origins}, a)
	return moves
}

// holds asks one guard.
func (l *Lifecycle) holds(cond lifecycle.Condition, c *Complaint, by Actor, cmd *Command, at Moment) bool {
	return l.guards[cond.Guard](GuardFacts{Complaint: c, By: by, Command: cmd, At: at, Condition: cond, lifecycle: l})
}

// deny collects everything that stands against an action, nil if nothing does.
func (l *Lifecycle) deny(c *Complaint, by Actor, a lifecycle.Action, cmd *Command, at Moment) *Denial {
	if l.allows(c, by, a, cmd, at) {
		return nil
	}
	role := by.role()
	d := &Denial{Complaint: c.ID, Action: a, State: c.State, Role: role, Instead: l.Allowed(c, by, at)}
	add := func(code DenialCode, id, en string, legal ...string) {
		d.Reasons = append(d.Reasons, Reason{Code: code, Label: aduan.NewLabel(map[string]string{"id": id, "en": en}), Legal: legal})
	}
	rule, ok := l.machine.Rule(c.State, a)
	ever, from := l.everPermitted(role, a)
	if !ok {
		add(DeniedByState, "tidak dapat dilakukan dalam status ini", "not possible in this state", from...)
	}
	if ok && !rule.Permits(role) || !ok && !ever {
		add(DeniedByRole, "peran ini tidak berwenang", "this role may not do it", codes(l.rolesFor(rule, ok, a))...)
	}
	reached := l.reaches[role].covers(c, by)
	if !reached {
		add(DeniedByReach, "laporan ini tidak berada pada pelaku", "this case is not with the actor: "+l.reaches[role].wants())
	}
	d.forbidden = !ever || !reached
	if ok && rule.Permits(role) {
		for cond := range rule.Needs(role) {
			if !l.holds(cond, c, by, cmd, at) {
				d.Reasons = append(d.Reasons, l.guardReason(cond))
			}
		}
	}
	if len(d.Reasons) == 0 {
		add(DeniedByState, "asal laporan tidak diketahui", "the case has nowhere to return to", from...)
	}
	return d
}

// everPermitted reports whether a role may take an action from any state, and
// from which states anybody may.
func (l *Lifecycle) everPermitted(role lifecycle.Role, a lifecycle.Action) (ever bool, from []string) {
	for _, s := range l.machine.From(a) {
		rule, _ := l.machine.Rule(s, a)
		ever = ever || rule.Permits(role)
		from = append(from, string(s))
	}
	return ever, from
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

// guardReason says for people which condition does not hold.
func (l *Lifecycle) guardReason(cond lifecycle.Condition) Reason {
	r := Reason{Code: DeniedByGuard, Condition: cond.String()}
	guard, _ := l.machine.Guard(cond.Guard)
	arg := strconv.Itoa(cond.Number)
	if cond.Clock != "" {
		arg = string(cond.Clock)
	}
	r.Label = aduan.NewLabel(map[string]string{"id": strings.Replace(guard.Label.Text("id"), "%s", arg, 1), "en": strings.Replace(guard.Label.Text("en"), "%s", arg, 1)})
	if r.Label == (aduan.Label{}) {
		r.Label = aduan.NewLabel(map[string]string{"id": "syarat: " + r.Condition, "en": "needs " + r.Condition})
	}
	return r
}

// wants says on which cases a role of this reach may act.
func (r Reach) wants() string {
	switch r {
	case ReachOwn:
		return "a reporter acts on their own cases"
	case ReachNew:
		return "this role only opens cases"
	case ReachHolding:
		return "the actor's agency must hold it"
	case ReachUnit:
		return "the actor's unit must hold it or be assigned to it"
	case ReachSupervision:
		return "it must be a supervisory case in the actor's region"
	case ReachRegion:
		return "it must lie in the actor's region and not be secret"
	case ReachOversight:
		return "it must not be secret, or must have been escalated to the ombudsman"
	default:
		return fmt.Sprintf("the role reaches no case (%d)", r)
	}
}

// codes are words of a definition as programs know them.
func codes[T ~string](words []T) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return list
}

package lifecycle

import (
	"iter"
	"slices"
)

// Rule is what a proved definition says of one action from one state. It is
// immutable.
type Rule struct {
	row     int
	action  Action
	target  Target
	permits []permit
	needs   []Condition // of everybody
	effects []ClockOp
}

// permit is a role with all that it needs.
type permit struct {
	role  Role
	needs []Condition
}

// Action returns the action.
func (r Rule) Action() Action { return r.action }

// Row returns which of the definition's transitions says so, counted from 0.
func (r Rule) Row() int { return r.row }

// Target returns where the action leads.
func (r Rule) Target() Target { return r.target }

// Roles returns the roles that may take the action, in declared order.
func (r Rule) Roles() []Role {
	roles := make([]Role, len(r.permits))
	for i, p := range r.permits {
		roles[i] = p.role
	}
	return roles
}

// Permits reports whether a role may take the action if its needs hold.
func (r Rule) Permits(role Role) bool {
	return slices.ContainsFunc(r.permits, func(p permit) bool { return p.role == role })
}

// Needs yields what must hold when a role takes the action: what everybody
// needs, then what this role needs, then what duties ask. It yields nothing more for a role that is
// not permitted.
func (r Rule) Needs(role Role) iter.Seq[Condition] {
	for _, p := range r.permits {
		if p.role == role {
			return slices.Values(p.needs)
		}
	}
	return slices.Values(r.needs)
}

// Effects yields what the action does to clocks, one operation on one clock at
// a time, in the order in which it happens.
func (r Rule) Effects() iter.Seq[ClockOp] { return slices.Values(r.effects) }

package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// judge holds one state against what every state must satisfy. Stuck is a place
// there from which no end can be reached, -1 for none; leads says whether one
// might be reached however a case came there.
func (b *builder) judge(s, stuck int, leads bool, limit int) {
	info := b.infos[s]
	b.judgeExits(s, info)
	if _, ok := b.wayTo(s); !ok && b.way != nil {
		b.ofState(s, Finding{Kind: UnreachableState}, b.unreachable(s))
	}
	if stuck >= 0 {
		b.ofState(s, Finding{Kind: NoEnd, Path: b.path(b.found.spots, stuck)}, texts().Message("fault.no_end", "state", shown(info.State)))
	} else if b.way != nil && !leads {
		b.ofState(s, Finding{Kind: NoEnd, Path: b.pathTo(s)}, texts().Message("fault.no_end", "state", shown(info.State)))
	}
	leavers, exits := b.leavers(s)
	if !info.Final && exits > 0 && len(leavers) == 0 {
		b.ofState(s, Finding{Kind: NobodyMayLeave, Path: b.pathTo(s)}, texts().Message("fault.nobody_may_leave", "state", shown(info.State)))
	}
	owner := Finding{Name: string(info.Owner)}
	switch {
	case info.Owner == "" || slices.Contains(leavers, info.Owner) && b.voc.hasRole(info.Owner):
	case !b.voc.hasRole(info.Owner):
		owner.Kind, owner.Legal = UnknownRole, b.voc.roles()
		b.ofState(s, owner, texts().Message("fault.owner_unknown", "state", shown(info.State), "role", storage.Quote(string(info.Owner))))
	default:
		owner.Kind, owner.Legal, owner.Path = OwnerCannotAct, names(leavers), b.pathTo(s)
		b.ofState(s, owner, texts().Message("fault.owner_cannot_act", "state", shown(info.State), "role", shown(info.Owner)))
	}
	if info.Waiting && info.Owner == "" && !slices.Contains(leavers, Timer) {
		b.ofState(s, Finding{Kind: WaitingForever, Path: b.pathTo(s)}, texts().Message("fault.waits", "state", shown(info.State), "timer", string(Timer)))
	} else if info.Waiting && info.Owner == "" {
		b.judgeTimeout(s, limit)
	}
}

// judgeExits compares the exits of a final state with those it declares.
func (b *builder) judgeExits(s int, info StateInfo) {
	provided := map[Action]bool{}
	for a, c := range b.exits(s) {
		action := b.actions[a]
		provided[action] = true
		if info.Final && !slices.Contains(info.Exits, action) {
			b.ofRow(c.rule.row, Finding{Kind: UndeclaredExit, State: info.State, Path: b.pathOut(s, a), Legal: names(info.Exits)},
				texts().Message("fault.undeclared_exit", "action", shown(action), "state", shown(info.State)))
		}
	}
	for _, e := range info.Exits {
		unused := Finding{Kind: UnusedExit, Action: e}
		if !info.Final {
			b.ofState(s, unused, texts().Message("fault.exit_not_final", "action", shown(e), "state", shown(info.State)))
		} else if !provided[e] {
			b.ofState(s, unused, texts().Message("fault.unused_exit", "action", shown(e), "state", shown(info.State)))
		}
	}
}

// pathOut returns a shortest sequence of actions that leads to a state and out
// of it by the given action; nothing if that cannot happen.
func (b *builder) pathOut(s, action int) []Step {
	step := Step{Action: b.actions[action]}
	if c := b.at(s, action); c.to != backward {
		step.To = b.states[c.to]
		return b.pathTo(s, step)
	}
	if b.found == nil {
		return b.pathTo(s)
	}
	for n, p := range b.found.spots {
		if next, ok := b.advance(p.place, action); p.state == s && ok {
			step.To = b.states[next.state]
			return append(b.path(b.found.spots, n), step)
		}
	}
	return nil
}

// leavers returns the roles that may take some exit from a state, in order of
// appearance, and how many exits there are.
func (b *builder) leavers(s int) (roles []Role, exits int) {
	for _, c := range b.exits(s) {
		exits++
		for _, p := range c.rule.permits {
			if !slices.Contains(roles, p.role) {
				roles = append(roles, p.role)
			}
		}
	}
	return roles, exits
}

// unreachable names what leads to a state that nothing reaches.
func (b *builder) unreachable(s int) aduan.Message {
	var from []State
	for f, name := range b.states {
		for _, c := range b.from(f) {
			if f != s && (c.to == s || slices.Contains(c.origins, s)) && !slices.Contains(from, name) {
				from = append(from, name)
			}
		}
	}
	if len(from) == 0 {
		return texts().Message("fault.never_entered", "state", shown(b.states[s]))
	}
	return texts().Message("fault.unreachable", "state", shown(b.states[s]), "states", aduan.List(from))
}

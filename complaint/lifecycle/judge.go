package lifecycle

import (
	"fmt"
	"slices"
)

// judge holds one state against what every state must satisfy.
func (b *builder) judge(s int, leads bool, limit int) {
	info := b.infos[s]
	b.judgeExits(s, info)
	if b.way != nil && !b.reaches(s) {
		b.find(Finding{Kind: UnreachableState, Line: info.Line, State: info.State, Message: b.whyUnreachable(s)})
	}
	b.judgeEnd(s, info, leads)
	leavers, exits := b.leavers(s)
	if !info.Final && exits > 0 && len(leavers) == 0 {
		b.find(Finding{
			Kind: NobodyMayLeave, Line: info.Line, State: info.State, Path: b.pathTo(s),
			Message: fmt.Sprintf("%s has exits, but no role may take one", info.State),
		})
	}
	if info.Owner != "" && info.Owner != Timer && !slices.Contains(b.voc.Roles, info.Owner) {
		b.find(Finding{
			Kind: UnknownRole, Line: info.Line, State: info.State, Name: string(info.Owner),
			Message: fmt.Sprintf("%s is owned by %q, a role that does not exist", info.State, info.Owner), Legal: b.roles(),
		})
	} else if info.Owner != "" && !slices.Contains(leavers, info.Owner) {
		b.find(Finding{
			Kind: OwnerCannotAct, Line: info.Line, State: info.State, Name: string(info.Owner), Path: b.pathTo(s),
			Message: fmt.Sprintf("%s waits for %s, who may take no exit from it", info.State, info.Owner), Legal: texts(leavers),
		})
	}
	if info.Waiting && info.Owner == "" && !slices.Contains(leavers, Timer) {
		b.find(Finding{
			Kind: WaitingForever, Line: info.Line, State: info.State, Path: b.pathTo(s),
			Message: fmt.Sprintf("%s waits with neither a time-out (an exit by %s) nor an owner", info.State, Timer),
		})
	} else if info.Waiting && info.Owner == "" {
		b.judgeTimeout(s, info, limit)
	}
}

// judgeEnd looks for a place in the state from which no end can be reached. In
// a state where no case comes, or when the places could not be searched, the
// state has no end if none can be reached however a case came there.
func (b *builder) judgeEnd(s int, info StateInfo, leads bool) {
	f := Finding{Kind: NoEnd, Line: info.Line, State: info.State, Message: fmt.Sprintf("from %s no final state can be reached", info.State)}
	switch {
	case b.way == nil:
	case b.found != nil && b.found.stuck[s] >= 0:
		f.Path = b.path(b.found.stuck[s])
		b.find(f)
	case !leads:
		f.Path = b.pathTo(s)
		b.find(f)
	}
}

// judgeExits compares the exits of a final state with those it declares.
func (b *builder) judgeExits(s int, info StateInfo) {
	provided := map[Action]bool{}
	for a, action := range b.actions {
		c := b.at(s, a)
		if c == nil || c.to == s {
			continue
		}
		provided[action] = true
		if info.Final && !slices.Contains(info.Exits, action) {
			b.find(Finding{
				Kind: UndeclaredExit, Line: b.def.Transitions[c.rule.row].Line, State: info.State, Action: action, Path: b.pathOut(s, a),
				Message: fmt.Sprintf("%s leads out of %s, which is final and does not declare it as an exit", action, info.State), Legal: texts(info.Exits),
			})
		}
	}
	for _, e := range info.Exits {
		if !info.Final || !provided[e] {
			message := fmt.Sprintf("%s declares the exit %s, which no transition provides", info.State, e)
			if !info.Final {
				message = fmt.Sprintf("%s declares the exit %s without being final", info.State, e)
			}
			b.find(Finding{Kind: UnusedExit, Line: info.Line, State: info.State, Action: e, Message: message})
		}
	}
}

// pathOut returns a shortest sequence of actions that leads to a state and out
// of it by the given action; nothing if that cannot happen.
func (b *builder) pathOut(s, action int) []Step {
	if c := b.at(s, action); c.to >= 0 {
		return b.pathTo(s, Step{Action: b.actions[action], To: b.states[c.to]})
	}
	if b.found == nil {
		return b.pathTo(s)
	}
	for n, p := range b.found.places {
		if p.state != s {
			continue
		}
		if next, ok := b.advance(p, action); ok {
			return append(b.path(n), Step{Action: b.actions[action], To: b.states[next.state]})
		}
	}
	return nil
}

// leavers returns the roles that may take some exit from a state, in order of
// appearance, and how many exits there are.
func (b *builder) leavers(s int) (roles []Role, exits int) {
	for a := range b.actions {
		c := b.at(s, a)
		if c == nil || c.to == s {
			continue
		}
		exits++
		for _, p := range c.rule.permits {
			if !slices.Contains(roles, p.role) {
				roles = append(roles, p.role)
			}
		}
	}
	return roles, exits
}

// whyUnreachable names what leads to a state that nothing reaches.
func (b *builder) whyUnreachable(s int) string {
	var from []State
	for f := range b.states {
		for a := range b.actions {
			c := b.at(f, a)
			if c != nil && f != s && (c.to == s || slices.Contains(c.origins, s)) && !slices.Contains(from, b.states[f]) {
				from = append(from, b.states[f])
			}
		}
	}
	if len(from) == 0 {
		return fmt.Sprintf("no case can come to %s: no action leads there from another state", b.states[s])
	}
	return fmt.Sprintf("no case can come to %s: it is entered only from %s, where no case can come either", b.states[s], join(from, ", "))
}

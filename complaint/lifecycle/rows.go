package lifecycle

import (
	"fmt"
	"slices"
)

func (b *builder) declareRows() {
	b.actionNum = map[Action]int{}
	for _, t := range b.def.Transitions {
		if _, ok := b.actionNum[t.Action]; !ok {
			b.actionNum[t.Action] = len(b.actions)
			b.actions = append(b.actions, t.Action)
		}
	}
	b.cells = make([]*cell, (len(b.states)+1)*len(b.actions))
	b.given = make([]int, len(b.cells))
	for i := range b.def.Transitions {
		b.declareRow(i)
	}
	b.remembers = make([]bool, len(b.states))
	for s := range b.states {
		for a := range b.actions {
			if c := b.at(s, a); c != nil && c.to < 0 {
				b.remembers[s] = true
			}
		}
	}
}

func (b *builder) declareRow(row int) {
	t := &b.def.Transitions[row]
	if !validName(string(t.Action)) {
		b.find(Finding{Kind: BadName, Line: t.Line, Action: t.Action, Name: string(t.Action), Message: fmt.Sprintf("%q cannot name an action: want lower case letters, digits and _", t.Action)})
	}
	rule := b.rule(row, t)
	if len(t.By) == 0 {
		b.find(Finding{Kind: NobodyMayAct, Line: t.Line, Action: t.Action, Message: fmt.Sprintf("nobody may %s: no role is permitted", t.Action)})
	}
	origins, isBack := b.resolveTarget(t)
	staying, entering := b.effects(t, false), b.effects(t, true)
	action := b.actionNum[t.Action]
	for _, from := range b.resolveFrom(t) {
		n := from*len(b.actions) + action
		if first := b.given[n]; first > 0 {
			b.repeated(t, from, first, row+1)
			continue
		}
		b.given[n] = row + 1
		c := &cell{rule: rule, to: -1, origins: origins}
		if !isBack || from == b.newState() {
			if c.to = b.resolveTo(t, from); c.to < 0 {
				continue
			}
		}
		c.rule.effects = staying
		if c.to != from && b.ends(c) {
			c.rule.effects = entering
		}
		b.cells[n] = c
	}
}

// repeated finds an action given twice from a state.
func (b *builder) repeated(t *Transition, from, first, second int) {
	name := New
	if from < len(b.states) {
		name = b.states[from]
	}
	where := fmt.Sprintf("in transitions %d and %d", first, second)
	if first == second {
		where = fmt.Sprintf("in transition %d", first)
	}
	b.find(Finding{Kind: RepeatedCell, Line: t.Line, State: name, Action: t.Action, Message: fmt.Sprintf("%s from %s is given twice, %s", t.Action, name, where)})
}

// ends reports whether a cell leads into a final state; a Back target does if
// all its origins are final.
func (b *builder) ends(c *cell) bool {
	if c.to >= 0 {
		return b.infos[c.to].Final
	}
	return len(c.origins) > 0 && !slices.ContainsFunc(c.origins, func(o int) bool { return !b.infos[o].Final })
}

// resolveFrom returns the numbers of the states a row starts from, reporting
// those that do not exist.
func (b *builder) resolveFrom(t *Transition) []int {
	var from []int
	// A third mention adds nothing to what the second one shows.
	named, listed := map[State]int{}, make([]int, len(b.states)+1)
	add := func(numbers ...int) {
		for _, n := range numbers {
			if listed[n]++; listed[n] <= 2 {
				from = append(from, n)
			}
		}
	}
	open := b.open()
	if len(t.From) == 0 {
		b.find(Finding{Kind: UnknownState, Line: t.Line, Action: t.Action, Message: fmt.Sprintf("%s starts from no state", t.Action), Legal: append(texts(b.states), string(New), string(AnyOpen))})
	}
	for _, s := range t.From {
		if named[s]++; named[s] > 2 {
			continue
		}
		switch n, ok := b.stateNum[s]; {
		case s == New:
			add(b.newState())
		case s == AnyOpen && len(open) == 0:
			b.find(Finding{Kind: UnknownState, Line: t.Line, Action: t.Action, State: s, Name: string(s), Message: fmt.Sprintf("%s starts from %s, but every state is final", t.Action, s), Legal: texts(b.states)})
		case s == AnyOpen:
			add(open...)
		case ok:
			add(n)
		default:
			b.find(Finding{
				Kind: UnknownState, Line: t.Line, Action: t.Action, State: s, Name: string(s),
				Message: fmt.Sprintf("%s starts from %q, which is not declared", t.Action, s), Legal: texts(b.states),
			})
		}
	}
	return from
}

// resolveTarget returns the origins of a Back target and checks that the
// target exists.
func (b *builder) resolveTarget(t *Transition) (origins []int, isBack bool) {
	dangling := func(s State, message string) {
		b.find(Finding{
			Kind: DanglingTarget, Line: t.Line, Action: t.Action, State: s, Name: string(s),
			Message: string(t.Action) + " " + message, Legal: append(texts(b.states), same),
		})
	}
	switch t.To.kind {
	case targetNone:
		dangling("", "has no target")
	case targetState:
		if _, ok := b.stateNum[t.To.state]; !ok {
			dangling(t.To.state, fmt.Sprintf("leads to %q, which is not declared", t.To.state))
		}
	case targetBack:
		if len(t.To.back) == 0 {
			dangling("", "returns to no state")
		}
		for _, s := range t.To.back {
			n, ok := b.stateNum[s]
			switch {
			case s == AnyOpen:
				origins = append(origins, b.open()...)
			case ok:
				origins = append(origins, n)
			default:
				dangling(s, fmt.Sprintf("leads back to %q, which is not declared", s))
			}
		}
		slices.Sort(origins)
		return slices.Compact(origins), true
	}
	return nil, false
}

// resolveTo returns the number of the state to which a row leads from the
// given one, -1 if that cannot be.
func (b *builder) resolveTo(t *Transition, from int) int {
	to, ok := b.stateNum[t.To.state]
	switch {
	case t.To.kind == targetSame && from != b.newState():
		return from
	case t.To.kind == targetSame || t.To.kind == targetBack:
		b.find(Finding{Kind: DanglingTarget, Line: t.Line, Action: t.Action, State: New, Message: fmt.Sprintf("%s opens a case and cannot lead to %s", t.Action, t.To), Legal: []string{string(b.def.Initial)}})
		return -1
	case t.To.kind != targetState || !ok:
		return -1
	case from == b.newState() && b.initial >= 0 && to != b.initial:
		b.find(Finding{
			Kind: DanglingTarget, Line: t.Line, Action: t.Action, State: t.To.state, Name: string(t.To.state),
			Message: fmt.Sprintf("%s opens a case in %s, which is not the initial state", t.Action, t.To.state), Legal: []string{string(b.def.Initial)},
		})
		return -1
	default:
		return to
	}
}

// open returns the numbers of the states that are not final.
func (b *builder) open() []int {
	var open []int
	for i, s := range b.infos {
		if !s.Final {
			open = append(open, i)
		}
	}
	return open
}

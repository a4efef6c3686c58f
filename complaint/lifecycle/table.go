package lifecycle

import (
	"iter"
	"slices"
)

// table says what each action does from each state. Both have numbers here, in
// declared order; [New] is the state after the last one.
type table struct {
	states    []State
	infos     []StateInfo // by state
	actions   []Action    // in order of first appearance
	stateNum  map[State]int
	actionNum map[Action]int
	cells     []*cell // [state][action], the row of New included; nil where refused
	remembers []bool  // by state: it has a Back exit, so entering it remembers the origin
}

// cell is what one action does from one state.
type cell struct {
	rule    Rule
	to      int   // the state it leads to, or backward for a Back target
	origins []int // the states a Back target may return to, ascending
}

// backward stands for the state to which a Back target leads: it depends on the
// origin.
const backward = -1

// newState is the number of New.
func (t *table) newState() int { return len(t.states) }

// name is the name of a state by its number.
func (t *table) name(s int) State {
	if s == t.newState() {
		return New
	}
	return t.states[s]
}

// names lists the declared states, then New.
func (t *table) names() []State { return append(slices.Clone(t.states), New) }

// cell returns what an action does from a state, nil if it is refused or one of
// the names is not declared.
func (t *table) cell(s State, a Action) *cell {
	from, known := t.stateNum[s]
	if s == New {
		from, known = t.newState(), true
	}
	action, ok := t.actionNum[a]
	if !known || !ok {
		return nil
	}
	return t.at(from, action)
}

// at returns the cell of a state and an action by their numbers.
func (t *table) at(state, action int) *cell { return t.cells[state*len(t.actions)+action] }

// next says where a cell leads a case whose innermost origin is given; false if
// the action is refused.
func (t *table) next(c *cell, origin State) (State, bool) {
	if c == nil {
		return "", false
	}
	if c.to != backward {
		return t.states[c.to], true
	}
	o, ok := t.stateNum[origin]
	if !ok || !slices.Contains(c.origins, o) {
		return "", false
	}
	return origin, true
}

// from yields the actions that are possible in a state, with their cells.
func (t *table) from(state int) iter.Seq2[int, *cell] {
	return func(yield func(int, *cell) bool) {
		for a := range t.actions {
			if c := t.at(state, a); c != nil && !yield(a, c) {
				return
			}
		}
	}
}

// exits yields the actions that lead out of a state, with their cells.
func (t *table) exits(state int) iter.Seq2[int, *cell] {
	return func(yield func(int, *cell) bool) {
		for a, c := range t.from(state) {
			if c.to != state && !yield(a, c) {
				return
			}
		}
	}
}

// place is a [Position] in numbers.
type place struct {
	state   int
	origins []int
}

// advance says where an action leads from a place; false if it is refused
// there. It is the meaning of [To], [Same] and [Back].
func (t *table) advance(p place, action int) (place, bool) {
	c, last := t.at(p.state, action), len(p.origins)-1
	switch {
	case c == nil, c.to == backward && last < 0:
		return place{}, false
	case c.to == backward:
		origin := p.origins[last]
		return place{state: origin, origins: p.origins[:last:last]}, slices.Contains(c.origins, origin)
	case c.to == p.state:
		return p, true
	case p.state == t.newState() || !t.remembers[c.to]:
		return place{state: c.to}, true
	default:
		return place{state: c.to, origins: append(p.origins[:last+1:last+1], p.state)}, true
	}
}

// place finds the numbers of a position, false if a name in it is not declared.
func (t *table) place(p Position) (place, bool) {
	at := place{state: t.newState()}
	ok := true
	if p.State != New {
		at.state, ok = t.stateNum[p.State]
	}
	for _, o := range p.Origins {
		n, known := t.stateNum[o]
		ok = ok && known
		at.origins = append(at.origins, n)
	}
	return at, ok
}

// position is a place with the names of its states.
func (t *table) position(p place) Position {
	at := Position{State: t.name(p.state)}
	for _, o := range p.origins {
		at.Origins = append(at.Origins, t.states[o])
	}
	return at
}

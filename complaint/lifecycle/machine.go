package lifecycle

import (
	"iter"
	"slices"

	"github.com/aduan-go/aduan"
)

// Machine is a definition that has been proved: a table, driven out of the
// state machine engine once at load, that every case shares. It is immutable
// and safe for concurrent use.
type Machine struct {
	def     Definition
	voc     Vocabulary
	states  index
	actions index
	// table holds, for each state (New last) and column, the number of the
	// state it leads to, or refused. An action has one column, a Back action
	// one for every state.
	table   []int16
	columns int
	// column is an action's first column; returning says that it is a Back
	// action somewhere, whose columns follow one for each origin.
	column    []int32
	returning []bool
	cells     []*cell // [state][action]
	infos     []StateInfo
	remembers []bool // by state: entering it remembers the origin
	positions []Position
	paths     [][]Step
}

// refused marks the cells of the table in which an action is not possible.
const refused int16 = -1

// Position is where a case stands: its state, and the stack of states to
// which Back exits return, the innermost last.
type Position struct {
	State   State   `json:"state"`
	Origins []State `json:"origins,omitempty"`
}

// Definition returns a copy of the definition that was proved.
func (m *Machine) Definition() Definition { return m.def.Clone() }

// Name and Edition identify the rules.
func (m *Machine) Name() string { return m.def.Name }

// Edition returns the edition of the rules.
func (m *Machine) Edition() string { return m.def.Edition }

// Valid is when cases may begin under this edition.
func (m *Machine) Valid() aduan.Period { return m.def.Valid }

// Initial is the state in which every case begins.
func (m *Machine) Initial() State { return m.def.Initial }

// States yields the declared states in declared order.
func (m *Machine) States() iter.Seq[StateInfo] {
	return func(yield func(StateInfo) bool) {
		for _, s := range m.infos {
			s.Exits = slices.Clone(s.Exits)
			if !yield(s) {
				return
			}
		}
	}
}

// Actions yields all actions in order of first appearance.
func (m *Machine) Actions() iter.Seq[Action] {
	return func(yield func(Action) bool) {
		for _, a := range m.actions.names {
			if !yield(Action(a)) {
				return
			}
		}
	}
}

// State returns what is declared of a state, and false if it is not declared.
func (m *Machine) State(s State) (StateInfo, bool) {
	n := m.states.find(string(s))
	if n < 0 || n >= len(m.infos) {
		return StateInfo{}, false
	}
	info := m.infos[n]
	info.Exits = slices.Clone(info.Exits)
	return info, true
}

// Final reports whether s is a declared final state.
func (m *Machine) Final(s State) bool {
	n := m.states.find(string(s))
	return n >= 0 && n < len(m.infos) && m.infos[n].Final
}

// Next returns the state to which an action leads from a state, and false if
// the action is not possible there. The origin is where a Back action would
// return to (the top of the case's stack, "" if it is empty); other actions
// ignore it. From [New] it returns the state in which the action opens a case.
// Next does not allocate; it says nothing about who may act.
func (m *Machine) Next(s State, a Action, origin State) (State, bool) {
	from, action := m.states.find(string(s)), m.actions.find(string(a))
	if from < 0 || action < 0 {
		return "", false
	}
	col := m.column[action]
	to := m.table[from*m.columns+int(col)]
	if to < 0 {
		if !m.returning[action] {
			return "", false
		}
		o := m.states.find(string(origin))
		if o < 0 || o >= len(m.infos) { // New is a state, but nothing returns to it
			return "", false
		}
		if to = m.table[from*m.columns+int(col)+1+o]; to < 0 {
			return "", false
		}
	}
	return State(m.states.names[to]), true
}

// Move takes an action from a position: [Machine.Next] for the state, and the
// stack of origins as [Back] describes. The position given is not changed.
func (m *Machine) Move(p Position, a Action) (Position, bool) {
	var origin State
	if n := len(p.Origins); n > 0 {
		origin = p.Origins[n-1]
	}
	to, ok := m.Next(p.State, a, origin)
	if !ok {
		return Position{}, false
	}
	switch {
	case p.State == New:
		return Position{State: to}, true
	case m.cell(p.State, a).to < 0:
		return Position{State: to, Origins: cloneOrigins(p.Origins[:len(p.Origins)-1])}, true
	case to == p.State:
		return Position{State: to, Origins: cloneOrigins(p.Origins)}, true
	case m.remembers[m.states.find(string(to))]:
		return Position{State: to, Origins: append(slices.Clone(p.Origins), p.State)}, true
	default:
		return Position{State: to}, true
	}
}

// cloneOrigins copies a stack; an empty one is nil.
func cloneOrigins(origins []State) []State {
	if len(origins) == 0 {
		return nil
	}
	return slices.Clone(origins)
}

// Rule returns what the definition says of an action from a state, and false
// if the action is not possible there.
func (m *Machine) Rule(s State, a Action) (Rule, bool) {
	c := m.cell(s, a)
	if c == nil {
		return Rule{}, false
	}
	return c.rule, true
}

// cell returns what an action does from a state, nil if it is not possible.
func (m *Machine) cell(s State, a Action) *cell {
	from, action := m.states.find(string(s)), m.actions.find(string(a))
	if from < 0 || action < 0 {
		return nil
	}
	return m.cells[from*len(m.actions.names)+action]
}

// From returns the states from which an action is possible, in declared
// order; [New] last, for an action that opens a case.
func (m *Machine) From(a Action) []State {
	var from []State
	if n := m.actions.find(string(a)); n >= 0 {
		for s, name := range m.states.names {
			if m.cells[s*len(m.actions.names)+n] != nil {
				from = append(from, State(name))
			}
		}
	}
	return from
}

// Positions yields every position that a case can come to, with a shortest
// path of actions to it, in the order of a breadth-first search.
func (m *Machine) Positions() iter.Seq2[Position, []Step] {
	return func(yield func(Position, []Step) bool) {
		for i, p := range m.positions {
			if !yield(Position{State: p.State, Origins: cloneOrigins(p.Origins)}, slices.Clone(m.paths[i])) {
				return
			}
		}
	}
}

// Guard returns what the vocabulary says of a guard.
func (m *Machine) Guard(name GuardName) (Guard, bool) {
	i := slices.IndexFunc(m.voc.Guards, func(g Guard) bool { return g.Name == name })
	if i < 0 {
		return Guard{}, false
	}
	return m.voc.Guards[i], true
}

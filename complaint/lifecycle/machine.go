package lifecycle

import (
	"iter"
	"slices"

	"github.com/aduan-go/aduan"
)

// Machine is a definition that has been proved: a table, held cell by cell
// against the state machine engine once at load, that every case shares. It is
// immutable and safe for concurrent use.
type Machine struct {
	table
	def   Definition
	voc   Vocabulary
	spots []spot // all places of a case, and the start
}

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
func (m *Machine) Actions() iter.Seq[Action] { return slices.Values(m.actions) }

// Clocks yields all clocks of which the definition may speak, in the order of the
// vocabulary.
func (m *Machine) Clocks() iter.Seq[ClockName] { return slices.Values(m.voc.Clocks) }

// State returns what is declared of a state, and false if it is not declared.
func (m *Machine) State(s State) (StateInfo, bool) {
	n, ok := m.stateNum[s]
	if !ok {
		return StateInfo{}, false
	}
	info := m.infos[n]
	info.Exits = slices.Clone(info.Exits)
	return info, true
}

// Final reports whether s is a declared final state.
func (m *Machine) Final(s State) bool {
	n, ok := m.stateNum[s]
	return ok && m.infos[n].Final
}

// Next returns the state to which an action leads from a state, and false if
// the action is not possible there. The origin is where a Back action would
// return to (the top of the case's stack, "" if it is empty); other actions
// ignore it. From [New] it returns the state in which the action opens a case.
// Next does not allocate; it says nothing about who may act.
func (m *Machine) Next(s State, a Action, origin State) (State, bool) {
	return m.next(m.cell(s, a), origin)
}

// Move takes an action from a position: [Machine.Next] for the state, and the
// stack of origins as [Back] describes. The position given is not changed.
func (m *Machine) Move(p Position, a Action) (Position, bool) {
	at, ok := m.place(p)
	action, known := m.actionNum[a]
	if !ok || !known {
		return Position{}, false
	}
	next, ok := m.advance(at, action)
	if !ok {
		return Position{}, false
	}
	return m.position(next), true
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

// From returns the states from which an action is possible, in declared
// order; [New] last, for an action that opens a case.
func (m *Machine) From(a Action) []State {
	var from []State
	if action, known := m.actionNum[a]; known {
		for s := range m.newState() + 1 {
			if m.at(s, action) != nil {
				from = append(from, m.name(s))
			}
		}
	}
	return from
}

// Positions yields every position that a case can come to, with a shortest
// path of actions to it, in the order of a breadth-first search.
func (m *Machine) Positions() iter.Seq2[Position, []Step] {
	return func(yield func(Position, []Step) bool) {
		for n, s := range m.spots {
			if s.state != m.newState() && !yield(m.position(s.place), m.path(m.spots, n)) {
				return
			}
		}
	}
}

// Guard returns what the vocabulary says of a guard.
func (m *Machine) Guard(name GuardName) (Guard, bool) { return m.voc.guard(name) }

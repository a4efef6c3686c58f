package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/looplab/fsm"
)

// machine drives the engine through every cell and keeps what it answers.
func (b *builder) machine() *Machine {
	m := &Machine{
		def: b.def, voc: b.voc, infos: b.infos, cells: b.cells,
		states: newIndex(append(slices.Clone(b.states), New)), actions: newIndex(b.actions),
		column: make([]int32, len(b.actions)), returning: make([]bool, len(b.actions)),
		remembers: b.remembers,
	}
	for a := range b.actions {
		m.column[a] = int32(m.columns)
		m.columns++
		for s := range b.states {
			if c := b.at(s, a); c != nil && c.to < 0 {
				m.returning[a] = true
			}
		}
		if m.returning[a] {
			m.columns += len(b.states)
		}
	}
	b.drive(m)
	b.keepPositions(m)
	return m
}

func cloneVocabulary(v Vocabulary) Vocabulary {
	return Vocabulary{Roles: slices.Clone(v.Roles), Guards: slices.Clone(v.Guards), Clocks: slices.Clone(v.Clocks)}
}

// eventName names the engine's event for an action; a Back action has one for
// every origin. No action's name contains a colon.
func (b *builder) eventName(action, origin int) string {
	if origin < 0 {
		return string(b.actions[action])
	}
	return string(b.actions[action]) + ":" + string(b.states[origin])
}

// events writes the cells in the engine's terms. The engine lets a repeated
// (event, source) silently win over the first; the cells hold none.
func (b *builder) events() fsm.Events {
	var events fsm.Events
	for s := range len(b.states) + 1 {
		from := New
		if s < len(b.states) {
			from = b.states[s]
		}
		for a := range b.actions {
			c := b.at(s, a)
			switch {
			case c == nil:
			case c.to >= 0:
				events = append(events, fsm.EventDesc{Name: b.eventName(a, -1), Src: []string{string(from)}, Dst: string(b.states[c.to])})
			default:
				for _, o := range c.origins {
					events = append(events, fsm.EventDesc{Name: b.eventName(a, o), Src: []string{string(from)}, Dst: string(b.states[o])})
				}
			}
		}
	}
	return events
}

// drive fills the table from the engine: in every state it fires every event
// the engine says it can, and notes where the engine ends up. Callbacks stay
// unused and the context is never cancelled, because a cancelled one would jam
// the engine for good.
func (b *builder) drive(m *Machine) {
	m.table = make([]int16, len(m.states.names)*m.columns)
	engine := fsm.NewFSM(string(New), b.events(), fsm.Callbacks{})
	for a := range b.actions {
		origins := 0
		if m.returning[a] {
			origins = len(b.states)
		}
		for o := -1; o < origins; o++ {
			event := b.eventName(a, o)
			for s, from := range m.states.names {
				m.table[s*m.columns+int(m.column[a])+1+o] = b.fire(engine, from, event, m)
			}
		}
	}
	for s := range m.states.names {
		for a := range b.actions {
			b.compare(s, a, m)
		}
	}
}

// fire asks the engine where an event leads from a state.
func (b *builder) fire(engine *fsm.FSM, from, event string, m *Machine) int16 {
	engine.SetState(from)
	if !engine.Can(event) {
		return refused
	}
	err := engine.Event(context.Background(), event)
	var stayed fsm.NoTransitionError
	if err != nil && !errors.As(err, &stayed) {
		b.find(Finding{Kind: EngineDisagrees, State: State(from), Action: Action(event), Message: fmt.Sprintf("the engine can %s from %s, but fails: %v", event, from, err)})
		return refused
	}
	return int16(m.states.find(engine.Current()))
}

// compare holds the engine's answers for one cell against the definition.
func (b *builder) compare(s, a int, m *Machine) {
	c := b.at(s, a)
	want := func(origin int) int16 {
		switch {
		case c == nil:
			return refused
		case c.to >= 0 && origin < 0:
			return int16(c.to)
		case c.to < 0 && origin >= 0 && slices.Contains(c.origins, origin):
			return int16(origin)
		default:
			return refused
		}
	}
	origins := 0
	if m.returning[a] {
		origins = len(b.states)
	}
	for o := -1; o < origins; o++ {
		if got := m.table[s*m.columns+int(m.column[a])+1+o]; got != want(o) {
			b.find(Finding{
				Kind: EngineDisagrees, State: State(m.states.names[s]), Action: b.actions[a],
				Message: fmt.Sprintf("the engine answers %d to %s from %s, the definition says %d", got, b.actions[a], m.states.names[s], want(o)),
			})
		}
	}
}

// keepPositions writes down what the proof found, for Diff and for tests.
func (b *builder) keepPositions(m *Machine) {
	for n, p := range b.found.places {
		pos := Position{State: b.states[p.state]}
		for _, o := range p.origins {
			pos.Origins = append(pos.Origins, b.states[o])
		}
		m.positions = append(m.positions, pos)
		m.paths = append(m.paths, b.path(n))
	}
}

package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/looplab/fsm"

	"github.com/aduan-go/aduan/storage"
)

// event names the engine's event for an action; a Back action has one for every
// origin, a negative one is none. No action's name contains a colon.
func (t *table) event(action, origin int) string {
	if origin < 0 {
		return string(t.actions[action])
	}
	return string(t.actions[action]) + ":" + string(t.states[origin])
}

// engine writes the cells in the engine's terms. It lets a repeated (event,
// source) silently win over the first; the cells hold none. Callbacks stay
// unused.
func (t *table) engine() *fsm.FSM {
	var events fsm.Events
	for s := range len(t.states) + 1 {
		from := []string{string(t.name(s))}
		for a, c := range t.from(s) {
			if c.to != backward {
				events = append(events, fsm.EventDesc{Name: t.event(a, -1), Src: from, Dst: string(t.states[c.to])})
			}
			for _, o := range c.origins {
				events = append(events, fsm.EventDesc{Name: t.event(a, o), Src: from, Dst: string(t.states[o])})
			}
		}
	}
	return fsm.NewFSM(string(New), events, fsm.Callbacks{})
}

// compare holds every cell against the engine: in every state it fires every
// event, and what the engine answers must be what [Machine.Next] will.
func (b *builder) compare(engine *fsm.FSM) {
	for a, action := range b.actions {
		origins := []State{""}
		if slices.ContainsFunc(b.def.Transitions, func(t Transition) bool { return t.Action == action && t.To.kind == targetBack }) {
			origins = append(origins, b.states...)
		}
		for o, origin := range origins {
			for _, from := range b.names() {
				got, err := fire(engine, from, b.event(a, o-1))
				var want State
				if c := b.cell(from, action); o == 0 || c != nil && c.to == backward {
					want, _ = b.next(c, origin)
				}
				if err != nil || got != want {
					b.find(Finding{Kind: EngineDisagrees, State: from, Action: action}, texts().Message("fault.engine", "action", shown(action), "state", shown(from), "got", storage.Quote(string(got)), "error", fmt.Sprint(err), "want", storage.Quote(string(want))))
				}
			}
		}
	}
}

// fire asks the engine where an event leads from a state; nowhere if it is
// refused. The context is never cancelled, because a cancelled one would jam the
// engine for good.
func fire(engine *fsm.FSM, from State, event string) (State, error) {
	engine.SetState(string(from))
	if !engine.Can(event) {
		return "", nil
	}
	err := engine.Event(context.Background(), event)
	if _, stayed := errors.AsType[fsm.NoTransitionError](err); stayed {
		err = nil
	}
	return State(engine.Current()), err
}

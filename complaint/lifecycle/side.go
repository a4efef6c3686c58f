package lifecycle

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
)

// side is what one edition says of a state, of an action from a state, or of what an
// action means.
type side struct {
	machine *Machine
	state   State
	cell    *cell       // nil for a state
	action  *ActionInfo // nil but for what an action means
	// rules are all that is declared, for comparing; empty if nothing is.
	rules string
	// effects are what happens to each clock, which rules may say as "all"; told
	// puts them into words.
	effects string
	told    bool
}

// stateSide is what is declared of a state.
func (m *Machine) stateSide(s State) side {
	one := side{machine: m, state: s}
	if info, ok := m.State(s); ok {
		one.rules = fmt.Sprintf("%q %q %t %t %v %t %s %t", said(info.Label), said(info.Bucket), s == m.def.Initial, info.Final, info.Exits, info.Waiting, info.Owner, info.Retired)
	}
	return one
}

// cellSide is what is declared of an action from a state.
func (m *Machine) cellSide(s State, a Action) side {
	one := side{machine: m, state: s, cell: m.cell(s, a)}
	if one.cell != nil {
		t := m.def.Transitions[one.cell.rule.row]
		one.rules = fmt.Sprintf("%v %v %v %v %q", m.target(one.cell), t.By, t.Needs, t.Clocks, said(t.Label)) + m.dutySide(one.cell.rule)
		one.effects = fmt.Sprint(one.cell.rule.effects)
	}
	return one
}

// said writes a label with all its languages.
func said(l aduan.Label) string {
	var texts []string
	for tag, text := range l.All() {
		texts = append(texts, tag+" "+strconv.Quote(text))
	}
	return strings.Join(texts, ", ")
}

// target is where a cell leads, by the names of states.
func (m *Machine) target(c *cell) Target {
	if c.to != backward {
		return To(m.states[c.to])
	}
	return Back(m.position(place{origins: c.origins}).Origins...)
}

// In says all of it, fact by fact.
func (s side) In(w aduan.Words) string {
	if s.action != nil {
		return strings.Join(s.meaningFacts(w), ", ")
	}
	if s.cell == nil {
		return strings.Join(s.stateFacts(w), ", ")
	}
	say, m := texts().In(w), s.machine
	var facts []string
	if target := m.target(s.cell); target.kind == targetBack {
		facts = append(facts, say("fact.back", "states", m.statesIn(w, target.back)))
	} else {
		facts = append(facts, say("fact.to", "state", m.StateIn(w, target.state)))
	}
	facts = append(facts, m.describe(w, s.cell))
	if label := m.def.Transitions[s.cell.rule.row].Label; !label.IsZero() {
		facts = append(facts, say("fact.label", "label", said(label)))
	}
	if s.told {
		ops := make([]string, len(s.cell.rule.effects))
		for i, op := range s.cell.rule.effects {
			ops[i] = m.effect(w, op.Op.On(op.Clock))
		}
		facts = append(facts, say("fact.effects", "effects", strings.Join(ops, " + ")))
	}
	return strings.Join(facts, ", ")
}

func (s side) stateFacts(w aduan.Words) []string {
	say, m := texts().In(w), s.machine
	info, _ := m.State(s.state)
	var facts []string
	fact := func(holds bool, text string) {
		if holds {
			facts = append(facts, text)
		}
	}
	exits := make([]string, len(info.Exits))
	for i, a := range info.Exits {
		exits[i] = m.ActionIn(w, a)
	}
	fact(!info.Label.IsZero(), say("fact.label", "label", said(info.Label)))
	fact(!info.Bucket.IsZero(), say("fact.bucket", "label", said(info.Bucket)))
	fact(s.state == m.def.Initial, say("fact.initial"))
	fact(info.Final, say("fact.final"))
	fact(len(exits) > 0, say("fact.exits", "actions", strings.Join(exits, ", ")))
	fact(info.Waiting, say("fact.waiting"))
	fact(info.Owner != "", say("fact.owner", "role", m.RoleIn(w, info.Owner)))
	fact(info.Retired, say("fact.retired"))
	if len(facts) == 0 {
		facts = append(facts, say("fact.none"))
	}
	return facts
}

package lifecycle

import (
	"cmp"
	"strings"

	"github.com/aduan-go/aduan"
)

// StateIn returns the name of a state for people: the text lifecycle.state.<state>
// of w, else the label that the definition gives it, else the state itself.
func (m *Machine) StateIn(w aduan.Words, s State) string {
	info, _ := m.State(s)
	return texts().Word(w, "state", string(s), info.Label)
}

// BucketIn returns the public heading under which a state is counted: the text
// lifecycle.bucket.<state> of w, else the definition's, else the name of the state.
func (m *Machine) BucketIn(w aduan.Words, s State) string {
	info, _ := m.State(s)
	if info.Bucket.IsZero() {
		info.Bucket = info.Label
	}
	return texts().Word(w, "bucket", string(s), info.Bucket)
}

// ActionIn returns the name of an action for people: the text
// lifecycle.action.<action> of w, else the label of the first of its rows that has
// one, else what the vocabulary says, else the action itself.
func (m *Machine) ActionIn(w aduan.Words, a Action) string {
	name := texts().Word(w, "action", string(a), m.actionLabel(a))
	if name == string(a) && m.voc.ActionIn != nil {
		return m.voc.ActionIn(w, a)
	}
	return name
}

// actionLabel is what the definition calls an action.
func (m *Machine) actionLabel(a Action) aduan.Label {
	for _, t := range m.def.Transitions {
		if t.Action == a && !t.Label.IsZero() {
			return t.Label
		}
	}
	return aduan.Label{}
}

// statesIn lists names of states.
func (m *Machine) statesIn(w aduan.Words, states []State) string {
	list := make([]string, len(states))
	for i, s := range states {
		list[i] = m.StateIn(w, s)
	}
	return strings.Join(list, ", ")
}

// stateName is a state that waits for the language.
type stateName struct {
	machine *Machine
	state   State
}

func (s stateName) In(w aduan.Words) string { return s.machine.StateIn(w, s.state) }

// orZero is a machine that names nothing where there is none.
func (m *Machine) orZero() *Machine { return cmp.Or(m, &Machine{}) }

// RoleIn returns the name of a role for people; see [Vocabulary].
func (m *Machine) RoleIn(w aduan.Words, r Role) string {
	if m.voc.RoleIn != nil {
		return m.voc.RoleIn(w, r)
	}
	return texts().Word(w, "role", string(r), aduan.Label{})
}

// ClockIn returns the name of a clock for people; see [Vocabulary].
func (m *Machine) ClockIn(w aduan.Words, c ClockName) string {
	if m.voc.ClockIn != nil {
		return m.voc.ClockIn(w, c)
	}
	return texts().Word(w, "clock", string(c), aduan.Label{})
}

// GuardIn says for people what a condition demands; see [Vocabulary]. One that has no
// text and no label is said as the definition writes it.
func (m *Machine) GuardIn(w aduan.Words, c Condition) string {
	g, _ := m.voc.guard(c.Guard)
	in := m.voc.GuardIn
	if in == nil {
		in = m.guardIn
	}
	if text := in(w, g, c); text != string(c.Guard) {
		return text
	}
	return c.String()
}

func (m *Machine) guardIn(w aduan.Words, g Guard, c Condition) string {
	return texts().Word(w, "guard", string(c.Guard), g.Label, "number", c.Number, "clock", m.ClockIn(w, c.Clock))
}

// Texts lists what the definition calls its states and actions, under the keys by
// which a language says them otherwise, for translators. What has no label is
// called by its name in English.
func (m *Machine) Texts() *aduan.Texts {
	var keys []string
	var labels []aduan.Label
	add := func(family, name string, l aduan.Label) {
		if l.IsZero() {
			l = aduan.NewLabel(map[string]string{"en": name})
		}
		keys, labels = append(keys, family+"."+name), append(labels, l)
	}
	for _, s := range m.infos {
		add("state", string(s.State), s.Label)
	}
	for _, s := range m.infos {
		if !s.Bucket.IsZero() {
			add("bucket", string(s.State), s.Bucket)
		}
	}
	for _, a := range m.actions {
		l := m.actionLabel(a)
		if l.IsZero() && m.voc.ActionIn != nil {
			l = l.With("id", m.ActionIn(aduan.Indonesian(), a)).With("en", m.ActionIn(aduan.English(), a))
		}
		add("action", string(a), l)
	}
	return aduan.LabelTexts("lifecycle", keys, labels)
}

package lifecycle

import (
	"cmp"
	"strings"

	"github.com/aduan-go/aduan"
)

// Speaker is a machine without rules, which only says the words of a vocabulary.
func Speaker(v Vocabulary) *Machine { return &Machine{voc: v} }

// words are the texts that say the machine's words.
func (m *Machine) words() *aduan.Texts { return cmp.Or(m.voc.Texts, texts()) }

// StateIn returns the name of a state for people: the text state.<state> of w, else
// the label that the definition gives it, else what the vocabulary's texts say, else
// the state itself.
func (m *Machine) StateIn(w aduan.Words, s State) string {
	if s == New {
		return texts().Word(w, "state", string(s), aduan.Label{})
	}
	info, _ := m.State(s)
	return m.words().Word(w, "state", string(s), info.Label)
}

// BucketIn returns the public heading under which a state is counted, as
// [Machine.StateIn] finds it; that of a state without one is the state's name.
func (m *Machine) BucketIn(w aduan.Words, s State) string {
	info, _ := m.State(s)
	heading := m.words().Word(w, "bucket", string(s), info.Bucket)
	if heading == string(s) {
		return m.StateIn(w, s)
	}
	return heading
}

// ActionIn returns the name of an action for people, as [Machine.StateIn] finds it;
// the label is that of the first of its rows that has one.
func (m *Machine) ActionIn(w aduan.Words, a Action) string {
	return m.words().Word(w, "action", string(a), m.actionLabel(a))
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
	return m.words().Word(w, "role", string(r), m.voc.Labels["role."+string(r)])
}

// ClockIn returns the name of a clock for people; see [Vocabulary].
func (m *Machine) ClockIn(w aduan.Words, c ClockName) string {
	return m.words().Word(w, "clock", string(c), m.voc.Labels["clock."+string(c)])
}

// GuardIn says for people what a condition demands; see [Vocabulary]. One that has no
// text and no label is said as the definition writes it.
func (m *Machine) GuardIn(w aduan.Words, c Condition) string {
	if c.Duty != "" {
		return m.dutyIn(w, c.Duty)
	}
	g, _ := m.voc.guard(c.Guard)
	text := m.words().Word(w, "guard", string(c.Guard), g.Label, "number", c.Number, "clock", m.ClockIn(w, c.Clock))
	if text == string(c.Guard) {
		return c.String()
	}
	return text
}

// Texts lists the words of the machine, under the keys by which a language says them
// otherwise, for translators, each in the languages in which it has a name: states,
// their headings and actions, the roles, clocks and guards that the vocabulary's
// texts lack, and the words of vocabularies that the definition labels.
func (m *Machine) Texts() *aduan.Texts {
	var keys []string
	var labels []aduan.Label
	add := func(family, name string, l aduan.Label, in func(w aduan.Words) string) {
		for _, w := range []aduan.Words{aduan.English(), aduan.Indonesian()} {
			if tag := w.Language(); l.IsZero() || l.Text(tag) == "" && in(w) != l.In(w) {
				l = l.With(tag, in(w))
			}
		}
		keys, labels = append(keys, family+"."+name), append(labels, l)
	}
	for _, s := range m.infos {
		add("state", string(s.State), s.Label, func(w aduan.Words) string { return m.StateIn(w, s.State) })
	}
	for _, s := range m.infos {
		if s.Bucket.IsZero() {
			s.Bucket = s.Label
		}
		add("bucket", string(s.State), s.Bucket, func(w aduan.Words) string { return m.BucketIn(w, s.State) })
	}
	for _, a := range m.actions {
		add("action", string(a), m.actionLabel(a), func(w aduan.Words) string { return m.ActionIn(w, a) })
	}
	for _, r := range m.voc.Roles { // those that the vocabulary's texts lack
		l, in := m.voc.Labels["role."+string(r)], func(w aduan.Words) string { return m.RoleIn(w, r) }
		if !l.IsZero() || in(aduan.English()) == string(r) {
			add("role", string(r), l, in)
		}
	}
	for _, c := range m.voc.Clocks {
		l, in := m.voc.Labels["clock."+string(c)], func(w aduan.Words) string { return m.ClockIn(w, c) }
		if !l.IsZero() || in(aduan.English()) == string(c) {
			add("clock", string(c), l, in)
		}
	}
	for _, g := range m.voc.Guards {
		if !g.Label.IsZero() {
			keys, labels = append(keys, "guard."+string(g.Name)), append(labels, g.Label)
		}
	}
	for _, f := range Families() {
		for _, one := range m.def.Words.Of(f) {
			if !one.Label.IsZero() {
				add(string(f), one.Word, one.Label, func(w aduan.Words) string { return m.WordIn(w, f, one.Word) })
			}
		}
	}
	return aduan.LabelTexts(m.words().Name(), keys, labels)
}

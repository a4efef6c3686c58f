package lifecycle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Meaning is a word for what an action does to the record of a case, for example
// "routes". Which words there are, and what they do, says whoever uses the machine; see
// [Vocabulary].
type Meaning string

// ActionInfo declares what an action does to the record and which fields of a command
// it takes, from whatever state it is taken.
type ActionInfo struct {
	// Action is the action's name; some transition has it. Required.
	Action Action `json:"action"`
	// Does is what it does to the record; nothing if it is empty. The order has no
	// meaning, and each stands once.
	Does []Meaning `json:"does,omitempty"`
	// Requires lists the fields that must be stated. "note|attachments" wants at least one
	// of several.
	Requires []string `json:"requires,omitempty"`
	// Takes lists the fields that may be stated besides those.
	Takes []string `json:"takes,omitempty"`
	// Reason is the reason that the action gives by itself, where the case ends by it
	// with one; empty where somebody states it, or none is given.
	Reason string `json:"reason,omitempty"`
}

// Alternatives are the fields of which a requirement wants at least one.
func Alternatives(requirement string) []string { return strings.Split(requirement, "|") }

// States reports whether a command may state a field, and whether it must.
func (a ActionInfo) States(field string) (may, must bool) {
	for _, r := range a.Requires {
		may = may || slices.Contains(Alternatives(r), field)
	}
	return may || slices.Contains(a.Takes, field), slices.Contains(a.Requires, field)
}

func (a ActionInfo) clone() ActionInfo {
	a.Does, a.Requires, a.Takes = slices.Clone(a.Does), slices.Clone(a.Requires), slices.Clone(a.Takes)
	return a
}

// Action returns what an action means: as the definition declares it, else as the
// vocabulary does. One that neither declares does nothing to the record.
func (m *Machine) Action(a Action) ActionInfo {
	return means(a, m.def.Actions, m.voc.Actions).clone()
}

// Declares reports whether the definition says itself what an action means.
func (m *Machine) Declares(a Action) bool {
	return slices.ContainsFunc(m.def.Actions, func(info ActionInfo) bool { return info.Action == a })
}

// checkActions checks the words of all declarations.
func (b *builder) checkActions() {
	declared := map[Action]int{}
	for i, info := range b.def.Actions {
		at := Finding{Field: storage.At("actions", i), Action: info.Action}
		action := shown(info.Action)
		find := func(kind FindingKind, name string, legal []string, m aduan.Message) {
			at.Kind, at.Name, at.Legal = kind, name, legal
			b.find(at, m)
		}
		if first, twice := declared[info.Action]; twice {
			at.Kind = UnusedAction
			b.find(at, texts().Message("fault.declared_twice", "action", action, "first", first, "second", i+1))
		} else if _, used := b.actionNum[info.Action]; !used {
			find(UnusedAction, string(info.Action), b.nearest(string(info.Action), names(b.actions)), texts().Message("fault.declared_unused", "action", action))
		}
		declared[info.Action] = i + 1
		for n, word := range info.Does {
			switch {
			case !slices.Contains(b.voc.Meanings, word):
				find(UnknownMeaning, string(word), b.nearest(string(word), names(b.voc.Meanings)), texts().Message("fault.meaning", "action", action, "name", storage.Quote(string(word))))
			case slices.Contains(info.Does[:n], word):
				find(UnknownMeaning, string(word), nil, texts().Message("fault.meaning_twice", "action", action, "name", storage.Quote(string(word))))
			}
		}
		var fields []string
		for _, r := range info.Requires {
			fields = append(fields, Alternatives(r)...)
		}
		fields = append(fields, info.Takes...)
		for n, field := range fields {
			switch {
			case !slices.Contains(b.voc.Fields, field):
				find(UnknownField, field, b.nearest(field, b.voc.Fields), texts().Message("fault.field", "action", action, "name", storage.Quote(field)))
			case slices.Contains(fields[:n], field):
				find(UnknownField, field, nil, texts().Message("fault.field_twice", "action", action, "name", storage.Quote(field)))
			}
		}
		if info.Reason != "" && !validName(info.Reason) {
			find(BadName, info.Reason, nil, texts().Message("fault.reason_name", "action", action, "name", storage.Quote(info.Reason)))
		}
	}
}

// actionSide is what an action means, for comparing.
func (m *Machine) actionSide(a Action) side {
	info := m.Action(a)
	slices.Sort(info.Does)
	slices.Sort(info.Requires)
	slices.Sort(info.Takes)
	return side{machine: m, action: &info, rules: fmt.Sprintf("%q", info)}
}

// meaningFacts says what an action does and takes.
func (s side) meaningFacts(w aduan.Words) []string {
	say, m := texts().In(w), s.machine
	var facts []string
	for _, word := range s.action.Does {
		facts = append(facts, m.words().Word(w, "meaning", string(word), aduan.Label{}))
	}
	if len(facts) == 0 {
		facts = append(facts, say("fact.no_meaning"))
	}
	if len(s.action.Requires) > 0 {
		facts = append(facts, say("fact.requires", "fields", strings.Join(s.action.Requires, " + ")))
	}
	if len(s.action.Takes) > 0 {
		facts = append(facts, say("fact.takes", "fields", strings.Join(s.action.Takes, " + ")))
	}
	if s.action.Reason != "" {
		facts = append(facts, say("fact.reason", "reason", s.action.Reason))
	}
	return facts
}

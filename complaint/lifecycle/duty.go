package lifecycle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Duty separates what one person must not do alone: whoever did one of some things on a
// case may not do one of others on it afterwards, in whatever role they act. Who somebody
// is says whoever uses the machine. The timer is nobody, as first and as second.
//
// A word is a meaning of the vocabulary, which is every action that does it, or an action
// of the definition. Every row that Not speaks of needs the condition [GuardDuty], for each
// role but the timer: nobody writes it.
type Duty struct {
	// Name is the duty's name, once in the definition. Required.
	Name string `json:"name"`
	// Who is what the person did: meanings or actions. Required.
	Who []string `json:"who"`
	// Not is what they may not do any more. Required.
	Not []string `json:"not"`
	// After, if it is not empty, says that only what they did before somebody did one of
	// these things counts: whoever answered before an appeal does not answer after it.
	After []string `json:"after,omitempty"`
}

// GuardDuty is the guard of a [Condition] that stands for a [Duty]. It is in no vocabulary.
const GuardDuty GuardName = "duty"

func (d Duty) clone() Duty {
	d.Who, d.Not, d.After = slices.Clone(d.Who), slices.Clone(d.Not), slices.Clone(d.After)
	return d
}

// Duties lists the duties of the definition, in declared order.
func (m *Machine) Duties() []Duty { return m.Definition().Duties }

// Names reports whether one of the words of a duty speaks of an action: by its name, or by
// what it means here.
func (m *Machine) Names(words []string, a Action) bool {
	return speaksOf(words, a, means(a, m.def.Actions, m.voc.Actions).Does)
}

func speaksOf(words []string, a Action, does []Meaning) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w == string(a) || slices.Contains(does, Meaning(w)) })
}

// means is what an action means, as the definition or else the vocabulary declares it.
func means(a Action, lists ...[]ActionInfo) ActionInfo {
	for _, list := range lists {
		for _, info := range list {
			if info.Action == a {
				return info
			}
		}
	}
	return ActionInfo{Action: a}
}

// separated lists the conditions that the duties of the definition put on an action.
func (d Definition) separated(a Action, v Vocabulary) (list []Condition) {
	for _, one := range d.Duties {
		if speaksOf(one.Not, a, means(a, d.Actions, v.Actions).Does) {
			list = append(list, Condition{Guard: GuardDuty, Duty: one.Name})
		}
	}
	return list
}

// checkDuties checks the words of all duties. Whether they can be avoided is for whoever
// knows what meanings do.
func (b *builder) checkDuties() {
	for i, d := range b.def.Duties {
		at := Finding{Kind: BadDuty, Field: storage.At("duties", i), Name: d.Name}
		switch {
		case !validName(d.Name):
			b.find(at, texts().Message("fault.duty_name", "name", storage.Quote(d.Name)))
		case slices.ContainsFunc(b.def.Duties[:i], func(e Duty) bool { return e.Name == d.Name }):
			b.find(at, texts().Message("fault.duty_twice", "duty", d.Name))
		case len(d.Who) == 0 || len(d.Not) == 0:
			b.find(at, texts().Message("fault.duty_empty", "duty", d.Name))
		}
		for _, words := range [][]string{d.Who, d.Not, d.After} {
			for n, word := range words {
				b.checkDutyWord(at, words[:n], word)
			}
		}
	}
}

// checkDutyWord checks a word that stands behind others.
func (b *builder) checkDutyWord(at Finding, before []string, word string) {
	duty := shown(at.Name)
	meaning := slices.Contains(b.voc.Meanings, Meaning(word))
	_, action := b.actionNum[Action(word)]
	at.Name = word
	switch {
	case !meaning && !action:
		at.Legal = b.nearest(word, slices.Concat(names(b.voc.Meanings), names(b.actions)))
		b.find(at, texts().Message("fault.duty_word", "duty", duty, "name", storage.Quote(word)))
	case meaning && action:
		b.find(at, texts().Message("fault.duty_both", "duty", duty, "name", word))
	case slices.Contains(before, word):
		b.find(at, texts().Message("fault.duty_word_twice", "duty", duty, "name", word))
	}
}

// dutyIn says what whoever acts must not have done.
func (m *Machine) dutyIn(w aduan.Words, name string) string {
	i := slices.IndexFunc(m.def.Duties, func(d Duty) bool { return d.Name == name })
	if i < 0 {
		return name
	}
	d, say := m.def.Duties[i], texts().In(w)
	if len(d.After) > 0 {
		return say("described.duty_after", "who", m.deedsIn(w, d.Who), "after", m.deedsIn(w, d.After))
	}
	return say("described.duty", "who", m.deedsIn(w, d.Who))
}

// deedsIn says the words of a duty.
func (m *Machine) deedsIn(w aduan.Words, words []string) string {
	said := make([]string, len(words))
	for i, word := range words {
		said[i] = m.ActionIn(w, Action(word))
		if slices.Contains(m.voc.Meanings, Meaning(word)) {
			said[i] = m.words().Word(w, "meaning", word, aduan.Label{})
		}
	}
	return strings.Join(said, ", ")
}

// duties lists the conditions that duties put on a row.
func (r Rule) duties() (list []Condition) {
	for _, p := range r.permits {
		for _, c := range p.needs {
			if c.Duty != "" && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	return list
}

// dutySide is what the duties say of a row, for comparing; empty if they say nothing.
func (m *Machine) dutySide(r Rule) (said string) {
	for _, c := range r.duties() {
		for _, d := range m.def.Duties {
			if d.Name == c.Duty {
				said += fmt.Sprintf(" %s %q %q", d.Name, d.Who, d.After)
			}
		}
	}
	return said
}

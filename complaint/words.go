package complaint

import (
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// RoleIn returns the name of a role for people: the text complaint.role.<role> of
// w, which is built in for the roles of this package, else the role itself.
func RoleIn(w aduan.Words, r lifecycle.Role) string {
	return texts().Word(w, "role", string(r), aduan.Label{})
}

// ClockIn returns the name of a clock for people: the text complaint.clock.<clock>
// of w, which is built in for the clocks of this package, else the clock itself.
func ClockIn(w aduan.Words, c lifecycle.ClockName) string {
	return texts().Word(w, "clock", string(c), aduan.Label{})
}

// StateIn returns the name of a state for people: the text complaint.state.<state>
// of w, else the definition's label, else what the national lifecycle calls it, else
// the state itself.
func (l *Lifecycle) StateIn(w aduan.Words, s lifecycle.State) string {
	return l.words().StateIn(w, s)
}

// BucketIn returns the public heading of a state, as [Lifecycle.StateIn] finds it.
func (l *Lifecycle) BucketIn(w aduan.Words, s lifecycle.State) string {
	return l.words().BucketIn(w, s)
}

// ActionIn returns the name of an action for people, as [Lifecycle.StateIn] finds it.
// It also knows [ActionOpenIdentity], [ActionCorrectTime], [ActionImport] and [ActionWarn].
func (l *Lifecycle) ActionIn(w aduan.Words, a lifecycle.Action) string {
	return l.words().ActionIn(w, a)
}

// RoleIn returns the name of a role for people: as [RoleIn], or by the labels of
// [Extensions].
func (l *Lifecycle) RoleIn(w aduan.Words, r lifecycle.Role) string { return l.words().RoleIn(w, r) }

// ClockIn returns the name of a clock for people: as [ClockIn], or by the labels of
// [Extensions].
func (l *Lifecycle) ClockIn(w aduan.Words, c lifecycle.ClockName) string {
	return l.words().ClockIn(w, c)
}

// KindIn returns the name of a kind for people: the text complaint.kind.<kind> of w, else
// the edition's label, else what [Kind.In] says, else the word itself.
func (l *Lifecycle) KindIn(w aduan.Words, k Kind) string {
	return l.words().WordIn(w, lifecycle.Kinds, string(k))
}

// ClassIn returns the name of a class for people, as [Lifecycle.KindIn] finds it.
func (l *Lifecycle) ClassIn(w aduan.Words, c Class) string {
	return l.words().WordIn(w, lifecycle.Classes, string(c))
}

// ChannelIn returns the name of a channel for people, as [Lifecycle.KindIn] finds it.
func (l *Lifecycle) ChannelIn(w aduan.Words, c Channel) string {
	return l.words().WordIn(w, lifecycle.Channels, string(c))
}

// ReasonIn returns the name of an archive reason for people, as [Lifecycle.KindIn] finds
// it.
func (l *Lifecycle) ReasonIn(w aduan.Words, a ArchiveReason) string {
	return l.words().WordIn(w, lifecycle.Reasons, string(a))
}

// RungIn returns the name of a rung for people, as [Lifecycle.KindIn] finds it.
func (l *Lifecycle) RungIn(w aduan.Words, r Rung) string {
	return l.words().WordIn(w, lifecycle.Rungs, string(r))
}

// WordIn returns the name of a word of a family for people, as the first of some lifecycles
// says it that has the word ([Lifecycle.KindIn]); where none has it, as [Kind.In] does.
func WordIn(w aduan.Words, lifecycles []*Lifecycle, f lifecycle.Family, word string) string {
	var says *Lifecycle
	for _, l := range lifecycles {
		if l == nil {
			continue
		}
		if _, ok := find(l.vocabularies.Of(f), word); ok {
			says = l
			break
		}
	}
	return says.words().WordIn(w, f, word)
}

// words is the machine that says the words, in those of this package where there are
// no rules.
func (l *Lifecycle) words() *lifecycle.Machine {
	if l == nil {
		return lifecycle.Speaker(Vocabulary())
	}
	return &l.machine
}

// Texts lists the words of the lifecycle, for translators; see
// [lifecycle.Machine.Texts].
func (l *Lifecycle) Texts() *aduan.Texts { return l.machine.Texts() }

// word is a word of a lifecycle that waits for the language: a state, an action, a
// clock or a role. States and actions are quoted, because their names have commas.
type word struct {
	rules        *Lifecycle
	family, name string
}

func (x word) In(w aduan.Words) string {
	switch x.family {
	case "state":
		return w.Quote(x.rules.StateIn(w, lifecycle.State(x.name)))
	case "action":
		return w.Quote(x.rules.ActionIn(w, lifecycle.Action(x.name)))
	case "clock":
		return x.rules.ClockIn(w, lifecycle.ClockName(x.name))
	default:
		return x.rules.RoleIn(w, lifecycle.Role(x.name))
	}
}

// wordList is a list of words for a text.
func wordList[T ~string](rules *Lifecycle, family string, names []T) aduan.Spoken {
	list := make([]word, len(names))
	for i, name := range names {
		list[i] = word{rules, family, string(name)}
	}
	return aduan.List(list)
}

// checkWords refuses labels whose languages are none, and names for what there is
// not.
func checkWords(p *storage.Problems, d lifecycle.Definition, v lifecycle.Vocabulary) {
	label := func(field string, l aduan.Label) {
		for tag := range l.All() {
			p.Check(field+"["+storage.Quote(tag)+"]", aduan.CheckTag(tag))
		}
	}
	for i, s := range d.States {
		label(storage.At("states", i)+".label", s.Label)
		label(storage.At("states", i)+".bucket", s.Bucket)
	}
	for i, t := range d.Transitions {
		label(storage.At("transitions", i)+".label", t.Label)
	}
	for _, f := range lifecycle.Families() {
		for i, one := range d.Words.Of(f) {
			label(storage.At(f.Field(), i)+".label", one.Label)
		}
	}
	for _, g := range v.Guards {
		label("guards["+string(g.Name)+"].label", g.Label)
	}
	var legal []string
	for _, r := range v.Roles {
		legal = append(legal, "role."+string(r))
	}
	for _, c := range v.Clocks {
		legal = append(legal, "clock."+string(c))
	}
	for _, key := range slices.Sorted(maps.Keys(v.Labels)) {
		field := "labels[" + storage.Quote(key) + "]"
		label(field, v.Labels[key])
		if !slices.Contains(legal, key) {
			p.Unknown(field, "names no role and no clock", key, legal)
		}
	}
}

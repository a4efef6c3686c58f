package complaint

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
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

// stateIn, bucketIn and actionIn are what this package calls states and actions by
// itself.
func stateIn(w aduan.Words, s lifecycle.State) string {
	return texts().Word(w, "state", string(s), aduan.Label{})
}

func bucketIn(w aduan.Words, s lifecycle.State) string {
	return texts().Word(w, "bucket", string(s), aduan.Label{})
}

func actionIn(w aduan.Words, a lifecycle.Action) string {
	return texts().Word(w, "action", string(a), aduan.Label{})
}

// StateIn returns the name of a state for people: that of [lifecycle.Machine.StateIn],
// or for a state without a label what the national lifecycle calls it.
func (l *Lifecycle) StateIn(w aduan.Words, s lifecycle.State) string {
	if name := l.machine.StateIn(w, s); name != string(s) {
		return name
	}
	return stateIn(w, s)
}

// BucketIn returns the public heading of a state; see [lifecycle.Machine.BucketIn].
func (l *Lifecycle) BucketIn(w aduan.Words, s lifecycle.State) string {
	if heading := l.machine.BucketIn(w, s); heading != string(s) {
		return heading
	}
	return l.StateIn(w, s)
}

// ActionIn returns the name of an action for people: that of
// [lifecycle.Machine.ActionIn], or for an action without a label what the national
// lifecycle calls it. It also knows [ActionOpenIdentity].
func (l *Lifecycle) ActionIn(w aduan.Words, a lifecycle.Action) string {
	if name := l.machine.ActionIn(w, a); name != string(a) {
		return name
	}
	return actionIn(w, a)
}

// Texts lists how the lifecycle calls its states and actions, for translators; see
// [lifecycle.Machine.Texts].
func (l *Lifecycle) Texts() *aduan.Texts { return l.machine.Texts() }

// guardIn says what a guard demands: the text complaint.guard.<guard> of w, else
// the guard's own label, else its name.
func guardIn(w aduan.Words, g lifecycle.Guard, c lifecycle.Condition) string {
	var args []any
	switch g.Takes {
	case lifecycle.TakesNumber:
		args = []any{"number", c.Number}
	case lifecycle.TakesClock:
		args = []any{"clock", ClockIn(w, c.Clock)}
	}
	return texts().Word(w, "guard", string(g.Name), g.Label, args...)
}

// stateWord, roleWord, actionWord and conditionWord are words of a lifecycle that
// wait for the language.
type (
	stateWord struct {
		rules *Lifecycle
		state lifecycle.State
	}
	actionWord struct {
		rules  *Lifecycle
		action lifecycle.Action
	}
	conditionWord struct {
		rules     *Lifecycle
		condition lifecycle.Condition
	}
	roleWord lifecycle.Role
)

func (s stateWord) In(w aduan.Words) string  { return s.rules.StateIn(w, s.state) }
func (a actionWord) In(w aduan.Words) string { return a.rules.ActionIn(w, a.action) }
func (r roleWord) In(w aduan.Words) string   { return RoleIn(w, lifecycle.Role(r)) }

func (c conditionWord) In(w aduan.Words) string {
	if text := c.rules.machine.GuardIn(w, c.condition); text != c.condition.String() {
		return text
	}
	return texts().In(w)("denied.condition", "condition", c.condition.String())
}

// quoted puts a word in quotation marks, because names of states have commas.
type quoted struct{ word aduan.Spoken }

func (q quoted) In(w aduan.Words) string { return `"` + q.word.In(w) + `"` }

// stateList, actionList and roleList are lists for a text.
func (l *Lifecycle) stateList(states []lifecycle.State) aduan.Spoken {
	list := make([]quoted, len(states))
	for i, s := range states {
		list[i] = quoted{stateWord{l, s}}
	}
	return aduan.List(list)
}

func (l *Lifecycle) actionList(actions []lifecycle.Action) aduan.Spoken {
	list := make([]quoted, len(actions))
	for i, a := range actions {
		list[i] = quoted{actionWord{l, a}}
	}
	return aduan.List(list)
}

func roleList(roles []lifecycle.Role) aduan.Spoken {
	list := make([]roleWord, len(roles))
	for i, r := range roles {
		list[i] = roleWord(r)
	}
	return aduan.List(list)
}

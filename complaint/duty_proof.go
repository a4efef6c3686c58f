package complaint

import (
	"bytes"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// How far somebody has come to be barred by a duty.
const (
	idle  byte = iota // they did nothing of which it speaks
	acted             // they did
	late              // they did, and then came what must come after it
)

// onward is how far somebody is after an action, theirs or another's.
func (d *duty) onward(l *Lifecycle, was byte, a lifecycle.Action, theirs bool) byte {
	m := &l.machine
	switch {
	case was == acted && m.Names(d.After, a):
		return late
	case was == idle && theirs && m.Names(d.Who, a):
		return acted
	}
	return was
}

// bars reports whether somebody who has come so far is barred.
func (d *duty) bars(was byte) bool { return was == late || was == acted && len(d.After) == 0 }

// bars lists the duties that bar the reporter of a case.
func (t *trial) bars(n int) (names []string) {
	for i, was := range t.cases[n].acted {
		if t.l.duties[i].bars(was) {
			names = append(names, t.l.duties[i].Name)
		}
	}
	return names
}

// barred reports whether a role may not take a row because only one person has it, the
// reporter, whom a duty forbids it.
func (t *trial) barred(rule lifecycle.Rule, role lifecycle.Role, n int) bool {
	if len(t.l.duties) == 0 || !t.l.own(role) {
		return false
	}
	for _, name := range t.bars(n) {
		if asksDuty(rule, role, name) {
			t.forbids[name] = true
			return true
		}
	}
	return false
}

// asksDuty reports whether a role is asked for a duty when it takes a row.
func asksDuty(rule lifecycle.Rule, role lifecycle.Role, duty string) bool {
	for need := range rule.Needs(role) {
		if need.Duty == duty {
			return true
		}
	}
	return false
}

// actedBy lists how far the reporter may be after an action, which they or others take.
func (t *trial) actedBy(rule lifecycle.Rule, n int) (list [][]byte) {
	for _, theirs := range []bool{true, false} {
		can := slices.ContainsFunc(t.cases[n].who, func(r lifecycle.Role) bool {
			return rule.Permits(r) && t.l.own(r) == theirs && !t.barred(rule, r, n)
		})
		if !can {
			continue
		}
		next := slices.Clone(t.cases[n].acted)
		for i := range next {
			next[i] = t.l.duties[i].onward(t.l, next[i], rule.Action(), theirs || rule.Action() == t.l.opens)
		}
		if !slices.ContainsFunc(list, func(other []byte) bool { return bytes.Equal(other, next) }) {
			list = append(list, next)
		}
	}
	return list
}

// effect is what an action does as far as a duty may speak of it.
func (t *trial) effect(a lifecycle.Action, from, to lifecycle.State) Meaning {
	d := t.l.declared(a)
	if d.own {
		return d.does
	}
	return d.does | usually(a, from, to)
}

// effects is what the words of a duty mean, by their actions too. That an action tells the
// reporter something is no effect by which it would be like another.
func (t *trial) effects(words []string) Meaning {
	m := meaningIn(words)
	for a := range t.l.machine.Actions() {
		if slices.Contains(words, string(a)) {
			m |= t.l.declared(a).does &^ MeaningTells
		}
	}
	return m
}

// walkAround is a search for a way on which one person does what a duty separates.
type walkAround struct {
	*trial
	*duty
	field           string
	who, not, after Meaning // effects
	merged          bool    // merging gives another answer
	found           []lifecycle.Finding
	seen            map[lifecycle.Action]bool // those found
}

// footing is where such a person stands.
type footing struct {
	n   int
	far byte
	by  lifecycle.Action // the first action by which the duty does not know of it
}

// avoided finds the duties that one person walks around, whatever their roles, and those
// that forbid nothing.
func (t *trial) avoided() (found []lifecycle.Finding) {
	for i := range t.l.duties {
		d := &t.l.duties[i]
		w := walkAround{
			trial: t, duty: d, field: storage.At("duties", i), seen: map[lifecycle.Action]bool{},
			who: t.effects(d.Who), not: t.effects(d.Not), after: t.effects(d.After),
		}
		if w.not&MeaningAnswers != 0 && t.l.ever(MeaningRelays) {
			w.merged, w.not = true, w.not|MeaningMerges
		}
		w.search()
		if !t.forbids[d.Name] {
			w.found = append(w.found, lifecycle.Finding{Kind: lifecycle.BadDuty, Field: w.field, Name: d.Name, Message: texts().Message("fault.duty_silent", "duty", d.Name)})
		}
		found = append(found, w.found...)
	}
	return found
}

// search goes breadth first, so that what it finds is a shortest way.
func (w *walkAround) search() {
	type step struct {
		footing
		via  int
		step lifecycle.Step
	}
	var queue []step
	known := map[footing]bool{}
	add := func(s step) {
		if !known[s.footing] {
			known[s.footing] = true
			queue = append(queue, s)
		}
	}
	for n := range w.cases {
		if w.cases[n].via < 0 {
			add(step{footing: footing{n: n}, via: -1})
		}
	}
	path := func(i int, last lifecycle.Step) []lifecycle.Step {
		way := []lifecycle.Step{last}
		for ; queue[i].via >= 0; i = queue[i].via {
			way = append(way, queue[i].step)
		}
		slices.Reverse(way)
		return way
	}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		for _, m := range w.cases[at.n].after {
			last := lifecycle.Step{Action: m.action, To: w.cases[m.to].State}
			if w.duty.bars(at.far) {
				w.judge(at.footing, m, func() []lifecycle.Step { return path(i, last) })
			}
			for _, next := range w.steps(at.footing, m) {
				add(step{footing: next, via: i, step: last})
			}
		}
	}
}

// person reports whether a person, no timer, may take a row of a case.
func (w *walkAround) person(n int, rule lifecycle.Rule, asked func(lifecycle.Role) bool) bool {
	return slices.ContainsFunc(w.cases[n].who, func(r lifecycle.Role) bool {
		return r != RoleTimer && rule.Permits(r) && !w.barred(rule, r, n) && asked(r)
	})
}

// steps lists where somebody stands after an action, which they take or somebody else.
func (w *walkAround) steps(at footing, m move) []footing {
	state, to := w.cases[at.n].State, w.cases[m.to].State
	rule, _ := w.l.machine.Rule(state, m.action)
	does, next := w.effect(m.action, state, to), footing{m.to, at.far, at.by}
	list := []footing{next}
	words, effects := w.Who, w.who
	switch {
	case at.far == idle && w.person(at.n, rule, func(lifecycle.Role) bool { return true }):
		next.far = acted
	case at.far == acted && len(w.After) > 0:
		next.far, words, effects = late, w.After, w.after
	default:
		return list
	}
	named := w.l.machine.Names(words, m.action)
	if !named && does&effects == 0 {
		return list
	}
	if !named && next.by == "" {
		next.by = m.action
	}
	return append(list, next)
}

// judge looks whether somebody who must not, for a duty knows or should know of them, may
// take an action.
func (w *walkAround) judge(at footing, m move, path func() []lifecycle.Step) {
	state, to := w.cases[at.n].State, w.cases[m.to].State
	rule, _ := w.l.machine.Rule(state, m.action)
	named, does := w.l.machine.Names(w.Not, m.action), w.effect(m.action, state, to)
	if !named && does&w.not == 0 {
		return
	}
	asked := func(r lifecycle.Role) bool { return asksDuty(rule, r, w.Name) }
	if at.by == "" && w.person(at.n, rule, asked) {
		w.forbids[w.Name] = true
	}
	var text aduan.Message
	blame := at.by
	switch {
	case blame == "" && does&MeaningApproves != 0 && rule.Permits(RoleTimer):
		blame, text = m.action, texts().Message("fault.duty_timer", "duty", w.Name, "action", m.action)
	case blame == "" && w.person(at.n, rule, func(r lifecycle.Role) bool { return !asked(r) }):
		blame = m.action
		if w.merged && does&w.not == MeaningMerges {
			text = texts().Message("fault.duty_merged", "duty", w.Name, "action", m.action)
		}
	case blame == "" || !w.person(at.n, rule, func(lifecycle.Role) bool { return true }):
		return
	}
	if w.seen[blame] {
		return
	}
	w.seen[blame] = true
	if text.IsZero() {
		same := w.l.declared(blame).does & (w.who | w.not | w.after)
		text = texts().Message("fault.duty_avoided", "duty", w.Name, "action", blame, "meaning", same)
	}
	w.found = append(w.found, lifecycle.Finding{
		Kind: lifecycle.DutyAvoided, Field: w.field, State: state, Action: blame, Name: w.Name, Path: path(), Message: text,
	})
}

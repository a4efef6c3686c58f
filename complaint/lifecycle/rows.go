package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan/storage"
)

func (b *builder) declareRows() {
	b.actionNum = map[Action]int{}
	for _, t := range b.def.Transitions {
		if _, ok := b.actionNum[t.Action]; !ok {
			b.actionNum[t.Action] = len(b.actions)
			b.actions = append(b.actions, t.Action)
		}
	}
	b.cells = make([]*cell, (len(b.states)+1)*len(b.actions))
	b.given = make([]int, len(b.cells))
	for i := range b.def.Transitions {
		b.declareRow(i)
	}
	b.remembers = make([]bool, len(b.states))
	for s := range b.states {
		for _, c := range b.from(s) {
			b.remembers[s] = b.remembers[s] || c.to == backward
		}
	}
}

func (b *builder) declareRow(row int) {
	t := &b.def.Transitions[row]
	if !validName(string(t.Action)) {
		b.ofRow(row, Finding{Kind: BadName, Name: string(t.Action)}, "%q cannot name an action: want lower case letters, digits and _", t.Action)
	}
	rule := b.rule(row)
	if len(t.By) == 0 {
		b.ofRow(row, Finding{Kind: NobodyMayAct}, "nobody may %s: no role is permitted", t.Action)
	}
	origins := b.resolveTarget(row)
	staying, entering := b.effects(t, false), b.effects(t, true)
	action := b.actionNum[t.Action]
	for _, from := range b.resolveFrom(row) {
		n := from*len(b.actions) + action
		if first := b.given[n]; first > 0 {
			b.ofRow(row, Finding{Kind: RepeatedCell, State: b.name(from)}, "%s from %s is given twice, in transition %d and again in %d", t.Action, b.name(from), first, row+1)
			continue
		}
		b.given[n] = row + 1
		c := &cell{rule: rule, to: backward, origins: origins}
		if t.To.kind != targetBack || from == b.newState() {
			to, ok := b.resolveTo(row, from)
			if !ok {
				continue
			}
			c.to = to
		}
		c.rule.effects = staying
		if c.to != from && b.ends(c) {
			c.rule.effects = entering
		}
		b.cells[n] = c
	}
}

// ends reports whether a cell leads into a final state; a Back target does if
// all its origins are final.
func (b *builder) ends(c *cell) bool {
	if c.to != backward {
		return b.infos[c.to].Final
	}
	return len(c.origins) > 0 && !slices.ContainsFunc(c.origins, func(o int) bool { return !b.infos[o].Final })
}

// resolveFrom returns the numbers of the states a row starts from, reporting
// those that do not exist.
func (b *builder) resolveFrom(row int) []int {
	t := &b.def.Transitions[row]
	var from []int
	// A third mention adds nothing to what the second one shows.
	named, listed := map[State]int{}, make([]int, len(b.states)+1)
	add := func(numbers ...int) {
		for _, n := range numbers {
			if listed[n]++; listed[n] <= 2 {
				from = append(from, n)
			}
		}
	}
	open := b.open()
	unknown := func(s State, legal []string, format string, args ...any) {
		b.ofRow(row, Finding{Kind: UnknownState, State: s, Name: string(s), Legal: legal}, format, args...)
	}
	if len(t.From) == 0 {
		unknown("", append(names(b.states), string(New), string(AnyOpen)), "%s starts from no state", t.Action)
	}
	for _, s := range t.From {
		if named[s]++; named[s] > 2 {
			continue
		}
		switch n, ok := b.stateNum[s]; {
		case s == New:
			add(b.newState())
		case s == AnyOpen && len(open) == 0:
			unknown(s, names(b.states), "%s starts from %s, but every state is final", t.Action, s)
		case s == AnyOpen:
			add(open...)
		case ok:
			add(n)
		default:
			unknown(s, storage.Nearest(string(s), names(b.states)), "%s starts from %q, which is not declared", t.Action, s)
		}
	}
	return from
}

// dangling finds a target that a row cannot have.
func (b *builder) dangling(row int, s State, legal []string, format string, args ...any) {
	b.ofRow(row, Finding{Kind: DanglingTarget, State: s, Name: string(s), Legal: legal}, "%s "+format, append([]any{b.def.Transitions[row].Action}, args...)...)
}

// resolveTarget checks that the target of a row exists, and returns the origins
// of a Back target.
func (b *builder) resolveTarget(row int) (origins []int) {
	to := b.def.Transitions[row].To
	legal := append(names(b.states), same)
	switch to.kind {
	case targetNone:
		b.dangling(row, "", legal, "has no target")
	case targetState:
		if _, ok := b.stateNum[to.state]; !ok {
			b.dangling(row, to.state, legal, "leads to %q, which is not declared", to.state)
		}
	case targetBack:
		if len(to.back) == 0 {
			b.dangling(row, "", legal, "returns to no state")
		}
		for _, s := range to.back {
			n, ok := b.stateNum[s]
			switch {
			case s == AnyOpen:
				origins = append(origins, b.open()...)
			case ok:
				origins = append(origins, n)
			default:
				b.dangling(row, s, legal, "leads back to %q, which is not declared", s)
			}
		}
		slices.Sort(origins)
	}
	return slices.Compact(origins)
}

// resolveTo returns the number of the state to which a row leads from the
// given one, false if that cannot be.
func (b *builder) resolveTo(row, from int) (int, bool) {
	target := b.def.Transitions[row].To
	to, ok := b.stateNum[target.state]
	born, initial := from == b.newState(), []string{string(b.def.Initial)}
	switch {
	case target.kind == targetSame && !born:
		return from, true
	case target.kind == targetSame || target.kind == targetBack:
		b.ofRow(row, Finding{Kind: DanglingTarget, State: New, Legal: initial}, "%s opens a case and cannot lead to %s", b.def.Transitions[row].Action, target)
		return 0, false
	case born && ok && b.initial >= 0 && to != b.initial:
		b.dangling(row, target.state, initial, "opens a case in %s, which is not the initial state", target.state)
		return 0, false
	default:
		return to, ok
	}
}

// open returns the numbers of the states that are not final.
func (b *builder) open() []int {
	var open []int
	for i, s := range b.infos {
		if !s.Final {
			open = append(open, i)
		}
	}
	return open
}

package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan"
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
		b.ofRow(row, Finding{Kind: BadName, Name: string(t.Action)}, texts().Message("fault.action_name", "name", storage.Quote(string(t.Action))))
	}
	rule := b.rule(row)
	if len(t.By) == 0 {
		b.ofRow(row, Finding{Kind: NobodyMayAct}, texts().Message("fault.nobody_may", "action", shown(t.Action)))
	}
	origins := b.resolveTarget(row)
	staying, entering := b.effects(t, false), b.effects(t, true)
	action, retired := b.actionNum[t.Action], false
	for _, from := range b.resolveFrom(row) {
		n := from*len(b.actions) + action
		if first := b.given[n]; first > 0 {
			b.ofRow(row, Finding{Kind: RepeatedCell, State: b.name(from)}, texts().Message("fault.cell_twice", "action", shown(t.Action), "state", shown(b.name(from)), "first", first, "second", row+1))
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
		if c.to != backward && c.to != from && b.infos[c.to].Retired && !retired {
			retired = true // once is enough
			b.ofRow(row, Finding{Kind: RetiredState, State: b.states[c.to]}, texts().Message("fault.retired", "action", shown(t.Action), "state", shown(b.states[c.to])))
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
	unknown := func(s State, legal []string, m aduan.Message) {
		b.ofRow(row, Finding{Kind: UnknownState, State: s, Name: string(s), Legal: legal}, m)
	}
	if len(t.From) == 0 {
		unknown("", append(names(b.states), string(New), string(AnyOpen)), texts().Message("fault.from_nowhere", "action", shown(t.Action)))
	}
	for _, s := range t.From {
		if named[s]++; named[s] > 2 {
			continue
		}
		switch n, ok := b.stateNum[s]; {
		case s == New:
			add(b.newState())
		case s == AnyOpen && len(open) == 0:
			unknown(s, names(b.states), texts().Message("fault.from_none_open", "action", shown(t.Action), "state", shown(s)))
		case s == AnyOpen:
			add(open...)
		case ok:
			add(n)
		default:
			unknown(s, b.nearest(string(s), names(b.states)), texts().Message("fault.from_unknown", "action", shown(t.Action), "state", storage.Quote(string(s))))
		}
	}
	return from
}

// dangling finds a target that a row cannot have.
func (b *builder) dangling(row int, s State, legal []string, m aduan.Message) {
	b.ofRow(row, Finding{Kind: DanglingTarget, State: s, Name: string(s), Legal: legal}, m)
}

// resolveTarget checks that the target of a row exists, and returns the origins
// of a Back target.
func (b *builder) resolveTarget(row int) (origins []int) {
	to := b.def.Transitions[row].To
	action, legal := shown(b.def.Transitions[row].Action), append(names(b.states), same)
	switch to.kind {
	case targetNone:
		b.dangling(row, "", legal, texts().Message("fault.no_target", "action", action))
	case targetState:
		if _, ok := b.stateNum[to.state]; !ok {
			b.dangling(row, to.state, legal, texts().Message("fault.to_unknown", "action", action, "state", storage.Quote(string(to.state))))
		}
	case targetBack:
		if len(to.back) == 0 {
			b.dangling(row, "", legal, texts().Message("fault.back_nowhere", "action", action))
		}
		for _, s := range to.back {
			n, ok := b.stateNum[s]
			switch {
			case s == AnyOpen:
				origins = append(origins, b.open()...)
			case ok:
				origins = append(origins, n)
			default:
				b.dangling(row, s, legal, texts().Message("fault.back_unknown", "action", action, "state", storage.Quote(string(s))))
			}
		}
		slices.Sort(origins)
	}
	return slices.Compact(origins)
}

// resolveTo returns the number of the state to which a row leads from the
// given one, false if that cannot be.
func (b *builder) resolveTo(row, from int) (int, bool) {
	target, action := b.def.Transitions[row].To, shown(b.def.Transitions[row].Action)
	to, ok := b.stateNum[target.state]
	born, initial := from == b.newState(), []string{string(b.def.Initial)}
	switch {
	case target.kind == targetSame && !born:
		return from, true
	case target.kind == targetSame || target.kind == targetBack:
		b.ofRow(row, Finding{Kind: DanglingTarget, State: New, Legal: initial}, texts().Message("fault.opens_without_state", "action", action, "target", target.String()))
		return 0, false
	case born && ok && b.initial >= 0 && to != b.initial:
		b.dangling(row, target.state, initial, texts().Message("fault.opens_elsewhere", "action", action, "state", shown(target.state)))
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

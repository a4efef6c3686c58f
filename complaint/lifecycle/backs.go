package lifecycle

import "slices"

// checkBacks compares each Back target with the states from which its state is
// entered.
func (b *builder) checkBacks() {
	entered := make([]map[int]Step, len(b.states)) // by state and state before, the first action that enters from there
	for s := range b.states {
		entered[s] = map[int]Step{}
	}
	for from := range b.states {
		for a, c := range b.exits(from) {
			if c.to == backward || !b.remembers[c.to] {
				continue
			}
			if _, ok := entered[c.to][from]; !ok {
				entered[c.to][from] = Step{Action: b.actions[a], To: b.states[c.to]}
			}
		}
	}
	for s := range b.states {
		for _, c := range b.from(s) {
			if c.to == backward {
				b.checkBack(s, c, entered[s])
			}
		}
	}
}

// checkBack checks one Back target of a state that is entered as given.
func (b *builder) checkBack(s int, c *cell, entered map[int]Step) {
	mismatch := func(other int, path []Step, format string) {
		b.ofRow(c.rule.row, Finding{Kind: BackMismatch, State: b.states[s], Name: string(b.states[other]), Path: path}, format, c.rule.action, b.states[s], b.states[other])
	}
	for from := range b.states {
		step, ok := entered[from]
		if ok && !slices.Contains(c.origins, from) {
			mismatch(from, b.pathTo(from, step), "%s cannot return from %s to %s, from where it is entered")
		}
	}
	open := slices.ContainsFunc(c.origins, func(o int) bool { return !b.infos[o].Final })
	for _, o := range c.origins {
		step, ok := entered[o]
		switch {
		case !ok:
			mismatch(o, nil, "%s returns from %s to %s, from where it is never entered")
		case open && b.infos[o].Final:
			// Entering a final state ends the clocks, entering another does not;
			// what a rule does to clocks cannot depend on where the case came from.
			mismatch(o, b.pathTo(o, step), "%s returns from %s both to states that are final, like %s, and to states that are not")
		}
	}
}

// checkEndlessOrigins looks for cycles of ordinary moves among states that
// remember their origin: each round would add to the stack. It reports
// whether there is one.
func (b *builder) checkEndlessOrigins() bool {
	const unseen, open, done = 0, 1, 2
	mark := make([]int, len(b.states))
	depth := make([]int, len(b.states)) // of an open state: the steps before it
	told := make([]bool, len(b.states))
	endless := false
	var trail []Step
	var visit func(s int)
	visit = func(s int) {
		mark[s], depth[s] = open, len(trail)
		for a, c := range b.exits(s) {
			if c.to == backward || !b.remembers[c.to] {
				continue
			}
			trail = append(trail, Step{Action: b.actions[a], To: b.states[c.to]})
			switch {
			case mark[c.to] == unseen:
				visit(c.to)
			case mark[c.to] == open && !told[c.to]:
				told[c.to], endless = true, true
				round := slices.Clone(trail[depth[c.to]:])
				path := b.pathTo(c.to, round...)
				if path == nil {
					path = round
				}
				b.find(Finding{Kind: EndlessOrigins, State: b.states[c.to], Path: path},
					"going round from %s (%s), a case would remember ever more origins", b.states[c.to], pathString(round))
			}
			trail = trail[:len(trail)-1]
		}
		mark[s] = done
	}
	for s := range b.states {
		if mark[s] == unseen && b.remembers[s] {
			visit(s)
		}
	}
	return endless
}

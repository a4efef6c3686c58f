package lifecycle

import (
	"fmt"
	"slices"
)

// checkBacks compares each Back target with the states from which its state is
// entered.
func (b *builder) checkBacks() {
	for s := range b.states {
		if !b.remembers[s] {
			continue
		}
		entered := map[int]Step{} // by state, the first action that enters from there
		for from := range b.states {
			for a, action := range b.actions {
				if c := b.at(from, a); c != nil && c.to == s && from != s {
					if _, ok := entered[from]; !ok {
						entered[from] = Step{Action: action, To: b.states[s]}
					}
				}
			}
		}
		for a := range b.actions {
			if c := b.at(s, a); c != nil && c.to < 0 {
				b.checkBack(s, a, c, entered)
			}
		}
	}
}

// checkBack checks one Back target of a state that is entered as given.
func (b *builder) checkBack(s, a int, c *cell, entered map[int]Step) {
	mismatch := func(other int, path []Step, format string) {
		b.find(Finding{
			Kind: BackMismatch, Line: b.def.Transitions[c.rule.row].Line, State: b.states[s], Action: b.actions[a],
			Name: string(b.states[other]), Path: path, Message: fmt.Sprintf(format, b.actions[a], b.states[s], b.states[other]),
		})
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
		for a, action := range b.actions {
			c := b.at(s, a)
			if c == nil || c.to < 0 || c.to == s || !b.remembers[c.to] {
				continue
			}
			trail = append(trail, Step{Action: action, To: b.states[c.to]})
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
				b.find(Finding{
					Kind: EndlessOrigins, State: b.states[c.to], Path: path,
					Message: fmt.Sprintf("going round from %s (%s), a case would remember ever more origins", b.states[c.to], pathString(round)),
				})
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

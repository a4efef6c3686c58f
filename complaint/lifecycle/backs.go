package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan"
)

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
	action, state := shown(c.rule.action), shown(b.states[s])
	mismatch := func(other int, path []Step, m aduan.Message) {
		b.ofRow(c.rule.row, Finding{Kind: BackMismatch, State: b.states[s], Name: string(b.states[other]), Path: path}, m)
	}
	for from := range b.states {
		step, ok := entered[from]
		if ok && !slices.Contains(c.origins, from) {
			mismatch(from, b.pathTo(from, step), texts().Message("fault.back_missing", "action", action, "state", state, "other", shown(b.states[from])))
		}
	}
	open := slices.ContainsFunc(c.origins, func(o int) bool { return !b.infos[o].Final })
	for _, o := range c.origins {
		step, ok := entered[o]
		switch {
		case !ok:
			mismatch(o, nil, texts().Message("fault.back_never", "action", action, "state", state, "other", shown(b.states[o])))
		case open && b.infos[o].Final:
			// Entering a final state ends the clocks, entering another does not;
			// what a rule does to clocks cannot depend on where the case came from.
			mismatch(o, b.pathTo(o, step), texts().Message("fault.back_mixed", "action", action, "state", state, "other", shown(b.states[o])))
		}
	}
}

// checkEndlessOrigins looks for cycles of ordinary moves among states that
// remember their origin: each round would add to the stack. It reports
// whether there is one.
func (b *builder) checkEndlessOrigins() bool {
	told := make([]bool, len(b.states)) // by state: it is on a round that was found
	endless := false
	for s, name := range b.states {
		if !b.remembers[s] || told[s] {
			continue
		}
		start := spot{place: place{state: s}, hands: make([]hand, 1)} // so that coming back is another spot
		f, n := b.explore([]spot{start}, func(at spot, action int) (spot, bool) {
			next, ok := b.onward(at, action)
			return next, ok && b.remembers[next.state]
		}, func(f *search, n int) bool { return n > 0 && f.spots[n].state == s })
		if n < 0 {
			continue
		}
		endless = true
		round := b.path(f.spots, n)
		for _, step := range round {
			told[b.stateNum[step.To]] = true
		}
		path := b.pathTo(s, round...)
		if path == nil {
			path = round
		}
		b.find(Finding{Kind: EndlessOrigins, State: name, Path: path}, texts().Message("fault.endless", "state", shown(name), "path", pathString(round)))
	}
	return endless
}

package lifecycle

import "slices"

// prove searches every place a case can come to, unless there is nowhere to
// begin or no end to it, and judges the states.
func (b *builder) prove(limit int) {
	b.useful = b.usefulMoves()
	if b.initial >= 0 {
		b.way, _ = b.explore(b.starts(nil), b.onward, func(*search, int) bool { return false })
		if !b.checkEndlessOrigins() {
			b.found = b.places(limit)
		}
	}
	b.checkBacks()
	stuck, leads := b.stuck(), b.leads()
	for s := range b.states {
		b.judge(s, stuck[s], leads[s], limit)
	}
}

// start is where cases begin: New, or the initial state if no action opens a
// case.
func (b *builder) start() place {
	for range b.from(b.newState()) {
		return place{state: b.newState()}
	}
	return place{state: b.initial}
}

// starts lists where the proof begins: where cases do, and in the states in which they
// may stand by an import. The clocks that are followed do not run there.
func (b *builder) starts(clocks []ClockName) []spot {
	at := []place{b.start()}
	for s, info := range b.infos {
		if info.Retired {
			at = append(at, place{state: s})
		}
	}
	list := make([]spot, len(at))
	for i, p := range at {
		list[i] = spot{place: p, hands: make([]hand, len(clocks))}
	}
	return list
}

// onward says where an action leads unless it returns, whatever the origins.
// Returning only ever leads to a state where the case has been, so a shortest
// way to a state needs no Back action, and states without their origins are
// enough to find it.
func (b *builder) onward(at spot, action int) (spot, bool) {
	if !b.useful[at.state*len(b.actions)+action] || b.at(at.state, action).to == backward {
		return spot{}, false
	}
	return spot{place: place{state: b.at(at.state, action).to}}, true
}

// places finds all places, nil if they are more than the limit.
func (b *builder) places(limit int) *search {
	start, most := b.start(), limit
	if start.state == b.newState() {
		most++ // no case stands there
	}
	full := func(f *search, _ int) bool { return len(f.spots) > most }
	f, _ := b.explore(b.starts(nil), func(at spot, action int) (spot, bool) {
		if !b.useful[at.state*len(b.actions)+action] {
			return spot{}, false
		}
		next, ok := b.advance(at.place, action)
		return spot{place: next}, ok
	}, full)
	if full(f, 0) {
		b.find(Finding{Kind: TooLarge, Name: "positions"}, texts().Message("fault.positions", "limit", limit))
		return nil
	}
	return f
}

// usefulMoves reports, by cell, the actions by which a search goes on: of several
// ordinary ones from one state to another the first, and all that return.
func (b *builder) usefulMoves() []bool {
	useful := make([]bool, len(b.cells))
	for s := range len(b.states) + 1 {
		led := map[int]bool{}
		for a, c := range b.exits(s) {
			useful[s*len(b.actions)+a] = c.to == backward || !led[c.to]
			led[c.to] = true
		}
	}
	return useful
}

// stuck returns, by state, the first place there from which no final state can
// be reached, -1 if there is none or if the places are not known.
func (b *builder) stuck() []int {
	stuck := slices.Repeat([]int{-1}, len(b.states)+1)
	if b.found == nil {
		return stuck
	}
	ends := make([]bool, len(b.found.spots))
	for n, p := range b.found.spots {
		ends[n] = p.state != b.newState() && b.infos[p.state].Final
	}
	spread(ends, b.found.before)
	for n, p := range b.found.spots {
		if !ends[n] && stuck[p.state] < 0 {
			stuck[p.state] = n
		}
	}
	return stuck
}

// leads reports for each state whether a final state might be reached from it
// if every return were possible. A state from which none might has no end,
// wherever a case comes from.
func (b *builder) leads() []bool {
	before := make([][]int, len(b.states))
	leads := make([]bool, len(b.states))
	for s := range b.states {
		leads[s] = b.infos[s].Final
		for _, c := range b.exits(s) {
			if c.to != backward {
				before[c.to] = append(before[c.to], s)
			}
			for _, o := range c.origins {
				before[o] = append(before[o], s)
			}
		}
	}
	spread(leads, before)
	return leads
}

// wayTo returns the number of a state in the search for ways, and false if no
// case can come to it or nobody knows where cases begin.
func (b *builder) wayTo(s int) (int, bool) {
	if b.way == nil {
		return 0, false
	}
	n, ok := b.way.number[spot{place: place{state: s}}.key()]
	return n, ok
}

// pathTo returns a shortest sequence of actions to a state, and then the
// further steps; nothing if no case can come to the state.
func (b *builder) pathTo(s int, further ...Step) []Step {
	n, ok := b.wayTo(s)
	if !ok {
		return nil
	}
	return append(b.path(b.way.spots, n), further...)
}

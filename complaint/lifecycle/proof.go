package lifecycle

import (
	"fmt"
	"slices"
)

// place is a position in numbers: a state and the stack of origins to which
// Back exits return, the innermost last.
type place struct {
	state   int
	origins []int
}

// key writes a place as text, two bytes a state.
func (p place) key() string {
	k := make([]byte, 0, 2*(len(p.origins)+1))
	for _, s := range p.origins {
		k = append(k, byte(s>>8), byte(s))
	}
	return string(append(k, byte(p.state>>8), byte(p.state)))
}

// reach is what a breadth-first search over places found.
type reach struct {
	places []place        // in the order found
	number map[string]int // by key
	via    []int          // the place before, -1 for the first ones
	by     []int          // the action that led here
	after  [][]int        // the places one action further on
	stuck  []int          // by state, the first place there from which no final state can be reached, -1 if none
}

// advance says where an action leads from a place; false if it is refused
// there. It is the meaning of [To], [Same] and [Back].
func (b *builder) advance(p place, action int) (place, bool) {
	c := b.at(p.state, action)
	if c == nil {
		return place{}, false
	}
	if c.to < 0 {
		if len(p.origins) == 0 {
			return place{}, false
		}
		last := len(p.origins) - 1
		origin := p.origins[last]
		return place{state: origin, origins: p.origins[:last:last]}, slices.Contains(c.origins, origin)
	}
	switch {
	case c.to == p.state:
		return p, true
	case b.remembers[c.to]:
		return place{state: c.to, origins: append(p.origins[:len(p.origins):len(p.origins)], p.state)}, true
	default:
		return place{state: c.to}, true
	}
}

// prove searches every place a case can come to, unless there is nowhere to
// begin or no end to it, and judges the states.
func (b *builder) prove(limit int) {
	if b.initial >= 0 {
		b.way = b.walk()
		if !b.checkEndlessOrigins() {
			b.found = b.search(limit)
		}
	}
	b.checkBacks()
	for s, leads := range b.leads() {
		b.judge(s, leads, limit)
	}
}

// moves lists, for each state, the actions by which a search goes on: of
// several ordinary ones to one state the first, and all that return.
func (b *builder) moves() [][]int {
	moves := make([][]int, len(b.states))
	for s := range b.states {
		seen := make([]bool, len(b.states))
		for a := range b.actions {
			c := b.at(s, a)
			if c == nil || c.to == s || (c.to >= 0 && seen[c.to]) {
				continue
			}
			if c.to >= 0 {
				seen[c.to] = true
			}
			moves[s] = append(moves[s], a)
		}
	}
	return moves
}

// search visits all places breadth first, the initial state first, actions in
// declared order, so that every path it remembers is a shortest one.
func (b *builder) search(limit int) *reach {
	r := &reach{number: map[string]int{}, stuck: make([]int, len(b.states))}
	moves := b.moves()
	add := func(p place, via, by int) int {
		k := p.key()
		if n, ok := r.number[k]; ok {
			return n
		}
		n := len(r.places)
		r.number[k] = n
		r.places, r.via, r.by = append(r.places, p), append(r.via, via), append(r.by, by)
		r.after = append(r.after, nil)
		return n
	}
	add(place{state: b.initial}, -1, b.birth())
	for n := 0; n < len(r.places); n++ {
		for _, a := range moves[r.places[n].state] {
			if next, ok := b.advance(r.places[n], a); ok {
				r.after[n] = append(r.after[n], add(next, n, a))
			}
		}
		if len(r.places) > limit {
			b.find(Finding{Kind: TooLarge, Name: "positions", Message: fmt.Sprintf("more than %d positions of a case, at most that many are allowed", limit)})
			return nil
		}
	}
	b.markEnds(r)
	return r
}

// birth returns the first action that opens a case, -1 if there is none.
func (b *builder) birth() int {
	for a := range b.actions {
		if b.at(b.newState(), a) != nil {
			return a
		}
	}
	return -1
}

// markEnds walks backwards from the final states, and notes for each state the
// first place that this does not reach.
func (b *builder) markEnds(r *reach) {
	before := make([][]int, len(r.places))
	var queue []int
	ends := make([]bool, len(r.places))
	for n, p := range r.places {
		for _, m := range r.after[n] {
			before[m] = append(before[m], n)
		}
		if b.infos[p.state].Final {
			ends[n] = true
			queue = append(queue, n)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, m := range before[queue[0]] {
			if !ends[m] {
				ends[m] = true
				queue = append(queue, m)
			}
		}
	}
	for s := range r.stuck {
		r.stuck[s] = -1
	}
	for n, p := range r.places {
		if !ends[n] && r.stuck[p.state] < 0 {
			r.stuck[p.state] = n
		}
	}
}

// path returns the shortest sequence of actions that leads to a place.
func (b *builder) path(n int) []Step {
	var path []Step
	for ; n >= 0; n = b.found.via[n] {
		if b.found.by[n] >= 0 {
			path = append(path, Step{Action: b.actions[b.found.by[n]], To: b.states[b.found.places[n].state]})
		}
	}
	slices.Reverse(path)
	return path
}

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

func (p place) key() string {
	k := make([]byte, 0, 2*(len(p.origins)+1))
	for _, s := range append(p.origins[:len(p.origins):len(p.origins)], p.state) {
		k = append(k, byte(s>>8), byte(s))
	}
	return string(k)
}

// reach is what a breadth-first search over places found.
type reach struct {
	places []place        // in the order found
	number map[string]int // by key
	via    []int          // the place before, -1 for the first ones
	by     []int          // the action that led here
	after  [][]int        // the places one action further on
	ends   []bool         // whether a final state can be reached from here
	first  []int          // by state, the first place found there, -1 if none
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
	case b.returns(c.to):
		return place{state: c.to, origins: append(p.origins[:len(p.origins):len(p.origins)], p.state)}, true
	default:
		return place{state: c.to}, true
	}
}

// returns reports whether a state has a Back exit, so that entering it
// remembers the origin.
func (b *builder) returns(state int) bool {
	for a := range b.actions {
		if c := b.at(state, a); c != nil && c.to < 0 {
			return true
		}
	}
	return false
}

// checkBacks compares each Back target with the states from which its state is
// entered, and finds cycles on which origins would pile up.
func (b *builder) checkBacks() {
	for s := range b.states {
		var entered []int
		for from := range b.states {
			for a := range b.actions {
				if c := b.at(from, a); c != nil && c.to == s && from != s {
					entered = append(entered, from)
				}
			}
		}
		slices.Sort(entered)
		entered = slices.Compact(entered)
		for a, action := range b.actions {
			c := b.at(s, a)
			if c == nil || c.to >= 0 {
				continue
			}
			line := b.def.Transitions[c.rule.row].Line
			for _, from := range entered {
				if !slices.Contains(c.origins, from) {
					b.find(Finding{
						Kind: BackMismatch, Line: line, State: b.states[s], Action: action, Name: string(b.states[from]),
						Message: fmt.Sprintf("%s cannot return from %s to %s, from where it is entered", action, b.states[s], b.states[from]),
					})
				}
			}
			for _, origin := range c.origins {
				if !slices.Contains(entered, origin) {
					b.find(Finding{
						Kind: BackMismatch, Line: line, State: b.states[s], Action: action, Name: string(b.states[origin]),
						Message: fmt.Sprintf("%s returns from %s to %s, from where it is never entered", action, b.states[s], b.states[origin]),
					})
				}
			}
		}
	}
	b.checkEndlessOrigins()
}

// checkEndlessOrigins looks for a cycle of ordinary moves among states that
// remember their origin: each round would add to the stack.
func (b *builder) checkEndlessOrigins() {
	const unseen, open, done = 0, 1, 2
	mark := make([]int, len(b.states))
	var trail []Step
	var visit func(s int) bool
	visit = func(s int) bool {
		mark[s] = open
		for a, action := range b.actions {
			c := b.at(s, a)
			if c == nil || c.to < 0 || c.to == s || !b.returns(c.to) {
				continue
			}
			trail = append(trail, Step{Action: action, To: b.states[c.to]})
			if mark[c.to] == open {
				return true
			}
			if mark[c.to] == unseen && visit(c.to) {
				return true
			}
			trail = trail[:len(trail)-1]
		}
		mark[s] = done
		return false
	}
	for s := range b.states {
		if mark[s] == unseen && b.returns(s) && visit(s) {
			last := trail[len(trail)-1].To
			begin := slices.IndexFunc(trail, func(st Step) bool { return st.To == last })
			cycle := trail
			if begin < len(trail)-1 {
				cycle = trail[begin+1:]
			}
			b.find(Finding{
				Kind: EndlessOrigins, State: last, Path: slices.Clone(cycle),
				Message: fmt.Sprintf("going round from %s, a case would remember ever more origins", last),
			})
			return
		}
	}
}

// prove searches every place a case can come to, unless there is nowhere to
// begin or no end to it, and judges the states.
func (b *builder) prove(limit int) {
	endless := slices.ContainsFunc(b.findings, func(f Finding) bool { return f.Kind == EndlessOrigins })
	if b.initial >= 0 && !endless {
		b.found = b.search(limit)
	}
	for s := range b.states {
		b.judge(s)
	}
}

// search visits all places breadth first, the initial state first, actions in
// declared order, so that every path it remembers is a shortest one.
func (b *builder) search(limit int) *reach {
	r := &reach{number: map[string]int{}, first: make([]int, len(b.states))}
	for s := range r.first {
		r.first[s] = -1
	}
	add := func(p place, via, by int) int {
		k := p.key()
		if n, ok := r.number[k]; ok {
			return n
		}
		n := len(r.places)
		r.number[k] = n
		r.places, r.via, r.by = append(r.places, p), append(r.via, via), append(r.by, by)
		r.after = append(r.after, nil)
		if r.first[p.state] < 0 {
			r.first[p.state] = n
		}
		return n
	}
	opened := -1
	for a := range b.actions {
		if c := b.at(b.newState(), a); c != nil && opened < 0 {
			opened = a
		}
	}
	add(place{state: b.initial}, -1, opened)
	for n := 0; n < len(r.places); n++ {
		for a := range b.actions {
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

// markEnds walks backwards from the final states.
func (b *builder) markEnds(r *reach) {
	before := make([][]int, len(r.places))
	var queue []int
	r.ends = make([]bool, len(r.places))
	for n, p := range r.places {
		for _, m := range r.after[n] {
			before[m] = append(before[m], n)
		}
		if b.infos[p.state].Final {
			r.ends[n] = true
			queue = append(queue, n)
		}
	}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, m := range before[n] {
			if !r.ends[m] {
				r.ends[m] = true
				queue = append(queue, m)
			}
		}
	}
}

// firstAt returns the first place found in a state, -1 if there is none or
// nothing was searched.
func (b *builder) firstAt(s int) int {
	if b.found == nil {
		return -1
	}
	return b.found.first[s]
}

// path returns the shortest sequence of actions that leads to a place; none
// leads to place -1.
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

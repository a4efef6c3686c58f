package lifecycle

import "slices"

// walk is the shortest way to each state. Returning only ever leads to a state
// where the case has been, so a shortest way to a state needs no Back action,
// and states without their origins are enough to find it.
type walk struct {
	reached []bool
	via     []int // the state before, -1 for the initial one
	by      []int // the action that led here, -1 if nothing opens a case
}

// walk goes breadth first from the initial state, actions in declared order.
func (b *builder) walk() *walk {
	w := &walk{reached: make([]bool, len(b.states)), via: make([]int, len(b.states)), by: make([]int, len(b.states))}
	w.reached[b.initial], w.via[b.initial], w.by[b.initial] = true, -1, b.birth()
	for queue := []int{b.initial}; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		for a := range b.actions {
			if c := b.at(s, a); c != nil && c.to >= 0 && !w.reached[c.to] {
				w.reached[c.to], w.via[c.to], w.by[c.to] = true, s, a
				queue = append(queue, c.to)
			}
		}
	}
	return w
}

// reaches reports whether a case can come to a state; false if nobody knows
// where it begins.
func (b *builder) reaches(s int) bool { return b.way != nil && b.way.reached[s] }

// pathTo returns a shortest sequence of actions to a state, and then the
// further steps; nothing if no case can come to the state.
func (b *builder) pathTo(s int, further ...Step) []Step {
	if !b.reaches(s) {
		return nil
	}
	var path []Step
	for ; s >= 0; s = b.way.via[s] {
		if a := b.way.by[s]; a >= 0 {
			path = append(path, Step{Action: b.actions[a], To: b.states[s]})
		}
	}
	slices.Reverse(path)
	return append(path, further...)
}

// leads reports for each state whether a final state might be reached from it
// if every return were possible. A state from which none might has no end,
// wherever a case comes from.
func (b *builder) leads() []bool {
	before := make([][]int, len(b.states))
	leads := make([]bool, len(b.states))
	var queue []int
	for s := range b.states {
		if b.infos[s].Final {
			leads[s] = true
			queue = append(queue, s)
		}
		for a := range b.actions {
			c := b.at(s, a)
			switch {
			case c == nil || c.to == s:
			case c.to >= 0:
				before[c.to] = append(before[c.to], s)
			default:
				for _, o := range c.origins {
					before[o] = append(before[o], s)
				}
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, s := range before[queue[0]] {
			if !leads[s] {
				leads[s] = true
				queue = append(queue, s)
			}
		}
	}
	return leads
}

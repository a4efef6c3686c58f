package lifecycle

import "slices"

// spot is a place that a search found: how the clocks stand that it follows
// there, and how a case came to it.
type spot struct {
	place
	hands []hand
	via   int // the spot before, -1 for the one where the search began
	by    int // the action that led here
}

// key writes a spot without its way as text, two bytes a state.
func (s spot) key() string {
	k := make([]byte, 0, 2*(len(s.origins)+1)+len(s.hands))
	for _, o := range s.origins {
		k = append(k, byte(o>>8), byte(o))
	}
	k = append(k, byte(s.state>>8), byte(s.state))
	for _, h := range s.hands {
		k = append(k, byte(h))
	}
	return string(k)
}

// search is what a breadth-first search found.
type search struct {
	spots  []spot         // in the order found
	number map[string]int // by key
	before [][]int        // by spot: those from which one action leads there
}

// explore searches breadth first from some spots, actions in declared order, so that
// every way it remembers is a shortest one. Next says where an action leads from
// a spot. When done says so of the number of a spot, the search ends there; that
// number is returned, -1 if everything was found before.
func (t *table) explore(starts []spot, next func(at spot, action int) (spot, bool), done func(f *search, n int) bool) (*search, int) {
	f := &search{number: map[string]int{}}
	for _, start := range starts {
		start.via = -1
		f.add(start)
	}
	for n := 0; n < len(f.spots); n++ {
		if done(f, n) {
			return f, n
		}
		for a := range t.actions {
			if to, ok := next(f.spots[n], a); ok {
				to.via, to.by = n, a
				m := f.add(to)
				f.before[m] = append(f.before[m], n)
			}
		}
	}
	return f, -1
}

// add returns the number of a spot, a new one if it was not found before.
func (f *search) add(s spot) int {
	k := s.key()
	n, ok := f.number[k]
	if !ok {
		n = len(f.spots)
		f.number[k] = n
		f.spots, f.before = append(f.spots, s), append(f.before, nil)
	}
	return n
}

// path returns the actions that led to the n-th of the spots that a search found.
func (t *table) path(spots []spot, n int) []Step {
	var path []Step
	for ; spots[n].via >= 0; n = spots[n].via {
		path = append(path, Step{Action: t.actions[spots[n].by], To: t.name(spots[n].state)})
	}
	slices.Reverse(path)
	return path
}

// spread marks all from which something marked can be reached; before lists, for
// each, those from which one step leads there.
func spread(marked []bool, before [][]int) {
	var queue []int
	for n, yes := range marked {
		if yes {
			queue = append(queue, n)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, m := range before[queue[0]] {
			if !marked[m] {
				marked[m] = true
				queue = append(queue, m)
			}
		}
	}
}

package roadmap

import (
	"cmp"
	"slices"
)

// CriticalPaths returns the critical paths: chains of critical milestones each
// of which holds up the next, as long as they go. They are in the order of the
// names on them. There may be very many, so at most limit are returned (0 or
// less for 100); more says that there are others.
func (s *Schedule) CriticalPaths(limit int) (paths [][]MilestoneID, more bool) {
	if limit <= 0 {
		limit = 100
	}
	var walk func(path []int32) bool
	walk = func(path []int32) bool {
		held := s.held(path[len(path)-1])
		if len(held) == 0 {
			if len(paths) == limit {
				more = true
				return false
			}
			names := make([]MilestoneID, len(path))
			for i, at := range path {
				names[i] = s.network.items[at].ID
			}
			paths = append(paths, names)
			return true
		}
		for _, next := range held {
			if !walk(append(path, next)) {
				return false
			}
		}
		return true
	}
	for _, i := range s.heads() {
		if !walk([]int32{i}) {
			break
		}
	}
	return paths, more
}

// binds reports whether a dependency of a milestone is as tight as can be, and
// both are critical.
func (s *Schedule) binds(e, to int32) bool {
	n := s.network
	from := n.edges[e].from
	return s.Slots[from].Critical && s.Slots[to].Critical && s.pass.start[to] == s.pass.start[from]+n.weight(e)
}

// heads are the critical milestones that no critical one holds up, by name.
func (s *Schedule) heads() []int32 {
	n := s.network
	var heads []int32
	for i := range int32(len(n.items)) {
		if !s.Slots[i].Critical {
			continue
		}
		head := true
		for e := n.first[i]; e < n.first[i+1]; e++ {
			head = head && !s.binds(e, i)
		}
		if head {
			heads = append(heads, i)
		}
	}
	s.byName(heads)
	return heads
}

// held are the critical milestones that a critical one holds up, by name.
func (s *Schedule) held(i int32) []int32 {
	n := s.network
	var held []int32
	for _, to := range n.next[n.nextFirst[i]:n.nextFirst[i+1]] {
		for e := n.first[to]; e < n.first[to+1]; e++ {
			if n.edges[e].from == i && s.binds(e, to) && !slices.Contains(held, to) {
				held = append(held, to)
			}
		}
	}
	s.byName(held)
	return held
}

func (s *Schedule) byName(list []int32) {
	slices.SortFunc(list, func(a, b int32) int { return cmp.Compare(s.network.items[a].ID, s.network.items[b].ID) })
}

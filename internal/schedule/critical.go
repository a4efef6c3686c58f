package schedule

import (
	"cmp"
	"slices"
)

// CriticalPaths returns the critical paths: chains of critical items each of
// which holds up the next, as long as they go. They are in the order of the names
// on them. There may be very many, so at most limit are returned; more says that
// there are others.
func (s *Schedule) CriticalPaths(limit int) (paths [][]int32, more bool) {
	var walk func(path []int32) bool
	walk = func(path []int32) bool {
		held := s.held(path[len(path)-1])
		if len(held) == 0 {
			if len(paths) == limit {
				more = true
				return false
			}
			paths = append(paths, slices.Clone(path))
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

// binds reports whether a dependency of an item is as tight as can be, and both
// are critical.
func (s *Schedule) binds(d Dependency, to int32) bool {
	return s.Slots[d.On].Critical && s.Slots[to].Critical && s.pass.Start[to] == s.pass.Start[d.On]+s.network.weight(d)
}

// heads are the critical items that no critical one holds up, by name.
func (s *Schedule) heads() []int32 {
	var heads []int32
	for i := range int32(len(s.Slots)) {
		bound := func(d Dependency) bool { return s.binds(d, i) }
		if s.Slots[i].Critical && !slices.ContainsFunc(s.network.Items[i].After, bound) {
			heads = append(heads, i)
		}
	}
	return s.byName(heads)
}

// held are the critical items that a critical one holds up, by name.
func (s *Schedule) held(i int32) []int32 {
	var held []int32
	for _, to := range s.network.next[i] {
		bound := func(d Dependency) bool { return d.On == i && s.binds(d, to) }
		if slices.ContainsFunc(s.network.Items[to].After, bound) && !slices.Contains(held, to) {
			held = append(held, to)
		}
	}
	return s.byName(held)
}

func (s *Schedule) byName(list []int32) []int32 {
	slices.SortFunc(list, func(a, b int32) int { return cmp.Compare(s.network.Items[a].Name, s.network.Items[b].Name) })
	return list
}

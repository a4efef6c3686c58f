package routing

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// literal is a condition that is no set of points, words or a Go function,
// affirmed or denied.
type literal struct {
	atom int32
	not  bool
}

// branch is one way in which a rule can be met: a point of the box that meets
// all literals. A rule without "any" and "not" has one branch.
type branch struct {
	rule     int32
	box      box.Box
	literals []literal // ascending by atom

	// What follows is derived, for matching.
	rest  []box.Limit
	valid box.Span // of the rule
}

// conj is a branch in the making.
type conj struct {
	box      box.Box
	literals []literal
}

// always is the condition that holds always.
func always() []conj { return []conj{{}} }

func of(d box.Dim, s box.Set) []conj {
	if s == nil {
		return nil
	}
	return []conj{{box: box.Box{{Dim: d, Set: s}}}}
}

// both returns the ways to meet both conditions, and false if there are too
// many.
func both(a, b []conj) ([]conj, bool) {
	var out []conj
	for _, x := range a {
		for _, y := range b {
			if z, ok := x.and(y); ok {
				out = append(out, z)
			}
			if len(out) > MaxBranches {
				return nil, false
			}
		}
	}
	return out, true
}

// and returns the way that meets both, and false if there is none.
func (c conj) and(d conj) (conj, bool) {
	b, ok := c.box.And(d.box)
	if !ok {
		return conj{}, false
	}
	literals := slices.Concat(c.literals, d.literals)
	slices.SortFunc(literals, compareLiterals)
	literals = slices.Compact(literals)
	for i := 1; i < len(literals); i++ {
		if literals[i].atom == literals[i-1].atom {
			return conj{}, false // affirmed and denied
		}
	}
	return conj{b, literals}, true
}

func compareLiterals(a, b literal) int {
	switch {
	case a.atom != b.atom:
		return int(a.atom) - int(b.atom)
	case a.not == b.not:
		return 0
	case b.not:
		return -1
	}
	return 1
}

func (c conj) equal(d conj) bool {
	return c.box.Equal(d.box) &&
		slices.Equal(c.literals, d.literals)
}

// says reports whether b says all that c says: every point that b admits, c
// admits too.
func (b *branch) says(c *branch) bool {
	if !b.box.Within(c.box) {
		return false
	}
	for _, l := range c.literals {
		if !slices.Contains(b.literals, l) {
			return false
		}
	}
	return true
}

// moreSpecific reports whether rule a goes before rule b under [MostSpecific]: it
// lies within it, and not the other way round.
func (r *Router) moreSpecific(a, b int32) bool { return a != b && r.within(a, b) && !r.within(b, a) }

// within reports whether each way to meet rule a lies in a way to meet rule b.
func (r *Router) within(a, b int32) bool {
	ways, others := r.branches[r.first[a]:r.first[a+1]], r.branches[r.first[b]:r.first[b+1]]
	for i := range ways {
		found := false
		for j := range others {
			if ways[i].says(&others[j]) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// compare derives the limits that the index does not take care of.
func (b *branch) compare(categoryFound, regionFound bool) {
	b.rest = nil
	for _, l := range b.box {
		if !(l.Dim == dimCategory && categoryFound) && !(l.Dim == dimRegion && regionFound) {
			b.rest = append(b.rest, l)
		}
	}
}

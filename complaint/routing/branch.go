package routing

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// atom is a condition that is no set of points.
type atom struct {
	list int   // of words; -1 for a function
	fn   *Func // nil for words
}

// literal is an atom, affirmed or denied.
type literal struct {
	atom int32
	not  bool
}

// way is one way in which a condition can be met: by a point of the box that
// meets all literals.
type way struct {
	box      box.Box
	literals []literal // ascending by atom
}

// branch is one way in which a rule can be met. A rule without "any" and "not"
// has one branch.
type branch struct {
	rule int32
	way
	valid box.Span // of the rule
	// rest are the limits that the index does not take care of.
	rest []box.Limit
}

// always is the condition that holds always.
func always() []way { return []way{{}} }

// both returns the ways to meet both conditions, and false if there are too
// many.
func both(a, b []way) ([]way, bool) {
	var out []way
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
func (w way) and(x way) (way, bool) {
	b, ok := w.box.And(x.box)
	if !ok {
		return way{}, false
	}
	literals := slices.Concat(w.literals, x.literals)
	slices.SortFunc(literals, func(a, b literal) int { return cmp.Compare(a.atom, b.atom) })
	literals = slices.Compact(literals)
	for i := 1; i < len(literals); i++ {
		if literals[i].atom == literals[i-1].atom {
			return way{}, false // affirmed and denied
		}
	}
	return way{b, literals}, true
}

func (w way) equal(x way) bool { return w.box.Equal(x.box) && slices.Equal(w.literals, x.literals) }

// within reports whether everything that meets w meets x too.
func (w *way) within(x *way) bool {
	return w.box.Within(x.box) && !slices.ContainsFunc(x.literals, func(l literal) bool { return !slices.Contains(w.literals, l) })
}

// moreSpecific reports whether rule a goes before rule b under [MostSpecific]: it
// lies within it, and not the other way round.
func (r *Router) moreSpecific(a, b int32) bool { return a != b && r.within(a, b) && !r.within(b, a) }

// within reports whether each way to meet rule a lies in a way to meet rule b.
func (r *Router) within(a, b int32) bool {
	ways, others := r.ways(a), r.ways(b)
	for i := range ways {
		if !slices.ContainsFunc(others, func(o branch) bool { return ways[i].within(&o.way) }) {
			return false
		}
	}
	return true
}

// ways are the branches of a rule.
func (r *Router) ways(rule int32) []branch { return r.branches[r.first[rule]:r.first[rule+1]] }

package routing

import (
	"math/bits"
	"slices"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// explorer cuts the space into cells on each of which the same branches are
// met, and judges every cell once.
//
// It goes through the dimensions in the declared order. In each it cuts the
// domain at the borders of the branches that are still in question, puts the
// pieces that leave the same branches into one class, and goes on with each
// class. What is still to be decided depends only on the branches that are left
// and the days, so that a combination that was seen before is not entered
// again; and as classes are visited in the order of their least elements, the
// first visit is the one with the least report.
//
// A day and its weekday are one dimension. Which days there are depends on the
// region, see [stretch].
type explorer struct {
	r *Router
	// branches are those of the router and, from rules on, the watches.
	branches  []cellBranch
	rules     int32
	watches   []watch
	stretches []stretch
	// budget is how many cells there may be, cells how many there were.
	budget, cells int
	seen          map[cellKey]int32
	gaps          gapNodes
	leaf          func(hits, watches []int32) bool
	giveUp        func(active []int32)

	// The way to the cell: the least value of each dimension, the literals that
	// are taken to hold, the stretch of days, and the first and last day.
	at        []int64
	literals  []literal
	stretch   int32
	from, to  int64
	stamp     []int32
	stampedAt int32
}

// cellBranch is a branch made ready for cutting.
type cellBranch struct {
	rule     int32
	box      box.Box
	literals []literal
	days     box.Set // nil if all days of the table
	weekdays uint8   // bits of the weekdays
	stages   uint64  // the dimensions that it restricts
	last     int32   // the first stage at which nothing is left to ask
}

const allWeekdays = 0b1111_1110

// newExplorer prepares the branches of a router and the watches.
func newExplorer(r *Router, stretches []stretch, watches []watch) *explorer {
	e := &explorer{
		r: r, rules: int32(len(r.branches)), watches: watches, stretches: stretches,
		seen: map[cellKey]int32{}, gaps: newGapNodes(),
		at: make([]int64, len(r.space.domains)), stamp: make([]int32, len(r.table.Rules)+1),
	}
	for i := range r.branches {
		b := &r.branches[i]
		e.branches = append(e.branches, e.prepare(b.rule, b.box, b.literals, b.valid))
	}
	for _, w := range watches {
		e.branches = append(e.branches, e.prepare(w.rule, w.box, nil, box.Span{Lo: firstDay, Hi: lastDay}))
	}
	return e
}

func (e *explorer) prepare(rule int32, b box.Box, literals []literal, valid box.Span) cellBranch {
	c := cellBranch{rule: rule, box: b, literals: literals, weekdays: allWeekdays}
	days := e.r.space.domains[dimDay]
	mine := days.And(box.SetOf(valid))
	for _, l := range b {
		switch l.Dim {
		case dimDay:
			mine = mine.And(l.Set)
		case dimWeekday:
			c.weekdays = uint8(l.Set.Bits())
		default:
			c.stages |= 1 << l.Dim
		}
	}
	if !mine.Equal(days) || c.weekdays != allWeekdays {
		c.stages |= 1 << dimDay
		c.days = mine
	}
	c.last = int32(bits.Len64(c.stages))
	if n := len(literals); n > 0 {
		c.stages |= 1 << e.atoms()
		c.last = int32(e.atoms()) + literals[n-1].atom + 1
	}
	return c
}

// atoms is the stage that follows the dimensions: that of the literals.
func (e *explorer) atoms() int { return len(e.r.space.domains) }

// run explores the whole scope and returns the node of its gaps.
func (e *explorer) run() int32 {
	active := make([]int32, len(e.branches))
	for i := range active {
		active[i] = int32(i)
	}
	return e.explore(active, int(dimCategory))
}

// explore judges everything that is left of the space after the first d
// dimensions were cut, and returns the node of the gaps in it.
func (e *explorer) explore(active []int32, d int) int32 {
	if e.cells >= e.budget {
		e.least(d, e.atoms())
		e.giveUp(active)
		return gapNone
	}
	active = e.prune(active, d)
	next := d
	var k cellKey
	known := false
	if d > int(dimRegion) {
		next = e.next(active, d)
		e.least(d, next)
		if len(e.literals) == 0 {
			k = e.key(active, next)
			if id, ok := e.seen[k]; ok {
				return id
			}
			known = true
		}
	}
	e.cells++
	id := e.cut(active, next)
	if known {
		e.seen[k] = id
	}
	return id
}

// cut goes on with the classes of one stage.
func (e *explorer) cut(active []int32, d int) int32 {
	switch {
	case d == endStage:
		n, _ := slices.BinarySearch(active, e.rules)
		if e.leaf(active[:n], active[n:]) {
			return gapAll
		}
		return gapNone
	case d >= e.atoms():
		return e.cutAtom(active, int32(d-e.atoms()))
	case d == int(dimRegion):
		return e.cutRegions(active)
	case d == int(dimDay):
		return e.cutDays(active)
	}
	free, classes := e.partition(active, box.Dim(d), e.domain(box.Dim(d)))
	edges := make([]gapEdge, 0, 8)
	for i := range classes {
		c := &classes[i]
		e.at[d] = c.least
		edges = append(edges, gapEdge{child: e.explore(merge(free, c.active), d+1), spans: c.spans})
	}
	return e.gaps.node(d, edges)
}

// domain is what the scope leaves of a dimension.
func (e *explorer) domain(d box.Dim) box.Set {
	if s, ok := e.r.scope.Of(d); ok {
		return s
	}
	return e.r.space.domains[d]
}

// least sets the dimensions from d up to next to their least values.
func (e *explorer) least(d, next int) {
	for ; d < min(next, e.atoms()); d++ {
		switch box.Dim(d) {
		case dimDay:
			e.at[d] = e.from
		case dimWeekday:
		default:
			e.at[d] = e.domain(box.Dim(d))[0].Lo
		}
	}
}

// endStage is the stage at which nothing is left to ask.
const endStage = 1 << 30

// next is the first stage from d on at which an active branch is restricted.
func (e *explorer) next(active []int32, d int) int {
	if d < e.atoms() {
		var stages uint64
		for _, b := range active {
			stages |= e.branches[b].stages
		}
		if stages >>= d; stages == 0 {
			return endStage
		}
		if d += bits.TrailingZeros64(stages); d < e.atoms() {
			return d
		}
	}
	from, found := int32(d-e.atoms()), int32(endStage)
	for _, b := range active {
		for _, l := range e.branches[b].literals {
			if l.atom >= from {
				found = min(found, l.atom)
				break
			}
		}
	}
	if found == endStage {
		return endStage
	}
	return e.atoms() + int(found)
}

// cutAtom takes a condition that is no set of points first not to hold and then
// to hold.
func (e *explorer) cutAtom(active []int32, atom int32) int32 {
	var edges []gapEdge
	for _, holds := range []bool{false, true} {
		left := slices.DeleteFunc(slices.Clone(active), func(b int32) bool {
			return slices.Contains(e.branches[b].literals, literal{atom, holds})
		})
		e.literals = append(e.literals, literal{atom, !holds})
		v := int64(0)
		if holds {
			v = 1
		}
		edges = append(edges, gapEdge{child: e.explore(left, e.atoms()+int(atom)+1), spans: box.One(v)})
		e.literals = e.literals[:len(e.literals)-1]
	}
	return e.gaps.node(e.atoms()+int(atom), edges)
}

// prune drops what cannot matter any more: under First the rules behind the
// first two that fit for certain, and the watches of rules that are gone.
func (e *explorer) prune(active []int32, d int) []int32 {
	n, _ := slices.BinarySearch(active, e.rules)
	rules, watches := active[:n], active[n:]
	if e.r.table.Hit == First {
		certain := int32(-1)
		for i, b := range rules {
			switch c := &e.branches[b]; {
			case int(c.last) > d:
			case certain < 0:
				certain = c.rule
			case c.rule != certain:
				rules = rules[:i+1]
			}
			if i >= len(rules)-1 {
				break
			}
		}
	}
	if len(watches) == 0 {
		return rules
	}
	e.stampedAt++
	for _, b := range rules {
		e.stamp[e.branches[b].rule] = e.stampedAt
	}
	e.stamp[len(e.stamp)-1] = e.stampedAt // the fallback
	left := slices.Clone(rules)
	for _, w := range watches {
		if e.stamp[e.branches[w].rule] == e.stampedAt {
			left = append(left, w)
		}
	}
	return left
}

// cellKey names what is left to be judged, by 128 bits that are mixed of it.
type cellKey [2]uint64

func (e *explorer) key(active []int32, d int) cellKey {
	k := cellKey{mix(uint64(d), 1), mix(uint64(d), 2)}
	add := func(v uint64) {
		k[0] = mix(k[0]^v, 0x9e3779b97f4a7c15)
		k[1] = mix(k[1]+v, 0xc2b2ae3d27d4eb4f)
	}
	if d <= int(dimDay) {
		add(uint64(e.stretch))
	} else {
		add(uint64(e.from))
		add(uint64(e.to))
	}
	for _, b := range active {
		add(uint64(b) + 1)
	}
	return k
}

// mix spreads the bits of a number, as splitmix64 does.
func mix(v, salt uint64) uint64 {
	v += salt
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}

// merge returns both lists as one, ascending.
func merge(a, b []int32) []int32 {
	out := make([]int32, 0, len(a)+len(b))
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if j == len(b) || i < len(a) && a[i] < b[j] {
			out = append(out, a[i])
			i++
		} else {
			out = append(out, b[j])
			j++
		}
	}
	return out
}

package routing

import (
	"math/bits"
	"slices"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// explorer cuts the space into cells on each of which the same branches are
// met, and has every cell judged once.
//
// It goes through the dimensions in the declared order. In each it cuts the
// domain at the borders of the branches that are still in question, puts the
// pieces that leave the same branches into one class, and goes on with each
// class. What is still to be decided depends only on the branches that are left
// and the days, so that a combination that was judged before is not entered
// again; and as classes are visited in the order of their least elements, the
// first visit is the one with the least report. A combination is known again by
// a [cellKey] of 128 bits: two that share one by chance would be taken for the
// same, which for a million cells has a chance below 10 to the -26.
//
// A day and its weekday are one dimension. Which days there are depends on the
// region, see [lifespan].
type explorer struct {
	r         *Router
	visitor   visitor
	branches  []cellBranch
	lifespans []lifespan
	// budget is how many cells there may be, cells how many there were.
	budget, cells int
	judged        map[cellKey]int32
	gaps          gapNodes

	// The way to the cell: the least value of each dimension, the literals that
	// are taken to hold, the lifespan, and the first and last day.
	cell
	lifespan int32
	from, to int64
}

// visitor says what an exploration is for.
type visitor interface {
	// prune returns those of the branches that can still matter after the stages
	// before d were cut, and false if no cell is of interest any more.
	prune(active []int32, d int) ([]int32, bool)
	// judge judges a cell by the branches that are met on it, and reports whether
	// only the fallback takes it.
	judge(met []int32) bool
	// skip is told which branches are in question in a part beyond the budget.
	skip(active []int32)
}

// cell is the least report of a cell: its values and what the conditions that
// are no sets are taken to say.
type cell struct {
	at       []int64
	literals []literal
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

// allWeekdays has the bits of [Monday] to [Sunday].
const allWeekdays = 1<<(Sunday+1) - 1<<Monday

func newExplorer(r *Router, budget int) *explorer {
	return &explorer{
		r: r, lifespans: r.lifespans(), budget: budget, judged: map[cellKey]int32{}, gaps: newGapNodes(),
		cell: cell{at: make([]int64, len(r.space.domains))},
	}
}

// add adds a branch of a rule.
func (e *explorer) add(rule int32, w way, valid box.Span) {
	c := cellBranch{rule: rule, box: w.box, literals: w.literals, weekdays: allWeekdays}
	days := e.r.space.domains[dimDay]
	mine := days.And(box.SetOf(valid))
	for _, l := range w.box {
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
	if n := len(w.literals); n > 0 {
		c.stages |= 1 << e.atoms()
		c.last = int32(e.atoms()) + w.literals[n-1].atom + 1
	}
	e.branches = append(e.branches, c)
}

// atoms is the stage that follows the dimensions: that of the literals.
func (e *explorer) atoms() int { return len(e.r.space.domains) }

// here is the cell at which the explorer stands.
func (e *explorer) here() cell { return cell{slices.Clone(e.at), slices.Clone(e.literals)} }

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
		e.visitor.skip(active)
		return gapNone
	}
	active, some := e.visitor.prune(active, d)
	if !some {
		return gapNone
	}
	next := d
	var k cellKey
	known := false
	if d > int(dimRegion) {
		next = e.next(active, d)
		e.least(d, next)
		if len(e.literals) == 0 {
			k = e.key(active, next)
			if id, ok := e.judged[k]; ok {
				return id
			}
			known = true
		}
	}
	e.cells++
	id := e.cut(active, next)
	if known {
		e.judged[k] = id
	}
	return id
}

// cut goes on with the classes of one stage.
func (e *explorer) cut(active []int32, d int) int32 {
	switch {
	case d == endStage:
		if e.visitor.judge(active) {
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
	free, classes := e.partition(active, box.Dim(d))
	edges := make([]gapEdge, 0, 8)
	for i := range classes {
		c := &classes[i]
		e.at[d] = c.least
		edges = append(edges, gapEdge{child: e.explore(merge(free, c.active), d+1), spans: c.spans})
	}
	return e.gaps.node(d, edges)
}

// domain is what the scope leaves of a dimension.
func (r *Router) domain(d box.Dim) box.Set {
	if s, ok := r.scope.Of(d); ok {
		return s
	}
	return r.space.domains[d]
}

// least sets the dimensions from d up to next to their least values.
func (e *explorer) least(d, next int) {
	for ; d < min(next, e.atoms()); d++ {
		switch box.Dim(d) {
		case dimDay:
			e.at[d] = e.from
		case dimWeekday:
		default:
			e.at[d] = e.r.domain(box.Dim(d))[0].Lo
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
	for v, holds := range []bool{false, true} {
		left := slices.DeleteFunc(slices.Clone(active), func(b int32) bool {
			return slices.Contains(e.branches[b].literals, literal{atom, holds})
		})
		e.literals = append(e.literals, literal{atom, !holds})
		edges = append(edges, gapEdge{child: e.explore(left, e.atoms()+int(atom)+1), spans: box.One(int64(v))})
		e.literals = e.literals[:len(e.literals)-1]
	}
	return e.gaps.node(e.atoms()+int(atom), edges)
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
		add(uint64(e.lifespan))
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

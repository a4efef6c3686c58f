package routing

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// cellClass is the pieces of a dimension that leave the same branches.
type cellClass struct {
	least  int64
	spans  []box.Span
	active []int32 // of those that restrict the dimension
}

// border is where a branch begins or ends to admit values.
type border struct {
	at     int64
	branch int32 // -1 for the domain
	begins bool
}

// sweep goes over a domain and calls do for each part of it on which the same
// branches admit the values. admitted gives what a branch admits. The list of
// branches is ascending and belongs to sweep.
func sweep(domain box.Set, branches []int32, admitted func(int32) box.Set, do func(s box.Span, active []int32)) {
	borders := make([]border, 0, 2*(len(branches)+len(domain)))
	enter := func(branch int32, s box.Set) {
		for _, v := range s {
			borders = append(borders, border{v.Lo, branch, true}, border{v.Hi + 1, branch, false})
		}
	}
	enter(-1, domain)
	for _, b := range branches {
		enter(b, admitted(b))
	}
	slices.SortFunc(borders, func(a, b border) int { return cmp.Compare(a.at, b.at) })
	var active []int32
	inside, from := false, int64(0)
	for i := 0; i < len(borders); {
		at := borders[i].at
		if inside && at > from {
			do(box.Span{Lo: from, Hi: at - 1}, active)
		}
		for ; i < len(borders) && borders[i].at == at; i++ {
			b := borders[i]
			if b.branch < 0 {
				inside = b.begins
				continue
			}
			n, found := slices.BinarySearch(active, b.branch)
			switch {
			case b.begins && !found:
				active = slices.Insert(active, n, b.branch)
			case !b.begins && found:
				active = slices.Delete(active, n, n+1)
			}
		}
		from = at
	}
}

// cellClasses collects pieces by the branches that they leave.
type cellClasses struct {
	list []cellClass
	at   map[uint64][]int32
}

// of returns the index of the class of a list of branches, which is a new one if
// there is none.
func (c *cellClasses) of(active []int32, least int64) int {
	h := uint64(len(active))
	for _, b := range active {
		h = mix(h^uint64(b), 0x9e3779b97f4a7c15)
	}
	for _, i := range c.at[h] {
		if slices.Equal(c.list[i].active, active) {
			return int(i)
		}
	}
	if c.at == nil {
		c.at = map[uint64][]int32{}
	}
	c.at[h] = append(c.at[h], int32(len(c.list)))
	c.list = append(c.list, cellClass{least: least, active: slices.Clone(active)})
	return len(c.list) - 1
}

// split divides the active branches into those that do not restrict a dimension
// and the others.
func (e *explorer) split(active []int32, d box.Dim) (free, bound []int32) {
	for _, b := range active {
		if e.branches[b].stages&(1<<d) != 0 {
			bound = append(bound, b)
		} else {
			free = append(free, b)
		}
	}
	return free, bound
}

// partition divides the active branches into those that do not restrict a
// dimension, which are in every class, and the classes of the others, in the
// order of their least values.
func (e *explorer) partition(active []int32, d box.Dim) (free []int32, list []cellClass) {
	free, bound := e.split(active, d)
	var cs cellClasses
	sweep(e.r.domain(d), bound, func(b int32) box.Set {
		s, _ := e.branches[b].box.Of(d)
		return s
	}, func(s box.Span, left []int32) {
		c := &cs.list[cs.of(left, s.Lo)]
		if n := len(c.spans); n > 0 && c.spans[n-1].Hi+1 == s.Lo {
			c.spans[n-1].Hi = s.Hi
			return
		}
		c.spans = append(c.spans, s)
	})
	return free, cs.list
}

// cutRegions cuts the dimension of the regions, and each class by the days on
// which its regions exist.
func (e *explorer) cutRegions(active []int32) int32 {
	free, list := e.partition(active, dimRegion)
	type part struct {
		least    int64
		class    int
		lifespan int32
	}
	var parts []part
	for i := range list {
		for j := range e.lifespans {
			if least, ok := e.lifespans[j].units.Least(list[i].spans); ok {
				parts = append(parts, part{least: least, class: i, lifespan: int32(j)})
			}
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.least, b.least) })
	edges := make([]gapEdge, 0, len(parts))
	for _, p := range parts {
		c, s := &list[p.class], &e.lifespans[p.lifespan]
		e.at[dimRegion], e.lifespan, e.from, e.to = p.least, p.lifespan, s.days.Lo, s.days.Hi
		child := e.explore(merge(free, c.active), int(dimRegion)+1)
		edge := gapEdge{child: child}
		if child != gapNone {
			edge.spans = box.Set(c.spans).And(s.units)
		}
		edges = append(edges, edge)
	}
	return e.gaps.node(int(dimRegion), edges)
}

// dayPiece is the days of a lifespan that fall on some weekdays.
type dayPiece struct {
	box.Span
	weekdays uint8
}

// first returns the first day of the piece, and last the last one; false if it
// has none.
func (p dayPiece) first() (int64, bool) {
	for day := p.Lo; day <= min(p.Hi, p.Lo+6); day++ {
		if p.has(day) {
			return day, true
		}
	}
	return 0, false
}

func (p dayPiece) last() int64 {
	day := p.Hi
	for !p.has(day) {
		day--
	}
	return day
}

// daysOn returns the first and the last of the days that fall on the weekdays;
// false if none does.
func daysOn(days box.Set, weekdays uint8) (on box.Span, some bool) {
	for _, v := range days {
		piece := dayPiece{v, weekdays}
		if first, is := piece.first(); is {
			if !some {
				on.Lo, some = first, true
			}
			on.Hi = piece.last()
		}
	}
	return on, some
}

func (p dayPiece) has(day int64) bool {
	return p.Lo <= day && day <= p.Hi && p.weekdays&(1<<weekdayOf(day)) != 0
}

// cutDays cuts the days of the lifespan, and each piece by the weekday.
func (e *explorer) cutDays(active []int32) int32 {
	free, bound := e.split(active, dimDay)
	var cs cellClasses
	var pieces [][]dayPiece // of each class
	var left []int32
	sweep(box.Set{e.lifespans[e.lifespan].days}, bound, func(b int32) box.Set { return e.branches[b].days }, func(s box.Span, now []int32) {
		for rest := uint8(allWeekdays); rest != 0; {
			// The weekdays on which the same branches are left as on the first.
			day, ok := dayPiece{s, rest}.first()
			if !ok {
				break
			}
			same := rest
			left = left[:0]
			for _, b := range now {
				if w := e.branches[b].weekdays; w&(1<<weekdayOf(day)) != 0 {
					same &= w
					left = append(left, b)
				} else {
					same &^= w
				}
			}
			rest &^= same
			n := cs.of(left, day)
			cs.list[n].least = min(cs.list[n].least, day)
			if n == len(pieces) {
				pieces = append(pieces, nil)
			}
			pieces[n] = append(pieces[n], dayPiece{s, same})
		}
	})
	return e.eachDays(free, cs.list, pieces)
}

func (e *explorer) eachDays(free []int32, list []cellClass, pieces [][]dayPiece) int32 {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(list[i].least, list[j].least) })
	from, to := e.from, e.to
	var edges []gapEdge
	for _, i := range order {
		e.at[dimDay], e.from = list[i].least, list[i].least
		e.to = e.from
		for _, p := range pieces[i] {
			e.to = max(e.to, p.last())
		}
		edges = append(edges, gapEdge{child: e.explore(merge(free, list[i].active), int(dimDay)+1), days: pieces[i]})
	}
	e.from, e.to = from, to
	return e.gaps.node(int(dimDay), edges)
}

package routing

import (
	"math/bits"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
)

// index finds the branches that the category and the region of a report leave
// in question. A branch stands under every pair of a category and a region
// whose subtrees together make up what it admits, 0 standing for "whatever it
// is"; so the branches for a report are those under the pairs of one of its
// categories, from its own to the widest, and one of its regions.
type index struct {
	slots []slot // open addressing, a power of two
	shift uint
	lists []int32 // branches, ascending in each list
	// category is, for each number, itself or the nearest wider category that
	// stands in a pair; 0 if none does. region has the bits of the positions + 1
	// that stand in a pair.
	category []int32
	region   []uint64
}

type slot struct {
	key      uint64 // 0 for a free slot
	from, to int32  // in lists
}

// key is never 0.
func key(category, region int32) uint64 {
	return (uint64(uint32(category))<<32 | uint64(uint32(region))) + 1
}

// maxRoots is how many subtrees a branch is entered under, for categories and
// regions each. What takes more, as everything but one province does, is
// entered under 0 and compared.
const maxRoots = 64

func newIndex(r *Router) index {
	x := index{category: make([]int32, len(r.space.categories.paths)), region: make([]uint64, r.sources.Regions.Len()/64+1)}
	keys, owners := make([]uint64, 0, len(r.branches)), make([]int32, 0, len(r.branches))
	used := make([]bool, len(x.category))
	var room, more [maxRoots]int32
	for i := range r.branches {
		b := &r.branches[i]
		categories, categoryFound := b.roots(dimCategory, r.space, room[:0])
		regions, regionFound := b.roots(dimRegion, r.space, more[:0])
		for _, l := range b.box {
			if !(l.Dim == dimCategory && categoryFound) && !(l.Dim == dimRegion && regionFound) {
				b.rest = append(b.rest, l)
			}
		}
		for _, c := range categories {
			used[c] = true
			for _, u := range regions {
				x.region[u/64] |= 1 << (u % 64)
				keys, owners = append(keys, key(c, u)), append(owners, int32(i))
			}
		}
	}
	for n := range x.category {
		if used[n] || n == 0 {
			x.category[n] = int32(n)
		} else {
			x.category[n] = x.category[r.space.categories.parent[n]]
		}
	}
	x.fill(keys, owners)
	return x
}

// roots appends to out the subtrees that make up what the branch admits in a
// dimension; only 0 if it does not restrict it or they are too many. What is
// found under them need not be compared any more if found is true.
func (b *branch) roots(d box.Dim, space *space, out []int32) (roots []int32, found bool) {
	admitted, restricted := b.box.Of(d)
	if !restricted {
		return append(out, 0), true
	}
	roots = out
	for _, s := range admitted {
		for n := s.Lo; n <= s.Hi; n = space.last(d, n) + 1 {
			if n == 0 || space.last(d, n) > s.Hi || len(roots) == maxRoots {
				return append(out, 0), false
			}
			roots = append(roots, int32(n))
		}
	}
	return roots, true
}

// fill lays out the lists: the owners of each key, in their order.
func (x *index) fill(keys []uint64, owners []int32) {
	size := 1 << bits.Len(uint(2*len(keys)))
	x.slots = make([]slot, size)
	x.shift = uint(64 - bits.Len(uint(size-1)))
	for _, k := range keys {
		s := x.slot(k)
		s.key = k
		s.to++ // how many, for now
	}
	next := int32(0)
	for i := range x.slots {
		s := &x.slots[i]
		s.from, s.to, next = next, next, next+s.to
	}
	x.lists = make([]int32, len(keys))
	for i, k := range keys {
		s := x.slot(k)
		x.lists[s.to] = owners[i]
		s.to++
	}
}

// slot returns the slot of a key, or a free one for it.
func (x *index) slot(k uint64) *slot {
	i := x.home(k)
	for x.slots[i].key != k && x.slots[i].key != 0 {
		i = (i + 1) & (len(x.slots) - 1)
	}
	return &x.slots[i]
}

// home is where the search for a key begins.
func (x *index) home(k uint64) int {
	if x.shift >= 64 {
		return 0
	}
	return int(k * 0x9e3779b97f4a7c15 >> x.shift)
}

// list returns the branches under a pair. A free slot has none.
func (x *index) list(category, region int32) []int32 {
	s := x.slot(key(category, region))
	return x.lists[s.from:s.to]
}

// around lists what the unit and the units around it are called in the index,
// without those that stand in no pair, and 0.
func (x *index) around(u region.Unit, out []int32) []int32 {
	for ; !u.IsZero(); u = u.Parent() {
		if n := int32(numbersOf(u).Lo); x.region[n/64]&(1<<(n%64)) != 0 {
			out = append(out, n)
		}
	}
	return append(out, 0)
}

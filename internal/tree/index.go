package tree

import (
	"cmp"
	"hash/maphash"
	"math/bits"
	"slices"
)

// index finds nodes by key: an open hash table with linear probing, at most
// half full. A slot holds the node's number plus one in its low bits and, in
// the bits above them, a part of the key's hash, so that a probe reads a key's
// text only when it is very likely the right one.
type index struct {
	seed  maphash.Seed
	slots []uint32
	low   uint32 // mask of the node bits
	// versions lists the nodes of a key that has several, in the order of their
	// validity, by the one in the table. Most keys have one.
	versions map[int32][]int32
}

// first returns a node with the key.
func (x *index) first(t *Tree, key string) (int32, bool) {
	if len(x.slots) == 0 {
		return None, false
	}
	hash := maphash.String(x.seed, key)
	mask := uint64(len(x.slots) - 1)
	tag := uint32(hash>>32) &^ x.low
	for at := hash & mask; ; at = (at + 1) & mask {
		slot := x.slots[at]
		if slot == 0 {
			return None, false
		}
		if slot&^x.low == tag {
			if i := int32(slot&x.low) - 1; t.Key(i) == key {
				return i, true
			}
		}
	}
}

// build fills the index from the tree's keys.
func (x *index) build(t *Tree) {
	n := t.Len()
	if n == 0 {
		return
	}
	x.seed = maphash.MakeSeed()
	x.versions = make(map[int32][]int32)
	x.slots = make([]uint32, 1<<bits.Len(uint(2*n-1)))
	x.low = 1<<bits.Len(uint(n)) - 1
	mask := uint64(len(x.slots) - 1)
	for i := range int32(n) {
		key := t.Key(i)
		hash := maphash.String(x.seed, key)
		tag := uint32(hash>>32) &^ x.low
		at := hash & mask
		for ; x.slots[at] != 0; at = (at + 1) & mask {
			slot := x.slots[at]
			if slot&^x.low != tag {
				continue
			}
			if j := int32(slot&x.low) - 1; t.Key(j) == key {
				if x.versions[j] == nil {
					x.versions[j] = []int32{j}
				}
				x.versions[j] = append(x.versions[j], i)
				break
			}
		}
		if x.slots[at] == 0 {
			x.slots[at] = tag | uint32(i+1)
		}
	}
	for _, all := range x.versions {
		slices.SortFunc(all, func(a, b int32) int { return cmp.Compare(t.Span(a).From, t.Span(b).From) })
	}
}

// overlap returns two versions of one key that are in force at the same time.
func (x *index) overlap(t *Tree) (a, b int32, found bool) {
	for _, all := range x.versions {
		for i, b := range all[1:] {
			if t.Span(all[i]).Until > t.Span(b).From {
				return all[i], b, true
			}
		}
	}
	return None, None, false
}

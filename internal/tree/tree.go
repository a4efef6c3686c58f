package tree

import (
	"iter"
	"math"
)

// The ends of time: Always is before every instant, Forever after.
const (
	Always  int64 = math.MinInt64
	Forever int64 = math.MaxInt64
)

// MaxDepth is the largest number of nodes on a path from a root.
const MaxDepth = 32

// None is the index that means "no node", such as the parent of a root.
const None int32 = -1

// Span is the validity of a node, from From up to and without Until.
type Span struct {
	From, Until int64
	// Mark is a number that the owner of the tree gave to the record.
	Mark uint32
}

// Contains reports whether the instant lies in the span.
func (s Span) Contains(at int64) bool {
	return s.From <= at && (at < s.Until || s.Until == Forever)
}

// Tree is a static forest of dated nodes in preorder. The zero Tree is empty.
// All indices handed to its methods must come from it.
type Tree struct {
	text  string // all keys, one after the other
	rows  []row  // one for each node, and one behind that ends the last key
	spans []Span
	index index
}

// row holds a node. What a look-up needs lies side by side, because in a large
// tree nearly every access to another place misses the processor's cache.
type row struct {
	key    uint32 // where the node's key begins in text; it ends where the next begins
	parent int32
	last   int32
	span   uint16 // into spans
}

// Len returns the number of nodes.
func (t *Tree) Len() int { return max(len(t.rows)-1, 0) }

// Key returns the key of node i. It does not allocate.
func (t *Tree) Key(i int32) string { return t.text[t.rows[i].key:t.rows[i+1].key] }

// Parent returns the parent of node i, [None] for a root.
func (t *Tree) Parent(i int32) int32 { return t.rows[i].parent }

// Last returns the last node of the subtree of node i, i itself for a leaf.
func (t *Tree) Last(i int32) int32 { return t.rows[i].last }

// Span returns the validity of node i.
func (t *Tree) Span(i int32) Span { return t.spans[t.rows[i].span] }

// ValidAt reports whether node i is in force at the instant.
func (t *Tree) ValidAt(i int32, at int64) bool { return t.spans[t.rows[i].span].Contains(at) }

// Within reports whether node i is node j or one of its descendants.
//
// The two comparisons j <= i and i <= Last(j) are made as one, in which a node
// before j wraps to a large number: which side a node lies on is random to the
// processor, and a wrong guess costs more than the rest.
func (t *Tree) Within(i, j int32) bool { return uint32(i-j) <= uint32(t.rows[j].last-j) }

// Find returns the node with the key that is in force at the instant.
func (t *Tree) Find(key string, at int64) (int32, bool) {
	i, ok := t.index.first(t, key)
	if !ok {
		return None, false
	}
	if t.ValidAt(i, at) {
		return i, true
	}
	for _, j := range t.index.versions[i] {
		if t.ValidAt(j, at) {
			return j, true
		}
	}
	return None, false
}

// Versions yields the nodes with the key, whenever in force, in the order of
// their validity.
func (t *Tree) Versions(key string) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		i, ok := t.index.first(t, key)
		all := t.index.versions[i]
		if ok && all == nil {
			yield(i)
			return
		}
		for _, j := range all {
			if !yield(j) {
				return
			}
		}
	}
}

// Children yields the children of node i that are in force at the instant, in
// the order of their keys; those of [None] are the roots.
func (t *Tree) Children(i int32, at int64) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		j, last := i+1, int32(t.Len()-1)
		if i != None {
			last = t.rows[i].last
		}
		for ; j <= last; j = t.rows[j].last + 1 {
			if t.ValidAt(j, at) && !yield(j) {
				return
			}
		}
	}
}

// Descendants yields the nodes below node i that are in force at the instant,
// in preorder; those of [None] are all nodes.
func (t *Tree) Descendants(i int32, at int64) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		j, last := i+1, int32(t.Len()-1)
		if i != None {
			last = t.rows[i].last
		}
		for j <= last {
			if !t.ValidAt(j, at) {
				j = t.rows[j].last + 1 // nothing below outlives it
				continue
			}
			if !yield(j) {
				return
			}
			j++
		}
	}
}

// Depth returns the number of ancestors of node i.
func (t *Tree) Depth(i int32) int {
	n := 0
	for p := t.rows[i].parent; p != None; p = t.rows[p].parent {
		n++
	}
	return n
}

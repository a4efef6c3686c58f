package region

import (
	"iter"

	"github.com/aduan-go/aduan/internal/tree"
)

// Position returns the unit's number in the order of its tree and that of the
// last unit in it: the units in u, at whatever time, are those numbered
// first+1 to last. It is for indexes over a tree, which can then work with
// intervals of numbers; another tree numbers otherwise. Numbers count from 0,
// and the zero Unit has -1, -1.
func (u Unit) Position() (first, last int) {
	if u.tree == nil {
		return -1, -1
	}
	return int(u.node), int(u.tree.nodes.Last(u.node))
}

// Versions yields the units that ever had the code as their own: one for every
// stretch of time in which it and everything around it stayed where they were
// ([Unit.Valid]), in the order of time, each at its first instant.
func (t *Tree) Versions(code Code) iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		for i := range t.nodes.Versions(code.text) {
			if !yield(t.eldest(i)) {
				return
			}
		}
	}
}

// Len returns how many units of all times the tree holds, as [Tree.Versions]
// counts them.
func (t *Tree) Len() int { return t.nodes.Len() }

// At returns the unit with a number, as [Unit.Position] gives it, at its first
// instant; the zero Unit for a number below 0 or beyond the last.
func (t *Tree) At(position int) Unit {
	if position < 0 || position >= t.nodes.Len() {
		return Unit{}
	}
	return t.eldest(int32(position))
}

// eldest returns node i as a unit at its first instant that the tree knows.
func (t *Tree) eldest(i int32) Unit {
	from := t.nodes.Span(i).From
	if from == tree.Always || from < t.horizon {
		from = t.horizon
	}
	return Unit{t, from, i}
}

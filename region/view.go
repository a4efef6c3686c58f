package region

import (
	"iter"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// View is a [Tree] at one instant: every question is answered as of then. It is
// a small value; copy it freely. The zero View is not usable.
type View struct {
	tree *Tree
	at   int64
}

// At returns the instant of the view; zero for [Tree.Latest].
func (v View) At() time.Time { return instant(v.at, v.tree.zone) }

// Tree returns the tree that the view looks at.
func (v View) Tree() *Tree { return v.tree }

// Get returns the unit with the code, in force at the view's instant, without
// allocating. The code of another system leads to the unit it belongs to,
// through its succession if need be. For a code that is not in force then, see
// [View.Resolve]. The error is an [*UnknownError].
func (v View) Get(code Code) (Unit, error) {
	if i, ok := v.tree.nodes.Find(code.text, v.at); ok {
		return Unit{v.tree, v.at, i}, nil
	}
	if own, ok := v.tree.alias[code]; ok {
		return v.Resolve(own)
	}
	return Unit{}, v.tree.unknown(code, v.at)
}

// Within reports whether the unit inner is the unit outer or lies in it, in
// constant time. Codes that are not in force are in nothing. See
// [Unit.Contains] for many codes and one unit.
func (v View) Within(inner, outer Code) bool {
	i, ok := v.tree.nodes.Find(inner.text, v.at)
	if !ok {
		return false
	}
	j, ok := v.tree.nodes.Find(outer.text, v.at)
	return ok && v.tree.nodes.Within(i, j)
}

// Roots yields the units that lie in no other, in the order of their codes.
func (v View) Roots() iter.Seq[Unit] {
	return v.units(v.tree.nodes.Children(tree.None, v.at))
}

// All yields every unit, each directly before the units in it, siblings in the
// order of their codes.
func (v View) All() iter.Seq[Unit] {
	return v.units(v.tree.nodes.Descendants(tree.None, v.at))
}

// Count returns the number of units of the level.
func (v View) Count(level Level) int {
	n := 0
	for i := range v.tree.nodes.Descendants(tree.None, v.at) {
		if v.tree.levels[v.tree.level[i]] == level {
			n++
		}
	}
	return n
}

// units wraps nodes.
func (v View) units(nodes iter.Seq[int32]) iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		for i := range nodes {
			if !yield(Unit{v.tree, v.at, i}) {
				return
			}
		}
	}
}

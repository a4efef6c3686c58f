package region

import (
	"iter"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
)

// Unit is one administrative unit at the instant of the [View] it came from.
// It is a small value that points into its tree; copy it freely. The zero Unit
// is no unit: its [Unit.IsZero] is true, its texts are empty, it has neither
// parent nor children.
type Unit struct {
	tree *Tree
	at   int64
	node int32
}

// IsZero reports whether u is the zero Unit.
func (u Unit) IsZero() bool { return u.tree == nil }

// View returns the view that the unit came from.
func (u Unit) View() View { return View{u.tree, u.at} }

// Code returns the unit's own code.
func (u Unit) Code() Code {
	if u.tree == nil {
		return Code{}
	}
	return Code{u.tree.nodes.Key(u.node)}
}

// Level returns the unit's level.
func (u Unit) Level() Level {
	if u.tree == nil {
		return ""
	}
	return u.tree.levels[u.tree.level[u.node]]
}

// record returns what an earlier record said of the unit at the view's instant,
// nil if the last one holds.
func (u Unit) record() *formerName {
	former := u.tree.former[u.node]
	for i := range former {
		if u.at < former[i].until {
			return &former[i]
		}
	}
	return nil
}

// Name returns the name that the unit had at the view's instant.
func (u Unit) Name() string {
	if u.tree == nil {
		return ""
	}
	if f := u.record(); f != nil {
		return f.name
	}
	return u.tree.name(u.node)
}

// Also returns the other names by which people look for the unit: those listed
// in the data, and the official names of other times.
func (u Unit) Also() []string {
	if u.tree == nil {
		return nil
	}
	names := slices.Clone(u.tree.also[u.node])
	now := u.Name()
	for _, f := range u.tree.former[u.node] {
		if f.name != now && !slices.Contains(names, f.name) {
			names = append(names, f.name)
		}
	}
	if last := u.tree.name(u.node); last != now && !slices.Contains(names, last) {
		names = append(names, last)
	}
	return names
}

// Zone returns the IANA name of the unit's time zone: its own or that of the
// nearest unit around it; empty if none has one, as for a country with several.
func (u Unit) Zone() string {
	if u.tree == nil {
		return ""
	}
	for i := u.node; i != tree.None; i = u.tree.nodes.Parent(i) {
		if z, ok := u.tree.zoneOf[i]; ok {
			return u.tree.zones[z]
		}
	}
	return ""
}

// Valid returns the period during which the unit is in force under its code
// and its parents.
func (u Unit) Valid() aduan.Period {
	if u.tree == nil {
		return aduan.Period{}
	}
	return period(u.tree.nodes.Span(u.node), u.tree.zone)
}

// Source says where the record of the view's instant comes from, with the mark
// of its standing.
func (u Unit) Source() string {
	if u.tree == nil {
		return ""
	}
	if f := u.record(); f != nil {
		return u.tree.sources[f.source]
	}
	return u.tree.sources[u.tree.nodes.Span(u.node).Mark]
}

// Parent returns the unit directly around u; the zero Unit for a root.
func (u Unit) Parent() Unit {
	if u.tree == nil {
		return Unit{}
	}
	p := u.tree.nodes.Parent(u.node)
	if p == tree.None {
		return Unit{}
	}
	return Unit{u.tree, u.at, p}
}

// Ancestors yields the units around u, the nearest first, without u.
func (u Unit) Ancestors() iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		for p := u.Parent(); !p.IsZero(); p = p.Parent() {
			if !yield(p) {
				return
			}
		}
	}
}

// Path returns the codes from the outermost unit down to u.
func (u Unit) Path() Path {
	if u.tree == nil {
		return nil
	}
	path := Path{u.Code()}
	for p := range u.Ancestors() {
		path = append(path, p.Code())
	}
	slices.Reverse(path)
	return path
}

// Within reports whether u is outer or lies in it, in constant time. Units of
// different trees or of different instants are compared as the trees lay them
// out: a unit that has moved lies only in the units around it at its own
// instant.
func (u Unit) Within(outer Unit) bool {
	return u.tree != nil && u.tree == outer.tree && u.tree.nodes.Within(u.node, outer.node)
}

// Contains reports whether the unit that has the code at the view's instant is
// u or lies in it, in constant time and without allocating. A code that is not
// in force is in nothing. To ask of many codes whether they lie in one unit, it
// is quicker than [View.Within], which has to look that unit up every time.
func (u Unit) Contains(code Code) bool {
	if u.tree == nil {
		return false
	}
	i, ok := u.tree.nodes.Find(code.text, u.at)
	return ok && u.tree.nodes.Within(i, u.node)
}

// Children yields the units directly in u, in the order of their codes.
func (u Unit) Children() iter.Seq[Unit] {
	if u.tree == nil {
		return func(func(Unit) bool) {}
	}
	return u.View().units(u.tree.nodes.Children(u.node, u.at))
}

// Subtree yields u and every unit in it, each directly before the units in it.
func (u Unit) Subtree() iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		if u.tree == nil || !yield(u) {
			return
		}
		for i := range u.tree.nodes.Descendants(u.node, u.at) {
			if !yield(Unit{u.tree, u.at, i}) {
				return
			}
		}
	}
}

// String prints the code and the name: "51.03 Kabupaten Badung".
func (u Unit) String() string {
	if u.tree == nil {
		return ""
	}
	return u.Code().text + " " + u.Name()
}

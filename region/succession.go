package region

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan/internal/tree"
)

// Successors returns the changes that lead from the code to the units that
// followed it, in the order of time. A unit that was split may live on beside
// them. Where the data list no change for the unit itself but a unit around it
// was moved or recoded, and the codes of the system contain those around them,
// the change is derived.
func (t *Tree) Successors(code Code) []Change { return t.linked(code, t.next, forward) }

// Predecessors returns the changes that lead to the code from the units it
// followed, in the order of time; see [Tree.Successors].
func (t *Tree) Predecessors(code Code) []Change { return t.linked(code, t.prev, backward) }

type direction bool

const (
	forward  direction = true
	backward direction = false
)

// linked returns the listed changes of the code, or else the derived ones.
func (t *Tree) linked(code Code, links map[Code][]int32, dir direction) []Change {
	var out []Change
	for _, i := range links[code] {
		out = append(out, t.changes[i])
	}
	if out != nil {
		return out
	}
	for above, ok := code.Above(); ok; above, ok = above.Above() {
		for _, l := range links[above] {
			c := t.changes[l]
			if c.Kind != Moved && c.Kind != Recoded {
				continue
			}
			tail := code.text[len(above.text):]
			if dir == forward {
				c.From, c.To = code, Code{c.To.text + tail}
			} else {
				c.From, c.To = Code{c.From.text + tail}, code
			}
			c.Derived = true
			if t.known(c.From) && t.known(c.To) {
				out = append(out, c)
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// Codes returns every code that the unit with the code had, has or will have:
// the given one, and those it leads to and comes from by [Moved] and [Recoded],
// in the order in which they are reached.
func (t *Tree) Codes(code Code) []Code {
	return tree.Reach([]Code{code}, func(c Code) (out []Code) {
		for _, ch := range append(t.Predecessors(c), t.Successors(c)...) {
			if ch.same() {
				out = append(out, ch.From, ch.To)
			}
		}
		return out
	})
}

// known reports whether a unit ever has the code.
func (t *Tree) known(c Code) bool {
	for range t.nodes.Versions(c.text) {
		return true
	}
	return false
}

// Resolve returns the unit that stands for the code at the view's instant: the
// unit itself if it is in force, or else the one that it became or was before,
// through as many changes as it takes. Nabire, 91.04 until 2022 and 94.01
// since, is found at any time by either code. The code of another system is
// taken for the unit it belongs to.
//
// If the code became several units, the error is an [*AmbiguousError]; if it
// is unknown, or nothing stands for it at the instant, an [*UnknownError].
func (v View) Resolve(code Code) (Unit, error) {
	own := v.tree.Own(code)
	if i, ok := v.tree.nodes.Find(own.text, v.at); ok {
		return Unit{v.tree, v.at, i}, nil
	}
	found := v.standing(own)
	switch len(found) {
	case 0:
		return Unit{}, v.tree.unknown(code, v.at)
	case 1:
		return found[0], nil
	}
	return Unit{}, &AmbiguousError{Text: code.text, Units: found}
}

// standing returns all units that stand for a code of the tree's own at the
// view's instant, in the order of their codes.
func (v View) standing(own Code) []Unit {
	var found []Unit
	tree.Reach([]Code{own}, func(c Code) []Code {
		i, ok := v.tree.nodes.Find(c.text, v.at)
		if !ok {
			return v.neighbours(c)
		}
		found = append(found, Unit{v.tree, v.at, i})
		return nil
	})
	slices.SortFunc(found, func(a, b Unit) int { return a.Code().Compare(b.Code()) })
	return found
}

// Own returns the tree's own code of the unit that a code of another system
// belongs to, as it was when the code was given; any other code as it is.
func (t *Tree) Own(code Code) Code {
	if own, ok := t.alias[code]; ok {
		return own
	}
	return code
}

// neighbours returns the next codes on the way from c to the view's instant.
func (v View) neighbours(c Code) []Code {
	var out []Code
	for _, ch := range v.tree.Successors(c) {
		if ch.On.UnixMicro() <= v.at && v.endsBy(c) {
			out = append(out, ch.To)
		}
	}
	for _, ch := range v.tree.Predecessors(c) {
		if ch.On.UnixMicro() > v.at {
			out = append(out, ch.From)
		}
	}
	return out
}

// endsBy reports whether a version of c has ended by the view's instant.
func (v View) endsBy(c Code) bool {
	for i := range v.tree.nodes.Versions(c.text) {
		if v.tree.nodes.Span(i).Until <= v.at {
			return true
		}
	}
	return false
}

// History returns every change that concerns the code, renamings included, in
// the order of time.
func (t *Tree) History(code Code) []Change {
	out := append(t.Predecessors(code), t.Successors(code)...)
	for i := range t.nodes.Versions(code.text) {
		former := t.former[i]
		for k, f := range former {
			to, source := t.name(i), t.nodes.Span(i).Mark
			if k+1 < len(former) {
				to, source = former[k+1].name, former[k+1].source
			}
			if to == f.name {
				continue // only the source changed
			}
			out = append(out, Change{
				Kind: Renamed, From: code, To: code, FromName: f.name, ToName: to,
				On: instant(f.until, t.zone), Source: t.sources[source],
			})
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return cmp.Compare(a.On.UnixMicro(), b.On.UnixMicro()) })
	return out
}

// Aliases returns the unit's codes in other systems, also those given while it
// had another code, in the order of [Code.Compare].
func (t *Tree) Aliases(code Code) []Code {
	var out []Code
	for _, c := range t.Codes(code) {
		out = append(out, t.aliases[c]...)
	}
	slices.SortFunc(out, Code.Compare)
	return slices.Compact(out)
}

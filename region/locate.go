package region

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// Locate returns the one unit in which a record with the stored path lies at the
// view's instant. It goes by the path's last code, in the version of which the
// other codes tell, and follows it through time as [View.Resolve] does: the
// village of a regency that has moved since is found under its new province,
// and only there. So counts by any level of the view add up to the number of
// records, whatever codes their paths were written with.
//
// Where the code became several units, none of which is sure to be the place,
// it is the innermost unit around them all; where nothing stands for it at the
// instant, the path's next code outward is taken. The unit's level tells. A
// unit that lives on beside those cut out of it keeps what was recorded for
// itself alone.
//
// The error is an [*UnknownError] for a path of which no code leads anywhere,
// an [*AmbiguousError] if no single unit lies around the candidates, or a
// [*PathError] for an empty path.
func (v View) Locate(p Path) (Unit, error) {
	if len(p) == 0 {
		return Unit{}, &PathError{Index: -1, Reason: "no codes"}
	}
	var first error
	for n := len(p); n > 0; n-- {
		u, err := v.locate(p[:n])
		if err == nil {
			return u, nil
		}
		if first == nil {
			first = err
		}
	}
	return Unit{}, first
}

// Locate returns the path to the one unit in which a record with the stored path
// lies at the instant; see [View.Locate].
func (t *Tree) Locate(p Path, at time.Time) (Path, error) {
	v, err := t.AsOf(at)
	if err != nil {
		return nil, err
	}
	u, err := v.Locate(p)
	if err != nil {
		return nil, err
	}
	return u.Path(), nil
}

// Former returns the codes under which records may be stored that lie in the unit
// with the code at the instant; see [View.Expand]. For a code that is not in force
// then it is the code alone.
func (t *Tree) Former(code Code, at time.Time) []Code {
	v, err := t.AsOf(at)
	if err != nil {
		return []Code{code}
	}
	u, err := v.Get(code)
	if err != nil {
		return []Code{code}
	}
	return v.Expand(u)
}

// locate is Locate for the last code of the path alone.
func (v View) locate(p Path) (Unit, error) {
	t := v.tree
	i := v.version(p)
	if i == tree.None {
		return v.Resolve(p.Unit()) // the code of another system, or unknown
	}
	var units []Unit
	tree.Reach([]int32{i}, func(at int32) []int32 {
		if !t.nodes.ValidAt(at, v.at) {
			return v.step(at)
		}
		units = append(units, Unit{t, v.at, at})
		return nil
	})
	switch len(units) {
	case 0:
		return Unit{}, t.unknown(p.Unit(), v.at)
	case 1:
		return units[0], nil
	}
	around := units[0]
	for !around.IsZero() && slices.ContainsFunc(units, func(u Unit) bool { return !u.Within(around) }) {
		around = around.Parent()
	}
	if around.IsZero() {
		slices.SortFunc(units, func(a, b Unit) int { return a.Code().Compare(b.Code()) })
		return Unit{}, &AmbiguousError{Text: p.Unit().text, Units: units}
	}
	return around, nil
}

// version returns the version of the path's last unit that lies in most of the
// path's other codes; of several the one in force at the view's instant, or the
// latest. It is [tree.None] if the code has none.
func (v View) version(p Path) int32 {
	t := v.tree
	best, most := tree.None, -1
	for i := range t.nodes.Versions(p.Unit().text) {
		n := 0
		for a := t.nodes.Parent(i); a != tree.None; a = t.nodes.Parent(a) {
			if slices.Contains(p, Code{t.nodes.Key(a)}) {
				n++
			}
		}
		if n > most || n == most && !t.nodes.ValidAt(best, v.at) {
			best, most = i, n
		}
	}
	return best
}

// step returns what came next of node i, which is not in force at the view's
// instant, in the direction of it: the units that followed it or that it
// followed or, if none is recorded, the same code under another parent.
func (v View) step(i int32) []int32 {
	t := v.tree
	code, span := Code{t.nodes.Key(i)}, t.nodes.Span(i)
	links, dir, edge, at := t.next, forward, span.Until, span.Until
	if v.at < span.From {
		links, dir, edge, at = t.prev, backward, span.From, span.From-1
	}
	var out []int32
	for _, ch := range t.linked(code, links, dir) {
		if ch.On.UnixMicro() != edge {
			continue
		}
		other := ch.To
		if dir == backward {
			other = ch.From
		}
		if j, ok := t.nodes.Find(other.text, at); ok {
			out = append(out, j)
		}
	}
	if j, ok := t.nodes.Find(code.text, at); len(out) == 0 && ok {
		out = append(out, j)
	}
	return out
}

// Expand returns every code whose unit lies, or before the view's instant lay,
// wholly in the unit: its own, those it had before, and those that the units in
// it had while they lay elsewhere, each without the codes inside another of the
// list. The order is that of [Code.Compare].
//
// It is for narrowing a search over stored paths: every path that was written
// by the view's instant and that [View.Locate] finds in the unit holds one of
// the codes. It is not for counting, because the converse does not hold: the
// path of Nabire of 2021 holds 91, which is the code of what is left of Papua,
// and Nabire's old code 91.04, which now belongs to Papua Tengah. All records of
// today's unit u, old codes included and none twice, are those found by
//
//	for _, code := range v.Expand(u) {
//		// query the store for the paths that hold code, by ID
//	}
//
// that satisfy
//
//	at, err := v.Locate(path)
//	at.Within(u)
//
// To count every record by region, locate each; Expand is not needed.
func (v View) Expand(u Unit) []Code {
	codes := map[Code]bool{}
	for inner := range u.Subtree() {
		v.expand(u, inner.Code(), codes)
	}
	out := make([]Code, 0, len(codes))
	for c := range codes {
		out = append(out, c)
	}
	slices.SortFunc(out, Code.Compare)
	return v.tree.outermost(out)
}

// expand adds the code and all that it was before, and of what it was cut out
// of whatever lies in u with all its parts.
func (v View) expand(u Unit, c Code, codes map[Code]bool) {
	if codes[c] {
		return
	}
	codes[c] = true
	for _, ch := range v.tree.Predecessors(c) {
		if ch.On.UnixMicro() > v.at {
			continue
		}
		if ch.Kind == Split {
			at, err := v.locate(Path{ch.From})
			if err != nil || !at.Within(u) {
				continue
			}
		}
		v.expand(u, ch.From, codes)
	}
}

// outermost drops the codes all of whose versions lie in another of the list.
func (t *Tree) outermost(codes []Code) []Code {
	in := make(map[string]bool, len(codes))
	for _, c := range codes {
		in[c.text] = true
	}
	return slices.DeleteFunc(codes, func(c Code) bool {
		for i := range t.nodes.Versions(c.text) {
			covered := false
			for p := t.nodes.Parent(i); p != tree.None && !covered; p = t.nodes.Parent(p) {
				covered = in[t.nodes.Key(p)]
			}
			if !covered {
				return false
			}
		}
		return true
	})
}

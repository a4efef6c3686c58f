package agency

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// finding is where a search came to.
type finding struct {
	node   int32
	region region.Code
}

// search is how [Directory.Resolve] and [Directory.For] decide. It appends its
// steps to steps, of which the errors then tell, unless that is nil.
func (d *Directory) search(c Case, steps *[]Step) (finding, error) {
	if err := d.checkFunction(c.Function); err != nil {
		return finding{}, err
	}
	barred, err := d.barred(c.Named, c.On)
	if err != nil {
		return finding{}, err
	}
	at, err := d.spot(c.Region, c.On)
	if err != nil {
		return finding{}, err
	}
	for ; !at.code.IsZero(); at = at.outward() {
		free, named := none(steps != nil), none(steps != nil)
		d.serving(c.Function, at.code, c.On, func(i int32) {
			if slices.ContainsFunc(barred, func(j int32) bool { return d.nodes.Within(i, j) }) {
				named.add(i)
			} else {
				free.add(i)
			}
		})
		if free.first != tree.None {
			if !d.nodes.Within(free.last, free.first) {
				e := &AmbiguousError{Function: c.Function, Region: at.code, Agencies: d.ids(free.all)}
				if steps != nil {
					e.Steps = *steps
				}
				return finding{}, e
			}
			if steps != nil {
				*steps = append(*steps, at.step(Found, []ID{d.id(free.first)}))
			}
			return finding{free.first, at.code}, nil
		}
		switch {
		case steps == nil:
		case named.first != tree.None:
			*steps = append(*steps, at.step(AllNamed, d.ids(named.all)))
		default:
			*steps = append(*steps, at.step(NoneThere, nil))
		}
	}
	e := &NoAgencyError{Function: c.Function, Region: c.Region}
	if steps != nil {
		e.Steps = *steps
	}
	return finding{}, e
}

// group is a set of nodes. All lie within one of them if the last lies within
// the first, because in preorder a node stands before those within it and they
// stand together.
type group struct {
	first, last int32
	keep        bool
	all         []int32 // if they are to be kept, in any order
}

// none returns a group without nodes.
func none(keep bool) group { return group{first: tree.None, last: tree.None, keep: keep} }

// add adds a node, which may be in the group already.
func (g *group) add(i int32) {
	if g.first == tree.None || i < g.first {
		g.first = i
	}
	g.last = max(g.last, i)
	if g.keep && !slices.Contains(g.all, i) {
		g.all = append(g.all, i)
	}
}

// spot is a region on the way outward; a zero code ends the way.
type spot struct {
	code region.Code
	unit region.Unit // zero without a region tree
}

// spot returns the region in which a search begins.
func (d *Directory) spot(code region.Code, on time.Time) (spot, error) {
	if d.regions == nil {
		return spot{code: code}, nil
	}
	view, err := d.regions.AsOf(on)
	if err != nil {
		return spot{}, err
	}
	u, err := view.Resolve(code)
	return spot{u.Code(), u}, err
}

// outward returns the region around a region.
func (s spot) outward() spot {
	if s.unit.IsZero() {
		above, _ := s.code.Above()
		return spot{code: above}
	}
	u := s.unit.Parent()
	return spot{u.Code(), u}
}

// step tells what was found in a region.
func (s spot) step(o Outcome, agencies []ID) Step {
	return Step{Region: s.code, Name: s.unit.Name(), Outcome: o, Agencies: agencies}
}

// serving yields the nodes that have the function in the region at the instant,
// one perhaps several times.
func (d *Directory) serving(f Function, code region.Code, on time.Time, yield func(int32)) {
	d.namedBy(f, code, on, yield)
	for _, n := range d.renamed[code] {
		if !n.since.After(on) {
			d.namedBy(f, n.code, on, yield)
		}
	}
}

// namedBy yields the nodes that have the function at the instant in the region
// that their jurisdiction names by the code.
func (d *Directory) namedBy(f Function, code region.Code, on time.Time, yield func(int32)) {
	for _, i := range d.byPlace[place{f, code}] {
		if d.nodes.ValidAt(i, on.UnixMicro()) && slices.Contains(d.term(i, on).Functions, f) &&
			slices.Contains(d.jurisdiction(i, on), code) {
			yield(i)
		}
	}
}

// ids returns the IDs of nodes.
func (d *Directory) ids(nodes []int32) []ID {
	out := make([]ID, len(nodes))
	for i, n := range nodes {
		out[i] = d.id(n)
	}
	slices.Sort(out)
	return out
}

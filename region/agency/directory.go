package agency

import (
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// Directory answers questions about agencies as of any instant. It is made by
// [NewDirectory] or [FromStore], immutable, and safe for concurrent use.
type Directory struct {
	agencies map[ID]*Agency
	nodes    *tree.Tree
	// before lists, in order, the agencies that an agency followed.
	before   map[ID][]ID
	terms    [][]*Term // of each node, in the order of time
	regions  *region.Tree
	spelling region.Spelling
	labels   map[Function]aduan.Label
	// vocabulary tells that functions beyond labels are unknown.
	vocabulary bool
	// persons is spelling without titles; heads holds the comparable form of
	// each head.
	persons region.Spelling
	heads   map[Person]string
	// byPlace finds the nodes that may serve a region with a function; whether
	// they do at an instant is for the terms to say.
	byPlace map[place][]int32
	// renamed lists, for a region, the other codes by which jurisdictions name
	// it; see rename.
	renamed map[region.Code][]naming
	byName  map[string][]int32 // by folded name
}

// place is a function in a region.
type place struct {
	function Function
	region   region.Code
}

// node returns the agency's node at the instant.
func (d *Directory) node(id ID, on time.Time) (int32, error) {
	if i, ok := d.nodes.Find(string(id), on.UnixMicro()); ok {
		return i, nil
	}
	e := &UnknownError{ID: id, On: on}
	if a := d.agencies[id]; a != nil {
		for i := range a.Terms {
			e.Valid = append(e.Valid, a.Terms[i].Valid)
		}
		e.Successors = d.Follow(id, on)
	}
	return tree.None, e
}

// id returns the ID of a node.
func (d *Directory) id(i int32) ID { return ID(d.nodes.Key(i)) }

// term returns the term of a node at the instant; the node is in force then.
func (d *Directory) term(i int32, on time.Time) *Term { return d.termAt(i, on.UnixMicro()) }

// termAt is term for an instant of the tree.
func (d *Directory) termAt(i int32, at int64) *Term {
	terms := d.terms[i]
	for _, t := range terms[:len(terms)-1] {
		if micro(t.Valid.Until, tree.Forever) > at {
			return t
		}
	}
	return terms[len(terms)-1]
}

// Get returns the agency's term at the instant, as a copy. The error is an
// [*UnknownError].
func (d *Directory) Get(id ID, on time.Time) (Term, error) {
	i, err := d.node(id, on)
	if err != nil {
		return Term{}, err
	}
	return d.term(i, on).Clone(), nil
}

// Known reports whether the agency is in force at the instant.
func (d *Directory) Known(id ID, on time.Time) bool {
	_, ok := d.nodes.Find(string(id), on.UnixMicro())
	return ok
}

// Has reports whether the directory has the agency, whenever it is in force.
func (d *Directory) Has(id ID) bool { return d.agencies[id] != nil }

// Functions returns the functions that some agency has at some time, in their
// order and none twice, whether or not the vocabulary has them.
func (d *Directory) Functions() []Function {
	all := map[Function]bool{}
	for _, a := range d.agencies {
		for i := range a.Terms {
			for _, f := range a.Terms[i].Functions {
				all[f] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// Agencies yields the records of all agencies, whenever in force, as copies and in
// the order of their IDs.
func (d *Directory) Agencies() iter.Seq[Agency] {
	return func(yield func(Agency) bool) {
		for _, id := range slices.Sorted(maps.Keys(d.agencies)) {
			if !yield(d.agencies[id].Clone()) {
				return
			}
		}
	}
}

// Regions returns the tree in which the directory looks for regions; nil if it
// has none and goes by what the codes themselves say.
func (d *Directory) Regions() *region.Tree { return d.regions }

// Under reports whether unit is the agency of or lies below it at the instant,
// in constant time. An agency that is not in force is under nothing.
func (d *Directory) Under(unit, of ID, on time.Time) bool {
	i, ok := d.nodes.Find(string(unit), on.UnixMicro())
	if !ok {
		return false
	}
	j, ok := d.nodes.Find(string(of), on.UnixMicro())
	return ok && d.nodes.Within(i, j)
}

// Path returns the agencies from the outermost body to the agency, which comes
// last, at the instant. The error is an [*UnknownError].
func (d *Directory) Path(id ID, on time.Time) ([]ID, error) {
	i, err := d.node(id, on)
	if err != nil {
		return nil, err
	}
	path := make([]ID, d.nodes.Depth(i)+1)
	for at := len(path) - 1; at >= 0; at-- {
		path[at] = d.id(i)
		i = d.nodes.Parent(i)
	}
	return path, nil
}

// Children yields the agencies directly below the agency at the instant, in the
// order of their IDs; those of the zero ID are the roots.
func (d *Directory) Children(id ID, on time.Time) iter.Seq[ID] {
	return d.below(id, on, d.nodes.Children)
}

// All yields the agencies below the agency at the instant, each directly before
// those below it; those of the zero ID are all agencies.
func (d *Directory) All(id ID, on time.Time) iter.Seq[ID] {
	return d.below(id, on, d.nodes.Descendants)
}

// below yields the IDs of the nodes that walk gives.
func (d *Directory) below(id ID, on time.Time, walk func(int32, int64) iter.Seq[int32]) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		from, ok := tree.None, true
		if id != "" {
			from, ok = d.nodes.Find(string(id), on.UnixMicro())
		}
		if !ok {
			return
		}
		for i := range walk(from, on.UnixMicro()) {
			if !yield(d.id(i)) {
				return
			}
		}
	}
}

// Jurisdiction returns the regions that the agency serves at the instant, its
// own or those of the nearest agency above that has some. The error is an
// [*UnknownError].
func (d *Directory) Jurisdiction(id ID, on time.Time) ([]region.Code, error) {
	i, err := d.node(id, on)
	if err != nil {
		return nil, err
	}
	return append([]region.Code(nil), d.jurisdiction(i, on)...), nil
}

func (d *Directory) jurisdiction(i int32, on time.Time) []region.Code {
	for ; i != tree.None; i = d.nodes.Parent(i) {
		if codes := d.term(i, on).Jurisdiction; len(codes) > 0 {
			return codes
		}
	}
	return nil
}

// Calendar returns the name of the agency's working calendar at the instant,
// its own or that of the nearest agency above that names one; empty if none
// does. The error is an [*UnknownError].
func (d *Directory) Calendar(id ID, on time.Time) (string, error) {
	i, err := d.node(id, on)
	for ; err == nil && i != tree.None; i = d.nodes.Parent(i) {
		if name := d.term(i, on).Calendar; name != "" {
			return name, nil
		}
	}
	return "", err
}

// Label returns what people call a function; zero if the vocabulary has no label
// for it.
func (d *Directory) Label(f Function) aduan.Label { return d.labels[f] }

package region

import (
	"iter"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
)

// Tree holds the units of one or several code systems with their history. It
// is made by [New] or [Decode], immutable, and safe for concurrent use. Ask it
// through a [View] of one instant: [Tree.AsOf] or [Tree.Latest].
type Tree struct {
	nodes *tree.Tree
	// names holds every name behind a byte with its length; nameAt are the
	// positions of those bytes.
	names  string
	nameAt []uint32
	level  []uint8 // into levels
	levels []Level
	// sources are the texts that the marks of the nodes' spans point to.
	sources []string
	zones   []string
	zoneOf  map[int32]uint8 // units with a zone of their own, into zones

	former map[int32][]formerName // earlier records, in the order of time
	also   map[int32][]string     // other names

	changes []Change
	next    map[Code][]int32 // into changes, by From
	prev    map[Code][]int32 // into changes, by To
	alias   map[Code]Code
	aliases map[Code][]Code // by own code

	horizon  int64
	zone     *time.Location
	spelling speller
}

// formerName is what a record said of a unit until an instant, from which
// another said otherwise.
type formerName struct {
	name   string
	until  int64
	source uint32
}

// Horizon returns the instant before which the tree knows nothing; zero if it
// has no such limit.
func (t *Tree) Horizon() time.Time { return instant(t.horizon, t.zone) }

// Levels returns the levels of the tree, outermost first.
func (t *Tree) Levels() []Level { return append([]Level(nil), t.levels...) }

// Texts lists what the levels of the tree are called, under the keys by which a
// language says them otherwise (region.level.<level>), for translators. A level
// without built-in words is called by its name.
func (t *Tree) Texts() *aduan.Texts {
	keys, labels := make([]string, len(t.levels)), make([]aduan.Label, len(t.levels))
	for i, l := range t.levels {
		keys[i] = "level." + string(l)
		labels[i] = labels[i].With("en", l.In(aduan.English()))
		if text := l.In(aduan.Indonesian()); text != string(l) {
			labels[i] = labels[i].With("id", text)
		}
	}
	return aduan.LabelTexts("region", keys, labels)
}

// AsOf returns the tree as it was, is or is known to become at the instant. An
// instant before the horizon is refused with a [*HorizonError].
func (t *Tree) AsOf(at time.Time) (View, error) {
	if at.UnixMicro() < t.horizon {
		return View{}, &HorizonError{At: at, Horizon: t.Horizon()}
	}
	return View{t, at.UnixMicro()}, nil
}

// Latest returns the tree after the last change that it knows. It is what
// [Tree.AsOf] gives for today, unless changes are recorded ahead of time.
func (t *Tree) Latest() View { return View{t, tree.Forever} }

// Path returns the path to the unit that has the code at the instant, from the
// outermost region on; the code of another system gives that of the unit it
// belongs to. With it a tree is the regions of a complaint service, which asks
// as of the submission: a report names regions as they are on that day. The
// error for a code that is not in force then is an [*UnknownError], which names
// the codes that are legal instead, and that for an instant before the horizon a
// [*HorizonError].
func (t *Tree) Path(code Code, at time.Time) (Path, error) {
	v, err := t.AsOf(at)
	if err != nil {
		return nil, err
	}
	u, err := v.Get(code)
	if err != nil {
		return nil, err
	}
	return u.Path(), nil
}

// LastPath returns the path to the unit with the code, from the outermost region
// on, at whatever time. A code that is no longer in force gives the path of its
// last days, and the code of another system that of the unit it belongs to. The
// error is an [*UnknownError], which unwraps to storage.ErrNotFound, or an
// [*AmbiguousError] for the code of another system whose unit was split.
func (t *Tree) LastPath(code Code) (Path, error) {
	u, err := t.last(code)
	if err != nil {
		return nil, err
	}
	return u.Path(), nil
}

// last returns the youngest version of the unit with the code.
func (t *Tree) last(code Code) (Unit, error) {
	if own, ok := t.alias[code]; ok {
		return t.Latest().Resolve(own)
	}
	var u Unit
	for i := range t.nodes.Versions(code.text) {
		u = t.youngest(i)
	}
	if u.IsZero() {
		return Unit{}, t.unknown(code, tree.Forever)
	}
	return u, nil
}

// youngest returns node i as a unit at its last instant.
func (t *Tree) youngest(i int32) Unit {
	u := Unit{t, tree.Forever, i}
	if until := t.nodes.Span(i).Until; until != tree.Forever {
		u.at = until - 1
	}
	return u
}

// Validity yields the periods in which the code is in force, with the source
// of each, in the order of time; nothing for an unknown code.
func (t *Tree) Validity(code Code) iter.Seq2[aduan.Period, string] {
	return func(yield func(aduan.Period, string) bool) {
		for i := range t.nodes.Versions(code.text) {
			s := t.nodes.Span(i)
			if !yield(period(s, t.zone), t.sources[s.Mark]) {
				return
			}
		}
	}
}

// name returns the latest name of node i.
func (t *Tree) name(i int32) string {
	at := t.nameAt[i]
	return t.names[at+1 : at+1+uint32(t.names[at])]
}

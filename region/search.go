package region

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// Quality says how well a name fits a query. Smaller is better.
type Quality uint8

// The qualities of a match.
const (
	// Exact: the names are the same, up to the tree's [Spelling].
	Exact Quality = iota + 1
	// Prefix: the name begins with the query.
	Prefix
	// Inside: the query stands somewhere in the name.
	Inside
	// Near: a few letters differ; only [View.Suggest] looks for these.
	Near
)

func qualityWords() enum.Set { return enum.Words("none", "exact", "prefix", "inside", "near") }

// String returns the quality as programs know it, in lower case.
func (q Quality) String() string { return qualityWords().Text("Quality", int(q)) }

// In returns the quality for people.
func (q Quality) In(w aduan.Words) string {
	return texts().Word(w, "quality", q.String(), aduan.Label{})
}

// Match is a unit that a search found.
type Match struct {
	Unit    Unit
	Quality Quality
	// Name is the name that fits: the unit's own, one it had or will have, or
	// another by which people look for it.
	Name string
	// off counts the letters that differ.
	off int
}

// MaxQuery is the longest query that a search reads, in bytes; the rest is cut.
const MaxQuery = 256

// Search returns the units whose name fits the query, the best first, then
// outer before inner levels, then by code; at most limit of them, all if limit
// is 0 or less. Words that say a kind, as "Kab." and "Kota" do, restrict the
// search to it. Words behind a comma must name units around: "Kota Baru,
// Jambi". A query without a letter or digit finds nothing.
//
// Every unit in force is looked at, and no memory is allocated for those that
// do not fit.
func (v View) Search(query string, limit int) []Match {
	return v.search(query, limit, Inside)
}

// Find returns the units with exactly this name, up to the tree's [Spelling],
// in the order of [View.Search]. Names are rarely unique: more than one unit is
// an answer to be clarified, and the units around each tell them apart.
func (v View) Find(name string) []Unit { return unitsOf(v.search(name, 0, Exact)) }

// Find returns the units of any time with exactly this name, up to the tree's
// [Spelling], each as it was at its last instant, by level and code. A unit that
// was moved or recoded stands there under each of its codes.
func (t *Tree) Find(name string) []Unit {
	return unitsOf(t.search(name, 0, Exact, func(yield func(Unit) bool) {
		for i := range int32(t.nodes.Len()) {
			if !yield(t.youngest(i)) {
				return
			}
		}
	}))
}

// unitsOf returns the units of matches.
func unitsOf(matches []Match) []Unit {
	var units []Unit
	for _, m := range matches {
		units = append(units, m.Unit)
	}
	return units
}

// kindQuery is a query whose first words say a kind.
type kindQuery struct {
	level, kind uint8
	compact     []byte // the words behind, without spaces
}

// query is a search made ready.
type query struct {
	whole   folded      // without regard to kinds
	byKind  []kindQuery // one for each level whose kinds its words may say
	compact []byte      // whole without spaces
	around  []*query    // the parts behind commas
}

// prepare folds the query's parts.
func (t *Tree) prepare(text string) *query {
	if len(text) > MaxQuery {
		text = text[:MaxQuery]
	}
	parts := strings.Split(text, ",")
	q := t.part(parts[0])
	for _, part := range parts[1:] {
		if p := t.part(part); p.whole.n > 0 {
			q.around = append(q.around, p)
		}
	}
	return q
}

// part folds one part of a query.
func (t *Tree) part(text string) *query {
	q := &query{}
	q.whole.fold(&t.spelling, text)
	q.compact = compact(q.whole.text[:q.whole.n])
	for level := range t.levels {
		f := q.whole
		if f.stripKind(&t.spelling, uint8(level)); f.kind != 0 {
			q.byKind = append(q.byKind, kindQuery{uint8(level), f.kind, compact(f.text[:f.n])})
		}
	}
	return q
}

// compact returns the text without its spaces.
func compact(text []byte) []byte { return bytes.ReplaceAll(text, []byte(" "), nil) }

// search is Search down to the given quality.
func (v View) search(text string, limit int, worst Quality) []Match {
	return v.tree.search(text, limit, worst, v.All())
}

// search returns the best of the units that fit the text.
func (t *Tree) search(text string, limit int, worst Quality, units iter.Seq[Unit]) []Match {
	q := t.prepare(text)
	if q.whole.n == 0 {
		return nil
	}
	var matches []Match
	var f folded
	for u := range units {
		quality, name := t.fit(q, u.node, &f)
		if quality != 0 && quality <= worst && (len(q.around) == 0 || t.lies(u, q.around)) {
			matches = append(matches, Match{Unit: u, Quality: quality, Name: name})
		}
	}
	return best(matches, limit)
}

// fit returns the best quality of the names of node i, 0 for none.
func (t *Tree) fit(q *query, i int32, f *folded) (Quality, string) {
	name := t.name(i)
	best := t.fitName(q, i, name, f)
	better := func(other string) {
		if quality := t.fitName(q, i, other, f); quality != 0 && (best == 0 || quality < best) {
			best, name = quality, other
		}
	}
	for _, former := range t.former[i] {
		better(former.name)
	}
	for _, also := range t.also[i] {
		better(also)
	}
	return best, name
}

// fitName compares one name of node i with the query.
func (t *Tree) fitName(q *query, i int32, name string, f *folded) Quality {
	level := t.level[i]
	f.fold(&t.spelling, name)
	f.stripKind(&t.spelling, level)
	f.squeeze()
	best := quality(f.text[:f.n], q.compact)
	for k := range q.byKind {
		want := &q.byKind[k]
		if want.level != level || f.kind != 0 && f.kind != want.kind {
			continue
		}
		if got := quality(f.text[:f.n], want.compact); got != 0 && (best == 0 || got < best) {
			best = got
		}
	}
	return best
}

// squeeze removes the spaces in place.
func (f *folded) squeeze() {
	n := 0
	for _, b := range f.text[:f.n] {
		if b != ' ' {
			f.text[n] = b
			n++
		}
	}
	f.n = n
}

// quality compares two names without spaces.
func quality(name, want []byte) Quality {
	switch at := bytes.Index(name, want); {
	case at < 0:
		return 0
	case at > 0:
		return Inside
	case len(name) == len(want):
		return Exact
	default:
		return Prefix
	}
}

// lies reports whether each of the names is that of a unit around u.
func (t *Tree) lies(u Unit, around []*query) bool {
	var f folded
	for _, part := range around {
		found := false
		for p := range u.Ancestors() {
			if got, _ := t.fit(part, p.node, &f); got == Exact {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// best sorts matches and cuts them to the limit.
func best(matches []Match, limit int) []Match {
	slices.SortFunc(matches, func(a, b Match) int {
		return cmp.Or(
			cmp.Compare(a.Quality, b.Quality),
			cmp.Compare(a.off, b.off),
			cmp.Compare(a.Unit.tree.level[a.Unit.node], b.Unit.tree.level[b.Unit.node]),
			cmp.Compare(a.Unit.node, b.Unit.node),
		)
	})
	if limit > 0 && len(matches) > limit {
		matches = slices.Clip(matches[:limit])
	}
	return matches
}

package region

import (
	"bytes"
	"iter"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/internal/tree"
)

// Suggest returns units whose name is like the query: what [View.Search] finds
// or, if it finds nothing, those that fit when a kind may stand in one word with
// the name ("kabbadung"), those of which the query is an abbreviation made of
// the beginnings of all words ("jaktim" for Jakarta Timur), and those that differ
// in few letters (at most a quarter of the query's, and at least one). If none
// does, the words behind commas are passed over. The best come first; at most
// limit of them, all if limit is 0 or less.
func (v View) Suggest(query string, limit int) []Match {
	if found := v.Search(query, limit); len(found) > 0 {
		return found
	}
	q := v.tree.prepare(query)
	if q.whole.n == 0 {
		return nil
	}
	v.tree.unglue(q)
	found := v.like(q)
	if name, _, cut := strings.Cut(query, ","); cut && len(found) == 0 {
		return v.Suggest(name, limit)
	}
	return best(found, limit)
}

// unglue adds the kinds that the query begins with in one word with the name.
func (t *Tree) unglue(q *query) {
	for level := range t.levels {
		kinds := t.spelling.kinds[level]
		for i := range kinds {
			words := compact([]byte(kinds[i].words))
			if name, ok := bytes.CutPrefix(q.compact, words); ok && len(name) > 2 {
				q.byKind = append(q.byKind, kindQuery{uint8(level), kinds[i].kind, name})
				break // the longest
			}
		}
	}
}

// like returns the units whose names are like the query.
func (v View) like(q *query) []Match {
	t := v.tree
	allowed := max(1, len(q.compact)/4)
	var matches []Match
	var f folded
	var row [maxFolded + 1]uint16
	for i := range t.nodes.Descendants(tree.None, v.at) {
		f.fold(&t.spelling, t.name(i))
		f.stripKind(&t.spelling, t.level[i])
		off := allowed + 1
		if abbreviates(q.compact, f.text[:f.n]) {
			off = 1
		}
		f.squeeze()
		off = min(off, distance(f.text[:f.n], q.compact, allowed, &row))
		for k := range q.byKind {
			want := &q.byKind[k]
			if want.level == t.level[i] && (f.kind == 0 || f.kind == want.kind) {
				off = min(off, distance(f.text[:f.n], want.compact, allowed, &row))
			}
		}
		if off <= allowed {
			u := Unit{t, v.at, i}
			if len(q.around) == 0 || t.lies(u, q.around) {
				matches = append(matches, Match{Unit: u, Quality: Near, Name: t.name(i), off: off})
			}
		}
	}
	return matches
}

// abbreviates reports whether the text consists of beginnings of all words of
// the name, of which there are two or more, in their order.
func abbreviates(short, name []byte) bool {
	if len(short) < 3 || len(short) >= len(name) || len(name) == 0 || short[0] != name[0] {
		return false
	}
	var ends [maxFolded + 1]bool // where the words so far may end in the text
	ends[0] = true
	words := 0
	for word := range bytes.FieldsSeq(name) {
		words++
		for at := len(short); at >= 0; at-- { // backwards, so that what is set is not read again
			from := ends[at]
			ends[at] = false
			for n := 0; from && n < len(word) && at+n < len(short) && word[n] == short[at+n]; n++ {
				ends[at+n+1] = true
			}
		}
	}
	return words > 1 && ends[len(short)]
}

// Siblings returns the units that a mistyped code may mean, nearest codes first,
// at most limit of them: those in the innermost unit that the code's own text
// places it in or, for a text that places it nowhere, the outermost units that
// have a code of its system. It is empty for a system without units.
func (v View) Siblings(code Code, limit int) []Unit {
	if code.IsZero() {
		return nil
	}
	unknown := v.tree.unknown(code, v.at)
	want := code.text
	var units []Unit
	if near := unknown.Near; !near.IsZero() {
		units = slices.Collect(near.Children())
		want = v.in(near, code.System()).text + code.text[len(unknown.outer.text):]
	} else if v.tree.hasSystem(code.System()) {
		units = v.outermost(v.Roots(), code.System(), nil)
		want = code.Path()[0].text
	}
	offs := make(map[int32]int, len(units))
	var row [maxFolded + 1]uint16
	for _, u := range units {
		text := v.in(u, code.System()).text
		same := 0
		for same < min(len(text), len(want)) && text[same] == want[same] {
			same++
		}
		offs[u.node] = distance([]byte(text), []byte(want), maxFolded, &row) - 2*same
	}
	slices.SortStableFunc(units, func(a, b Unit) int { return offs[a.node] - offs[b.node] })
	return units[:min(max(limit, 0), len(units))]
}

// in returns the unit's code in the system, or else its own.
func (v View) in(u Unit, system System) Code {
	if own := u.Code(); own.System() == system {
		return own
	}
	for _, c := range v.tree.Aliases(u.Code()) {
		if c.System() == system {
			return c
		}
	}
	return u.Code()
}

// outermost appends the units among these, or in them, that have a code of the
// system and lie in none that has.
func (v View) outermost(units iter.Seq[Unit], system System, out []Unit) []Unit {
	for u := range units {
		if v.in(u, system).System() == system {
			out = append(out, u)
			continue
		}
		out = v.outermost(u.Children(), system, out)
	}
	return out
}

// hasSystem reports whether any code is of the system.
func (t *Tree) hasSystem(system System) bool {
	for c := range t.alias {
		if c.System() == system {
			return true
		}
	}
	for i := range int32(t.nodes.Len()) {
		if (Code{t.nodes.Key(i)}).System() == system {
			return true
		}
	}
	return false
}

// distance counts the letters to insert, drop or replace to make b of a, or
// returns limit+1 if there are more than limit. row is scratch space.
func distance(a, b []byte, limit int, row *[maxFolded + 1]uint16) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(b) > maxFolded {
		return limit + 1
	}
	for j := range len(b) + 1 {
		row[j] = uint16(j)
	}
	for i, x := range a {
		diagonal, least := row[0], uint16(i+1)
		row[0] = uint16(i + 1)
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal, row[j+1] = row[j+1], cost
			least = min(least, cost)
		}
		if int(least) > limit {
			return limit + 1
		}
	}
	return int(row[len(b)])
}

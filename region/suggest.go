package region

import (
	"slices"

	"github.com/aduan-go/aduan/internal/tree"
)

// Suggest returns units whose name is like the query: what [View.Search] finds
// or, if it finds nothing, those that differ in few letters (at most a quarter
// of the query's, and at least one). The best come first; at most limit of
// them, all if limit is 0 or less.
func (v View) Suggest(query string, limit int) []Match {
	if found := v.Search(query, limit); len(found) > 0 {
		return found
	}
	t := v.tree
	q := t.prepare(query)
	allowed := max(1, len(q.compact)/4)
	var matches []Match
	var f folded
	var row [maxFolded + 1]uint16
	for i := range t.nodes.Descendants(tree.None, v.at) {
		f.fold(&t.spelling, t.name(i))
		f.stripKind(&t.spelling, t.level[i])
		f.squeeze()
		off := distance(f.text[:f.n], q.compact, allowed, &row)
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
	return best(matches, limit)
}

// Siblings returns the units that a mistyped code may mean: those in the
// innermost unit that the code's own text places it in, nearest codes first, at
// most limit of them. For a text that places the code nowhere it returns nil.
func (v View) Siblings(code Code, limit int) []Unit {
	near := v.tree.unknown(code, v.at).Near
	if near.IsZero() {
		return nil
	}
	units := slices.Collect(near.Children())
	var row [maxFolded + 1]uint16
	slices.SortStableFunc(units, func(a, b Unit) int {
		x := distance([]byte(a.Code().text), []byte(code.text), maxFolded, &row)
		y := distance([]byte(b.Code().text), []byte(code.text), maxFolded, &row)
		return x - y
	})
	return units[:min(max(limit, 0), len(units))]
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

package agency

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// Find returns the agencies whose name, or one of whose other names, is the
// given one at the instant, up to the directory's spelling, in the order of
// their IDs. Several regencies have an office of the same name: give the
// offices of a directory other names that tell them apart.
func (d *Directory) Find(name string, on time.Time) []ID {
	want := d.spelling.Fold(name)
	var out []ID
	for _, i := range d.byName[want] {
		if d.nodes.ValidAt(i, on.UnixMicro()) && d.called(i, want, on) {
			out = append(out, d.id(i))
		}
	}
	slices.Sort(out)
	return out
}

// called reports whether the node has the folded name at the instant.
func (d *Directory) called(i int32, want string, on time.Time) bool {
	t := d.term(i, on)
	return d.spelling.Fold(t.Name) == want ||
		slices.ContainsFunc(t.Also, func(n string) bool { return d.spelling.Fold(n) == want })
}

// Search returns the agencies a name of which contains the text at the instant,
// up to the directory's spelling: those of just this name first, then those
// whose name begins with it, then by ID; at most limit of them, all if limit is
// 0 or less. A text without letter or digit finds nothing.
func (d *Directory) Search(text string, limit int, on time.Time) []ID {
	want := d.spelling.Fold(text)
	if want == "" {
		return nil
	}
	ranks := map[ID]int{}
	for name, nodes := range d.byName {
		at := strings.Index(name, want)
		if at < 0 {
			continue
		}
		rank := 3
		if at == 0 {
			rank = 2
		}
		if name == want {
			rank = 1
		}
		for _, i := range nodes {
			if d.nodes.ValidAt(i, on.UnixMicro()) && d.called(i, name, on) {
				if id := d.id(i); ranks[id] == 0 || rank < ranks[id] {
					ranks[id] = rank
				}
			}
		}
	}
	out := ranked(ranks)
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

// ranked returns the keys, those of low rank first, of one rank in their order.
func ranked[K ~string](ranks map[K]int) []K {
	return slices.SortedFunc(maps.Keys(ranks), func(a, b K) int { return cmp.Or(cmp.Compare(ranks[a], ranks[b]), cmp.Compare(a, b)) })
}

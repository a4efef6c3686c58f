package agency

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// Named lists whom a report names: agencies, and persons in the terms in which
// [Term].Heads names them.
type Named struct {
	Agencies []ID
	Persons  []Person
}

// barred returns the nodes that may not take the case, without those below
// them: the named agencies, or those that stand for them now, and the agencies
// that named persons lead.
func (d *Directory) barred(n Named, on time.Time) []int32 {
	var out []int32
	for _, id := range n.Agencies {
		for _, now := range d.Follow(id, on) {
			if i, ok := d.nodes.Find(string(now), on.UnixMicro()); ok {
				out = append(out, i)
			}
		}
	}
	if len(n.Persons) > 0 {
		for i := range d.nodes.Descendants(tree.None, on.UnixMicro()) {
			if slices.ContainsFunc(d.term(i, on).Heads, func(p Person) bool { return slices.Contains(n.Persons, p) }) {
				out = append(out, i)
			}
		}
	}
	return out
}

// Barred reports whether the agency may not take a case because the report
// names it, an agency above it, or a person who leads one of these. An agency
// that is not in force is not barred: it cannot take a case anyway.
func (d *Directory) Barred(id ID, n Named, on time.Time) bool {
	i, ok := d.nodes.Find(string(id), on.UnixMicro())
	return ok && slices.ContainsFunc(d.barred(n, on), func(j int32) bool { return d.nodes.Within(i, j) })
}

// Unbarred returns the chain of escalation of [Directory.Superiors] without the
// agencies that are barred. The error is an [*UnknownError].
func (d *Directory) Unbarred(id ID, n Named, on time.Time) ([]ID, error) {
	chain, err := d.Superiors(id, on)
	return slices.DeleteFunc(chain, func(s ID) bool { return d.Barred(s, n, on) }), err
}

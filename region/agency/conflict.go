package agency

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// Named lists whom a report names.
type Named struct {
	// Agencies are IDs of the directory, whenever in force; each other ID is
	// refused with a [*NamedError], because a conflict of interest that is not
	// understood must not be passed over. [Directory.Identify] finds the IDs
	// of what people write. Those that followed them stand for them, and the
	// delegates that they and those below them named are named with them, but for
	// a delegate that stands above: it is their superior.
	Agencies []ID `json:"agencies,omitempty"`
	// Persons are compared with [Term].Heads without regard to case, spacing,
	// punctuation, the directory's spelling and its titles. Somebody who leads
	// nothing bars nothing: a report may name anybody.
	Persons []Person `json:"persons,omitempty"`
}

// barred returns the nodes that may not take the case, without those below
// them: the named agencies, or those that stand for them now, and the agencies
// that named persons lead.
func (d *Directory) barred(n Named, on time.Time) ([]int32, error) {
	var out []int32
	for _, id := range n.Agencies {
		if d.agencies[id] == nil {
			return nil, &NamedError{Text: cut(string(id)), Invalid: id.Validate(), Near: d.near(string(id), on)}
		}
		for _, now := range d.Follow(id, on) {
			if i, ok := d.nodes.Find(string(now), on.UnixMicro()); ok {
				out = append(out, i)
			}
		}
	}
	if len(n.Persons) == 0 {
		return d.withDelegates(out, on), nil
	}
	persons := make(map[string]bool, len(n.Persons))
	for _, p := range n.Persons {
		key := d.person(p)
		if key == "" {
			return nil, &NamedError{Text: cut(string(p)), Person: true}
		}
		persons[key] = true
	}
	for i := range d.nodes.Descendants(tree.None, on.UnixMicro()) {
		if slices.ContainsFunc(d.term(i, on).Heads, func(p Person) bool { return persons[d.heads[p]] }) {
			out = append(out, i)
		}
	}
	return d.withDelegates(out, on), nil
}

// withDelegates adds to nodes the delegates of each and of everything in it, unless they
// stand above it.
func (d *Directory) withDelegates(nodes []int32, on time.Time) []int32 {
	out := slices.Clone(nodes)
	for _, top := range nodes {
		add := func(i int32) {
			for _, id := range d.term(i, on).Delegates {
				if j, ok := d.nodes.Find(string(id), on.UnixMicro()); ok && !d.nodes.Within(top, j) {
					out = append(out, j)
				}
			}
		}
		add(top)
		for i := range d.nodes.Descendants(top, on.UnixMicro()) {
			add(i)
		}
	}
	return out
}

// person returns the comparable form of a person: without titles, unless there
// is nothing else. It is empty for a text without letter or digit.
func (d *Directory) person(p Person) string {
	if key := d.persons.Fold(string(p)); key != "" {
		return key
	}
	return d.spelling.Fold(string(p))
}

// Barred reports whether the agency may not take a case because the report
// names it, an agency above it, a person who leads one of these, or somebody whose
// delegate one of these is. An agency
// that is not in force is not barred: it cannot take a case anyway. The error
// is a [*NamedError] for somebody named who cannot be understood.
func (d *Directory) Barred(id ID, n Named, on time.Time) (bool, error) {
	barred, err := d.barred(n, on)
	if err != nil {
		return false, err
	}
	i, ok := d.nodes.Find(string(id), on.UnixMicro())
	return ok && slices.ContainsFunc(barred, func(j int32) bool { return d.nodes.Within(i, j) }), nil
}

// Unbarred returns the chain of escalation of [Directory.Superiors] without the
// agencies that are barred. The error is an [*UnknownError] or a
// [*NamedError].
func (d *Directory) Unbarred(id ID, n Named, on time.Time) ([]ID, error) {
	chain, err := d.Superiors(id, on)
	if err != nil {
		return nil, err
	}
	barred, err := d.barred(n, on)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(chain, func(s ID) bool {
		i, ok := d.nodes.Find(string(s), on.UnixMicro())
		return ok && slices.ContainsFunc(barred, func(j int32) bool { return d.nodes.Within(i, j) })
	}), nil
}

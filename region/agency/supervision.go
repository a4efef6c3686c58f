package agency

import (
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// Superiors returns the chain of escalation above the agency at the instant,
// the next superior first: each agency's supervisor or, if it names none, its
// parent. The error is an [*UnknownError].
func (d *Directory) Superiors(id ID, on time.Time) ([]ID, error) {
	i, err := d.node(id, on)
	if err != nil {
		return nil, err
	}
	var chain []ID
	for i = d.superior(i, on.UnixMicro()); i != tree.None; i = d.superior(i, on.UnixMicro()) {
		chain = append(chain, d.id(i))
	}
	return chain, nil
}

// supervisors checks that supervisors are in force as long as they are named
// and that no chain of escalation turns in a circle. All agencies of a circle
// are in force when the youngest of their terms begins, so it is enough to look
// at the beginnings of terms.
func (b *builder) supervisors() {
	var instants []time.Time
	named := false
	for i, t := range b.terms {
		instants = append(instants, t.Valid.From)
		if t.Supervisor == "" {
			continue
		}
		named = true
		b.during(i, "supervisor", t.Supervisor)
	}
	if !named {
		return
	}
	slices.SortFunc(instants, time.Time.Compare)
	reported := map[ID]bool{}
	for _, on := range slices.CompactFunc(instants, time.Time.Equal) {
		b.circles(on, reported)
	}
}

// during checks that another agency is in force during the whole of a term, of
// which it is the parent or the supervisor.
func (b *builder) during(term int, what string, id ID) {
	t := b.terms[term]
	for at := micro(t.Valid.From, tree.Always); at < micro(t.Valid.Until, tree.Forever); {
		other := b.at(id, at)
		if other == nil {
			b.Add(cut(string(b.owners[term].ID)), fmt.Sprintf("the %s %s is not in force from %s on", what, cut(string(id)), moment(at)))
			return
		}
		at = micro(other.Valid.Until, tree.Forever)
	}
}

// circles reports the circles of escalation at the instant. Those of parents
// alone are found elsewhere.
func (b *builder) circles(on time.Time, reported map[ID]bool) {
	at := micro(on, tree.Always)
	circles := tree.Circles(b.ids(), func(id ID) []ID {
		if up, _ := b.superior(id, at); up != "" {
			return []ID{up}
		}
		return nil
	})
	for _, circle := range circles {
		supervised := slices.ContainsFunc(circle, func(id ID) bool { _, named := b.superior(id, at); return named })
		if !supervised || reported[circle[0]] {
			continue
		}
		for _, id := range circle {
			reported[id] = true
		}
		b.Add(string(circle[0]), "the escalation turns in a circle: "+join(circle, " > "))
	}
}

// superior returns the agency to which an agency's cases are escalated at an
// instant of the tree, empty if there is none, and whether it is a supervisor.
func (b *builder) superior(id ID, at int64) (ID, bool) {
	t := b.at(id, at)
	if t == nil {
		return "", false
	}
	if t.Supervisor != "" && b.inForce(t.Supervisor, at) {
		return t.Supervisor, true
	}
	if b.inForce(t.Parent, at) {
		return t.Parent, false
	}
	return "", false
}

// superior returns the node to which a node's cases are escalated at an instant
// of the tree.
func (d *Directory) superior(i int32, at int64) int32 {
	t := d.termAt(i, at)
	if t.Supervisor != "" {
		if j, ok := d.nodes.Find(string(t.Supervisor), at); ok {
			return j
		}
	}
	return d.nodes.Parent(i)
}

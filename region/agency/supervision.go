package agency

import (
	"fmt"
	"slices"
	"strings"
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
		if from, gap := b.d.gap(t.Supervisor, t); gap {
			b.add(clip(string(b.owners[i].ID)), fmt.Sprintf("the supervisor %s is not in force from %s on", t.Supervisor, moment(from)))
		}
	}
	if !named || len(b.problems) > 0 {
		return
	}
	slices.SortFunc(instants, time.Time.Compare)
	reported := map[string]bool{}
	for _, on := range slices.CompactFunc(instants, time.Time.Equal) {
		b.circles(on, reported)
	}
}

// gap returns the first instant of the term at which the agency is not in
// force.
func (d *Directory) gap(id ID, t *Term) (int64, bool) {
	at, until := micro(t.Valid.From, tree.Always), micro(t.Valid.Until, tree.Forever)
	for i := range d.nodes.Versions(string(id)) {
		if s := d.nodes.Span(i); s.Contains(at) {
			if at = s.Until; at >= until {
				return 0, false
			}
		}
	}
	return at, true
}

// circles reports the circles of escalation at the instant.
func (b *builder) circles(on time.Time, reported map[string]bool) {
	at := micro(on, tree.Always)
	walk := make(map[int32]int32) // node to the walk that came by
	for start := range b.d.nodes.Descendants(tree.None, at) {
		i := start
		for i != tree.None && walk[i] == 0 {
			walk[i] = start + 1
			i = b.d.superior(i, at)
		}
		if i == tree.None || walk[i] != start+1 {
			continue
		}
		circle := []string{string(b.d.id(i))}
		for up := b.d.superior(i, at); up != i; up = b.d.superior(up, at) {
			circle = append(circle, string(b.d.id(up)))
		}
		key := slices.Min(circle)
		if !reported[key] {
			reported[key] = true
			b.add(circle[0], "the escalation turns in a circle: "+strings.Join(append(circle, circle[0]), " > "))
		}
	}
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

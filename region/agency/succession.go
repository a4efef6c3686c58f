package agency

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// Successors returns what is recorded to have followed the agency, in the order
// of time.
func (d *Directory) Successors(id ID) []Succession {
	a := d.agencies[id]
	if a == nil {
		return nil
	}
	out := slices.Clone(a.Successions)
	slices.SortStableFunc(out, func(x, y Succession) int { return x.On.Compare(y.On) })
	return out
}

// Predecessors returns the agencies that the agency is recorded to have
// followed, in the order of their IDs.
func (d *Directory) Predecessors(id ID) []ID {
	return slices.Clone(d.before[id])
}

// Follow returns the agencies that stand for the agency at the instant: itself
// while it is in force, or else all those that followed it, through as many
// successions as it takes, in the order of their IDs; nothing if the agency is
// unknown or nobody followed.
func (d *Directory) Follow(id ID, on time.Time) []ID {
	var out []ID
	tree.Reach([]ID{id}, func(at ID) (next []ID) {
		if d.Known(at, on) {
			out = append(out, at)
			return nil
		}
		for _, s := range d.Successors(at) {
			if !s.On.After(on) {
				next = append(next, s.To)
			}
		}
		return next
	})
	slices.Sort(out)
	return out
}

// circle reports successions that come back to where they began.
func (b *builder) circle() {
	circles := tree.Circles(b.ids(), func(id ID) (next []ID) {
		for _, s := range b.d.Successors(id) {
			next = append(next, s.To)
		}
		return next
	})
	for _, circle := range circles {
		b.Add(string(circle[0]), "the succession turns in a circle: "+join(circle, " > "))
	}
}

// ids are the IDs of all agencies, in order.
func (b *builder) ids() []ID {
	ids := make([]ID, len(b.order))
	for i, a := range b.order {
		ids[i] = a.ID
	}
	return ids
}

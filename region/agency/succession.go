package agency

import (
	"slices"
	"strings"
	"time"
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
	var out []ID
	for other, a := range d.agencies {
		if slices.ContainsFunc(a.Successions, func(s Succession) bool { return s.To == id }) {
			out = append(out, other)
		}
	}
	slices.Sort(out)
	return out
}

// Follow returns the agencies that stand for the agency at the instant: itself
// while it is in force, or else all those that followed it, through as many
// successions as it takes, in the order of their IDs; nothing if the agency is
// unknown or nobody followed.
func (d *Directory) Follow(id ID, on time.Time) []ID {
	var out []ID
	seen := map[ID]bool{id: true}
	queue := []ID{id}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if d.Known(at, on) {
			out = append(out, at)
			continue
		}
		for _, s := range d.Successors(at) {
			if !s.On.After(on) && !seen[s.To] {
				seen[s.To] = true
				queue = append(queue, s.To)
			}
		}
	}
	slices.Sort(out)
	return out
}

// circle reports successions that come back to where they began.
func (b *builder) circle() {
	const onTheWay, done = 1, 2
	state := map[ID]int{}
	var way []string
	var visit func(ID)
	visit = func(id ID) {
		way = append(way, string(id))
		switch state[id] {
		case onTheWay:
			from := slices.Index(way, string(id))
			b.Add(string(id), "the succession turns in a circle: "+strings.Join(way[from:], " > "))
		case 0:
			state[id] = onTheWay
			for _, s := range b.d.Successors(id) {
				visit(s.To)
			}
			state[id] = done
		}
		way = way[:len(way)-1]
	}
	for _, a := range b.order {
		visit(a.ID)
	}
}

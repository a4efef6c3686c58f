package tree

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Fault is one thing wrong with the input of [Build].
type Fault struct {
	// Record is the index of the wrong record.
	Record int
	say    func(teller) string
}

// teller names records by their indices, as in "line 7", and instants.
type teller struct {
	where func(int) string
	when  func(int64) string
}

func (t teller) during(from, until int64) string {
	return fmt.Sprintf("from %s until %s", t.when(from), t.when(until))
}

// Describe says in words what is wrong. where names a record by its index, as
// in "line 7"; when names an instant.
func (f Fault) Describe(where func(int) string, when func(int64) string) string {
	return f.say(teller{where, when})
}

// fault notes what is wrong with a record.
func (b *builder) fault(record int32, say func(teller) string) {
	b.faults = append(b.faults, Fault{int(record), say})
}

// faultf is fault for a text that names neither records nor instants.
func (b *builder) faultf(record int32, format string, args ...any) {
	b.fault(record, func(teller) string { return fmt.Sprintf(format, args...) })
}

// check looks for groups that plant could not lay in full and says why.
func (b *builder) check() {
	distinct := make(map[Span]bool)
	size := 0
	for _, n := range b.nodes {
		distinct[n.span] = true
		size += len(n.key)
	}
	if len(b.nodes) > math.MaxInt32/2 || size > math.MaxUint32 || len(distinct) > math.MaxUint16 {
		b.faultf(0, "more records than a tree holds")
	}
	var unexplained []int32
	for i := range b.groups {
		g := &b.groups[i]
		if g.parent == "" || g.covered == length(g.span) {
			continue
		}
		record := g.records[0]
		if len(b.byKey[g.parent]) == 0 {
			b.faultf(record, "%s has the unknown parent %s", g.key, g.parent)
		} else if from, until, gap := b.gap(g); gap {
			b.fault(record, func(t teller) string {
				return fmt.Sprintf("%s has the parent %s, which is not in force %s", g.key, g.parent, t.during(from, until))
			})
		} else {
			// The parent is in force throughout, so the fault lies above: it
			// is reported there, or the group lies on or below a cycle.
			unexplained = append(unexplained, int32(i))
		}
	}
	b.cycles(unexplained)
}

// gap returns the first stretch of the group's validity in which no record
// has the parent's key.
func (b *builder) gap(g *group) (from, until int64, found bool) {
	at := g.span.From
	for _, p := range b.byKey[g.parent] {
		parent := b.groups[p].span
		if parent.Until <= at {
			continue
		}
		if parent.From > at {
			return at, min(parent.From, g.span.Until), true
		}
		if at = parent.Until; at >= g.span.Until {
			return 0, 0, false
		}
	}
	return at, g.span.Until, true
}

// cycles reports the cycles among the groups, each once. All groups of a cycle
// are in force when the youngest of them begins, so the walks start there.
func (b *builder) cycles(groups []int32) {
	var instants []int64
	for _, g := range groups {
		instants = append(instants, b.groups[g].span.From)
	}
	slices.Sort(instants)
	reported := make(map[string]bool)
	for _, at := range slices.Compact(instants) {
		alive := slices.DeleteFunc(slices.Clone(groups), func(g int32) bool { return !b.groups[g].span.Contains(at) })
		circles := Circles(alive, func(g int32) []int32 {
			if up := b.inForce(b.groups[g].parent, at); up >= 0 {
				return []int32{up}
			}
			return nil
		})
		for _, circle := range circles {
			first := &b.groups[circle[0]]
			if reported[first.key] {
				continue
			}
			var path []string
			for _, g := range circle {
				reported[b.groups[g].key] = true
				path = append(path, b.groups[g].key)
			}
			b.faultf(first.records[0], "%s lies below itself: %s", first.key, strings.Join(path, " < "))
		}
	}
}

// inForce returns the group with the key at the instant, or -1.
func (b *builder) inForce(key string, at int64) int32 {
	for _, g := range b.byKey[key] {
		if b.groups[g].span.Contains(at) {
			return g
		}
	}
	return -1
}

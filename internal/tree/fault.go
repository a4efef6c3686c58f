package tree

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// FaultKind says what is wrong with a record.
type FaultKind uint8

// The kinds of fault.
const (
	// NoKey: the key is empty.
	NoKey FaultKind = iota + 1
	// NoTime: the validity ends before it begins, or at once.
	NoTime
	// Duplicate: the record says the same as another.
	Duplicate
	// Overlap: the key is in force twice at one time.
	Overlap
	// UnknownParent: no record ever has the parent's key.
	UnknownParent
	// ParentNotInForce: the parent exists, but not during the whole validity.
	ParentNotInForce
	// Cycle: the record lies below itself.
	Cycle
	// TooDeep: the path from the root is longer than [MaxDepth].
	TooDeep
	// TooMany: more nodes, key text or distinct validities than a tree holds.
	TooMany
)

// Fault is one thing wrong with the input of [Build].
type Fault struct {
	Kind FaultKind
	// Record is the index of the wrong record, Other that of the record it
	// conflicts with (Duplicate, Overlap).
	Record, Other int
	// Key is the record's key, Parent its parent's.
	Key, Parent string
	// Path is the cycle, beginning and ending with the same key.
	Path []string
	// From and Until bound the time concerned.
	From, Until int64
}

// Describe says in words what is wrong. where names a record by its index, as
// in "line 7"; when names an instant.
func (f Fault) Describe(where func(int) string, when func(int64) string) string {
	during := fmt.Sprintf("from %s until %s", when(f.From), when(f.Until))
	switch f.Kind {
	case NoKey:
		return "it has no key"
	case NoTime:
		return fmt.Sprintf("%s is valid %s, which is no time", f.Key, during)
	case Duplicate:
		return fmt.Sprintf("%s is a duplicate of %s", f.Key, where(f.Other))
	case Overlap:
		return fmt.Sprintf("%s is in force twice %s; the other is %s", f.Key, during, where(f.Other))
	case UnknownParent:
		return fmt.Sprintf("%s has the unknown parent %s", f.Key, f.Parent)
	case ParentNotInForce:
		return fmt.Sprintf("%s has the parent %s, which is not in force %s", f.Key, f.Parent, during)
	case Cycle:
		return fmt.Sprintf("%s lies below itself: %s", f.Key, strings.Join(f.Path, " < "))
	case TooDeep:
		return fmt.Sprintf("%s lies deeper than %d levels", f.Key, MaxDepth)
	default:
		return "more records than a tree holds"
	}
}

func (b *builder) fault(f Fault) { b.faults = append(b.faults, f) }

// check looks for groups that plant could not lay in full and says why.
func (b *builder) check() {
	distinct := make(map[Span]bool)
	size := 0
	for _, n := range b.nodes {
		distinct[n.span] = true
		size += len(n.key)
	}
	if len(b.nodes) > math.MaxInt32/2 || size > math.MaxUint32 || len(distinct) > math.MaxUint16 {
		b.fault(Fault{Kind: TooMany})
	}
	var unexplained []int32
	for i := range b.groups {
		g := &b.groups[i]
		if g.parent == "" || g.covered == length(g.span) {
			continue
		}
		record := int(g.records[0])
		if len(b.byKey[g.parent]) == 0 {
			b.fault(Fault{Kind: UnknownParent, Record: record, Key: g.key, Parent: g.parent})
		} else if from, until, gap := b.gap(g); gap {
			b.fault(Fault{Kind: ParentNotInForce, Record: record, Key: g.key, Parent: g.parent, From: from, Until: until})
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
			f := Fault{Kind: Cycle, Record: int(first.records[0]), Key: first.key}
			for _, g := range circle {
				reported[b.groups[g].key] = true
				f.Path = append(f.Path, b.groups[g].key)
			}
			b.fault(f)
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

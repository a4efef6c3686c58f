package routingtest

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/storage"
)

// condition is a condition of a table taken apart: what it says itself, its
// leaf, is for a router to decide; how the parts hang together is decided here.
type condition struct {
	leaf     int // number in the probe
	all, any []*condition
	not      *condition
}

// holds reports whether a report of which some leaves hold meets the condition
// when the part pruned is left out; nil leaves out nothing.
func (c *condition) holds(leaves []bool, pruned *condition) bool {
	if !leaves[c.leaf] {
		return false
	}
	for _, part := range c.all {
		if !part.holds(leaves, pruned) {
			return false
		}
	}
	for i, part := range c.any {
		if part.holds(leaves, pruned) {
			break
		}
		if i == len(c.any)-1 {
			return false
		}
	}
	return c.not == nil || c.not == pruned || !c.not.holds(leaves, pruned)
}

// anyEntry is an entry of an "any" in the conditions of a rule.
type anyEntry struct {
	field string
	when  *condition
	// not is the outermost "not" in which the entry stands if it is an exception:
	// inside an odd number of them. It is nil for all others.
	not *condition
}

// anatomy is the conditions of a rule taken apart, to tell which entries of
// "any" a report meets.
type anatomy struct {
	root    *condition
	entries []anyEntry // in their order
	excepts bool       // some stand inside a "not"
	leaves  []routing.Rule
	// probe is a table with a rule for each leaf, so that the code that decides
	// is the code that answers. It is made when needed.
	probe *routing.Router
}

func dissect(when routing.When) *anatomy {
	a := &anatomy{}
	a.root = a.part(when, "when", nil, false)
	a.excepts = slices.ContainsFunc(a.entries, func(e anyEntry) bool { return e.not != nil })
	return a
}

// part takes a condition apart; not is the outermost "not" around it, and odd
// says whether it stands inside an odd number of them.
func (a *anatomy) part(w routing.When, field string, not *condition, odd bool) *condition {
	c := &condition{leaf: len(a.leaves)}
	leaf := w
	leaf.All, leaf.Any, leaf.Not = nil, nil, nil
	a.leaves = append(a.leaves, routing.Rule{ID: fmt.Sprint("leaf:", c.leaf), When: leaf})
	for i, inner := range w.All {
		c.all = append(c.all, a.part(inner, storage.At(field+".all", i), not, odd))
	}
	for i, inner := range w.Any {
		here, at := storage.At(field+".any", i), len(a.entries)
		a.entries = append(a.entries, anyEntry{field: here})
		if odd {
			a.entries[at].not = not
		}
		part := a.part(inner, here, not, odd)
		a.entries[at].when = part
		c.any = append(c.any, part)
	}
	if w.Not != nil {
		c.not = &condition{}
		if not == nil {
			not = c.not
		}
		*c.not = *a.part(*w.Not, field+".not", not, !odd)
	}
	return c
}

// met tells which entries the report reaches; decided is whether the rule
// decides about it.
func (a *anatomy) met(r *routing.Router, f complaint.Facts, decided bool) ([]bool, error) {
	if a.probe == nil {
		t := r.Table()
		t.Hit, t.Scope, t.Rules = routing.Collect, routing.Scope{}, a.leaves
		for i := range t.Rules {
			t.Rules[i].To = t.Fallback
		}
		var err error
		if a.probe, err = routing.Compile(t, r.Sources()); err != nil {
			return nil, err
		}
	}
	rules, err := a.probe.Rules(f)
	if err != nil {
		return nil, err
	}
	leaves := make([]bool, 0, len(a.leaves))
	for t := range rules {
		leaves = append(leaves, t.Result != routing.Failed)
	}
	out := make([]bool, len(a.entries))
	for i, e := range a.entries {
		if e.not == nil {
			out[i] = decided && e.when.holds(leaves, nil)
		} else {
			out[i] = e.when.holds(leaves, nil) && e.not.holds(leaves, nil) && a.root.holds(leaves, e.not)
		}
	}
	return out, nil
}

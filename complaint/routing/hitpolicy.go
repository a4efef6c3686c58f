package routing

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// HitPolicy says what happens when several rules fit a report. The names in
// brackets are those of the standard Decision Model and Notation (DMN).
type HitPolicy int8

// The hit policies, in the order of their text forms: unique, first,
// most_specific, collect.
const (
	// Unique [DMN: Unique]: no two rules may fit the same report. If they do, a
	// person chooses among their agencies.
	Unique HitPolicy = iota
	// First [DMN: First]: the first rule in the order of the table decides.
	First
	// MostSpecific [no DMN name; our own]: a rule decides before every rule that
	// says less: the reports that the one fits, the other fits too, and not the
	// other way round. Rules with "any" and "not" are compared by the ways in
	// which they can be met: each way of the one must lie in a way of the other.
	// Lists of words and Go functions are compared as wholes. Of rules that
	// cannot be compared so, those that name the same destination agree;
	// otherwise a person chooses among their agencies. The order of the table
	// means nothing. A rule's validity is no condition.
	MostSpecific
	// Collect [DMN: Collect, without an operator]: all rules that fit decide
	// together. Their supporting agencies are united; if they name several
	// main agencies, a person chooses among these, and if they name none, the
	// fallback's main agency takes the report. The order of the table means
	// nothing.
	Collect
)

// policy is what a hit policy means, wherever that matters: for decisions, for
// the analysis and for the search for cases. Of the rules that fit
// a report, those decide that no other goes before. If these are several, they
// decide together, or they agree, or it is left to a person.
type policy struct {
	name string // the text form
	// before reports whether rule a goes before rule b where both fit; nil if
	// none goes before another.
	before func(r *Router, a, b int32) bool
	// ordered tells that before is the order of the table, so that whoever has
	// found a rule that fits need not look at those behind it.
	ordered bool
	// agree reports whether the table settles what becomes of a report for which
	// both rules decide; nil if it never does.
	agree func(r *Router, a, b int32) bool
	// together tells that all rules that decide give the answer, rather than one
	// of those that agree, and that a rule may name supporting agencies only.
	together bool
	// alone tells that a rule is shadowed where it decides only with others.
	alone bool
}

// policies are what the hit policies mean, in their order.
func policies() []policy {
	return []policy{
		{name: "unique", alone: true},
		{name: "first", ordered: true, before: func(_ *Router, a, b int32) bool { return a < b }},
		{name: "most_specific", before: (*Router).moreSpecific, agree: (*Router).sameDestination},
		{name: "collect", together: true, agree: (*Router).compatible},
	}
}

// policy is what the hit policy means; that of Unique if there is no such.
func (h HitPolicy) policy() policy {
	all := policies()
	if h < 0 || int(h) >= len(all) {
		return all[Unique]
	}
	return all[h]
}

func policyNames() enum.Set {
	var names enum.Set
	for _, p := range policies() {
		names = append(names, enum.Words(p.name)...)
	}
	return names
}

// String returns the text form, for example "most_specific".
func (h HitPolicy) String() string { return policyNames().Text("HitPolicy", int(h)) }

// MarshalText writes the text form; a value outside the set is an error.
func (h HitPolicy) MarshalText() ([]byte, error) {
	return policyNames().Marshal("HitPolicy", int(h))
}

// UnmarshalText reads the text form exactly.
func (h *HitPolicy) UnmarshalText(text []byte) error { return enum.Unmarshal(policyNames(), text, h) }

// In says which rules decide, for people.
func (h HitPolicy) In(w aduan.Words) string {
	return texts().Word(w, "hit_policy", h.String(), aduan.Label{})
}

// undefeated returns the rules that no other goes before, of those to which the
// branches belong, in the order of the table.
func (r *Router) undefeated(hits, out []int32) []int32 {
	for _, h := range hits {
		if rule := r.branches[h].rule; !slices.Contains(out, rule) && r.beaten(rule, hits) < 0 {
			out = append(out, rule)
		}
	}
	slices.Sort(out)
	return out
}

// winners returns the rules that decide: those that are undefeated, or one of
// them that speaks for all.
func (r *Router) winners(hits, out []int32) []int32 {
	out = r.undefeated(hits, out)
	if r.hit.together || len(out) < 2 || slices.ContainsFunc(out[1:], func(rule int32) bool { return !r.agree(out[0], rule) }) {
		return out
	}
	out[0] = slices.MinFunc(out, func(a, b int32) int { return strings.Compare(r.table.Rules[a].ID, r.table.Rules[b].ID) })
	return out[:1]
}

// beaten returns a rule among hits that goes before the given one, or -1.
func (r *Router) beaten(rule int32, hits []int32) int32 {
	for _, h := range hits {
		if by := r.branches[h].rule; r.before(by, rule) {
			return by
		}
	}
	return -1
}

// before reports whether rule a goes before rule b where both fit.
func (r *Router) before(a, b int32) bool { return r.hit.before != nil && r.hit.before(r, a, b) }

// agree reports whether the table settles what becomes of a report for which
// both rules decide.
func (r *Router) agree(a, b int32) bool { return r.hit.agree != nil && r.hit.agree(r, a, b) }

// obstructs reports whether rule a keeps rule b from deciding where both fit.
func (r *Router) obstructs(a, b int32) bool {
	switch {
	case r.before(b, a):
		return false
	case r.before(a, b):
		return true
	case r.hit.together:
		return false
	}
	return !r.agree(a, b) || r.table.Rules[a].ID < r.table.Rules[b].ID
}

// sameDestination reports whether two rules name the same destination.
func (r *Router) sameDestination(a, b int32) bool { return r.destination[a] == r.destination[b] }

// compatible reports whether two rules that decide together name one main agency
// between them.
func (r *Router) compatible(a, b int32) bool {
	x, y := &r.table.Rules[a].To, &r.table.Rules[b].To
	none := Target{}
	return (x.Target == none || y.Target == none || x.Target == y.Target) &&
		(x.Target == none || y.Ask == nil) && (y.Target == none || x.Ask == nil)
}

package routing

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
)

// Route decides which agency a report goes to. Every report that can be gets a
// decision, which says on what [complaint.Basis]; nothing but the facts, the
// table and its sources goes into it. The lists of a decision belong to the
// router: copy them before changing them. The error is a
// [*storage.InvalidError] for facts that cannot be right: no day of submission
// or one outside the table's validity, a region that did not exist on that day,
// a category that is not in the tree, an attribute of another type, an accused
// agency that nobody knows. An empty category, an empty region and an empty
// text are facts like others.
func (r *Router) Route(f complaint.Facts) (complaint.Decision, error) {
	var p point
	if err := r.locate(&f, &p); err != nil {
		return complaint.Decision{}, err
	}
	return r.decide(&p, nil), nil
}

var _ complaint.Router = (*Router)(nil)

// decide takes the decision and, unless log is nil, writes down how.
func (r *Router) decide(p *point, log *account) complaint.Decision {
	for _, l := range r.scope {
		if !l.set.has(p.at[l.dim]) {
			log.outside(l.dim)
			return r.fall(p, complaint.BasisOutOfScope, log)
		}
	}
	var room, more [64]int32
	hits := r.search(p, room[:0])
	winners := r.winners(hits, more[:0])
	log.found(hits, winners)
	switch {
	case len(winners) == 0:
		return r.fall(p, complaint.BasisNoRule, log)
	case r.table.Hit == Collect && len(winners) > 1:
		return r.collect(p, winners, log)
	case len(winners) == 1:
		return r.take(p, winners[0], log)
	}
	return r.ambiguous(p, winners, log)
}

// winners appends to out the rules that decide, by the hit policy, in the order
// of the table.
func (r *Router) winners(hits, out []int32) []int32 {
	for _, h := range hits {
		b := &r.branches[h]
		if r.table.Hit == MostSpecific && r.beaten(b, hits) >= 0 || slices.Contains(out, b.rule) {
			continue
		}
		out = append(out, b.rule)
	}
	slices.Sort(out)
	if r.table.Hit == MostSpecific && len(out) > 1 && r.agree(out) {
		out[0] = slices.MinFunc(out, func(a, b int32) int { return strings.Compare(r.table.Rules[a].ID, r.table.Rules[b].ID) })
		out = out[:1]
	}
	return out
}

// beaten returns a branch among hits that is more specific than b, or -1.
func (r *Router) beaten(b *branch, hits []int32) int32 {
	for _, h := range hits {
		if other := &r.branches[h]; other != b && other.moreSpecific(b) {
			return h
		}
	}
	return -1
}

// agree reports whether the rules name one destination.
func (r *Router) agree(rules []int32) bool {
	for _, i := range rules {
		if r.ends[i].same != r.ends[rules[0]].same {
			return false
		}
	}
	return true
}

// take goes by one rule.
func (r *Router) take(p *point, rule int32, log *account) complaint.Decision {
	id, to, end := r.table.Rules[rule].ID, &r.table.Rules[rule].To, &r.ends[rule]
	if to.Target == (Target{}) && to.Ask == nil { // supporting agencies only
		d := r.fall(p, complaint.BasisNoRule, log)
		d.Supporting = without(r.several(to.Supporting, end.supporting, p, log), d.Agency)
		return d
	}
	d := complaint.Decision{Rule: id, Edition: r.table.Edition, Basis: complaint.BasisRule}
	if to.Ask != nil {
		d.Candidates, d.Basis = r.several(to.Ask, end.ask, p, log), complaint.BasisAsk
	} else {
		got := r.resolve(to.Target, p, log)
		d.Agency, d.Candidates, d.Basis = got.agency, got.candidates, got.basis
	}
	if d.Agency == "" && len(d.Candidates) == 0 {
		if d.Basis != complaint.BasisConflict {
			d.Basis = complaint.BasisUnresolved
		}
		fallback := r.fall(p, d.Basis, log)
		d.Agency, d.Candidates, d.Supporting = fallback.Agency, fallback.Candidates, fallback.Supporting
	}
	if len(to.Supporting) > 0 {
		also := r.several(to.Supporting, end.supporting, p, log)
		if d.Supporting != nil {
			also = slices.Concat(d.Supporting, also)
		}
		d.Supporting = without(also, d.Agency)
	}
	return d
}

// ambiguous leaves it to a person among the destinations of all the rules.
func (r *Router) ambiguous(p *point, rules []int32, log *account) complaint.Decision {
	d := complaint.Decision{Edition: r.table.Edition, Basis: complaint.BasisAmbiguous}
	for _, i := range rules {
		one := r.take(p, i, log)
		if one.Agency != "" {
			d.Candidates = append(d.Candidates, one.Agency)
		}
		d.Candidates = append(d.Candidates, one.Candidates...)
		d.Supporting = append(d.Supporting, one.Supporting...)
	}
	d.Candidates = sorted(d.Candidates)
	d.Supporting = sorted(d.Supporting)
	return d
}

// collect unites the destinations of several rules.
func (r *Router) collect(p *point, rules []int32, log *account) complaint.Decision {
	d := complaint.Decision{Edition: r.table.Edition, Basis: complaint.BasisRule}
	mains := 0
	for _, i := range rules {
		to := &r.table.Rules[i].To
		switch {
		case to.Target != (Target{}):
			got := r.resolve(to.Target, p, log)
			d.Candidates = append(d.Candidates, got.candidates...)
			if got.agency != "" {
				d.Candidates = append(d.Candidates, got.agency)
			}
			if got.basis != complaint.BasisRule {
				d.Basis = got.basis
			}
			mains++
		case to.Ask != nil:
			d.Candidates = append(d.Candidates, r.several(to.Ask, r.ends[i].ask, p, log)...)
			d.Basis = complaint.BasisAsk
		}
		d.Supporting = append(d.Supporting, r.several(to.Supporting, r.ends[i].supporting, p, log)...)
	}
	d.Candidates = sorted(d.Candidates)
	asked := slices.ContainsFunc(rules, func(i int32) bool { return r.table.Rules[i].To.Ask != nil })
	switch {
	case mains == 0 && !asked:
		fallback := r.fall(p, complaint.BasisNoRule, log)
		fallback.Supporting = sorted(without(d.Supporting, fallback.Agency))
		return fallback
	case len(d.Candidates) == 0:
		if d.Basis != complaint.BasisConflict {
			d.Basis = complaint.BasisUnresolved
		}
		fallback := r.fall(p, d.Basis, log)
		d.Agency, d.Candidates = fallback.Agency, fallback.Candidates
	case len(d.Candidates) == 1 && !asked && d.Basis != complaint.BasisUnresolved:
		d.Agency, d.Candidates = d.Candidates[0], nil
	case d.Basis == complaint.BasisRule || mains > 0 && d.Basis == complaint.BasisAsk:
		d.Basis = complaint.BasisAmbiguous
	}
	d.Supporting = sorted(without(d.Supporting, d.Agency))
	return d
}

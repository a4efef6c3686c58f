package routing

import (
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// Route decides which agency a report goes to. Every report that can be gets a
// decision, which says on what [complaint.Basis]; nothing but the facts, the
// table and its sources goes into it. The error is a [*storage.InvalidError] for facts that cannot be right: no day of submission
// or one outside the table's validity, a region that did not exist on that day,
// a category that is not in the tree, an attribute of another type, an accused
// agency that nobody knows. An empty category, an empty region and an empty
// text are facts like others.
//
// A report that lies in one of several regions or areas is decided for each of them, the
// way that the place leaves open counting only where the table looks at it. If all of
// these agree, that is the decision; else a person chooses among the agencies of all.
func (r *Router) Route(f complaint.Facts) (complaint.Decision, error) {
	if r.leavesOpen(&f) {
		return r.routeReadings(f)
	}
	return r.route(&f)
}

// route is Route for a place that leaves nothing open.
func (r *Router) route(f *complaint.Facts) (complaint.Decision, error) {
	var p point
	if err := r.locate(f, &p); err != nil {
		return complaint.Decision{}, err
	}
	return r.decide(&p, nil), nil
}

var _ interface {
	complaint.Router
	complaint.ConfigChecker
} = (*Router)(nil)

// decide takes the decision and, unless log is nil, writes down how.
func (r *Router) decide(p *point, log *account) complaint.Decision {
	for _, l := range r.scope {
		if !l.Set.Has(p.at[l.Dim]) {
			log.outside(l.Dim)
			return r.fallBack(p, complaint.BasisOutOfScope, log)
		}
	}
	var room, more [64]int32
	hits := r.search(p, room[:0])
	winners := r.winners(hits, more[:0])
	log.found(hits, winners)
	switch {
	case len(winners) == 0:
		return r.fallBack(p, complaint.BasisNoRule, log)
	case len(winners) == 1:
		return r.followRule(p, winners[0], log)
	case r.hit.together:
		return r.unite(p, winners, complaint.BasisRule, log)
	}
	return r.unite(p, winners, complaint.BasisAmbiguous, log)
}

// resolvedDestination is where a rule sends a report, before the fallback helps out.
type resolvedDestination struct {
	resolvedTarget // whose basis may be BasisAsk too
	supporting     []agency.ID
}

func (t resolvedTarget) leadsNowhere() bool { return t.agency == "" && len(t.candidates) == 0 }

// resolveDestination resolves the destination of a rule. One that names supporting agencies
// only leads nowhere by itself.
func (r *Router) resolveDestination(p *point, rule int32, log *account) resolvedDestination {
	to := &r.table.Rules[rule].To
	out := resolvedDestination{resolvedTarget: resolvedTarget{basis: complaint.BasisRule}}
	switch {
	case to.Ask != nil:
		if out.candidates, out.basis = r.several(to.Ask, p, log); out.candidates != nil {
			out.basis = complaint.BasisAsk
		}
	case to.Target != Target{}:
		out.resolvedTarget = r.resolve(to.Target, p, log)
	}
	out.supporting, _ = r.several(to.Supporting, p, log)
	return out
}

// isMain reports whether a rule names a main agency or candidates for one.
func (r *Router) isMain(rule int32) bool {
	to := &r.table.Rules[rule].To
	return to.Target != Target{} || to.Ask != nil
}

// followRule goes by one rule.
func (r *Router) followRule(p *point, rule int32, log *account) complaint.Decision {
	got := r.resolveDestination(p, rule, log)
	if !r.isMain(rule) {
		d := r.fallBack(p, complaint.BasisNoRule, log)
		d.Supporting = without(slices.Concat(d.Supporting, got.supporting), d.Agency)
		return d
	}
	d := complaint.Decision{
		Rule: r.table.Rules[rule].ID, Edition: r.table.Edition, Table: r.table.Name, Basis: got.basis,
		Agency: got.agency, Candidates: got.candidates, Supporting: got.supporting,
	}
	if got.leadsNowhere() {
		fallback := r.fallBack(p, got.basis, log)
		d.Agency, d.Candidates = fallback.Agency, fallback.Candidates
		d.Supporting = slices.Concat(fallback.Supporting, got.supporting)
	}
	d.Supporting = without(d.Supporting, d.Agency)
	return d
}

// unite puts the destinations of several rules together. Their order means
// nothing. With the basis BasisAmbiguous a person chooses in any case; otherwise
// the rules decide if they name one agency, all of them.
func (r *Router) unite(p *point, rules []int32, basis complaint.Basis, log *account) complaint.Decision {
	d := complaint.Decision{Edition: r.table.Edition, Table: r.table.Name, Basis: basis}
	mains, asked, unresolved, conflict := 0, false, false, false
	for _, i := range rules {
		got := r.resolveDestination(p, i, log)
		d.Candidates = append(d.Candidates, got.candidates...)
		if got.agency != "" {
			d.Candidates = append(d.Candidates, got.agency)
		}
		d.Supporting = append(d.Supporting, got.supporting...)
		if !r.isMain(i) {
			continue
		}
		mains++
		asked = asked || r.table.Rules[i].To.Ask != nil
		unresolved = unresolved || got.basis == complaint.BasisUnresolved || got.basis == complaint.BasisConflict && got.leadsNowhere()
		conflict = conflict || got.basis == complaint.BasisConflict
	}
	d.Candidates = sorted(d.Candidates)
	switch {
	case mains == 0:
		fallback := r.fallBack(p, complaint.BasisNoRule, log)
		fallback.Supporting = sorted(without(slices.Concat(fallback.Supporting, d.Supporting), fallback.Agency))
		return fallback
	case len(d.Candidates) == 0:
		if d.Basis = complaint.BasisUnresolved; conflict {
			d.Basis = complaint.BasisConflict
		}
		fallback := r.fallBack(p, d.Basis, log)
		d.Agency, d.Candidates = fallback.Agency, fallback.Candidates
		d.Supporting = append(d.Supporting, fallback.Supporting...)
		if basis == complaint.BasisAmbiguous { // the fallback is what a person chooses among
			if d.Basis = basis; d.Agency != "" {
				d.Agency, d.Candidates = "", []agency.ID{d.Agency}
			}
		}
	case basis == complaint.BasisAmbiguous:
	case len(d.Candidates) == 1 && !asked && !unresolved:
		d.Agency, d.Candidates = d.Candidates[0], nil
		if conflict {
			d.Basis = complaint.BasisConflict
		}
	case unresolved:
		d.Basis = complaint.BasisUnresolved
	case mains == 1:
		d.Basis = complaint.BasisAsk
	default:
		d.Basis = complaint.BasisAmbiguous
	}
	d.Supporting = without(sorted(d.Supporting), d.Agency)
	return d
}

package routing

import (
	"errors"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// resolvedTarget is what became of a target.
type resolvedTarget struct {
	// agency is empty if there is none; then candidates may tell which it could
	// be, if a person says so.
	agency     agency.ID
	candidates []agency.ID
	// basis is BasisRule, BasisUnresolved or BasisConflict.
	basis complaint.Basis
}

// accuses reports whether the report accuses anybody.
func (p *point) accuses() bool { return len(p.facts.Named.Agencies)+len(p.facts.Named.Persons) > 0 }

// resolve finds the agency that a target means for the report.
func (r *Router) resolve(t Target, p *point, log *account) resolvedTarget {
	if t.Function != "" {
		return r.selector(t, p, log)
	}
	d := r.sources.Agencies
	if !d.Known(t.Agency, p.noon) {
		next := slices.DeleteFunc(d.Follow(t.Agency, p.noon), func(id agency.ID) bool { return r.barred(id, p) })
		log.notInForce(t.Agency, next)
		return resolvedTarget{candidates: next, basis: complaint.BasisUnresolved}
	}
	if !r.barred(t.Agency, p) {
		log.inForce(t.Agency)
		return resolvedTarget{agency: t.Agency, basis: complaint.BasisRule}
	}
	superior := r.superior([]agency.ID{t.Agency}, p)
	log.accused(t.Agency, superior)
	return resolvedTarget{agency: superior, basis: complaint.BasisConflict}
}

// superior is the next superior that is not accused of agencies that are: the one and
// the same of all, else empty.
func (r *Router) superior(accused []agency.ID, p *point) (common agency.ID) {
	for i, id := range accused {
		// The names were checked when the report was located, so that an error here
		// is none but that of an agency without superiors.
		chain, err := r.sources.Agencies.Unbarred(id, p.facts.Named, p.noon)
		if err != nil || len(chain) == 0 || i > 0 && chain[0] != common {
			return ""
		}
		common = chain[0]
	}
	return common
}

// start is the region at which a selector begins for a report of a region; zero
// if there is none.
func (t Target) start(u region.Unit) region.Unit {
	for t.Level != "" && !u.IsZero() && u.Level() != t.Level {
		u = u.Parent()
	}
	return u
}

// selector asks the directory. Of whoever it would name but for the accusation the
// superior is asked before those who have the function further out.
func (r *Router) selector(t Target, p *point, log *account) resolvedTarget {
	u := t.start(p.unit)
	if u.IsZero() {
		log.noPlace(t, p.unit)
		return resolvedTarget{basis: complaint.BasisUnresolved}
	}
	if !log.speaks() && !p.accuses() {
		if id, err := r.sources.Agencies.For(agency.Case{Function: t.Function, Region: u.Code(), On: p.noon}); err == nil {
			return resolvedTarget{agency: id, basis: complaint.BasisRule}
		}
	}
	answer, err := r.sources.Agencies.Resolve(agency.Case{Function: t.Function, Region: u.Code(), On: p.noon, Named: p.facts.Named})
	steps := answer.Steps
	var ambiguous *agency.AmbiguousError
	var none *agency.NoAgencyError
	switch {
	case errors.As(err, &ambiguous):
		steps = ambiguous.Steps
	case errors.As(err, &none):
		steps = none.Steps
	}
	first := slices.IndexFunc(steps, func(s agency.Step) bool { return s.Outcome == agency.AllNamed })
	if first >= 0 {
		if superior := r.superior(steps[first].Agencies, p); superior != "" {
			log.climbed(t, u, answer, steps[:first], nil)
			log.accused(steps[first].Agencies[0], superior)
			return resolvedTarget{agency: superior, basis: complaint.BasisConflict}
		}
	}
	log.climbed(t, u, answer, steps, err)
	switch {
	case ambiguous != nil:
		return resolvedTarget{candidates: sorted(ambiguous.Agencies), basis: complaint.BasisUnresolved}
	case first >= 0:
		return resolvedTarget{agency: answer.Agency, basis: complaint.BasisConflict}
	case err != nil:
		return resolvedTarget{basis: complaint.BasisUnresolved}
	}
	return resolvedTarget{agency: answer.Agency, basis: complaint.BasisRule}
}

// barred reports whether the report accuses the agency or one above it.
func (r *Router) barred(id agency.ID, p *point) bool {
	if !p.accuses() {
		return false
	}
	barred, err := r.sources.Agencies.Barred(id, p.facts.Named, p.noon)
	return barred || err != nil
}

// several resolves a list of targets, in its order and none twice; nil if
// nothing is left. What leads nowhere is left out, and so is an agency that
// stands accused, whose superior nobody has asked for. The basis says why
// nothing was found, if nothing was.
func (r *Router) several(list []Target, p *point, log *account) ([]agency.ID, complaint.Basis) {
	basis := complaint.BasisUnresolved
	var out []agency.ID
	for _, t := range list {
		if t.Agency != "" && r.sources.Agencies.Known(t.Agency, p.noon) && r.barred(t.Agency, p) {
			basis = complaint.BasisConflict
			log.leftOut(t.Agency)
			continue
		}
		got := r.resolve(t, p, log)
		if got.basis == complaint.BasisConflict {
			basis = complaint.BasisConflict
		}
		if got.agency != "" && !slices.Contains(out, got.agency) {
			out = append(out, got.agency)
		}
	}
	return slices.Clip(out), basis
}

// fallBack goes by the fallback. An agency that stands accused or is not in force
// leaves the report to a person.
func (r *Router) fallBack(p *point, basis complaint.Basis, log *account) complaint.Decision {
	log.fell()
	d := complaint.Decision{Rule: FallbackRule, Edition: r.table.Edition, Table: r.table.Name, Basis: basis}
	if f := &r.table.Fallback; f.Ask != nil {
		d.Candidates, _ = r.several(f.Ask, p, log)
	} else {
		got := r.resolve(f.Target, p, log)
		d.Agency, d.Candidates = got.agency, got.candidates
		if got.basis == complaint.BasisConflict {
			d.Basis = complaint.BasisConflict
		}
	}
	supporting, _ := r.several(r.table.Fallback.Supporting, p, log)
	d.Supporting = without(supporting, d.Agency)
	return d
}

// without returns the list without an agency and without repetitions, in its
// order; nil if nothing is left.
func without(list []agency.ID, id agency.ID) []agency.ID {
	var out []agency.ID
	for _, a := range list {
		if a != id && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// sorted returns the list in the order of the IDs, none twice; nil for an
// empty one.
func sorted(list []agency.ID) []agency.ID {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Clip(slices.Compact(list))
}

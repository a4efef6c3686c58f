package routing

import (
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// MaxReadings is in how many ways one report may be read that lies in one of several
// regions or areas. Where there are more, a person chooses among the agencies of so
// many, even if all of them lead to one.
const MaxReadings = 64

// leavesOpen reports whether the place of a report may be read in several ways that the
// table tells apart, or in one that its region does not say yet.
func (r *Router) leavesOpen(f *complaint.Facts) bool {
	return len(f.Region) == 0 && len(f.Regions) > 0 || len(f.Areas) > 1 && slices.ContainsFunc(r.table.Attributes, func(a Attribute) bool {
		return len(codesOf(f.Areas, a.Area)) > 1
	})
}

// readings are the facts with one region and one area of each set that the table looks
// at, in all ways that the place leaves open, the likeliest first. All is false if these
// are not all.
func (r *Router) readings(f complaint.Facts) (list []complaint.Facts, all bool) {
	list, all = []complaint.Facts{f}, true
	branch := func(n int, choose func(f *complaint.Facts, i int)) {
		var next []complaint.Facts
		for _, g := range list {
			for i := range n {
				if len(next) == MaxReadings {
					all = false
					break
				}
				h := g
				choose(&h, i)
				next = append(next, h)
			}
		}
		list = next
	}
	if len(f.Region) == 0 && len(f.Regions) > 0 {
		branch(len(f.Regions), func(g *complaint.Facts, i int) {
			g.Region, g.Regions = region.Path{f.Regions[i]}, nil
		})
	}
	for i := range r.table.Attributes {
		set := r.table.Attributes[i].Area
		fed := func(a Attribute) bool { return a.Area == set }
		if codes := codesOf(f.Areas, set); len(codes) > 1 && !slices.ContainsFunc(r.table.Attributes[:i], fed) {
			branch(len(codes), func(g *complaint.Facts, i int) {
				g.Areas = append(slices.DeleteFunc(slices.Clone(g.Areas), inSet(set)), complaint.Area{Set: set, Code: codes[i]})
			})
		}
	}
	return list, all
}

func inSet(set string) func(complaint.Area) bool {
	return func(a complaint.Area) bool { return a.Set == set }
}

// codesOf are the codes of the areas of a set, of none for the empty one.
func codesOf(areas []complaint.Area, set string) []string {
	var codes []string
	for _, a := range areas {
		if set != "" && a.Set == set && !slices.Contains(codes, a.Code) {
			codes = append(codes, a.Code)
		}
	}
	return codes
}

// stated is the value of an attribute of a report, empty if it is not given.
func (a Attribute) stated(f *complaint.Facts) string {
	if a.Area == "" {
		return f.Attributes[a.Name]
	}
	if i := slices.IndexFunc(f.Areas, inSet(a.Area)); i >= 0 {
		return f.Areas[i].Code
	}
	return ""
}

// settle is what the decisions by all readings come to: if they agree, in every receiver,
// what they say; else a person chooses among those whom any of them names.
func settle(decisions []complaint.Decision, all bool) complaint.Decision {
	d := decisions[0]
	agree := all
	for _, e := range decisions[1:] {
		if agree = agree && receiversOf(d).key() == receiversOf(e).key(); e.Rule != d.Rule {
			d.Rule = ""
		}
		d.Basis = max(d.Basis, e.Basis)
	}
	if agree {
		return d
	}
	d.Basis, d.Agency, d.Candidates = complaint.BasisAsk, "", nil
	for _, e := range decisions {
		d.Supporting = slices.DeleteFunc(slices.Clone(d.Supporting), func(id agency.ID) bool { return !slices.Contains(e.Supporting, id) })
		for _, id := range append([]agency.ID{e.Agency}, e.Candidates...) {
			if id != "" && !slices.Contains(d.Candidates, id) {
				d.Candidates = append(d.Candidates, id)
			}
		}
	}
	return d
}

// routeReadings decides a report whose place leaves something open.
func (r *Router) routeReadings(f complaint.Facts) (complaint.Decision, error) {
	readings, all := r.readings(f)
	decisions := make([]complaint.Decision, len(readings))
	for i := range readings {
		var err error
		if decisions[i], err = r.route(&readings[i]); err != nil {
			return complaint.Decision{}, err
		}
	}
	return settle(decisions, all), nil
}

// explainReadings explains the decision of a report whose place leaves something open.
func (r *Router) explainReadings(f complaint.Facts) Explanation {
	readings, all := r.readings(f)
	e := Explanation{Table: r.table.Name, Edition: r.table.Edition, Hit: r.table.Hit}
	var decisions []complaint.Decision
	for _, f := range readings {
		one := r.explain(&f)
		if one.Err != nil {
			return one
		}
		e.Readings = append(e.Readings, one)
		decisions = append(decisions, one.Decision)
	}
	e.Decision = settle(decisions, all)
	var p point
	r.day(&readings[0], &p)
	e.Names = r.Names(p.noon, receiversOf(e.Decision).all()...)
	return e
}

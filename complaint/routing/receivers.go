package routing

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// CheckConfig checks, for a service, that its directory has every agency that the
// table sends reports to, whenever in force: those that rules and fallback name, and
// those to which a function they name leads on a day of the table, for a region of its
// scope; and that the table was compiled with all categories of the service, which has
// those that rules and scope name, and with all kinds, classes and channels of its
// lifecycles. Only a directory that lists its agencies can be checked, as an
// [agency.Directory] does; that of [Sources] has them all. It implements
// complaint.ConfigChecker; the error is a *storage.InvalidError with the rule's
// line and the nearest legal word first.
func (r *Router) CheckConfig(service complaint.Config) error {
	problems := r.checkCategories(service.Categories)
	r.checkReceivers(&problems, service.Directory)
	r.checkWords(&problems, service.Lifecycles)
	return r.table.source.Locate(problems.Err("routing table " + storage.Quote(r.table.Name)))
}

// checkReceivers checks that a directory has every agency that the table sends to.
func (r *Router) checkReceivers(problems *storage.Problems, d complaint.Directory) {
	lists, ok := d.(interface {
		Agencies() iter.Seq[agency.Agency]
	})
	if !ok || d == complaint.Directory(r.sources.Agencies) {
		return
	}
	c := &directoryCheck{r: r, problems: problems, has: map[agency.ID]bool{}, leading: map[Target][]agency.ID{}}
	for a := range lists.Agencies() {
		c.has[a.ID] = true
		c.ids = append(c.ids, string(a.ID))
	}
	for i := range r.table.Rules {
		rule := &r.table.Rules[i]
		c.destination(storage.At("rules", i)+".to", "the rule "+storage.Quote(rule.ID), rule.To)
	}
	c.destination("fallback", "the "+FallbackRule, r.table.Fallback)
}

// CheckConfig is [Router.CheckConfig] of every edition, in the order of time.
func (e *Editions) CheckConfig(service complaint.Config) error {
	var problems storage.Problems
	for i, r := range e.routers {
		if invalid, ok := errors.AsType[*storage.InvalidError](r.CheckConfig(service)); ok {
			for _, problem := range invalid.Problems {
				problem.Field = storage.At("editions", i) + "." + problem.Field
				problems.Note(problem)
			}
		}
	}
	return problems.Err("editions of a routing table")
}

// directoryCheck holds a table against a directory that it was not compiled with.
type directoryCheck struct {
	r        *Router
	has      map[agency.ID]bool
	ids      []string
	near     bodies
	problems *storage.Problems
	// leading remembers to which agencies that the directory lacks a function leads.
	leading map[Target][]agency.ID
}

// destination checks the targets of a rule or of the fallback.
func (c *directoryCheck) destination(field, rule string, d Destination) {
	c.target(field, rule, d.Target)
	for i, t := range d.Supporting {
		c.target(storage.At(field+".supporting", i), rule, t)
	}
	for i, t := range d.Ask {
		c.target(storage.At(field+".ask", i), rule, t)
	}
}

func (c *directoryCheck) target(field, rule string, t Target) {
	says := fmt.Sprintf("%s of the table %s %s sends to", rule, storage.Quote(c.r.table.Name), c.r.table.Edition)
	switch {
	case t.Agency != "" && !c.has[t.Agency]:
		c.add(field+".agency", fmt.Sprintf("%s the agency %s, which", says, storage.Quote(string(t.Agency))), t.Agency)
	case t.Function != "":
		if lacks := c.lacking(t); len(lacks) > 0 {
			says = fmt.Sprintf("%s the function %s of the agency %s, which", says, storage.Quote(string(t.Function)), storage.Quote(string(lacks[0])))
			if more := len(lacks) - 1; more > 0 {
				says += fmt.Sprintf(", like %d more to which it leads,", more)
			}
			c.add(field+".function", says, lacks[0])
		}
	}
}

func (c *directoryCheck) add(field, says string, id agency.ID) {
	c.problems.Add(field, says+" the service's directory does not have", c.near.nearest(string(id), func() []string { return c.ids })...)
}

// lacking lists the agencies to which a function leads for some report of the table
// and which the directory does not have.
func (c *directoryCheck) lacking(t Target) []agency.ID {
	lacks, known := c.leading[t]
	if known {
		return lacks
	}
	survey := &targetSurvey{r: c.r}
	survey.cutDays()
	for a := range c.r.sources.Agencies.Agencies() {
		if !c.has[a.ID] && slices.ContainsFunc(survey.unchanging, func(days box.Span) bool { return c.r.leadsTo(t, a.ID, days.Lo) }) {
			lacks = append(lacks, a.ID)
		}
	}
	c.leading[t] = lacks
	return lacks
}

// leadsTo reports whether a function leads to an agency on a day, for some region of
// the scope.
func (r *Router) leadsTo(t Target, id agency.ID, day int64) bool {
	directory, noon := r.sources.Agencies, r.noon(day)
	term, err := directory.Get(id, noon)
	if err != nil || !slices.Contains(term.Functions, t.Function) {
		return false
	}
	view, err := r.sources.Regions.AsOf(noon)
	if err != nil {
		return false
	}
	scope, asked := r.domain(dimRegion), map[region.Code]bool{}
	served, _ := directory.Jurisdiction(id, noon) // the error is Get's
	for _, code := range served {
		within, err := view.Resolve(code)
		if err != nil {
			continue
		}
		for u := range within.Subtree() {
			start := t.start(u)
			if start.IsZero() || asked[start.Code()] || !scope.Has(numbersOf(u).Lo) {
				continue
			}
			asked[start.Code()] = true
			if found, err := directory.For(agency.Case{Function: t.Function, Region: start.Code(), On: noon}); err == nil && found == id {
				return true
			}
		}
	}
	return false
}

package roadmap

import (
	"errors"
	"fmt"

	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Limits of a record. Texts are counted in bytes.
const (
	MaxText         = 1000    // a name, a reason, a finding
	MaxEditions     = 200     // of a road map
	MaxMilestones   = 5000    // of an edition
	MaxDependencies = 100     // of a milestone
	MaxCriteria     = 100     // of a milestone
	MaxOther        = 1000    // parties, phases, indicators, regions of an edition
	MaxAssessments  = 20_000  // of a road map
	MaxEntries      = 200_000 // entries of all lists of a road map together
)

// Validate checks the record on its own: IDs, texts, limits, that everything
// named exists, and that milestones do not wait for themselves. Whether dates
// can be kept only a schedule can tell. The error is a *storage.InvalidError
// with every problem.
func (r *Roadmap) Validate() error {
	c := record.Checker{MaxText: MaxText, Direction: true}
	if c.Count("", record.Entries(r), MaxEntries); c.Len() > 0 {
		return c.Err(r.what())
	}
	c.ID("id", string(r.ID))
	c.Label("name", r.Name, true)
	c.Text("calendar", r.Calendar)
	c.Version(r.Version)
	parties := map[workplan.PartyID]bool{}
	c.Count("parties", len(r.Parties), MaxOther)
	for i := range r.Parties {
		record.Unique(&c, storage.At("parties", i)+".id", parties, r.Parties[i].ID)
		c.Label(storage.At("parties", i)+".name", r.Parties[i].Name, true)
		if a := r.Parties[i].Agency; a != "" {
			c.Check(storage.At("parties", i)+".agency", a.Validate())
		}
	}
	if n := len(r.Editions); n == 0 || n > MaxEditions {
		c.Add("editions", fmt.Sprintf("%d editions, 1 to %d are legal", n, MaxEditions))
	}
	v := contentChecker{Checker: &c, parties: parties, editions: len(r.Editions)}
	for i := range r.Editions {
		e := &r.Editions[i]
		field := storage.At("editions", i)
		if e.Number != i+1 {
			c.Add(field+".number", fmt.Sprintf("is %d, the editions count from 1 without a gap", e.Number), fmt.Sprint(i+1))
		}
		c.Date(field+".date", e.Date)
		if i > 0 && e.Date.Compare(r.Editions[i-1].Date) < 0 {
			c.Add(field+".date", "is before that of the edition before")
		}
		c.Label(field+".reason", e.Reason, true)
		known(&c, field+".by", "party", parties, e.By)
		if e.Decision != "" {
			c.ID(field+".decision", string(e.Decision))
			if e.By == "" {
				c.Add(field+".by", "a decision needs the body that made it")
			}
		}
		v.content(field, &e.Content)
	}
	r.validateAssessments(&c, parties)
	return c.Err(r.what())
}

func (r *Roadmap) validateAssessments(c *record.Checker, parties map[workplan.PartyID]bool) {
	c.Count("assessments", len(r.Assessments), MaxAssessments)
	regions, indicators := map[region.Code]bool{}, map[IndicatorID]bool{}
	for i := range r.Editions {
		for _, g := range r.Editions[i].Regions {
			regions[g.Region] = true
		}
		for _, in := range r.Editions[i].Indicators {
			indicators[in.ID] = true
		}
	}
	for i := range r.Assessments {
		a := &r.Assessments[i]
		field := storage.At("assessments", i)
		c.Date(field+".on", a.On)
		if !regions[a.Region] {
			c.Add(field+".region", "no edition has a goal for this region")
		}
		if a.Status < Unassessed || a.Status > Model {
			c.Add(field+".status", "is outside the set")
		}
		if known(c, field+".by", "party", parties, a.By); a.By == "" {
			c.Add(field+".by", "somebody must answer for it")
		}
		c.Label(field+".finding", a.Finding, true)
		c.Count(field+".values", len(a.Values), MaxOther)
		for k, m := range a.Values {
			known(c, storage.At(field+".values", k)+".indicator", "indicator", indicators, m.Indicator)
		}
	}
}

// contentChecker checks what editions say.
type contentChecker struct {
	*record.Checker
	parties  map[workplan.PartyID]bool
	editions int

	phases     map[PhaseID]bool
	indicators map[IndicatorID]bool
	regions    map[region.Code]bool
}

func (v *contentChecker) content(field string, c *Content) {
	v.Date(field+".start", c.Start)
	v.phases, v.indicators, v.regions = map[PhaseID]bool{}, map[IndicatorID]bool{}, map[region.Code]bool{}
	v.Count(field+".phases", len(c.Phases), MaxOther)
	v.Count(field+".indicators", len(c.Indicators), MaxOther)
	v.Count(field+".regions", len(c.Regions), MaxOther)
	v.Count(field+".milestones", len(c.Milestones), MaxMilestones)
	for i, p := range c.Phases {
		record.Unique(v.Checker, storage.At(field+".phases", i)+".id", v.phases, p.ID)
		v.Label(storage.At(field+".phases", i)+".name", p.Name, true)
	}
	for i := range c.Indicators {
		v.indicator(storage.At(field+".indicators", i), &c.Indicators[i])
	}
	for i, g := range c.Regions {
		v.goal(storage.At(field+".regions", i), g)
	}
	before := v.Len()
	for i := range c.Milestones {
		v.milestone(storage.At(field+".milestones", i), &c.Milestones[i])
	}
	_, err := newNetwork(c.Milestones)
	if _, cycle := errors.AsType[*CycleError](err); !cycle {
		v.Under(field, err)
	} else if v.Len() == before {
		v.Check(field+".milestones", err)
	}
}

func (v *contentChecker) indicator(field string, i *Indicator) {
	record.Unique(v.Checker, field+".id", v.indicators, i.ID)
	v.Label(field+".name", i.Name, true)
	v.Label(field+".source", i.Source, false)
	v.Text(field+".unit", i.Unit)
	known(v.Checker, field+".party", "party", v.parties, i.Party)
	if n := len(i.Targets); n == 0 || n > MaxOther {
		v.Add(field+".targets", fmt.Sprintf("%d targets, 1 to %d are legal", n, MaxOther))
	}
	for k, t := range i.Targets {
		if t.Year < 1 || t.Year > 9999 || k > 0 && t.Year <= i.Targets[k-1].Year {
			v.Add(storage.At(field+".targets", k)+".year", "the years follow one another, each once")
		}
	}
}

func (v *contentChecker) goal(field string, g Goal) {
	if g.Region.IsZero() || v.regions[g.Region] {
		v.Add(field+".region", "it has no code, or one that stands twice")
	}
	v.regions[g.Region] = true
	v.Text(field+".name", g.Name)
	if g.Goal <= Unassessed || g.Goal > Model {
		v.Add(field+".goal", "a goal is needed", Assisted.String(), Capable.String(), Model.String())
	}
}

// milestone checks what newNetwork does not.
func (v *contentChecker) milestone(field string, m *Milestone) {
	v.ID(field+".id", string(m.ID))
	v.Label(field+".name", m.Name, true)
	known(v.Checker, field+".phase", "phase", v.phases, m.Phase)
	known(v.Checker, field+".party", "party", v.parties, m.Party)
	v.Count(field+".after", len(m.After), MaxDependencies)
	v.Count(field+".criteria", len(m.Criteria), MaxCriteria)
	v.DateIfAny(field+".not_before", m.NotBefore)
	v.DateIfAny(field+".not_after", m.NotAfter)
	if !m.NotAfter.IsZero() && m.NotAfter.Compare(m.NotBefore) < 0 {
		v.Add(field+".not_after", fmt.Sprintf("the window from %s to %s is empty", m.NotBefore, m.NotAfter))
	}
	if !m.Due.Valid() {
		v.Add(field+".due", "there is no such target date", "2021-06-30", "2021-Q2")
	}
	for k := range m.Criteria {
		v.criterion(storage.At(field+".criteria", k), &m.Criteria[k])
	}
}

func (v *contentChecker) criterion(field string, c *Criterion) {
	kinds := 0
	for _, is := range []bool{!c.Activity.IsZero(), c.Indicator != "", len(c.Regions) > 0, c.Edition != 0} {
		if is {
			kinds++
		}
	}
	if kinds != 1 {
		v.Add(field, "exactly one thing is to be met", "activity", "indicator", "regions", "edition")
	}
	if !c.Activity.IsZero() {
		v.ID(field+".activity.plan", string(c.Activity.Plan))
		v.ID(field+".activity.activity", string(c.Activity.Activity))
	}
	known(v.Checker, field+".indicator", "indicator", v.indicators, c.Indicator)
	if c.Indicator == "" && !c.Value.IsZero() {
		v.Add(field+".value", "belongs to an indicator")
	}
	v.Count(field+".regions", len(c.Regions), MaxOther)
	for k, code := range c.Regions {
		if !v.regions[code] {
			v.Add(storage.At(field+".regions", k), "the edition has no goal for this region")
		}
	}
	if (len(c.Regions) > 0) != (c.Status != Unassessed) || c.Status < Unassessed || c.Status > Model {
		v.Add(field+".status", "regions need a status, and a status regions", Assisted.String(), Capable.String(), Model.String())
	}
	if c.Edition < 0 || c.Edition > v.editions {
		v.Add(field+".edition", fmt.Sprintf("there is no edition %d", c.Edition))
	}
}

// known checks that what is named is there; naming nothing is allowed.
func known[T ~string](c *record.Checker, field, what string, all map[T]bool, id T) {
	if id != "" {
		record.Known(c, field, what, all, id)
	}
}

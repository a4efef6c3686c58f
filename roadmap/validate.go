package roadmap

import (
	"errors"
	"fmt"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Limits of a record. Texts are counted in bytes.
const (
	MaxText         = 1000   // a name, a reason, a finding
	MaxEditions     = 200    // of a road map
	MaxMilestones   = 5000   // of an edition
	MaxDependencies = 100    // of a milestone
	MaxCriteria     = 100    // of a milestone
	MaxOther        = 1000   // parties, phases, indicators, regions of an edition
	MaxAssessments  = 20_000 // of a road map
)

// Validate checks the record on its own: IDs, texts, limits, that everything
// named exists, and that milestones do not wait for themselves. Whether dates
// can be kept only a schedule can tell. The error is a *storage.InvalidError
// with every problem.
func (r *Roadmap) Validate() error {
	var c checker
	c.id("id", string(r.ID))
	c.label("name", r.Name, true)
	c.text("calendar", r.Calendar)
	if r.Version < 0 {
		c.add("version", "is never negative")
	}
	parties := map[workplan.PartyID]bool{}
	c.count("parties", len(r.Parties), MaxOther)
	for i := range r.Parties {
		unique(&c, at("parties", i)+".id", r.Parties[i].ID, parties)
		c.label(at("parties", i)+".name", r.Parties[i].Name, true)
		if a := r.Parties[i].Agency; a != "" {
			if err := a.Validate(); err != nil {
				c.add(at("parties", i)+".agency", err.Error())
			}
		}
	}
	if n := len(r.Editions); n == 0 || n > MaxEditions {
		c.add("editions", fmt.Sprintf("%d editions, 1 to %d are legal", n, MaxEditions))
	}
	v := contentChecker{checker: &c, parties: parties, editions: len(r.Editions)}
	for i := range r.Editions {
		e := &r.Editions[i]
		field := at("editions", i)
		if e.Number != i+1 {
			c.add(field+".number", fmt.Sprintf("is %d, the editions count from 1 without a gap", e.Number), fmt.Sprint(i+1))
		}
		c.day(field+".date", e.Date, true)
		if i > 0 && e.Date.Compare(r.Editions[i-1].Date) < 0 {
			c.add(field+".date", "is before that of the edition before")
		}
		c.label(field+".reason", e.Reason, true)
		known(&c, field+".by", e.By, parties, "party")
		if e.Decision != "" {
			c.id(field+".decision", string(e.Decision))
			if e.By == "" {
				c.add(field+".by", "a decision needs the body that made it")
			}
		}
		v.content(field, &e.Content)
	}
	r.validateAssessments(&c, parties)
	return c.err("road map " + clip(string(r.ID)))
}

func (r *Roadmap) validateAssessments(c *checker, parties map[workplan.PartyID]bool) {
	c.count("assessments", len(r.Assessments), MaxAssessments)
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
		field := at("assessments", i)
		c.day(field+".on", a.On, true)
		if !regions[a.Region] {
			c.add(field+".region", "no edition has a goal for this region")
		}
		if a.Status < Unassessed || a.Status > Model {
			c.add(field+".status", "is outside the set")
		}
		if known(c, field+".by", a.By, parties, "party"); a.By == "" {
			c.add(field+".by", "somebody must answer for it")
		}
		c.label(field+".finding", a.Finding, true)
		c.count(field+".values", len(a.Values), MaxOther)
		for k, m := range a.Values {
			known(c, at(field+".values", k)+".indicator", m.Indicator, indicators, "indicator")
		}
	}
}

// contentChecker checks what editions say.
type contentChecker struct {
	*checker
	parties  map[workplan.PartyID]bool
	editions int

	phases     map[PhaseID]bool
	indicators map[IndicatorID]bool
	regions    map[region.Code]bool
}

func (v *contentChecker) content(field string, c *Content) {
	v.day(field+".start", c.Start, true)
	v.phases, v.indicators, v.regions = map[PhaseID]bool{}, map[IndicatorID]bool{}, map[region.Code]bool{}
	v.count(field+".phases", len(c.Phases), MaxOther)
	v.count(field+".indicators", len(c.Indicators), MaxOther)
	v.count(field+".regions", len(c.Regions), MaxOther)
	v.count(field+".milestones", len(c.Milestones), MaxMilestones)
	for i, p := range c.Phases {
		unique(v.checker, at(field+".phases", i)+".id", p.ID, v.phases)
		v.label(at(field+".phases", i)+".name", p.Name, true)
	}
	for i := range c.Indicators {
		v.indicator(at(field+".indicators", i), &c.Indicators[i])
	}
	for i, g := range c.Regions {
		v.goal(at(field+".regions", i), g)
	}
	before := len(v.problems)
	for i := range c.Milestones {
		v.milestone(at(field+".milestones", i), &c.Milestones[i])
	}
	_, err := newNetwork(c.Milestones)
	var invalid *storage.InvalidError
	if errors.As(err, &invalid) {
		for _, p := range invalid.Problems {
			v.add(field+"."+p.Field, p.Message, p.Legal...)
		}
	} else if err != nil && len(v.problems) == before {
		v.add(field+".milestones", err.Error())
	}
}

func (v *contentChecker) indicator(field string, i *Indicator) {
	unique(v.checker, field+".id", i.ID, v.indicators)
	v.label(field+".name", i.Name, true)
	v.label(field+".source", i.Source, false)
	v.text(field+".unit", i.Unit)
	known(v.checker, field+".party", i.Party, v.parties, "party")
	if n := len(i.Targets); n == 0 || n > MaxOther {
		v.add(field+".targets", fmt.Sprintf("%d targets, 1 to %d are legal", n, MaxOther))
	}
	for k, t := range i.Targets {
		if t.Year < 1 || t.Year > 9999 || k > 0 && t.Year <= i.Targets[k-1].Year {
			v.add(at(field+".targets", k)+".year", "the years follow one another, each once")
		}
	}
}

func (v *contentChecker) goal(field string, g Goal) {
	if g.Region.IsZero() || v.regions[g.Region] {
		v.add(field+".region", "it has no code, or one that stands twice")
	}
	v.regions[g.Region] = true
	v.text(field+".name", g.Name)
	if g.Goal <= Unassessed || g.Goal > Model {
		v.add(field+".goal", "a goal is needed", Assisted.String(), Capable.String(), Model.String())
	}
}

// milestone checks what newNetwork does not.
func (v *contentChecker) milestone(field string, m *Milestone) {
	v.id(field+".id", string(m.ID))
	v.label(field+".name", m.Name, true)
	known(v.checker, field+".phase", m.Phase, v.phases, "phase")
	known(v.checker, field+".party", m.Party, v.parties, "party")
	v.count(field+".after", len(m.After), MaxDependencies)
	v.count(field+".criteria", len(m.Criteria), MaxCriteria)
	v.day(field+".not_before", m.NotBefore, false)
	v.day(field+".not_after", m.NotAfter, false)
	if !m.NotAfter.IsZero() && m.NotAfter.Compare(m.NotBefore) < 0 {
		v.add(field+".not_after", fmt.Sprintf("the window from %s to %s is empty", m.NotBefore, m.NotAfter))
	}
	if !m.Due.Valid() {
		v.add(field+".due", "there is no such target date", "2021-06-30", "2021-Q2")
	}
	for k := range m.Criteria {
		v.criterion(at(field+".criteria", k), &m.Criteria[k])
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
		v.add(field, "exactly one thing is to be met", "activity", "indicator", "regions", "edition")
	}
	if !c.Activity.IsZero() {
		v.id(field+".activity.plan", string(c.Activity.Plan))
		v.id(field+".activity.activity", string(c.Activity.Activity))
	}
	known(v.checker, field+".indicator", c.Indicator, v.indicators, "indicator")
	if c.Indicator == "" && !c.Value.IsZero() {
		v.add(field+".value", "belongs to an indicator")
	}
	v.count(field+".regions", len(c.Regions), MaxOther)
	for k, code := range c.Regions {
		if !v.regions[code] {
			v.add(at(field+".regions", k), "the edition has no goal for this region")
		}
	}
	if (len(c.Regions) > 0) != (c.Status != Unassessed) || c.Status < Unassessed || c.Status > Model {
		v.add(field+".status", "regions need a status, and a status regions", Assisted.String(), Capable.String(), Model.String())
	}
	if c.Edition < 0 || c.Edition > v.editions {
		v.add(field+".edition", fmt.Sprintf("there is no edition %d", c.Edition))
	}
}

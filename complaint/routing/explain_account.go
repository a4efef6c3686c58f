package routing

import (
	"errors"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Step is something that was done to find the agency of a destination.
type Step struct {
	// Agency is the agency that the step speaks of, Region the region; empty if
	// there is none.
	Agency agency.ID   `json:"agency,omitempty"`
	Region region.Code `json:"region,omitzero"`
	// Text says what was done.
	Text aduan.Message `json:"text"`
}

// account is what a decision writes down. A nil account writes nothing, and one
// without router nothing in words: every method looks for that first, so that
// decisions which nobody reads make no words.
type account struct {
	router    *Router
	noon      time.Time
	isOutside bool
	scope     box.Dim
	hits      []int32
	winners   []int32
	steps     []Step
}

func (a *account) speaks() bool { return a != nil && a.router != nil }

func (a *account) add(id agency.ID, code region.Code, text aduan.Message) {
	a.steps = append(a.steps, Step{id, code, text})
}

// names are those of agencies, as an argument of a text.
func (a *account) names(ids ...agency.ID) aduan.Spoken {
	return a.router.Names(a.noon, ids...).List(ids)
}

// function is what an agency is to be there for, with the word of the table in
// brackets.
func (a *account) function(t Target) aduan.Spoken {
	return coded{a.router.sources.Agencies.Label(t.Function), string(t.Function)}
}

func (a *account) outside(d box.Dim) {
	if a != nil {
		a.isOutside, a.scope = true, d
	}
}

func (a *account) found(hits, winners []int32) {
	if a != nil {
		a.hits, a.winners = slices.Clone(hits), slices.Clone(winners)
	}
}

func (a *account) won(rule int32) bool { return slices.Contains(a.winners, rule) }

func (a *account) fell() {
	if a.speaks() {
		a.add("", region.Code{}, texts().Message("step.fallback"))
	}
}

func (a *account) inForce(id agency.ID) {
	if a.speaks() {
		a.add(id, region.Code{}, texts().Message("step.named", "agency", a.names(id)))
	}
}

func (a *account) notInForce(id agency.ID, next []agency.ID) {
	if !a.speaks() {
		return
	}
	text := texts().Message("step.absent", "agency", a.names(id))
	if len(next) > 0 {
		text = texts().Message("step.followed", "agency", a.names(id), "successors", a.names(next...))
	}
	a.add(id, region.Code{}, text)
}

func (a *account) accused(id, instead agency.ID) {
	if !a.speaks() {
		return
	}
	text := texts().Message("step.no_superior", "agency", a.names(id))
	if instead != "" {
		text = texts().Message("step.accused", "agency", a.names(id), "superior", a.names(instead))
	}
	a.add(id, region.Code{}, text)
}

func (a *account) leftOut(id agency.ID) {
	if a.speaks() {
		a.add(id, region.Code{}, texts().Message("step.left_out", "agency", a.names(id)))
	}
}

func (a *account) noPlace(t Target, u region.Unit) {
	switch {
	case !a.speaks():
	case u.IsZero():
		a.add("", region.Code{}, texts().Message("step.no_region", "function", a.function(t)))
	default:
		a.add("", u.Code(), texts().Message("step.no_level", "function", a.function(t), "region", placeName(u), "level", t.Level))
	}
}

// place is a region of the day.
func (a *account) place(code region.Code) string {
	if view, err := a.router.sources.Regions.AsOf(a.noon); err == nil {
		if u, err := view.Get(code); err == nil {
			return placeName(u)
		}
	}
	return code.String()
}

// climbed writes down how the directory looked for a function.
func (a *account) climbed(t Target, u region.Unit, answer agency.Answer, steps []agency.Step, err error) {
	if !a.speaks() {
		return
	}
	f := a.function(t)
	for _, s := range steps {
		where := withCode(s.Name, s.Region.String())
		switch s.Outcome {
		case agency.Found:
			a.add(answer.Agency, s.Region, texts().Message("step.found", "region", where, "agency", a.names(answer.Agency), "function", f))
		case agency.AllNamed:
			a.add("", s.Region, texts().Message("step.all_accused", "region", where, "agencies", a.names(s.Agencies...)))
		default:
			a.add("", s.Region, texts().Message("step.none", "region", where, "function", f))
		}
	}
	if err == nil {
		return
	}
	text := texts().Message("step.unknown", "function", f, "problem", err)
	if many, ok := errors.AsType[*agency.AmbiguousError](err); ok {
		text = texts().Message("step.several", "function", f, "region", a.place(many.Region), "agencies", a.names(many.Agencies...))
	} else if _, ok := errors.AsType[*agency.NoAgencyError](err); ok {
		text = texts().Message("step.nowhere", "function", f, "region", placeName(u))
	}
	a.add("", u.Code(), text)
}

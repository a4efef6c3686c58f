package routingtest

import (
	"maps"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Report begins a case: a report about a place, given as the code of a region;
// empty for a report without place. Further methods say more of the report and
// what is wanted; each returns a copy, so that cases can share a beginning. A
// text that cannot be read, such as a code or a day, is kept and reported when
// the case runs. Failures name the line of the call that gave the case its name
// or said last what is wanted, or else of this one.
func Report(place string) Case {
	c := Case{}.written()
	if place == "" {
		return c
	}
	code, err := region.Parse(place)
	if err != nil {
		return c.bad("region", err)
	}
	c.Facts.Region = region.Path{code}
	return c
}

// written notes the line on which the caller of the caller stands.
func (c Case) written() Case {
	if _, file, line, ok := runtime.Caller(2); ok {
		c.File, c.Line = filepath.Base(file), line
	}
	return c
}

func (c Case) bad(field string, err error) Case {
	c.wrong = append(slices.Clip(c.wrong), storage.Problem{File: c.File, Line: c.Line, Field: field, Message: err.Error()})
	return c
}

// Called names the case.
func (c Case) Called(name string) Case {
	c.Name = name
	return c.written()
}

// Category sets what the report is about.
func (c Case) Category(category complaint.Category) Case {
	c.Facts.Category = category
	return c
}

// Kind sets what the reporter wants.
func (c Case) Kind(k complaint.Kind) Case {
	c.Facts.Kind = k
	return c
}

// Class sets how the report is classified.
func (c Case) Class(class complaint.Class) Case {
	c.Facts.Class = class
	return c
}

// Channel sets the way by which the report came.
func (c Case) Channel(channel complaint.Channel) Case {
	c.Facts.Channel = channel
	return c
}

// Anonymous sets whether it is hidden who reported; it is unless this says
// otherwise.
func (c Case) Anonymous(is bool) Case {
	c.Facts.Disclosure.Named = !is
	return c
}

// Secret sets whether the report is restricted; it is unless this says otherwise.
func (c Case) Secret(is bool) Case {
	c.Facts.Disclosure.Public = !is
	return c
}

// On sets the day on which the report came, such as "2020-05-04", in the table's
// zone.
func (c Case) On(day string) Case {
	d, err := aduan.ParseDate(day)
	if err != nil {
		return c.bad("submitted", err)
	}
	c.Day = d
	return c
}

// Event sets the day on which it happened.
func (c Case) Event(day string) Case {
	d, err := aduan.ParseDate(day)
	if err != nil {
		return c.bad("event", err)
	}
	c.Facts.EventDate = d
	return c
}

// Text sets the title and the body.
func (c Case) Text(title, body string) Case {
	c.Facts.Title, c.Facts.Body = title, body
	return c
}

// Attribute sets a fact of the embedder's own.
func (c Case) Attribute(name, value string) Case {
	c.Facts.Attributes = maps.Clone(c.Facts.Attributes)
	if c.Facts.Attributes == nil {
		c.Facts.Attributes = map[string]string{}
	}
	c.Facts.Attributes[name] = value
	return c
}

// Accuses says which agencies the report accuses.
func (c Case) Accuses(ids ...agency.ID) Case {
	c.Facts.Named.Agencies = slices.Concat(c.Facts.Named.Agencies, ids)
	return c
}

// To wants the report to go to an agency.
func (c Case) To(id agency.ID) Case {
	c.Want.Agency = id
	return c.written()
}

// Asks wants a person to choose among candidates.
func (c Case) Asks(candidates ...agency.ID) Case {
	c.Want.Ask = append([]agency.ID{}, candidates...)
	return c.written()
}

// With wants these further agencies, and no others; none at all without
// arguments.
func (c Case) With(supporting ...agency.ID) Case {
	c.Want.Supporting = append([]agency.ID{}, supporting...)
	return c.written()
}

// By wants a rule to decide.
func (c Case) By(rule string) Case {
	c.Want.Rule = rule
	return c.written()
}

// Because wants the decision to come about in a certain way.
func (c Case) Because(basis complaint.Basis) Case {
	c.Want.Basis = basis
	return c.written()
}

// Refused wants the router to refuse the report for a fact that cannot be right,
// for example "region" or "attributes.size".
func (c Case) Refused(fact string) Case {
	c.Want.Refused = fact
	return c.written()
}

package routing

import (
	"errors"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Names are the names of agencies, by ID.
type Names map[agency.ID]string

// Of is the agency as people are shown it: its name with the ID in brackets, by
// which it can be found, or the ID alone if no name is known.
func (n Names) Of(id agency.ID) string { return withCode(n[id], string(id)) }

// List is [Names.Of] of several, as an argument of a text.
func (n Names) List(ids []agency.ID) aduan.Spoken {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = n.Of(id)
	}
	return aduan.List(names)
}

// Names returns what agencies are called at an instant, those that the router's
// directory knows. One that is not in force then has its last name.
func (r *Router) Names(on time.Time, ids ...agency.ID) Names {
	out := Names{}
	for _, id := range ids {
		term, err := r.sources.Agencies.Get(id, on)
		if unknown, ok := errors.AsType[*agency.UnknownError](err); ok && len(unknown.Valid) > 0 {
			term, err = r.sources.Agencies.Get(id, unknown.Valid[len(unknown.Valid)-1].From)
		}
		if err == nil {
			out[id] = term.Name
		}
	}
	return out
}

// withCode is a name with its code in brackets, the code alone if there is no
// other name.
func withCode(name, code string) string {
	if name == "" || name == code {
		return code
	}
	return name + " (" + code + ")"
}

// coded is what people call something that a table names by a code, such as a
// category.
type coded struct {
	label aduan.Label
	code  string
}

// In is the name with the code in brackets.
func (c coded) In(w aduan.Words) string { return withCode(c.label.In(w), c.code) }

// placeName is a region as people are shown it.
func placeName(u region.Unit) string { return withCode(u.Name(), u.Code().String()) }

// Receivers are the agencies that a report goes to, or among which a person
// chooses, in the order of the IDs.
type Receivers struct {
	Agency     agency.ID   `json:"agency,omitempty"`
	Candidates []agency.ID `json:"candidates,omitempty"`
	Supporting []agency.ID `json:"supporting,omitempty"`
}

// In says who receives the report, by ID.
func (p Receivers) In(w aduan.Words) string { return p.Named(nil).In(w) }

// String is [Receivers.In] English.
func (p Receivers) String() string { return p.In(aduan.English()) }

// Named says who receives the report, by name.
func (p Receivers) Named(names Names) aduan.Message {
	main := texts().Message("receivers.open")
	switch {
	case p.Agency != "":
		main = aduan.MessageOf(names.Of(p.Agency))
	case len(p.Candidates) > 0:
		main = texts().Message("receivers.choice", "agencies", names.List(p.Candidates))
	}
	if len(p.Supporting) > 0 {
		return texts().Message("receivers.with", "agency", main, "supporting", names.List(p.Supporting))
	}
	return main
}

// all lists every agency.
func (p Receivers) all() []agency.ID {
	out := slices.Concat(p.Candidates, p.Supporting)
	if p.Agency != "" {
		out = append(out, p.Agency)
	}
	return out
}

package workplan

import (
	"encoding/json"
	"fmt"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Sources says what exists outside a plan. A nil function checks nothing.
type Sources struct {
	// Region reports whether there is such a region.
	Region func(region.Code) bool
	// Party reports whether there is such a party.
	Party func(PartyID) bool
	// Agency reports whether there is such an agency.
	Agency func(agency.ID) bool
}

// Read reads a plan from YAML or JSON; the ending of the file's name says
// which. The fields are those of [Plan] by their tags; an edition after the
// first is written as its changes, and the event of each must be what the
// change is. Numbers are quoted ("37.5"), amounts name their currency (12500.00
// USD), codes are quoted ("51.03"). Everything that [Plan.Validate] refuses is
// refused, and what the sources do not know. The error is a
// *storage.InvalidError that names the file, line, column and field of every
// problem. A YAML text has at most 512 KiB.
func Read(file string, data []byte, s Sources) (*Plan, error) {
	var p Plan
	if err := strict.Parse("plan", file, data, strict.Limits{}, &p); err != nil {
		return nil, err
	}
	err := p.settle()
	if err == nil {
		err = s.check(&p)
	}
	if err != nil {
		return nil, strict.Locate(err, file, data, strict.Limits{})
	}
	return &p, nil
}

// JSON writes the plan in the form that [Read] reads, indented.
func (p *Plan) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// check holds the plan against what exists.
func (s Sources) check(p *Plan) error {
	var c checker
	for i, party := range p.Parties {
		if s.Party != nil && !s.Party(party.ID) {
			c.add(at("parties", i)+".id", fmt.Sprintf("there is no party %q", clip(string(party.ID))))
		}
		if s.Agency != nil && party.Agency != "" && !s.Agency(party.Agency) {
			c.add(at("parties", i)+".agency", fmt.Sprintf("there is no agency %q", clip(string(party.Agency))))
		}
	}
	seen := map[region.Code]bool{}
	known := func(field string, r region.Code) {
		if s.Region != nil && !seen[r] && !s.Region(r) {
			c.add(field, fmt.Sprintf("there is no region %s", r))
		}
		seen[r] = true
	}
	for i := range p.Editions {
		e := &p.Editions[i]
		if i == 0 {
			for j, r := range e.Regions {
				known(at("editions[0].regions", j), r)
			}
		}
		for j, change := range e.Changes {
			if r, err := region.Parse(change.ID); change.Subject == SubjectRegion && err == nil {
				known(at(at("editions", i)+".changes", j)+".id", r)
			}
		}
	}
	return c.err("plan " + clip(string(p.ID)))
}

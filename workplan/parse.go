package workplan

import (
	"encoding/json"
	"fmt"

	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
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

// Parse reads a plan from YAML or JSON; the ending of the file's name says
// which. The fields are those of [Plan] by their tags; an edition after the
// first is written as its changes, and the event of each must be what the
// change is. Numbers are quoted ("37.5"), amounts name their currency (12500.00
// USD), codes are quoted ("51.03"). Everything that [Plan.Validate] refuses is
// refused, and what the sources do not know. The error is a
// *storage.InvalidError that names the file, line, column and field of every
// problem. A YAML text has at most 512 KiB
// and 150,000 values, one of JSON 8 MiB and 500,000.
func Parse(file string, data []byte, s Sources) (*Plan, error) {
	return record.Parse("plan", file, data, strict.Limits{}, func(p *Plan) error {
		if err := p.settle(); err != nil {
			return err
		}
		return s.check(p)
	})
}

// JSON writes the plan in the form that [Parse] reads, indented.
func (p *Plan) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// check holds the plan against what exists.
func (s Sources) check(p *Plan) error {
	var c storage.Problems
	for i, party := range p.Parties {
		if s.Party != nil && !s.Party(party.ID) {
			c.Add(storage.At("parties", i)+".id", "there is no party "+storage.Quote(string(party.ID)))
		}
		if s.Agency != nil && party.Agency != "" && !s.Agency(party.Agency) {
			c.Add(storage.At("parties", i)+".agency", "there is no agency "+storage.Quote(string(party.Agency)))
		}
	}
	seen := map[region.Code]bool{}
	known := func(field string, r region.Code) {
		if s.Region != nil && !seen[r] && !s.Region(r) {
			c.Add(field, fmt.Sprintf("there is no region %s", r))
		}
		seen[r] = true
	}
	for i := range p.Editions {
		e := &p.Editions[i]
		if i == 0 {
			for j, r := range e.Regions {
				known(storage.At("editions[0].regions", j), r)
			}
		}
		for j, change := range e.Changes {
			if r, err := region.Parse(change.ID); change.Subject == SubjectRegion && err == nil {
				known(storage.At(storage.At("editions", i)+".changes", j)+".id", r)
			}
		}
	}
	return c.Err(p.what())
}

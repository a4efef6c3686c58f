package storagetest

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// office makes an agency with two terms.
func office(id agency.ID) *agency.Agency {
	moved := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	return &agency.Agency{ID: id, Terms: []agency.Term{
		{Valid: aduan.Period{Until: moved}, Name: "Dinas lama", Kind: agency.Office},
		{
			Valid: aduan.Period{From: moved}, Name: "Dinas 'baru'", Kind: agency.Office, Also: []string{"z", "a"},
			Jurisdiction: []region.Code{region.MustParse("51.03"), region.MustParse("51.71")}, Functions: []agency.Function{"roads", "lamps"},
		},
	}}
}

func agenciesOf(list ...*agency.Agency) backend.Batch { return backend.Batch{Agencies: list} }

// agencyChecks test agencies.
func agencyChecks() []Check {
	k := keyed[agency.ID, agency.Agency, agency.Query]{
		kind: "agency", one: "an agency", all: "agencies",
		reader:  func(s backend.Set) storage.Reader[agency.ID, agency.Agency, agency.Query] { return s.Agencies },
		batch:   agenciesOf,
		query:   func(after agency.ID, limit int) agency.Query { return agency.Query{After: after, Limit: limit} },
		id:      func(a *agency.Agency) agency.ID { return a.ID },
		version: func(a *agency.Agency) *storage.Version { return &a.Version },
		facts:   func(*agency.Agency) int { return 0 },
		make:    office,
		next:    func(a *agency.Agency) { a.Terms, a.Terms[0].Name = a.Terms[:1], "Dinas" },
		spoil:   func(a *agency.Agency) { a.Terms = nil },
		scribble: func(a *agency.Agency) {
			a.Terms[0].Name, a.Terms[1].Also[0], a.Terms[1].Functions[0] = "scribbled", "scribbled", "scribbled"
			a.Terms[1].Jurisdiction[0] = a.Terms[1].Jurisdiction[1]
		},
	}
	return slices.Concat([]Check{
		k.back("round-trip", "an agency comes back as it was committed, lists in their order, with version 1", func(a *agency.Agency) {
			a.Terms[1].Jurisdiction = append(a.Terms[1].Jurisdiction, region.MustParse("11"))
		}),
		k.back("microseconds", "the terms of an agency keep microseconds", func(a *agency.Agency) {
			a.Terms[1].Valid.From = a.Terms[1].Valid.From.Add(time.Microsecond)
		}),
	}, k.checks())
}

package faulty

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func agencyFaults() []Fault {
	type office = agency.Agency
	k := keyed[agency.ID, office, agency.Query]{
		kind:    agency.KindOfAgency,
		door:    func(s *plant) *calls[agency.ID, office, agency.Query] { return &s.agencies },
		reader:  func(s backend.Set) storage.Reader[agency.ID, office, agency.Query] { return s.Agencies },
		of:      func(b backend.Batch) []*office { return b.Agencies },
		batch:   func(list ...*office) backend.Batch { return backend.Batch{Agencies: list} },
		id:      func(a *office) agency.ID { return a.ID },
		version: func(a *office) storage.Version { return a.Version },
		after:   func(q agency.Query) agency.ID { return q.After },
		limit:   func(q *agency.Query) *int { return &q.Limit },
		valid:   func(a *office) bool { return len(a.Terms) > 0 },
		replace: func(now, before *office) { now.Terms = append(now.Terms, before.Terms[len(now.Terms):]...) },
		mix:     func(into, from *office) { into.Terms[0].Name = from.Terms[0].Name },
	}
	return slices.Concat([]Fault{
		k.read("round-trip", "the regions of an agency are sorted", func(a *office) {
			for _, t := range a.Terms {
				slices.SortFunc(t.Jurisdiction, region.Code.Compare)
			}
		}),
		k.read("microseconds", "the terms of an agency keep seconds", func(a *office) {
			for i := range a.Terms {
				v := &a.Terms[i].Valid
				v.From, v.Until = v.From.Truncate(time.Second), v.Until.Truncate(time.Second)
			}
		}),
	}, k.faults())
}

package storagetest

import (
	"context"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// office makes an agency with two terms.
func office(id agency.ID) *agency.Agency {
	moved := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	return &agency.Agency{ID: id, Terms: []agency.Term{
		{Valid: region.Period{Until: moved}, Name: "Dinas lama", Kind: agency.Office},
		{
			Valid: region.Period{From: moved}, Name: "Dinas 'baru'", Kind: agency.Office, Also: []string{"z", "a"},
			Jurisdiction: []region.Code{region.MustParse("51.03"), region.MustParse("51.71")}, Functions: []agency.Function{"roads", "lamps"},
		},
	}}
}

func agenciesOf(as ...*agency.Agency) backend.Batch { return backend.Batch{Agencies: as} }

// seated commits an agency and returns it as stored.
func (p *probe) seated(a *agency.Agency) *agency.Agency {
	stored := copyOf(a)
	p.commit(agenciesOf(a))
	stored.Version++
	return stored
}

// sits expects an agency to be stored exactly so.
func (p *probe) sits(want *agency.Agency) {
	got, err := p.whole.Set().Agencies.Get(p.ctx, want.ID)
	p.ok(err, "Get of an agency")
	p.same(got, want, "the stored agency")
}

// agenciesAre expects a list of agencies.
func (p *probe) agenciesAre(q agency.Query, want ...*agency.Agency) {
	p.same(all(p, p.whole.Set().Agencies.List(p.ctx, q)), want, "the list of agencies")
}

// agencyChecks test agencies.
func agencyChecks() []Check {
	check := func(name, promise string, run func(*probe)) Check {
		return Check{Name: "agency/" + name, Promise: promise, needs: ofWhole, run: run}
	}
	// three commits three agencies from the last ID to the first.
	three := func(p *probe) []*agency.Agency {
		list := []*agency.Agency{office("id.a"), office("id.b"), office("id.c")}
		for i := len(list) - 1; i >= 0; i-- {
			list[i] = p.seated(list[i])
		}
		return list
	}
	return []Check{
		check("round-trip", "an agency comes back as it was committed, lists in their order, with version 1", func(p *probe) {
			a := office("id.roads")
			a.Terms[1].Jurisdiction = append(a.Terms[1].Jurisdiction, region.MustParse("11"))
			p.sits(p.seated(a))
		}),
		check("microseconds", "the terms of an agency keep microseconds", func(p *probe) {
			a := office("id.roads")
			a.Terms[1].Valid.From = a.Terms[1].Valid.From.Add(time.Microsecond)
			p.sits(p.seated(a))
		}),
		check("unknown", "an unknown agency is a *storage.NotFoundError of the kind agency", func(p *probe) {
			_, err := p.whole.Set().Agencies.Get(p.ctx, "id.none")
			if got := errorAs[*storage.NotFoundError](p, err, storage.ErrNotFound, "Get of an agency"); got.Kind != "agency" || got.Key != "id.none" {
				p.failf("the error names %s %s, want agency id.none", got.Kind, got.Key)
			}
		}),
		check("stale", "an agency read at an older version is refused with storage.ErrConflict", func(p *probe) {
			a := p.seated(office("id.roads"))
			now := p.seated(a)
			p.is(p.whole.Commit(p.ctx, agenciesOf(a)), storage.ErrConflict, "Commit of a stale agency")
			p.sits(now)
		}),
		check("again", "a new agency whose ID is stored already is refused with storage.ErrConflict", func(p *probe) {
			stored := p.seated(office("id.roads"))
			p.is(p.whole.Commit(p.ctx, agenciesOf(office("id.roads"))), storage.ErrConflict, "Commit of a stored ID")
			p.sits(stored)
		}),
		check("invalid", "an agency without terms is refused with storage.ErrInvalid", func(p *probe) {
			p.is(p.whole.Commit(p.ctx, agenciesOf(&agency.Agency{ID: "id.roads"})), storage.ErrInvalid, "Commit without terms")
		}),
		check("nil", "a nil agency is refused with storage.ErrInvalid", func(p *probe) {
			p.is(p.whole.Commit(p.ctx, agenciesOf(nil)), storage.ErrInvalid, "Commit of a nil agency")
		}),
		check("all-or-nothing", "an agency that is refused keeps the others of its batch from being written", func(p *probe) {
			bad := office("id.b")
			bad.Version = 3
			p.is(p.whole.Commit(p.ctx, agenciesOf(office("id.a"), bad)), storage.ErrConflict, "Commit with a stale agency")
			_, err := p.whole.Set().Agencies.Get(p.ctx, "id.a")
			p.is(err, storage.ErrNotFound, "Get of what was never written")
		}),
		check("in", "changing an agency that was committed changes nothing stored", func(p *probe) {
			a := office("id.roads")
			stored := p.seated(a)
			a.Terms[0].Name = "scribbled"
			p.sits(stored)
		}),
		check("out", "changing an agency that was read changes nothing stored", func(p *probe) {
			stored := p.seated(office("id.roads"))
			got, err := p.whole.Set().Agencies.Get(p.ctx, "id.roads")
			p.ok(err, "Get of an agency")
			got.Terms[0].Name = "scribbled"
			p.sits(stored)
		}),
		check("listed-out", "changing an agency that a list yielded changes nothing stored", func(p *probe) {
			stored := p.seated(office("id.roads"))
			for _, got := range all(p, p.whole.Set().Agencies.List(p.ctx, agency.Query{})) {
				got.Terms[0].Name = "scribbled"
			}
			p.sits(stored)
		}),
		check("list", "a list of agencies is in the bytewise order of IDs, and whole", func(p *probe) {
			p.agenciesAre(agency.Query{}, three(p)...)
		}),
		check("list-after", "a list of agencies after an ID leaves that one out, stored or not", func(p *probe) {
			list := three(p)
			p.agenciesAre(agency.Query{After: "id.a"}, list[1:]...)
			p.agenciesAre(agency.Query{After: "id.ab"}, list[1:]...)
		}),
		check("list-limit", "a list of agencies yields at most its limit", func(p *probe) {
			p.agenciesAre(agency.Query{Limit: 2}, three(p)[:2]...)
		}),
		check("cancel", "Get of an agency with a cancelled context gives its error", func(p *probe) {
			p.seated(office("id.roads"))
			_, err := p.whole.Set().Agencies.Get(p.gone(), "id.roads")
			p.is(err, context.Canceled, "Get of an agency")
		}),
		check("list-cancel", "a list of agencies with a cancelled context yields its error, not an empty list", func(p *probe) {
			p.seated(office("id.roads"))
			p.is(lastError(p, p.whole.Set().Agencies.List(p.gone(), agency.Query{})), context.Canceled, "List of agencies")
		}),
		check("break", "a caller may stop a list of agencies, and commit while he iterates", func(p *probe) {
			three(p)
			for a, err := range p.whole.Set().Agencies.List(p.ctx, agency.Query{}) {
				p.ok(err, "List of agencies")
				p.seated(a)
				break
			}
		}),
		check("feed", "the feed tells of agencies by their ID", func(p *probe) {
			p.seated(office("id.roads"))
			p.tells(p.changes("", 0), storage.Change{Kind: "agency", Key: "id.roads", Version: 1})
		}),
		check("with-a-complaint", "an agency that is refused keeps the complaint of its batch from being written", func(p *probe) {
			b := p.mixed()
			b.Editions = nil
			bad := office("id.roads")
			bad.Version = 3
			b.Agencies = agenciesOf(bad).Agencies
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale agency")
			p.nothingOf(b)
		}),
		check("closed", "Get of an agency after Close gives storage.ErrClosed", func(p *probe) {
			p.seated(office("id.roads"))
			p.ok(closing(p.whole), "Close")
			_, err := p.whole.Set().Agencies.Get(p.ctx, "id.roads")
			p.is(err, storage.ErrClosed, "Get of an agency")
		}),
		check("list-closed", "a list of agencies after Close gives storage.ErrClosed", func(p *probe) {
			p.seated(office("id.roads"))
			p.ok(closing(p.whole), "Close")
			p.is(lastError(p, p.whole.Set().Agencies.List(p.ctx, agency.Query{})), storage.ErrClosed, "List of agencies")
		}),
	}
}

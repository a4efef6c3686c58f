package storagetest

import (
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// mixed is a batch with a new record of every kind.
func (p *probe) mixed() backend.Batch {
	c := p.open()
	id := c.ID.String()
	return backend.Batch{
		Batch:    complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{identity(c, "wayan")}},
		Agencies: []*agency.Agency{office(agency.ID(id))},
		Plans:    []*workplan.Plan{year(workplan.PlanID(id))},
		Meetings: []*board.Meeting{sitting(board.MeetingID(id))},
		Roadmaps: []*roadmap.Roadmap{route(roadmap.ID(id))},
		Editions: []*backend.Edition{edition("routing", "kota", id)},
	}
}

// ofMixed is how many records a mixed batch has.
const ofMixed = 7

// readAll reads every record of a mixed batch, and returns the errors.
func (p *probe) readAll(b backend.Batch) []error {
	set := p.whole.Set()
	errs := make([]error, ofMixed)
	_, errs[0] = set.Complaints.Get(p.ctx, b.Complaints[0].ID)
	_, errs[1] = set.Identities.Identity(p.ctx, b.Identities[0].Ref)
	_, errs[2] = set.Agencies.Get(p.ctx, b.Agencies[0].ID)
	_, errs[3] = set.Plans.Get(p.ctx, b.Plans[0].ID)
	_, errs[4] = set.Meetings.Get(p.ctx, b.Meetings[0].ID)
	_, errs[5] = set.Roadmaps.Get(p.ctx, b.Roadmaps[0].ID)
	_, errs[6] = set.Editions.Edition(p.ctx, b.Editions[0].EditionKey)
	return errs
}

// nothingOf expects no record of a mixed batch of new records to be stored.
func (p *probe) nothingOf(b backend.Batch) {
	for _, err := range p.readAll(b) {
		p.is(err, storage.ErrNotFound, "reading what was never written")
	}
}

// wholeChecks test batches over several kinds.
func wholeChecks() []Check {
	check := func(name, promise string, run func(*probe)) Check {
		return Check{Name: "whole/" + name, Promise: promise, needs: ofWhole, run: run}
	}
	shared := func(c Check, why string) Check {
		c.Shared = why
		return c
	}
	return []Check{
		check("set", "no reader of a set is nil, however often it is asked for", func(p *probe) {
			for range 3 {
				s := p.whole.Set()
				if slices.Contains([]any{s.Complaints, s.Identities, s.Agencies, s.Plans, s.Meetings, s.Roadmaps, s.Editions}, nil) {
					p.failf("a reader is nil: %+v", s)
				}
			}
		}),
		check("all-kinds", "records of every kind are written in one batch", func(p *probe) {
			b := p.mixed()
			own := copyOf(b)
			p.commit(b)
			own.Complaints[0].Version, own.Identities[0].Version, own.Editions[0].Version = 1, 1, 1
			p.stored(own.Complaints[0])
			p.known(own.Identities[0])
			p.ruled(own.Editions[0])
			for _, err := range p.readAll(own) {
				p.ok(err, "reading what was committed")
			}
		}),
		check("complaint-refused", "a complaint that is refused keeps the other records of its batch from being written", func(p *probe) {
			b := p.mixed()
			b.Complaints[0].Version = 3
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale complaint")
			p.nothingOf(b)
		}),
		check("identity-refused", "an identity that is refused keeps the other records of its batch from being written", func(p *probe) {
			b := p.mixed()
			b.Identities[0].Version = 3
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale identity")
			p.nothingOf(b)
		}),
		check("edition-refused", "an edition that is refused keeps the other records of its batch from being written", func(p *probe) {
			b := p.mixed()
			b.Editions[0].Version = 3
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale edition")
			p.nothingOf(b)
		}),
		check("duplicate", "a taken number keeps the other records of its batch from being written", func(p *probe) {
			taken := p.put1(p.open())
			b := p.mixed()
			b.Complaints[0].Tracking = taken.Tracking
			p.is(p.whole.Commit(p.ctx, b), storage.ErrDuplicate, "Commit with a taken number")
			p.nothingOf(b)
		}),
		check("cancelled", "a cancelled commit of several kinds writes none of them", func(p *probe) {
			b := p.mixed()
			p.is(p.whole.Commit(p.gone(), b), p.gone().Err(), "Commit")
			p.nothingOf(b)
		}),
		shared(
			check("kinds-apart", "records of two kinds may have the same key", func(p *probe) {
				c := p.open()
				c.Reporter = complaint.ReporterRef(c.ID)
				i := identity(c, "wayan")
				p.commit(backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{copyOf(c)}, Identities: []*complaint.Identity{copyOf(i)}}})
				c.Version, i.Version = 1, 1
				p.stored(c)
				p.known(i)
			}),
			"no store here keeps kinds in one space of keys; it guards those that keep bytes",
		),
	}
}

// closedChecks test what a store answers after Close.
func closedChecks() []Check {
	closed := func(name, what string, call func(p *probe, c *complaint.Complaint) error) Check {
		return Check{Name: "closed/" + name, Promise: what + " after Close gives storage.ErrClosed", needs: ofWhole, run: func(p *probe) {
			c, _ := p.person("wayan")
			p.rules(edition("k", "n", "e"))
			p.ok(closing(p.whole), "Close")
			p.is(call(p, c), storage.ErrClosed, what)
		}}
	}
	return []Check{
		{Name: "closed/twice", Promise: "closing twice is no error", needs: ofWhole, run: func(p *probe) {
			p.ok(closing(p.whole), "Close")
			p.ok(closing(p.whole), "Close again")
		}},
		closed("get", "Get", func(p *probe, c *complaint.Complaint) error {
			_, err := p.cases.Get(p.ctx, c.ID)
			return err
		}),
		closed("list", "List", func(p *probe, _ *complaint.Complaint) error {
			return lastError(p, p.cases.List(p.ctx, complaint.Query{}))
		}),
		closed("commit", "Commit", func(p *probe, c *complaint.Complaint) error {
			return p.cases.Commit(p.ctx, batch(later(c)))
		}),
		closed("changes", "Changes", func(p *probe, _ *complaint.Complaint) error {
			return lastError(p, p.whole.Changes(p.ctx, "", 0))
		}),
		closed("identity", "Identity", func(p *probe, c *complaint.Complaint) error {
			_, err := p.whole.Set().Identities.Identity(p.ctx, c.Reporter)
			return err
		}),
		closed("account", "ByAccount", func(p *probe, _ *complaint.Complaint) error {
			return lastError(p, p.whole.Set().Identities.ByAccount(p.ctx, "wayan"))
		}),
		closed("edition", "Edition", func(p *probe, _ *complaint.Complaint) error {
			_, err := p.whole.Set().Editions.Edition(p.ctx, backend.EditionKey{Kind: "k", Name: "n", Edition: "e"})
			return err
		}),
		closed("editions", "a list of editions", func(p *probe, _ *complaint.Complaint) error {
			return lastError(p, p.whole.Set().Editions.List(p.ctx, "k"))
		}),
	}
}

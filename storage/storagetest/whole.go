package storagetest

import (
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// mixed is a batch with a new record of every kind.
func (p *probe) mixed() backend.Batch {
	c := p.open()
	return backend.Batch{
		Batch:    complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{identity(c, "wayan")}},
		Editions: []*backend.Edition{edition("routing", "kota", c.ID.String())},
	}
}

// nothingOf expects no record of a batch of new records to be stored.
func (p *probe) nothingOf(b backend.Batch) {
	p.absent(b.Complaints...)
	set := p.whole.Set()
	for _, i := range b.Identities {
		_, err := set.Identities.Identity(p.ctx, i.Ref)
		p.is(err, storage.ErrNotFound, "Identity of what was never written")
	}
	for _, e := range b.Editions {
		_, err := set.Editions.Edition(p.ctx, e.EditionKey)
		p.is(err, storage.ErrNotFound, "Edition of what was never written")
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
				if s := p.whole.Set(); s.Complaints == nil || s.Identities == nil || s.Agencies == nil || s.Editions == nil {
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
		}),
		check("complaint-refused", "a complaint that is refused keeps the identity and the edition of its batch from being written", func(p *probe) {
			b := p.mixed()
			b.Complaints[0].Version = 3
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale complaint")
			p.nothingOf(b)
		}),
		check("identity-refused", "an identity that is refused keeps the complaint and the edition of its batch from being written", func(p *probe) {
			b := p.mixed()
			b.Identities[0].Version = 3
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale identity")
			p.nothingOf(b)
		}),
		check("edition-refused", "an edition that is refused keeps the complaint and the identity of its batch from being written", func(p *probe) {
			b := p.mixed()
			b.Editions[0].Version = 3
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale edition")
			p.nothingOf(b)
		}),
		check("duplicate", "a taken number keeps the identity and the edition of its batch from being written", func(p *probe) {
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

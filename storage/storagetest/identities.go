package storagetest

import (
	"context"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// person commits a complaint with an identity, and returns both as stored.
func (p *probe) person(account string, changes ...func(*complaint.Identity)) (*complaint.Complaint, *complaint.Identity) {
	c := p.open()
	i := identity(c, account)
	for _, f := range changes {
		f(i)
	}
	c, i = copyOf(c), copyOf(i)
	p.ok(p.cases.Commit(p.ctx, complaint.Batch{Complaints: []*complaint.Complaint{copyOf(c)}, Identities: []*complaint.Identity{copyOf(i)}}), "Commit of a complaint with an identity")
	c.Version, i.Version = c.Version+1, i.Version+1
	return c, i
}

// known expects an identity to be stored exactly so.
func (p *probe) known(want *complaint.Identity) {
	got, err := p.people.Identity(p.ctx, want.Ref)
	p.ok(err, "Identity")
	p.same(got, want, "the stored identity")
}

// of expects an account to have exactly these identities, in this order.
func (p *probe) of(account string, want ...*complaint.Identity) {
	got := all(p, p.people.ByAccount(p.ctx, account))
	p.same(got, want, "the identities of an account")
}

// identityChecks test identities, which travel with complaints.
func identityChecks() []Check {
	only := func(is ...*complaint.Identity) complaint.Batch { return complaint.Batch{Identities: is} }
	list := []Check{
		check("identity/round-trip", "an identity comes back as it was committed, with version 1", func(p *probe) {
			_, i := p.person("wayan", func(i *complaint.Identity) {
				i.Person = complaint.Person{Account: complaint.NewPrivate("wayan"), Name: complaint.NewPrivate("I Wayan 'W' Sudarma"), NationalID: complaint.NewPrivate("5171"), Phone: complaint.NewPrivate("+62"), Email: complaint.NewPrivate("w@x"), Address: complaint.NewPrivate("Jl. \"A\" 1\nDenpasar")}
			})
			p.known(i)
		}),
		check("identity/unknown", "an unknown reference is a *storage.NotFoundError of the kind identity", func(p *probe) {
			c := p.put1(p.open())
			_, err := p.people.Identity(p.ctx, c.Reporter)
			if got := errorAs[*storage.NotFoundError](p, err, storage.ErrNotFound, "Identity"); got.Kind != "identity" {
				p.failf("the error names the kind %s, want identity", got.Kind)
			}
		}),
		check("identity/stale", "an identity read at an older version is refused with storage.ErrConflict", func(p *probe) {
			_, i := p.person("wayan")
			second := copyOf(i)
			second.Person.Phone = complaint.NewPrivate("1")
			p.ok(p.cases.Commit(p.ctx, only(copyOf(second))), "Commit of a change")
			second.Version++
			p.is(p.cases.Commit(p.ctx, only(i)), storage.ErrConflict, "Commit of a stale identity")
			p.known(second)
		}),
		check("identity/moved", "an identity cannot pass to another complaint: storage.ErrInvalid", func(p *probe) {
			_, i := p.person("wayan")
			bad := copyOf(i)
			bad.Complaint = p.put1(p.open()).ID
			p.is(p.cases.Commit(p.ctx, only(bad)), storage.ErrInvalid, "Commit of an identity with another complaint")
			p.known(i)
		}),
		check("identity/nul", "a NUL in what a reporter told is refused with storage.ErrInvalid, and the complaint is not written either", func(p *probe) {
			c := p.open()
			i := identity(c, "wayan")
			i.Person.Address = complaint.NewPrivate("a\x00b")
			p.is(p.cases.Commit(p.ctx, complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: only(i).Identities}), storage.ErrInvalid, "Commit with a NUL")
			p.absent(c)
		}),
		check("identity/nil", "a nil identity is refused with storage.ErrInvalid", func(p *probe) {
			p.is(p.cases.Commit(p.ctx, only(nil)), storage.ErrInvalid, "Commit of a nil identity")
		}),
		check("identity/with-its-complaint", "an identity whose complaint is refused is not written", func(p *probe) {
			c := p.open()
			i := identity(c, "wayan")
			c.Version = 4
			p.is(p.cases.Commit(p.ctx, complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: only(i).Identities}), storage.ErrConflict, "Commit of a stale complaint")
			_, err := p.people.Identity(p.ctx, i.Ref)
			p.is(err, storage.ErrNotFound, "Identity of what was never written")
			p.of("wayan")
		}),
		check("identity/complaint-with-it", "a complaint whose identity is refused is not written", func(p *probe) {
			c := p.open()
			i := identity(c, "wayan")
			i.Version = 4
			p.is(p.cases.Commit(p.ctx, complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: only(i).Identities}), storage.ErrConflict, "Commit of a stale identity")
			p.absent(c)
		}),
		check("identity/in", "changing an identity that was committed changes nothing stored", func(p *probe) {
			c := p.open()
			i := identity(c, "wayan")
			stored := copyOf(i)
			stored.Version = 1
			p.ok(p.cases.Commit(p.ctx, complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: only(i).Identities}), "Commit")
			i.Person.Name = complaint.NewPrivate("scribbled")
			p.known(stored)
		}),
		check("identity/out", "changing an identity that was read changes nothing stored", func(p *probe) {
			_, i := p.person("wayan")
			got, err := p.people.Identity(p.ctx, i.Ref)
			p.ok(err, "Identity")
			got.Person.Name = complaint.NewPrivate("scribbled")
			p.known(i)
		}),
		check("identity/listed-out", "changing an identity that a list yielded changes nothing stored", func(p *probe) {
			_, i := p.person("wayan")
			for _, got := range all(p, p.people.ByAccount(p.ctx, "wayan")) {
				got.Person.Name = complaint.NewPrivate("scribbled")
			}
			p.known(i)
		}),
		check("identity/cancel", "Identity with a cancelled context gives its error", func(p *probe) {
			_, i := p.person("wayan")
			_, err := p.people.Identity(p.gone(), i.Ref)
			p.is(err, context.Canceled, "Identity")
		}),
	}
	for i := range list {
		list[i].needs = ofIdentities
	}
	return append(list, accountChecks()...)
}

// accountChecks test the list of an account's identities.
func accountChecks() []Check {
	of := func(name, promise string, run func(*probe)) Check {
		return Check{Name: "account/" + name, Promise: promise, needs: ofIdentities, run: run}
	}
	list := []Check{
		of("order", "the identities of an account come in the order of their complaints' IDs, whatever the order of commits and references", func(p *probe) {
			var want []*complaint.Identity
			for range 5 {
				c := p.open(func(c *complaint.Complaint) { c.Reporter.UUID[0] = byte(0xff - p.made) })
				i := identity(c, "wayan")
				i.Version = 1
				want = append(want, i)
			}
			for n := len(want) - 1; n >= 0; n-- {
				i := copyOf(want[n])
				i.Version = 0
				p.ok(p.cases.Commit(p.ctx, complaint.Batch{Identities: []*complaint.Identity{i}}), "Commit")
			}
			p.of("wayan", want...)
		}),
		of("others", "an account has its own identities only", func(p *probe) {
			_, i := p.person("wayan")
			p.person("made")
			p.of("wayan", i)
			p.of("nobody")
		}),
		of("case", "accounts that differ in case only are different", func(p *probe) {
			_, i := p.person("Wayan")
			p.person("wayan")
			p.of("Wayan", i)
		}),
		of("wildcard", "an account is compared bytewise: per cent and underscore are no wildcards", func(p *probe) {
			_, i := p.person("w%_n")
			p.person("wayan")
			p.of("w%_n", i)
		}),
		of("prefix", "an account that begins like another one is another one", func(p *probe) {
			_, i := p.person("way")
			p.person("wayan")
			p.of("way", i)
		}),
		of("none", "the empty account has no identities, though people without account do", func(p *probe) {
			p.person("")
			p.of("")
		}),
		of("changed", "an identity whose account changed is found under the new one only", func(p *probe) {
			_, i := p.person("wayan")
			next := copyOf(i)
			next.Person.Account = complaint.NewPrivate("made")
			p.ok(p.cases.Commit(p.ctx, complaint.Batch{Identities: []*complaint.Identity{copyOf(next)}}), "Commit")
			next.Version++
			p.of("wayan")
			p.of("made", next)
		}),
		of("cancel", "the list of an account with a cancelled context yields its error, not an empty list", func(p *probe) {
			p.person("wayan")
			p.is(lastError(p, p.people.ByAccount(p.gone(), "wayan")), context.Canceled, "ByAccount")
		}),
		of("break", "a caller may stop the list of an account, and commit while iterating", func(p *probe) {
			p.person("wayan")
			p.person("wayan")
			for i, err := range p.people.ByAccount(p.ctx, "wayan") {
				p.ok(err, "ByAccount")
				next := copyOf(i)
				next.Person.Phone = complaint.NewPrivate("1")
				p.ok(p.cases.Commit(p.ctx, complaint.Batch{Identities: []*complaint.Identity{next}}), "Commit while iterating")
				break
			}
		}),
	}
	return list
}

package storagetest

import (
	"context"
	"slices"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// keyed describes a kind of record that is found by its ID and listed in the
// order of IDs. Its checks are the same for each of them.
type keyed[ID ~string, T, Q any] struct {
	kind     storage.Kind
	one, all string // for people: "an agency", "agencies"
	reader   func(s backend.Set) storage.Reader[ID, T, Q]
	batch    func(list ...*T) backend.Batch
	query    func(after ID, limit int) Q
	id       func(v *T) ID
	version  func(v *T) *storage.Version
	facts    func(v *T) int // what the feed tells as Seq
	make     func(id ID) *T
	next     func(v *T) // makes of a stored record one that may follow it
	spoil    func(v *T) // makes a record invalid
	scribble func(v *T) // changes what a careless copy would share
}

// keep commits a record and returns it as stored.
func (k *keyed[ID, T, Q]) keep(p *probe, v *T) *T {
	stored := copyOf(v)
	p.commit(k.batch(v))
	*k.version(stored)++
	return stored
}

// kept expects a record to be stored exactly so.
func (k *keyed[ID, T, Q]) kept(p *probe, want *T) {
	got, err := k.get(p, k.id(want))
	p.ok(err, "Get of "+k.one)
	p.same(got, want, "the stored "+string(k.kind))
}

func (k *keyed[ID, T, Q]) get(p *probe, id ID) (*T, error) {
	return k.reader(p.whole.Set()).Get(p.ctx, id)
}

func (k *keyed[ID, T, Q]) list(p *probe, q Q) []*T {
	return all(p, k.reader(p.whole.Set()).List(p.ctx, q))
}

// lists expects a list to hold exactly these records.
func (k *keyed[ID, T, Q]) lists(p *probe, q Q, want ...*T) {
	p.same(k.list(p, q), want, "the list of "+k.all)
}

// refused commits records and expects an error.
func (k *keyed[ID, T, Q]) refused(p *probe, want error, doing string, list ...*T) {
	p.is(p.whole.Commit(p.ctx, k.batch(list...)), want, "Commit of "+doing)
}

// row makes records, commits them from the last to the first, and returns them
// as stored.
func (k *keyed[ID, T, Q]) row(p *probe, ids ...ID) []*T {
	list := make([]*T, len(ids))
	for i, id := range slices.Backward(ids) {
		list[i] = k.keep(p, k.make(id))
	}
	return list
}

func (k *keyed[ID, T, Q]) check(name, promise string, run func(*probe)) Check {
	return Check{Name: string(k.kind) + "/" + name, Promise: promise, needs: ofWhole, run: run}
}

// back checks that a record comes back as it was committed.
func (k *keyed[ID, T, Q]) back(name, promise string, change func(v *T)) Check {
	return k.check(name, promise, func(p *probe) {
		v := k.make("id.a")
		change(v)
		k.kept(p, k.keep(p, v))
	})
}

// past checks that a change of a stored record is refused.
func (k *keyed[ID, T, Q]) past(name, promise string, settled, change func(v *T)) Check {
	return k.check("past-"+name, promise+": storage.ErrInvalid", func(p *probe) {
		v := k.make("id.a")
		settled(v)
		stored := k.keep(p, v)
		bad := copyOf(stored)
		change(bad)
		k.refused(p, storage.ErrInvalid, "a changed past", bad)
		k.kept(p, stored)
	})
}

// narrowed checks a query that leaves out records which differ in some way.
func (k *keyed[ID, T, Q]) narrowed(name, promise string, narrow func(q Q) Q, others ...func(v *T)) []Check {
	stored := func(p *probe) (meant []*T) {
		for i, other := range others {
			at := ID([]byte{'a' + byte(i)})
			v := k.make("id." + at + "1")
			other(v)
			k.keep(p, v)
			meant = append(meant, k.keep(p, k.make("id."+at+"2")))
		}
		return meant
	}
	return []Check{
		k.check("list-"+name, promise, func(p *probe) {
			meant := stored(p)
			k.lists(p, narrow(k.query("", 0)), meant...)
			k.lists(p, narrow(k.query("id.a2", 0)), meant[1:]...)
		}),
		k.check("list-"+name+"-limit", "a limit counts the "+k.all+" that are meant, not those that were looked at", func(p *probe) {
			k.lists(p, narrow(k.query("", 2)), stored(p)[:2]...)
		}),
	}
}

// checks are those that all kinds share.
func (k *keyed[ID, T, Q]) checks() []Check {
	return slices.Concat(k.versionChecks(), k.copyChecks(), k.listChecks(), k.restChecks())
}

func (k *keyed[ID, T, Q]) versionChecks() []Check {
	return []Check{
		k.check("unknown", "an unknown ID is a *storage.NotFoundError of the kind "+string(k.kind), func(p *probe) {
			_, err := k.get(p, "id.none")
			if got := errorAs[*storage.NotFoundError](p, err, storage.ErrNotFound, "Get of "+k.one); got.Kind != k.kind || got.Key != "id.none" {
				p.failf("the error names %s %s, want %s id.none", got.Kind, got.Key, k.kind)
			}
		}),
		k.check("next", "a later commit replaces the record, and the version rises", func(p *probe) {
			v := k.keep(p, k.make("id.a"))
			k.next(v)
			k.kept(p, k.keep(p, v))
		}),
		k.check("stale", "what was read at an older version is refused with storage.ErrConflict", func(p *probe) {
			v := k.keep(p, k.make("id.a"))
			now := k.keep(p, v)
			k.refused(p, storage.ErrConflict, "what is stale", v)
			k.kept(p, now)
		}),
		k.check("again", "a new record whose ID is stored already is refused with storage.ErrConflict", func(p *probe) {
			stored := k.keep(p, k.make("id.a"))
			k.refused(p, storage.ErrConflict, "a stored ID", k.make("id.a"))
			k.kept(p, stored)
		}),
		k.check("missing", "a later version of what is not stored is refused with storage.ErrConflict", func(p *probe) {
			v := k.make("id.a")
			*k.version(v) = 1
			k.refused(p, storage.ErrConflict, "an update of nothing", v)
			_, err := k.get(p, "id.a")
			p.is(err, storage.ErrNotFound, "Get of what was never written")
		}),
		k.check("facts", "a conflict is a *storage.ConflictError with kind, key and both versions", func(p *probe) {
			v := k.make("id.a")
			k.keep(p, v)
			*k.version(v) = 7
			got := errorAs[*storage.ConflictError](p, p.whole.Commit(p.ctx, k.batch(v)), storage.ErrConflict, "Commit of a later version")
			p.same(*got, storage.ConflictError{Kind: k.kind, Key: "id.a", Expected: 7, Stored: 1}, "the conflict")
		}),
		k.check("invalid", "what its own package finds invalid is refused with storage.ErrInvalid", func(p *probe) {
			v := k.make("id.a")
			k.spoil(v)
			k.refused(p, storage.ErrInvalid, "what is invalid", v)
		}),
		k.check("nil", "a nil record is refused with storage.ErrInvalid", func(p *probe) {
			k.refused(p, storage.ErrInvalid, "nil", nil)
		}),
		k.check("twice", "a batch with two records of the same ID is refused with storage.ErrInvalid", func(p *probe) {
			k.refused(p, storage.ErrInvalid, "the same ID twice", k.make("id.a"), k.make("id.a"))
		}),
		k.check("all-or-nothing", "a record that is refused keeps the others of its batch from being written", func(p *probe) {
			bad := k.make("id.b")
			*k.version(bad) = 3
			k.refused(p, storage.ErrConflict, "a batch with a conflict", k.make("id.a"), bad)
			_, err := k.get(p, "id.a")
			p.is(err, storage.ErrNotFound, "Get of what was never written")
		}),
		k.check("case", "IDs that differ in case only are different", func(p *probe) {
			k.kept(p, k.keep(p, k.make("id.a")))
			k.kept(p, k.keep(p, k.make("ID.A")))
		}),
	}
}

func (k *keyed[ID, T, Q]) copyChecks() []Check {
	return []Check{
		k.check("in", "changing what was committed changes nothing stored", func(p *probe) {
			v := k.make("id.a")
			stored := k.keep(p, v)
			k.scribble(v)
			k.kept(p, stored)
		}),
		k.check("out", "changing what was read changes nothing stored", func(p *probe) {
			stored := k.keep(p, k.make("id.a"))
			got, err := k.get(p, "id.a")
			p.ok(err, "Get of "+k.one)
			k.scribble(got)
			k.kept(p, stored)
		}),
		k.check("listed-out", "changing what a list yielded changes nothing stored", func(p *probe) {
			stored := k.keep(p, k.make("id.a"))
			for _, got := range k.list(p, k.query("", 0)) {
				k.scribble(got)
			}
			k.kept(p, stored)
		}),
	}
}

func (k *keyed[ID, T, Q]) listChecks() []Check {
	return []Check{
		k.check("list", "a list of "+k.all+" is in the order of IDs, and whole", func(p *probe) {
			k.lists(p, k.query("", 0), k.row(p, "id.a", "id.b", "id.c")...)
		}),
		k.check("list-bytes", "the order of IDs is bytewise", func(p *probe) {
			ids := []ID{"B", "a", "a-1", "a.1", "a/1", "a0", "a:1", "aB", "a_b", "ab"}
			want := k.row(p, ids...)
			k.lists(p, k.query("", 0), want...)
			k.lists(p, k.query("a:", 0), want[6:]...)
		}),
		k.check("list-after", "a list of "+k.all+" after an ID leaves that one out, stored or not", func(p *probe) {
			list := k.row(p, "id.a", "id.b", "id.c")
			k.lists(p, k.query("id.a", 0), list[1:]...)
			k.lists(p, k.query("id.ab", 0), list[1:]...)
		}),
		k.check("list-limit", "a list of "+k.all+" yields at most its limit, counted from where it begins", func(p *probe) {
			list := k.row(p, "id.a", "id.b", "id.c", "id.d")
			k.lists(p, k.query("", 2), list[:2]...)
			k.lists(p, k.query("id.a", 2), list[1:3]...)
		}),
		k.check("list-cancel", "a list of "+k.all+" with a cancelled context yields its error, not an empty list", func(p *probe) {
			k.keep(p, k.make("id.a"))
			p.is(lastError(p, k.reader(p.whole.Set()).List(p.gone(), k.query("", 0))), context.Canceled, "List of "+k.all)
		}),
		k.check("list-closed", "a list of "+k.all+" after Close gives storage.ErrClosed", func(p *probe) {
			k.keep(p, k.make("id.a"))
			p.ok(closing(p.whole), "Close")
			p.is(lastError(p, k.reader(p.whole.Set()).List(p.ctx, k.query("", 0))), storage.ErrClosed, "List of "+k.all)
		}),
		k.check("break", "a caller may stop a list of "+k.all+", and commit while iterating", func(p *probe) {
			k.row(p, "id.a", "id.b", "id.c")
			for v, err := range k.reader(p.whole.Set()).List(p.ctx, k.query("", 0)) {
				p.ok(err, "List of "+k.all)
				k.keep(p, v)
				break
			}
		}),
	}
}

func (k *keyed[ID, T, Q]) restChecks() []Check {
	return []Check{
		k.check("cancel", "Get of "+k.one+" with a cancelled context gives its error", func(p *probe) {
			k.keep(p, k.make("id.a"))
			_, err := k.reader(p.whole.Set()).Get(p.gone(), "id.a")
			p.is(err, context.Canceled, "Get of "+k.one)
		}),
		k.check("closed", "Get of "+k.one+" after Close gives storage.ErrClosed", func(p *probe) {
			k.keep(p, k.make("id.a"))
			p.ok(closing(p.whole), "Close")
			_, err := k.get(p, "id.a")
			p.is(err, storage.ErrClosed, "Get of "+k.one)
		}),
		k.check("feed", "the feed tells of "+k.all+" by their ID, with the version and the facts that each commit left", func(p *probe) {
			first := k.keep(p, k.make("id.a"))
			second := copyOf(first)
			k.next(second)
			second = k.keep(p, second)
			p.tells(
				p.changes("", 0),
				storage.Change{Kind: k.kind, Key: "id.a", Version: 1, Seq: k.facts(first)},
				storage.Change{Kind: k.kind, Key: "id.a", Version: 2, Seq: k.facts(second)},
			)
		}),
		k.check("with-a-complaint", k.one+" that is refused keeps the complaint of its batch from being written", func(p *probe) {
			bad := k.make("id.a")
			*k.version(bad) = 3
			b, c := k.batch(bad), p.open()
			b.Complaints = append(b.Complaints, c)
			p.is(p.whole.Commit(p.ctx, b), storage.ErrConflict, "Commit with a conflict")
			p.absent(c)
		}),
	}
}

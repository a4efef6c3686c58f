package storagetest

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// versionChecks test that versions count commits and guard against lost
// updates.
func versionChecks() []Check {
	return []Check{
		{
			Name: "versions/count", Promise: "the first commit gives version 1 and every later one exactly one more",
			Shared: "a wrong count is a conflict in every check that commits a record more than once",
			run: func(p *probe) {
				c := p.put1(p.open())
				for range 4 {
					c = p.put1(later(c))
				}
				p.stored(c)
			},
		},
		check("versions/argument", "a commit does not change its argument, the version included", func(p *probe) {
			c := p.open()
			own := copyOf(c)
			p.ok(p.cases.Commit(p.ctx, batch(c)), "Commit")
			p.same(c, own, "the argument after the commit")
		}),
		check("versions/refused-argument", "a refused commit does not change its argument", func(p *probe) {
			c := p.open()
			c.Version = 5
			own := copyOf(c)
			p.refused(storage.ErrConflict, "Commit of version 5 of what is not stored", c)
			p.same(c, own, "the argument after the refused commit")
		}),
		{
			Name: "versions/stale", Promise: "a record read at an older version is refused with storage.ErrConflict",
			Shared: "a stale record that is let in is a lost update, which the races find as well",
			run: func(p *probe) {
				first := p.put1(p.open())
				second := p.put1(touched(first))
				p.refused(storage.ErrConflict, "Commit of a stale record", later(first, written("late")))
				p.stored(second)
			},
		},
		check("versions/future", "a record with a version that was never given is refused with storage.ErrConflict", func(p *probe) {
			c := p.put1(p.open())
			ahead := copyOf(c)
			ahead.Version += 5
			p.refused(storage.ErrConflict, "Commit of a version from the future", ahead)
			p.stored(c)
		}),
		check("versions/missing", "a record with a version, of which nothing is stored, is refused with storage.ErrConflict", func(p *probe) {
			c := p.open()
			c.Version = 1
			p.refused(storage.ErrConflict, "Commit of version 1 of what is not stored", c)
			p.absent(c)
		}),
		check("versions/again", "a new record whose ID is stored already is refused with storage.ErrConflict", func(p *probe) {
			c := p.open()
			again := copyOf(c)
			stored := p.put1(c)
			p.refused(storage.ErrConflict, "Commit of a stored ID as a new record", copyOf(again))
			p.stored(stored)
		}),
		check("versions/facts", "a conflict is a *storage.ConflictError with kind, key, expected and stored version", func(p *probe) {
			c := p.put1(p.open())
			p.put1(touched(c))
			err := p.cases.Commit(p.ctx, batch(c))
			got := errorAs[*storage.ConflictError](p, err, storage.ErrConflict, "Commit of a stale record")
			p.same(*got, storage.ConflictError{Kind: "complaint", Key: c.ID.String(), Expected: 1, Stored: 2}, "the conflict")
		}),
		check("versions/negative", "a negative version is refused with storage.ErrInvalid", func(p *probe) {
			c := p.open()
			c.Version = -1
			p.refused(storage.ErrInvalid, "Commit of version -1", c)
		}),
		check("versions/touch", "a record may be committed unchanged: only its version rises", func(p *probe) {
			c := p.put1(p.open())
			p.stored(p.put1(copyOf(c)))
		}),
		{
			Name: "versions/read", Promise: "what was read can be changed and committed back",
			Shared: "a record that reads back exactly as stored, which most checks ask for, can be committed",
			run: func(p *probe) {
				c := p.put1(p.open())
				read, err := p.cases.Get(p.ctx, c.ID)
				p.ok(err, "Get")
				p.stored(p.put1(later(read)))
			},
		},
	}
}

// batchChecks test that a batch is written whole or not at all.
func batchChecks() []Check {
	// half commits two new complaints and one that is refused.
	half := func(p *probe, want error, doing string, bad *complaint.Complaint) {
		a, b := p.open(), p.open()
		p.refused(want, doing, a, bad, b)
		p.absent(a, b)
	}
	return []Check{
		check("batch/several", "every complaint of a batch is written", func(p *probe) {
			p.stored(p.put(p.open(), p.open(), p.open())...)
		}),
		check("batch/new-and-old", "a batch may hold new and stored complaints together", func(p *probe) {
			c := p.put1(p.open())
			p.stored(p.put(p.open(), later(c), p.open())...)
		}),
		check("batch/empty", "a batch without records is refused with storage.ErrInvalid", func(p *probe) {
			p.refused(storage.ErrInvalid, "Commit of an empty batch")
		}),
		check("batch/nil", "a batch with a nil record is refused with storage.ErrInvalid, and nothing of it is written", func(p *probe) {
			half(p, storage.ErrInvalid, "Commit with a nil", nil)
		}),
		check("batch/twice", "a batch that holds a record twice is refused with storage.ErrInvalid, and nothing of it is written", func(p *probe) {
			c := p.open()
			p.refused(storage.ErrInvalid, "Commit of a record twice", c, copyOf(c))
			p.absent(c)
		}),
		check("batch/conflict", "a conflict in one record of a batch keeps all of it from being written", func(p *probe) {
			stale := p.put1(p.open())
			p.put1(touched(stale))
			half(p, storage.ErrConflict, "Commit with a stale record in the middle", later(stale))
		}),
		check("batch/invalid", "an invalid record in a batch keeps all of it from being written", func(p *probe) {
			half(p, storage.ErrInvalid, "Commit with an invalid record in the middle", p.open(func(c *complaint.Complaint) { c.State = "" }))
		}),
		check("batch/duplicate", "a taken unique value in one record of a batch keeps all of it from being written", func(p *probe) {
			taken := p.put1(p.open())
			half(p, storage.ErrDuplicate, "Commit with a taken number in the middle", p.open(func(c *complaint.Complaint) { c.Tracking = taken.Tracking }))
		}),
		check("batch/update-undone", "a refused batch leaves the stored records at their old state", func(p *probe) {
			c := p.put1(p.open())
			bad := p.open()
			bad.Version = 7
			p.refused(storage.ErrConflict, "Commit of an update with a conflict behind it", later(c, written("undone")), bad)
			p.stored(c)
		}),
		check("batch/zero-id", "a complaint without ID is refused with storage.ErrInvalid", func(p *probe) {
			p.refused(storage.ErrInvalid, "Commit without ID", p.open(func(c *complaint.Complaint) { c.ID = complaint.ID{} }))
		}),
		check("batch/no-timeline", "a complaint without timeline is refused with storage.ErrInvalid", func(p *probe) {
			p.refused(storage.ErrInvalid, "Commit without timeline", p.open(func(c *complaint.Complaint) { c.Timeline = nil }))
		}),
		check("batch/order-of-errors", "a record that is both invalid and stale is storage.ErrInvalid; errors come in a fixed order", func(p *probe) {
			c := p.put1(p.open())
			p.put1(touched(c))
			p.refused(storage.ErrInvalid, "Commit of a record both stale and invalid", later(c, func(c *complaint.Complaint) { c.State = "" }))
		}),
		check("batch/conflict-first", "a record that is stale and also takes a taken value is storage.ErrConflict", func(p *probe) {
			taken := p.put1(p.open())
			c := p.open()
			c.Version, c.Tracking = 3, taken.Tracking
			p.refused(storage.ErrConflict, "Commit of a record stale and duplicate", c)
		}),
		{
			Name: "batch/stale-before-past", Promise: "a stale record whose past differs for that reason is storage.ErrConflict, not storage.ErrInvalid",
			Shared: "races and repeated commands meet the same error in the same place",
			run: func(p *probe) {
				c := p.put1(p.open())
				p.put1(later(c, written("hers")))
				p.refused(storage.ErrConflict, "Commit of a stale record", later(c, written("his")))
			},
		},
	}
}

// touched returns a copy of a stored complaint with another due instant and no
// new entry.
func touched(c *complaint.Complaint) *complaint.Complaint {
	c = copyOf(c)
	c.NextDue = began().Add(time.Duration(c.Version) * time.Hour)
	return c
}

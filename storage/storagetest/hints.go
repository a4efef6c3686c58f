package storagetest

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// move is a move of the hint of a stored complaint.
func move(c *complaint.Complaint, next time.Time) complaint.Due {
	return complaint.Due{ID: c.ID, Version: c.Version, Was: c.NextDue, Next: next}
}

// hinted is the complaint with another hint.
func hinted(c *complaint.Complaint, next time.Time) *complaint.Complaint {
	c = copyOf(c)
	c.NextDue = next
	return c
}

// moves commits moves of hints and expects an error, nil for none.
func (p *probe) moves(want error, doing string, list ...complaint.Due) {
	_ = p.moving(want, doing, list...)
}

// moving is moves, with the error.
func (p *probe) moving(want error, doing string, list ...complaint.Due) error {
	err := p.cases.Commit(p.ctx, complaint.Batch{Due: list})
	if want == nil {
		p.ok(err, doing)
	} else {
		p.is(err, want, doing)
	}
	return err
}

// hintChecks test the hints for the timer, which are kept beside the record.
func hintChecks() []Check {
	at, then := began().Add(time.Hour), began().Add(2*time.Hour)
	return []Check{
		{
			Name: "hints/moves", Promise: "a hint moves alone: the complaint reads with it, and otherwise as it was, its version too",
			Shared: "a hint that does not move, or moves more, is seen by most checks of hints",
			run: func(p *probe) {
				c := p.put1(p.open(nested, dueAt(at)))
				p.moves(nil, "Commit of a hint", move(c, then))
				p.stored(hinted(c, then))
			},
		},
		check("hints/never", "a hint moves to never, and from never", func(p *probe) {
			c := p.put1(p.open(dueAt(at)))
			p.moves(nil, "Commit of never", move(c, time.Time{}))
			p.stored(hinted(c, time.Time{}))
			p.moves(nil, "Commit of a hint of what is never due", move(hinted(c, time.Time{}), then))
			p.stored(hinted(c, then))
		}),
		check("hints/version", "a hint that was read at another version is a *storage.ConflictError with both", func(p *probe) {
			old := p.put1(p.open(dueAt(at)))
			c := p.put1(later(old))
			err := p.moving(storage.ErrConflict, "Commit of a stale hint", move(old, then))
			got := errorAs[*storage.ConflictError](p, err, storage.ErrConflict, "Commit of a stale hint")
			p.same(*got, storage.ConflictError{Kind: "complaint", Key: c.ID.String(), Expected: 1, Stored: 2}, "the conflict")
			p.stored(c)
		}),
		check("hints/was", "a hint that has moved since it was read is a *storage.ConflictError of the field next_due", func(p *probe) {
			c := p.put1(p.open(dueAt(at)))
			for _, was := range []time.Time{at.Add(time.Microsecond), {}} {
				err := p.moving(storage.ErrConflict, "Commit of a hint that moved", move(hinted(c, was), then))
				got := errorAs[*storage.ConflictError](p, err, storage.ErrConflict, "Commit of a hint that moved")
				p.same(*got, storage.ConflictError{Kind: "complaint", Key: c.ID.String(), Expected: 1, Stored: 1, Field: "next_due"}, "the conflict")
			}
			p.stored(c)
		}),
		check("hints/missing", "the hint of a complaint that is not stored is refused with storage.ErrConflict", func(p *probe) {
			c := p.open(dueAt(at))
			c.Version = 1
			p.moves(storage.ErrConflict, "Commit of the hint of nothing", move(c, then))
			p.absent(c)
		}),
		check("hints/twice", "a batch that moves a hint twice is refused with storage.ErrInvalid", func(p *probe) {
			c := p.put1(p.open(dueAt(at)))
			p.moves(storage.ErrInvalid, "Commit of a hint twice", move(c, then), move(c, then))
			p.stored(c)
		}),
		check("hints/both", "a batch that holds a complaint and moves its hint is refused with storage.ErrInvalid", func(p *probe) {
			c := p.put1(p.open(dueAt(at)))
			b := batch(later(c))
			b.Due = []complaint.Due{move(c, then)}
			p.is(p.cases.Commit(p.ctx, b), storage.ErrInvalid, "Commit of a complaint and its hint")
			p.stored(c)
		}),
		check("hints/odd", "a hint finer than microseconds is refused with storage.ErrInvalid", func(p *probe) {
			c := p.put1(p.open(dueAt(at)))
			p.moves(storage.ErrInvalid, "Commit of a hint to the nanosecond", move(c, then.Add(1)))
			p.stored(c)
		}),
		check("hints/undone", "a hint that is refused keeps the rest of its batch from being written", func(p *probe) {
			a, c := p.put1(p.open(dueAt(at))), p.put1(p.open(dueAt(at)))
			b := batch(p.open())
			b.Due = []complaint.Due{move(a, then), move(hinted(c, then), began())}
			p.is(p.cases.Commit(p.ctx, b), storage.ErrConflict, "Commit with a hint that moved")
			p.absent(b.Complaints...)
			p.stored(a, c)
		}),
		check("hints/refused", "a complaint that is refused keeps the hints of its batch where they are", func(p *probe) {
			c, bad := p.put1(p.open(dueAt(at))), p.open()
			bad.Version = 7
			b := batch(bad)
			b.Due = []complaint.Due{move(c, then)}
			p.is(p.cases.Commit(p.ctx, b), storage.ErrConflict, "Commit with a stale complaint")
			p.stored(c)
		}),
		check("hints/lists", "lists by the due instant find a complaint where its hint has moved", func(p *probe) {
			a, b := p.put1(p.open(dueAt(at))), p.put1(p.open(dueAt(at.Add(time.Minute))))
			due := complaint.Query{Filter: complaint.Filter{DueBy: at.Add(90 * time.Second)}, Order: complaint.ByDue}
			p.lists(due, a, b)
			p.moves(nil, "Commit of hints", move(a, at.Add(time.Minute)), move(b, at))
			p.lists(due, b, a)
			p.moves(nil, "Commit of a later hint", move(hinted(b, at), then))
			p.lists(due, a)
		}),
		check("hints/agencies", "lists of an agency by the due instant find a complaint where its hint has moved", func(p *probe) {
			c := p.put1(p.open(nested, dueAt(then)))
			p.moves(nil, "Commit of a hint", move(c, at))
			p.lists(complaint.Query{Filter: complaint.Filter{Agency: c.Agency, DueBy: at.Add(time.Second)}, Order: complaint.ByDue}, c)
		}),
		check("hints/commit", "a complaint that was read before its hint moved can be committed, and brings its own", func(p *probe) {
			c := p.put1(p.open(dueAt(at)))
			p.moves(nil, "Commit of a hint", move(c, then))
			p.stored(p.put1(later(c, dueAt(at))))
		}),
		check("hints/many", "every one of many hints of a batch moves", func(p *probe) {
			var list []*complaint.Complaint
			var moves []complaint.Due
			for range 40 {
				c := p.put1(p.open(dueAt(at)))
				list, moves = append(list, hinted(c, then)), append(moves, move(c, then))
			}
			p.moves(nil, "Commit of many hints", moves...)
			p.stored(list...)
		}),
		{Name: "hints/feed", Promise: "the feed does not tell of a hint that moves alone", needs: ofWhole, run: func(p *probe) {
			c := p.put1(p.open(dueAt(at)))
			p.moves(nil, "Commit of a hint", move(c, then))
			other := p.put1(p.open())
			p.tells(p.changes("", 0), changeOf(c), changeOf(other))
		}},
		check("races/claim", "of several that move the same hint at the same time one succeeds, the others get storage.ErrConflict", func(p *probe) {
			for range 20 {
				c := p.put1(p.open(dueAt(at)))
				p.oneWins(together(racers, func(int) error {
					return p.cases.Commit(p.ctx, complaint.Batch{Due: []complaint.Due{move(c, then)}})
				}), storage.ErrConflict, "Commit of the same hint at once")
				p.stored(hinted(c, then))
			}
		}),
	}
}

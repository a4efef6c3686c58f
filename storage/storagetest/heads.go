package storagetest

import (
	"context"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// headChecks test what a store reads of a complaint to decide who may see it.
func headChecks() []Check {
	return []Check{
		check("head/record", "Head has every field of the record", func(p *probe) {
			p.heads(p.put1(p.open(full)), "")
		}),
		check("head/texts", "Head has no text", func(p *probe) {
			c := p.put1(p.open())
			head, err := p.cases.Head(p.ctx, c.ID, "")
			p.ok(err, "Head")
			if len(head.Texts) > 0 {
				p.failf("the head has %d texts", len(head.Texts))
			}
		}),
		check("head/entries", "of a long timeline Head has the last entry and the last that gave the case away or took it", func(p *probe) {
			p.heads(p.put1(p.open(wandering)), "")
		}),
		check("head/later", "Head follows what a later commit adds to the timeline", func(p *probe) {
			c := p.put1(p.open(wandering))
			c = p.put1(later(c, func(c *complaint.Complaint) { c.Timeline[len(c.Timeline)-1].Action = complaint.ActionReturn }))
			p.heads(p.put1(later(c)), "")
		}),
		check("head/meaning", "what gave the case away or took it is told by what the action did, not by its name", func(p *probe) {
			p.heads(p.put1(p.open(wandering, inOwnWords)), "")
		}),
		check("head/key", "Head has the entry with the key, and none for a key that no entry has", func(p *probe) {
			c := p.put1(p.open(wandering))
			for _, key := range []string{"k2", "k7", "k", "k%"} {
				p.heads(c, key)
			}
		}),
		check("head/unknown", "Head of an unknown ID is a *storage.NotFoundError that names kind and key, whatever else is stored", func(p *probe) {
			before, c, after := p.open(), p.open(), p.open()
			p.put(before, after)
			_, err := p.cases.Head(p.ctx, c.ID, "")
			found := errorAs[*storage.NotFoundError](p, err, storage.ErrNotFound, "Head of an unknown ID")
			if found.Kind != "complaint" || found.Key != c.ID.String() {
				p.failf("the error names %s %s, want complaint %s", found.Kind, found.Key, c.ID)
			}
		}),
		check("head/copy", "changing what Head returned changes nothing stored", func(p *probe) {
			stored := p.put1(p.open(nested))
			head, err := p.cases.Head(p.ctx, stored.ID, "")
			p.ok(err, "Head")
			head.State, head.Supporting[0], head.Accused[0].Agency = "scribbled", "scribbled", "scribbled"
			for i := range head.Timeline {
				head.Timeline[i].Action = "scribbled"
			}
			p.heads(stored, "")
			p.stored(stored)
		}),
		check("head/cancelled", "Head with a cancelled context gives its error, for a complaint that is stored", func(p *probe) {
			c := p.put1(p.open())
			_, err := p.cases.Head(p.gone(), c.ID, "")
			p.is(err, context.Canceled, "Head")
		}),
	}
}

// wandering is a complaint that was given to an agency and taken away, and to which more
// happened before and after.
func wandering(c *complaint.Complaint) {
	for i := range 9 {
		e := c.Timeline[0]
		e.Seq, e.Key, e.Action = i+2, "k"+string(rune('0'+i)), complaint.ActionNote
		c.Timeline = append(c.Timeline, e)
	}
	c.Timeline[2].Action, c.Timeline[4].Action, c.Timeline[5].Action = complaint.ActionForward, complaint.ActionTransfer, complaint.ActionForward
}

// inOwnWords lets one of the notes of a wandering case give it to an agency, and the
// forwards before it and after it not.
func inOwnWords(c *complaint.Complaint) {
	c.Timeline[3].Action, c.Timeline[3].Meaning = "dispatch", meaning("routes, publishes")
	c.Timeline[4].Meaning, c.Timeline[5].Meaning = meaning("nothing"), meaning("publishes")
}

// meaning is what an entry says of its action.
func meaning(words string) (m complaint.Meaning) {
	_ = m.UnmarshalText([]byte(words)) // they are words of the vocabulary
	return m
}

// heads checks that the head of a stored complaint is what complaint.Head leaves.
func (p *probe) heads(want *complaint.Complaint, key string) {
	head, err := p.cases.Head(p.ctx, want.ID, key)
	p.ok(err, "Head")
	p.same(head, want.Head(key), "the head")
}

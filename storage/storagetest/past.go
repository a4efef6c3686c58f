package storagetest

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// pastChecks test that the past of a complaint cannot be changed.
func pastChecks() []Check {
	// kept commits a complaint of two entries, and then a change that must be
	// refused.
	kept := func(name, promise string, change func(*complaint.Complaint)) Check {
		return Check{Name: "past/" + name, Promise: promise, run: func(p *probe) {
			c := p.put1(later(p.put1(p.open()), written("second"), func(c *complaint.Complaint) { keep(c, "loose") }))
			bad := later(c)
			change(bad)
			p.refused(storage.ErrInvalid, "Commit of a changed past", bad)
			p.stored(c)
		}}
	}
	return []Check{
		kept("shortened", "a timeline that lacks a stored entry is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline = c.Timeline[:1]
		}),
		kept("rewritten", "a timeline in which a stored entry has another action is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline[1].Action = "forward"
		}),
		kept("instant", "a timeline in which a stored entry has another instant is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline[1].At = c.Timeline[1].At.Add(time.Microsecond)
		}),
		kept("actor", "a timeline in which a stored entry is by somebody else is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline[1].By.ID = "other"
		}),
		kept("details", "a timeline in which a stored entry states other facts is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline[0].Details.Disclosure = &complaint.Disclosure{Public: true}
		}),
		kept("key", "a timeline in which a stored entry has another key is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline[1].Key = "forged"
		}),
		kept("note", "a timeline in which a stored entry refers to another text is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline[1].Note = keep(c, "forged")
		}),
		kept("entry-version", "a new entry with another version than the commit gives is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			newest(c).Version--
		}),
		kept("text-lost", "a record that lacks a stored text is refused with storage.ErrInvalid; erasing leaves a tombstone", func(c *complaint.Complaint) {
			c.Texts = c.Texts[:len(c.Texts)-1]
		}),
		kept("text-replaced", "a record in which a stored text is another one is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Texts = c.Texts[:len(c.Texts)-1]
			keep(c, "forged")
		}),
		kept("tracking", "the tracking number never changes: storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Tracking = trackingOf(999)
		}),
		kept("reporter", "the reporter's reference never changes: storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Reporter.UUID[0]++
		}),
		kept("lifecycle", "the edition of the lifecycle never changes: storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Lifecycle.Edition = "2"
		}),
		kept("policy", "the edition of the policy never changes: storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Policy = complaint.Edition{Name: "p", Edition: "1"}
		}),
		kept("external", "the external reference never changes: storage.ErrInvalid", func(c *complaint.Complaint) {
			c.External = complaint.External{System: "s", ID: complaint.NewPrivate("1")}
		}),
		kept("silent", "a record that changed while its timeline did not is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline, c.Category = c.Timeline[:len(c.Timeline)-1], "health"
		}),
		kept("silent-text", "a text more without a new entry is refused with storage.ErrInvalid", func(c *complaint.Complaint) {
			c.Timeline = c.Timeline[:len(c.Timeline)-1]
			keep(c, "more")
		}),
		check("past/hint", "the hint for the timer moves without an entry, and a text may be erased without one", func(p *probe) {
			c := p.put1(p.open(written("secret")))
			last := len(c.Texts) - 1
			c.NextDue, c.Texts[last] = began().Add(time.Hour), complaint.Text{Digest: c.Texts[last].Digest, Erased: true}
			p.stored(p.put1(c))
		}),
		check("past/erase", "a stored text may be erased, and its digest stays", func(p *probe) {
			c := p.put1(p.open(written("secret")))
			p.stored(p.put1(later(c, func(c *complaint.Complaint) {
				last := len(c.Texts) - 1
				c.Texts[last] = complaint.Text{Digest: c.Texts[last].Digest, Erased: true}
			})))
		}),
		check("past/unerase", "an erased text does not come back: storage.ErrInvalid", func(p *probe) {
			c := p.open(written("secret"))
			last := len(c.Texts) - 1
			text := c.Texts[last]
			c.Texts[last] = complaint.Text{Digest: text.Digest, Erased: true}
			stored := p.put1(c)
			bad := later(stored)
			bad.Texts[last] = text
			p.refused(storage.ErrInvalid, "Commit of an erased text", bad)
		}),
		check("past/open-header", "what is no header may change with an entry: due instant, disclosure, category, agency", func(p *probe) {
			c := p.put1(p.open())
			p.stored(p.put1(later(c, func(c *complaint.Complaint) {
				c.NextDue, c.Disclosure.Public, c.Category, c.Agency = began().Add(time.Hour), true, "health", "clinic"
			})))
		}),
	}
}

// uniqueChecks test the values that no two complaints may share.
func uniqueChecks() []Check {
	return []Check{
		check("unique/tracking", "a tracking number that another complaint has is a *storage.DuplicateError of the field tracking", func(p *probe) {
			a := p.put1(p.open())
			b := p.open(func(c *complaint.Complaint) { c.Tracking = a.Tracking })
			got := errorAs[*storage.DuplicateError](p, p.refusal(b), storage.ErrDuplicate, "Commit of a taken tracking number")
			p.same(*got, storage.DuplicateError{Kind: "complaint", Key: b.ID.String(), Field: "tracking"}, "the duplicate")
			p.absent(b)
		}),
		check("unique/external", "an external reference that another complaint has is a *storage.DuplicateError of the field external", func(p *probe) {
			p.put(p.open(external("s", "1")))
			b := p.open(external("s", "1"))
			got := errorAs[*storage.DuplicateError](p, p.refusal(b), storage.ErrDuplicate, "Commit of a taken reference")
			p.same(*got, storage.DuplicateError{Kind: "complaint", Key: b.ID.String(), Field: "external"}, "the duplicate")
			p.absent(b)
		}),
		check("unique/within-a-batch", "two complaints of one batch cannot have the same tracking number: storage.ErrDuplicate", func(p *probe) {
			a := p.open()
			b := p.open(func(c *complaint.Complaint) { c.Tracking = a.Tracking })
			p.refused(storage.ErrDuplicate, "Commit of one number for two", a, b)
			p.absent(a, b)
		}),
		check("unique/external-within-a-batch", "two complaints of one batch cannot have the same external reference: storage.ErrDuplicate", func(p *probe) {
			a, b := p.open(external("s", "1")), p.open(external("s", "1"))
			p.refused(storage.ErrDuplicate, "Commit of one reference for two", a, b)
			p.absent(a, b)
		}),
		check("unique/own", "a complaint does not stand in its own way: it keeps number and reference in later commits", func(p *probe) {
			p.stored(p.put1(later(p.put1(p.open(external("s", "1"))))))
		}),
		{
			Name: "unique/none", Promise: "complaints without external reference do not collide with each other",
			Shared: "a store that let them collide could hold one complaint only, so nearly every check would fail",
			run:    func(p *probe) { p.stored(p.put1(p.open()), p.put1(p.open())) },
		},
		check("unique/systems", "the same number of two external systems is not a duplicate", func(p *probe) {
			p.stored(p.put(p.open(external("a", "1")), p.open(external("b", "1")))...)
		}),
		check("unique/case", "external references that differ in case only are different", func(p *probe) {
			p.stored(p.put(p.open(external("s", "ABC")), p.open(external("s", "abc")))...)
		}),
		check("unique/joints", "external references are not the same because their parts look alike when joined", func(p *probe) {
			pairs := [][2]string{{"a", "b/c"}, {"a/b", "c"}, {"d:e", "f"}, {"d", "e:f"}, {`g"/"h`, "i"}, {"g", `h"/"i`}, {"j|k", "l"}, {"j", "k|l"}}
			for _, pair := range pairs {
				p.stored(p.put1(p.open(external(pair[0], pair[1]))))
			}
		}),
		check("unique/released", "a refused batch takes no unique value", func(p *probe) {
			a, bad := p.open(), p.open()
			bad.Version = 9
			p.refused(storage.ErrConflict, "Commit with a conflict", a, bad)
			p.stored(p.put1(p.open(func(c *complaint.Complaint) { c.Tracking = a.Tracking })))
		}),
		check("unique/many", "every one of many tracking numbers stays taken", func(p *probe) {
			var list []*complaint.Complaint
			for range 40 {
				list = append(list, p.put1(p.open()))
			}
			for _, c := range slices.Backward(list) {
				p.refused(storage.ErrDuplicate, "Commit of a taken number", p.open(func(d *complaint.Complaint) { d.Tracking = c.Tracking }))
			}
		}),
	}
}

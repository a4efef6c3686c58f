package storagetest

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
)

// dues makes six stored complaints with due instants out of order, two alike
// and two never, and returns them in the order ByDue.
func dues(p *probe) []*complaint.Complaint {
	at := func(hours int) func(*complaint.Complaint) {
		return dueAt(began().Add(time.Duration(hours) * time.Hour))
	}
	never1, late, early, same, again, never2 := p.open(), p.open(at(9)), p.open(at(1)), p.open(at(5)), p.open(at(5)), p.open()
	s := p.put(never1, late, early, same, again, never2)
	return []*complaint.Complaint{s[2], s[3], s[4], s[1], s[0], s[5]}
}

// many makes n stored complaints, committed from the last ID to the first, and
// returns them by ID.
func many(p *probe, n int) []*complaint.Complaint {
	list := make([]*complaint.Complaint, n)
	for i := range list {
		list[i] = p.open()
	}
	stored := make([]*complaint.Complaint, n)
	for i := n - 1; i >= 0; i-- {
		stored[i] = p.put1(list[i])
	}
	return stored
}

// listChecks test orders, places and limits.
func listChecks() []Check {
	byDue := complaint.Query{Order: complaint.ByDue}
	return []Check{
		{Name: "list/empty", Promise: "a list of an empty store yields nothing and no error", run: func(p *probe) { p.lists(complaint.Query{}) }},
		check("list/whole", "a list yields the same records as Get", func(p *probe) {
			c := p.put1(p.open(func(c *complaint.Complaint) { c.Place = keep(c, "Di depan pasar") }))
			p.same(p.list(complaint.Query{}), []*complaint.Complaint{c}, "the list")
		}),
		check("list/by-id", "the order ByID is bytewise by ID, whatever the order of commits", func(p *probe) {
			p.lists(complaint.Query{}, many(p, 8)...)
		}),
		check("list/by-id-bytes", "the order ByID counts every byte of the ID, the high ones as the largest", func(p *probe) {
			var want []*complaint.Complaint
			for _, b := range []byte{0x00, 0x7f, 0x80, 0xff} {
				want = append(want, p.open(func(c *complaint.Complaint) { c.ID.UUID[0], c.ID.UUID[15] = b, 0xff-b }))
			}
			p.put(want[2], want[0], want[3], want[1])
			p.lists(complaint.Query{}, want...)
		}),
		check("list/by-due", "the order ByDue is by due instant, then by ID, and what is never due comes last", func(p *probe) {
			p.lists(byDue, dues(p)...)
		}),
		check("list/by-due-microseconds", "the order ByDue tells microseconds apart", func(p *probe) {
			at := began().Add(456 * time.Microsecond)
			b, a := p.open(dueAt(at.Add(time.Microsecond))), p.open(dueAt(at))
			p.put(a, b)
			p.lists(byDue, a, b)
		}),
		check("list/by-due-whole-seconds", "an instant on the full second is due before one a fraction later, however they are written", func(p *probe) {
			second := began().Truncate(time.Second)
			b, a := p.open(dueAt(second.Add(500*time.Millisecond))), p.open(dueAt(second))
			p.put(a, b)
			p.lists(byDue, a, b)
		}),
		check("list/due-moved", "a complaint whose due instant changed stands at the new place, and only there", func(p *probe) {
			a, b := p.put1(p.open(dueAt(began()))), p.put1(p.open(dueAt(began().Add(time.Hour))))
			p.put(later(a, dueAt(began().Add(2*time.Hour))))
			p.lists(byDue, b, a)
		}),
		check("list/due-ended", "a complaint that is due no more comes last", func(p *probe) {
			a, b := p.put1(p.open(dueAt(began()))), p.put1(p.open(dueAt(began().Add(time.Hour))))
			p.put(later(a, dueAt(time.Time{})))
			p.lists(byDue, b, a)
		}),
		check("list/limit", "a list yields at most as many as its limit, the first ones", func(p *probe) {
			p.lists(complaint.Query{Limit: 4}, many(p, 6)[:4]...)
		}),
		check("list/limit-due", "a limited list in the order ByDue yields the first in that order, not the first stored", func(p *probe) {
			p.lists(complaint.Query{Order: complaint.ByDue, Limit: 2}, dues(p)[:2]...)
		}),
		check("list/limit-large", "a limit larger than the store is no error", func(p *probe) {
			p.lists(complaint.Query{Limit: 1000}, many(p, 3)...)
		}),
		check("list/no-limit", "a list without limit yields everything, not a page of some default size", func(p *probe) {
			var list []*complaint.Complaint
			for range 1100 {
				list = append(list, p.open())
			}
			p.lists(complaint.Query{}, p.put(list...)...)
		}),
		check("list/after", "a list after a place yields what follows it, without the complaint of that place", func(p *probe) {
			list := many(p, 5)
			p.lists(complaint.Query{After: placeOf(list[1])}, list[2:]...)
		}),
		check("list/after-due", "a list ByDue after a place goes on among equal instants by ID", func(p *probe) {
			list := dues(p)
			p.lists(complaint.Query{Order: complaint.ByDue, After: placeOf(list[1])}, list[2:]...)
		}),
		check("list/after-never", "a list ByDue after a complaint that is never due yields those never due with higher IDs", func(p *probe) {
			list := dues(p)
			p.lists(complaint.Query{Order: complaint.ByDue, After: placeOf(list[4])}, list[5:]...)
		}),
		check("list/after-gone", "a place needs no complaint: the list goes on after where it would stand", func(p *probe) {
			a, gap, b := p.open(), p.open(), p.open()
			p.put(a, b)
			p.lists(complaint.Query{After: placeOf(gap)}, b)
		}),
		check("list/after-moved", "a place ByDue holds though its complaint has moved: what stood behind it is not skipped", func(p *probe) {
			list := dues(p)
			p.put(later(list[0], dueAt(began().Add(100*time.Hour))))
			p.lists(complaint.Query{Order: complaint.ByDue, After: placeOf(list[0])}, list[1], list[2], list[3], list[0], list[4], list[5])
		}),
		check("list/after-last", "a list after the last complaint yields nothing and no error", func(p *probe) {
			list := many(p, 3)
			p.lists(complaint.Query{After: placeOf(list[2])})
		}),
		check("list/pages", "pages by ID yield every complaint exactly once", func(p *probe) {
			p.pages(complaint.Query{Limit: 3}, many(p, 10))
		}),
		check("list/pages-due", "pages by due instant yield every complaint exactly once", func(p *probe) {
			p.pages(complaint.Query{Order: complaint.ByDue, Limit: 1}, dues(p))
		}),
		{
			Name: "list/own-writes", Promise: "whoever committed finds it in the next list and the next Get",
			Shared: "every check that reads what it wrote would fail too; here stands the promise itself",
			run: func(p *probe) {
				for range 20 {
					c := p.put1(p.open())
					p.stored(c)
					p.lists(complaint.Query{Filter: complaint.Filter{Tracking: c.Tracking}}, c)
				}
			},
		},
	}
}

// pages walks through a list page by page.
func (p *probe) pages(q complaint.Query, want []*complaint.Complaint) {
	for len(want) > 0 {
		page := p.list(q)
		if len(page) != min(q.Limit, len(want)) {
			p.failf("a page has %d complaints, want %d", len(page), min(q.Limit, len(want)))
		}
		for i, c := range page {
			if c.ID != want[i].ID {
				p.failf("a page holds %s, want %s", idsOf(page), idsOf(want[:len(page)]))
			}
		}
		q.After = placeOf(page[len(page)-1])
		want = want[len(page):]
	}
	p.lists(q)
}

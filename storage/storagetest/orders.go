package storagetest

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// changes makes six stored complaints of which the second, the fifth and the third were
// changed in this order, two of them at one instant, and returns them in the order
// ByUpdated.
func changes(p *probe) []*complaint.Complaint {
	list := many(p, 6)
	at := func(hours int) func(*complaint.Complaint) {
		return func(c *complaint.Complaint) {
			c.Timeline[len(c.Timeline)-1].At = began().Add(time.Duration(hours) * 24 * time.Hour)
		}
	}
	second, fifth, third := p.put1(later(list[1], at(10))), p.put1(later(list[4], at(20))), p.put1(later(list[2], at(20)))
	return []*complaint.Complaint{list[0], list[3], list[5], second, third, fifth}
}

func backwards(list []*complaint.Complaint) []*complaint.Complaint {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

// orderChecks test the orders beside those by ID and by due instant, and what a page knows.
func orderChecks() []Check {
	newest, updated, latest := complaint.Query{Order: complaint.ByNewest}, complaint.Query{Order: complaint.ByUpdated}, complaint.Query{Order: complaint.ByLatest}
	return []Check{
		check("list/by-newest", "the order ByNewest is ByID backwards, limits and places included", func(p *probe) {
			list := backwards(many(p, 7))
			p.lists(newest, list...)
			q := newest
			q.Limit = 3
			p.pages(q, list)
		}),
		check("list/by-updated", "the order ByUpdated is by the last change, then by ID", func(p *probe) {
			p.lists(updated, changes(p)...)
		}),
		check("list/by-latest", "the order ByLatest is ByUpdated backwards, also among equal instants", func(p *probe) {
			p.lists(latest, backwards(changes(p))...)
		}),
		check("list/pages-updated", "pages by the last change yield every complaint exactly once, from either end", func(p *probe) {
			list := changes(p)
			q := updated
			q.Limit = 2
			p.pages(q, list)
			q.Order = complaint.ByLatest
			p.pages(q, backwards(list))
		}),
		check("list/after-changed", "a place ByLatest holds though its complaint has changed: what stood behind it is not passed over", func(p *probe) {
			list := backwards(changes(p))
			p.put1(later(list[1], func(c *complaint.Complaint) {
				c.Timeline[len(c.Timeline)-1].At = began().Add(1000 * time.Hour)
			}))
			q := latest
			q.After = placeOf(list[1])
			p.lists(q, list[2:]...)
		}),
		check("list/updated-filter", "a filter keeps the order of the last change", func(p *probe) {
			list := changes(p)
			for _, c := range list {
				p.lists(complaint.Query{Filter: complaint.Filter{Tracking: c.Tracking}, Order: complaint.ByLatest}, c)
			}
			from := complaint.Filter{UpdatedFrom: began().Add(10 * 24 * time.Hour)}
			p.lists(complaint.Query{Filter: from, Order: complaint.ByUpdated}, list[3:]...)
			p.lists(complaint.Query{Filter: from, Order: complaint.ByLatest, Limit: 2}, backwards(list)[:2]...)
		}),
		check("list/last-page", "one item more can be asked for than a page shows, so that a page knows whether it is the last", func(p *probe) {
			list := many(p, 6)
			for _, limit := range []int{2, 3, 4, 6, 7} {
				q := complaint.Query{Limit: limit}
				for rest := list; ; {
					page := p.page(q, func(q complaint.Query) iter.Seq2[*complaint.Complaint, error] { return p.cases.List(p.ctx, q) })
					n := min(limit, len(rest))
					if idsOf(page.Items) != idsOf(rest[:n]) || page.Last != (n == len(rest)) || page.Incomplete {
						p.failf("a page of %d holds %s, last %t, incomplete %t; want %s, last %t", limit, idsOf(page.Items), page.Last, page.Incomplete, idsOf(rest[:n]), n == len(rest))
					}
					if rest, q.After = rest[n:], page.Next; len(rest) == 0 {
						break
					}
				}
			}
		}),
	}
}

// page reads a page.
func (p *probe) page(q complaint.Query, list func(complaint.Query) iter.Seq2[*complaint.Complaint, error]) complaint.Page[*complaint.Complaint] {
	page, err := complaint.ReadPage(q, list)
	p.ok(err, "a page")
	return page
}

// budgetChecks test that a search which does not look at everything says so.
func budgetChecks() []Check {
	const many = backend.SearchBudget + 50
	public := func(c *complaint.Complaint) { c.Disclosure.Public, c.Verified = true, true }
	return []Check{{
		Name: "search/incomplete", needs: ofSearch,
		Promise: "a search that stops before it has looked at all it could find says so, and goes on behind where it stopped until it has found everything",
		run: func(p *probe) {
			var list []*complaint.Complaint
			for i := range many {
				c := p.open(told("a", "Gelap gulita"))
				if i == many-1 {
					public(c)
				}
				list = append(list, c)
			}
			last := p.put(list...)[many-1]
			q := complaint.Query{Filter: complaint.Filter{PublicOnly: true}, Limit: 2}
			var found []*complaint.Complaint
			for pages := 0; ; pages++ {
				page := p.page(q, func(q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
					return p.searcher().Search(p.ctx, "gelap gulita", q)
				})
				found = append(found, page.Items...)
				if page.Last || pages == many {
					break
				}
				if page.Next == q.After {
					p.failf("a search goes on where it began")
				}
				q.After = page.Next
			}
			if idsOf(found) != idsOf([]*complaint.Complaint{last}) {
				p.failf("%s", fmt.Sprintf("searching page after page finds %s, want %s", idsOf(found), last.ID))
			}
		},
	}}
}

package storagetest

import (
	"errors"
	"time"

	"github.com/aduan-go/aduan/complaint"
)

// walkChecks test what may happen while somebody iterates.
func walkChecks() []Check {
	return []Check{
		check("walk/break", "a caller may stop an iteration at any item, and the store works on", func(p *probe) {
			list := many(p, 4)
			for stop := range list {
				n := 0
				for _, err := range p.cases.List(p.ctx, complaint.Query{}) {
					p.ok(err, "List")
					if n++; n > stop {
						break
					}
				}
			}
			p.stored(p.put1(later(list[0])))
		}),
		check("walk/write", "a caller may commit while iterating: no transaction is open between two items", func(p *probe) {
			list, n := many(p, 4), 0
			for c, err := range p.cases.List(p.ctx, complaint.Query{}) {
				p.ok(err, "List")
				if n++; n <= len(list) {
					p.put(later(c))
					p.put(p.open())
				}
			}
			if n < len(list) {
				p.failf("the list ended after %d of %d", n, len(list))
			}
		}),
		check("walk/read", "a caller may read and list while iterating", func(p *probe) {
			list := many(p, 3)
			for c, err := range p.cases.List(p.ctx, complaint.Query{}) {
				p.ok(err, "List")
				_, err = p.cases.Get(p.ctx, c.ID)
				p.ok(err, "Get while iterating")
				p.lists(complaint.Query{}, list...)
			}
		}),
		check("walk/once", "nothing appears twice in a list, though it is moved to a later place meanwhile", func(p *probe) {
			list, n := dues(p), 0
			for c, err := range p.cases.List(p.ctx, complaint.Query{Order: complaint.ByDue}) {
				p.ok(err, "List")
				if n++; n > len(list) {
					p.failf("the list has more than its %d complaints: one appeared again at its new place", len(list))
				}
				p.put(later(c, dueAt(began().Add(time.Duration(1000+n)*time.Hour))))
			}
		}),
		check("walk/pages-under-commits", "pages by ID yield all that was there from the beginning exactly once, though others commit between them", func(p *probe) {
			var early, between []*complaint.Complaint
			for range 10 {
				early, between = append(early, p.open()), append(between, p.open())
			}
			p.put(early...)
			seen := map[complaint.ID]int{}
			q := complaint.Query{Limit: 2}
			for {
				page := p.list(q)
				if len(page) == 0 {
					break
				}
				for _, c := range page {
					if seen[c.ID]++; seen[c.ID] > 1 {
						p.failf("complaint %s appears twice", c.ID)
					}
					q.After = placeOf(c)
				}
				if len(between) > 0 {
					p.put(between[0], between[len(between)-1])
					between = between[1 : len(between)-1]
				}
			}
			for _, c := range early {
				if seen[c.ID] == 0 {
					p.failf("complaint %s, which was there from the beginning, is missing", c.ID)
				}
			}
		}),
		check("walk/cancel", "cancelling while iterating ends the list with the context's error, which comes last", func(p *probe) {
			many(p, 20)
			ctx, cancel := p.cancelable()
			defer cancel()
			n, last := 0, error(nil)
			for _, err := range p.cases.List(ctx, complaint.Query{}) {
				if last != nil {
					p.failf("the list goes on after its error")
				}
				if n++; n == 2 {
					cancel()
				}
				last = err
			}
			p.is(last, ctx.Err(), "a list cancelled at its second item")
			if n == 20 && errors.Is(last, ctx.Err()) {
				p.failf("the list yielded every item before it said that it was cancelled")
			}
		}),
	}
}

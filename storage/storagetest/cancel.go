package storagetest

import (
	"context"
	"time"

	"github.com/aduan-go/aduan/complaint"
)

// cancelChecks test that calls end with their context.
func cancelChecks() []Check {
	return []Check{
		check("cancel/commit", "a commit whose context is cancelled before it begins gives the context's error and writes nothing", func(p *probe) {
			c := p.open()
			p.is(p.cases.Commit(p.gone(), batch(c)), context.Canceled, "Commit")
			p.absent(c)
		}),
		check("cancel/deadline", "a context whose deadline has passed gives context.DeadlineExceeded, and a commit writes nothing", func(p *probe) {
			ctx, cancel := context.WithDeadline(p.ctx, time.Unix(0, 0))
			defer cancel()
			c := p.open()
			p.is(p.cases.Commit(ctx, batch(c)), context.DeadlineExceeded, "Commit")
			p.absent(c)
		}),
		check("cancel/get", "Get with a cancelled context gives its error, for a complaint that is stored", func(p *probe) {
			c := p.put1(p.open())
			_, err := p.cases.Get(p.gone(), c.ID)
			p.is(err, context.Canceled, "Get")
		}),
		check("cancel/list", "List with a cancelled context yields its error and no complaint", func(p *probe) {
			p.put(p.open())
			n := 0
			p.is(lastError(p, counted(p.cases.List(p.gone(), complaint.Query{}), &n)), context.Canceled, "List")
			if n > 0 {
				p.failf("List yielded %d complaints before the error", n)
			}
		}),
		check("cancel/list-one", "a list by a unique value with a cancelled context yields the error, not an empty list", func(p *probe) {
			c := p.put1(p.open())
			f := complaint.Filter{Tracking: c.Tracking}
			p.is(lastError(p, p.cases.List(p.gone(), complaint.Query{Filter: f})), context.Canceled, "List")
		}),
	}
}

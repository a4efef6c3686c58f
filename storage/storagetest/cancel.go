package storagetest

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
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
		check("cancel/certain", "a commit whose context is cancelled before it begins says that nothing was written: storage.SaysNotWritten", func(p *probe) {
			err := p.cases.Commit(p.gone(), batch(p.open()))
			if !storage.SaysNotWritten(err) {
				p.failf("the error %q leaves the outcome unknown; storage.NotWritten marks it", err)
			}
		}),
		check("cancel/meanwhile", "a commit that is cancelled at any moment and says that nothing was written has written nothing; without an error it has written", func(p *probe) {
			for n := 1; n <= 20; n++ {
				c := p.open()
				want := c.Clone()
				want.Version++
				ctx := cancelledAt(p.ctx, n)
				err := p.cases.Commit(ctx, batch(c))
				ctx.cancel()
				switch {
				case err == nil:
					p.stored(want)
				case storage.SaysNotWritten(err):
					p.absent(c)
				}
			}
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

// looked is a context that is cancelled when somebody looks at it for the n-th
// time, whatever they are doing then.
type looked struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func cancelledAt(ctx context.Context, n int) *looked {
	l := new(looked)
	l.Context, l.cancel = context.WithCancel(ctx)
	l.left.Store(int64(n))
	return l
}

func (l *looked) look() {
	if l.left.Add(-1) < 0 {
		l.cancel()
	}
}

func (l *looked) Err() error {
	l.look()
	return l.Context.Err()
}

func (l *looked) Done() <-chan struct{} {
	l.look()
	return l.Context.Done()
}

package faulty

import (
	"context"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

type (
	agencyCall  = func(context.Context, agency.ID) (*agency.Agency, error)
	agencies    = iter.Seq2[*agency.Agency, error]
	agencyQuery = func(context.Context, agency.Query) agencies
)

type plantAgencies struct{ s *plant }

func (r plantAgencies) Get(ctx context.Context, id agency.ID) (*agency.Agency, error) {
	call := r.s.Store.Set().Agencies.Get
	if r.s.agency == nil {
		return call(ctx, id)
	}
	return r.s.agency(ctx, id, call)
}

func (r plantAgencies) List(ctx context.Context, q agency.Query) agencies {
	call := r.s.Store.Set().Agencies.List
	if r.s.agencyList == nil {
		return call(ctx, q)
	}
	return r.s.agencyList(ctx, q, call)
}

// desk is the agency of a batch that holds nothing else.
func desk(b backend.Batch) *agency.Agency {
	if len(b.Complaints)+len(b.Identities)+len(b.Editions) == 0 && len(b.Agencies) == 1 {
		return b.Agencies[0]
	}
	return nil
}

// signs keeps the first names of agencies as somebody else holds them.
type signs struct {
	mu   sync.Mutex
	held map[agency.ID][]agency.Term
}

func (n *signs) keep(a *agency.Agency) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.held[a.ID] = a.Terms
}

func (n *signs) answer(ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error) {
	a, err := call(ctx, id)
	n.mu.Lock()
	defer n.mu.Unlock()
	if terms := n.held[id]; err == nil && len(terms) > 0 {
		a.Terms[0].Name = terms[0].Name
	}
	return a, err
}

func agencyFaults() []Fault {
	got := func(name, planted string, answer func(s *plant, ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error)) Fault {
		return Fault{Check: "agency/" + name, Planted: planted, into: func(s *plant) {
			s.agency = func(ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error) {
				return answer(s, ctx, id, call)
			}
		}}
	}
	read := func(name, planted string, change func(a *agency.Agency)) Fault {
		return got(name, planted, func(_ *plant, ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error) {
			a, err := call(ctx, id)
			if err == nil {
				change(a)
			}
			return a, err
		})
	}
	forgives := func(name, planted string, wrong func(b backend.Batch, err error) bool) Fault {
		return accepts("agency/"+name, planted, func(_ *plant, b backend.Batch, err error) bool {
			return len(b.Agencies) == 1 && len(b.Complaints) == 0 && wrong(b, err)
		})
	}
	list := func(name, planted string, answer func(s *plant, ctx context.Context, q agency.Query, call agencyQuery) agencies) Fault {
		return Fault{Check: "agency/" + name, Planted: planted, into: func(s *plant) {
			s.agencyList = func(ctx context.Context, q agency.Query, call agencyQuery) agencies { return answer(s, ctx, q, call) }
		}}
	}
	sharing := func(name, planted string, plantIt func(s *plant, n *signs)) Fault {
		return Fault{Check: "agency/" + name, Planted: planted, into: func(s *plant) {
			n := &signs{held: map[agency.ID][]agency.Term{}}
			s.agency = n.answer
			plantIt(s, n)
		}}
	}
	return []Fault{
		read("round-trip", "the regions of an agency are sorted", func(a *agency.Agency) {
			for _, t := range a.Terms {
				slices.SortFunc(t.Jurisdiction, region.Code.Compare)
			}
		}),
		read("microseconds", "the terms of an agency keep seconds", func(a *agency.Agency) {
			for i := range a.Terms {
				v := &a.Terms[i].Valid
				v.From, v.Until = v.From.Truncate(time.Second), v.Until.Truncate(time.Second)
			}
		}),
		got("unknown", "the error for an unknown agency has no facts", func(_ *plant, ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error) {
			a, err := call(ctx, id)
			return a, bare(err)
		}),
		forgives("stale", "a stale agency is dropped in silence", func(b backend.Batch, err error) bool {
			e := conflict(err, agency.KindOfAgency)
			return e != nil && e.Expected > 0 && e.Stored > 0
		}),
		forgives("again", "a stored agency is taken for a repetition", func(b backend.Batch, err error) bool {
			e := conflict(err, agency.KindOfAgency)
			return e != nil && e.Expected == 0
		}),
		forgives("invalid", "an agency without terms is dropped in silence", func(b backend.Batch, _ error) bool {
			return desk(b) != nil && len(desk(b).Terms) == 0
		}),
		forgives("nil", "a nil agency is dropped in silence", func(b backend.Batch, _ error) bool { return b.Agencies[0] == nil }),
		halves("agency/all-or-nothing", "beside a stale agency the others are written", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return backend.Batch{Agencies: b.Agencies[:min(1, len(b.Agencies))]}, len(b.Agencies) == 2
		}),
		sharing("in", "the store keeps the committed agency itself", func(s *plant, n *signs) {
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				err := call(ctx, b)
				if err == nil && desk(b) != nil {
					n.keep(desk(b))
				}
				return err
			}
		}),
		sharing("out", "Get returns the stored agency itself", func(s *plant, n *signs) {
			s.agency = func(ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error) {
				a, err := n.answer(ctx, id, call)
				if err == nil {
					n.keep(a)
				}
				return a, err
			}
		}),
		sharing("listed-out", "a list yields the stored agencies themselves", func(s *plant, n *signs) {
			s.agencyList = func(ctx context.Context, q agency.Query, call agencyQuery) agencies {
				return func(yield func(*agency.Agency, error) bool) {
					for a, err := range call(ctx, q) {
						if err == nil {
							n.keep(a)
						}
						if !yield(a, err) {
							return
						}
					}
				}
			}
		}),
		list("list", "agencies come in the order of their commits", func(s *plant, ctx context.Context, q agency.Query, call agencyQuery) agencies {
			return func(yield func(*agency.Agency, error) bool) {
				all, err := collect(call(ctx, q))
				if q == (agency.Query{}) {
					slices.Reverse(all)
				}
				spread(ctx, all, err)(yield)
			}
		}),
		list("list-after", "an ID to go on after must be stored", func(_ *plant, ctx context.Context, q agency.Query, call agencyQuery) agencies {
			if q.After == "id.ab" {
				return spread[*agency.Agency](ctx, nil, storage.ErrNotFound)
			}
			return call(ctx, q)
		}),
		list("list-limit", "a limit does not count", func(_ *plant, ctx context.Context, q agency.Query, call agencyQuery) agencies {
			q.Limit = 0
			return call(ctx, q)
		}),
		got("cancel", "Get does not look at its context", func(_ *plant, ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error) {
			return call(context.WithoutCancel(ctx), id)
		}),
		list("list-cancel", "a cancelled list is empty", func(_ *plant, ctx context.Context, q agency.Query, call agencyQuery) agencies {
			if ctx.Err() != nil {
				return spread[*agency.Agency](ctx, nil, nil)
			}
			return call(ctx, q)
		}),
		{Check: "agency/break", Planted: "a list of agencies keeps a transaction open", into: func(s *plant) {
			s.agencyList = func(ctx context.Context, q agency.Query, call agencyQuery) agencies { return occupied(s, call(ctx, q)) }
			s.commit = busyCommit(s)
		}},
		rewords("agency", "an agency is told in upper case", func(_ *plant, c storage.Change) storage.Change {
			if c.Kind == agency.KindOfAgency {
				c.Kind = "AGENCY"
			}
			return c
		}).under("agency/feed"),
		halves("agency/with-a-complaint", "a complaint is written though the agency is refused", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return backend.Batch{Batch: complaint.Batch{Complaints: b.Complaints, Identities: b.Identities}}, conflict(err, agency.KindOfAgency) != nil && len(b.Complaints) > 0
		}),
		got("closed", "after Close Get finds nothing", func(s *plant, ctx context.Context, id agency.ID, call agencyCall) (*agency.Agency, error) {
			if s.isClosed() {
				return nil, storage.ErrNotFound
			}
			return call(ctx, id)
		}),
		list("list-closed", "after Close there are no agencies", func(s *plant, ctx context.Context, q agency.Query, call agencyQuery) agencies {
			if s.isClosed() {
				return spread[*agency.Agency](ctx, nil, nil)
			}
			return call(ctx, q)
		}),
	}
}

// under gives a fault to another check.
func (f Fault) under(check string) Fault {
	f.Check = check
	return f
}

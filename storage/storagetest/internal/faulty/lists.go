package faulty

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

type (
	asking = func(complaint.Query) []*complaint.Complaint
	listed = []*complaint.Complaint
)

// whole reports whether a query asks for everything.
func whole(q complaint.Query) bool {
	q.Order = complaint.ByID
	return plain(q) && q.Limit == 0 && q.After.IsZero()
}

// plain reports whether the query filters nothing.
func plain(q complaint.Query) bool {
	f := q.Filter
	return len(f.States)+len(f.Kinds)+len(f.Classes)+len(f.Channels) == 0 && f.Category == "" && f.Region.IsZero() && f.Agency == "" && f.EscalatedTo == "" &&
		f.Tracking == "" && f.External.IsZero() && f.Parent.IsZero() && f.DueBy.IsZero() && f.SubmittedFrom.IsZero() &&
		f.SubmittedUntil.IsZero() && f.UpdatedFrom.IsZero() && !f.PublicOnly && !f.Accusing
}

func byDue(q complaint.Query) bool { return q.Order == complaint.ByDue }

// reorders plants another order of what is yielded, where it may.
func reorders(check, planted string, may func(s *plant, q complaint.Query, list listed) bool, order func(listed)) Fault {
	return yields(check, planted, func(s *plant, q complaint.Query, ask asking) (listed, error) {
		list := ask(q)
		if may(s, q, list) {
			order(list)
		}
		return list, nil
	})
}

func swapLast(list listed) {
	n := len(list)
	list[n-1], list[n-2] = list[n-2], list[n-1]
}

func dueOrder(compare func(a, b time.Time) int) func(listed) {
	return func(list listed) {
		slices.SortStableFunc(list, func(a, b *complaint.Complaint) int {
			if a.NextDue.IsZero() || b.NextDue.IsZero() {
				return complaint.ByDue.Compare(complaint.PositionOf(a), complaint.PositionOf(b))
			}
			return cmp.Or(compare(a.NextDue, b.NextDue), complaint.ByID.Compare(complaint.PositionOf(a), complaint.PositionOf(b)))
		})
	}
}

func neverFirst(list listed) {
	slices.SortStableFunc(list, func(a, b *complaint.Complaint) int {
		rank := func(c *complaint.Complaint) int {
			if c.NextDue.IsZero() {
				return 0
			}
			return 1
		}
		return rank(a) - rank(b)
	})
}

func listFaults() []Fault {
	always := func(_ *plant, q complaint.Query, _ listed) bool { return byDue(q) && q.Limit == 0 && q.After.IsZero() }
	return []Fault{
		yields("list/empty", "a list of an empty store is an error", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			if s.count() == 0 && s.total() == 0 && q.Limit == 0 && q.Filter.Tracking == "" && q.Filter.External.IsZero() {
				return nil, storage.ErrNotFound
			}
			return ask(q), nil
		}),
		yields("list/whole", "a list leaves out the place", func(_ *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			for _, c := range list {
				c.Place = complaint.Digest{}
			}
			return list, nil
		}),
		reorders("list/by-id", "the last two of eight are swapped", func(_ *plant, q complaint.Query, list listed) bool {
			return whole(q) && q.Order == complaint.ByID && len(list) == 8
		}, swapLast),
		reorders("list/by-id-bytes", "bytes are compared with their sign", func(_ *plant, q complaint.Query, _ listed) bool { return whole(q) && !byDue(q) }, func(list listed) {
			slices.SortStableFunc(list, func(a, b *complaint.Complaint) int { return int(int8(a.ID.UUID[0])) - int(int8(b.ID.UUID[0])) })
		}),
		reorders("list/by-due", "what is never due comes first", func(_ *plant, q complaint.Query, list listed) bool {
			return whole(q) && byDue(q) && len(list) == 6 && list[5].Version == 1 && list[0].Version == 1
		}, neverFirst),
		reorders("list/by-due-microseconds", "due instants are compared by milliseconds", always, dueOrder(func(a, b time.Time) int {
			return a.Truncate(time.Millisecond).Compare(b.Truncate(time.Millisecond))
		})),
		reorders("list/by-due-whole-seconds", "due instants are compared as text", always, dueOrder(func(a, b time.Time) int {
			return cmp.Compare(a.UTC().Format(time.RFC3339Nano), b.UTC().Format(time.RFC3339Nano))
		})),
		yields("list/due-moved", "a complaint stays at its old due instant as well", func(_ *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if byDue(q) && len(list) == 2 && list[1].Version == 2 && !list[1].NextDue.IsZero() {
				list = append(listed{list[1]}, list...)
			}
			return list, nil
		}),
		reorders("list/due-ended", "what is due no more keeps its place", func(_ *plant, q complaint.Query, list listed) bool {
			return byDue(q) && len(list) == 2 && list[1].Version == 2 && list[1].NextDue.IsZero()
		}, neverFirst),
		asks("list/limit", "a limit of four lets five through", func(s *plant, q *complaint.Query) {
			if q.Limit == 4 && s.count() == 6 {
				q.Limit++
			}
		}),
		yields("list/limit-due", "the limit counts before sorting", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			if q.Limit != 2 || !byDue(q) || s.count() != 6 {
				return ask(q), nil
			}
			list := ask(complaint.Query{Limit: 2})
			dueOrder(time.Time.Compare)(list)
			return list, nil
		}),
		yields("list/limit-large", "a limit of a thousand is refused", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			if q.Limit >= 1000 {
				return nil, storage.ErrInvalid
			}
			return ask(q), nil
		}),
		asks("list/no-limit", "without limit there are a thousand", func(_ *plant, q *complaint.Query) {
			if q.Limit == 0 {
				q.Limit = 1000
			}
		}),
	}
}

// placeFaults are those of places and pages.
func placeFaults() []Fault {
	return []Fault{
		yields("list/after", "the complaint of the place comes again", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if at := s.stored(q.After.ID); at != nil && !byDue(q) && q.Limit == 0 && s.count() == 5 {
				list = append(listed{at}, list...)
			}
			return list, nil
		}),
		yields("list/after-due", "all of the same due instant are passed over", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			return slices.DeleteFunc(ask(q), func(c *complaint.Complaint) bool {
				return byDue(q) && q.Limit == 0 && !q.After.Due.IsZero() && s.count() == 6 && c.NextDue.Equal(q.After.Due)
			}), nil
		}),
		yields("list/after-never", "after what is never due there is nothing", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			if byDue(q) && !q.After.IsZero() && q.After.Due.IsZero() && q.Limit == 0 && s.count() == 6 {
				return nil, nil
			}
			return ask(q), nil
		}),
		yields("list/after-gone", "a place needs its complaint", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			if !q.After.IsZero() && s.stored(q.After.ID) == nil {
				return nil, storage.ErrInvalid
			}
			return ask(q), nil
		}),
		asks("list/after-moved", "a place follows its complaint", func(s *plant, q *complaint.Query) {
			if at := s.stored(q.After.ID); at != nil && byDue(*q) && plain(*q) {
				q.After.Due = at.NextDue
			}
		}),
		yields("list/after-last", "after the last there is an error", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if len(list) == 0 && !q.After.IsZero() && q.Limit == 0 && s.count() == 3 {
				return nil, storage.ErrNotFound
			}
			return list, nil
		}),
		yields("list/pages", "the first of a later page is passed over", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if q.Limit == 3 && !q.After.IsZero() && s.count() == 10 {
				list = list[min(1, len(list)):]
			}
			return list, nil
		}),
		yields("list/pages-due", "pages end with what is due", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if byDue(q) && q.Limit == 1 && s.count() == 6 && len(list) == 1 && list[0].NextDue.IsZero() {
				return nil, nil
			}
			return list, nil
		}),
	}
}

var errBusy = errors.New("faulty: busy")

func walkFaults() []Fault {
	// watched counts what is iterated, where it may.
	watched := func(ctx context.Context, s *plant, seq cases, may func(n int) bool) cases {
		return func(yield func(*complaint.Complaint, error) bool) {
			list, err := collect(seq)
			on := may(len(list))
			if on {
				s.count1(1)
				defer s.count1(-1)
			}
			for i, c := range list {
				if err := ctx.Err(); err != nil {
					yield(nil, err)
					return
				}
				if !yield(c, nil) {
					if i+1 < len(list) {
						s.mu.Lock()
						s.stuck = true
						s.mu.Unlock()
					}
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
		}
	}
	return []Fault{
		{Check: "walk/break", Planted: "stopping in the middle of a list leaves the store locked", into: func(s *plant) {
			s.cases.list = func(ctx context.Context, q complaint.Query, call casesCall) cases {
				return watched(ctx, s, call(ctx, q), func(int) bool { return false })
			}
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				s.mu.Lock()
				stuck := s.stuck
				s.mu.Unlock()
				if stuck {
					return errBusy
				}
				return call(ctx, b)
			}
		}},
		{Check: "walk/write", Planted: "a list keeps a transaction open", into: func(s *plant) {
			s.cases.list = func(ctx context.Context, q complaint.Query, call casesCall) cases {
				return watched(ctx, s, call(ctx, q), func(n int) bool { return whole(q) && !byDue(q) && n >= 4 })
			}
			s.commit = busyCommit(s)
		}},
		toCases().lists("walk/read", "a list inside a list fails", func(s *plant, ctx context.Context, q complaint.Query, call casesCall) cases {
			if s.count1(0) > 0 && whole(q) {
				return spread[*complaint.Complaint](ctx, nil, errBusy)
			}
			return watched(ctx, s, call(ctx, q), func(n int) bool { return n == 3 })
		}),
		toCases().lists("walk/once", "a list by due instant walks along the living index", func(s *plant, ctx context.Context, q complaint.Query, call casesCall) cases {
			if !byDue(q) || !whole(q) {
				return call(ctx, q)
			}
			return func(yield func(*complaint.Complaint, error) bool) {
				for {
					q.Limit = 1
					page, err := collect(call(ctx, q))
					if err != nil || len(page) == 0 {
						spread[*complaint.Complaint](ctx, nil, err)(yield)
						return
					}
					q.After = complaint.PositionOf(page[0])
					if !yield(page[0], nil) {
						return
					}
				}
			}
		}),
		{Check: "walk/pages-under-commits", Planted: "pages are counted instead of placed", into: offsets},
		toCases().lists("walk/cancel", "a list that has begun does not look at its context", func(s *plant, ctx context.Context, q complaint.Query, call casesCall) cases {
			return func(yield func(*complaint.Complaint, error) bool) {
				if ctx.Err() == nil {
					ctx = context.WithoutCancel(ctx)
				}
				call(ctx, q)(yield)
			}
		}),
	}
}

// count1 changes how many iterations are under way, and returns it.
func (s *plant) count1(by int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy += by
	return s.busy
}

// busyCommit refuses to commit while something is iterated.
func busyCommit(s *plant) func(context.Context, backend.Batch, commitCall) error {
	return func(ctx context.Context, b backend.Batch, call commitCall) error {
		if s.count1(0) > 0 {
			return errBusy
		}
		return call(ctx, b)
	}
}

// offsets goes on after as many complaints as stood before the place when its
// page was read.
func offsets(s *plant) {
	var mu sync.Mutex
	at := map[complaint.ID]int{}
	s.cases.list = func(ctx context.Context, q complaint.Query, call casesCall) cases {
		if !plain(q) || q.Order != complaint.ByID || q.Limit == 0 {
			return call(ctx, q)
		}
		return func(yield func(*complaint.Complaint, error) bool) {
			all, err := collect(call(ctx, complaint.Query{}))
			mu.Lock()
			from, known := at[q.After.ID]
			if !known {
				for from < len(all) && !q.After.IsZero() && complaint.ByID.Compare(complaint.PositionOf(all[from]), q.After) <= 0 {
					from++
				}
			}
			from = min(from, len(all))
			page := all[from:min(len(all), from+q.Limit)]
			for i, c := range page {
				at[c.ID] = from + i + 1
			}
			mu.Unlock()
			spread(ctx, page, err)(yield)
		}
	}
}

package faulty

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// ask is a question to the feed.
type ask struct {
	after storage.Cursor
	limit int
}

// first reports whether the feed is asked for from the beginning, without limit.
func (a ask) first() bool { return a.after == "" && a.limit == 0 }

// tells plants a change of what the feed tells.
func tells(name, planted string, change func(s *plant, a ask, list []storage.Change, call func(ask) []storage.Change) ([]storage.Change, error)) Fault {
	return follows("feed/"+name, planted, func(s *plant, ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
		return func(yield func(storage.Change, error) bool) {
			list, err := collect(call(ctx, after, limit))
			if err != nil {
				spread(ctx, list, err)(yield)
				return
			}
			told, err := change(s, ask{after, limit}, list, func(a ask) []storage.Change {
				more, _ := collect(call(ctx, a.after, a.limit))
				return more
			})
			spread(ctx, told, err)(yield)
		}
	})
}

// rewords changes every change that the feed tells.
func rewords(name, planted string, change func(s *plant, c storage.Change) storage.Change) Fault {
	return tells(name, planted, func(s *plant, _ ask, list []storage.Change, _ func(ask) []storage.Change) ([]storage.Change, error) {
		for i, c := range list {
			list[i] = change(s, c)
		}
		return list, nil
	})
}

func feedFaults() []Fault {
	type changes = []storage.Change
	return []Fault{
		tells("empty", "an empty feed is an error", func(s *plant, a ask, list changes, _ func(ask) []storage.Change) (changes, error) {
			if a.first() && s.total() == 0 {
				return nil, storage.ErrNotFound
			}
			return list, nil
		}),
		tells("order", "the first two of three changes are swapped", func(_ *plant, a ask, list changes, _ func(ask) []storage.Change) (changes, error) {
			if a.first() && len(list) == 3 && list[1].Kind == complaint.KindOfComplaint {
				list[0], list[1] = list[1], list[0]
			}
			return list, nil
		}),
		rewords("seq", "a change never names more entries than commits", func(_ *plant, c storage.Change) storage.Change {
			if c.Kind == complaint.KindOfComplaint {
				c.Seq = min(c.Seq, int(c.Version))
			}
			return c
		}),
		tells("touch", "a commit without new entry is not told", func(_ *plant, _ ask, list changes, _ func(ask) []storage.Change) (changes, error) {
			return slices.DeleteFunc(list, func(c storage.Change) bool { return c.Seq > 0 && c.Seq < int(c.Version) }), nil
		}),
		rewords("kinds", "the parts of an edition's key are not quoted", func(_ *plant, c storage.Change) storage.Change {
			if c.Kind == backend.KindOfEdition {
				c.Key = strings.ReplaceAll(c.Key, `"`, "")
			}
			return c
		}),
		tells("batch", "changes of two batches are mixed", func(_ *plant, a ask, list changes, _ func(ask) []storage.Change) (changes, error) {
			if a.first() && len(list) == 21 {
				list[1], list[8] = list[8], list[1]
			}
			return list, nil
		}),
		{Check: "feed/refused", Planted: "a refused commit is told as well", into: func(s *plant) {
			var refused atomic.Bool
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				err := call(ctx, b)
				if isErr(err, storage.ErrConflict) && len(b.Complaints) == 2 {
					refused.Store(true)
				}
				return err
			}
			s.changes = func(ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
				return func(yield func(storage.Change, error) bool) {
					list, err := collect(call(ctx, after, limit))
					if refused.Load() && len(list) > 0 {
						list = append(list, list[0])
					}
					spread(ctx, list, err)(yield)
				}
			}
		}},
		tells("limit", "a limit of two lets three through", func(s *plant, a ask, list changes, call func(ask) []storage.Change) (changes, error) {
			if a.after == "" && a.limit == 2 && s.total() == 5 {
				return call(ask{limit: 3}), nil
			}
			return list, nil
		}),
		tells("no-limit", "without limit there are a thousand", func(_ *plant, a ask, list changes, _ func(ask) []storage.Change) (changes, error) {
			if a.limit == 0 {
				list = list[:min(len(list), 1000)]
			}
			return list, nil
		}),
	}
}

func feedReadFaults() []Fault {
	type changes = []storage.Change
	type more = func(ask) []storage.Change
	var list []Fault
	list = append(
		list,
		tells("resume", "from the middle of a batch reading goes on with the next one", func(s *plant, a ask, list changes, _ more) (changes, error) {
			if a.after != "" && a.limit == 0 && s.total() == 28 {
				return list[len(list)%7:], nil
			}
			return list, nil
		}),
		tells("resume-limit", "the limit counts from the beginning", func(s *plant, a ask, list changes, _ more) (changes, error) {
			if a.after != "" && a.limit == 2 && s.total() == 6 {
				return nil, nil
			}
			return list, nil
		}),
		tells("cursors", "the first two changes share a cursor", func(s *plant, a ask, list changes, _ more) (changes, error) {
			if a.first() && len(list) == 35 {
				list[0].Cursor = list[1].Cursor
			}
			return list, nil
		}),
		tells("stable", "the first change gets another cursor later", func(s *plant, a ask, list changes, _ more) (changes, error) {
			if done := s.committed(); a.after == "" && a.limit == 1 && len(done) == 2 && sameCase(done[0], done[1]) {
				list[0].Cursor += "'"
			}
			return list, nil
		}),
		tells("end", "after the only change nothing ever comes", func(s *plant, a ask, list changes, _ more) (changes, error) {
			if a.after != "" && a.limit == 0 && s.total() == 2 {
				return nil, nil
			}
			return list, nil
		}),
		follows("feed/foreign", "an unknown cursor begins at the beginning", func(s *plant, ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
			return func(yield func(storage.Change, error) bool) {
				list, err := collect(call(ctx, after, limit))
				if isErr(err, storage.ErrInvalid) {
					list, err = collect(call(ctx, "", limit))
				}
				spread(ctx, list, err)(yield)
			}
		}),
		Fault{Check: "feed/break", Planted: "reading the feed keeps a transaction open", into: func(s *plant) {
			s.changes = func(ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
				if limit == 0 && s.total() == 2 && len(s.committed()) == 1 {
					return occupied(s, call(ctx, after, limit))
				}
				return call(ctx, after, limit)
			}
			s.commit = busyCommit(s)
		}},
		follows("feed/cancel", "a cancelled feed is empty", func(s *plant, ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
			if ctx.Err() != nil {
				return spread[storage.Change](ctx, nil, nil)
			}
			return call(ctx, after, limit)
		}),
		follows("feed/cancel-midway", "a feed that has begun does not look at its context", func(s *plant, ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
			if ctx.Err() == nil {
				ctx = context.WithoutCancel(ctx)
			}
			return call(ctx, after, limit)
		}),
		rewords("no-person", "the key of an identity is the account", func(s *plant, c storage.Change) storage.Change {
			if s.total() != 2 {
				return c
			}
			for _, i := range s.accounts() {
				if c.Key == i.Ref.String() && i.Person.Name.Open() == "told-name" {
					c.Key = i.Person.Account.Open()
				}
			}
			return c
		}),
		Fault{Check: "feed/readable", Planted: "while the feed is followed, readers lag a commit behind", into: lagging},
		tells("concurrent", "of many changes one is passed over", func(s *plant, a ask, list changes, _ more) (changes, error) {
			if a.limit == 0 || s.total() < 300 {
				return list, nil
			}
			return slices.DeleteFunc(list, func(c storage.Change) bool { return c.Cursor == "400" }), nil
		}),
		tells("acknowledged", "the last change of a busy store is told late", func(s *plant, a ask, list changes, _ more) (changes, error) {
			if a.first() && len(list) >= 40 && len(list) <= 100 {
				list = list[:len(list)-1]
			}
			return list, nil
		}),
	)
	return list
}

// lagging answers with the state before the last one, once the feed was read.
func lagging(s *plant) {
	var mu sync.Mutex
	var followed atomic.Bool
	before := map[complaint.ID]*complaint.Complaint{}
	s.changes = func(ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
		if limit > 0 {
			followed.Store(true)
		}
		return call(ctx, after, limit)
	}
	s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
		c := sole(b)
		if c == nil || c.Version == 0 {
			return call(ctx, b)
		}
		old := s.stored(c.ID)
		mu.Lock()
		before[c.ID] = old
		mu.Unlock()
		return call(ctx, b)
	}
	s.cases.get = func(ctx context.Context, id complaint.ID, call caseCall) (*complaint.Complaint, error) {
		mu.Lock()
		old := before[id]
		mu.Unlock()
		if followed.Load() && old != nil {
			return old.Clone(), nil
		}
		return call(ctx, id)
	}
}

// sameCase reports whether two batches write one case.
func sameCase(a, b backend.Batch) bool {
	return len(a.Complaints) == 1 && len(b.Complaints) == 1 && a.Complaints[0].ID == b.Complaints[0].ID
}

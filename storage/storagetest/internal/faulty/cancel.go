package faulty

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func cancelFaults() []Fault {
	return []Fault{
		halves("cancel/commit", "a cancelled commit is written all the same", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return b, isErr(err, context.Canceled) && sole(b) != nil
		}),
		answers("cancel/deadline", "a passed deadline is called a cancellation", func(_ *plant, _ backend.Batch, err error) error {
			if isErr(err, context.DeadlineExceeded) {
				return context.Canceled
			}
			return err
		}),
		answers("cancel/certain", "a cancelled commit answers with the bare error of its context", func(_ *plant, _ backend.Batch, err error) error {
			if isErr(err, context.Canceled) {
				return context.Canceled
			}
			return err
		}),
		commits("cancel/meanwhile", "a commit that is cancelled while it is written says that it was not", func(_ *plant, ctx context.Context, b backend.Batch, call commitCall) error {
			if err := ctx.Err(); err != nil {
				return storage.NotWritten(err)
			}
			if err := call(context.WithoutCancel(ctx), b); err != nil {
				return err
			}
			return storage.NotWritten(ctx.Err())
		}),
		toCases().unheeding("cancel/get", "Get does not look at its context"),
		toCases().lists("cancel/list", "a list does not look at its context before it begins", func(s *plant, ctx context.Context, q complaint.Query, call casesCall) cases {
			if ctx.Err() != nil && plain(q) {
				ctx = context.WithoutCancel(ctx)
			}
			return call(ctx, q)
		}),
		toCases().emptied("cancel/list-one", "a cancelled search by number finds nothing", func(_ *plant, ctx context.Context, q complaint.Query) bool {
			return ctx.Err() != nil && q.Filter.Tracking != ""
		}),
	}
}

func raceFaults() []Fault {
	return []Fault{
		accepts("races/create", "creating another complaint under the same ID is taken for a repetition", func(s *plant, b backend.Batch, err error) bool {
			e := conflict(err, complaint.KindOfComplaint)
			return e != nil && e.Expected == 0 && sole(b) != nil && len(sole(b).Texts) == 3
		}),
		accepts("races/update", "an update that comes a moment late is dropped in silence", func(_ *plant, b backend.Batch, err error) bool {
			e, c := conflict(err, complaint.KindOfComplaint), sole(b)
			return e != nil && e.Stored == e.Expected+1 && noted(c) && len(c.Timeline) >= 5
		}),
		accepts("races/tracking", "a number that is taken at the same time is overlooked", func(s *plant, b backend.Batch, err error) bool {
			var d *storage.DuplicateError
			return errors.As(err, &d) && d.Field == "tracking" && sole(b) != nil && s.count() >= 5 && s.count() < 30
		}),
		accepts("races/external", "a reference that is taken at the same time is overlooked", func(s *plant, b backend.Batch, err error) bool {
			var d *storage.DuplicateError
			return errors.As(err, &d) && d.Field == "external" && s.count() >= 5
		}),
		accepts("races/lost-update", "an update that lost a race is acknowledged", func(s *plant, b backend.Batch, err error) bool {
			c := sole(b)
			return conflict(err, complaint.KindOfComplaint) != nil && c != nil && len(c.Timeline) > 10 && !noted(c) && s.count() == 1
		}),
		commits("races/half-a-batch", "two updates of one batch are written one after the other", func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
			if len(b.Complaints) != 2 || !isOld(b.Complaints[0]) || !isOld(b.Complaints[1]) || s.stored(b.Complaints[1].ID) == nil {
				return call(ctx, b)
			}
			if err := call(ctx, only(b, func(i int, _ *complaint.Complaint) bool { return i == 0 })); err != nil {
				return err
			}
			time.Sleep(time.Millisecond)
			return call(ctx, only(b, func(i int, _ *complaint.Complaint) bool { return i == 1 }))
		}),
		{Check: "races/linearizable", Planted: "now and then Get answers with the state before the last one", into: func(s *plant) {
			var mu sync.Mutex
			var calls atomic.Int64
			before := map[complaint.ID]*complaint.Complaint{}
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				c := sole(b)
				if c == nil || len(c.Timeline) < 3 || noted(c) {
					return call(ctx, b)
				}
				mu.Lock()
				defer mu.Unlock()
				old := s.stored(c.ID)
				err := call(ctx, b)
				if err == nil {
					before[c.ID] = old
				}
				return err
			}
			s.cases.get = func(ctx context.Context, id complaint.ID, call caseCall) (*complaint.Complaint, error) {
				mu.Lock()
				old := before[id]
				mu.Unlock()
				if old != nil && s.count() == 8 && calls.Add(1)%20 == 0 {
					return old.Clone(), nil
				}
				return call(ctx, id)
			}
		}},
	}
}

// LostUpdate is a store that loses updates under load: of two commits upon the
// same version both are acknowledged now and then, and one is lost. It is what
// storagetest.Linearize must find.
func LostUpdate(inner backend.Store) backend.Store {
	var conflicts atomic.Int64
	f := accepts("", "", func(_ *plant, b backend.Batch, err error) bool {
		return conflict(err, complaint.KindOfComplaint) != nil && conflicts.Add(1)%50 == 0
	})
	s := &plant{Store: inner, forgets: true}
	f.into(s)
	return s
}

package faulty

import (
	"context"
	"sync/atomic"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func wholeFaults() []Fault {
	editionsOf := func(b backend.Batch) backend.Batch { return backend.Batch{Editions: b.Editions} }
	caseOf := func(b backend.Batch) backend.Batch { return backend.Batch{Batch: b.Batch} }
	mixed := func(b backend.Batch) bool { return len(b.Complaints) > 0 && len(b.Editions) > 0 }
	return []Fault{
		{Check: "whole/set", Planted: "a fresh store has no reader of editions", into: func(s *plant) {
			var tried atomic.Bool
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				tried.Store(true)
				return call(ctx, b)
			}
			s.set = func(set backend.Set) backend.Set {
				if !tried.Load() {
					set.Editions = nil
				}
				return set
			}
		}},
		looking("whole/all-kinds", "an edition that was written with a complaint is not found", func(s *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			for _, b := range s.committed() {
				if mixed(b) && some(b.Editions, func(e *backend.Edition) bool { return e.EditionKey == key }) {
					return nil, storage.ErrNotFound
				}
			}
			return call(ctx, key)
		}),
		halves("whole/complaint-refused", "an edition is written though the complaint is refused", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return editionsOf(b), mixed(b) && conflict(err, complaint.KindOfComplaint) != nil
		}),
		halves("whole/identity-refused", "an edition is written though the identity is refused", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return editionsOf(b), mixed(b) && conflict(err, complaint.KindOfIdentity) != nil
		}),
		halves("whole/edition-refused", "a complaint is written though the edition is refused", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return caseOf(b), mixed(b) && conflict(err, backend.KindOfEdition) != nil
		}),
		halves("whole/duplicate", "an edition is written though the number is taken", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return editionsOf(b), mixed(b) && isErr(err, storage.ErrDuplicate)
		}),
		halves("whole/cancelled", "an edition is written though the commit was cancelled", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return editionsOf(b), mixed(b) && isErr(err, context.Canceled)
		}),
	}
}

func closedFaults() []Fault {
	return []Fault{
		{Check: "closed/twice", Planted: "closing twice is an error", into: func(s *plant) {
			s.close = func() error { return storage.ErrClosed }
		}},
		{Check: "closed/get", Planted: "after Close Get finds nothing", into: func(s *plant) {
			s.get = func(ctx context.Context, id complaint.ID, call func(context.Context, complaint.ID) (*complaint.Complaint, error)) (*complaint.Complaint, error) {
				if s.isClosed() {
					return nil, storage.ErrNotFound
				}
				return call(ctx, id)
			}
		}},
		{Check: "closed/list", Planted: "after Close lists are empty", into: func(s *plant) {
			s.list = func(ctx context.Context, q complaint.Query, call casesCall) cases {
				if s.isClosed() {
					return spread[*complaint.Complaint](ctx, nil, nil)
				}
				return call(ctx, q)
			}
		}},
		{Check: "closed/commit", Planted: "after Close commits are acknowledged", into: func(s *plant) {
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				if s.isClosed() {
					return nil
				}
				return call(ctx, b)
			}
		}},
		{Check: "closed/changes", Planted: "after Close the feed is empty", into: func(s *plant) {
			s.changes = func(ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
				if s.isClosed() {
					return spread[storage.Change](ctx, nil, nil)
				}
				return call(ctx, after, limit)
			}
		}},
		identify("closed/identity", "after Close Identity finds nothing", func(s *plant, ctx context.Context, ref complaint.ReporterRef, call identityCall) (*complaint.Identity, error) {
			if s.isClosed() {
				return nil, storage.ErrNotFound
			}
			return call(ctx, ref)
		}),
		{Check: "closed/account", Planted: "after Close accounts have no identities", into: func(s *plant) {
			s.account = func(ctx context.Context, account string, call func(context.Context, string) people) people {
				if s.isClosed() {
					return spread[*complaint.Identity](ctx, nil, nil)
				}
				return call(ctx, account)
			}
		}},
		looking("closed/edition", "after Close Edition finds nothing", func(s *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			if s.isClosed() {
				return nil, storage.ErrNotFound
			}
			return call(ctx, key)
		}),
		{Check: "closed/editions", Planted: "after Close there are no editions", into: func(s *plant) {
			s.editions = func(ctx context.Context, kind string, call func(context.Context, string) rules) rules {
				if s.isClosed() {
					return spread[*backend.Edition](ctx, nil, nil)
				}
				return call(ctx, kind)
			}
		}},
	}
}

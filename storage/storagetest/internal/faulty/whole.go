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
		toRules().gets("whole/all-kinds", "an edition that was written with a complaint is not found", func(s *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
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
		toCases().closedGet("closed/get", "after Close Get finds nothing"),
		toCases().closedList("closed/list", "after Close lists are empty"),
		commits("closed/commit", "after Close commits are acknowledged", func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
			if s.isClosed() {
				return nil
			}
			return call(ctx, b)
		}),
		follows("closed/changes", "after Close the feed is empty", func(s *plant, ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
			if s.isClosed() {
				return spread[storage.Change](ctx, nil, nil)
			}
			return call(ctx, after, limit)
		}),
		toPeople().closedGet("closed/identity", "after Close Identity finds nothing"),
		toPeople().closedList("closed/account", "after Close accounts have no identities"),
		toRules().closedGet("closed/edition", "after Close Edition finds nothing"),
		toRules().closedList("closed/editions", "after Close there are no editions"),
	}
}

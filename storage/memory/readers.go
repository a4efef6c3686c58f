package memory

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

type complaintReader struct{ s *Store }

func (r complaintReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

func (r complaintReader) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return nil, err
	}
	c := r.s.complaints[id]
	if c == nil {
		return nil, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
	}
	return c.Clone(), nil
}

func (r complaintReader) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		r.s.mu.RLock()
		err := r.s.ready(ctx)
		var list []*complaint.Complaint
		if err == nil {
			list = r.s.matching(q)
		}
		r.s.mu.RUnlock()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, c := range list {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(c.Clone(), nil) {
				return
			}
		}
	}
}

// single finds the complaint that a unique value names, if the filter has one.
// The lock is held.
func (s *Store) single(f complaint.Filter) ([]*complaint.Complaint, bool) {
	u, ok := backend.UniqueIn(f)
	if !ok {
		return nil, false
	}
	id, err := complaint.ParseID(s.unique[uniqueKey(complaint.KindOfComplaint, u)])
	if err != nil {
		return nil, true
	}
	return []*complaint.Complaint{s.complaints[id]}, true
}

type identityReader struct{ s *Store }

func (r identityReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

func (r identityReader) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return nil, err
	}
	i := r.s.identities[ref]
	if i == nil {
		return nil, &storage.NotFoundError{Kind: complaint.KindOfIdentity, Key: ref.String()}
	}
	copied := *i
	return &copied, nil
}

func (r identityReader) ByAccount(ctx context.Context, account string) iter.Seq2[*complaint.Identity, error] {
	return func(yield func(*complaint.Identity, error) bool) {
		r.s.mu.RLock()
		err := r.s.ready(ctx)
		var list []complaint.Identity
		if err == nil && account != "" {
			for _, ref := range r.s.accounts[account] {
				list = append(list, *r.s.identities[ref])
			}
		}
		r.s.mu.RUnlock()
		if err != nil {
			yield(nil, err)
			return
		}
		slices.SortFunc(list, func(a, b complaint.Identity) int {
			return cmp.Or(bytes.Compare(a.Complaint.UUID[:], b.Complaint.UUID[:]), bytes.Compare(a.Ref.UUID[:], b.Ref.UUID[:]))
		})
		for _, i := range list {
			if !yield(&i, nil) {
				return
			}
		}
	}
}

type editionReader struct{ s *Store }

func (r editionReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

func (r editionReader) Edition(ctx context.Context, key backend.EditionKey) (*backend.Edition, error) {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return nil, err
	}
	e := r.s.editions[key.String()]
	if e == nil {
		return nil, &storage.NotFoundError{Kind: backend.KindOfEdition, Key: key.String()}
	}
	return e.Clone(), nil
}

func (r editionReader) List(ctx context.Context, kind string) iter.Seq2[*backend.Edition, error] {
	return func(yield func(*backend.Edition, error) bool) {
		r.s.mu.RLock()
		err := r.s.ready(ctx)
		var list []*backend.Edition
		for _, e := range r.s.editions {
			if err == nil && e.Kind == kind {
				list = append(list, e)
			}
		}
		r.s.mu.RUnlock()
		if err != nil {
			yield(nil, err)
			return
		}
		slices.SortFunc(list, func(a, b *backend.Edition) int { return a.EditionKey.Compare(b.EditionKey) })
		for _, e := range list {
			if !yield(e.Clone(), nil) {
				return
			}
		}
	}
}

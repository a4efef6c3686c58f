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
		shared := backend.Each(ctx, func() ([]*complaint.Complaint, error) {
			r.s.mu.RLock()
			defer r.s.mu.RUnlock()
			if err := r.s.ready(ctx); err != nil {
				return nil, err
			}
			return r.s.matching(q), nil
		})
		for c, err := range shared {
			if err == nil {
				c = c.Clone()
			}
			if !yield(c, err) {
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

// identityReader finds the identities of an account by an index.
type identityReader struct {
	complaint.Identities
	s *Store
}

func (r identityReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

func (r identityReader) ByAccount(ctx context.Context, account string) iter.Seq2[*complaint.Identity, error] {
	return backend.Each(ctx, func() (list []*complaint.Identity, err error) {
		r.s.mu.RLock()
		defer r.s.mu.RUnlock()
		if err := r.s.ready(ctx); err != nil {
			return nil, err
		}
		if account != "" {
			for _, ref := range r.s.accounts[account] {
				copied := *r.s.identity(ref)
				list = append(list, &copied)
			}
		}
		slices.SortFunc(list, func(a, b *complaint.Identity) int {
			return cmp.Or(bytes.Compare(a.Complaint.UUID[:], b.Complaint.UUID[:]), bytes.Compare(a.Ref.UUID[:], b.Ref.UUID[:]))
		})
		return list, nil
	})
}

// identity is the stored identity, nil for none. The lock is held.
func (s *Store) identity(ref complaint.ReporterRef) *complaint.Identity {
	i, _ := s.shelves[complaint.KindOfIdentity].record(ref.String()).(*complaint.Identity)
	return i
}

package memory

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"strings"

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
	found := r.s.rows.of(id)
	if found == nil {
		return nil, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
	}
	return found.all(), nil
}

func (r complaintReader) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return r.s.each(ctx, func() ([]*kept, error) { return r.s.matching(q) })
}

// each yields copies of what is found once somebody begins to iterate: found under the
// lock, copied and yielded without it.
func (s *Store) each(ctx context.Context, find func() ([]*kept, error)) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		shared := backend.Each(ctx, func() ([]*kept, error) {
			s.mu.RLock()
			defer s.mu.RUnlock()
			if err := s.ready(ctx); err != nil {
				return nil, err
			}
			return find()
		})
		for k, err := range shared {
			var c *complaint.Complaint
			if err == nil {
				c = k.all()
			}
			if !yield(c, err) {
				return
			}
		}
	}
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
		if account == "" {
			return nil, nil
		}
		first := &complaint.Identity{Person: complaint.Person{Account: complaint.NewPrivate(account)}}
		r.s.accounts.Ascend(first, func(i *complaint.Identity) bool {
			if i.Person.Account.Open() != account {
				return false
			}
			one := *i
			list = append(list, &one)
			return true
		})
		return list, nil
	})
}

// byAccount is the order of the identities: by account, complaint and reference.
func byAccount(a, b *complaint.Identity) bool {
	return cmp.Or(
		strings.Compare(a.Person.Account.Open(), b.Person.Account.Open()),
		bytes.Compare(a.Complaint.UUID[:], b.Complaint.UUID[:]), bytes.Compare(a.Ref.UUID[:], b.Ref.UUID[:]),
	) < 0
}

// identity is the stored identity, nil for none. The lock is held.
func (s *Store) identity(ref complaint.ReporterRef) *complaint.Identity {
	i, _ := s.shelf(complaint.KindOfIdentity).record(ref.String()).(*complaint.Identity)
	return i
}

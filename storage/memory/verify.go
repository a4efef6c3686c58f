package memory

import (
	"context"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

var _ backend.Verifier = (*Store)(nil)

// Verify looks through all records and changes; see [backend.Verify]. Who writes waits
// meanwhile.
func (s *Store) Verify(ctx context.Context, how backend.Verification) (backend.Verified, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.ready(ctx); err != nil {
		return backend.Verified{}, err
	}
	scan := func(kind storage.Kind, visit func(record any) bool) error {
		if kind == complaint.KindOfComplaint {
			s.lists[listed{}].Scan(func(n row) bool { return visit(s.rows.cases[n].all()) })
		}
		s.shelf(kind).Scan(func(_ string, record any) bool { return visit(record) })
		return nil
	}
	feed := func(yield func(storage.Change, error) bool) {
		for i := range s.changes {
			if !yield(s.changes[i].told(i), nil) {
				return
			}
		}
	}
	return backend.Verify(ctx, backend.Walk{Scan: scan, Feed: feed}, how)
}

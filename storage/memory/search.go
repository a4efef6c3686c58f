package memory

import (
	"context"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

var _ complaint.Searcher = (*Store)(nil)

// Search yields the complaints whose title and body hold every word of a text.
// It reads the texts of all complaints that the query means.
func (s *Store) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return backend.Each(ctx, func() (found []*complaint.Complaint, err error) {
		words, err := backend.Sought(text)
		if err != nil {
			return nil, err
		}
		s.mu.RLock()
		defer s.mu.RUnlock()
		if err := s.ready(ctx); err != nil || len(words) == 0 {
			return nil, err
		}
		limit := q.Limit
		q.Limit = 0
		for _, c := range s.matching(q) {
			if limit > 0 && len(found) == limit {
				break
			}
			said := backend.Words(c.Title() + "\n" + c.Body())
			if !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(said, w) }) {
				found = append(found, c.Clone())
			}
		}
		return found, nil
	})
}

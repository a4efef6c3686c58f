package memory

import (
	"context"
	"iter"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

var _ complaint.Searcher = (*Store)(nil)

// Search yields the complaints whose title and body hold every word of a text. It reads
// those with the rarest of the words until the page is full, or until it has looked at
// [backend.SearchBudget] for a query with a limit.
func (s *Store) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	words, err := backend.Sought(text)
	return s.each(ctx, func() ([]*kept, error) {
		if err != nil || len(words) == 0 {
			return nil, err
		}
		return s.matching(q, words...)
	})
}

package sqlite

import (
	"context"
	"iter"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

var _ complaint.Searcher = (*Store)(nil)

// Search yields the complaints whose title and body hold every word of a text.
// Upper case and diacritics make no difference. Of words that together stand in few
// complaints it reads these and puts them in order; of others it looks along the order of
// the query, if that has a limit, at no more than [backend.SearchBudget] complaints.
func (s *Store) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	words, invalid := backend.Sought(text)
	for i, word := range words {
		words[i] = `"` + word + `"` // of letters and numbers only; the quotes make it a word even if it is AND
	}
	budget := backend.SearchBudget
	whole := q.Limit == 0
	return pieces(ctx, q, func(q complaint.Query) (found []item, err error) {
		if invalid != nil {
			return nil, invalid
		}
		var stopped error
		err = s.read(ctx, true, func(c *conn) error {
			if len(words) == 0 {
				return nil
			}
			places, incomplete, err := saying(ctx, c, q, strings.Join(words, " "), whole, &budget)
			if stopped = nil; incomplete != nil {
				stopped = incomplete
			}
			if err == nil {
				found, err = load(ctx, c, places)
			}
			return err
		})
		if err == nil {
			err = stopped
		}
		return found, err
	})
}

// saying finds the rows that a query means and that say words, in its order, and where it
// stopped if the budget ended before it found as many as the limit.
func saying(ctx context.Context, in session, q complaint.Query, words string, whole bool, budget *int) ([]place, *complaint.IncompleteError, error) {
	const matches = "complaint_search MATCH ?"
	w := through(matches, words)
	w.from = "complaint_search s"
	few, err := w.isFew(ctx, in, backend.SearchBudget)
	if err != nil {
		return nil, nil, err
	}
	if few || whole {
		w.from += " CROSS JOIN complaint c ON c.no = s.rowid"
		found, err := w.single().find(ctx, in, q)
		return found, nil, err
	}
	ways, err := choose(ctx, in, q)
	if err != nil {
		return nil, nil, err
	}
	if w = through(""); len(ways) == 1 {
		w = ways[0]
	}
	w.looking, w.sought = "EXISTS (SELECT 1 FROM complaint_search s WHERE s.rowid = c.no AND "+matches+")", words
	var found []place
	step := q
	for size := 2 * firstPiece; *budget > 0; size = min(2*size, largePiece) {
		step.Limit = min(size, *budget)
		rows, err := w.find(ctx, in, step)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range rows {
			step.After = r.Position
			if *budget--; !r.means {
				continue
			}
			if found = append(found, r); len(found) == q.Limit {
				return found, nil, nil
			}
		}
		if len(rows) < step.Limit {
			return found, nil, nil
		}
	}
	return found, &complaint.IncompleteError{After: step.After}, nil
}

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
// Upper case and diacritics make no difference. It reads all complaints with the
// words for each page, and puts them in order.
func (s *Store) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	words, invalid := backend.Sought(text)
	w := way{
		from: "complaint_search s CROSS JOIN complaint c ON c.no = s.rowid", table: "c", few: true,
		narrow: "complaint_search MATCH ?",
	}
	for i, word := range words {
		words[i] = `"` + word + `"` // of letters and numbers only; the quotes make it a word even if it is AND
	}
	w.args = append(w.args, strings.Join(words, " "))
	return pieces(ctx, q, func(q complaint.Query) (found []item, err error) {
		if invalid != nil {
			return nil, invalid
		}
		err = s.read(ctx, true, func(c *conn) error {
			if len(words) == 0 {
				return nil
			}
			places, err := w.find(ctx, c, q)
			if err == nil {
				found, err = load(ctx, c, places)
			}
			return err
		})
		return found, err
	})
}

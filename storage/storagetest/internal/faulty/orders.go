package faulty

import (
	"context"
	"errors"
	"slices"

	"github.com/aduan-go/aduan/complaint"
)

// orderFaults are those of the orders beside ByID and ByDue, and of what a page knows.
func orderFaults() []Fault {
	return []Fault{
		asks("list/by-newest", "newest first is oldest first", func(s *plant, q *complaint.Query) {
			if q.Order == complaint.ByNewest && q.Limit == 0 && s.count() == 7 {
				q.Order = complaint.ByID
			}
		}),
		asks("list/by-updated", "by the last change is by ID", func(_ *plant, q *complaint.Query) {
			if whole(*q) && q.Order == complaint.ByUpdated {
				q.Order = complaint.ByID
			}
		}),
		reorders("list/by-latest", "what changed at one instant is not reversed", func(s *plant, q complaint.Query, _ listed) bool {
			return whole(q) && q.Order == complaint.ByLatest && s.count() == 6
		}, func(list listed) {
			slices.SortStableFunc(list, func(a, b *complaint.Complaint) int {
				if c := b.UpdatedAt().Compare(a.UpdatedAt()); c != 0 {
					return c
				}
				return complaint.ByID.Compare(complaint.PositionOf(a), complaint.PositionOf(b))
			})
		}),
		yields("list/pages-updated", "the first of a later page is passed over", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if q.Order == complaint.ByUpdated && q.Limit == 2 && plain(q) && !q.After.IsZero() && s.count() == 6 {
				list = list[min(1, len(list)):]
			}
			return list, nil
		}),
		asks("list/after-changed", "a place follows its complaint", func(s *plant, q *complaint.Query) {
			if at := s.stored(q.After.ID); at != nil && q.Order == complaint.ByLatest && q.Limit == 0 && plain(*q) {
				q.After.Updated = at.UpdatedAt()
			}
		}),
		asks("list/updated-filter", "with a filter by the last change the order is that of IDs", func(s *plant, q *complaint.Query) {
			if q.Order == complaint.ByLatest && !q.Filter.UpdatedFrom.IsZero() && s.count() == 6 {
				q.Order = complaint.ByID
			}
		}),
		yields("list/last-page", "a limit of five yields four", func(s *plant, q complaint.Query, ask asking) (listed, error) {
			list := ask(q)
			if q.Limit == 5 && q.After.IsZero() && s.count() == 6 {
				list = list[:min(4, len(list))]
			}
			return list, nil
		}),
		searches("search/incomplete", "a search that stops does not say so", func(_ *plant, ctx context.Context, text string, q complaint.Query, call searchCall) cases {
			list, err := collect(call(ctx, text, q))
			if _, stopped := errors.AsType[*complaint.IncompleteError](err); stopped {
				err = nil
			}
			return spread(ctx, list, err)
		}),
	}
}

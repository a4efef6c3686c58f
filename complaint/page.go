package complaint

import (
	"context"
	"errors"
	"iter"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Page is a part of a list, as a screen shows it. [ReadPage] reads one.
type Page[T any] struct {
	// Items are in the order of the query, at most as many as its limit.
	Items []T
	// Odd are the errors of those that cannot be shown, each a *storage.RecordError. They
	// count as items.
	Odd []error
	// Next is where the next page begins: the After of its query.
	Next Position
	// Last says that nothing follows. What is committed later may.
	Last bool
	// Incomplete says that a search stopped before the page was full, because it may look
	// at so many cases and no more ([IncompleteError]). The page may even be empty;
	// the next one goes on with the search.
	Incomplete bool
}

// ReadPage reads the page that a query asks for from a list such as [Service.List] or
// [Reader.List]: it asks for one item more than the limit, so that the page knows
// whether it is the last. Without a limit the whole list is a page. The error is that
// of the list; the page then holds what came before it.
//
//	page, err := complaint.ReadPage(q, func(q complaint.Query) iter.Seq2[complaint.AgencyView, error] {
//		return service.List(ctx, by, q)
//	})
func ReadPage[T interface{ After() Position }](q Query, list func(Query) iter.Seq2[T, error]) (Page[T], error) {
	page, limit := Page[T]{Next: q.After}, q.Limit
	if limit > 0 {
		q.Limit++
	}
	for item, err := range list(q) {
		at, odd := PositionOfError(err)
		switch stopped, incomplete := errors.AsType[*IncompleteError](err); {
		case incomplete:
			page.Incomplete, page.Next = true, stopped.After
			return page, nil
		case err != nil && !odd:
			return page, err
		case limit > 0 && len(page.Items)+len(page.Odd) == limit:
			return page, nil
		case odd:
			page.Odd = append(page.Odd, err)
		default:
			page.Items, at = append(page.Items, item), item.After()
		}
		page.Next = at
	}
	page.Last = true
	return page, nil
}

// IncompleteError ends a search that has looked at as many complaints as it may,
// backend.SearchBudget, and may not have found all that it could. What came before it is
// right.
type IncompleteError struct {
	// After is the last place at which it looked: a [Query] with it goes on.
	After Position
}

// In says so to people.
func (e *IncompleteError) In(w aduan.Words) string { return texts().In(w)("incomplete") }

// Error is [IncompleteError.In] English.
func (e *IncompleteError) Error() string { return e.In(aduan.English()) }

// throughout lists what a lister lists and goes on where that stops incomplete.
func throughout(list lister) lister {
	return func(ctx context.Context, q Query) iter.Seq2[*Complaint, error] {
		return func(yield func(*Complaint, error) bool) {
			for again := true; again; {
				again = false
				for c, err := range list(ctx, q) {
					if stopped, incomplete := errors.AsType[*IncompleteError](err); incomplete {
						q.After, again = stopped.After, true
						break
					}
					if !yield(c, err) || err != nil && !storage.IsRecord(err) {
						return
					}
					if q.Limit--; q.Limit == 0 {
						return
					}
				}
			}
		}
	}
}

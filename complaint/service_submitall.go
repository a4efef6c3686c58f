package complaint

import (
	"context"
	"errors"

	"github.com/aduan-go/aduan/storage"
)

// Result is what became of one item of many: a receipt or an error.
type Result struct {
	Receipt Receipt
	Err     error
}

// submitTogether is how many submissions a batch of [Service.SubmitAll] holds at
// most: enough to make the cost of a commit small beside that of its records,
// and few enough that other writers do not wait long for it.
const submitTogether = 512

// SubmitAll submits drafts in their order, each as [Service.Submit] does: an
// item that fails does not stop the others, and one that repeats an earlier item
// gets its receipt. Up to 512 of them are committed in one batch, which takes a
// durable store a fraction of the time of so many commits; a batch that the
// store refuses is taken apart until only the items stay out that it refuses
// one by one. The results are in the order of the drafts. After ctx is
// cancelled the items that were not committed fail with its error.
func (s *Service) SubmitAll(ctx context.Context, by Actor, drafts []Draft) []Result {
	return s.submitEach(ctx, drafts, func(i int) (*submission, Receipt, error) { return s.prepareSubmission(ctx, by, drafts[i]) })
}

// submitEach submits drafts as [Service.SubmitAll] says, each as it was prepared.
func (s *Service) submitEach(ctx context.Context, drafts []Draft, prepare func(i int) (*submission, Receipt, error)) []Result {
	results := make([]Result, len(drafts))
	how := manner[*submission]{
		batch:  opening,
		alone:  s.commitSubmission,
		done:   func(sub *submission) Receipt { s.wrote(sub.opened); return sub.receipt() },
		settle: s.settleSubmit,
	}
	var waiting []*submission
	var places []int // of those that wait, in results
	flush := func() {
		for i, r := range commitTogether(ctx, s, waiting, how) {
			results[places[i]] = r
		}
		waiting, places = waiting[:0], places[:0]
	}
	for i, d := range drafts {
		if len(waiting) == submitTogether || repeats(waiting, d) {
			flush()
		}
		sub, first, err := prepare(i)
		if err != nil || sub == nil {
			results[i] = Result{Receipt: first, Err: ended(err)}
			continue
		}
		waiting, places = append(waiting, sub), append(places, i)
	}
	flush()
	return results
}

// repeats reports whether a draft may be a repetition of one that waits, which
// must be stored before the draft is looked at.
func repeats(waiting []*submission, d Draft) bool {
	if d.ID.IsZero() && d.External.IsZero() {
		return false
	}
	for _, sub := range waiting {
		if sub.draft.ID == d.ID || (!d.External.IsZero() && sub.draft.External.Equal(d.External)) {
			return true
		}
	}
	return false
}

// manner says how items are committed that wait for each other.
type manner[T any] struct {
	batch  func(...T) Batch
	alone  func(context.Context, T) (Receipt, error)        // commits one
	done   func(T) Receipt                                  // notes that it was written
	settle func(context.Context, T, error) (Receipt, error) // finds out what became of it
}

// commitTogether commits items in one batch, and in smaller ones if the store refuses it.
// The results are in the order of the items.
func commitTogether[T any](ctx context.Context, s *Service, items []T, m manner[T]) []Result {
	results := make([]Result, len(items))
	if len(items) == 0 {
		return results
	}
	cause := ctx.Err()
	switch {
	case cause != nil:
		for i := range results {
			results[i].Err = ended(cause)
		}
		return results
	case len(items) == 1:
		receipt, err := m.alone(ctx, items[0])
		results[0] = Result{Receipt: receipt, Err: ended(err)}
		return results
	}
	cause = s.cfg.Store.Commit(ctx, m.batch(items...))
	switch {
	case cause == nil:
		for i, item := range items {
			results[i].Receipt = m.done(item)
		}
	case refused(cause):
		half := len(items) / 2
		copy(results, commitTogether(ctx, s, items[:half], m))
		copy(results[half:], commitTogether(ctx, s, items[half:], m))
	default: // one time for all: a store that does not answer is not asked for each
		ctx, cancel := settling(ctx)
		defer cancel()
		for i, item := range items {
			receipt, err := m.settle(ctx, item, cause)
			results[i] = Result{Receipt: receipt, Err: ended(err)}
		}
	}
	return results
}

// refused reports whether the store refused a batch for one of its records.
func refused(cause error) bool {
	return errors.Is(cause, storage.ErrInvalid) || errors.Is(cause, storage.ErrConflict) || errors.Is(cause, storage.ErrDuplicate)
}

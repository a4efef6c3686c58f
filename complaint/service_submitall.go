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
	results := make([]Result, len(drafts))
	var waiting []*submission
	var places []int // of those that wait, in results
	flush := func() {
		for i, r := range s.commitTogether(ctx, waiting) {
			results[places[i]] = r
		}
		waiting, places = waiting[:0], places[:0]
	}
	for i, d := range drafts {
		if len(waiting) == submitTogether || repeats(waiting, d) {
			flush()
		}
		sub, first, err := s.prepareSubmission(ctx, by, d)
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

// commitTogether commits submissions in one batch, and in smaller ones if the
// store refuses it. The results are in the order of the submissions.
func (s *Service) commitTogether(ctx context.Context, subs []*submission) []Result {
	results := make([]Result, len(subs))
	if len(subs) == 0 {
		return results
	}
	cause := ctx.Err()
	switch {
	case cause != nil:
		for i := range results {
			results[i].Err = ended(cause)
		}
		return results
	case len(subs) == 1:
		results[0].Receipt, results[0].Err = s.commitSubmission(ctx, subs[0])
		return results
	}
	cause = s.cfg.Store.Commit(ctx, opening(subs...))
	switch {
	case cause == nil:
		for i, sub := range subs {
			s.wrote(sub.opened)
			results[i].Receipt = sub.receipt()
		}
	case errors.Is(cause, storage.ErrInvalid), errors.Is(cause, storage.ErrConflict), errors.Is(cause, storage.ErrDuplicate):
		half := len(subs) / 2
		copy(results, s.commitTogether(ctx, subs[:half]))
		copy(results[half:], s.commitTogether(ctx, subs[half:]))
	default: // one time for all: a store that does not answer is not asked for each
		ctx, cancel := settling(ctx)
		defer cancel()
		for i, sub := range subs {
			results[i].Receipt, results[i].Err = s.settleSubmit(ctx, sub, cause)
		}
	}
	return results
}

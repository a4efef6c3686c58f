package complaint

import (
	"context"
	"errors"

	"github.com/aduan-go/aduan/storage"
)

// Item is a command for one complaint among many.
type Item struct {
	ID      ID
	Command Command
}

// DoAll carries out commands in their order, each as [Service.Do] does: one that fails
// does not stop the others, and several on one case come one after another. Up to 512 of
// them are committed in one batch, as by [Service.SubmitAll]; if the store refuses it, they
// are carried out one by one, and so is always what concerns several cases, merged ones.
// The results are in the order of the items. After ctx is cancelled the items that
// were not committed fail with its error.
func (s *Service) DoAll(ctx context.Context, by Actor, items []Item) []Result {
	results := make([]Result, len(items))
	together := map[ID]bool{}
	var waiting []*decided
	var places []int // of those that wait, in results
	flush := func() {
		for i, r := range s.doTogether(ctx, by, waiting) {
			results[places[i]] = r
		}
		clear(together)
		waiting, places = waiting[:0], places[:0]
	}
	for i, item := range items {
		if len(waiting) == submitTogether || together[item.ID] {
			flush()
		}
		d, first, err := s.decideOn(ctx, by, item.ID, &item.Command)
		switch {
		case err != nil:
			results[i].Err = ended(err)
		case d == nil:
			results[i].Receipt = first
		case len(d.joined) > 0 || !d.v.c.Parent.IsZero() || !d.next.Parent.IsZero():
			flush() // it was decided by another case, which may be about to change
			results[i].Receipt, results[i].Err = s.Do(ctx, by, item.ID, item.Command)
		default:
			together[item.ID] = true
			waiting, places = append(waiting, d), append(places, i)
		}
	}
	flush()
	return results
}

// decideOn checks a command and decides on it.
func (s *Service) decideOn(ctx context.Context, by Actor, id ID, cmd *Command) (*decided, Receipt, error) {
	if err := ctx.Err(); err != nil {
		return nil, Receipt{}, err
	}
	if err := s.checkShape(by, id, *cmd); err != nil {
		return nil, Receipt{}, err
	}
	return s.workOut(ctx, by, id, cmd)
}

// doTogether commits commands in one batch, and in smaller ones if the store refuses
// it; one that it refuses alone is carried out anew. The results are in the order of the
// commands.
func (s *Service) doTogether(ctx context.Context, by Actor, list []*decided) []Result {
	results := make([]Result, len(list))
	if len(list) == 0 {
		return results
	}
	if err := ctx.Err(); err != nil {
		for i := range results {
			results[i].Err = ended(err)
		}
		return results
	}
	var b Batch
	for _, d := range list {
		b.Complaints = append(b.Complaints, d.next)
	}
	cause := s.cfg.Store.Commit(ctx, b)
	refused := errors.Is(cause, storage.ErrInvalid) || errors.Is(cause, storage.ErrConflict) || errors.Is(cause, storage.ErrDuplicate)
	switch {
	case cause == nil:
		for i, d := range list {
			s.wrote(d.next)
			results[i].Receipt = d.receipt
		}
	case refused && len(list) == 1:
		results[0].Receipt, results[0].Err = s.Do(ctx, by, list[0].next.ID, list[0].given)
	case refused:
		half := len(list) / 2
		copy(results, s.doTogether(ctx, by, list[:half]))
		copy(results[half:], s.doTogether(ctx, by, list[half:]))
	default: // one time for all: a store that does not answer is not asked for each
		ctx, cancel := settling(ctx)
		defer cancel()
		for i, d := range list {
			results[i].Receipt, results[i].Err = s.settle(ctx, d, cause)
			results[i].Err = ended(results[i].Err)
		}
	}
	return results
}

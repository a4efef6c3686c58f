package complaint

import (
	"context"
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
	how := manner[*decided]{
		batch:  together,
		alone:  func(ctx context.Context, d *decided) (Receipt, error) { return s.doAlone(ctx, by, d) },
		done:   func(d *decided) Receipt { s.wrote(d.next); return d.receipt },
		settle: s.settle,
	}
	touched := map[ID]bool{}
	var waiting []*decided
	var places []int // of those that wait, in results
	flush := func() {
		for i, r := range commitTogether(ctx, s, waiting, how) {
			results[places[i]] = r
		}
		clear(touched)
		waiting, places = waiting[:0], places[:0]
	}
	for i, item := range items {
		if len(waiting) == submitTogether || touched[item.ID] {
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
			touched[item.ID] = true
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

// together is the batch of commands that each concern one case.
func together(list ...*decided) (b Batch) {
	for _, d := range list {
		b.Complaints = append(b.Complaints, d.next)
	}
	return b
}

// doAlone commits one command, and carries it out anew if the store refuses that.
func (s *Service) doAlone(ctx context.Context, by Actor, d *decided) (Receipt, error) {
	cause := s.cfg.Store.Commit(ctx, together(d))
	switch {
	case cause == nil:
		s.wrote(d.next)
		return d.receipt, nil
	case refused(cause):
		return s.Do(ctx, by, d.next.ID, d.given)
	default:
		ctx, cancel := settling(ctx)
		defer cancel()
		return s.settle(ctx, d, cause)
	}
}

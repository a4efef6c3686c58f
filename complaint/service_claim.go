package complaint

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/aduan-go/aduan/storage"
)

// ClaimLease is how long a sweep keeps a case for itself: while it works on one, the hint
// in the store ([Complaint.NextDue]) is that much later than now, so that other sweeps do
// not come upon it. If the sweep dies, the case is due again afterwards; if its clock was
// ahead, as much later, unless a service that begins finds it before ([Service.Sweep]).
const ClaimLease = time.Minute

// claimPage is how many cases a sweep claims at once.
const claimPage = 32

// page is a piece of the list of cases that are due.
type page struct {
	found []dueCase
	// lease is the hint that the cases have in the store while they are worked on; zero if
	// they were not claimed. Doubtful says that the store's answer was lost.
	lease    time.Time
	doubtful bool
	// moves are the hints of the cases that were not changed: from the one with which each
	// was read to its next, which is the same if it stays due.
	moves []Due
}

// dueCase is a case that is due, or why it cannot be read.
type dueCase struct {
	c   *Complaint
	err error
	at  Position
}

// claim lists a page of the cases that are due and claims them. If somebody else was
// faster it lists again: what they claimed is not due any more. Claims only divide the
// work, versions guard it; so where a store cannot write them the sweep goes on without.
func (s *Service) claim(ctx context.Context, q Query) (p page, err error) {
	_ = s.repeat(ctx, ID{}, func(bool) error {
		p = page{}
		if p.found, err = s.listDue(ctx, q); err != nil {
			return nil
		}
		now, odd := s.instant()
		if err = cmp.Or(odd, s.checkClock(ctx, now, false)); err != nil {
			return nil
		}
		lease := now.Add(ClaimLease)
		var b Batch
		for _, f := range p.found {
			if f.err == nil {
				b.Due = append(b.Due, f.c.due(f.c.NextDue, lease))
			}
		}
		if len(b.Due) == 0 {
			return nil
		}
		refused := s.cfg.Store.Commit(ctx, b)
		if !storage.SaysNotWritten(refused) {
			p.lease, p.doubtful = lease, refused != nil
		}
		return refused
	})
	return p, err
}

func (s *Service) listDue(ctx context.Context, q Query) (list []dueCase, err error) {
	for c, err := range s.cfg.Store.List(ctx, q) {
		f := dueCase{c: c, err: err}
		if at, odd := PositionOfError(err); odd {
			f.at = at
		} else if err != nil {
			return nil, err
		} else {
			f.at = PositionOf(c)
		}
		list = append(list, f)
	}
	return list, nil
}

// moveTo notes when a case that was not changed is due next.
func (p *page) moveTo(c *Complaint, next time.Time) {
	if !p.lease.IsZero() || !next.Equal(c.NextDue) {
		p.moves = append(p.moves, c.due(c.NextDue, next))
	}
}

// release writes the hints of the cases that were not changed: in one batch, or one by one
// where that is refused, because somebody changed one of the cases. It does so even if the
// sweep's context has ended. What cannot be given back comes due by itself.
func (s *Service) release(ctx context.Context, p page, swept *Swept) {
	if len(p.moves) == 0 {
		return
	}
	ctx, cancel := settling(ctx)
	defer cancel()
	var b Batch
	for _, d := range p.moves {
		b.Due = append(b.Due, p.held(d))
	}
	err := s.cfg.Store.Commit(ctx, b)
	for _, d := range p.moves {
		one := err
		if storage.SaysNotWritten(err) {
			one = s.releaseOne(ctx, p, d)
		}
		if d.Next.Equal(d.Was) {
			continue
		}
		if one == nil {
			swept.Postponed++
		} else if one = passed(d.ID, "", one, swept); one != nil {
			swept.Failed = append(swept.Failed, SweepFailure{ID: d.ID, Err: one})
		}
	}
}

func (s *Service) releaseOne(ctx context.Context, p page, d Due) error {
	err := s.cfg.Store.Commit(ctx, Batch{Due: []Due{p.held(d)}})
	if p.doubtful && errors.Is(err, storage.ErrConflict) {
		err = s.cfg.Store.Commit(ctx, Batch{Due: []Due{d}})
	}
	return err
}

// held is a move from the hint that the case has in the store.
func (p page) held(d Due) Due {
	if !p.lease.IsZero() {
		d.Was = p.lease
	}
	return d
}

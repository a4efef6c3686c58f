package complaint

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// newestEntry is the instant of the newest entry that a service knows of; the store
// may have a newer one. The zero value knows of none.
type newestEntry struct{ micros atomic.Int64 }

// saw notes an entry.
func (n *newestEntry) saw(at time.Time) {
	for {
		known, micros := n.micros.Load(), at.UnixMicro()
		if (known != 0 && known >= micros) || n.micros.CompareAndSwap(known, micros) {
			return
		}
	}
}

// forget is called when entries were corrected, perhaps the newest.
func (n *newestEntry) forget() { n.micros.Store(0) }

// at is the instant, zero for none.
func (n *newestEntry) at() time.Time {
	if micros := n.micros.Load(); micros != 0 {
		return time.UnixMicro(micros).UTC()
	}
	return time.Time{}
}

// instant is what the clock of the server tells, which must be an instant that can
// be kept.
func (s *Service) instant() (time.Time, error) {
	now := canonical(s.cfg.Now())
	p := checks(Limits{})
	p.moment(Moment{Now: now})
	return now, p.Err("clock of the service")
}

// checkClock refuses to write by a clock that is ahead of what the store knows, or
// to open a case by one that is behind the database's.
func (s *Service) checkClock(ctx context.Context, now time.Time, opens bool) error {
	if keeper, ok := s.cfg.Store.(Timekeeper); ok {
		told, err := keeper.Clock(ctx)
		if err != nil {
			return fmt.Errorf("complaint: asking for the database's clock: %w", err)
		}
		if !told.IsZero() {
			ahead := now.Sub(told)
			if ahead > ClockTolerance || (opens && -ahead > ClockTolerance) {
				return &ClockError{Clock: now, Reference: canonical(told)}
			}
			return nil
		}
	}
	newest, err := s.newestUpTo(ctx, now.Add(-MostAhead))
	switch {
	case err != nil:
		return fmt.Errorf("complaint: asking for the newest entry: %w", err)
	case !newest.IsZero() && now.Sub(newest) > MostAhead:
		return &ClockError{Clock: now, Reference: newest, Newest: true}
	default:
		return nil
	}
}

// newestUpTo is the instant of the newest entry in the store if it lies before
// enough, else that of some entry that does not; zero for an empty store. It asks
// the store only if the service itself has not seen one.
func (s *Service) newestUpTo(ctx context.Context, enough time.Time) (time.Time, error) {
	if known := s.newest.at(); !known.IsZero() && !known.Before(enough) {
		return known, nil
	}
	newest, err := s.updatedFrom(ctx, enough)
	if err != nil || !newest.IsZero() {
		return newest, err
	}
	newest, err = s.updatedFrom(ctx, time.Time{})
	if newest.IsZero() {
		return newest, err
	}
	for until := enough; until.Sub(newest) > time.Microsecond; { // nothing lies at or after until
		middle := newest.Add(max(until.Sub(newest)/2, time.Microsecond)).Truncate(time.Microsecond)
		later, err := s.updatedFrom(ctx, middle)
		switch {
		case err != nil:
			return newest, err
		case later.IsZero():
			until = middle
		default:
			newest = later
		}
	}
	return newest, nil
}

// updatedFrom is the last entry's instant of some case that was updated at an
// instant or later and can be read, zero if there is none.
func (s *Service) updatedFrom(ctx context.Context, from time.Time) (time.Time, error) {
	q := Query{Filter: Filter{UpdatedFrom: from}, Limit: 1}
	for odd := true; odd; {
		odd = false
		for c, err := range s.cfg.Store.List(ctx, q) {
			if err == nil {
				s.newest.saw(c.UpdatedAt())
				return c.UpdatedAt(), nil
			}
			if q.After, odd = PositionOfError(err); !odd {
				return time.Time{}, err
			}
			s.logOdd(ctx, err)
		}
	}
	return time.Time{}, nil
}

// wrote notes what was committed.
func (s *Service) wrote(c *Complaint) {
	last := c.Timeline[len(c.Timeline)-1]
	if len(last.Details.Corrections) > 0 {
		s.newest.forget()
	}
	s.newest.saw(last.At)
}

// inFuture lists the cases whose last entry lies in the future, but for those that
// are due now: nobody can judge them, and their own hints may be as wrong.
func (s *Service) inFuture(ctx context.Context, due Query, swept *Swept) error {
	now := due.Filter.DueBy
	q := Query{Filter: Filter{UpdatedFrom: now.Add(ClockTolerance + time.Microsecond)}, Limit: due.Limit}
	for c, err := range s.cfg.Store.List(ctx, q) {
		if err != nil {
			if err = swept.odd(err, now); err != nil {
				return err
			}
			continue
		}
		if _, wrong := c.JudgedAt(now); wrong != nil && !due.Filter.Match(c) {
			swept.Unjudged = append(swept.Unjudged, UnjudgedCase{ID: c.ID, Unjudged: Unjudged{Err: wrong}})
		}
	}
	return nil
}

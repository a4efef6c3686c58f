package complaint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Recheck finds the merged cases that have something to learn and are not due: those
// whose parent ended or was answered before there was a release that looked after
// them. It makes them due, so that the next sweeps deal with them, and returns how
// many they are. It reads all cases that stand where merged ones do, and is meant to be called
// once, at the start after an upgrade; repeating it is harmless. The error is that of
// reading, [ErrClock] for a clock by which nothing is done, or that of the first case
// that cannot be read, judged or written (storage.ErrUnknownOutcome if the store's answer
// was lost), which does not stop the others.
func (s *Service) Recheck(ctx context.Context) (found int, err error) {
	var states []lifecycle.State
	for _, l := range s.cfg.Lifecycles {
		for _, a := range l.actionsThat(MeaningUnmerges) {
			states = append(states, l.machine.From(a)...)
		}
	}
	if len(states) == 0 {
		return 0, nil // nothing is ever merged
	}
	now, err := s.instant()
	if err == nil {
		err = s.checkClock(ctx, now, false)
	}
	if err != nil {
		return 0, fmt.Errorf("recheck: %w", err)
	}
	var odd error
	for c, err := range s.cfg.Store.List(ctx, Query{Filter: Filter{States: states}}) {
		if storage.IsRecord(err) {
			odd = cmp.Or(odd, err)
			continue
		}
		if err != nil {
			return found, fmt.Errorf("recheck: %w", err)
		}
		waits, err := s.recheck(ctx, c, now)
		if waits {
			found++
		}
		odd = cmp.Or(odd, err)
	}
	return found, odd
}

// recheck makes a case due if it has something to learn. It forgives a conflict:
// whoever changed the case has looked after that.
func (s *Service) recheck(ctx context.Context, c *Complaint, now time.Time) (waits bool, err error) {
	parent, err := s.parentOf(ctx, c)
	if err != nil || parent == nil {
		return false, err
	}
	l, err := s.lifecycleOf(c)
	if err != nil || !l.waits(c, parent) || c.soon(now) {
		return false, err
	}
	err = s.cfg.Store.Commit(ctx, Batch{Due: []Due{c.due(c.NextDue, now)}})
	if errors.Is(err, storage.ErrConflict) {
		return false, nil
	}
	if err != nil {
		return false, outcome(c.ID, "", err)
	}
	return true, nil
}

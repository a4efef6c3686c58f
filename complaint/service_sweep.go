package complaint

import (
	"context"
	"errors"
	"fmt"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Swept tells what one call of [Service.Sweep] did.
type Swept struct {
	// Examined is how many cases were due; Acted how many actions the timer
	// took; Postponed how many cases only got a later NextDue; Passed how many
	// were left because somebody else changed them at the same time.
	Examined, Acted, Postponed, Passed int
	// Failed lists the cases that could not be judged or changed. They do not
	// stop the others, and stay due.
	Failed []SweepFailure
	// Unjudged lists, case by case, the clocks that run and cannot be judged now,
	// and cases without deadlines that should have some, each with the reason. The
	// timer did nothing by them, they stay due, and every sweep tells them again. So
	// it is with cases whose last entry lies in the future ([ClockError]), as long as
	// nobody corrects it; of those that are not due, the first page lists as many as it
	// may examine.
	Unjudged []UnjudgedCase
	// Next is where to go on; Done that nothing due is left after it.
	Next Position
	Done bool
}

// SweepFailure names a case that a sweep could not deal with. An error that
// unwraps to storage.ErrUnknownOutcome means that the store's answer was lost:
// the timer may have acted, and the next sweep goes on from what is stored.
type SweepFailure struct {
	ID  ID
	Err error
}

// Sweep lets the timer act on the cases that are due, the longest due first:
// at most limit of them (0 is 1,000), going on after a position. It is meant to be
// called again and again, by one worker or by several: a late or doubled sweep
// changes nothing twice, because every change is a command like any other with
// the version that was read.
//
// A sweep from the beginning first makes those cases due whose holder nobody knows (see
// [Moment.Holder]). That costs a query of the open cases of every agency that ended
// without one sure heir, each sweep, and a write for each case found anew.
//
// The error is that of reading the list, or [ErrClock] for a clock by which nothing is
// done; what was done so far is in Swept all the same.
func (s *Service) Sweep(ctx context.Context, after Position, limit int) (Swept, error) {
	if limit <= 0 {
		limit = 1000
	}
	swept := Swept{Next: after}
	now, err := s.instant()
	if err == nil {
		err = s.checkClock(ctx, now, false)
	}
	if err != nil {
		return swept, fmt.Errorf("sweep: %w", err)
	}
	q := Query{Filter: Filter{DueBy: now}, Order: ByDue, After: after, Limit: limit}
	if after.IsZero() {
		if err := s.bringForward(ctx, limit, &swept); err != nil {
			return swept, fmt.Errorf("sweep: %w", err)
		}
		if err := s.inFuture(ctx, q, &swept); err != nil {
			return swept, fmt.Errorf("sweep: %w", err)
		}
	}
	for c, err := range s.cfg.Store.List(ctx, q) {
		if at, odd := PositionOfError(err); odd {
			swept.Examined++
			swept.Failed = append(swept.Failed, SweepFailure{ID: at.ID, Err: err})
			swept.Next = at
			continue
		}
		if err != nil {
			return swept, fmt.Errorf("sweep: %w", err)
		}
		swept.Examined++
		position := PositionOf(c)
		if err := s.sweepOne(ctx, c, &swept); err != nil {
			if ctx.Err() == nil || errors.Is(err, storage.ErrUnknownOutcome) {
				swept.Failed = append(swept.Failed, SweepFailure{ID: c.ID, Err: err})
			}
			if ctx.Err() != nil {
				return swept, fmt.Errorf("sweep: %w", ctx.Err())
			}
		}
		swept.Next = position
	}
	swept.Done = swept.Examined < limit
	return swept, nil
}

// bringForward makes cases due whose holder nobody knows, although nobody wrote to
// them when the directory changed: at most limit of them.
func (s *Service) bringForward(ctx context.Context, limit int, swept *Swept) error {
	after, ok := s.cfg.Directory.(Successions)
	if !ok {
		return nil
	}
	at := s.moment()
	var open []lifecycle.State
	for _, l := range s.cfg.Lifecycles {
		open = append(open, l.openStates()...)
	}
	for _, id := range after.Heirless(at.Now) {
		for c, err := range paged(ctx, Query{Filter: Filter{Agency: id, States: open}}, s.cfg.Store.List) {
			if at, odd := PositionOfError(err); odd {
				swept.Failed = append(swept.Failed, SweepFailure{ID: at.ID, Err: err})
				continue
			}
			if err != nil {
				return err
			}
			l, err := s.lifecycleOf(c)
			if err != nil || c.dueBy(at.Now) || l.orphaned(c, at) == nil {
				continue
			}
			next := c.Clone()
			next.NextDue = at.Now
			if err := s.cfg.Store.Commit(ctx, Batch{Complaints: []*Complaint{next}}); err == nil {
				limit--
			} else if err = passed(next, err, swept); err != nil {
				swept.Failed = append(swept.Failed, SweepFailure{ID: c.ID, Err: err})
			}
			if limit == 0 {
				return nil
			}
		}
	}
	return nil
}

// timerSteps is how many actions the timer takes on one case in one sweep; more
// mean a definition in which it would go round without end.
const timerSteps = 64

// timerKey begins the keys of the timer's commands, which nobody else may use.
const timerKey = "timer:"

// timer is the actor of a sweep.
func timer() Actor { return Actor{ID: string(RoleTimer), Role: RoleTimer} }

// sweepOne takes, one commit each, what the timer may do to a case now: moves
// first, then escalations.
func (s *Service) sweepOne(ctx context.Context, c *Complaint, swept *Swept) error {
	l, err := s.lifecycleOf(c)
	if err != nil {
		return err
	}
	acted := false
	var unjudged []Unjudged // as the case stands in the end
	defer func() {
		for _, u := range unjudged {
			swept.Unjudged = append(swept.Unjudged, UnjudgedCase{ID: c.ID, Unjudged: u})
		}
	}()
	for range timerSteps {
		at, err := s.now()
		if err != nil {
			return err
		}
		if at, err = at.on(c); err != nil {
			unjudged = []Unjudged{{Err: err}}
			return nil
		}
		out, err := s.judgement(l, c, at)
		if err != nil {
			return fmt.Errorf("complaint %s: its deadlines cannot be judged: %w", c.ID, err)
		}
		at.Elapsed, unjudged = out.Elapsed, out.Unjudged
		next, did := l.timerStep(c, out, at), &swept.Acted
		if next == nil {
			if acted || out.Next.Equal(c.NextDue) {
				return nil
			}
			next, did = c.Clone(), &swept.Postponed
			next.NextDue = out.Next
		} else {
			next.NextDue, _ = s.outlook(l, next, at)
		}
		if err := s.cfg.Store.Commit(ctx, Batch{Complaints: []*Complaint{next}}); err != nil {
			return passed(next, err, swept)
		}
		*did++
		if did == &swept.Postponed {
			return nil
		}
		acted = true
		next.Version++
		c = next
	}
	return fmt.Errorf("complaint %s: the timer would act without end", c.ID)
}

// timerStep returns the complaint after the timer's next action, nil if there
// is none. The key follows from the version, so that two sweeps that read the
// same state write the same command.
func (l *Lifecycle) timerStep(c *Complaint, out Judgement, at Moment) *Complaint {
	key := func(a lifecycle.Action) string { return fmt.Sprintf("%s%s:%d", timerKey, a, c.Version) }
	for _, a := range l.Allowed(c, timer(), at) {
		if a == ActionEscalate {
			continue
		}
		if next, err := l.Apply(c, timer(), Command{Action: a, Key: key(a)}, at); err == nil {
			return next
		}
	}
	for _, e := range out.Escalate {
		cmd := Command{Action: ActionEscalate, Key: key(ActionEscalate), Clock: e.Clock, Rung: e.Rung, Step: e.Step}
		if next, err := l.Apply(c, timer(), cmd, at); err == nil {
			return next
		}
	}
	return nil
}

// passed judges a commit of the timer that failed. It forgives a conflict:
// whoever changed the case has given it a new hint. A lost answer is told as
// such and not looked up; the next sweep goes on from what is stored.
func passed(next *Complaint, err error, swept *Swept) error {
	if errors.Is(err, storage.ErrConflict) {
		swept.Passed++
		return nil
	}
	key := ""
	if last := next.Timeline[len(next.Timeline)-1]; last.Version == next.Version+1 {
		key = last.Key
	}
	return outcome(next.ID, key, err)
}

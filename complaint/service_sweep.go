package complaint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Swept tells what one call of [Service.Sweep] did.
type Swept struct {
	// Examined is how many cases were due; Acted how many actions the timer
	// took, warnings that it wrote included; Postponed how many cases only got a later NextDue; Passed how many
	// were left because somebody else changed them at the same time.
	Examined, Acted, Postponed, Passed int
	// Failed lists the cases that could not be read, judged or changed. They do not
	// stop the others, and stay due.
	Failed []SweepFailure
	// Unjudged lists, case by case, the clocks that run and cannot be judged now,
	// and cases without deadlines that should have some, each with the reason. The
	// timer did nothing by them, they stay due, and every sweep tells them again. So
	// it is with cases whose last entry lies in the future ([ClockError]), as long as
	// nobody corrects it; of those that are not due, the first page lists as many as it
	// may examine.
	Unjudged []UnjudgedCase
	// Orphans lists the merged cases whose parent ended without an answer (withdrawn,
	// expired, archived). The timer brings them back, as by unmerge. One that did not
	// return keeps older rules, under which a person must unmerge it; it, or its
	// parent, stays due, and every sweep tells it again.
	Orphans []Orphan
	// Next is where to go on; Done that nothing due is left after it.
	Next Position
	Done bool
}

// Orphan names a merged case that its parent left without an answer.
type Orphan struct {
	ID, Parent ID
	Returned   bool
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
// the version that was read. Several divide the work: each claims a page of cases
// before it works on them (see [ClaimLease]), which changes no record. What a sweep
// does not come to, because ctx ended, it gives back.
//
// The first sweep of a service, and the first after its clock was set back, looks through
// all open cases for those that are due later than they should be, as after sweeps by a
// clock that was ahead, and puts them right.
//
// A sweep from the beginning first makes those cases due whose holder nobody knows (see
// [Moment.Holder]). That costs a query of the open cases of every agency that ended
// without one sure heir and one of the open cases that accuse somebody, whose holder may
// have become part of the accused, each sweep, and a write for each case found anew.
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
	if latest := s.latest.Swap(now.UnixMicro()); now.Add(ClockTolerance).UnixMicro() < latest {
		s.surveyed.Store(false) // it was ahead, and may have written hints that are too late
	}
	q := Query{Filter: Filter{DueBy: now}, Order: ByDue, After: after, Limit: limit}
	if after.IsZero() {
		if err := s.bringForward(ctx, now, limit, &swept); err != nil {
			return swept, fmt.Errorf("sweep: %w", err)
		}
		if err := s.inFuture(ctx, q, &swept); err != nil {
			return swept, fmt.Errorf("sweep: %w", err)
		}
	}
	for !swept.Done && swept.Examined < limit {
		q.After, q.Limit = swept.Next, min(limit-swept.Examined, claimPage)
		p, err := s.claim(ctx, q)
		if err == nil {
			err = s.sweepPage(ctx, &p, &swept)
			s.release(ctx, p, &swept)
		}
		if err != nil {
			return swept, fmt.Errorf("sweep: %w", err)
		}
		swept.Done = len(p.found) < q.Limit
	}
	return swept, nil
}

// sweepPage works on the cases of a page, one after another. The error is that of ctx.
func (s *Service) sweepPage(ctx context.Context, p *page, swept *Swept) error {
	for i, f := range p.found {
		if ctx.Err() != nil {
			for _, f := range p.found[i:] {
				if f.err == nil {
					p.moveTo(f.c, f.c.NextDue)
				}
			}
			break
		}
		swept.Examined++
		err := f.err
		if err == nil {
			err = s.sweepOne(ctx, f.c, p, swept)
		}
		if err != nil && (ctx.Err() == nil || errors.Is(err, storage.ErrUnknownOutcome)) {
			swept.Failed = append(swept.Failed, SweepFailure{ID: f.at.ID, Err: err})
		}
		if err == nil || ctx.Err() == nil {
			swept.Next = f.at
		}
	}
	return ctx.Err()
}

// bringForward makes cases due whose holder nobody knows, although nobody wrote to
// them when the directory changed, and in a survey those that are due too late: at most
// limit of them.
func (s *Service) bringForward(ctx context.Context, now time.Time, limit int, swept *Swept) error {
	at := s.moment()
	at.Now = now // the instant by which the sweep asks what is due
	var open []lifecycle.State
	for _, l := range s.cfg.Lifecycles {
		open = append(open, l.openStates()...)
	}
	unheld := []Filter{{States: open, Accusing: true}}
	after, ok := s.cfg.Directory.(Successions)
	first := !s.surveyed.Load() // when the directory may be another one
	switch {
	case first:
		unheld = []Filter{{States: open}}
	case ok:
		for _, id := range after.Heirless(at.Now) {
			unheld = append(unheld, Filter{States: open, Agency: id})
		}
	}
	for _, f := range unheld {
		for c, err := range paged(ctx, Query{Filter: f}, s.cfg.Store.List) {
			if err != nil {
				if err = swept.odd(err, at.Now); err != nil {
					return err
				}
				continue
			}
			l, err := s.lifecycleOf(c)
			if err != nil || c.soon(at.Now) {
				continue
			}
			var next time.Time
			switch {
			case first:
				next = s.earlier(l, c, at)
			case l.orphaned(c, at) != nil:
				next = at.Now
			}
			if next.IsZero() {
				continue
			}
			if err := s.cfg.Store.Commit(ctx, Batch{Due: []Due{c.due(c.NextDue, next)}}); err == nil {
				limit--
			} else if err = passed(c.ID, "", err, swept); err != nil {
				swept.Failed, first = append(swept.Failed, SweepFailure{ID: c.ID, Err: err}), false
			}
			if limit == 0 {
				return nil
			}
		}
	}
	if first {
		s.surveyed.Store(true)
	}
	return nil
}

// earlier is when a case should be due, if that is before it is; zero if not.
func (s *Service) earlier(l *Lifecycle, c *Complaint, at Moment) time.Time {
	out, err := s.judgement(l, c, at)
	if err != nil || !c.NextDue.IsZero() && !out.Next.Before(c.NextDue) {
		return time.Time{}
	}
	return out.Next
}

// odd names a record that cannot be read, unless it is due: then the list of those
// that are names it. It returns an error that is of no one record.
func (swept *Swept) odd(err error, now time.Time) error {
	at, odd := PositionOfError(err)
	if !odd {
		return err
	}
	due := !at.Due.IsZero() && !at.Due.After(now)
	if !due && !slices.ContainsFunc(swept.Failed, func(f SweepFailure) bool { return f.ID == at.ID }) {
		swept.Failed = append(swept.Failed, SweepFailure{ID: at.ID, Err: err})
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

// sweepOne takes what the timer may do to a case now. If that is nothing, it sees
// to those that were merged into it, and notes when to look again. A case that the
// timer, or somebody else, changed says itself when, see [Service.due].
func (s *Service) sweepOne(ctx context.Context, c *Complaint, p *page, swept *Swept) error {
	done, err := s.steps(ctx, c, swept)
	for _, u := range done.out.Unjudged {
		swept.Unjudged = append(swept.Unjudged, UnjudgedCase{ID: c.ID, Unjudged: u})
	}
	if done.acted || done.passed {
		return cmp.Or(err, done.odd)
	}
	next := c.NextDue
	if err == nil && !done.early {
		var told bool
		told, err = s.sweepChildren(ctx, done, swept)
		if err = cmp.Or(err, done.odd); err == nil && told && !c.orphaned(done.parent) {
			next = done.out.Next
		}
	}
	p.moveTo(c, next)
	return err
}

// stepped is a case after the timer took its steps.
type stepped struct {
	c      *Complaint
	rules  *Lifecycle
	out    Judgement // of the case as it is now
	parent *Parent
	odd    error // why its parent cannot be read
	acted  bool  // the timer took some
	passed bool  // somebody else changed it meanwhile
	early  bool  // its last entry lies in the future, so nobody may act on it
}

// steps takes, one commit each, what the timer may do to a case now: moves first,
// then escalations, then warnings. An orphan, and whether it came back, is noted. What it would do
// by a parent that cannot be read has to wait.
func (s *Service) steps(ctx context.Context, c *Complaint, swept *Swept) (stepped, error) {
	l, err := s.lifecycleOf(c)
	if err != nil {
		return stepped{}, err
	}
	parent, odd := s.parentOf(ctx, c)
	if odd != nil && !storage.IsRecord(odd) {
		return stepped{}, odd
	}
	var out Judgement
	for n := range timerSteps {
		at, err := s.now()
		if err == nil {
			err = s.checkClock(ctx, at.Now, false) // it may have been set since the sweep began
		}
		if err != nil {
			return stepped{acted: n > 0}, err
		}
		if at, err = at.on(c); err != nil {
			swept.Unjudged = append(swept.Unjudged, UnjudgedCase{ID: c.ID, Unjudged: Unjudged{Err: err}})
			return stepped{acted: n > 0, early: true}, nil
		}
		at.Parent = parent
		if n == 0 { // else it was judged for its hint
			if out, err = s.judgement(l, c, at); err != nil {
				return stepped{}, fmt.Errorf("complaint %s: its deadlines cannot be judged: %w", c.ID, err)
			}
		}
		at.Elapsed = out.Elapsed
		orphan := Orphan{ID: c.ID, Parent: c.Parent}
		next, unnamed := s.timerStep(l, c, out, at)
		if next == nil {
			if c.orphaned(parent) {
				swept.Orphans = append(swept.Orphans, orphan)
			}
			return stepped{c: c, rules: l, out: out, parent: parent, odd: odd, acted: n > 0}, nil
		}
		if out, err = s.due(ctx, l, next, at); err != nil {
			return stepped{acted: n > 0}, err
		}
		next.NextDue = out.Next
		if err := s.cfg.Store.Commit(ctx, Batch{Complaints: []*Complaint{next}}); err != nil {
			lost := passed(c.ID, next.Timeline[len(next.Timeline)-1].Key, err, swept)
			return stepped{acted: n > 0, passed: lost == nil}, lost
		}
		if orphan.Returned = c.orphaned(parent) && next.Parent.IsZero(); orphan.Returned {
			swept.Orphans = append(swept.Orphans, orphan)
		}
		swept.Acted++
		if unnamed != nil {
			swept.Unjudged = append(swept.Unjudged, UnjudgedCase{ID: c.ID, Unjudged: *unnamed})
		}
		next.Version++
		c = next
	}
	return stepped{acted: true}, fmt.Errorf("complaint %s: the timer would act without end", c.ID)
}

// sweepChildren lets the timer act on the cases that were merged into one that
// ended or was answered, and reports whether all of them have learnt it.
func (s *Service) sweepChildren(ctx context.Context, of stepped, swept *Swept) (told bool, err error) {
	parent := of.rules.asParent(of.c)
	if !parent.concerns() {
		return true, nil
	}
	told = true
	for child, err := range s.cfg.Store.List(ctx, Query{Filter: Filter{Parent: of.c.ID}}) {
		if storage.IsRecord(err) {
			swept.Failed, told = append(swept.Failed, SweepFailure{ID: of.c.ID, Err: err}), false
			continue
		}
		if err != nil {
			return false, err
		}
		if !child.orphaned(&parent) && !child.untold(&parent) {
			continue
		}
		done, err := s.steps(ctx, child, swept)
		if err = cmp.Or(err, done.odd); err != nil {
			swept.Failed = append(swept.Failed, SweepFailure{ID: child.ID, Err: err})
		}
		if err := ctx.Err(); err != nil {
			return false, err
		}
		told = told && err == nil && !done.passed && !done.early && !done.c.orphaned(&parent)
	}
	return told, nil
}

// timerCommand is the key of the timer's command on a case. It follows from the
// version, so that two sweeps that read the same state write the same command.
func timerCommand(a lifecycle.Action, c *Complaint) string {
	return fmt.Sprintf("%s%s:%d", timerKey, a, c.Version)
}

// timerStep returns the complaint after the timer's next action, nil if there
// is none, and why nobody knows whom it tells.
func (s *Service) timerStep(l *Lifecycle, c *Complaint, out Judgement, at Moment) (next *Complaint, unnamed *Unjudged) {
	for _, a := range l.Allowed(c, timer(), at) {
		if l.Does(a, MeaningEscalates) {
			continue
		}
		if next, err := l.Apply(c, timer(), Command{Action: a, Key: timerCommand(a, c)}, at); err == nil {
			return next, nil
		}
	}
	for _, e := range out.Escalate {
		cmd := l.escalating(c, e)
		cmd.Key = timerCommand(cmd.Action, c)
		s.tells(l, c, cmd, at)
		if next, err := l.Apply(c, timer(), *cmd, at); err == nil {
			if cmd.unnamed != nil {
				unnamed = &Unjudged{Clock: e.Clock, Err: cmd.unnamed}
			}
			return next, unnamed
		}
	}
	return l.warn(c, out.Warn, at), nil
}

// passed judges a commit of the timer that failed. It forgives a conflict:
// whoever changed the case has given it a new hint. A lost answer is told as
// such and not looked up; the next sweep goes on from what is stored.
func passed(id ID, key string, err error, swept *Swept) error {
	if errors.Is(err, storage.ErrConflict) {
		swept.Passed++
		return nil
	}
	return outcome(id, key, err)
}

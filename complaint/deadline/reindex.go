package deadline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// Reindexed tells what one call of [Deadlines.Reindex] did.
type Reindexed struct {
	// Examined is how many cases were looked at, Changed how many got another
	// NextDue, Passed how many were left because somebody else changed them at
	// the same time and so gave them a new hint.
	Examined, Changed, Passed int
	// Failed lists the cases that could not be judged. They do not stop the
	// others.
	Failed []complaint.SweepFailure
	// Unjudged lists what still cannot be judged, as a sweep does; a case whose last
	// entry lies in the future keeps its hint.
	Unjudged []complaint.UnjudgedCase
	// Next is where to go on; Done that nothing is left after it.
	Next complaint.Position
	Done bool
}

// Reindex writes the hints of a store anew: NextDue of every case, as it is at
// a moment. Call it after a calendar was amended or got another year, with the
// Deadlines that know it: until then a sweep comes too late for a clock whose
// due instant moved forward. One that could not be computed is found by the next
// sweep in any case. It
// looks at no more than limit cases (0 is 1,000), going on after a position; a
// case that is right already is not written. It knows of clocks alone: call
// complaint.Service.Recheck afterwards, for merged cases that wait for their parent.
// The error is that of reading the list, or a *storage.InvalidError for a zero moment or one after the year 9999;
// what was done so far is told all the same.
func (d *Deadlines) Reindex(ctx context.Context, store complaint.Store, lifecycles []*complaint.Lifecycle, at time.Time, after complaint.Position, limit int) (Reindexed, error) {
	if limit <= 0 {
		limit = 1000
	}
	done := Reindexed{Next: after}
	if at.IsZero() || at.Year() > 9999 {
		return done, &storage.InvalidError{What: "reindex", Problems: []storage.Problem{{Field: "at", Message: "a moment up to the year 9999 is required"}}}
	}
	for c, err := range store.List(ctx, complaint.Query{Order: complaint.ByID, After: after, Limit: limit}) {
		if at, odd := complaint.PositionOfError(err); odd {
			done.Examined++
			done.Failed = append(done.Failed, complaint.SweepFailure{ID: at.ID, Err: err})
			done.Next = complaint.Position{ID: at.ID}
			continue
		}
		if err != nil {
			return done, fmt.Errorf("reindex: %w", err)
		}
		done.Examined++
		changed, err := d.reindex(ctx, store, lifecycles, c, at, &done)
		switch {
		case ctx.Err() != nil:
			return done, fmt.Errorf("reindex: %w", ctx.Err())
		case errors.Is(err, storage.ErrConflict):
			done.Passed++
		case err != nil:
			done.Failed = append(done.Failed, complaint.SweepFailure{ID: c.ID, Err: err})
		case changed:
			done.Changed++
		}
		done.Next = complaint.Position{ID: c.ID}
	}
	done.Done = done.Examined < limit
	return done, nil
}

// reindex writes the hint of one case if it is wrong.
func (d *Deadlines) reindex(ctx context.Context, store complaint.Store, lifecycles []*complaint.Lifecycle, c *complaint.Complaint, at time.Time, done *Reindexed) (bool, error) {
	l, err := LifecycleOf(c, lifecycles)
	if err != nil {
		return false, err
	}
	out, err := d.Judge(l, c, at)
	if errors.Is(err, complaint.ErrClock) {
		done.Unjudged = append(done.Unjudged, complaint.UnjudgedCase{ID: c.ID, Unjudged: complaint.Unjudged{Err: err}})
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, u := range out.Unjudged {
		done.Unjudged = append(done.Unjudged, complaint.UnjudgedCase{ID: c.ID, Unjudged: u})
	}
	next := out.Next
	if !next.IsZero() {
		next = next.UTC().Truncate(time.Microsecond)
	}
	if next.Equal(c.NextDue) {
		return false, nil
	}
	move := complaint.Due{ID: c.ID, Version: c.Version, Was: c.NextDue, Next: next}
	return true, store.Commit(ctx, complaint.Batch{Due: []complaint.Due{move}})
}

// LifecycleOf returns the lifecycle that a case keeps. The error is a
// *storage.RecordError, which unwraps to a *storage.InvalidError, if it is not among
// those given; nil ones are none.
func LifecycleOf(c *complaint.Complaint, given []*complaint.Lifecycle) (*complaint.Lifecycle, error) {
	for _, l := range given {
		if l != nil && l.Edition() == c.Lifecycle {
			return l, nil
		}
	}
	var problems storage.Problems
	problems.Add("lifecycle", fmt.Sprintf("the case keeps the lifecycle %s, which was not given", c.Lifecycle))
	return nil, &storage.RecordError{Kind: complaint.KindOfComplaint, Key: c.ID.String(), Due: c.NextDue, Updated: c.UpdatedAt(), Cause: problems.Err("rules")}
}

package complaint

import (
	"context"
	"errors"
	"time"

	"github.com/aduan-go/aduan"
)

// ClockTolerance is how far the clocks of servers may be apart. Up to so much
// before the last entry of a case, itself included, a command or a question counts
// as of that entry's instant; what lies further is refused.
const ClockTolerance = 5 * time.Minute

// MostAhead is how far an entry may be ahead of the newest one in a store whose
// database has no clock of its own ([Timekeeper]).
const MostAhead = 365 * 24 * time.Hour

// ErrClock means that an instant cannot be right: a server's clock, or the last
// entry of a case. It is a *[ClockError]. Nothing was written.
var ErrClock = errors.New("a clock is wrong")

// ClockError names the two instants that do not go together. It unwraps to
// [ErrClock]. If the entry is wrong, the national admin corrects it
// ([ActionCorrectTime]).
type ClockError struct {
	// Complaint is the case whose last entry is the reference; zero if the store is.
	Complaint ID
	// Clock is what the clock of the server told.
	Clock time.Time
	// Reference is the instant that it was held against: the last entry's, what the
	// clock of the database told, or the newest entry's in the store.
	Reference time.Time
	// Newest says that the reference is the newest entry in the store. If it is old
	// because nobody has worked for so long, a [Timekeeper] says what time it is: see
	// there how the office resumes.
	Newest bool
}

// Error is [ClockError.In] English.
func (e *ClockError) Error() string { return e.In(aduan.English()) }

// In names both instants.
func (e *ClockError) In(w aduan.Words) string {
	say, minutes := texts().In(w), int(ClockTolerance/time.Minute)
	switch {
	case !e.Complaint.IsZero():
		return say("wrong_clock.behind", "complaint", e.Complaint.String(), "clock", e.Clock, "reference", e.Reference, "minutes", minutes)
	case e.Newest:
		return say("wrong_clock.ahead", "clock", e.Clock, "reference", e.Reference)
	default:
		return say("wrong_clock.apart", "clock", e.Clock, "reference", e.Reference, "minutes", minutes)
	}
}

// Unwrap returns [ErrClock].
func (e *ClockError) Unwrap() error { return ErrClock }

// Timekeeper is what a [Store] may also implement whose database has a clock that
// all servers share. A service that is ahead of it by more than [ClockTolerance]
// writes nothing, and one that is behind it by as much opens no case.
//
// A store without a clock (in memory, SQLite) in which nothing was written for longer
// than [MostAhead] refuses every command, because a clock that runs ahead looks the same.
// To resume, an operator
//
//   - makes sure, by another clock, that the server's is right;
//   - runs the service over the store wrapped in a Timekeeper that tells that time;
//   - lets anything be written: a report, a note, what a sweep does;
//   - runs it without the wrapper again, since the newest entry is of today.
type Timekeeper interface {
	// Clock tells what time it is; zero if the database has no clock.
	Clock(ctx context.Context) (time.Time, error)
}

// JudgedAt is the instant as of which the case is judged and acted on at a moment:
// the later of now and the last entry's. If that entry lies more than
// [ClockTolerance] after now, one of the two is wrong, nobody can judge the case,
// and the error is a *[ClockError].
func (c *Complaint) JudgedAt(now time.Time) (time.Time, error) {
	now = canonical(now)
	last := c.UpdatedAt()
	switch behind := last.Sub(now); {
	case behind <= 0:
		return now, nil
	case behind <= ClockTolerance:
		return last, nil
	default:
		return now, &ClockError{Complaint: c.ID, Clock: now, Reference: last}
	}
}

// clock is what the clock told.
func (m Moment) clock() time.Time {
	if m.skewed.IsZero() {
		return canonical(m.Now)
	}
	return m.skewed
}

// on is the moment as it counts for a case, with what the clock told if that is
// something else. An error is that of [Complaint.JudgedAt].
func (m Moment) on(c *Complaint) (Moment, error) {
	now := m.clock()
	at, err := c.JudgedAt(now)
	m.Now, m.skewed = at, time.Time{}
	if at.After(now) {
		m.skewed = now
	}
	return m, err
}

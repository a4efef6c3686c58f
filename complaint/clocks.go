package complaint

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// ClockState says how a run of a clock stands.
type ClockState int8

// The states of a run.
const (
	// ClockRuns: the clock is running.
	ClockRuns ClockState = iota + 1
	// ClockPaused: the clock stands still and will run on.
	ClockPaused
	// ClockStopped: what it waited for has come.
	ClockStopped
	// ClockSuperseded: the run ended without being judged.
	ClockSuperseded
)

// String returns "running", "paused", "stopped" or "superseded".
func (s ClockState) String() string {
	return textOf("ClockState", int(s), []word{{}, {text: "running"}, {text: "paused"}, {text: "stopped"}, {text: "superseded"}})
}

// Span is a stretch of time in a run; Until is zero while it lasts.
type Span struct{ From, Until time.Time }

// Extension is an addition to a run's limit.
type Extension struct {
	At time.Time
	// Days is in working days.
	Days int
}

// ClockRun is one run of a clock, read off the timeline. It says nothing about
// limits and due dates, which are the business of a deadline policy.
type ClockRun struct {
	Clock lifecycle.ClockName
	State ClockState
	// Entry is the Seq of the entry that started the run.
	Entry int
	// Started and Ended are instants in UTC; Ended is zero before the end.
	Started, Ended time.Time
	// Pauses are the stretches in which the clock stood still, oldest first.
	Pauses []Span
	// Extensions were added to the limit, oldest first.
	Extensions []Extension
	// Recomputed is when the limit was last to be looked up anew, zero if never.
	Recomputed time.Time

	depth int // how many pauses are in force; each resume lifts one
}

// Clocks returns all runs of all clocks of a case, in the order in which they
// started. They are derived from the timeline and the clock effects of the
// lifecycle alone.
func (l *Lifecycle) Clocks(c *Complaint) []ClockRun {
	var runs []ClockRun
	live := func(name lifecycle.ClockName) *ClockRun {
		for i := range slices.Backward(runs) {
			if runs[i].Clock == name {
				if runs[i].Ended.IsZero() {
					return &runs[i]
				}
				return nil
			}
		}
		return nil
	}
	for _, e := range c.Timeline {
		rule, ok := l.machine.Rule(e.From, e.Action)
		if !ok {
			continue
		}
		for op := range rule.Effects() {
			run := live(op.Clock)
			begin := false
			switch op.Op {
			case lifecycle.Start:
				begin = true
			case lifecycle.StartOnce:
				begin = !slices.ContainsFunc(runs, func(r ClockRun) bool { return r.Clock == op.Clock })
			case lifecycle.Restart:
				begin = run != nil
			default:
				if run != nil {
					run.take(op.Op, e)
				}
			}
			if begin {
				if run != nil {
					run.take(lifecycle.Supersede, e)
				}
				runs = append(runs, ClockRun{Clock: op.Clock, State: ClockRuns, Entry: e.Seq, Started: e.At})
			}
		}
	}
	return runs
}

// take lets an operation work on a run that has not ended.
func (r *ClockRun) take(op lifecycle.Op, e Entry) {
	switch op {
	case lifecycle.Pause:
		if r.depth++; r.depth == 1 {
			r.State = ClockPaused
			r.Pauses = append(r.Pauses, Span{From: e.At})
		}
	case lifecycle.Resume:
		if r.depth > 0 {
			if r.depth--; r.depth == 0 {
				r.State = ClockRuns
				r.Pauses[len(r.Pauses)-1].Until = e.At
			}
		}
	case lifecycle.Stop, lifecycle.Supersede:
		r.State, r.Ended = ClockStopped, e.At
		if op == lifecycle.Supersede {
			r.State = ClockSuperseded
		}
		if r.depth > 0 {
			r.Pauses[len(r.Pauses)-1].Until = e.At
		}
	case lifecycle.Recompute:
		r.Recomputed = e.At
	case lifecycle.Extend:
		r.Extensions = append(r.Extensions, Extension{At: e.At, Days: e.Details.Days})
	}
}

// running reports whether a clock runs now.
func (l *Lifecycle) running(c *Complaint, name lifecycle.ClockName) bool {
	return slices.ContainsFunc(l.Clocks(c), func(r ClockRun) bool { return r.Clock == name && r.State == ClockRuns })
}

package complaint

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/enum"

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
func (s ClockState) String() string { return clockStateWords().Text("ClockState", int(s)) }

// MarshalText writes the text form; a value outside the set is an error.
func (s ClockState) MarshalText() ([]byte, error) {
	return clockStateWords().Marshal("ClockState", int(s))
}

// UnmarshalText reads the text form exactly.
func (s *ClockState) UnmarshalText(text []byte) error {
	return enum.Unmarshal(clockStateWords(), text, s)
}

func clockStateWords() enum.Set { return enum.Words("", "running", "paused", "stopped", "superseded") }

// Span is a stretch of time in a run; Until is zero while it lasts.
type Span struct {
	From, Until time.Time
	// Entry is the Seq of the entry that began it.
	Entry int
}

// Extension is an addition to a run's limit.
type Extension struct {
	At time.Time
	// Days is in working days.
	Days int
	// Entry is the Seq of the entry that granted it.
	Entry int
}

// ClockRun is one run of a clock, read off the timeline. It says nothing about
// limits and due dates, which are the business of a deadline policy.
type ClockRun struct {
	Clock lifecycle.ClockName
	State ClockState
	// Entry is the Seq of the entry that started the run.
	Entry int
	// Started and Ended are instants in UTC; Ended is zero before the end, and
	// EndedBy is the Seq of the entry that ended the run.
	Started, Ended time.Time
	EndedBy        int
	// Pauses are the stretches in which the clock stood still, oldest first.
	Pauses []Span
	// Extensions were added to the limit, oldest first.
	Extensions []Extension
	// Recomputed are the Seqs of the entries at which the limit was to be looked
	// up anew, oldest first.
	Recomputed []int
	// Restarted tells that the run before it was restarted by this one.
	Restarted bool

	depth int // how many pauses are in force; each resume lifts one
}

// Clocks returns all runs of all clocks of a case, in the order in which they
// started. They are derived from the timeline and the clock effects of the
// lifecycle alone.
func (l *Lifecycle) Clocks(c *Complaint) []ClockRun {
	f := following{runs: make([]ClockRun, 0, usualRuns), last: make([]int, 0, usualRuns)}
	f.through(c, l)
	return f.runs
}

// usualRuns is how many runs a usual case has.
const usualRuns = 12

// following are the runs of a case as far as its timeline was read, and the places of
// the last run of each clock.
type following struct {
	runs []ClockRun
	last []int
}

// through follows a whole timeline.
func (f *following) through(c *Complaint, l *Lifecycle) {
	history := c.History()
	for i := range history {
		if e := &history[i]; e.Action == ActionImport && e.From != e.To {
			f.end(&history[i])
		}
		if rule, ok := l.machine.Rule(history[i].From, history[i].Action); ok {
			f.follow(rule, &history[i])
		}
	}
}

// follow lets what an entry does to clocks work on the runs.
func (f *following) follow(rule lifecycle.Rule, e *Entry) {
	for op := range rule.Effects() {
		last := f.lastRun(op.Clock)
		live := last != nil && last.Ended.IsZero()
		begins := op.Op == lifecycle.Start || (op.Op == lifecycle.StartOnce && last == nil) || (op.Op == lifecycle.Restart && live)
		switch {
		case begins && live:
			last.take(lifecycle.Supersede, e)
		case live:
			last.take(op.Op, e)
		}
		if begins {
			f.begin(ClockRun{Clock: op.Clock, State: ClockRuns, Entry: e.Seq, Started: e.At, Restarted: op.Op == lifecycle.Restart})
		}
	}
}

// end supersedes every run that has not ended.
func (f *following) end(e *Entry) {
	for _, i := range f.last {
		if f.runs[i].Ended.IsZero() {
			f.runs[i].take(lifecycle.Supersede, e)
		}
	}
}

// begin adds a run.
func (f *following) begin(run ClockRun) {
	i := slices.IndexFunc(f.last, func(i int) bool { return f.runs[i].Clock == run.Clock })
	if i < 0 {
		i, f.last = len(f.last), append(f.last, 0)
	}
	f.last[i] = len(f.runs)
	f.runs = append(f.runs, run)
}

// lastRun returns the last run of a clock, nil if it never started.
func (f *following) lastRun(name lifecycle.ClockName) *ClockRun {
	for _, i := range f.last {
		if f.runs[i].Clock == name {
			return &f.runs[i]
		}
	}
	return nil
}

// take lets an operation work on a run that has not ended.
func (r *ClockRun) take(op lifecycle.Op, e *Entry) {
	switch op {
	case lifecycle.Pause:
		if r.depth++; r.depth == 1 {
			r.State = ClockPaused
			r.Pauses = append(r.Pauses, Span{From: e.At, Entry: e.Seq})
		}
	case lifecycle.Resume:
		if r.depth == 0 {
			return
		}
		if r.depth--; r.depth == 0 {
			r.State = ClockRuns
			r.Pauses[len(r.Pauses)-1].Until = e.At
		}
	case lifecycle.Stop, lifecycle.Supersede:
		if r.depth > 0 {
			r.Pauses[len(r.Pauses)-1].Until = e.At
		}
		r.State, r.Ended, r.EndedBy = ClockStopped, e.At, e.Seq
		if op == lifecycle.Supersede {
			r.State = ClockSuperseded
		}
	case lifecycle.Recompute:
		r.Recomputed = append(r.Recomputed, e.Seq)
	case lifecycle.Extend:
		r.Extensions = append(r.Extensions, Extension{At: e.At, Days: e.Details.Days, Entry: e.Seq})
	}
}

// readRuns keeps the runs of a case for as long as one question lasts, which may ask
// many guards, and the duties by which somebody is barred.
type readRuns struct {
	of     *Complaint
	runs   []ClockRun
	barred *barred
}

// runs are those of a case, read once where somebody keeps them.
func (m Moment) runs(l *Lifecycle, c *Complaint) []ClockRun {
	if m.read == nil {
		return l.Clocks(c)
	}
	if m.read.of != c {
		m.read.of, m.read.runs = c, l.Clocks(c)
	}
	return m.read.runs
}

// runs are those of the case.
func (f GuardFacts) runs() []ClockRun { return f.At.runs(f.lifecycle, f.Complaint) }

// running reports whether a clock runs now.
func (f GuardFacts) running(name lifecycle.ClockName) bool {
	return slices.ContainsFunc(f.runs(), func(r ClockRun) bool { return r.Clock == name && r.State == ClockRuns })
}

// asksClocks reports whether a guard of an action looks at the clocks that have run out,
// or may, being an embedder's own.
func (l *Lifecycle) asksClocks(from lifecycle.State, action lifecycle.Action, by lifecycle.Role) bool {
	rule, _ := l.machine.Rule(from, action)
	for need := range rule.Needs(by) {
		if slices.Contains(l.asking, need.Guard) {
			return true
		}
	}
	return false
}

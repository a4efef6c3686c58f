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
func (s ClockState) String() string {
	return enum.Set{{}, {"running"}, {"paused"}, {"stopped"}, {"superseded"}}.Text("ClockState", int(s))
}

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

	depth int        // how many pauses are in force; each resume lifts one
	count pieceCount // how long the lists become
}

// clockPieces holds the lists of the runs of one case, sized beforehand, so that
// reading a case takes the same few allocations however long its history is.
type clockPieces struct {
	runs       []ClockRun
	spans      []Span
	extensions []Extension
	recomputed []int
	filling    bool
	begun      int
}

// usualPieces are the lists of a usual case, longPieces those of a long one;
// either is one piece of memory.
type (
	usualPieces struct {
		runs       [12]ClockRun
		spans      [12]Span
		extensions [2]Extension
		recomputed [2]int
	}
	longPieces struct {
		runs       [24]ClockRun
		spans      [36]Span
		extensions [8]Extension
		recomputed [8]int
	}
)

// Clocks returns all runs of all clocks of a case, in the order in which they
// started. They are derived from the timeline and the clock effects of the
// lifecycle alone.
func (l *Lifecycle) Clocks(c *Complaint) []ClockRun {
	var need pieceCount
	for i := range c.Timeline {
		if rule, ok := l.machine.Rule(c.Timeline[i].From, c.Timeline[i].Action); ok {
			for op := range rule.Effects() {
				need.add(op.Op)
			}
		}
	}
	pieces := need.pieces()
	l.walk(c, &pieces)
	pieces.carve()
	l.walk(c, &pieces)
	return pieces.runs
}

// pieceCount is how long the lists become, or may become at most.
type pieceCount struct{ runs, spans, extensions, recomputed int }

func (n *pieceCount) add(op lifecycle.Op) {
	switch op {
	case lifecycle.Start, lifecycle.StartOnce, lifecycle.Restart:
		n.runs++
	case lifecycle.Pause:
		n.spans++
	case lifecycle.Extend:
		n.extensions++
	case lifecycle.Recompute:
		n.recomputed++
	}
}

func (n *pieceCount) within(runs, spans, extensions, recomputed int) bool {
	return n.runs <= runs && n.spans <= spans && n.extensions <= extensions && n.recomputed <= recomputed
}

// pieces allocates the lists.
func (n *pieceCount) pieces() clockPieces {
	var u usualPieces
	if n.within(len(u.runs), len(u.spans), len(u.extensions), len(u.recomputed)) {
		u := &usualPieces{}
		return clockPieces{runs: u.runs[:0], spans: u.spans[:], extensions: u.extensions[:], recomputed: u.recomputed[:]}
	}
	var x longPieces
	if n.within(len(x.runs), len(x.spans), len(x.extensions), len(x.recomputed)) {
		x := &longPieces{}
		return clockPieces{runs: x.runs[:0], spans: x.spans[:], extensions: x.extensions[:], recomputed: x.recomputed[:]}
	}
	return clockPieces{
		runs: make([]ClockRun, 0, n.runs), spans: make([]Span, n.spans),
		extensions: make([]Extension, n.extensions), recomputed: make([]int, n.recomputed),
	}
}

// carve gives every run its part of the lists, by what the first walk counted.
func (p *clockPieces) carve() {
	var at pieceCount
	for i := range p.runs {
		r := &p.runs[i]
		if n := r.count.spans; n > 0 {
			r.Pauses = p.spans[at.spans : at.spans : at.spans+n]
			at.spans += n
		}
		if n := r.count.extensions; n > 0 {
			r.Extensions = p.extensions[at.extensions : at.extensions : at.extensions+n]
			at.extensions += n
		}
		if n := r.count.recomputed; n > 0 {
			r.Recomputed = p.recomputed[at.recomputed : at.recomputed : at.recomputed+n]
			at.recomputed += n
		}
	}
	p.filling = true
}

// begin starts a run.
func (p *clockPieces) begin(clock lifecycle.ClockName, e *Entry) {
	if p.begun++; p.filling {
		return
	}
	p.runs = append(p.runs, ClockRun{Clock: clock, Entry: e.Seq, Started: e.At})
}

// walk lets the timeline happen: first to find the runs and to count, then to
// fill their lists.
func (l *Lifecycle) walk(c *Complaint, pieces *clockPieces) {
	pieces.begun = 0
	for i := range pieces.runs {
		r := &pieces.runs[i]
		r.Ended, r.EndedBy, r.depth = time.Time{}, 0, 0
	}
	for i := range c.Timeline {
		e := &c.Timeline[i]
		rule, ok := l.machine.Rule(e.From, e.Action)
		if !ok {
			continue
		}
		for op := range rule.Effects() {
			runs := pieces.runs[:pieces.begun]
			last := lastRun(runs, op.Clock)
			live := last >= 0 && runs[last].Ended.IsZero()
			begin := false
			switch op.Op {
			case lifecycle.Start:
				begin = true
			case lifecycle.StartOnce:
				begin = last < 0
			case lifecycle.Restart:
				begin = live
			default:
				if live {
					runs[last].take(op.Op, e, pieces.filling)
				}
			}
			if begin {
				if live {
					runs[last].take(lifecycle.Supersede, e, pieces.filling)
				}
				pieces.begin(op.Clock, e)
			}
		}
	}
	for i := range pieces.runs {
		if r := &pieces.runs[i]; r.Ended.IsZero() {
			r.State = ClockRuns
			if r.depth > 0 {
				r.State = ClockPaused
			}
		}
	}
}

// lastRun is the place of a clock's last run, -1 if it never started.
func lastRun(runs []ClockRun, name lifecycle.ClockName) int {
	for i := range slices.Backward(runs) {
		if runs[i].Clock == name {
			return i
		}
	}
	return -1
}

// take lets an operation work on a run that has not ended; lists are only
// counted until they are to be filled.
func (r *ClockRun) take(op lifecycle.Op, e *Entry, fill bool) {
	if !fill {
		if op != lifecycle.Pause || r.depth == 0 {
			r.count.add(op)
		}
	}
	switch op {
	case lifecycle.Pause:
		if r.depth++; fill && r.depth == 1 {
			r.Pauses = append(r.Pauses, Span{From: e.At, Entry: e.Seq})
		}
	case lifecycle.Resume:
		if r.depth > 0 {
			if r.depth--; fill && r.depth == 0 {
				r.Pauses[len(r.Pauses)-1].Until = e.At
			}
		}
	case lifecycle.Stop, lifecycle.Supersede:
		r.State, r.Ended, r.EndedBy = ClockStopped, e.At, e.Seq
		if op == lifecycle.Supersede {
			r.State = ClockSuperseded
		}
		if fill && r.depth > 0 {
			r.Pauses[len(r.Pauses)-1].Until = e.At
		}
	case lifecycle.Recompute:
		if fill {
			r.Recomputed = append(r.Recomputed, e.Seq)
		}
	case lifecycle.Extend:
		if fill {
			r.Extensions = append(r.Extensions, Extension{At: e.At, Days: e.Details.Days, Entry: e.Seq})
		}
	}
}

// running reports whether a clock runs now.
func (l *Lifecycle) running(c *Complaint, name lifecycle.ClockName) bool {
	return slices.ContainsFunc(l.Clocks(c), func(r ClockRun) bool { return r.Clock == name && r.State == ClockRuns })
}

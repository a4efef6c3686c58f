package deadline

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

// turnsBack returns the Seq of the entry with which the timeline runs backwards in a
// run, 0 if it does not: its duration would be negative, or made of instants of which
// one is wrong.
func (e *evaluation) turnsBack(run *complaint.ClockRun) (seq int) {
	if !e.backwards {
		return 0
	}
	if seq = e.c.Backwards(run.Entry - 1); run.EndedBy != 0 && seq > run.EndedBy {
		return 0
	}
	return seq
}

// BackwardsError says that a clock cannot be judged, because an entry in its run is
// dated before the entry before it.
type BackwardsError struct {
	// Entry is the Seq of the entry.
	Entry int
}

// In names the entry.
func (e *BackwardsError) In(w aduan.Words) string {
	return texts().In(w)("problem.backwards", "entry", e.Entry)
}

// Error is [BackwardsError.In] English.
func (e *BackwardsError) Error() string { return e.In(aduan.English()) }

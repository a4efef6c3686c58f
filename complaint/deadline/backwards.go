package deadline

import "github.com/aduan-go/aduan"

// judgeForwards reads a run unless the timeline runs backwards in it: its duration
// would be negative, or made of instants of which one is wrong.
func (e *evaluation) judgeForwards(r *Reading) {
	seq := e.c.Backwards(r.run.Entry - 1)
	if seq == 0 || r.run.EndedBy != 0 && seq > r.run.EndedBy {
		e.judge(r)
		return
	}
	f := factsAfter(e.c, r.run.Entry)
	r.Status, r.Err, r.class, r.holder = Unknown, &BackwardsError{Entry: seq}, f.class, f.holder
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

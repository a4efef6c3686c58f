package deadline

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// facts is what rules ask of a case, as it was right after an entry.
type facts struct {
	action   lifecycle.Action
	class    complaint.Class
	category complaint.Category
	region   region.Path
	holder   agency.ID
	path     []agency.ID
	at       time.Time
	seq      int // of the entry
}

// factsAfter reads the facts off the timeline.
func factsAfter(c *complaint.Complaint, seq int) facts {
	var f facts
	history := c.History()
	for i := range history {
		if history[i].Seq > seq {
			break
		}
		f.take(&history[i])
	}
	return f
}

// take adds the next entry. The facts follow what the actions of package complaint
// write to the record.
func (f *facts) take(e *complaint.Entry) {
	d := &e.Details
	f.action, f.at, f.seq = e.Action, e.At, e.Seq
	switch e.Action {
	case complaint.ActionSubmit:
		f.region, f.category = d.Region, d.Category
	case complaint.ActionForward:
		f.class, f.holder, f.path = d.Class, d.Agency, d.AgencyPath
		if d.Category != "" {
			f.category = d.Category
		}
	case complaint.ActionTransfer:
		f.holder, f.path = d.Agency, d.AgencyPath
	case complaint.ActionReturn:
		f.holder, f.path = "", nil
	case complaint.ActionReclassify:
		f.class = d.Class
	case complaint.ActionEdit:
		if d.Category != "" {
			f.category = d.Category
		}
	}
}

// entryOf is the entry with a number as it counts, an empty one if there is none.
func entryOf(c *complaint.Complaint, seq int) *complaint.Entry {
	if seq < 1 || seq > len(c.Timeline) {
		return &complaint.Entry{}
	}
	return &c.History()[seq-1]
}

// settled returns the facts by which a run is judged at t: the given ones, after the
// entry that set its limit, or if it cannot be judged by them the first later ones, up
// to t, by which it can. Nobody has to wait for ever because of how a case stood when
// its clock started.
func (e *evaluation) settled(run *complaint.ClockRun, began facts, t time.Time, sooner func(time.Time), fits func(facts) bool) facts {
	f := began
	for !fits(f) {
		next, ok := e.changed(run, f)
		switch {
		case !ok:
			return began
		case next.at.After(t):
			sooner(next.at)
			return began
		}
		f = next
	}
	return f
}

// changed returns how the facts change next in a run: by an entry, or because another
// body stands for the holder.
func (e *evaluation) changed(run *complaint.ClockRun, f facts) (facts, bool) {
	turn, turns := e.cals.nextTurn(f.holder, f.at)
	history, next := e.c.History(), f
	for next.seq < len(history) && next.seq+1 != run.EndedBy {
		next.take(&history[next.seq])
		next.action = f.action
		if next.class == f.class && next.category == f.category && next.holder == f.holder {
			continue
		}
		if !turns || !turn.Before(next.at) {
			return next, true
		}
		break
	}
	f.at = turn
	return f, turns
}

// heard are the facts with the body that stood for the holder when they were so; as
// they are with an error if nobody did.
func (e *evaluation) heard(f facts) (facts, error) {
	heir, err := heir(e.cals.Bodies, e.c, f.holder, f.at)
	if err != nil || heir == f.holder {
		return f, err
	}
	f.holder, f.path = heir, []agency.ID{heir}
	if bodies, ok := e.cals.Bodies.(complaint.Directory); ok {
		if path, err := bodies.Path(heir, f.at); err == nil {
			f.path = path
		}
	}
	return f, nil
}

// holder is the body that holds the case at t, as far as the run goes: a transfer that
// ends a run gives it to nobody else.
func (e *evaluation) holder(run *complaint.ClockRun, t time.Time, sooner func(time.Time)) agency.ID {
	last := run.Entry
	history := e.c.History()
	for i := range history {
		entry := &history[i]
		if entry.Seq == run.EndedBy {
			break
		}
		if entry.At.After(t) {
			if entry.Details.Agency != "" || entry.Action == complaint.ActionReturn {
				sooner(entry.At)
			}
			continue
		}
		last = max(last, entry.Seq)
	}
	return factsAfter(e.c, last).holder
}

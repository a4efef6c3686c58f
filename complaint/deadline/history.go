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
	promise  *complaint.Promise // of the entry itself
	at       time.Time
	seq      int // of the entry
}

// factsAfter reads the facts off the timeline.
func factsAfter(c *complaint.Complaint, seq int) facts {
	p := past{history: c.History()}
	return p.after(seq)
}

// past reads facts off a timeline, on from where it stands if it can.
type past struct {
	history []complaint.Entry
	f       facts
}

// after returns the facts as they were right after an entry.
func (p *past) after(seq int) facts {
	if seq < p.f.seq {
		p.f = facts{}
	}
	for p.f.seq < min(seq, len(p.history)) {
		p.f.take(&p.history[p.f.seq])
	}
	return p.f
}

// take adds the next entry. The facts follow what the actions of package complaint
// write to the record.
func (f *facts) take(e *complaint.Entry) {
	d := &e.Details
	f.action, f.at, f.seq, f.promise = e.Action, e.At, e.Seq, d.Promise
	if e.Does(complaint.MeaningOpens) {
		f.region = d.Region
	}
	switch {
	case e.Does(complaint.MeaningReturns):
		f.holder, f.path = "", nil
	case e.Gives():
		f.holder, f.path = d.Agency, d.AgencyPath
	}
	if e.Does(complaint.MeaningClassifies) && d.Class != "" {
		f.class = d.Class
	}
	if e.Does(complaint.MeaningOpens|complaint.MeaningClassifies|complaint.MeaningEdits) && d.Category != "" {
		f.category = d.Category
	}
}

// entryOf is the entry with a number as it counts, an empty one if there is none.
func entryOf(c *complaint.Complaint, seq int) *complaint.Entry {
	if seq < 1 || seq > len(c.Timeline) {
		return &complaint.Entry{}
	}
	return &c.History()[seq-1]
}

// settling looks for the facts by which a run is judged, on from how far it came.
type settling struct {
	began   facts
	f, next facts // the facts that were looked at last, and how they change next
	known   bool  // next was looked for
	changes bool  // it was found
}

// settled returns the facts by which a run is judged at t: the given ones, after the
// entry that set its limit, or if it cannot be judged by them the first later ones, up
// to t, by which it can. Nobody has to wait for ever because of how a case stood when
// its clock started.
func (s *settling) settled(w *walk, began facts, t time.Time, sooner func(time.Time), fits func(facts) bool) facts {
	if s.began.seq != began.seq {
		*s = settling{began: began, f: began}
	}
	for !fits(s.f) {
		if !s.known {
			s.next, s.changes = w.changed(w.run, s.f)
			s.known = true
		}
		switch {
		case !s.changes:
			return began
		case s.next.at.After(t):
			sooner(s.next.at)
			return began
		}
		s.f, s.known = s.next, false
	}
	return s.f
}

// changed returns how the facts change next in a run: by an entry, or because another
// body stands for the holder.
func (e *evaluation) changed(run *complaint.ClockRun, f facts) (facts, bool) {
	turn, turns := e.cals.nextTurn(f.holder, f.at)
	history, next := e.history, f
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

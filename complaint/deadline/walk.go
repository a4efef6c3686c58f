package deadline

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
)

// stretch is a part of a run in which nothing happens that could move its due
// instant.
type stretch struct {
	from   time.Time // where counting begins
	rule   int
	class  complaint.Class // of the case, and who holds it, for the rule and the calendar
	holder agency.ID
	cal    *calendar.Calendar
	paused bool
	due    time.Time
	err    error
	still  []*Standstill
	// promise is what the run is due by, nil if its limit is counted.
	promise *complaint.Promise
	news    time.Time // when the calendar or a standstill becomes known otherwise, zero if never
	// provisional tells that due rests on a year without a decree.
	provisional bool
}

// breach is the first instant of the stretch, which begins at t, at which the limit
// has passed; zero if it never does.
func (s *stretch) breach(t time.Time, p *Policy) time.Time {
	if s.err != nil || s.due.IsZero() || s.provisional {
		return time.Time{}
	}
	if passed := p.AtDue.passed(s.due); passed.After(t) {
		return passed
	}
	return t
}

// walk goes through a run from event to event. It goes forwards only, so that what
// lies behind it is counted once: a step takes as long as what happens in it.
type walk struct {
	*evaluation
	run   *complaint.ClockRun
	begin facts // right after the entry that began the run
	limit facts // by which the limit was last looked up
	count counting

	// How many of the run's lie behind.
	recomputed, pauses, extensions int
	// Places in the history: the first entry that is not before now, that is after
	// now, and that gives the case to somebody after now.
	same, later, moves int

	class, held past
	ruled, kept settling
}

// along is a walk at the beginning of a run.
func (e *evaluation) along(run *complaint.ClockRun) walk {
	begin := e.past.after(run.Entry)
	return walk{
		evaluation: e, run: run, begin: begin, limit: begin,
		same: run.Entry, later: run.Entry, moves: run.Entry, class: e.past, held: e.past,
	}
}

// inRun reports whether the entry at a place of the history exists and is not what
// ended the run.
func (w *walk) inRun(place int) bool {
	return place < len(w.history) && w.history[place].Seq != w.run.EndedBy
}

// tied looks at the entries that share the instant t: one of them may breach the run
// (a new class with a shorter limit) before another would have paused it. It returns
// the stretch with which the run was breached then.
func (w *walk) tied(t time.Time) (stretch, bool) {
	p := w.policy
	if len(w.run.Recomputed) == 0 && p.Transfer == OfStart && p.AtDue == BreachedAtDue {
		return stretch{}, false // nothing brings a due instant forward
	}
	for w.inRun(w.same) && w.history[w.same].At.Before(t) {
		w.same++
	}
	for i := w.same; i < len(w.history) && w.history[i].At.Equal(t); i++ {
		if w.history[i-1].At.Equal(t) {
			if s, ok := w.before(i, t); ok {
				return s, true
			}
		}
		if !w.inRun(i) {
			break
		}
	}
	return stretch{}, false
}

// before is the stretch of the run that begins at t if only so many entries are
// there, if the run was breached with it.
func (w *walk) before(entries int, t time.Time) (stretch, bool) {
	e := *w.evaluation
	e.history, e.past = w.history[:entries], past{history: w.history[:entries]}
	for _, r := range w.lifecycle.Clocks(&complaint.Complaint{Timeline: e.history}) {
		if r.Clock != w.run.Clock || r.Entry != w.run.Entry || !r.Ended.IsZero() {
			continue
		}
		first := e.along(&r)
		if s, _ := first.stretch(t); s.breach(t, w.policy).Equal(t) {
			return s, true
		}
	}
	return stretch{}, false
}

// stretch describes the part of the run that begins at t, and returns when it
// ends; zero if nothing more is in sight.
func (w *walk) stretch(t time.Time) (stretch, time.Time) {
	p, run := w.policy, w.run
	s := stretch{from: run.Started, rule: -1}
	var next time.Time
	sooner := func(x time.Time) {
		if x.After(t) && (next.IsZero() || x.Before(next)) {
			next = x
		}
	}
	if p.Reclassification != KeepLimit || run.Clock == complaint.ClockPromised {
		s.from = w.lookUp(t, sooner)
	}
	if !p.IgnorePauses {
		s.paused = w.paused(t, sooner)
	}
	for w.extensions < len(run.Extensions) && !run.Extensions[w.extensions].At.After(t) {
		w.extensions++
	}
	if w.extensions < len(run.Extensions) {
		sooner(run.Extensions[w.extensions].At)
	}
	now := w.ruled.settled(w, w.limit, t, sooner, func(f facts) bool {
		heard, err := w.heard(f)
		return err == nil && p.rule(run.Clock, heard) >= 0
	})
	heard, _ := w.heard(now)
	s.class, s.holder = now.class, w.begin.holder
	if s.rule = p.rule(run.Clock, heard); s.rule < 0 {
		s.err = &RuleError{Policy: p.ID(), Clock: run.Clock, Class: now.class, lifecycle: w.lifecycle}
		return s, next
	}
	var holder agency.ID
	var on time.Time
	if p.Transfer == OfHolder {
		holder, on = w.holder(t, sooner), t
		if at, ok := w.cals.nextTurn(holder, t); ok {
			sooner(at)
		}
	} else {
		first := w.kept.settled(w, w.begin, t, sooner, func(f facts) bool {
			_, err := w.cals.held(w.c, f.holder, f.at)
			return err == nil
		})
		holder, on = first.holder, first.at
		s.holder = holder
	}
	cal, err := w.cals.held(w.c, holder, on)
	limit := p.Rules[s.rule].Limit
	if err != nil {
		if limit.unit > NoLimit { // what has no limit asks for no calendar
			s.err = err
		}
		return s, next
	}
	if s.promise = w.limit.promise; s.promise != nil && run.Clock == complaint.ClockPromised {
		s.cal, s.due, s.paused = cal, s.promise.Due, false
		return s, next
	}
	s.promise = nil
	if len(p.Standstills) > 0 {
		s.still, s.news = p.standstills(w.lifecycle.Machine(), run.Clock, now, t)
		sooner(s.news)
	}
	known := t
	if p.Amendment == AsKnownAtStart {
		known = run.Started
	}
	for {
		s.cal = cal.AsKnownAt(known)
		if limit.unit > NoLimit && !s.paused {
			s.due, s.err = w.due(&s, limit, t)
			worked := limit.works() || w.count.extra != 0
			s.provisional = s.err == nil && worked && s.cal.IsProvisional(s.due)
		}
		at, more := cal.NextAmendment(known)
		switch {
		case !more || p.Amendment == AsKnownAtStart && s.err == nil && !s.provisional:
			return s, next
		case at.After(t):
			if s.news.IsZero() || at.Before(s.news) {
				s.news = at
			}
			sooner(at)
			return s, next
		}
		known = at // what was known at the start does not reach far enough
	}
}

// lookUp notes the facts by which the limit is looked up, and returns where counting
// begins.
func (w *walk) lookUp(t time.Time, sooner func(time.Time)) (from time.Time) {
	from = w.run.Started
	for ; w.recomputed < len(w.run.Recomputed); w.recomputed++ {
		seq := w.run.Recomputed[w.recomputed]
		if at := w.history[seq-1].At; at.After(t) {
			sooner(at)
			break
		}
		before := w.limit.promise
		w.limit = w.class.after(seq)
		w.limit.action = w.begin.action
		if w.limit.promise == nil {
			w.limit.promise = before
		}
	}
	if w.recomputed > 0 && w.policy.Reclassification == FromChange {
		from = w.limit.at
	}
	return from
}

// paused reports whether the run stands still.
func (w *walk) paused(t time.Time, sooner func(time.Time)) bool {
	for _, pause := range w.run.Pauses[w.pauses:] {
		if pause.Until.IsZero() || pause.Until.After(t) {
			sooner(pause.From)
			sooner(pause.Until)
			return !pause.From.After(t)
		}
		w.pauses++
	}
	return false
}

// due counts the limit up to t, on from what was counted before if nothing else
// changed.
func (w *walk) due(s *stretch, limit Term, t time.Time) (time.Time, error) {
	if x := &w.count; x.cal != s.cal || x.limit != limit || !x.from.Equal(s.from) || !slices.Equal(x.stills, s.still) {
		w.count = newCounting(s.cal, s.from, limit, w.run, w.policy, s.still)
	}
	return w.count.until(t, nil)
}

// holder is the body that holds the case at t, as far as the run goes: a transfer that
// ends a run gives it to nobody else.
func (w *walk) holder(t time.Time, sooner func(time.Time)) agency.ID {
	for w.inRun(w.later) && !w.history[w.later].At.After(t) {
		w.later++
	}
	for w.moves = max(w.moves, w.later); w.inRun(w.moves); w.moves++ {
		if e := &w.history[w.moves]; e.Details.Agency != "" || e.Does(complaint.MeaningReturns) {
			sooner(e.At)
			break
		}
	}
	return w.held.after(w.later).holder
}

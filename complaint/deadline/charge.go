package deadline

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// Charge says who answers for a breach.
type Charge struct {
	// Holder is charged; empty for the national admin, who has a case that no agency
	// has.
	Holder agency.ID `json:"holder,omitempty"`
	// AtDue had the case when it was due. If that is somebody else, they had less left
	// when they got the case than FirstResponse, and so had everybody between.
	AtDue         agency.ID `json:"at_due,omitempty"`
	FirstResponse Term      `json:"first_response,omitzero"`
}

// Share is a stretch of a run in which one body had the case.
type Share struct {
	// Holder is the body, empty for the national admin.
	Holder agency.ID `json:"holder,omitempty"`
	// From and Until are in UTC. The last share ends with the run, or with the
	// instant of the reading.
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
	// Took is how much of the limit's unit passed, pauses left out; without a limit,
	// or where that cannot be computed, it is zero.
	Took Term `json:"took,omitzero"`
}

// Charged says who answers for the breach: whoever had the case right before it was
// due. Whoever had less left when they got it than the limit of the first response
// is not charged but the one before, and so on back to the one with whom the run
// began: nobody gains by passing on what is all but late. What was left is measured
// by the calendar of the clock, pauses and extensions after the receipt included. It
// is false for a run that is not breached, and for one that waits for the reporter.
func (r Reading) Charged() (Charge, bool) {
	held := r.held()
	if r.BreachedAt.IsZero() || len(held) == 0 || r.waits() {
		return Charge{}, false
	}
	i := 0
	for i+1 < len(held) && held[i+1].From.Before(r.Due) {
		i++
	}
	x := Charge{AtDue: held[i].Agency}
	for i > 0 {
		limit, late := r.tooLate(held[i])
		if !late {
			break
		}
		x.FirstResponse = limit
		i--
	}
	if x.Holder = held[i].Agency; x.Holder == x.AtDue {
		x.FirstResponse = Term{} // it came back to them
	}
	return x, true
}

// waits reports whether the run began when the case came to wait for somebody outside
// the administration.
func (r *Reading) waits() bool {
	state, _ := r.lifecycle.Machine().State(entryOf(r.c, r.run.Entry).To)
	return state.Waiting
}

// tooLate reports whether less was left of the run, when a body got the case, than
// the limit of its first response, which is returned.
func (r *Reading) tooLate(h complaint.Holding) (Term, bool) {
	rule := r.policy.rule(complaint.ClockFirstResponse, factsAfter(r.c, h.Entry))
	if rule < 0 || r.policy.Rules[rule].Limit.unit <= NoLimit {
		return Term{}, false
	}
	limit, run := r.policy.Rules[rule].Limit, *r.run
	run.Extensions = nil // of this run; they have moved its due instant
	answered, err := r.counting(h.From, limit, &run).until(r.until, nil)
	return limit, err == nil && answered.After(r.Due)
}

// Shares lists who had the case while the run lasted, oldest first.
func (r Reading) Shares() []Share {
	var shares []Share
	for _, h := range r.held() {
		s := Share{Holder: h.Agency, From: h.From, Until: h.Until}
		if r.cal != nil {
			s.Took = r.spent(s.From, s.Until)
		}
		shares = append(shares, s)
	}
	return shares
}

// held are the holdings within the run, up to the reading.
func (r *Reading) held() []complaint.Holding {
	if r.run == nil || r.Status == Unknown {
		return nil
	}
	end := r.at
	if !r.Stopped.IsZero() {
		end = r.Stopped
	}
	var held []complaint.Holding
	for _, h := range r.lifecycle.Holdings(r.c) {
		if h.From.Before(r.Started) {
			h.From = r.Started
		}
		if h.Until.IsZero() || h.Until.After(end) {
			h.Until = end
		}
		if h.From.Before(h.Until) {
			held = append(held, h)
		}
	}
	return held
}

// spent is how much of the unit of the limit passes between two instants, without the
// time in which the run stands still.
func (r *Reading) spent(from, until time.Time) Term {
	limit := r.Limit
	passed := func(begin, end time.Time) (int64, error) {
		s := sum{n: Term{unit: limit.unit}}
		err := s.pause(r.cal, begin, end)
		return s.n.n + int64(s.still), err
	}
	took, err := passed(from, until)
	if err != nil {
		return Term{}
	}
	for s := range r.counting(r.from, limit, r.run).stretches(until) {
		if begin, end, ok := within(s, from, until); ok {
			still, err := passed(begin, end)
			if err != nil {
				return Term{}
			}
			took -= still
		}
	}
	if limit.unit <= NoLimit || limit.unit == AsPromised {
		return Term{}
	}
	if !limit.inDays() {
		took /= int64(limit.each())
	}
	return Term{took, limit.unit}
}

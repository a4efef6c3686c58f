package complaint

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// ActionWarn is the entry by which the timer says that a clock comes near its end
// ([Warning]), at the instant at which it found that. The state, the clocks and everything
// else of the record stay as they are. Officers see the entry; the public and the reporter
// do not, nor does it count for them as the last change. The action is reserved: no
// lifecycle declares it, and no command carries it out.
const ActionWarn lifecycle.Action = "warned"

// Warning says that a run of a clock comes near its end, by one threshold of the deadline
// policy.
type Warning struct {
	Clock lifecycle.ClockName `json:"clock"`
	// Run is the Seq of the entry that began the run.
	Run int `json:"run"`
	// Threshold is how long before the due instant the policy warns, in its own words:
	// "3 working days".
	Threshold string `json:"threshold"`
	// Due is when the limit passes, as it was judged then, in UTC, cut to microseconds.
	Due time.Time `json:"due"`
}

// warning checks a warning in itself; nil is none.
func (p *checker) warning(field string, e *Entry) {
	w := e.Details.Warning
	if w == nil {
		return
	}
	p.require(field+".clock", w.Clock != "")
	if w.Run < 1 || w.Run > e.Seq {
		p.Add(field+".run", "want the number of the entry that began the run")
	}
	p.require(field+".threshold", !aduan.Blank(w.Threshold))
	p.name(field+".threshold", w.Threshold)
	if !hintable(w.Due) || w.Due.IsZero() {
		p.Add(field+".due", "want an instant cut to microseconds, in the years 1 to 9999")
	}
}

// equal reports whether two warnings say the same, or there are none.
func (w *Warning) equal(x *Warning) bool {
	if w == nil || x == nil {
		return w == x
	}
	return w.again(*x) && w.Due.Equal(x.Due)
}

// again reports whether two warnings are of one run and one threshold.
func (w *Warning) again(x Warning) bool {
	return w.Clock == x.Clock && w.Run == x.Run && w.Threshold == x.Threshold
}

// MayWarn reports whether the timer may write a warning: none of this run and threshold
// stands in the timeline, wherever the due instant was then. Like a reporter, warnings
// leave the last entries of a timeline that is nearly full to the office.
func (l *Lifecycle) MayWarn(c *Complaint, w Warning) bool {
	for i := min(max(w.Run, 0), len(c.Timeline)); i < len(c.Timeline); i++ {
		if x := c.Timeline[i].Details.Warning; x != nil && x.again(w) {
			return false
		}
	}
	most := l.limits.Entries - min(leftOver, l.limits.Entries/4)
	return len(c.Timeline) < most || c.held().entries < most
}

// warn is the case with the first of some warnings that the timer may write, nil if there
// is none.
func (l *Lifecycle) warn(c *Complaint, list []Warning, at Moment) *Complaint {
	for _, w := range list {
		if !l.MayWarn(c, w) {
			continue
		}
		next := c.grown()
		w.Due = canonical(w.Due)
		l.absorb(next, Entry{
			At: at.Now, Told: at.skewed, By: timer(), Action: ActionWarn, From: c.State, Version: c.Version + 1,
			Key: timerCommand(ActionWarn, c), Details: Details{Warning: &w},
		})
		return next
	}
	return nil
}

// changedAt is when the case last changed for its reporter and the public.
func (c *Complaint) changedAt() time.Time {
	for _, e := range slices.Backward(c.Timeline) {
		if e.Action != ActionWarn {
			return e.At
		}
	}
	return time.Time{}
}

// Nearing yields, as [Service.List] does, the views of those cases of which a clock comes
// near its end ([AgencyView].Near), by the thresholds of the deadline policy and whether
// or not it has warnings written. The order is always [ByDue], so that a store reads along
// an index, that of the agency where the filter names one; every case stands there no
// later than what is due first in it. DueBy ends the list at an instant, and spares
// judging the cases that are due later; without it all are judged that are due at some
// time. Of what cannot be judged [Service.Sweep] tells.
func (s *Service) Nearing(ctx context.Context, by Actor, q Query) iter.Seq2[AgencyView, error] {
	q.Order = ByDue
	if q.Filter.DueBy.IsZero() {
		q.Filter.DueBy = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)
	}
	return s.views(ctx, by, q, s.nearing, q.Filter.wants)
}

// nearing lists what a query means and comes near its end.
func (s *Service) nearing(ctx context.Context, q Query) iter.Seq2[*Complaint, error] {
	return func(yield func(*Complaint, error) bool) {
		n := 0
		for c, err := range paged(ctx, q, s.cfg.Store.List) {
			if err == nil && !s.near(c) {
				continue
			}
			if !yield(c, err) {
				return
			}
			if n++; n == q.Limit {
				return
			}
		}
	}
}

// near reports whether a clock of a case comes near its end now, or its rules are missing,
// which the list has to say.
func (s *Service) near(c *Complaint) bool {
	l, err := s.lifecycleOf(c)
	if err != nil {
		return true
	}
	at := s.moment()
	s.judge(l, c, &at)
	return len(at.Near) > 0
}

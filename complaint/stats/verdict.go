package stats

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/agency"
)

// verdict is what one case adds to its groups.
type verdict struct {
	followedUp, completed, archived, unknown, reopened, returned, backwards bool
	rating                                                                  int
	response, resolution                                                    time.Duration // negative: none
	all                                                                     answer        // of everybody who had the case
}

// answer is what somebody answers for.
type answer struct {
	overdue  bool
	breaches int
	held     time.Duration // negative: none
}

// share is what an agency, and those above it, answer for.
type share struct {
	group *group
	answer
}

// judge finds what a case adds, and the shares of agencies in it.
func (t *tally) judge(c *complaint.Complaint, l *complaint.Lifecycle, history []complaint.Entry, at where) verdict {
	v := verdict{
		completed: slices.Contains(t.Completed, c.State), archived: c.Archived != "",
		reopened: c.Reopenings > 0, returned: c.Returns > 0, rating: c.Rated(), response: -1, resolution: -1,
		all: answer{held: -1},
	}
	for i := range history {
		e := &history[i]
		v.backwards = v.backwards || i > 0 && e.At.Before(history[i-1].At)
		if !v.followedUp && t.followsUp(e) {
			v.followedUp, v.response = true, e.At.Sub(history[0].At)
		}
		if v.resolution < 0 && e.From != e.To && slices.Contains(t.Completed, e.To) {
			v.resolution = e.At.Sub(history[0].At)
		}
	}
	t.shares = t.shares[:0]
	t.holdings = l.AppendHoldings(t.holdings[:0], c)
	if v.backwards {
		v.response, v.resolution = -1, -1
	} else {
		t.hold(&v, c, at)
	}
	if t.Deadlines != nil {
		t.read(&v, c, l, at)
	}
	return v
}

// followsUp reports whether an entry follows up or answers.
func (cfg *Config) followsUp(e *complaint.Entry) bool {
	if cfg.FollowUps == nil {
		return e.Does(complaint.MeaningFollowsUp | complaint.MeaningAnswers)
	}
	return slices.Contains(cfg.FollowUps, e.Action)
}

// hold adds how long each had the case.
func (t *tally) hold(v *verdict, c *complaint.Complaint, at where) {
	for _, h := range t.holdings {
		until := h.Until
		if until.IsZero() || !t.At.IsZero() && until.After(t.At) {
			until = t.At
		}
		if until.Before(h.From) {
			continue // it lasts, and nobody said until when; or it began later
		}
		took := until.Sub(h.From)
		for _, g := range t.sets[t.holderOf(c, at, h.Agency, h.Path)].groups {
			of := t.share(g)
			of.held = max(of.held, 0) + took
		}
		if h.Agency != "" {
			v.all.held = max(v.all.held, 0) + took
		}
	}
}

// share is what an agency answers for in the case at hand.
func (t *tally) share(g *group) *answer {
	i := slices.IndexFunc(t.shares, func(s share) bool { return s.group == g })
	if i < 0 {
		i, t.shares = len(t.shares), append(t.shares, share{g, answer{held: -1}})
	}
	return &t.shares[i].answer
}

// read adds the breaches, each to whoever is charged with it.
func (t *tally) read(v *verdict, c *complaint.Complaint, l *complaint.Lifecycle, at where) {
	readings, err := t.Deadlines.Readings(l, c, t.At)
	v.unknown = err != nil // a case that cannot be read does not spoil the others
	for i := range readings {
		r := &readings[i]
		if !slices.Contains(t.Clocks, r.Clock) {
			continue
		}
		v.unknown = v.unknown || r.Status == deadline.Unknown
		if r.Status != deadline.Breached {
			continue
		}
		v.all.overdue = true
		charge, ok := r.Charged()
		if !ok {
			continue
		}
		groups := t.sets[t.holderOf(c, at, charge.Holder, pathOf(t.holdings, charge.Holder))].groups
		groups[0].charged++
		v.all.breaches++
		for _, g := range groups {
			of := t.share(g)
			of.overdue = true
			of.breaches++
		}
	}
	v.unknown = v.unknown && !v.all.overdue
}

// pathOf is where an agency that had the case stood.
func pathOf(holdings []complaint.Holding, id agency.ID) []agency.ID {
	i := slices.IndexFunc(holdings, func(h complaint.Holding) bool { return h.Agency == id })
	if i < 0 {
		return nil
	}
	return holdings[i].Path
}

// take adds what a case adds to every group that it is in.
func (f *Figures) take(v *verdict) {
	count := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	f.Received++
	count(&f.FollowedUp, v.followedUp)
	count(&f.Completed, v.completed)
	count(&f.Archived, v.archived)
	count(&f.Unknown, v.unknown)
	count(&f.Backwards, v.backwards)
	count(&f.Reopened, v.reopened)
	count(&f.Returned, v.returned)
	count(&f.Rated, v.rating > 0)
	count(&f.Satisfied, v.rating >= 4)
	f.FirstResponse.add(v.response)
	f.Resolution.add(v.resolution)
}

// answer adds what somebody answers for.
func (f *Figures) answer(a answer) {
	if a.overdue {
		f.Overdue++
	}
	f.Breaches += a.breaches
	f.Held.add(a.held)
}

// sum adds the counts of other cases.
func (f *Figures) sum(g *Figures) {
	f.Received += g.Received
	f.FollowedUp += g.FollowedUp
	f.Completed += g.Completed
	f.Archived += g.Archived
	f.Overdue += g.Overdue
	f.Unknown += g.Unknown
	f.Breaches += g.Breaches
	f.Backwards += g.Backwards
	f.Reopened += g.Reopened
	f.Returned += g.Returned
	f.Rated += g.Rated
	f.Satisfied += g.Satisfied
	for i := range allTimes {
		f.times(i).sum(g.times(i))
	}
}

// How many kinds of times there are, and which is Held.
const (
	allTimes = 3
	held     = 2
)

// times are those of one of the three kinds.
func (f *Figures) times(i int) *Times {
	switch i {
	case 0:
		return &f.FirstResponse
	case 1:
		return &f.Resolution
	default:
		return &f.Held
	}
}

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
	// all is what everybody who had the case answers for, agencies what each does and
	// those above them, charged who is charged with each breach.
	all      share
	agencies map[string]*share
	charged  []string
}

// share is what somebody answers for.
type share struct {
	overdue  bool
	breaches int
	held     time.Duration // negative: none
}

func judge(c *complaint.Complaint, l *complaint.Lifecycle, cfg Config) verdict {
	v := verdict{
		completed: slices.Contains(cfg.Completed, c.State), archived: c.Archived != "", backwards: c.Backwards(0) != 0,
		reopened: c.Reopenings > 0, returned: c.Returns > 0, rating: c.Rated(), response: -1, resolution: -1,
		all: share{held: -1}, agencies: map[string]*share{},
	}
	history := c.History()
	for i := range history {
		e := &history[i]
		if !v.followedUp && slices.Contains(cfg.FollowUps, e.Action) {
			v.followedUp, v.response = true, e.At.Sub(c.SubmittedAt())
		}
		if v.resolution < 0 && e.From != e.To && slices.Contains(cfg.Completed, e.To) {
			v.resolution = e.At.Sub(c.SubmittedAt())
		}
	}
	holdings := l.Holdings(c)
	if v.backwards {
		v.response, v.resolution = -1, -1
	} else {
		v.hold(c, cfg, holdings)
	}
	if cfg.Deadlines != nil {
		v.read(c, l, cfg, holdings)
	}
	return v
}

// hold adds how long each had the case.
func (v *verdict) hold(c *complaint.Complaint, cfg Config, holdings []complaint.Holding) {
	for _, h := range holdings {
		until := h.Until
		if until.IsZero() || !cfg.At.IsZero() && until.After(cfg.At) {
			until = cfg.At
		}
		if until.Before(h.From) {
			continue // it lasts, and nobody said until when; or it began later
		}
		took := until.Sub(h.From)
		for _, key := range cfg.agencyKeys(c, h.Agency, h.Path) {
			of := v.of(key)
			of.held = max(of.held, 0) + took
		}
		if h.Agency != "" {
			v.all.held = max(v.all.held, 0) + took
		}
	}
}

// of is what an agency answers for.
func (v *verdict) of(key string) *share {
	if v.agencies[key] == nil {
		v.agencies[key] = &share{held: -1}
	}
	return v.agencies[key]
}

// read adds the breaches, each to whoever is charged with it.
func (v *verdict) read(c *complaint.Complaint, l *complaint.Lifecycle, cfg Config, holdings []complaint.Holding) {
	readings, err := cfg.Deadlines.Readings(l, c, cfg.At)
	v.unknown = err != nil // a case that cannot be read does not spoil the others
	for i := range readings {
		r := &readings[i]
		if !slices.Contains(cfg.Clocks, r.Clock) {
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
		keys := cfg.agencyKeys(c, charge.Holder, pathOf(holdings, charge.Holder))
		v.charged = append(v.charged, keys[0])
		v.all.breaches++
		for _, key := range keys {
			of := v.of(key)
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
func (f *Figures) take(v verdict) {
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
func (f *Figures) answer(s share) {
	if s.overdue {
		f.Overdue++
	}
	f.Breaches += s.breaches
	f.Held.add(s.held)
}

// settle sorts all times once.
func (f *Figures) settle() {
	f.FirstResponse.settle()
	f.Resolution.settle()
	f.Held.settle()
}

package stats

import (
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Readings reads the clocks of a case; *deadline.Deadlines does.
type Readings interface {
	Readings(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) ([]deadline.Reading, error)
}

// Config says how figures are computed.
type Config struct {
	// Lifecycles are the editions under which the cases began. Required.
	Lifecycles []*complaint.Lifecycle
	// Deadlines reads clocks; nil leaves Overdue at 0.
	Deadlines Readings
	// At is the instant at which clocks are read. Required with Deadlines.
	At time.Time
	// AsOf is the date whose agencies and regions are counted by: a case that an agency
	// got which has ended since counts for its heir, and one filed under an old code
	// where its place lies then. Zero counts by what is recorded. Its Directory and
	// Regions are those of the service (see complaint.Moment); either may be nil.
	AsOf complaint.Moment
	// Clocks are those whose breach makes a case overdue; nil is first response
	// and resolution.
	Clocks []lifecycle.ClockName
	// FollowUps are the actions that follow up or answer; nil is follow_up,
	// respond and approve.
	FollowUps []lifecycle.Action
	// Completed are the states of a completed case; nil is resolved.
	Completed []lifecycle.State
	// From and Until are the first and the last quarter of the backlog; without
	// them none is kept.
	From, Until Quarter
	// Zone is where quarters begin; nil is UTC.
	Zone *time.Location
}

// Report holds the figures of many cases. It is not changed after [Collect] and
// may be read concurrently.
type Report struct {
	// Total are the figures of all cases.
	Total Figures
	// Backlog is what came in and went out, quarter by quarter.
	Backlog Backlog
	// Failed lists the errors of the cases that cannot be read, or whose lifecycle was
	// not given. They are in no figure.
	Failed []error

	groups [dimensions]map[string]*Figures
	inner  [dimensions]map[string]int // cases by their innermost group
	// charged are the breaches by whoever is charged with them.
	charged map[string]int
	// buckets has for each key of a bucket a state that is in it.
	buckets    map[string]bucket
	lifecycles []*complaint.Lifecycle // that name classes and channels
}

// bucket is a state whose lifecycle says what its bucket is called.
type bucket struct {
	lifecycle *complaint.Lifecycle
	state     lifecycle.State
}

// maxQuarters is how many quarters a backlog may have.
const maxQuarters = 400

// Collect computes the figures of a sequence of cases in one pass. The error is
// that of the sequence, a *storage.InvalidError for a configuration that cannot be
// right, or an [*UnbalancedError] if the figures do not add up, which would be a fault
// here. A case that cannot be read, or whose lifecycle was not given, is in Failed.
func Collect(cases iter.Seq2[*complaint.Complaint, error], cfg Config) (*Report, error) {
	if cfg.Clocks == nil {
		cfg.Clocks = []lifecycle.ClockName{complaint.ClockFirstResponse, complaint.ClockResolution}
	}
	if cfg.FollowUps == nil {
		cfg.FollowUps = []lifecycle.Action{complaint.ActionFollowUp, complaint.ActionRespond, complaint.ActionApprove}
	}
	if cfg.Completed == nil {
		cfg.Completed = []lifecycle.State{complaint.StateResolved}
	}
	if cfg.Zone == nil {
		cfg.Zone = time.UTC
	}
	r := &Report{buckets: map[string]bucket{}, charged: map[string]int{}, lifecycles: slices.Clone(cfg.Lifecycles)}
	for d := range dimensions {
		r.groups[d], r.inner[d] = map[string]*Figures{}, map[string]int{}
	}
	if cfg.AsOf.Now.IsZero() && (cfg.AsOf.Directory != nil || cfg.AsOf.Regions != nil) {
		var problems storage.Problems
		problems.Add("AsOf.Now", "is required with AsOf.Directory and AsOf.Regions")
		return nil, problems.Err("configuration of statistics")
	}
	if len(cfg.Lifecycles) == 0 {
		var problems storage.Problems
		problems.Add("Lifecycles", "at least one is required")
		return nil, problems.Err("configuration of statistics")
	}
	if err := r.Backlog.prepare(cfg); err != nil {
		return nil, err
	}
	for c, err := range cases {
		if err == nil {
			err = r.add(c, cfg)
		}
		switch {
		case storage.IsRecord(err):
			r.Failed = append(r.Failed, err)
		case err != nil:
			return nil, err
		}
	}
	r.Total.settle()
	for d := range dimensions {
		for _, f := range r.groups[d] {
			f.settle()
		}
	}
	return r, r.Reconcile()
}

// add counts a case in all its groups.
func (r *Report) add(c *complaint.Complaint, cfg Config) error {
	l, err := deadline.LifecycleOf(c, cfg.Lifecycles)
	if err != nil {
		return err
	}
	one := judge(c, l, cfg)
	r.Total.take(one)
	r.Total.answer(one.all)
	for d := range dimensions {
		in := cfg.keys(d, l, c)
		r.inner[d][in[0]]++
		if _, known := r.buckets[in[0]]; d == ByBucket && !known {
			r.buckets[in[0]] = bucket{l, c.State}
		}
		for _, key := range in {
			r.group(d, key).take(one)
			if d != ByAgency {
				r.group(d, key).answer(one.all)
			}
		}
	}
	for key, share := range one.agencies {
		r.group(ByAgency, key).answer(*share)
	}
	for _, key := range one.charged {
		r.charged[key]++
	}
	r.Backlog.add(c, l, cfg)
	return nil
}

// group is the figures of a group, new if there is none.
func (r *Report) group(d Dimension, key string) *Figures {
	if r.groups[d][key] == nil {
		r.groups[d][key] = &Figures{}
	}
	return r.groups[d][key]
}

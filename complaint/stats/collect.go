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
	// FollowUps are the actions that follow up or answer; nil is those of which the
	// lifecycles say so (complaint.MeaningFollowsUp, complaint.MeaningAnswers).
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

	groups [dimensions]map[string]*group
	// buckets has for each key of a bucket a state that is in it.
	buckets    map[string]state
	lifecycles []*complaint.Lifecycle // that name classes and channels
}

// state is one whose lifecycle says what its bucket is called.
type state struct {
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
	if cfg.Completed == nil {
		cfg.Completed = []lifecycle.State{complaint.StateResolved}
	}
	if cfg.Zone == nil {
		cfg.Zone = time.UTC
	}
	r := &Report{buckets: map[string]state{}, lifecycles: slices.Clone(cfg.Lifecycles)}
	for d := range dimensions {
		r.groups[d] = map[string]*group{}
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
	t := newTally(cfg, r)
	for c, err := range cases {
		if err == nil {
			err = t.add(c)
		}
		switch {
		case storage.IsRecord(err):
			r.Failed = append(r.Failed, err)
		case err != nil:
			return nil, err
		}
	}
	t.settle()
	return r, r.Reconcile()
}

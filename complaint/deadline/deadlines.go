package deadline

import (
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Superiors knows the chain of escalation. A directory of agencies does.
type Superiors interface {
	// Superiors returns the bodies above an agency at an instant, the next
	// superior first.
	Superiors(id agency.ID, on time.Time) ([]agency.ID, error)
}

var _ Superiors = (*agency.Directory)(nil)

// Config is what a [Deadlines] works with.
type Config struct {
	// Policies are the editions of the limits. A new case begins under the one
	// that is valid at its submission; at most one may be. Required.
	Policies []*Policy
	// Calendars finds the calendars. Required.
	Calendars Calendars
	// Lifecycles are those whose cases are judged. Rules may speak of their clocks
	// and actions, and each of their time-outs must be judged by every policy that is
	// valid with them, whatever class the case has; a rule that asks for more than
	// class and action is taken to fit, and where it does not the case is unjudged. Nil means the words of the national lifecycle, and leaves
	// the time-outs to complaint.NewService, which asks about its own.
	Lifecycles []*complaint.Lifecycle
	// Categories is the tree in which the categories of rules must be; nil leaves them
	// to complaint.NewService, which holds them against its own in any case.
	Categories *complaint.Categories
	// Regions knows the regions of rules; nil leaves them to complaint.NewService too.
	Regions complaint.Regions
	// Superiors knows the chain of escalation; nil takes it from the path of the
	// agency that the case keeps, which is refused where the service's directory
	// names other supervisors. It has to know the agencies of that directory, as
	// Calendars.Bodies does.
	Superiors Superiors
}

// Deadlines judges the clocks of cases, each under the edition of the policy
// that it keeps. It implements complaint.Deadlines, is immutable and safe for
// concurrent use.
type Deadlines struct{ cfg Config }

var _ complaint.Deadlines = (*Deadlines)(nil)

// New checks the configuration, and what its parts say of each other: a rule that
// names a clock, an action, a category, a region or an agency that does not exist,
// an agency that names a calendar which the set does not have, a time-out of a
// lifecycle that no policy judges, or not for every class that a case may have when
// its clock starts. What is not given is not checked against;
// agencies only if Calendars.Bodies lists them, as a directory does. The error is
// a *storage.InvalidError with the nearest legal word first.
func New(cfg Config) (*Deadlines, error) {
	var problems storage.Problems
	if len(cfg.Policies) == 0 {
		problems.Add("Policies", "at least one is required")
	}
	if cfg.Calendars.Set == nil {
		problems.Add("Calendars.Set", "is required")
	} else {
		_, err := cfg.Calendars.Set.Calendar(cfg.Calendars.Default)
		problems.Check("Calendars.Default", err)
	}
	cfg.checkDirectory(&problems)
	words, err := vocabularyOf(cfg.Lifecycles, &problems)
	if err != nil {
		return nil, err
	}
	in := &places{categories: cfg.Categories, regions: cfg.Regions}
	in.agencies, _ = cfg.Calendars.Bodies.(directory)
	for i, p := range cfg.Policies {
		field := storage.At("Policies", i)
		if p == nil {
			problems.Add(field, "is nil")
			continue
		}
		note(&problems, field, p.checkWords(words))
		note(&problems, field, p.checkPlaces(in))
		note(&problems, field, p.Validate())
		for _, other := range cfg.Policies[:i] {
			switch {
			case other == nil:
			case other.ID() == p.ID():
				problems.Add(field, fmt.Sprintf("%s is given twice", p.ID()))
			case other.Valid.Overlaps(p.Valid):
				problems.Add(field, fmt.Sprintf("%s and %s are both valid at some time; a new case could not choose", other.ID(), p.ID()))
			}
		}
	}
	checkTimeouts(&problems, cfg.Policies, cfg.Lifecycles)
	if err := problems.Err("deadlines"); err != nil {
		return nil, err
	}
	cfg.Policies, cfg.Lifecycles = slices.Clone(cfg.Policies), slices.Clone(cfg.Lifecycles)
	return &Deadlines{cfg: cfg}, nil
}

// Policy names the edition that a case submitted at a moment will keep; zero if
// none is valid then.
func (d *Deadlines) Policy(at time.Time) complaint.Edition {
	if p := d.validAt(at); p != nil {
		return p.ID()
	}
	return complaint.Edition{}
}

func (d *Deadlines) validAt(at time.Time) *Policy {
	for _, p := range d.cfg.Policies {
		if p.Valid.Contains(at) {
			return p
		}
	}
	return nil
}

// PolicyOf returns the policy that a case keeps. One that was submitted while none was
// valid has the one that is valid at its submission as configured now, nil if there is
// none. The error is a *storage.InvalidError for an edition that is not configured.
func (d *Deadlines) PolicyOf(c *complaint.Complaint) (*Policy, error) {
	if c.Policy.IsZero() {
		return d.validAt(c.SubmittedAt()), nil
	}
	for _, p := range d.cfg.Policies {
		if p.ID() == c.Policy {
			return p, nil
		}
	}
	var legal []string
	for _, p := range d.cfg.Policies {
		legal = append(legal, p.ID().String())
	}
	return nil, &storage.InvalidError{What: "complaint " + c.ID.String(), Problems: []storage.Problem{{
		Field: "policy", Message: fmt.Sprintf("the case keeps the policy %s, which is not configured", c.Policy), Legal: legal,
	}}}
}

// Readings reads every clock of a case at a moment under its policy; none if it has
// none. See [Deadlines.PolicyOf] and [Policy.Evaluate].
func (d *Deadlines) Readings(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) ([]Reading, error) {
	p, err := d.PolicyOf(c)
	if p == nil {
		return nil, err
	}
	return p.Evaluate(l, c, d.cfg.Calendars, at)
}

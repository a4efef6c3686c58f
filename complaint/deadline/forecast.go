package deadline

import (
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Forecast says what clocks would start, and when each would be due, if a report came
// in at an instant: what an office tells before there is a case. Of the facts it takes
// kind, category, region and channel. With a class and a target, which go together, it
// adds the clocks that would start if the report were forwarded to that agency in the same
// instant, so that none of them is due earlier.
//
// The readings are those that [Policy.Evaluate] gives of such a case in that instant, in
// the order in which the clocks start, each with its [Reading.Why]. One that cannot be
// judged reads [Unknown], and its Err is a *RuleError, a *CalendarError or what the
// calendar lacks. Forecast is pure, and asks neither who reports nor whether the policy
// is valid then. The error is a *storage.InvalidError for a lifecycle that is not valid
// then, and for facts that no case can have.
func (p *Policy) Forecast(l *complaint.Lifecycle, f complaint.Facts, cals Calendars, at time.Time) ([]Reading, error) {
	if p == nil || !compiled(l) || cals.Set == nil {
		return nil, &storage.InvalidError{What: "forecast", Problems: []storage.Problem{{Message: "needs a policy, a lifecycle and calendars"}}}
	}
	var problems storage.Problems
	at = at.UTC().Truncate(time.Microsecond)
	if at.IsZero() || at.Year() > 9999 {
		problems.Add("at", "a moment up to the year 9999 is required")
	} else if !l.Machine().Valid().Contains(at) {
		problems.Add("lifecycle", l.Edition().String()+" is not valid then")
	}
	if f.Class != "" && !slices.Contains(l.Classes(), f.Class) {
		var legal []string
		for _, class := range l.Classes() {
			legal = append(legal, string(class))
		}
		problems.Unknown("class", "the lifecycle has no such class", string(f.Class), legal)
	}
	problems.Check("category", f.Category.Validate())
	x := forecast{l: l, c: &complaint.Complaint{Lifecycle: l.Edition(), Policy: p.ID(), State: lifecycle.New}}
	x.take(&problems, complaint.MeaningOpens, at, complaint.Details{Kind: f.Kind, Region: f.Region, Channel: f.Channel, Category: f.Category})
	arrived := *x.c
	if f.Class != "" && f.Target == "" {
		problems.Add("target", "is required with a class, for the clocks that start when the report is forwarded")
	} else if f.Class != "" {
		path := []agency.ID{f.Target}
		if bodies, ok := cals.Bodies.(complaint.Directory); ok {
			var err error
			path, err = bodies.Path(f.Target, at)
			problems.Check("target", err)
		}
		x.take(&problems, complaint.MeaningRoutes, at, complaint.Details{Class: f.Class, Agency: f.Target, AgencyPath: path})
	}
	if err := problems.Err("forecast"); err != nil {
		return nil, err
	}
	var all []Reading
	for entry, c := range []*complaint.Complaint{&arrived, x.c}[:len(x.c.Timeline)] {
		readings, err := p.Evaluate(l, c, cals, at)
		if err != nil {
			return nil, err
		}
		for _, r := range readings {
			if r.run != nil && r.run.Entry == entry+1 {
				all = append(all, r)
			}
		}
	}
	return all, nil
}

// forecast is a case that does not exist.
type forecast struct {
	l *complaint.Lifecycle
	c *complaint.Complaint
}

// take lets the action happen to it that means something, whoever may take it.
func (x *forecast) take(problems *storage.Problems, m complaint.Meaning, at time.Time, d complaint.Details) {
	a := does(x.l, m)
	to, ok := x.l.Machine().Move(lifecycle.Position{State: x.c.State}, a)
	if !ok {
		problems.Add("lifecycle", fmt.Sprintf("has no action from %s that does this: %s", storage.Quote(string(x.c.State)), m))
		return
	}
	seq := len(x.c.Timeline) + 1
	e := complaint.Entry{Seq: seq, At: at, Action: a, From: x.c.State, To: to.State, Details: d}
	x.l.Mean(&e)
	x.c.Timeline = append(slices.Clip(x.c.Timeline), e)
	x.c.State, x.c.Region, x.c.Class, x.c.Agency = to.State, x.c.Timeline[0].Details.Region, d.Class, d.Agency
}

// Forecast is [Policy.Forecast] under the policy that is valid at the instant. The error
// is a *[NoPolicyError] if none is, and a *storage.InvalidError, with the nearest legal
// word first, also for a category or region that Categories and Regions do not have; the
// path to the region is looked up.
func (d *Deadlines) Forecast(l *complaint.Lifecycle, f complaint.Facts, at time.Time) ([]Reading, error) {
	var problems storage.Problems
	in := &places{categories: d.cfg.Categories}
	in.checkCategory(&problems, "category", f.Category)
	if d.cfg.Regions != nil && len(f.Region) > 0 {
		path, err := d.cfg.Regions.Path(f.Region.Unit(), at)
		problems.Check("region", err)
		f.Region = path
	}
	if err := problems.Err("forecast"); err != nil {
		return nil, err
	}
	p := d.validAt(at)
	if p == nil {
		return nil, &NoPolicyError{Submitted: at}
	}
	return p.Forecast(l, f, d.cfg.Calendars, at)
}

// does is the first action that does something to the record, empty if none does.
func does(l *complaint.Lifecycle, m complaint.Meaning) lifecycle.Action {
	for a := range l.Machine().Actions() {
		if l.Does(a, m) {
			return a
		}
	}
	return ""
}

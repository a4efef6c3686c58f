package roadmap

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// Impact says which milestones an activity that is late would hold up if
// everything else went as planned.
type Impact struct {
	Activity workplan.ActivityRef
	State    ActivityState
	// Late is how many working days the activity is expected, or was completed,
	// after its planned end; 0 for a cancelled one.
	Late calendar.WorkingDays
	// Moves lists the milestones that are later because of it, in the order of
	// the milestones. It is empty if the dependencies leave enough float.
	Moves []Move
}

// Move is a milestone that is moved.
type Move struct {
	Milestone MilestoneID
	// By is how many working days, from From to To. To is zero and By 0 if it
	// is not going to be reached.
	By       calendar.WorkingDays
	From, To aduan.Date
}

// MaxImpacts is how many activities a forecast follows one by one.
const MaxImpacts = 200

// measureImpacts goes through the network as planned, once for every activity
// that is late, with that one where it is expected.
func (f *Forecast) measureImpacts(cal *calendar.Calendar, expected *forecastPass) error {
	planned, err := newForecastPass(f.edition, cal, aduan.Date{}, expected.progress)
	if err != nil {
		return err
	}
	seen := map[workplan.ActivityRef]bool{}
	for i := range expected.progress {
		for _, s := range expected.progress[i].Criteria {
			ref := s.Criterion.Activity
			if !s.overdue() || !s.Known || seen[ref] || len(f.Impacts) == MaxImpacts {
				continue
			}
			seen[ref] = true
			impact, err := planned.impact(ref, s.Activity)
			if err != nil {
				return err
			}
			f.Impacts = append(f.Impacts, impact)
		}
	}
	return nil
}

// impact compares the network as planned with the one in which an activity ends
// as expected.
func (o *forecastPass) impact(ref workplan.ActivityRef, state ActivityState) (Impact, error) {
	out := Impact{Activity: ref, State: state}
	end := schedule.Never
	if !state.Cancelled {
		from, err := o.axis.Place(state.Planned)
		if err != nil {
			return out, err
		}
		if end, err = o.axis.Place(state.Expected); err != nil {
			return out, err
		}
		out.Late = calendar.WorkingDays(end - from)
	}
	bounds := slices.Clone(o.bounds)
	for i := range o.progress {
		for _, s := range o.progress[i].Criteria {
			if s.Criterion.Activity == ref {
				bounds[i].Finish = max(bounds[i].Finish, end, 1)
			}
		}
	}
	late := o.network.Forward(bounds)
	axis := *o.axis
	var asked schedule.Range
	for _, at := range late.Finish {
		if schedule.Happens(at) {
			asked.Span(at, at, 0)
		}
	}
	if err := axis.Reserve(asked); err != nil {
		return out, err
	}
	for i := range late.Finish {
		if late.Finish[i] <= o.Finish[i] {
			continue
		}
		m := &o.network.milestones[i]
		move := Move{Milestone: m.ID, From: o.axis.Ends(o.Finish[i], int(m.Work))}
		if schedule.Happens(late.Finish[i]) {
			move.By = calendar.WorkingDays(late.Finish[i] - o.Finish[i])
			move.To = axis.Ends(late.Finish[i], int(m.Work))
		}
		out.Moves = append(out.Moves, move)
	}
	return out, nil
}

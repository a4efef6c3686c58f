package roadmap

import (
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
	From, To calendar.Date
}

// measureImpacts goes through the network as planned, once for every activity
// that is late, with that one where it is expected.
func (f *Forecast) measureImpacts(cal *calendar.Calendar, expected *outlookPass) error {
	planned, err := newOutlookPass(f.edition, cal, calendar.Date{}, expected.progress)
	if err != nil {
		return err
	}
	seen := map[workplan.ActivityRef]bool{}
	for i := range expected.progress {
		for _, s := range expected.progress[i].Criteria {
			ref := s.Criterion.Activity
			late := s.Activity.Cancelled || s.Activity.Expected.Compare(s.Activity.Planned) > 0
			if ref.IsZero() || !s.Known || !late || seen[ref] {
				continue
			}
			seen[ref] = true
			impact, err := f.impact(cal, planned, ref, s.Activity)
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
func (f *Forecast) impact(cal *calendar.Calendar, planned *outlookPass, ref workplan.ActivityRef, state ActivityState) (Impact, error) {
	out := Impact{Activity: ref, State: state}
	moved := make([]Progress, len(planned.progress))
	for i, p := range planned.progress {
		moved[i] = p
		moved[i].Criteria = nil
		for _, s := range p.Criteria {
			if s.Criterion.Activity == ref {
				s.Activity.Planned, s.gone = s.Activity.Expected, s.Activity.Cancelled
			}
			moved[i].Criteria = append(moved[i].Criteria, s)
		}
	}
	pass, err := newOutlookPass(f.edition, cal, calendar.Date{}, moved)
	if err != nil {
		return out, err
	}
	if !state.Cancelled {
		from, err := pass.axis.place(state.Planned)
		if err != nil {
			return out, err
		}
		to, err := pass.axis.place(state.Expected)
		if err != nil {
			return out, err
		}
		out.Late = calendar.WorkingDays(to - from)
	}
	for i := range pass.finish {
		if pass.finish[i] > planned.finish[i] {
			m := &pass.network.items[i]
			move := Move{Milestone: m.ID, From: planned.axis.ends(planned.finish[i], int(m.Work))}
			if pass.finish[i] < never/2 {
				move.By = calendar.WorkingDays(pass.finish[i] - planned.finish[i])
				move.To = pass.axis.ends(pass.finish[i], int(m.Work))
			}
			out.Moves = append(out.Moves, move)
		}
	}
	return out, nil
}

package roadmap

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Sources is where a road map learns what has happened. A nil function knows
// nothing. The functions are asked about the end of a day and must give the same
// answer to the same question.
type Sources struct {
	// Activity returns how an activity stands, and false if it is not known;
	// [Activities] makes such a function of work plans.
	Activity func(ref workplan.ActivityRef, asOf aduan.Date) (ActivityState, bool, error)
	// Indicators compute the values of indicators; false means that there is no
	// value for that day.
	Indicators map[IndicatorID]func(on aduan.Date) (workplan.Number, bool, error)
}

// ActivityState is how a work-plan activity stands at the end of a day, with
// everything that was carried over from it.
type ActivityState struct {
	Name aduan.Label
	// Done is in percent.
	Done workplan.Number
	// Began is the first day with progress, Finished the one on which it was
	// completed; zero if it did not or was not.
	Began, Finished aduan.Date
	// Planned is the last day as it was first approved; Expected the last day as
	// it looks now, not zero unless nobody can tell.
	Planned, Expected aduan.Date
	// Cancelled activities are never completed: they were cancelled or left out
	// of their plan, or what took over from them was.
	Cancelled bool
	// Reason is why it is late, in the words of the plan.
	Reason aduan.Label
}

// indicator asks for a value.
func (s Sources) indicator(id IndicatorID, on aduan.Date) (workplan.Number, bool, error) {
	f := s.Indicators[id]
	if f == nil {
		return workplan.Number{}, false, nil
	}
	return f(on)
}

// activity asks for a state.
func (s Sources) activity(ref workplan.ActivityRef, asOf aduan.Date) (ActivityState, bool, error) {
	if s.Activity == nil {
		return ActivityState{}, false, nil
	}
	return s.Activity(ref, asOf)
}

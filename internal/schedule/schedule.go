package schedule

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// Schedule is the earliest and the latest dates of all items.
type Schedule struct {
	// Finish is the day on which the last item can be finished; zero without
	// any.
	Finish aduan.Date
	// Slots are by item.
	Slots []Slot

	network *Network
	pass    Pass
}

// Slot is what a schedule says of one item. Starts are the first days of work,
// finishes the last ones.
type Slot struct {
	EarlyStart, EarlyFinish aduan.Date
	LateStart, LateFinish   aduan.Date
	// TotalFloat is how many working days the item may slip before the last one
	// is later or a target is missed, FreeFloat before any other or the finish
	// is later.
	TotalFloat, FreeFloat calendar.WorkingDays
	// Critical items have no float left.
	Critical bool
}

// WindowError says that an item cannot be finished by the last day on which it
// may be.
type WindowError struct {
	// Path is what makes it so late, from the beginning to the item.
	Path []Step
	// NotAfter is the last day allowed.
	NotAfter aduan.Date
}

// Step is an item on a path with the earliest dates of its work.
type Step struct {
	Item          int32
	Start, Finish aduan.Date
	// Via is how it waits for the step before; zero for the first one.
	Via Dependency
}

// Error says that the window cannot be kept.
func (e *WindowError) Error() string {
	return fmt.Sprintf("finished on %s at the earliest, not by %s", e.Path[len(e.Path)-1].Finish, e.NotAfter)
}

// Schedule computes the earliest dates forwards from the start of the axis and
// the latest ones backwards from the earliest finish of all and from the targets.
// The error is a [*WindowError], of several that of the item with the least name,
// or a *calendar.CoverageError.
func (n *Network) Schedule(a *Axis) (*Schedule, error) {
	bounds, err := n.Bounds(a)
	if err != nil {
		return nil, err
	}
	s := &Schedule{network: n, pass: n.Forward(bounds)}
	if len(n.Items) == 0 {
		return s, nil
	}
	late, err := n.backward(a, &s.pass)
	if err != nil {
		return nil, err
	}
	var asked Range
	asked.Span(0, s.pass.Last, 0)
	for i, l := range late {
		work := n.Items[i].Work
		asked.Span(s.pass.Start[i], s.pass.Finish[i], work)
		asked.Span(l, l+work, work)
	}
	if err := a.Reserve(asked); err != nil {
		return nil, err
	}
	if err := n.windows(a, &s.pass); err != nil {
		return nil, err
	}
	s.Finish = a.Ends(s.pass.Last, 0)
	s.fill(a, late)
	return s, nil
}

// backward returns the latest starts.
func (n *Network) backward(a *Axis, p *Pass) ([]int, error) {
	late := make([]int, len(n.Items))
	for i := range n.Items {
		item := &n.Items[i]
		finish := p.Last
		for _, day := range [...]aduan.Date{item.Due, item.NotAfter} {
			if day.IsZero() || a.beyond(day) {
				continue // the finish of all is covered, or there is no schedule
			}
			at, err := a.Place(day)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", item.Name, err)
			}
			finish = min(finish, at)
		}
		late[i] = finish - item.Work
	}
	for _, i := range slices.Backward(n.Order) {
		for _, d := range n.Items[i].After {
			late[d.On] = min(late[d.On], late[i]-n.weight(d))
		}
	}
	return late, nil
}

// windows refuses an item that is too late for its window.
func (n *Network) windows(a *Axis, p *Pass) error {
	worst := int32(-1)
	for i := range n.Items {
		item := &n.Items[i]
		if item.NotAfter.IsZero() || a.beyond(item.NotAfter) {
			continue
		}
		last, err := a.Place(item.NotAfter)
		if err != nil {
			return err
		}
		if p.Finish[i] > last && (worst < 0 || item.Name < n.Items[worst].Name) {
			worst = int32(i)
		}
	}
	if worst < 0 {
		return nil
	}
	return &WindowError{Path: n.path(a, p, worst), NotAfter: n.Items[worst].NotAfter}
}

// path follows the reasons back from an item and returns the steps from the
// beginning. The axis must have room for the dates.
func (n *Network) path(a *Axis, p *Pass, i int32) []Step {
	var back []Step
	for {
		work := p.Finish[i] - p.Start[i]
		step := Step{Item: i, Start: a.Begins(p.Start[i], work), Finish: a.Ends(p.Finish[i], work)}
		reason := p.Reason[i]
		if reason >= 0 {
			step.Via = n.Items[i].After[reason]
		}
		back = append(back, step)
		if reason < 0 {
			slices.Reverse(back)
			return back
		}
		i = step.Via.On
	}
}

// fill writes the slots.
func (s *Schedule) fill(a *Axis, late []int) {
	n, p := s.network, &s.pass
	free := make([]int, len(n.Items))
	for i := range free {
		free[i] = p.Last - p.Finish[i]
	}
	for i := range n.Items {
		for _, d := range n.Items[i].After {
			free[d.On] = min(free[d.On], p.Start[i]-p.Start[d.On]-n.weight(d))
		}
	}
	s.Slots = make([]Slot, len(n.Items))
	for i := range n.Items {
		work := n.Items[i].Work
		total := late[i] - p.Start[i]
		s.Slots[i] = Slot{
			EarlyStart: a.Begins(p.Start[i], work), EarlyFinish: a.Ends(p.Finish[i], work),
			LateStart: a.Begins(late[i], work), LateFinish: a.Ends(late[i]+work, work),
			TotalFloat: calendar.WorkingDays(total), FreeFloat: calendar.WorkingDays(free[i]), Critical: total <= 0,
		}
	}
}

package roadmap

import (
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// Schedule is the earliest and the latest dates of all milestones. It is
// immutable.
type Schedule struct {
	// Finish is the day on which the last milestone can be reached.
	Finish aduan.Date
	// Slots are in the order of the milestones.
	Slots []Slot

	network *network
	pass    pass
}

// Slot is what a schedule says of one milestone. Starts are the first days of
// work, finishes the last ones; an event has the same day for both. An event
// that nothing holds back happens on the first working day and does not use it
// up.
type Slot struct {
	Milestone               MilestoneID
	EarlyStart, EarlyFinish aduan.Date
	LateStart, LateFinish   aduan.Date
	// TotalFloat is how many working days it may slip before the last milestone
	// is later or a target is missed. It is negative only where a target is
	// missed.
	TotalFloat calendar.WorkingDays
	// FreeFloat is how many working days it may slip before any other milestone
	// or the finish is later, whatever the targets. It is never negative.
	FreeFloat calendar.WorkingDays
	// Critical milestones have no float left.
	Critical bool
}

// Schedule goes through the latest edition; see [Content.Schedule]. Another
// calendar than the one that the road map names is a *storage.InvalidError.
func (r *Roadmap) Schedule(cal *calendar.Calendar) (*Schedule, error) {
	e := r.Latest()
	if e == nil {
		return nil, &storage.InvalidError{What: "road map " + clip(string(r.ID)), Problems: []storage.Problem{
			{Field: "editions", Message: "there is none"},
		}}
	}
	if err := checkCalendar("road map "+clip(string(r.ID)), r.Calendar, cal); err != nil {
		return nil, err
	}
	return e.Schedule(cal)
}

// Schedule computes the earliest dates forwards from the start and the latest
// ones backwards from the earliest finish of all and from the targets, in
// working days of the calendar. It looks at nothing that has happened since, see
// [Roadmap.Forecast]. The time it takes grows with the number of milestones and
// dependencies. The order of the milestones does not matter.
//
// The errors: a *storage.InvalidError that names what cannot be resolved, a
// [*CycleError], a [*WindowError], and the *calendar.CoverageError of years
// that the calendar does not have.
func (c *Content) Schedule(cal *calendar.Calendar) (*Schedule, error) {
	n, a, err := c.prepare(cal)
	if err != nil {
		return nil, err
	}
	bounds, err := n.bounds(a)
	if err != nil {
		return nil, err
	}
	s := &Schedule{network: n, pass: n.forward(bounds)}
	if len(n.items) == 0 {
		s.Finish = c.Start
		return s, nil
	}
	late, err := n.backward(a, &s.pass)
	if err != nil {
		return nil, err
	}
	low, high := 0, max(s.pass.last, 1)
	for i, l := range late {
		low, high = min(low, l), max(high, s.pass.start[i]+1)
	}
	if err := a.reserve(low, high+1); err != nil {
		return nil, err
	}
	if err := n.windows(a, &s.pass); err != nil {
		return nil, err
	}
	s.Finish = a.ends(s.pass.last, 0)
	s.fill(a, late)
	return s, nil
}

// prepare resolves the milestones and begins the axis.
func (c *Content) prepare(cal *calendar.Calendar) (*network, *axis, error) {
	if cal == nil || !c.Start.Valid() {
		return nil, nil, &storage.InvalidError{What: "road map", Problems: []storage.Problem{
			{Field: "start", Message: "a schedule needs a calendar and a first day"},
		}}
	}
	n, err := newNetwork(c.Milestones)
	if err != nil {
		return nil, nil, err
	}
	a, err := newAxis(cal, c.Start)
	return n, a, err
}

// backward returns the latest starts.
func (n *network) backward(a *axis, p *pass) ([]int, error) {
	late := make([]int, len(n.items))
	for i := range n.items {
		m := &n.items[i]
		finish := p.last
		for _, day := range [...]aduan.Date{m.Due.Date(), m.NotAfter} {
			if day.IsZero() {
				continue
			}
			at, err := a.place(day)
			if err != nil {
				return nil, fmt.Errorf("milestone %s: %w", m.ID, err)
			}
			finish = min(finish, at)
		}
		late[i] = finish - int(n.work[i])
	}
	for k := len(n.order) - 1; k >= 0; k-- {
		i := n.order[k]
		for e := n.first[i]; e < n.first[i+1]; e++ {
			from := n.edges[e].from
			late[from] = min(late[from], late[i]-n.weight(e))
		}
	}
	return late, nil
}

// weight is how much later than the start of the other milestone a dependency
// lets one start.
func (n *network) weight(e int32) int {
	w := int(n.edges[e].lag)
	if n.edges[e].link == FinishStart {
		w += int(n.work[n.edges[e].from])
	}
	return w
}

// windows refuses a milestone that is too late for its window. Of several it
// names the one with the least name.
func (n *network) windows(a *axis, p *pass) error {
	worst := int32(-1)
	for i := range n.items {
		m := &n.items[i]
		if m.NotAfter.IsZero() {
			continue
		}
		last, err := a.place(m.NotAfter)
		if err != nil {
			return err
		}
		if p.finish[i] > last && (worst < 0 || m.ID < n.items[worst].ID) {
			worst = int32(i)
		}
	}
	if worst < 0 {
		return nil
	}
	path := n.path(a, p, worst)
	m := &n.items[worst]
	return &WindowError{Milestone: m.ID, Earliest: path[len(path)-1].Finish, NotAfter: m.NotAfter, Path: path}
}

// fill writes the slots.
func (s *Schedule) fill(a *axis, late []int) {
	n, p := s.network, &s.pass
	free := make([]int, len(n.items))
	for i := range free {
		free[i] = p.last - p.finish[i]
	}
	for i := range n.items {
		for e := n.first[i]; e < n.first[i+1]; e++ {
			from := n.edges[e].from
			free[from] = min(free[from], p.start[i]-p.start[from]-n.weight(e))
		}
	}
	s.Slots = make([]Slot, len(n.items))
	for i := range n.items {
		work := int(n.work[i])
		total := late[i] - p.start[i]
		s.Slots[i] = Slot{
			Milestone:  n.items[i].ID,
			EarlyStart: a.begins(p.start[i], work), EarlyFinish: a.ends(p.finish[i], work),
			LateStart: a.begins(late[i], work), LateFinish: a.ends(late[i]+work, work),
			TotalFloat: calendar.WorkingDays(total), FreeFloat: calendar.WorkingDays(free[i]), Critical: total <= 0,
		}
	}
}

// Of returns the slot of a milestone, and false if there is no such milestone.
func (s *Schedule) Of(id MilestoneID) (Slot, bool) {
	i, ok := s.network.index[id]
	if !ok {
		return Slot{}, false
	}
	return s.Slots[i], true
}

package roadmap

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// forecastPass is a pass through an edition that knows of activities, and of
// what has happened by a day.
type forecastPass struct {
	schedule.Pass
	edition  *Edition
	network  *network
	axis     *schedule.Axis
	progress []Progress
	bounds   []schedule.Bound
	// bindings is the criterion that binds the finish of each milestone, one
	// that is late if there are several; -1 for none.
	bindings []int
	// today is the place of the day, 0 if it holds nothing: before the first day, and
	// once all is reached. Real is whether there is one: without it the pass knows only
	// what was planned.
	today int
	real  bool
	// forced milestones are held by the day itself: they should have begun, or
	// happened.
	forced []bool
}

// newForecastPass goes through an edition. A zero day asks for what was planned.
func newForecastPass(e *Edition, cal *calendar.Calendar, asOf aduan.Date, progress []Progress) (*forecastPass, error) {
	n, a, err := e.prepare(cal)
	if err != nil {
		return nil, err
	}
	o := &forecastPass{edition: e, network: n, axis: a, progress: progress, real: !asOf.IsZero(), bindings: make([]int, len(n.milestones)), forced: make([]bool, len(n.milestones))}
	if o.bounds, err = n.Bounds(a); err != nil {
		return nil, err
	}
	open := func(p Progress) bool { return p.Reached.IsZero() }
	if o.real && asOf.Compare(e.Start) >= 0 && slices.ContainsFunc(progress, open) {
		if o.today, err = a.Place(asOf); err != nil {
			return nil, err
		}
	}
	for i := range n.milestones {
		if err := o.bind(i); err != nil {
			return nil, err
		}
	}
	o.Pass = n.Forward(o.bounds)
	return o, o.reserve()
}

// reserve makes room for all dates that can be asked for.
func (o *forecastPass) reserve() error {
	var asked schedule.Range
	for i := range o.Finish {
		if schedule.Happens(o.Finish[i]) {
			asked.Span(o.Start[i], o.Finish[i], int(o.network.milestones[i].Work))
		}
	}
	return o.axis.Reserve(asked)
}

// bind adds to the bounds of a milestone what is known of it.
func (o *forecastPass) bind(i int) error {
	p, b := &o.progress[i], &o.bounds[i]
	o.bindings[i] = -1
	if o.real && !p.Reached.IsZero() {
		finish, err := o.axis.Place(p.Reached)
		if err != nil {
			return err
		}
		start, err := o.began(p, finish-b.Work)
		*b = schedule.Bound{Work: b.Work, Fixed: true, Start: min(start, finish), Finish: finish}
		return err
	}
	if o.real {
		if err := o.open(i, p, b); err != nil {
			return err
		}
	}
	for k := range p.Criteria {
		finish, err := o.criterionEnds(&p.Criteria[k])
		if err != nil {
			return err
		}
		late := finish == b.Finish && o.bindings[i] >= 0 && !p.Criteria[o.bindings[i]].overdue()
		if finish > b.Finish || late && p.Criteria[k].overdue() {
			b.Finish, o.bindings[i] = finish, k
		}
	}
	return nil
}

// began is the place before the first day with progress, or another one if
// there was none.
func (o *forecastPass) began(p *Progress, other int) (int, error) {
	if p.Began.IsZero() {
		return other, nil
	}
	return o.axis.Before(p.Began)
}

// open binds what is left of a milestone that is not reached: it comes after
// the day.
func (o *forecastPass) open(i int, p *Progress, b *schedule.Bound) error {
	least := o.today
	if b.Work == 0 {
		least++
	}
	// Before the first day nothing has passed that could hold anything.
	if o.today > 0 && least > b.Start {
		b.Start, o.forced[i] = least, true
	}
	if p.Began.IsZero() || b.Work == 0 {
		return nil
	}
	began, err := o.began(p, 0)
	b.Begun, b.Began = true, began
	open := decimal.NewFromInt(100).Sub(p.Done.Decimal()).Mul(decimal.NewFromInt(int64(b.Work)))
	b.Work = int(max(open.Div(decimal.NewFromInt(100)).Ceil().IntPart(), 1))
	return err
}

// criterionEnds is the earliest place at which a criterion can be met, as far
// as that is known.
func (o *forecastPass) criterionEnds(s *CriterionState) (int, error) {
	var day aduan.Date
	switch {
	case o.real && !s.Met.IsZero():
		return schedule.NoFinish, nil
	case !s.Criterion.Activity.IsZero() && s.Known:
		day = s.Activity.Planned
		if o.real {
			if s.Activity.Cancelled {
				return schedule.Never, nil
			}
			day = s.Activity.Expected
		}
	case s.Criterion.Indicator != "":
		day = o.edition.targeted(s.Criterion.Indicator, s.Criterion.Value)
	}
	if day.IsZero() {
		return schedule.NoFinish, nil
	}
	// What others do takes up the first working day at least, so that a delay
	// over the first day moves what follows and the milestone alike.
	if day.Compare(o.edition.Start) <= 0 {
		return 1, nil // whether or not the calendar covers the day
	}
	end, err := o.axis.Place(day)
	return max(end, 1), err
}

// targeted is the end of the first year for which an indicator is targeted to
// have a value; zero if it never is.
func (c *Content) targeted(id IndicatorID, value workplan.Number) aduan.Date {
	i := c.indicator(id)
	if i == nil {
		return aduan.Date{}
	}
	for _, t := range i.Targets {
		if i.Reaches(t.Value, value) {
			return workplan.Quarter{Year: t.Year, Number: 4}.End()
		}
	}
	return aduan.Date{}
}

package evaluation

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// Evaluate says how a plan stands at the end of a day, by the reports of that
// day and before, under rules and the working calendar that the plan names. It
// takes time in proportion to the activities, lines and reports, and the order
// of those in the edition changes nothing but the order of the answer. Days count
// by all that the calendar knows; hand over [calendar.Calendar.AsKnownAt] for
// what was known on a day. The error is a *storage.InvalidError for unsound
// rules, a day that does not exist or another calendar, or a
// *calendar.CoverageError for a year that the calendar does not have.
func Evaluate(p *workplan.Plan, asOf aduan.Date, rules workplan.Rules, cal *calendar.Calendar) (*Evaluation, error) {
	if err := rules.Validate(); err != nil {
		return nil, err
	}
	days, err := newYearDays(p, cal, asOf)
	if err != nil {
		return nil, err
	}
	current := p.Current(asOf)
	v := &evaluator{
		plan: p, asOf: asOf, rules: rules, days: days, facts: newLedger(p, asOf), edition: &current,
		out: &Evaluation{
			Plan: p.ID, AsOf: asOf, State: p.StateAt(asOf), Edition: current.Number,
			name: p.Name, names: groupNames(p, &current),
		},
	}
	v.out.maker = v
	v.out.Time = v.timeLeft()
	v.activities()
	v.regions()
	v.trainings()
	v.whole()
	return v.out, nil
}

// lineStatus is a line with its value, for breakdowns.
type lineStatus struct {
	line     *workplan.Line
	activity int
	value    Value
}

// evaluator is one evaluation in the making.
type evaluator struct {
	plan    *workplan.Plan
	asOf    aduan.Date
	rules   workplan.Rules
	days    *yearDays
	facts   *ledger
	edition *workplan.Edition
	out     *Evaluation
	against []*workplan.Activity // by position: what each activity is measured against
}

func (v *evaluator) timeLeft() TimeLeft {
	first, last := v.days.first, workplan.Quarter{Year: v.plan.Year, Number: 4}.End()
	left := TimeLeft{StartsIn: max(0, v.asOf.DaysUntil(first))}
	left.Days = max(0, min(v.asOf.DaysUntil(last), v.days.days))
	left.Weeks = left.Days / 7
	left.Passed = calendar.WorkingDays(v.days.count[v.days.number(v.asOf)])
	left.WorkingDays = calendar.WorkingDays(v.days.count[v.days.days]) - left.Passed
	return left
}

// yardsticks are the activities against which progress is measured.
func (v *evaluator) yardsticks() map[workplan.ActivityID]*workplan.Activity {
	against := map[workplan.ActivityID]*workplan.Activity{}
	baseline, approved := v.plan.Baseline()
	if !v.rules.AgainstBaseline || !approved {
		return against
	}
	for i := range baseline.Activities {
		a := &baseline.Activities[i]
		against[a.ID] = a
	}
	return against
}

func (v *evaluator) activities() {
	list, yardsticks := v.edition.Activities, v.yardsticks()
	v.out.Activities = make([]ActivityStatus, len(list))
	v.out.lines = make([]lineStatus, 0, len(v.edition.Lines))
	v.against = make([]*workplan.Activity, len(list))
	for i := range list {
		a := &list[i]
		v.against[i] = a
		if base := yardsticks[a.ID]; base != nil {
			v.against[i] = base
		}
		done := v.facts.done(a.ID, v.asOf)
		s := &v.out.Activities[i]
		*s = ActivityStatus{
			Activity: a.ID, Name: a.Name, Output: a.Output, Party: a.Party, Regions: slices.Clone(a.Regions),
			State: a.StateAt(v.asOf, workplan.NewNumber(done)), Planned: workplan.NewNumber(v.days.planned(v.against[i], v.asOf)), Done: workplan.NewNumber(done),
			cause: a.Cause, start: v.against[i].Start, end: v.against[i].End,
		}
		if a.Stopped() {
			s.Planned = s.Done
		}
	}
	index := places(list)
	var sums values
	for i := range v.edition.Lines {
		l := &v.edition.Lines[i]
		at, ok := index[l.Activity]
		if !ok {
			continue
		}
		s := &v.out.Activities[at]
		value := valueOf(l, s.Planned.Decimal(), s.Done.Decimal(), v.facts.expenses[l.ID])
		v.out.lines = append(v.out.lines, lineStatus{l, at, value})
		(*values)(&s.Values).add(value)
		sums.add(value)
	}
	v.out.Values = sums.settle()
	for _, o := range v.facts.obstacles {
		v.out.Obstacles = append(v.out.Obstacles, o)
		if at, ok := index[o.Activity]; ok && o.Resolved.IsZero() {
			v.out.Activities[at].Obstacles = append(v.out.Activities[at].Obstacles, o)
		}
	}
	for i := range v.out.Activities {
		s := &v.out.Activities[i]
		values(s.Values).settle()
		v.judge(s, v.against[i])
	}
}

// places says where each activity stands in a list.
func places(list []workplan.Activity) map[workplan.ActivityID]int {
	index := make(map[workplan.ActivityID]int, len(list))
	for i := range list {
		index[list[i].ID] = i
	}
	return index
}

// judge gives an activity its status.
func (v *evaluator) judge(s *ActivityStatus, against *workplan.Activity) {
	switch {
	case s.State == workplan.StateCompleted:
		s.Status = workplan.Done
		return
	case s.State == workplan.StateCarriedOver || s.State == workplan.StateCancelled:
		s.Status = workplan.Stopped
		return
	}
	overdue := v.asOf.Compare(against.End) > 0
	if overdue {
		s.DaysLate = v.days.between(against.End.AddDays(1), v.asOf)
	}
	for _, r := range v.rules.Status {
		if holds(&r, s, overdue) {
			s.Status, s.Rule, s.rule = r.Status, r.ID, r
			return
		}
	}
	s.Status = workplan.OnTrack
	if s.Done.IsZero() && v.asOf.Compare(against.Start) < 0 {
		s.Status = workplan.NotDue
	}
}

// holds reports whether all conditions of a rule hold.
func holds(r *workplan.Rule, s *ActivityStatus, overdue bool) bool {
	switch {
	case r.Overdue && !overdue,
		r.Postponed && s.State != workplan.StatePostponed,
		!r.Behind.IsZero() && s.Planned.Decimal().Sub(s.Done.Decimal()).LessThan(r.Behind.Decimal()):
		return false
	}
	if r.Obstacle > 0 && !slices.ContainsFunc(s.Obstacles, func(o ObstacleStatus) bool { return o.Level >= r.Obstacle }) {
		return false
	}
	return r.OverCost.IsZero() || slices.ContainsFunc(s.Values, func(v Value) bool {
		over := v.Actual.Amount.Sub(v.Earned.Amount).Mul(hundred)
		return over.IsPositive() && over.GreaterThanOrEqual(v.Budget.Amount.Mul(r.OverCost.Decimal()))
	})
}

func (v *evaluator) regions() {
	serving := map[region.Code]int{}
	for i := range v.edition.Activities {
		for _, r := range v.edition.Activities[i].Regions {
			serving[r]++
		}
	}
	for _, r := range v.edition.Regions {
		s := RegionStatus{Region: r, Activities: serving[r]}
		if a, ok := v.facts.office(r, v.asOf); ok {
			s.Coordinator, s.Since = a.Person, a.From
		}
		v.out.Regions = append(v.out.Regions, s)
	}
}

func (v *evaluator) trainings() {
	index := map[TrainingStatus]int{}
	for _, c := range v.facts.cohorts {
		key := TrainingStatus{Activity: c.Activity, Region: c.Region}
		i, ok := index[key]
		if !ok {
			i = len(v.out.Trainings)
			index[key] = i
			v.out.Trainings = append(v.out.Trainings, key)
		}
		s := &v.out.Trainings[i]
		s.Cohorts++
		s.Invited += c.Invited
		s.Attended += c.Attended
		s.Passed += c.Passed
	}
	slices.SortFunc(v.out.Trainings, func(a, b TrainingStatus) int {
		return cmp.Or(cmp.Compare(a.Activity, b.Activity), a.Region.Compare(b.Region))
	})
}

// whole reckons the progress of the whole and the alarm.
func (v *evaluator) whole() {
	w := weigh(&v.edition.Content)
	var planned, done decimal.Decimal
	for i := range v.out.Activities {
		s := &v.out.Activities[i]
		planned = planned.Add(w.raw[i].Mul(s.Planned.Decimal()))
		done = done.Add(w.raw[i].Mul(s.Done.Decimal()))
	}
	if w.sum.IsZero() {
		return
	}
	v.out.Planned = workplan.NewNumber(planned.DivRound(w.sum, v.rules.Decimals))
	v.out.Done = workplan.NewNumber(done.DivRound(w.sum, v.rules.Decimals))
	left, passed := int64(v.out.Time.WorkingDays), int64(v.out.Time.Passed)
	if v.rules.Alarm.IsZero() || passed == 0 {
		return
	}
	// The pace that is needed, open/left, against the pace so far, done/passed:
	// of the working days, and of the plan.
	whole := w.sum.Mul(hundred)
	faster := func(passed, left decimal.Decimal) bool {
		return whole.Sub(done).Mul(passed).GreaterThan(done.Mul(left).Mul(v.rules.Alarm.Decimal()))
	}
	v.out.Alarm = faster(decimal.NewFromInt(passed), decimal.NewFromInt(left)) && faster(planned, whole.Sub(planned))
}

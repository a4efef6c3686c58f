package workplan

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
)

// Evaluation says how a plan stands at the end of a day.
type Evaluation struct {
	Plan PlanID     `json:"plan"`
	AsOf aduan.Date `json:"as_of"`
	// State is that of the plan; Edition the number of the edition that counts,
	// see [Plan.Current].
	State   lifecycle.State `json:"state"`
	Edition int             `json:"edition"`
	Time    TimeLeft        `json:"time"`
	// Planned and Done are how much of the whole should be and is done, in
	// percent, with the weights of the S-curve. Alarm says that the rest has to
	// go faster than the rules allow for.
	Planned Number `json:"planned"`
	Done    Number `json:"done"`
	Alarm   bool   `json:"alarm"`
	// Activities are in the order of the edition.
	Activities []ActivityStatus `json:"activities"`
	// Values sums all lines, one entry for each currency, by code.
	Values []Value `json:"values"`
	// Regions are in the order of the edition, Obstacles by the day on which
	// they were raised, the resolved ones included.
	Regions   []RegionStatus   `json:"regions"`
	Obstacles []ObstacleStatus `json:"obstacles"`
	// Trainings sums the cohorts by activity and region, in that order.
	Trainings []TrainingStatus `json:"trainings"`

	names map[string]aduan.Label
	lines []lineStatus
	maker *evaluator // for what is only computed when asked; editions are never changed
}

// TimeLeft is what is left of the year of a plan after a day.
type TimeLeft struct {
	// StartsIn is how many days later the year begins; 0 once it has.
	StartsIn int `json:"starts_in,omitempty"`
	// Days, whole Weeks and working days are what of the year comes after the
	// day; the whole year before it begins.
	Days        int                  `json:"days"`
	Weeks       int                  `json:"weeks"`
	WorkingDays calendar.WorkingDays `json:"working_days"`
	// Passed counts the working days of the year up to the day.
	Passed calendar.WorkingDays `json:"passed"`
}

// ActivityStatus says how an activity stands.
type ActivityStatus struct {
	Activity ActivityID      `json:"activity"`
	Name     aduan.Label     `json:"name"`
	Output   OutputID        `json:"output"`
	Party    PartyID         `json:"party"`
	Regions  []region.Code   `json:"regions,omitempty"`
	State    lifecycle.State `json:"state"`
	// Planned is how much should be done against the edition that the rules
	// choose, Done how much was reported, in percent. For an activity that was
	// carried over or cancelled Planned is Done.
	Planned Number `json:"planned"`
	Done    Number `json:"done"`
	// Status is what the rules make of it. Rule names the rule that did, empty
	// if the status follows from the state alone; [ActivityStatus.Why] explains.
	Status Status `json:"status"`
	Rule   string `json:"rule,omitempty"`
	// DaysLate is how many working days of the year have passed since its last
	// day; 0 until then and for what is done or stopped.
	DaysLate int `json:"days_late,omitempty"`
	// Values sums its lines, one entry for each currency, by code.
	Values []Value `json:"values,omitempty"`
	// Obstacles are those still open, by the day on which they were raised.
	Obstacles []ObstacleStatus `json:"obstacles,omitempty"`

	rule  Rule
	cause aduan.Label
	start aduan.Date
	end   aduan.Date
}

// Deviation is Done less Planned in percentage points; negative is late.
func (a *ActivityStatus) Deviation() Number {
	return NewNumber(a.Done.value.Sub(a.Planned.value))
}

// ObstacleStatus says where an obstacle stands.
type ObstacleStatus struct {
	ID       ObstacleID `json:"id"`
	Activity ActivityID `json:"activity"`
	// Level and Owner are the last that dealt with it.
	Level    Level       `json:"level"`
	Owner    PartyID     `json:"owner"`
	Text     aduan.Label `json:"text"`
	Proposal aduan.Label `json:"proposal,omitzero"`
	Raised   aduan.Date  `json:"raised"`
	// Escalated is the day of the last escalation, Resolved that on which it
	// was; zero if it was not.
	Escalated aduan.Date `json:"escalated,omitzero"`
	Resolved  aduan.Date `json:"resolved,omitzero"`
}

// RegionStatus says who accompanies a region.
type RegionStatus struct {
	Region region.Code `json:"region"`
	// Coordinator is the local coordinator on the day, empty if there is none;
	// Since is the first day of the appointment.
	Coordinator agency.Person `json:"coordinator,omitempty"`
	Since       aduan.Date    `json:"since,omitzero"`
	// Activities counts the activities that serve the region.
	Activities int `json:"activities"`
}

// TrainingStatus sums the cohorts of a region in an activity.
type TrainingStatus struct {
	Activity ActivityID  `json:"activity"`
	Region   region.Code `json:"region"`
	Cohorts  int         `json:"cohorts"`
	Invited  int         `json:"invited"`
	Attended int         `json:"attended"`
	Passed   int         `json:"passed"`
}

// lineStatus is a line with its value, for breakdowns.
type lineStatus struct {
	line     *Line
	activity int
	value    Value
}

// Evaluate says how the plan stands at the end of a day, by the reports of that
// day and before, under rules and the working calendar that the plan names. It
// takes time in proportion to the activities, lines and reports, and the order
// of those in the edition changes nothing but the order of the answer. Days count
// by all that the calendar knows; hand over [calendar.Calendar.AsKnownAt] for
// what was known on a day. The error is a *storage.InvalidError for unsound
// rules, a day that does not exist or another calendar, or a
// *calendar.CoverageError for a year that the calendar does not have.
func (p *Plan) Evaluate(asOf aduan.Date, rules Rules, cal *calendar.Calendar) (*Evaluation, error) {
	if err := rules.Validate(); err != nil {
		return nil, err
	}
	days, err := p.days(cal, asOf)
	if err != nil {
		return nil, err
	}
	current := p.current(asOf)
	v := &evaluator{
		plan: p, asOf: asOf, rules: rules, days: days, facts: p.ledger(asOf), edition: current,
		out: &Evaluation{
			Plan: p.ID, AsOf: asOf, State: p.StateAt(asOf), Edition: current.Number,
			names: p.names(current),
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

// evaluator is one evaluation in the making.
type evaluator struct {
	plan    *Plan
	asOf    aduan.Date
	rules   Rules
	days    *yearDays
	facts   *ledger
	edition *Edition
	out     *Evaluation
	against []*Activity // by position: what each activity is measured against
}

func (v *evaluator) timeLeft() TimeLeft {
	first, last := v.days.first, Quarter{v.plan.Year, 4}.End()
	left := TimeLeft{StartsIn: max(0, v.asOf.DaysUntil(first))}
	left.Days = max(0, min(v.asOf.DaysUntil(last), v.days.days))
	left.Weeks = left.Days / 7
	left.Passed = calendar.WorkingDays(v.days.count[v.days.number(v.asOf)])
	left.WorkingDays = calendar.WorkingDays(v.days.count[v.days.days]) - left.Passed
	return left
}

// yardsticks are the activities against which progress is measured.
func (v *evaluator) yardsticks() map[string]*Activity {
	against := map[string]*Activity{}
	baseline := v.plan.baseline()
	if !v.rules.AgainstBaseline || baseline == nil {
		return against
	}
	for i := range baseline.Activities {
		a := &baseline.Activities[i]
		against[string(a.ID)] = a
	}
	return against
}

func (v *evaluator) activities() {
	list, yardsticks := v.edition.Activities, v.yardsticks()
	v.out.Activities = make([]ActivityStatus, len(list))
	v.out.lines = make([]lineStatus, 0, len(v.edition.Lines))
	against := make([]*Activity, len(list))
	v.against = against
	for i := range list {
		a := &list[i]
		against[i] = a
		if base := yardsticks[string(a.ID)]; base != nil {
			against[i] = base
		}
		done := v.facts.done(a.ID, v.asOf)
		s := &v.out.Activities[i]
		*s = ActivityStatus{
			Activity: a.ID, Name: a.Name, Output: a.Output, Party: a.Party, Regions: slices.Clone(a.Regions),
			State: a.StateAt(v.asOf, Number{done}), Planned: NewNumber(v.days.planned(against[i], v.asOf)), Done: NewNumber(done),
			cause: a.Cause, start: against[i].Start, end: against[i].End,
		}
		if stopped(s.State) {
			s.Planned = s.Done
		}
	}
	index := byKey(list, activityKey)
	var sums values
	for i := range v.edition.Lines {
		l := &v.edition.Lines[i]
		at, ok := index[string(l.Activity)]
		if !ok {
			continue
		}
		s := &v.out.Activities[at]
		value := l.value(s.Planned.value, s.Done.value, v.facts.expenses[l.ID])
		v.out.lines = append(v.out.lines, lineStatus{l, at, value})
		(*values)(&s.Values).add(value)
		sums.add(value)
	}
	v.out.Values = sums.settle()
	for _, o := range v.facts.obstacles {
		v.out.Obstacles = append(v.out.Obstacles, o)
		if at, ok := index[string(o.Activity)]; ok && o.Resolved.IsZero() {
			v.out.Activities[at].Obstacles = append(v.out.Activities[at].Obstacles, o)
		}
	}
	for i := range v.out.Activities {
		s := &v.out.Activities[i]
		values(s.Values).settle()
		v.judge(s, against[i])
	}
}

// stopped reports whether an activity was carried over or cancelled.
func stopped(s lifecycle.State) bool { return s == StateCarriedOver || s == StateCancelled }

// judge gives an activity its status.
func (v *evaluator) judge(s *ActivityStatus, against *Activity) {
	switch {
	case s.State == StateCompleted:
		s.Status = Done
		return
	case stopped(s.State):
		s.Status = Stopped
		return
	}
	overdue := v.asOf.Compare(against.End) > 0
	if overdue {
		s.DaysLate = v.days.between(against.End.AddDays(1), v.asOf)
	}
	for _, r := range v.rules.Status {
		if r.holds(s, overdue) {
			s.Status, s.Rule, s.rule = r.Status, r.ID, r
			return
		}
	}
	s.Status = OnTrack
	if s.Done.IsZero() && v.asOf.Compare(against.Start) < 0 {
		s.Status = NotDue
	}
}

// holds reports whether all conditions of a rule hold.
func (r *Rule) holds(s *ActivityStatus, overdue bool) bool {
	switch {
	case r.Overdue && !overdue,
		r.Postponed && s.State != StatePostponed,
		!r.Behind.IsZero() && s.Planned.value.Sub(s.Done.value).LessThan(r.Behind.value):
		return false
	}
	if r.Obstacle > 0 && !slices.ContainsFunc(s.Obstacles, func(o ObstacleStatus) bool { return o.Level >= r.Obstacle }) {
		return false
	}
	return r.OverCost.IsZero() || slices.ContainsFunc(s.Values, func(v Value) bool {
		over := v.Actual.Amount.Sub(v.Earned.Amount).Mul(hundred)
		return over.IsPositive() && over.GreaterThanOrEqual(v.Budget.Amount.Mul(r.OverCost.value))
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
	w := v.weigh()
	var planned, done decimal.Decimal
	for i := range v.out.Activities {
		s := &v.out.Activities[i]
		planned = planned.Add(w.exact(i).Mul(s.Planned.value))
		done = done.Add(w.exact(i).Mul(s.Done.value))
	}
	if w.sum.IsZero() {
		return
	}
	v.out.Planned = NewNumber(planned.DivRound(w.sum, v.rules.Decimals))
	v.out.Done = NewNumber(done.DivRound(w.sum, v.rules.Decimals))
	left, passed := int64(v.out.Time.WorkingDays), int64(v.out.Time.Passed)
	if v.rules.Alarm.IsZero() || passed == 0 {
		return
	}
	// The pace that is needed, open/left, against the pace so far, done/passed:
	// of the working days, and of the plan.
	whole := w.sum.Mul(hundred)
	faster := func(passed, left decimal.Decimal) bool {
		return whole.Sub(done).Mul(passed).GreaterThan(done.Mul(left).Mul(v.rules.Alarm.value))
	}
	v.out.Alarm = faster(decimal.NewFromInt(passed), decimal.NewFromInt(left)) && faster(planned, whole.Sub(planned))
}

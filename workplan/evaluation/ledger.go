package evaluation

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/workplan"
)

// ledger holds the facts of a plan that count on a day, by what they are about.
type ledger struct {
	progress  map[workplan.ActivityID][]mark
	expenses  map[workplan.LineID]*columns
	cohorts   []workplan.Cohort
	obstacles []ObstacleStatus
	actuals   map[actualKey]reading
	offices   map[region.Code][]workplan.Appointment // those that have begun
}

// mark is the progress reported for a day.
type mark struct {
	on   aduan.Date
	done decimal.Decimal
}

// reading is the value of an indicator reported for a day.
type reading struct {
	on    aduan.Date
	value workplan.Number
}

// columns sums the money of a line by column and quarter of the year.
type columns [workplan.Accepted + 1][5]decimal.Decimal

// total is the sum of a column over the year.
func (c *columns) total(col workplan.Column) decimal.Decimal {
	var sum decimal.Decimal
	if c != nil {
		for _, d := range c[col] {
			sum = sum.Add(d)
		}
	}
	return sum
}

type actualKey struct {
	indicator workplan.IndicatorID
	quarter   workplan.Quarter
}

// newLedger reads the reports that count on a day.
func newLedger(p *workplan.Plan, asOf aduan.Date) *ledger {
	l := &ledger{
		progress: map[workplan.ActivityID][]mark{}, expenses: map[workplan.LineID]*columns{},
		actuals: map[actualKey]reading{}, offices: map[region.Code][]workplan.Appointment{},
	}
	obstacles := map[workplan.ObstacleID]int{}
	for _, f := range p.Facts(asOf) {
		switch r := f.Report; {
		case r.Progress != nil:
			l.progress[r.Progress.Activity] = append(l.progress[r.Progress.Activity], mark{f.For, r.Progress.Done.Decimal()})
		case r.Expense != nil:
			l.expense(r.Expense)
		case r.Cohort != nil:
			l.cohorts = append(l.cohorts, *r.Cohort)
		case r.Obstacle != nil:
			l.obstacle(r, obstacles)
		case r.Actual != nil:
			key := actualKey{r.Actual.Indicator, r.Actual.Quarter}
			if old, ok := l.actuals[key]; !ok || f.For.Compare(old.on) >= 0 {
				l.actuals[key] = reading{f.For, r.Actual.Value}
			}
		case r.Appointment != nil:
			if a := *r.Appointment; a.From.Compare(asOf) <= 0 {
				l.offices[a.Region] = append(l.offices[a.Region], a)
			}
		}
	}
	for _, marks := range l.progress {
		slices.SortStableFunc(marks, func(a, b mark) int { return a.on.Compare(b.on) })
	}
	slices.SortStableFunc(l.obstacles, func(a, b ObstacleStatus) int {
		return cmp.Or(a.Raised.Compare(b.Raised), cmp.Compare(a.ID, b.ID))
	})
	return l
}

func (l *ledger) expense(e *workplan.Expense) {
	c := l.expenses[e.Line]
	if c == nil {
		c = new(columns)
		l.expenses[e.Line] = c
	}
	if e.Column >= workplan.Requested && e.Column <= workplan.Accepted && e.Quarter.Valid() {
		sum := &c[e.Column][e.Quarter.Number]
		*sum = sum.Add(e.Amount.Amount)
	}
}

// done is the progress of an activity as reported up to a day, in percent.
func (l *ledger) done(id workplan.ActivityID, on aduan.Date) decimal.Decimal {
	marks := l.progress[id]
	for i := len(marks) - 1; i >= 0; i-- {
		if marks[i].on.Compare(on) <= 0 {
			return marks[i].done
		}
	}
	return decimal.Decimal{}
}

// obstacle notes what happened to an obstacle. The reports of one obstacle
// stand in their order.
func (l *ledger) obstacle(r *workplan.Report, index map[workplan.ObstacleID]int) {
	o := r.Obstacle
	i, known := index[o.ID]
	if !known {
		i = len(l.obstacles)
		index[o.ID] = i
		l.obstacles = append(l.obstacles, ObstacleStatus{ID: o.ID, Activity: o.Activity, Raised: r.On})
	}
	s := &l.obstacles[i]
	if o.Text != (aduan.Label{}) {
		s.Text = o.Text
	}
	if o.Proposal != (aduan.Label{}) {
		s.Proposal = o.Proposal
	}
	switch o.Move {
	case workplan.Resolved:
		s.Resolved = r.On
	case workplan.Escalated:
		s.Escalated = r.On
		s.Level, s.Owner = o.Level, o.Owner
	default:
		s.Level, s.Owner = o.Level, o.Owner
	}
}

// office is the appointment for a region that holds on the day of the ledger:
// of those that have not ended the one that began last.
func (l *ledger) office(r region.Code, asOf aduan.Date) (workplan.Appointment, bool) {
	begun := l.offices[r]
	slices.SortStableFunc(begun, func(a, b workplan.Appointment) int { return a.From.Compare(b.From) })
	for i := len(begun) - 1; i >= 0; i-- {
		a := begun[i]
		if a.Until.IsZero() && i == len(begun)-1 || !a.Until.IsZero() && asOf.Compare(a.Until) <= 0 {
			return a, true
		}
	}
	return workplan.Appointment{}, false
}

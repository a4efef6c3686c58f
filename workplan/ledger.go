package workplan

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
)

// ledger holds the facts of a plan that count on a day, by what they are about.
type ledger struct {
	progress  map[ActivityID][]mark
	expenses  map[LineID]*columns
	cohorts   []Cohort
	obstacles []ObstacleStatus
	actuals   map[actualKey]reading
	offices   map[region.Code][]Appointment // those that have begun
}

// mark is the progress reported for a day.
type mark struct {
	on   aduan.Date
	done decimal.Decimal
}

// reading is the value of an indicator reported for a day.
type reading struct {
	on    aduan.Date
	value Number
}

// columns sums the money of a line by column and quarter of the year.
type columns [Accepted + 1][5]decimal.Decimal

// total is the sum of a column over the year.
func (c *columns) total(col Column) decimal.Decimal {
	var sum decimal.Decimal
	if c != nil {
		for _, d := range c[col] {
			sum = sum.Add(d)
		}
	}
	return sum
}

type actualKey struct {
	indicator IndicatorID
	quarter   Quarter
}

// ledger reads the reports up to a day. What a report corrects does not count;
// the report counts for that day.
func (p *Plan) ledger(asOf aduan.Date) *ledger {
	l := &ledger{
		progress: map[ActivityID][]mark{}, expenses: map[LineID]*columns{},
		actuals: map[actualKey]reading{}, offices: map[region.Code][]Appointment{},
	}
	corrected := map[int]bool{}
	for i := range p.Reports {
		if r := &p.Reports[i]; r.Corrects > 0 && r.On.Compare(asOf) <= 0 {
			corrected[r.Corrects-1] = true
		}
	}
	held, obstacles := p.held(), map[ObstacleID]int{}
	for i := range p.Reports {
		r := &p.Reports[i]
		if corrected[i] || r.On.Compare(asOf) > 0 {
			continue
		}
		switch {
		case r.Progress != nil:
			l.progress[r.Progress.Activity] = append(l.progress[r.Progress.Activity], mark{held[i], r.Progress.Done.value})
		case r.Expense != nil:
			l.expense(r.Expense)
		case r.Cohort != nil:
			l.cohorts = append(l.cohorts, *r.Cohort)
		case r.Obstacle != nil:
			l.obstacle(r, obstacles)
		case r.Actual != nil:
			key := actualKey{r.Actual.Indicator, r.Actual.Quarter}
			if old, ok := l.actuals[key]; !ok || held[i].Compare(old.on) >= 0 {
				l.actuals[key] = reading{held[i], r.Actual.Value}
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

// held is the day for which each report holds: that of the report itself, or
// of what it corrects.
func (p *Plan) held() []aduan.Date {
	held := make([]aduan.Date, len(p.Reports))
	for i := range p.Reports {
		held[i] = p.Reports[i].On
		if n := p.Reports[i].Corrects; n >= 1 && n <= i {
			held[i] = held[n-1]
		}
	}
	return held
}

func (l *ledger) expense(e *Expense) {
	c := l.expenses[e.Line]
	if c == nil {
		c = new(columns)
		l.expenses[e.Line] = c
	}
	if e.Column >= Requested && e.Column <= Accepted && e.Quarter.Valid() {
		sum := &c[e.Column][e.Quarter.Number]
		*sum = sum.Add(e.Amount.Amount)
	}
}

// done is the progress of an activity as reported up to a day, in percent.
func (l *ledger) done(id ActivityID, on aduan.Date) decimal.Decimal {
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
func (l *ledger) obstacle(r *Report, index map[ObstacleID]int) {
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
	case Resolved:
		s.Resolved = r.On
	case Escalated:
		s.Escalated = r.On
		s.Level, s.Owner = o.Level, o.Owner
	default:
		s.Level, s.Owner = o.Level, o.Owner
	}
}

// office is the appointment for a region that holds on the day of the ledger:
// of those that have not ended the one that began last.
func (l *ledger) office(r region.Code, asOf aduan.Date) (Appointment, bool) {
	begun := l.offices[r]
	slices.SortStableFunc(begun, func(a, b Appointment) int { return a.From.Compare(b.From) })
	for i := len(begun) - 1; i >= 0; i-- {
		a := begun[i]
		if a.Until.IsZero() && i == len(begun)-1 || !a.Until.IsZero() && asOf.Compare(a.Until) <= 0 {
			return a, true
		}
	}
	return Appointment{}, false
}

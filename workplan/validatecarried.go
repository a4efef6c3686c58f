package workplan

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// always is a day on which every report is known.
var always = aduan.Date{Year: 9999, Month: 12, Day: 31}

// sums checks that nothing of what was carried over is spent as well, and that
// of no line more is accepted than was spent, whatever the days and quarters of
// the reports.
func (f *facts) sums() {
	spent, accepted := f.plan.spent(always), map[LineID]decimal.Decimal{}
	sums := map[LineID]decimal.Decimal{}
	for _, r := range f.plan.Facts(always) {
		i, known := 0, false
		if r.Expense != nil {
			i, known = f.lines[string(r.Expense.Line)]
		}
		if !known {
			continue
		}
		e, l, field := r.Expense, &f.last.Lines[i], storage.At("reports", r.Number-1)+".expense.amount"
		switch e.Column {
		case Spent:
			sums[e.Line] = sums[e.Line].Add(e.Amount.Amount)
			if !l.Carried.IsZero() && sums[e.Line].GreaterThan(l.Amount.Amount.Sub(l.Carried.Amount)) {
				f.Add(field, fmt.Sprintf("line %s was closed when %s of its %s were carried over; that money is spent elsewhere", l.ID, l.Carried, l.Amount))
			}
		case Accepted:
			accepted[e.Line] = accepted[e.Line].Add(e.Amount.Amount)
			if sum := accepted[e.Line]; sum.GreaterThan(spent[e.Line]) {
				c := l.Amount.Currency
				f.Add(field, fmt.Sprintf("%s are accepted of line %s, but only %s were spent", MoneyOf(sum, c), e.Line, MoneyOf(spent[e.Line], c)))
			}
		}
	}
}

// done checks that nothing of what was carried over is reported as done as
// well. Of an activity of which it is not known how much was, nothing may be
// reported for a day after the edition that carried it over.
func (f *facts) done() {
	latest := map[int]Fact{} // the report that counts in the end, by activity
	for _, r := range f.plan.Facts(always) {
		if r.Progress == nil {
			continue
		}
		i, known := f.activities[string(r.Progress.Activity)]
		if known && r.For.Compare(latest[i].For) >= 0 {
			latest[i] = r
		}
	}
	var carried map[ActivityID]aduan.Date
	for i := range f.last.Activities {
		a := &f.last.Activities[i]
		r, reported := latest[i]
		if !reported || a.Decided() != StateCarriedOver {
			continue
		}
		field := storage.At("reports", r.Number-1) + ".progress"
		if !a.Carried.IsZero() {
			if r.Progress.Done.value.Add(a.Carried.value).GreaterThan(hundred) {
				f.Add(field+".done", fmt.Sprintf("%s %% of activity %s were carried over; they are done elsewhere", a.Carried, a.ID))
			}
			continue
		}
		if carried == nil {
			carried = f.plan.carriedOn()
		}
		if on, ok := carried[a.ID]; ok && r.For.Compare(on) > 0 {
			f.Add(field, fmt.Sprintf("activity %s was carried over on %v; what is done later is done elsewhere", a.ID, on))
		}
	}
}

// carriedOn is the date of the edition that carried an activity over.
func (p *Plan) carriedOn() map[ActivityID]aduan.Date {
	on := map[ActivityID]aduan.Date{}
	for i := range p.Editions {
		for _, c := range p.Editions[i].Changes {
			if c.Event == CarriedOver && c.Activity != nil {
				on[c.Activity.ID] = p.Editions[i].Date
			}
		}
	}
	return on
}

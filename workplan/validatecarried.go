package workplan

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
)

// spent sums what was spent by line, and checks that nothing of what was carried
// over is spent as well.
func (f *facts) spent() map[LineID]decimal.Decimal {
	spent := map[LineID]decimal.Decimal{}
	for i := range f.plan.Reports {
		e := f.plan.Reports[i].Expense
		if e == nil || e.Column != Spent || f.corrected[i+1] {
			continue
		}
		sum := spent[e.Line].Add(e.Amount.Amount)
		spent[e.Line] = sum
		at, known := f.lines[string(e.Line)]
		if !known {
			continue
		}
		if l := &f.last.Lines[at]; !l.Carried.IsZero() && sum.GreaterThan(l.Amount.Amount.Sub(l.Carried.Amount)) {
			f.add(fmt.Sprintf("reports[%d].expense.amount", i), fmt.Sprintf("line %s was closed when %s of its %s were carried over; that money is spent elsewhere", l.ID, l.Carried, l.Amount))
		}
	}
	return spent
}

// accepted checks that of no line more is accepted than was spent, whatever the
// days and quarters of the reports.
func (f *facts) accepted(spent map[LineID]decimal.Decimal) {
	accepted := map[LineID]decimal.Decimal{}
	for i := range f.plan.Reports {
		e := f.plan.Reports[i].Expense
		if e == nil || e.Column != Accepted || f.corrected[i+1] {
			continue
		}
		sum := accepted[e.Line].Add(e.Amount.Amount)
		accepted[e.Line] = sum
		if at, known := f.lines[string(e.Line)]; known && sum.GreaterThan(spent[e.Line]) {
			c := f.last.Lines[at].Amount.Currency
			f.add(fmt.Sprintf("reports[%d].expense.amount", i), fmt.Sprintf("%s are accepted of line %s, but only %s were spent", money(sum, c), e.Line, money(spent[e.Line], c)))
		}
	}
}

// done checks that nothing of what was carried over is reported as done as
// well. Of an activity of which it is not known how much was, nothing may be
// reported for a day after the edition that carried it over.
func (f *facts) done() {
	latest := map[int]int{} // the report that counts in the end, by activity
	held := f.plan.held()
	for i := range f.plan.Reports {
		r := f.plan.Reports[i].Progress
		if r == nil || f.corrected[i+1] {
			continue
		}
		at, known := f.activities[string(r.Activity)]
		if !known || f.last.Activities[at].decided() != StateCarriedOver {
			continue
		}
		if old, ok := latest[at]; !ok || held[i].Compare(held[old]) >= 0 {
			latest[at] = i
		}
	}
	var carried map[ActivityID]aduan.Date
	for at := range f.last.Activities {
		i, reported := latest[at]
		if !reported {
			continue
		}
		a := &f.last.Activities[at]
		field := fmt.Sprintf("reports[%d].progress", i)
		if !a.Carried.IsZero() {
			if f.plan.Reports[i].Progress.Done.value.Add(a.Carried.value).GreaterThan(hundred) {
				f.add(field+".done", fmt.Sprintf("%s %% of activity %s were carried over; they are done elsewhere", a.Carried, a.ID))
			}
			continue
		}
		if carried == nil {
			carried = f.plan.carriedOn()
		}
		if on, ok := carried[a.ID]; ok && held[i].Compare(on) > 0 {
			f.add(field, fmt.Sprintf("activity %s was carried over on %v; what is done later is done elsewhere", a.ID, on))
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

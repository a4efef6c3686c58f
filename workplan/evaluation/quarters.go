package evaluation

import (
	"github.com/aduan-go/aduan/workplan"

	"github.com/shopspring/decimal"
)

// byQuarter fills the four quarters of the year.
func (b *breakdown) byQuarter() {
	sums := map[workplan.Quarter]*values{}
	for i := range b.eval.lines {
		l := &b.eval.lines[i]
		b.eval.maker.quarters(sums, l.line, b.eval.maker.against[l.activity], &b.eval.Activities[l.activity])
	}
	for n := 1; n <= 4; n++ {
		q := workplan.Quarter{Year: b.eval.maker.days.year, Number: n}
		g := b.group(q.String())
		if sums[q] != nil {
			g.Values = append(g.Values, *sums[q]...)
		}
		for i := range b.eval.Activities {
			a := &b.eval.Activities[i]
			if a.start.Compare(q.End()) <= 0 && a.end.Compare(q.Start()) >= 0 {
				b.count(g.Key, i)
			}
		}
	}
}

// quarters adds to each quarter of the year what falls into it of a line.
func (v *evaluator) quarters(into map[workplan.Quarter]*values, l *workplan.Line, against *workplan.Activity, s *ActivityStatus) {
	budget := v.days.phased(l, against)
	spent := v.facts.expenses[l.ID]
	if spent == nil {
		spent = new(columns)
	}
	var before Value
	for n := 1; n <= 4; n++ {
		q := workplan.Quarter{Year: v.plan.Year, Number: n}
		on := q.End()
		if n == 4 || v.asOf.Compare(on) < 0 {
			on = v.asOf // the last quarter takes what was reported after the year
		}
		done := v.facts.done(s.Activity, on)
		planned := done
		if s.Status != workplan.Stopped {
			planned = v.days.planned(against, on)
		}
		until := valueOf(l, planned, done, nil)
		sums := into[q]
		if sums == nil {
			sums = new(values)
			into[q] = sums
		}
		c := l.Amount.Currency
		sums.add(Value{
			Currency: c, Budget: amount(budget[n], c),
			Planned: amount(until.Planned.Amount.Sub(before.Planned.Amount), c), Earned: amount(until.Earned.Amount.Sub(before.Earned.Amount), c),
			Actual: amount(spent[workplan.Spent][n], c), Authorised: amount(spent[workplan.Authorised][n], c), Accepted: amount(spent[workplan.Accepted][n], c),
		})
		before = until
	}
}

// phased is the budget of a line by quarter: by its phases, or as the work
// goes. What was carried over is taken from the last quarters.
func (y *yearDays) phased(l *workplan.Line, a *workplan.Activity) [5]decimal.Decimal {
	var out [5]decimal.Decimal
	if len(l.Phases) > 0 {
		for _, p := range l.Phases {
			if !p.Quarter.Valid() {
				continue
			}
			out[p.Quarter.Number] = out[p.Quarter.Number].Add(p.Amount.Amount)
		}
	} else {
		var before decimal.Decimal
		for n := 1; n <= 4; n++ {
			until := share(l, y.planned(a, workplan.Quarter{Year: y.year, Number: n}.End()))
			out[n], before = until.Sub(before), until
		}
	}
	carried := l.Carried.Amount
	for n := 4; n >= 1; n-- {
		cut := decimal.Min(carried, out[n])
		out[n], carried = out[n].Sub(cut), carried.Sub(cut)
	}
	return out
}

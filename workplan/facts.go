package workplan

import (
	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
)

// Fact is a report that counts on a day; see [Plan.Facts].
type Fact struct {
	// Report is the report in the plan itself, not a copy.
	*Report
	// Number is its position among all reports, counted from 1.
	Number int
	// For is the day for which it holds: its own, or that of the report which
	// it corrects.
	For aduan.Date
}

// Facts returns the reports that count on a day, in the order in which they were
// recorded: those of that day and before, without those that were corrected by
// then.
func (p *Plan) Facts(asOf aduan.Date) []Fact {
	corrected := map[int]bool{}
	for i := range p.Reports {
		if r := &p.Reports[i]; r.Corrects > 0 && r.On.Compare(asOf) <= 0 {
			corrected[r.Corrects] = true
		}
	}
	held := make([]aduan.Date, len(p.Reports))
	facts := make([]Fact, 0, len(p.Reports))
	for i := range p.Reports {
		r := &p.Reports[i]
		held[i] = r.On
		if n := r.Corrects; n >= 1 && n <= i {
			held[i] = held[n-1]
		}
		if !corrected[i+1] && r.On.Compare(asOf) <= 0 {
			facts = append(facts, Fact{Report: r, Number: i + 1, For: held[i]})
		}
	}
	return facts
}

// Progress is how much of an activity was done on a day as reported up to that
// day, in percent; 0 without a report. What was corrected later is not known yet.
func (p *Plan) Progress(id ActivityID, on aduan.Date) Number {
	var latest Fact
	for _, f := range p.Facts(on) {
		if f.Report.Progress != nil && f.Report.Progress.Activity == id && (latest.Report == nil || f.For.Compare(latest.For) >= 0) {
			latest = f
		}
	}
	if latest.Report == nil {
		return Number{}
	}
	return NewNumber(latest.Report.Progress.Done.value)
}

// spent sums what was spent of each line, as reported up to a day.
func (p *Plan) spent(on aduan.Date) map[LineID]decimal.Decimal {
	sums := map[LineID]decimal.Decimal{}
	for _, f := range p.Facts(on) {
		if e := f.Expense; e != nil && e.Column == Spent {
			sums[e.Line] = sums[e.Line].Add(e.Amount.Amount)
		}
	}
	return sums
}

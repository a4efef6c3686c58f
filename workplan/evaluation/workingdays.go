package evaluation

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// yearDays counts the working days of a plan's year: count[i] is how many there
// are up to and including day i of the year, from 1.
type yearDays struct {
	year  int
	first aduan.Date
	count [367]int32
	days  int
}

// newYearDays counts the working days of the plan's year once, to look at it on a
// day. The calendar must be the one that the plan names.
func newYearDays(p *workplan.Plan, cal *calendar.Calendar, asOf aduan.Date) (*yearDays, error) {
	var c storage.Problems
	checkDay(&c, asOf)
	switch {
	case cal == nil:
		c.Add("calendar", "is required")
	case p.Calendar != "" && cal.Name() != p.Calendar:
		c.Add("calendar", "got the calendar "+storage.Quote(cal.Name()), p.Calendar)
	}
	if err := c.Err("evaluation of plan " + storage.Quote(string(p.ID))); err != nil {
		return nil, err
	}
	y := &yearDays{year: p.Year, first: workplan.Quarter{Year: p.Year, Number: 1}.Start()}
	for day, err := range cal.Days(y.first, workplan.Quarter{Year: p.Year, Number: 4}.End()) {
		if err != nil {
			return nil, fmt.Errorf("evaluation: %w", err)
		}
		y.days++
		y.count[y.days] = y.count[y.days-1]
		if day.Working {
			y.count[y.days]++
		}
	}
	return y, nil
}

// number is the day of the year from 1; 0 before the year and the last day
// after it.
func (y *yearDays) number(d aduan.Date) int {
	switch {
	case d.Year < y.year:
		return 0
	case d.Year > y.year:
		return y.days
	}
	return max(0, min(y.first.DaysUntil(d)+1, y.days))
}

// between counts the working days of the year from one day to another that is not
// earlier, both included.
func (y *yearDays) between(from, to aduan.Date) int {
	if from.Year > y.year {
		return 0
	}
	a, b := y.number(from), y.number(to)
	return int(y.count[b] - y.count[max(a-1, 0)])
}

// checkDay checks that a plan is looked at on a day that exists.
func checkDay(c *storage.Problems, asOf aduan.Date) {
	if !asOf.Valid() {
		c.Add("as_of", "want a date such as 2020-11-12")
	}
}

// progressDecimals is to how many decimals of a percent planned progress is
// reckoned.
const progressDecimals = 6

// elapsed is which part of a span of days has passed at the end of a day, in
// percent of its working days. A span without a working day passes at its end.
func (y *yearDays) elapsed(start, end, on aduan.Date) decimal.Decimal {
	switch {
	case on.Compare(start) < 0:
		return decimal.Decimal{}
	case on.Compare(end) >= 0:
		return hundred
	}
	total := y.between(start, end)
	if total == 0 {
		return decimal.Decimal{}
	}
	return decimal.NewFromInt(100*int64(y.between(start, on))).DivRound(decimal.NewFromInt(int64(total)), progressDecimals)
}

// planned is how much of an activity should be done at the end of a day, in
// percent.
func (y *yearDays) planned(a *workplan.Activity, on aduan.Date) decimal.Decimal {
	if len(a.Phases) == 0 || on.Compare(a.End) >= 0 {
		return y.elapsed(a.Start, a.End, on)
	}
	var sum decimal.Decimal
	for _, p := range a.Phases {
		start, end := p.Quarter.Start(), p.Quarter.End()
		if start.Compare(a.Start) < 0 {
			start = a.Start
		}
		if end.Compare(a.End) > 0 {
			end = a.End
		}
		part := y.elapsed(start, end, on)
		if part.Equal(hundred) {
			sum = sum.Add(p.Share.Decimal())
			continue
		}
		sum = sum.Add(p.Share.Decimal().Mul(part).DivRound(hundred, progressDecimals))
	}
	return sum
}

// PlannedProgress is how much of an activity of the plan should be done at the
// end of a day, in percent with at most 6 decimals: by its phases, and within a
// phase or the whole activity evenly over the working days. The error is a
// *storage.InvalidError for a day that does not exist or another calendar than
// the plan names, or a *calendar.CoverageError.
func PlannedProgress(p *workplan.Plan, a workplan.Activity, on aduan.Date, cal *calendar.Calendar) (workplan.Number, error) {
	y, err := newYearDays(p, cal, on)
	if err != nil {
		return workplan.Number{}, err
	}
	return workplan.NewNumber(y.planned(&a, on)), nil
}

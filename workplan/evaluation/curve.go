package evaluation

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// Curve is an S-curve (kurva S): how much of the whole should be done and is
// done at the end of each period, cumulated, in percent.
type Curve struct {
	Plan workplan.PlanID `json:"plan"`
	Name aduan.Label     `json:"name"`
	AsOf aduan.Date      `json:"as_of"`
	// Edition is the number of the edition that gives weights and the planned
	// line.
	Edition int `json:"edition"`
	// Basis says what the weights come from. Weights are in the order of the
	// edition and sum to exactly 100 percent, or to 0 without any activity that
	// counts: those carried over or cancelled weigh nothing.
	Basis   Basis    `json:"basis"`
	Weights []Weight `json:"weights"`
	// Points are in the order of time: the months or quarters of the year. The
	// one in which the day of the evaluation lies is divided after that day.
	Points []Point `json:"points"`
	// Decimals is to how many decimals the percentages are rounded.
	Decimals int32 `json:"decimals"`
}

// Weight is the weight of an activity in percent of the whole.
type Weight struct {
	Activity workplan.ActivityID `json:"activity"`
	Name     aduan.Label         `json:"name"`
	Weight   workplan.Number     `json:"weight"`
}

// Point is the state of the whole at the end of a period.
type Point struct {
	// Label names the period: "November 2020", "Q4 2020", or the day of the
	// evaluation.
	Label aduan.Message `json:"label"`
	// Start and End are the first and the last day of the period.
	Start aduan.Date `json:"start"`
	End   aduan.Date `json:"end"`
	// Planned and Actual are cumulated to the End, in percent. Actual is known
	// for the periods that have ended by the day of the evaluation.
	Planned workplan.Number `json:"planned"`
	Actual  workplan.Number `json:"actual"`
	Known   bool            `json:"known"`

	months int // of the period; 0 for one that is named by the day of the evaluation
}

// onAxis is the short name of the period.
func (t Point) onAxis(w aduan.Words) string {
	switch t.months {
	case 0:
		return t.End.Short(w)
	case 1:
		return w.ShortMonth(t.Start.Month)
	}
	return w.Quarter(workplan.QuarterOf(t.Start).Number)
}

// Deviation is Actual less Planned in percentage points; negative is late.
func (t Point) Deviation() workplan.Number {
	return workplan.NewNumber(t.Actual.Decimal().Sub(t.Planned.Decimal()))
}

// SCurve computes the S-curve of the plan as known at the end of a day, for the
// months of the year or, if the rules say so, its quarters. Weights, and the
// planned line that follows from them, are rounded to the decimals of the rules;
// see [Shares]. Activities of one weight share the rounding by the bytewise
// order of their IDs. Errors are those of [Evaluate].
func SCurve(p *workplan.Plan, asOf aduan.Date, rules workplan.Rules, cal *calendar.Calendar) (*Curve, error) {
	if err := rules.Validate(); err != nil {
		return nil, err
	}
	days, err := newYearDays(p, cal, asOf)
	if err != nil {
		return nil, err
	}
	e := p.Current(asOf)
	if baseline, approved := p.Baseline(); approved && rules.AgainstBaseline {
		e = baseline
	}
	facts := newLedger(p, asOf)
	curve := &Curve{Plan: p.ID, Name: p.Name, AsOf: asOf, Edition: e.Number, Decimals: rules.Decimals}
	curve.weigh(&e.Content, rules.Decimals)
	for _, t := range periods(p.Year, rules.Quarterly, asOf) {
		on := t.End
		if on == (workplan.Quarter{Year: p.Year, Number: 4}).End() {
			on = asOf // the last period takes what was reported after the year
		}
		t.Known = t.End.Compare(asOf) <= 0
		var planned, actual decimal.Decimal
		for i := range e.Activities {
			w := curve.Weights[i].Weight.Decimal()
			if w.IsZero() {
				continue
			}
			planned = planned.Add(w.Mul(days.planned(&e.Activities[i], t.End)))
			if t.Known {
				actual = actual.Add(w.Mul(facts.done(e.Activities[i].ID, on)))
			}
		}
		t.Planned = workplan.NewNumber(planned.DivRound(hundred, rules.Decimals))
		t.Actual = workplan.NewNumber(actual.DivRound(hundred, rules.Decimals))
		curve.Points = append(curve.Points, t)
	}
	return curve, nil
}

// weigh gives every activity its share of 100 percent.
func (s *Curve) weigh(c *workplan.Content, decimals int32) {
	exact := weigh(c)
	s.Basis = exact.basis
	order := make([]int, len(c.Activities)) // by ID, so that ties do not depend on the order of the edition
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(c.Activities[a].ID, c.Activities[b].ID) })
	raw := make([]decimal.Decimal, len(order))
	for i, at := range order {
		raw[i] = exact.raw[at]
	}
	s.Weights = make([]Weight, len(order))
	for i, share := range shares(raw, hundred, decimals) {
		a := &c.Activities[order[i]]
		s.Weights[order[i]] = Weight{Activity: a.ID, Name: a.Name, Weight: workplan.NewNumber(share)}
	}
}

// periods are the months or quarters of a year, the one in which a day lies
// divided after that day.
func periods(year int, quarterly bool, asOf aduan.Date) []Point {
	months := 1
	if quarterly {
		months = 3
	}
	var list []Point
	for m := time.January; m <= time.December; m += time.Month(months) {
		p := Point{
			Start: aduan.Date{Year: year, Month: m, Day: 1},
			End:   aduan.DateOf(time.Date(year, m+time.Month(months), 0, 0, 0, 0, 0, time.UTC)),
			Label: texts().Message("curve.month", "month", month(m), "year", strconv.Itoa(year)), months: months,
		}
		if quarterly {
			p.Label = aduan.MessageOf(workplan.QuarterOf(p.Start))
		}
		if p.Start.Compare(asOf) <= 0 && asOf.Compare(p.End) < 0 {
			list = append(list, Point{Start: p.Start, End: asOf, Label: aduan.MessageOf(asOf)})
			p.Start = asOf.AddDays(1)
		}
		list = append(list, p)
	}
	return list
}

// month is the name of a month.
type month time.Month

func (m month) In(w aduan.Words) string { return w.Month(time.Month(m)) }

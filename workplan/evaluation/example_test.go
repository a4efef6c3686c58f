package evaluation_test

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

func ExampleEvaluate() {
	p := one(workplan.Activity{Start: day("2020-01-06"), End: day("2020-01-17")}, "8000", progress("2020-01-10", "A1", "20"))
	p.Calendar = "weekdays"
	e, err := evaluation.Evaluate(p, day("2020-01-10"), workplan.DefaultRules(), weekdays())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range e.Lagging() {
		fmt.Println(a.Activity, a.Why().In(aduan.English()))
	}
	fmt.Println("schedule variance:", e.Values[0].SV())
	fmt.Println("days left:", e.Time.Days, "weeks:", e.Time.Weeks)
	// Output:
	// A1 Lagging: planned 50.00 %, done 20.00 %: 30.00 points behind (limit 25); rule: far behind.
	// schedule variance: -2400.00 USD
	// days left: 356 weeks: 50
}

func ExampleSCurve() {
	p := one(workplan.Activity{Start: day("2020-01-06"), End: day("2020-12-31")}, "8000", progress("2020-03-31", "A1", "20"))
	p.Calendar = "weekdays"
	rules := workplan.DefaultRules()
	rules.Quarterly = true
	curve, err := evaluation.SCurve(p, day("2020-05-15"), rules, weekdays())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(curve.Table(aduan.English()).Text())
	// Output:
	// S-curve: Plan 2020, as of 15 May 2020
	// Period       Planned %  Actual %  Deviation
	// -----------  ---------  --------  ---------
	// Q1 2020          23.94     20.00      -3.94
	// 15 May 2020      36.68     20.00     -16.68
	// Q2 2020          49.03
	// Q3 2020          74.52
	// Q4 2020         100.00
}

func ExampleShares() {
	third := workplan.NumberOf(1)
	fmt.Println(evaluation.Shares([]workplan.Number{third, third, third}, 2))
	// Output: [33.34 33.33 33.33]
}

// weekdays is a calendar without holidays, for the examples.
func weekdays() *calendar.Calendar {
	cal, err := calendar.New(calendar.Definition{
		Name: "weekdays", Location: time.FixedZone("WIB", 7*60*60), Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60}),
		Lists: []calendar.Edition{{Year: 2020}},
	})
	if err != nil {
		panic(err)
	}
	return cal
}

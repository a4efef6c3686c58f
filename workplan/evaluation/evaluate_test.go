package evaluation_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// office is the national calendar in the western zone.
func office(t testing.TB) *calendar.Calendar {
	t.Helper()
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	cal, err := set.Calendar(indonesia.CalendarWIB)
	require.NoError(t, err)
	return cal
}

func evaluate(t testing.TB, p *workplan.Plan, asOf string, rules workplan.Rules) *evaluation.Evaluation {
	t.Helper()
	require.NoError(t, p.Validate())
	e, err := evaluation.Evaluate(p, day(asOf), rules, office(t))
	require.NoError(t, err)
	return e
}

// one is a plan of one activity with one line.
func one(a workplan.Activity, amount string, reports ...workplan.Report) *workplan.Plan {
	p := samplePlan()
	e := &p.Editions[0]
	a.ID, a.Output, a.Name, a.Party = "A1", "O1", text("Work"), "undp"
	e.Activities = []workplan.Activity{a}
	e.Lines = []workplan.Line{{ID: "L1", Activity: "A1", Fund: "koica", Amount: usd(amount)}}
	p.Reports = reports
	return p
}

func progress(on, id, done string) workplan.Report {
	return workplan.Report{On: day(on), By: "undp", Progress: &workplan.Progress{Activity: workplan.ActivityID(id), Done: number(done)}}
}

func expense(on, line string, q int, c workplan.Column, amount string) workplan.Report {
	return workplan.Report{On: day(on), By: "undp", Expense: &workplan.Expense{Line: workplan.LineID(line), Quarter: quarter(q), Column: c, Amount: usd(amount)}}
}

// A budget of 100,000. By the end of the second quarter half of the work is
// planned, 40 percent is done, and 60,000 are spent: late and dear.
func TestEarnedValueLateAndDear(t *testing.T) {
	t.Parallel()
	p := one(
		workplan.Activity{
			Start: day("2020-01-01"), End: day("2020-12-31"),
			Phases: []workplan.Phase{{Quarter: quarter(1), Share: number("20")}, {Quarter: quarter(2), Share: number("30")}, {Quarter: quarter(4), Share: number("50")}},
		}, "100000",
		progress("2020-06-30", "A1", "40"), expense("2020-06-30", "L1", 1, workplan.Spent, "25000"), expense("2020-06-30", "L1", 2, workplan.Spent, "35000"),
	)
	e := evaluate(t, p, "2020-06-30", workplan.DefaultRules())
	v := e.Values[0]
	require.Equal(t, "100000.00 USD", v.Budget.String())
	require.Equal(t, "50000.00 USD", v.Planned.String())
	require.Equal(t, "40000.00 USD", v.Earned.String())
	require.Equal(t, "60000.00 USD", v.Actual.String())
	require.Equal(t, "-10000.00 USD", v.SV().String())
	require.Equal(t, "-20000.00 USD", v.CV().String())
	spi, ok := v.SPI(2)
	require.True(t, ok)
	require.Equal(t, "0.80", spi.Fixed(2))
	cpi, _ := v.CPI(2)
	require.Equal(t, "0.67", cpi.Fixed(2))
	delivery, _ := v.Delivery(2)
	require.Equal(t, "60.00", delivery.Fixed(2))

	a := e.Activities[0]
	require.Equal(t, workplan.AtRisk, a.Status)
	require.Equal(t, "behind", a.Rule, "10 points behind is the limit, and over cost comes later")
	require.Equal(t, "At risk: planned 50.00 %, done 40.00 %: 10.00 points behind (limit 10); rule: behind.", a.Why().In(aduan.English()))
	require.Equal(t, "Berisiko: rencana 50,00 %, realisasi 40,00 %: tertinggal 10,00 poin (ambang 10); aturan: tertinggal.", a.Why().In(aduan.Indonesian()))
}

// Ten working days from Monday 6 to Friday 17 January 2020 without a holiday,
// 8,000 rupiah thousand: on Wednesday 8 January three days have passed, 30
// percent; 50 percent is done for 3,200. Early and cheap.
func TestEarnedValueEarlyAndCheap(t *testing.T) {
	t.Parallel()
	p := one(workplan.Activity{Start: day("2020-01-06"), End: day("2020-01-17")}, "8000",
		progress("2020-01-07", "A1", "20"), progress("2020-01-08", "A1", "50"), expense("2020-01-08", "L1", 1, workplan.Spent, "3200"),
		progress("2020-01-09", "A1", "60"))
	e := evaluate(t, p, "2020-01-08", workplan.DefaultRules())
	v := e.Values[0]
	require.Equal(t, "2400.00 USD", v.Planned.String())
	require.Equal(t, "4000.00 USD", v.Earned.String())
	require.Equal(t, "3200.00 USD", v.Actual.String())
	require.Equal(t, "1600.00 USD", v.SV().String())
	require.Equal(t, "800.00 USD", v.CV().String())
	spi, _ := v.SPI(4)
	require.Equal(t, "1.6667", spi.Fixed(4))
	cpi, _ := v.CPI(4)
	require.Equal(t, "1.2500", cpi.Fixed(4))
	require.Equal(t, workplan.OnTrack, e.Activities[0].Status)
	require.Equal(t, workplan.StateOngoing, e.Activities[0].State)
	for on, want := range map[string]string{
		"2020-01-05": "0", "2020-01-06": "10", "2020-01-10": "50", "2020-01-12": "50", "2020-01-16": "90", "2020-01-17": "100", "2020-12-31": "100",
	} {
		n, err := evaluation.PlannedProgress(p, p.Editions[0].Activities[0], day(on), office(t))
		require.NoError(t, err)
		require.Equal(t, want, n.String(), on)
	}
}

// The columns A to G as in the domain description: D = A - C, G = D + F, and A
// of a quarter is G of the one before.
func TestFACE(t *testing.T) {
	t.Parallel()
	p := one(
		workplan.Activity{Start: day("2020-01-01"), End: day("2020-12-31")}, "40000",
		expense("2020-01-02", "L1", 1, workplan.Requested, "12000"), expense("2020-01-05", "L1", 1, workplan.Authorised, "10000"),
		expense("2020-04-05", "L1", 1, workplan.Spent, "7500"), expense("2020-04-10", "L1", 1, workplan.Accepted, "7000"),
		expense("2020-04-05", "L1", 2, workplan.Requested, "9000"), expense("2020-04-12", "L1", 2, workplan.Authorised, "8000"),
		expense("2020-07-05", "L1", 2, workplan.Spent, "11000"), expense("2020-07-06", "L1", 2, workplan.Accepted, "11000"),
	)
	rows := evaluation.FACE(p, day("2020-07-31"))
	require.Len(t, rows, 4)
	require.Equal(t, ``+
		"FACE\n"+
		"Budget line  Name  Quarter   A authorised       B actual     C accepted     D = A - C     E request  F authorised      G = D + F\n"+
		"-----------  ----  -------  -------------  -------------  -------------  ------------  ------------  ------------  -------------\n"+
		"L1           Work  Q1 2020  10,000.00 USD   7,500.00 USD   7,000.00 USD  3,000.00 USD  9,000.00 USD  8,000.00 USD  11,000.00 USD\n"+
		"L1           Work  Q2 2020  11,000.00 USD  11,000.00 USD  11,000.00 USD      0.00 USD      0.00 USD      0.00 USD       0.00 USD\n"+
		"L1           Work  Q3 2020       0.00 USD       0.00 USD       0.00 USD      0.00 USD      0.00 USD      0.00 USD       0.00 USD\n"+
		"L1           Work  Q4 2020       0.00 USD       0.00 USD       0.00 USD      0.00 USD      0.00 USD      0.00 USD       0.00 USD\n",
		evaluation.FACETable(rows, aduan.English()).Text())
	early := evaluation.FACE(p, day("2020-04-11"))
	require.Equal(t, "3000.00 USD", early[0].Balance.String())
	require.Equal(t, "0.00 USD", early[0].Granted.String(), "granted the day after")
	for i, r := range rows {
		d, err := r.Authorised.Sub(r.Accepted)
		require.NoError(t, err)
		require.True(t, d.Equal(r.Balance))
		g, err := r.Balance.Add(r.Granted)
		require.NoError(t, err)
		require.True(t, g.Equal(r.Outstanding))
		if i > 0 {
			require.True(t, rows[i-1].Outstanding.Equal(r.Authorised))
		}
	}
}

func TestTimeLeft(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	for on, want := range map[string]evaluation.TimeLeft{
		"2020-11-12": {Days: 49, Weeks: 7, WorkingDays: 31, Passed: 212},
		"2020-12-31": {Passed: 243},
		"2021-05-06": {Passed: 243},
		"2019-12-31": {StartsIn: 1, Days: 366, Weeks: 52, WorkingDays: 243},
		"2019-12-01": {StartsIn: 31, Days: 366, Weeks: 52, WorkingDays: 243},
		"2020-01-01": {Days: 365, Weeks: 52, WorkingDays: 243},
	} {
		e, err := evaluation.Evaluate(p, day(on), workplan.DefaultRules(), office(t))
		require.NoError(t, err)
		require.Equal(t, want, e.Time, on)
	}
}

// statusCase is a plan in which an activity gets a status by a rule.
type statusCase struct {
	plan *workplan.Plan
	asOf string
	want workplan.Status
	rule string
	why  string
}

func statusCases() map[string]statusCase {
	year := workplan.Activity{Start: day("2020-01-01"), End: day("2020-06-30")}
	later := workplan.Activity{Start: day("2020-07-01"), End: day("2020-12-31")}
	obstacle := workplan.Report{On: day("2020-02-01"), By: "undp", Obstacle: &workplan.Obstacle{
		ID: "K1", Move: workplan.Raised, Activity: "A1", Level: workplan.WorkingLevel, Owner: "undp", Text: text("No room."), Proposal: text("Rent one."),
	}}
	up := workplan.Report{On: day("2020-02-10"), By: "undp", Obstacle: &workplan.Obstacle{ID: "K1", Move: workplan.Escalated, Level: workplan.BoardLevel, Owner: "panrb"}}
	solved := workplan.Report{On: day("2020-02-20"), By: "undp", Obstacle: &workplan.Obstacle{ID: "K1", Move: workplan.Resolved}}
	fixed := progress("2020-03-31", "A1", "20")
	fixed.Corrects = 1
	return map[string]statusCase{
		"not due": {one(later, "1000"), "2020-06-30", workplan.NotDue, "", "Begins on 1 July 2020."},
		"done":    {one(year, "1000", progress("2020-05-01", "A1", "100")), "2020-07-31", workplan.Done, "", "100 % done."},
		"overdue": {
			one(year, "1000", progress("2020-05-01", "A1", "99")), "2020-07-03", workplan.Lagging, "overdue",
			"Lagging: 3 working days past its last day (30 June 2020), done 99.00 %; rule: overdue.",
		},
		"far behind": {one(year, "1000"), "2020-03-31", workplan.Lagging, "far_behind", "Lagging: planned 51.64 %, done 0.00 %: 51.64 points behind (limit 25); rule: far behind."},
		"over cost": {
			one(year, "1000", progress("2020-03-31", "A1", "50"), expense("2020-03-31", "L1", 1, workplan.Spent, "600")), "2020-03-31", workplan.AtRisk, "over_cost",
			"At risk: spent 100.00 USD more than earned (limit 10 % of the budget); rule: over cost.",
		},
		"obstacle at work": {one(later, "1000", obstacle), "2020-02-09", workplan.NotDue, "", "Begins on 1 July 2020."},
		"obstacle before the board": {
			one(later, "1000", obstacle, up), "2020-02-10", workplan.AtRisk, "obstacle",
			"At risk: an obstacle is open since 1 February 2020: No room; rule: obstacle.",
		},
		"obstacle resolved":    {one(later, "1000", obstacle, up, solved), "2020-02-20", workplan.NotDue, "", "Begins on 1 July 2020."},
		"before a correction":  {one(year, "1000", progress("2020-03-30", "A1", "50"), fixed), "2020-03-30", workplan.OnTrack, "", "Planned 50.82 %, done 50.00 %: no rule is broken."},
		"after the correction": {one(year, "1000", progress("2020-03-30", "A1", "50"), fixed), "2020-03-31", workplan.Lagging, "far_behind", ""},
	}
}

func TestStatusRules(t *testing.T) {
	t.Parallel()
	for name, tt := range statusCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := evaluate(t, tt.plan, tt.asOf, workplan.DefaultRules()).Activities[0]
			require.Equal(t, tt.want, a.Status)
			require.Equal(t, tt.rule, a.Rule)
			if tt.why != "" {
				require.Equal(t, tt.why, a.Why().In(aduan.English()))
			}
			require.NotEmpty(t, a.Why().In(aduan.Indonesian()))
		})
	}
}

// reasons are why activities have their status, one for each case.
func reasons(t *testing.T) []aduan.Message {
	t.Helper()
	postponed := amended(t, samplePlan())
	postponed.Reports = nil
	list := []aduan.Message{evaluate(t, postponed, "2020-05-31", workplan.DefaultRules()).Activities[0].Why()}
	cases := statusCases()
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		tt := cases[name]
		list = append(list, evaluate(t, tt.plan, tt.asOf, workplan.DefaultRules()).Activities[0].Why())
	}
	for _, state := range []lifecycle.State{workplan.StateCarriedOver, workplan.StateCancelled} {
		for _, cause := range []aduan.Label{{}, text("Covid-19.")} {
			p := samplePlan()
			p.Editions[0].Activities[0].State, p.Editions[0].Activities[0].Cause = state, cause
			e, err := evaluation.Evaluate(p, day("2020-05-31"), workplan.DefaultRules(), office(t))
			require.NoError(t, err)
			list = append(list, e.Activities[0].Why())
		}
	}
	rules := workplan.DefaultRules()
	rules.Status = []workplan.Rule{{ID: "always", Status: workplan.AtRisk}}
	return append(list, evaluate(t, samplePlan(), "2020-05-31", rules).Activities[0].Why())
}

func TestPostponedAgainstBaseline(t *testing.T) {
	t.Parallel()
	p := amended(t, samplePlan())
	p.Reports = p.Reports[:0]
	now := evaluate(t, p, "2020-05-31", workplan.DefaultRules()).Activities[0]
	require.Equal(t, workplan.StatePostponed, now.State)
	require.Equal(t, workplan.AtRisk, now.Status)
	require.Equal(t, "At risk: postponed because: Covid-19; rule: postponed.", now.Why().In(aduan.English()))
	require.Equal(t, "0", now.Planned.String())

	p.Editions[1].Activities[0].Cause = aduan.Label{}
	bare, err := evaluation.Evaluate(p, day("2020-05-31"), workplan.DefaultRules(), office(t))
	require.NoError(t, err)
	require.Equal(t, "At risk: postponed; rule: postponed.", bare.Activities[0].Why().In(aduan.English()))
	p = amended(t, samplePlan())
	p.Reports = nil

	rules := workplan.DefaultRules()
	rules.AgainstBaseline = true
	base := evaluate(t, p, "2020-05-31", rules).Activities[0]
	require.Equal(t, workplan.Lagging, base.Status, "the baseline wanted it done by June")
	require.Equal(t, "far_behind", base.Rule)

	before := evaluate(t, p, "2020-04-19", workplan.DefaultRules())
	require.Equal(t, 1, before.Edition, "the amendment took force a day later")
	require.Equal(t, workplan.StatePlanned, before.Activities[0].State)
}

func TestEvaluateRefuses(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	_, err := evaluation.Evaluate(p, day("2020-06-30"), workplan.DefaultRules(), nil)
	require.ErrorIs(t, err, storage.ErrInvalid)
	p.Calendar = "other"
	_, err = evaluation.Evaluate(p, day("2020-06-30"), workplan.DefaultRules(), office(t))
	require.EqualError(t, err, `evaluation of plan "p2020": invalid: calendar: got the calendar "id-wib"; legal: other`)
	p.Calendar, p.Year = "", 2090
	_, err = evaluation.Evaluate(p, day("2020-06-30"), workplan.DefaultRules(), office(t))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	rules := workplan.DefaultRules()
	rules.Decimals = 7
	_, err = evaluation.Evaluate(samplePlan(), day("2020-06-30"), rules, office(t))
	require.ErrorIs(t, err, storage.ErrInvalid)
}

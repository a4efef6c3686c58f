package workplan_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// text is a label for a test.
func text(s string) aduan.Label { return aduan.NewLabel(map[string]string{"id": s, "en": s}) }

func day(s string) aduan.Date {
	d, err := aduan.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func usd(s string) workplan.Money {
	m, err := workplan.ParseMoney(s + " USD")
	if err != nil {
		panic(err)
	}
	return m
}

func number(s string) workplan.Number {
	n, err := workplan.ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

func quarter(n int) workplan.Quarter { return workplan.Quarter{Year: 2020, Number: n} }

// samplePlan is a small plan of 2020 in force, with two activities.
func samplePlan() *workplan.Plan {
	return &workplan.Plan{
		ID: "p2020", Year: 2020, Name: text("Plan 2020"), Calendar: "id-wib",
		Parties: []workplan.Party{{ID: "panrb", Name: text("PANRB")}, {ID: "koica", Name: text("KOICA")}, {ID: "undp", Name: text("UNDP")}},
		Editions: []workplan.Edition{{
			Number: 1, Date: day("2019-12-01"), Reason: text("First"),
			Content: workplan.Content{
				Regions: []region.Code{region.MustParse("51.03"), region.MustParse("34.04")},
				Outputs: []workplan.Output{{ID: "O1", Name: text("Capacity"), Indicators: []workplan.Indicator{{
					ID: "I1", Name: text("Answered in time"), Unit: "%", Baseline: number("40"),
					Targets: []workplan.Target{{Quarter: quarter(2), Value: number("60")}, {Quarter: quarter(4), Value: number("80")}},
				}}}},
				Activities: []workplan.Activity{
					{
						ID: "A1", Output: "O1", Name: text("Coordinators"), Party: "panrb", Start: day("2020-01-01"), End: day("2020-06-30"),
						Regions: []region.Code{region.MustParse("51.03")},
						Phases:  []workplan.Phase{{Quarter: quarter(1), Share: number("40")}, {Quarter: quarter(2), Share: number("60")}},
					},
					{ID: "A2", Output: "O1", Name: text("Training"), Party: "undp", Start: day("2020-07-01"), End: day("2020-12-31"), Training: true},
				},
				Lines: []workplan.Line{
					{ID: "L1", Activity: "A1", Fund: "koica", Amount: usd("10000")},
					{ID: "L2", Activity: "A2", Fund: "koica", Amount: usd("30000"), Phases: []workplan.LinePhase{
						{Quarter: quarter(3), Amount: usd("10000")}, {Quarter: quarter(4), Amount: usd("20000")},
					}},
				},
			},
		}},
		Steps: []workplan.Step{
			{On: day("2019-12-02"), Action: workplan.ActionSubmit, By: "undp", Edition: 1},
			{On: day("2019-12-10"), Action: workplan.ActionApprove, By: "panrb", Edition: 1, Decision: "pb1/d1"},
			{On: day("2020-01-01"), Action: workplan.ActionEnact, By: "undp"},
		},
		Reports: []workplan.Report{
			{On: day("2020-03-31"), By: "undp", Progress: &workplan.Progress{Activity: "A1", Done: number("50")}},
			{On: day("2020-03-31"), By: "undp", Expense: &workplan.Expense{Line: "L1", Quarter: quarter(1), Column: workplan.Spent, Amount: usd("6000")}},
		},
	}
}

// amended adds an edition in which A1 is postponed.
func amended(t testing.TB, p *workplan.Plan) *workplan.Plan {
	t.Helper()
	p = p.Clone()
	a := p.Editions[0].Activities[0].Clone()
	a.Start, a.End, a.Phases, a.State, a.Cause = day("2020-07-01"), day("2020-12-31"), nil, workplan.StatePostponed, text("Covid-19")
	next, err := workplan.Apply(p.Editions[0], []workplan.Change{{Event: workplan.Postponed, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a}})
	require.NoError(t, err)
	next.Number, next.Date, next.Reason = 2, day("2020-04-15"), text("Covid-19")
	p.Editions = append(p.Editions, next)
	p.Steps = append(p.Steps, workplan.Step{On: day("2020-04-20"), Action: workplan.ActionAmend, By: "panrb", Edition: 2, Decision: "pb2/d1"})
	return p
}

func TestRecordRoundTrip(t *testing.T) {
	t.Parallel()
	for _, p := range []*workplan.Plan{samplePlan(), amended(t, samplePlan())} {
		require.NoError(t, p.Validate())
		written, err := json.Marshal(p)
		require.NoError(t, err)
		var read workplan.Plan
		require.NoError(t, json.Unmarshal(written, &read))
		again, err := json.Marshal(&read)
		require.NoError(t, err)
		require.JSONEq(t, string(written), string(again))
		require.Equal(t, p, &read)
		require.NoError(t, read.Follows(p))
		require.Equal(t, workplan.StateInForce, read.State())
	}
}

func TestPlanStates(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	for on, want := range map[string]lifecycle.State{
		"2019-11-30": workplan.StateDraft, "2019-12-02": workplan.StateSubmitted, "2019-12-31": workplan.StateApproved, "2020-01-01": workplan.StateInForce,
	} {
		require.Equal(t, want, p.StateAt(day(on)), on)
	}
}

func progress(on, id, done string) workplan.Report {
	return workplan.Report{On: day(on), By: "undp", Progress: &workplan.Progress{Activity: workplan.ActivityID(id), Done: number(done)}}
}

func expense(on, line string, q int, c workplan.Column, amount string) workplan.Report {
	return workplan.Report{On: day(on), By: "undp", Expense: &workplan.Expense{Line: workplan.LineID(line), Quarter: quarter(q), Column: c, Amount: usd(amount)}}
}

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

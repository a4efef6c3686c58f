package evaluation_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/workplan"
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

func planFile(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("../testdata/plan.yaml")
	require.NoError(t, err)
	return string(data)
}

// nextPlan is a draft plan of 2021 without activities.
func nextPlan() *workplan.Plan {
	p := samplePlan()
	p.ID, p.Year, p.Steps, p.Reports = "p2021", 2021, nil, nil
	e := &p.Editions[0]
	e.Date = day("2020-11-01")
	e.Outputs = []workplan.Output{{ID: "O1", Name: text("One")}, {ID: "O2", Name: text("Two")}}
	e.Activities, e.Lines = nil, nil
	return p
}

// successor is an activity of 2021 that takes over.
func successor(id workplan.ActivityID, scope string) workplan.Activity {
	return workplan.Activity{
		ID: id, Output: "O1", Name: text("Goes on"), Party: "undp", Start: day("2021-01-04"), End: day("2021-03-31"), Scope: number(scope),
	}
}

func carryA1(items ...workplan.CarryItem) workplan.Carry {
	return workplan.Carry{On: day("2020-12-31"), Reason: text("Covid-19"), Items: items}
}

package board_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// plan is a plan of 2020 in force with three activities and lines, and a second
// edition that edit makes, taken into force by a step.
func plan(t testing.TB, step workplan.Step, edit func(e *workplan.Edition)) *workplan.Plan {
	t.Helper()
	p := &workplan.Plan{
		ID: "p2020", Year: 2020, Name: text("Plan 2020"),
		Parties:  []workplan.Party{{ID: "panrb", Name: text("PANRB")}, {ID: "koica", Name: text("KOICA")}},
		Editions: []workplan.Edition{{Number: 1, Date: day("2019-12-01"), Reason: text("first")}},
		Steps: []workplan.Step{
			{On: day("2019-12-01"), Action: workplan.ActionSubmit, By: "panrb", Edition: 1},
			{On: day("2019-12-10"), Action: workplan.ActionApprove, By: "panrb", Edition: 1, Decision: "pb1/d1"},
			{On: day("2020-01-01"), Action: workplan.ActionEnact, By: "panrb"},
		},
	}
	e := &p.Editions[0]
	e.Outputs = []workplan.Output{{ID: "O1", Name: text("One")}}
	for i := range 3 {
		a := workplan.Activity{
			ID: workplan.ActivityID(fmt.Sprintf("A%d", i)), Output: "O1", Name: text("Work"), Party: "panrb",
			Start: day("2020-01-01"), End: day("2020-12-31"),
		}
		e.Activities = append(e.Activities, a)
		e.Lines = append(e.Lines, workplan.Line{ID: workplan.LineID(fmt.Sprintf("L%d", i)), Activity: a.ID, Fund: "koica", Amount: usd(t, "1000")})
	}
	if edit == nil {
		return p
	}
	next := e.Clone()
	edit(&next)
	next, err := workplan.Apply(*e, workplan.Diff(*e, next))
	require.NoError(t, err)
	next.Number, next.Date, next.Reason = 2, day("2020-11-12"), text("second")
	p.Editions = append(p.Editions, next)
	if step.Action != "" {
		step.Edition = 2
		p.Steps = append(p.Steps, step)
	}
	require.NoError(t, p.Validate())
	return p
}

func usd(t testing.TB, s string) workplan.Money {
	t.Helper()
	m, err := workplan.ParseMoney(s + " USD")
	require.NoError(t, err)
	return m
}

func TestUnapproved(t *testing.T) {
	t.Parallel()
	first := fifth(t)
	first.ID, first.Number, first.Date, first.Reviews = "pb1", 1, day("2019-12-10"), nil
	first.Decisions = []board.Decision{{ID: "pb1/d1", Text: text("The plan stands."), Approves: []board.Approval{{Plan: "p2020", Edition: 1}}}}
	amend := func(on string, decision workplan.DecisionID) workplan.Step {
		return workplan.Step{On: day(on), Action: workplan.ActionAmend, By: "panrb", Decision: decision}
	}
	rename := func(e *workplan.Edition) { e.Activities[0].Name = text("Other work") }
	move := func(by string) func(e *workplan.Edition) {
		return func(e *workplan.Edition) {
			e.Lines[0].Amount, _ = e.Lines[0].Amount.Sub(usd(t, by))
			e.Lines[1].Amount, _ = e.Lines[1].Amount.Add(usd(t, by))
		}
	}
	carry := func(into workplan.PlanID) func(e *workplan.Edition) {
		return func(e *workplan.Edition) {
			a := &e.Activities[0]
			a.State, a.Cause, a.Into = workplan.StateCarriedOver, text("Covid-19"), []workplan.ActivityRef{{Plan: into, Activity: "A0"}}
			l := &e.Lines[0]
			l.Closed, l.Carried, l.Into = true, l.Amount, []workplan.LineRef{{Plan: into, Line: "L0"}}
		}
	}
	for name, tt := range map[string]struct {
		plan *workplan.Plan
		gap  board.Gap
		why  string
	}{
		"approved":          {plan: plan(t, workplan.Step{}, nil)},
		"amended":           {plan: plan(t, amend("2020-11-12", "pb5/d1"), rename)},
		"not presented":     {plan: plan(t, workplan.Step{}, rename), gap: board.NotPresented, why: "Plan 2020, edition 2: Not decided yet."},
		"no decision":       {plan: plan(t, amend("2020-11-12", ""), rename), gap: board.NoDecision, why: "Plan 2020, edition 2: In force without a decision, 1 change."},
		"within tolerance":  {plan: plan(t, amend("2020-11-12", ""), move("200"))},
		"beyond tolerance":  {plan: plan(t, amend("2020-11-12", ""), move("200.01")), gap: board.NoDecision, why: "Plan 2020, edition 2: In force without a decision, 2 changes."},
		"more money":        {plan: plan(t, amend("2020-11-12", ""), func(e *workplan.Edition) { e.Lines[0].Amount = usd(t, "1001") }), gap: board.NoDecision},
		"re-phased":         {plan: plan(t, amend("2020-11-12", ""), func(e *workplan.Edition) { e.Activities[0].End = day("2020-11-30") })},
		"unknown decision":  {plan: plan(t, amend("2020-11-12", "pb9/d9"), rename), gap: board.UnknownDecision, why: "Plan 2020, edition 2: The decision is in no minutes (pb9/d9)."},
		"other subject":     {plan: plan(t, amend("2020-11-12", "pb5/d2"), rename), gap: board.OtherSubject},
		"first's decision":  {plan: plan(t, amend("2020-11-12", "pb1/d1"), rename), gap: board.OtherSubject},
		"carried over":      {plan: plan(t, amend("2020-11-12", "pb5/d1"), carry("p2021"))},
		"into another plan": {plan: plan(t, amend("2020-11-12", "pb5/d1"), carry("p2022")), gap: board.OtherPlan},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := board.Unapproved(tt.plan, []*board.Meeting{first, fifth(t)}, workplan.DefaultRules(), board.DefaultQuorum())
			if tt.gap == 0 {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, tt.gap, found[0].Gap)
			if tt.why != "" {
				require.Equal(t, tt.why, found[0].Why().In(aduan.English()))
			}
			require.NotEmpty(t, found[0].Why().In(aduan.Indonesian()))
		})
	}

	late := fifth(t)
	late.Date = day("2020-11-13")
	found := board.Unapproved(plan(t, amend("2020-11-12", "pb5/d1"), rename), []*board.Meeting{first, late}, workplan.DefaultRules(), board.DefaultQuorum())
	require.Equal(t, board.TooEarly, found[0].Gap)
	empty := fifth(t)
	empty.Participants = empty.Participants[1:]
	found = board.Unapproved(plan(t, amend("2020-11-12", "pb5/d1"), rename), []*board.Meeting{first, empty}, workplan.DefaultRules(), board.DefaultQuorum())
	require.Equal(t, board.NoQuorum, found[0].Gap)
	found = board.Unapproved(plan(t, amend("2020-11-12", "pb5/d1"), rename), nil, workplan.DefaultRules(), board.DefaultQuorum())
	require.Len(t, found, 2, "without minutes nothing is approved")
}

func ExampleUnapproved() {
	p := &workplan.Plan{
		ID: "p2020", Year: 2020,
		Editions: []workplan.Edition{{Number: 1}},
		Steps:    []workplan.Step{{Action: workplan.ActionSubmit, Edition: 1}, {Action: workplan.ActionApprove, Edition: 1, Decision: "pb1/d1"}},
	}
	for _, f := range board.Unapproved(p, nil, workplan.DefaultRules(), board.DefaultQuorum()) {
		fmt.Println(f.Why().In(aduan.English()))
	}
	// Output:
	// p2020, edition 1: The decision is in no minutes (pb1/d1).
}

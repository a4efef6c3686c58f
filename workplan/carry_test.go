package workplan_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

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

// Half of A1 is open and 4,000 of its 10,000 USD are left: both go into 2021.
func TestCarryOver(t *testing.T) {
	t.Parallel()
	from, into := samplePlan(), nextPlan()
	kept := encoded(t, from) + encoded(t, into)
	older, newer, err := workplan.CarryOver(from, into, carryA1(workplan.CarryItem{
		Activity: "A1", Cause: text("Covid-19"), Into: []workplan.Activity{successor("A1", "0")},
	}))
	require.NoError(t, err)
	require.Equal(t, kept, encoded(t, from)+encoded(t, into), "the plans given are not changed")
	require.NoError(t, older.Follows(from))
	require.NoError(t, newer.Follows(into))

	was, is := older.Editions[1].Activities[0], newer.Editions[1].Activities[0]
	require.Equal(t, workplan.StateCarriedOver, was.State)
	require.Equal(t, []workplan.ActivityRef{{Plan: "p2021", Activity: "A1"}}, was.Into)
	require.Equal(t, workplan.ActivityRef{Plan: "p2020", Activity: "A1"}, is.From)
	require.Equal(t, "50", is.Scope.String())
	old, line := older.Editions[1].Lines[0], newer.Editions[1].Lines[0]
	require.True(t, old.Closed)
	require.Equal(t, "4000.00 USD", old.Carried.String())
	require.Equal(t, "4000.00 USD", line.Amount.String())
	require.Equal(t, workplan.LineRef{Plan: "p2020", Line: "L1"}, line.From)
	require.Equal(t, []workplan.LineRef{{Plan: "p2021", Line: "L1"}}, old.Into)
	events := []workplan.Event{}
	for _, c := range older.Editions[1].Changes {
		events = append(events, c.Event)
	}
	require.Equal(t, []workplan.Event{workplan.CarriedOver, workplan.CarriedOver}, events)

	amend := workplan.Step{On: day("2020-12-31"), Action: workplan.ActionAmend, By: "panrb", Edition: 2, Decision: "pb5/d2"}
	older.Steps = append(older.Steps, amend)
	e := evaluate(t, older, "2020-12-31", workplan.DefaultRules())
	require.Equal(t, workplan.Stopped, e.Activities[0].Status)
	require.Equal(t, "Carried over into the next plan because: Covid-19.", e.Activities[0].Why().In(aduan.English()))
	require.Equal(t, "36000.00 USD", e.Values[0].Budget.String(), "what was carried over is budgeted elsewhere")
	v := e.Activities[0].Values[0]
	require.Equal(t, "6000.00 USD", v.Budget.String())
	require.Equal(t, "5000.00 USD", v.Earned.String(), "half of what was planned for 10,000")
	require.Equal(t, "5000.00 USD", v.Planned.String())
	require.Equal(t, "-1000.00 USD", v.CV().String(), "that it was dear stays visible")

	older.Reports = append(older.Reports, expense("2020-12-31", "L1", 4, workplan.Spent, "0.01"))
	require.ErrorContains(t, older.Validate(), "that money is spent elsewhere")
}

func TestCarryOverRefuses(t *testing.T) {
	t.Parallel()
	line := func(id, money string) workplan.Line {
		m, err := workplan.ParseMoney(money)
		require.NoError(t, err)
		return workplan.Line{ID: workplan.LineID(id), Activity: "A1", Fund: "koica", Amount: m, From: workplan.LineRef{Line: "L1"}}
	}
	item := func(lines ...workplan.Line) workplan.CarryItem {
		return workplan.CarryItem{Activity: "A1", Cause: text("late"), Into: []workplan.Activity{successor("A1", "0")}, Lines: lines}
	}
	split := func(a, b string) workplan.CarryItem {
		return workplan.CarryItem{Activity: "A1", Cause: text("late"), Into: []workplan.Activity{successor("A1", a), successor("A2", b)}}
	}
	otherFund := line("L1", "4000.00 USD")
	otherFund.Fund = "undp"
	stray := line("L9", "1.00 USD")
	stray.From = workplan.LineRef{}
	for name, tt := range map[string]struct {
		item workplan.CarryItem
		edit func(from, into *workplan.Plan)
		want workplan.Refusal
		text string
	}{
		"money lost":         {item: item(line("L1", "3999.99 USD")), want: workplan.MoneyLost, text: "carry-over: plan p2020, activity A1, line L1: Money lost: want 4,000.00 USD, got 3,999.99 USD"},
		"money doubled":      {item: item(line("L1", "4000.00 USD"), line("L2", "4000.00 USD")), want: workplan.MoneyDoubled},
		"no line":            {item: item(stray), want: workplan.MoneyLost},
		"money from nowhere": {item: item(line("L1", "4000.00 USD"), stray), want: workplan.MoneyDoubled},
		"currency changed":   {item: item(line("L1", "4000.00 IDR")), want: workplan.CurrencyChanged},
		"fund changed":       {item: item(otherFund), want: workplan.FundChanged},
		"scope lost":         {item: split("20", "29.99"), want: workplan.ScopeLost, text: "carry-over: plan p2020, activity A1: Scope lost: want 50 %, got 49.99 %"},
		"scope doubled":      {item: split("50", "50"), want: workplan.ScopeDoubled},
		"no successor":       {item: workplan.CarryItem{Activity: "A1"}, want: workplan.ScopeLost},
		"unknown":            {item: workplan.CarryItem{Activity: "A9"}, want: workplan.NotOpen},
		"completed": {item: item(), want: workplan.NotOpen, edit: func(from, _ *workplan.Plan) {
			from.Reports = append(from.Reports, progress("2020-12-30", "A1", "100"))
		}},
		"cancelled": {item: item(), want: workplan.NotOpen, edit: func(from, _ *workplan.Plan) {
			from.Editions[0].Activities[0].State, from.Editions[0].Activities[0].Cause = workplan.StateCancelled, text("no use")
		}},
		"overspent": {item: item(), want: workplan.Overspent, edit: func(from, _ *workplan.Plan) {
			from.Reports = append(from.Reports, expense("2020-12-30", "L1", 4, workplan.Spent, "4000.01"))
		}},
		"taken ID": {item: item(), want: workplan.WrongPlan, edit: func(_, into *workplan.Plan) {
			into.Editions[0].Activities = []workplan.Activity{successor("A1", "0")}
		}},
		"out of a closed plan": {item: item(), want: workplan.WrongPlan, edit: func(from, _ *workplan.Plan) { closePlan(from) }},
		"into a closed plan":   {item: item(), want: workplan.WrongPlan, edit: func(_, into *workplan.Plan) { closePlan(into) }},
		"same year":            {item: item(), want: workplan.WrongPlan, edit: func(_, into *workplan.Plan) { into.Year = 2020 }},
		"from no edition": {
			item: item(), want: workplan.WrongPlan, edit: func(from, _ *workplan.Plan) { from.Editions = nil },
			text: "carry-over: plan p2020: Wrong plan: a plan without an edition",
		},
		"into no edition": {
			item: item(), want: workplan.WrongPlan, edit: func(_, into *workplan.Plan) { into.Editions = nil },
			text: "carry-over: plan p2020: Wrong plan: a plan without an edition",
		},
		"taken line": {
			item: item(), want: workplan.WrongPlan, edit: func(_, into *workplan.Plan) { into.Editions[0].Lines = []workplan.Line{line("L1", "1.00 USD")} },
			text: `carry-over: plan p2021: Wrong plan: the plan has the budget line "L1" already`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, into := samplePlan(), nextPlan()
			if tt.edit != nil {
				tt.edit(from, into)
			}
			_, _, err := workplan.CarryOver(from, into, carryA1(tt.item))
			var refused *workplan.CarryOverError
			require.ErrorAs(t, err, &refused)
			require.Equal(t, tt.want, refused.Refusal, err)
			require.ErrorIs(t, err, storage.ErrInvalid)
			if tt.text != "" {
				require.EqualError(t, err, tt.text)
			}
		})
	}
}

// TestCarryOverOfLittle: of nothing there is no carry-over, of a line without money no
// line, and a successor that does not fit its plan is said as in any edition.
func TestCarryOverOfLittle(t *testing.T) {
	t.Parallel()
	from, into := samplePlan(), nextPlan()
	_, _, err := workplan.CarryOver(from, into, carryA1())
	require.EqualError(t, err, "carry-over: plan p2020: Wrong plan: nothing is to be carried over")

	item := workplan.CarryItem{Activity: "A1", Cause: text("late"), Into: []workplan.Activity{successor("A1", "0")}}
	for _, l := range []workplan.Line{{ID: "L0", Amount: usd("0")}, {ID: "L1", Amount: usd("4000")}} {
		l.Activity, l.Fund, l.From = "A1", "koica", workplan.LineRef{Line: "L1"}
		item.Lines = append(item.Lines, l)
	}
	older, newer, err := workplan.CarryOver(from, into, carryA1(item))
	require.NoError(t, err)
	require.Equal(t, []workplan.LineRef{{Plan: "p2021", Line: "L1"}}, older.Editions[1].Lines[0].Into)
	require.Len(t, newer.Editions[1].Lines, 1)
	require.Equal(t, workplan.LineID("L1"), newer.Editions[1].Lines[0].ID)

	item.Into[0].Output = "O9"
	older, newer, err = workplan.CarryOver(from, into, carryA1(item))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Len(t, invalid.Problems, 1)
	require.Equal(t, "editions[1].changes[0].activity.output", invalid.Problems[0].Field)
	require.Nil(t, older)
	require.Nil(t, newer)
}

// closePlan settles the year of a plan, whether it is in force or still a draft.
func closePlan(p *workplan.Plan) {
	if len(p.Steps) == 0 {
		p.Steps = samplePlan().Steps
	}
	p.Steps = append(p.Steps, workplan.Step{On: day("2020-12-31"), Action: workplan.ActionClose, By: "panrb"})
}

// A line that went into the next plan before leaves nothing of what it took along: only
// the rest of the activity goes with it.
func TestCarryOverCountsWhatWentBefore(t *testing.T) {
	t.Parallel()
	from, into := samplePlan(), nextPlan()
	e := &from.Editions[0]
	e.Lines[0].Closed, e.Lines[0].Carried, e.Lines[0].Into = true, usd("4000"), []workplan.LineRef{{Plan: "p2021", Line: "L0"}}
	e.Lines = append(e.Lines, workplan.Line{ID: "L3", Activity: "A1", Fund: "undp", Amount: usd("500")})
	require.NoError(t, from.Validate())
	_, newer, err := workplan.CarryOver(from, into, carryA1(workplan.CarryItem{
		Activity: "A1", Cause: text("late"), Into: []workplan.Activity{successor("A1", "0")},
	}))
	require.NoError(t, err)
	require.Len(t, newer.Editions[1].Lines, 1)
	require.Equal(t, "500.00 USD", newer.Editions[1].Lines[0].Amount.String())

	e.Lines[0].Carried = usd("3999.99")
	_, _, err = workplan.CarryOver(from, into, carryA1(workplan.CarryItem{
		Activity: "A1", Cause: text("late"), Into: []workplan.Activity{successor("A1", "0")},
	}))
	require.Equal(t, workplan.MoneyLost, refusal(err), "a cent stayed behind")
}

// Whatever is carried over: for each funding source and currency the money
// before is the money after, for each activity what is done and what is open
// are the whole, and carrying over again is refused.
func TestCarryOverConserves(t *testing.T) {
	t.Parallel()
	type source struct {
		fund     workplan.PartyID
		currency workplan.Currency
	}
	rapid.Check(t, func(t *rapid.T) {
		from, into := randomPlan(t, 2020), nextPlan()
		on := day("2020-12-31")
		first := from.Editions[0]
		carry := carryA1()
		for _, a := range first.Activities {
			done := from.Progress(a.ID, on)
			if done.Cmp(workplan.NumberOf(100)) >= 0 || rapid.Bool().Draw(t, "stays") {
				continue
			}
			open := workplan.NewNumber(decimal.New(100, 0).Sub(done.Decimal()))
			item := workplan.CarryItem{Activity: a.ID, Cause: text("late"), Into: []workplan.Activity{successor(a.ID, "0")}}
			if rapid.Bool().Draw(t, "split") {
				half := workplan.NewNumber(open.Decimal().DivRound(decimal.New(2, 0), 2))
				rest := workplan.NewNumber(open.Decimal().Sub(half.Decimal()))
				item.Into = []workplan.Activity{successor(a.ID, half.String()), successor(a.ID+".b", rest.String())}
				if half.IsZero() || rest.IsZero() {
					item.Into = item.Into[:1]
					item.Into[0].Scope = open
				}
			}
			carry.Items = append(carry.Items, item)
		}
		if len(carry.Items) == 0 {
			return
		}
		older, newer, err := workplan.CarryOver(from, into, carry)
		require.NoError(t, err)

		spent := map[workplan.LineID]workplan.Money{}
		for _, r := range from.Reports {
			if r.Expense != nil {
				spent[r.Expense.Line], err = spent[r.Expense.Line].Add(r.Expense.Amount)
				require.NoError(t, err)
			}
		}
		balance := map[source]workplan.Money{}
		add := func(l workplan.Line, m workplan.Money) {
			key := source{l.Fund, m.Currency}
			balance[key], err = balance[key].Add(m)
			require.NoError(t, err)
		}
		for _, l := range first.Lines {
			add(l, l.Amount)
		}
		for _, l := range older.Editions[1].Lines {
			m := l.Amount
			if l.Closed {
				m = spent[l.ID] // what stays behind is what was spent
			}
			add(l, m.Neg())
		}
		for _, l := range newer.Editions[1].Lines {
			add(l, l.Amount.Neg())
			require.Equal(t, from.ID, l.From.Plan)
		}
		for key, rest := range balance {
			require.True(t, rest.IsZero(), "%v: %s lost or doubled", key, rest)
		}
		scope := map[workplan.ActivityID]decimal.Decimal{}
		for _, a := range newer.Editions[1].Activities {
			scope[a.From.Activity] = scope[a.From.Activity].Add(a.Scope.Decimal())
		}
		for _, item := range carry.Items {
			whole := scope[item.Activity].Add(from.Progress(item.Activity, on).Decimal())
			require.True(t, whole.Equal(decimal.New(100, 0)), "%s %%", whole)
		}
		require.Len(t, scope, len(carry.Items))

		_, _, err = workplan.CarryOver(older, nextPlan(), carry)
		require.Equal(t, workplan.AlreadyCarried, refusal(err), "from the old plan again")
		for i := range carry.Items {
			for j := range carry.Items[i].Into {
				carry.Items[i].Into[j].ID += ".again"
			}
		}
		_, _, err = workplan.CarryOver(from, newer, carry)
		require.Equal(t, workplan.AlreadyCarried, refusal(err), "into the new plan again")
	})
}

func refusal(err error) workplan.Refusal {
	var refused *workplan.CarryOverError
	if errors.As(err, &refused) {
		return refused.Refusal
	}
	return 0
}

func ExampleCarryOver() {
	from, into := samplePlan(), nextPlan()
	older, newer, err := workplan.CarryOver(from, into, workplan.Carry{
		On: day("2020-12-31"), Reason: text("Covid-19"),
		Items: []workplan.CarryItem{{Activity: "A1", Cause: text("Covid-19"), Into: []workplan.Activity{successor("B1", "0")}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	closed, line := older.Editions[1].Lines[0], newer.Editions[1].Lines[0]
	fmt.Println(closed.ID, closed.Amount, "carried", closed.Carried, "into", closed.Into[0])
	fmt.Println(line.ID, line.Amount, "from", line.From)
	// Output:
	// L1 10000.00 USD carried 4000.00 USD into p2021/L1
	// L1 4000.00 USD from p2020/L1
}

// TestOrderOfChangesDoesNotMatter: what changes make is the same edition, and
// a sound one, in whatever order they stand.
func TestOrderOfChangesDoesNotMatter(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	last := p.Editions[len(p.Editions)-1]
	added := func(id workplan.ActivityID) workplan.Change {
		a := last.Activities[0].Clone()
		a.ID, a.State, a.Cause, a.Into = id, "", aduan.Label{}, nil
		return workplan.Change{Event: workplan.Added, Subject: workplan.SubjectActivity, ID: string(id), Activity: &a}
	}
	one, err := workplan.Apply(last, []workplan.Change{added("Z1"), added("B1"), added("M1")})
	require.NoError(t, err)
	other, err := workplan.Apply(last, []workplan.Change{added("M1"), added("Z1"), added("B1")})
	require.NoError(t, err)
	require.Equal(t, one, other)
	again, err := workplan.Apply(last, one.Changes)
	require.NoError(t, err)
	require.Equal(t, one, again)
}

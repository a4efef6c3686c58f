package workplan_test

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// amount draws an amount of 0 to a million in a currency.
func amount(t *rapid.T, c workplan.Currency, name string) workplan.Money {
	m, err := workplan.NewMoney(decimal.New(rapid.Int64Range(0, 100_000_000).Draw(t, name), -c.Decimals()), c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// dates draws two days of a year in order.
func dates(t *rapid.T, year int) (from, to aduan.Date) {
	first := workplan.Quarter{Year: year, Number: 1}.Start()
	a := rapid.IntRange(0, 364).Draw(t, "start")
	b := rapid.IntRange(a, 364).Draw(t, "end")
	return first.AddDays(a), first.AddDays(b)
}

// phases draws shares of 100 percent for the quarters that days touch, or none.
func phases(t *rapid.T, from, to aduan.Date) []workplan.Phase {
	if rapid.Bool().Draw(t, "even") {
		return nil
	}
	var raw []workplan.Number
	var list []workplan.Phase
	for q := workplan.QuarterOf(from); q.Start().Compare(to) <= 0; q = q.Next() {
		raw = append(raw, workplan.NumberOf(rapid.Int64Range(0, 9).Draw(t, "part")))
		list = append(list, workplan.Phase{Quarter: q})
	}
	for i, s := range evaluation.Shares(raw, 2) {
		list[i].Share = s
	}
	sum := workplan.Number{}
	for _, p := range list {
		sum = workplan.NewNumber(sum.Decimal().Add(p.Share.Decimal()))
	}
	if sum.IsZero() {
		return nil
	}
	return list
}

// randomActivity draws an activity of some plan.
func randomActivity(t *rapid.T, id workplan.ActivityID, year int, regions []region.Code) workplan.Activity {
	from, to := dates(t, year)
	a := workplan.Activity{
		ID: id, Output: workplan.OutputID(fmt.Sprintf("O%d", rapid.IntRange(1, 2).Draw(t, "output"))), Name: text("Activity " + string(id)),
		Party: rapid.SampledFrom([]workplan.PartyID{"panrb", "undp"}).Draw(t, "party"), Start: from, End: to, Phases: phases(t, from, to),
	}
	for _, r := range regions {
		if rapid.Bool().Draw(t, "serves") {
			a.Regions = append(a.Regions, r)
		}
	}
	return a
}

// randomPlan draws a plan in force with progress and spending.
func randomPlan(t *rapid.T, year int) *workplan.Plan {
	p := samplePlan()
	p.ID, p.Year, p.Reports = workplan.PlanID(fmt.Sprintf("p%d", year)), year, nil
	before := aduan.Date{Year: year - 1, Month: 12, Day: 1}
	e := &p.Editions[0]
	e.Date = before
	for i := range p.Steps {
		p.Steps[i].On = before.AddDays(i)
	}
	e.Outputs = []workplan.Output{{ID: "O1", Name: text("One")}, {ID: "O2", Name: text("Two")}}
	e.Activities, e.Lines = nil, nil
	currencies := []workplan.Currency{"USD", "IDR", "KRW"}
	for i := range rapid.IntRange(0, 6).Draw(t, "activities") {
		a := randomActivity(t, workplan.ActivityID(fmt.Sprintf("A%d", i)), year, e.Regions)
		e.Activities = append(e.Activities, a)
		for j := range rapid.IntRange(0, 3).Draw(t, "lines") {
			c := rapid.SampledFrom(currencies).Draw(t, "currency")
			l := workplan.Line{
				ID: workplan.LineID(fmt.Sprintf("L%d.%d", i, j)), Activity: a.ID,
				Fund: rapid.SampledFrom([]workplan.PartyID{"koica", "panrb"}).Draw(t, "fund"), Amount: amount(t, c, "amount"),
			}
			e.Lines = append(e.Lines, l)
			if rapid.Bool().Draw(t, "spends") {
				share := decimal.New(rapid.Int64Range(0, 100).Draw(t, "share"), -2)
				spent, err := workplan.NewMoney(l.Amount.Amount.Mul(share).Truncate(c.Decimals()), c)
				if err != nil {
					t.Fatal(err)
				}
				p.Reports = append(p.Reports, workplan.Report{On: day(fmt.Sprintf("%d-06-30", year)), By: "undp", Expense: &workplan.Expense{
					Line: l.ID, Quarter: workplan.Quarter{Year: year, Number: rapid.IntRange(1, 4).Draw(t, "quarter")}, Column: workplan.Spent, Amount: spent,
				}})
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "reports") {
			on, _ := dates(t, year)
			p.Reports = append(p.Reports, workplan.Report{On: on, By: "undp", Progress: &workplan.Progress{
				Activity: a.ID, Done: workplan.NewNumber(decimal.New(rapid.Int64Range(0, 10_000).Draw(t, "done"), -2)),
			}})
		}
	}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	return p
}

// randomChanges draws changes that can be made to a content.
func randomChanges(t *rapid.T, e workplan.Edition, year int) []workplan.Change {
	var changes []workplan.Change
	for i := range e.Activities {
		a := e.Activities[i].Clone()
		c := workplan.Change{Event: workplan.Edited, Subject: workplan.SubjectActivity, ID: string(a.ID), Activity: &a}
		switch rapid.IntRange(0, 6).Draw(t, "event") {
		case 0:
			a.Start, a.End = dates(t, year)
			a.Phases = phases(t, a.Start, a.End)
		case 1:
			a.Start, a.End = dates(t, year)
			a.Phases, a.State, a.Cause = nil, workplan.StatePostponed, text("a flood")
		case 2:
			a.State, a.Cause = workplan.StateCancelled, text("no use")
		case 3:
			a.Name = text("another name")
		case 4:
			if slices.ContainsFunc(e.Lines, func(l workplan.Line) bool { return l.Activity == a.ID }) {
				continue
			}
			c.Event, c.Activity = workplan.Removed, nil
		case 5:
			a.State, a.Cause, a.Into = workplan.StateCarriedOver, text("late"), []workplan.ActivityRef{{Plan: "p2099", Activity: "B"}}
		default:
			continue
		}
		changes = append(changes, c)
	}
	for i := range e.Lines {
		l := e.Lines[i].Clone()
		switch rapid.IntRange(0, 3).Draw(t, "line") {
		case 0:
			l.Amount = amount(t, l.Amount.Currency, "other")
		case 1:
			l.Phases = []workplan.LinePhase{{Quarter: workplan.Quarter{Year: year, Number: 3}, Amount: l.Amount}}
		default:
			continue
		}
		changes = append(changes, workplan.Change{Event: workplan.Edited, Subject: workplan.SubjectLine, ID: string(l.ID), Line: &l})
	}
	if rapid.Bool().Draw(t, "new") {
		a := randomActivity(t, "N1", year, e.Regions)
		changes = append(changes, workplan.Change{Event: workplan.Added, Subject: workplan.SubjectActivity, ID: "N1", Activity: &a})
	}
	if rapid.Bool().Draw(t, "output") {
		o := workplan.Output{ID: "O3", Name: aduan.NewLabel(map[string]string{"en": "Three"})}
		changes = append(changes, workplan.Change{Event: workplan.Added, Subject: workplan.SubjectOutput, ID: "O3", Output: &o})
	}
	if rapid.Bool().Draw(t, "region") {
		changes = append(changes, workplan.Change{Event: workplan.Added, Subject: workplan.SubjectRegion, ID: "13"})
	}
	return changes
}

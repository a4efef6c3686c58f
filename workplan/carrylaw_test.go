package workplan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// carried is the sample with A1 carried over into 2021: half of the work and
// 4,000 of the 10,000 USD.
func carried(t testing.TB) (older, newer *workplan.Plan) {
	t.Helper()
	older, newer, err := workplan.CarryOver(samplePlan(), nextPlan(), carryA1(workplan.CarryItem{
		Activity: "A1", Cause: text("Covid-19"), Into: []workplan.Activity{successor("A1", "0")},
	}))
	require.NoError(t, err)
	return older, newer
}

// What goes into nothing that goes on is lost, and refused.
func TestCarryOverIntoNothing(t *testing.T) {
	t.Parallel()
	item := func(into ...workplan.Activity) workplan.CarryItem {
		return workplan.CarryItem{Activity: "A1", Cause: text("late"), Into: into}
	}
	line := func(edit func(l *workplan.Line)) workplan.CarryItem {
		l := workplan.Line{ID: "L1", Activity: "A1", Fund: "koica", Amount: usd("4000"), From: workplan.LineRef{Line: "L1"}}
		edit(&l)
		i := item(successor("A1", "0"))
		i.Lines = []workplan.Line{l}
		return i
	}
	dead := successor("X", "0")
	dead.State, dead.Cause = workplan.StateCancelled, text("no use")
	gone := dead
	gone.State, gone.Into = workplan.StateCarriedOver, []workplan.ActivityRef{{Plan: "p2022", Activity: "Q"}}
	for name, tt := range map[string]struct {
		item workplan.CarryItem
		edit func(from *workplan.Plan)
		want workplan.Refusal
		text string
	}{
		"one of two without scope": {item: item(successor("X", "50"), successor("Y", "0")), want: workplan.ScopeLost, text: `the successor "Y" has no scope of its own`},
		"negative scope":           {item: item(successor("X", "60"), successor("Y", "-10")), want: workplan.ScopeLost, text: `the successor "Y" has no scope of its own`},
		"cancelled successor":      {item: item(dead), want: workplan.ScopeLost, text: `the successor "X" has the status Cancelled`},
		"successor that is gone":   {item: item(gone), want: workplan.ScopeLost, text: `the successor "X" has the status Carried over`},
		"line carried on": {item: line(func(l *workplan.Line) {
			l.Carried, l.Closed, l.Into = l.Amount, true, []workplan.LineRef{{Plan: "p2022", Line: "Q"}}
		}), want: workplan.MoneyLost, text: "the new line is closed"},
		"closed new line": {item: line(func(l *workplan.Line) { l.Closed = true }), want: workplan.MoneyLost, text: "the new line is closed"},
		"closed old line": {
			item: item(successor("A1", "0")), want: workplan.MoneyLost, text: "the line is closed with 4,000.00 USD left",
			edit: func(from *workplan.Plan) { from.Editions[0].Lines[0].Closed = true },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from := samplePlan()
			if tt.edit != nil {
				tt.edit(from)
			}
			_, _, err := workplan.CarryOver(from, nextPlan(), carryA1(tt.item))
			require.Equal(t, tt.want, refusal(err), err)
			require.ErrorContains(t, err, tt.text)
		})
	}

	spent := samplePlan()
	spent.Editions[0].Lines[0].Amount, spent.Editions[0].Lines[0].Closed = usd("6000"), true
	_, newer, err := workplan.CarryOver(spent, nextPlan(), carryA1(item(successor("A1", "0"))))
	require.NoError(t, err, "a line that was closed with nothing left has nothing to move")
	require.Empty(t, newer.Editions[1].Lines)
}

// Work and money that went into the next year are done and spent there, however
// a report of the old year is dated.
func TestCarriedIsDoneElsewhere(t *testing.T) {
	t.Parallel()
	older, _ := carried(t)
	require.Equal(t, "50", older.Editions[1].Activities[0].Carried.String())
	for name, tt := range map[string]struct {
		report workplan.Report
		want   string
	}{
		"after the carry-over":     {progress("2021-01-31", "A1", "100"), "reports[2].progress.done: 50 % of activity A1 were carried over; they are done elsewhere"},
		"dated before it":          {progress("2020-12-01", "A1", "50.01"), "they are done elsewhere"},
		"less than was thought":    {progress("2020-12-01", "A1", "45"), ""},
		"the same again":           {progress("2021-01-31", "A1", "50"), ""},
		"on a day that is settled": {progress("2020-03-01", "A1", "100"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := older.Clone()
			p.Reports = append(p.Reports, tt.report)
			if tt.want == "" {
				require.NoError(t, p.Validate())
				return
			}
			require.ErrorContains(t, p.Validate(), tt.want)
		})
	}

	late := samplePlan()
	late.Reports = append(late.Reports, progress("2021-01-10", "A1", "80"))
	_, _, err := workplan.CarryOver(late, nextPlan(), carryA1(workplan.CarryItem{
		Activity: "A1", Cause: text("late"), Into: []workplan.Activity{successor("A1", "0")},
	}))
	require.ErrorIs(t, err, storage.ErrInvalid, "80 percent are done and 50 would be moved")

	unknown := samplePlan()
	a := unknown.Editions[0].Activities[0].Clone()
	a.State, a.Cause, a.Into = workplan.StateCarriedOver, text("late"), []workplan.ActivityRef{{Plan: "p2021", Activity: "A1"}}
	next, err := workplan.Apply(unknown.Editions[0], []workplan.Change{{Event: workplan.CarriedOver, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a}})
	require.NoError(t, err)
	next.Number, next.Date, next.Reason = 2, day("2020-11-12"), text("late")
	unknown.Editions = append(unknown.Editions, next)
	require.NoError(t, unknown.Validate())
	unknown.Reports = append(unknown.Reports, progress("2020-11-13", "A1", "60"))
	require.ErrorContains(t, unknown.Validate(), "activity A1 was carried over on 2020-11-12")

	a.State, a.Into, a.Carried = workplan.StateCancelled, nil, number("50")
	_, err = workplan.Apply(samplePlan().Editions[0], []workplan.Change{{Event: workplan.Cancelled, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a}})
	require.NoError(t, err)
	stray := samplePlan()
	stray.Editions[0].Activities[0] = a
	require.ErrorContains(t, stray.Validate(), "want 0 to 100 percent of an activity that is carried_over")
}

// No later edition undoes a carry-over, in the old plan or in the new one.
func TestCarriedStays(t *testing.T) {
	t.Parallel()
	older, newer := carried(t)
	activity := func(p *workplan.Plan, edit func(a *workplan.Activity)) workplan.Change {
		a := p.Editions[1].Activities[0].Clone()
		edit(&a)
		return workplan.Change{Event: workplan.Edited, Subject: workplan.SubjectActivity, ID: string(a.ID), Activity: &a}
	}
	line := func(p *workplan.Plan, edit func(l *workplan.Line)) workplan.Change {
		l := p.Editions[1].Lines[0].Clone()
		edit(&l)
		return workplan.Change{Event: workplan.Edited, Subject: workplan.SubjectLine, ID: string(l.ID), Line: &l}
	}
	remove := func(s workplan.Subject, id string) workplan.Change {
		return workplan.Change{Event: workplan.Removed, Subject: s, ID: id}
	}
	for name, tt := range map[string]struct {
		plan    *workplan.Plan
		changes []workplan.Change
		want    string
	}{
		"opened again": {older, []workplan.Change{line(older, func(l *workplan.Line) {
			l.Carried, l.Into, l.Closed = workplan.Money{}, nil, false
		})}, "a line of which the money was carried over never changes"},
		"more money": {older, []workplan.Change{line(older, func(l *workplan.Line) { l.Amount = usd("20000") })}, "never changes"},
		"planned again": {older, []workplan.Change{activity(older, func(a *workplan.Activity) {
			a.State, a.Cause, a.Into, a.Carried = "", aduan.Label{}, nil, workplan.Number{}
		})}, "an activity that is carried_over cannot be changed to planned"},
		"removed":             {older, []workplan.Change{remove(workplan.SubjectActivity, "A1"), remove(workplan.SubjectLine, "L1")}, "an activity that is carried_over stays in the plan"},
		"line removed":        {older, []workplan.Change{remove(workplan.SubjectLine, "L1")}, "never changes"},
		"successor removed":   {newer, []workplan.Change{remove(workplan.SubjectActivity, "A1"), remove(workplan.SubjectLine, "L1")}, "it can be cancelled"},
		"money removed":       {newer, []workplan.Change{remove(workplan.SubjectLine, "L1")}, "a line with money of another plan stays in the plan"},
		"scope cut":           {newer, []workplan.Change{activity(newer, func(a *workplan.Activity) { a.Scope = number("20") })}, "what an activity took over from another never changes"},
		"origin denied":       {newer, []workplan.Change{activity(newer, func(a *workplan.Activity) { a.From = workplan.ActivityRef{} })}, "never changes"},
		"money from nowhere":  {newer, []workplan.Change{line(newer, func(l *workplan.Line) { l.From = workplan.LineRef{} })}, "where the money of a line came from never changes"},
		"another day":         {newer, []workplan.Change{activity(newer, func(a *workplan.Activity) { a.End = day("2021-04-30") })}, ""},
		"more for the rest":   {newer, []workplan.Change{line(newer, func(l *workplan.Line) { l.Amount = usd("4500") })}, ""},
		"cancelled successor": {newer, []workplan.Change{activity(newer, func(a *workplan.Activity) { a.State, a.Cause = workplan.StateCancelled, text("no use") })}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := workplan.Apply(tt.plan.Editions[1], tt.changes)
			if tt.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, tt.want)
		})
	}
}

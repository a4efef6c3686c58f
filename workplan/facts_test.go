package workplan_test

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/workplan"
)

// What a change of an activity or a line means.
func TestEvents(t *testing.T) {
	t.Parallel()
	postponed := func(a *workplan.Activity) {
		a.State, a.Cause, a.Phases = workplan.StatePostponed, text("a flood"), nil
		a.Start, a.End = day("2020-04-01"), day("2020-09-30")
	}
	for name, tt := range map[string]struct {
		before, after func(a *workplan.Activity)
		want          workplan.Event
	}{
		"phases moved":    {nil, func(a *workplan.Activity) { a.Phases = nil }, workplan.Rephased},
		"days moved":      {nil, func(a *workplan.Activity) { a.End = day("2020-06-29") }, workplan.Rephased},
		"days and name":   {nil, func(a *workplan.Activity) { a.End, a.Name = day("2020-06-29"), text("other") }, workplan.Edited},
		"postponed":       {nil, postponed, workplan.Postponed},
		"postponed again": {postponed, func(a *workplan.Activity) { a.End = day("2020-12-31") }, workplan.Postponed},
		"cause edited":    {postponed, func(a *workplan.Activity) { a.Cause = text("a big flood") }, workplan.Edited},
		"brought forward": {postponed, func(a *workplan.Activity) {
			a.State, a.Cause, a.Start = workplan.StatePlanned, aduan.Label{}, day("2020-03-01")
		}, workplan.Rephased},
		"cancelled": {nil, func(a *workplan.Activity) { a.State, a.Cause = workplan.StateCancelled, text("no use") }, workplan.Cancelled},
		"replaced": {nil, func(a *workplan.Activity) {
			a.State, a.Cause, a.Into = workplan.StateCancelled, text("no use"), []workplan.ActivityRef{{Plan: "p2020", Activity: "A2"}}
		}, workplan.Replaced},
		"carried over": {nil, func(a *workplan.Activity) {
			a.State, a.Cause, a.Into = workplan.StateCarriedOver, text("late"), []workplan.ActivityRef{{Plan: "p2021", Activity: "A1"}}
		}, workplan.CarriedOver},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := samplePlan().Editions[0]
			if tt.before != nil {
				tt.before(&before.Activities[0])
			}
			after := before.Clone()
			tt.after(&after.Activities[0])
			diff := workplan.Diff(before, after)
			require.Len(t, diff, 1)
			require.Equal(t, tt.want, diff[0].Event)
		})
	}
}

// A copy shares no list and no pointer with the original.
func TestCloneSharesNothing(t *testing.T) {
	t.Parallel()
	p, err := workplan.Parse("plan.yaml", []byte(planFile(t)), workplan.Sources{})
	require.NoError(t, err)
	a := &p.Editions[0].Activities[0]
	a.Deliverables, a.Complaints = []aduan.Label{text("one")}, []complaint.ID{{}}
	a.Into = []workplan.ActivityRef{{Plan: "x"}}
	p.Editions[0].Lines[1].Into = []workplan.LineRef{{Plan: "x"}}
	p.Editions[1].Changes = append(p.Editions[1].Changes,
		workplan.Change{Output: &p.Editions[0].Outputs[0]}, workplan.Change{Line: &p.Editions[0].Lines[1]}, workplan.Change{Activity: a})
	c := p.Clone()
	require.Equal(t, p, c)
	apart(t, "plan", reflect.ValueOf(*p), reflect.ValueOf(*c))
}

// apart walks two equal values and fails where they share memory; decimals are
// immutable and may.
func apart(t *testing.T, path string, a, b reflect.Value) {
	t.Helper()
	if a.Type() == reflect.TypeFor[decimal.Decimal]() || a.Type() == reflect.TypeFor[workplan.Number]() {
		return
	}
	switch a.Kind() {
	case reflect.Pointer:
		if !a.IsNil() {
			require.NotEqual(t, a.Pointer(), b.Pointer(), path)
			apart(t, path, a.Elem(), b.Elem())
		}
	case reflect.Slice:
		if a.Len() > 0 {
			require.NotEqual(t, a.Pointer(), b.Pointer(), path)
		}
		for i := range a.Len() {
			apart(t, path+"[]", a.Index(i), b.Index(i))
		}
	case reflect.Struct:
		for i := range a.NumField() {
			apart(t, path+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))
		}
	}
}

// A change event has its reason, date, deciding body and decision.
func TestChangeEvents(t *testing.T) {
	t.Parallel()
	p := amended(t, samplePlan())
	events := p.Events()
	require.Len(t, events, 1)
	e := events[0]
	require.Equal(t, workplan.Postponed, e.Event)
	require.Equal(t, text("Covid-19"), e.Activity.Cause)
	require.Equal(t, text("Covid-19"), e.Reason)
	require.Equal(t, "2020-04-15", e.Date.String())
	require.Equal(t, "2020-04-20", e.InForce.String())
	require.Equal(t, workplan.PartyID("panrb"), e.By)
	require.Equal(t, workplan.DecisionID("pb2/d1"), e.Decision)

	p.Steps = p.Steps[:3]
	undecided := p.Events()[0]
	require.Empty(t, undecided.Decision)
	require.True(t, undecided.InForce.IsZero())

	third := p.Editions[1].Clone()
	third.Activities[1].Name = text("Other training")
	next, err := workplan.Apply(p.Editions[1], workplan.Diff(p.Editions[1], third))
	require.NoError(t, err)
	next.Number, next.Date, next.Reason = 3, day("2020-05-01"), text("third")
	p.Editions = append(p.Editions, next)
	p.Steps = append(p.Steps, workplan.Step{On: day("2020-05-02"), Action: workplan.ActionAmend, By: "panrb", Edition: 3, Decision: "pb3/d1"})
	require.NoError(t, p.Validate())
	for _, e := range p.Events() {
		require.Equal(t, workplan.DecisionID("pb3/d1"), e.Decision, "the third edition holds what the second changed")
	}
}

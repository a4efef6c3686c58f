package workplan_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// TestStoppedActivities: one that is replaced is cancelled, and stays as it is; a change to the same is none.
func TestStoppedActivities(t *testing.T) {
	t.Parallel()
	e := samplePlan().Editions[0]
	a := e.Activities[0].Clone()
	a.State, a.Cause, a.Into = workplan.StateCancelled, text("other work"), []workplan.ActivityRef{{Plan: "p2020", Activity: "A2"}}
	change := func(event workplan.Event, a workplan.Activity) []workplan.Change {
		return []workplan.Change{{Event: event, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a}}
	}
	replaced, err := workplan.Apply(e, change(workplan.Replaced, a))
	require.NoError(t, err)
	require.Equal(t, workplan.StateCancelled, replaced.Activities[0].Decided())
	require.Equal(t, workplan.Replaced, replaced.Changes[0].Event)

	again, err := workplan.Apply(replaced, change(workplan.Edited, a))
	require.NoError(t, err)
	require.Equal(t, replaced.Content, again.Content)
	require.Empty(t, again.Changes)
	a.Name = text("Renamed")
	_, err = workplan.Apply(replaced, change(workplan.Edited, a))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, []storage.Problem{{Field: "changes[0]", Message: "an activity that is cancelled cannot be changed to cancelled"}}, invalid.Problems)
}

// TestUnsoundEditions: a later edition is written as changes that can be made and that
// change something.
func TestUnsoundEditions(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		edit func(p *workplan.Plan)
		want storage.Problem
	}{
		"cannot be made": {
			func(p *workplan.Plan) {
				p.Editions[1].Changes = []workplan.Change{{Event: workplan.Removed, Subject: workplan.SubjectOutput, ID: "O9"}}
			},
			storage.Problem{Field: "editions[1].changes[0]", Message: "there is nothing of this ID to remove"},
		},
		"changes nothing": {
			func(p *workplan.Plan) {
				l := p.Editions[0].Lines[0].Clone()
				p.Editions[1].Changes = append(p.Editions[1].Changes, workplan.Change{Event: workplan.Edited, Subject: workplan.SubjectLine, ID: "L1", Line: &l})
			},
			storage.Problem{Field: "editions[1].changes[1]", Message: "is not the change in its canonical form; it changes nothing"},
		},
	} {
		p := amended(t, samplePlan())
		tt.edit(p)
		var invalid *storage.InvalidError
		require.ErrorAs(t, p.Validate(), &invalid, name)
		require.Equal(t, []storage.Problem{tt.want}, invalid.Problems, name)
	}

	written, err := json.Marshal(amended(t, samplePlan()))
	require.NoError(t, err)
	for _, list := range []string{"regions", "outputs", "activities", "lines"} {
		var raw map[string]any
		require.NoError(t, json.Unmarshal(written, &raw))
		editions := raw["editions"].([]any)
		editions[1].(map[string]any)[list] = editions[0].(map[string]any)[list]
		whole, err := json.Marshal(raw)
		require.NoError(t, err)
		var read workplan.Plan
		var invalid *storage.InvalidError
		require.ErrorAs(t, json.Unmarshal(whole, &read), &invalid, list)
		require.Equal(t, []storage.Problem{{Field: "editions[1]", Message: "an edition after the first is written as its changes"}}, invalid.Problems, list)
	}
}

// TestCopiesOfParts share nothing.
func TestCopiesOfParts(t *testing.T) {
	t.Parallel()
	o := samplePlan().Editions[0].Outputs[0]
	copied := o.Clone()
	require.Equal(t, o, copied)
	copied.Indicators[0].Targets[0].Value = number("1")
	require.Equal(t, number("60"), o.Indicators[0].Targets[0].Value)
	r := samplePlan().Reports[0]
	report := r.Clone()
	require.Equal(t, r, report)
	report.Progress.Done = number("1")
	require.Equal(t, number("50"), r.Progress.Done)
}

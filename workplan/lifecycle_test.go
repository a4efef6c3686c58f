package workplan_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/lifecycle/lifecycletest"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/workplan"
)

func TestLifecycles(t *testing.T) {
	t.Parallel()
	for name, machine := range map[string]func() (*lifecycle.Machine, error){"plan": workplan.PlanMachine, "activity": workplan.ActivityMachine} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := machine()
			require.NoError(t, err)
			golden.File(t, *update, name+".mmd", m.Mermaid(aduan.English()))
			lifecycletest.Run(t, m, lifecycletest.Load(t, os.DirFS("testdata"), name+"_table.yaml"))
		})
	}
}

func TestStateAt(t *testing.T) {
	t.Parallel()
	a := workplan.Activity{Start: day("2020-04-01"), End: day("2020-06-30")}
	for _, tt := range []struct {
		state lifecycle.State
		on    string
		done  string
		want  lifecycle.State
	}{
		{"", "2020-05-01", "0", workplan.StatePlanned},
		{workplan.StatePlanned, "2020-05-01", "0.01", workplan.StateOngoing},
		{"", "2020-01-01", "99.99", workplan.StateOngoing},
		{"", "2020-01-01", "100", workplan.StateCompleted},
		{workplan.StatePostponed, "2020-03-31", "40", workplan.StatePostponed},
		{workplan.StatePostponed, "2020-04-01", "40", workplan.StateOngoing},
		{workplan.StatePostponed, "2020-04-01", "0", workplan.StatePlanned},
		{workplan.StatePostponed, "2020-03-31", "100", workplan.StateCompleted},
		{workplan.StateCarriedOver, "2020-05-01", "100", workplan.StateCarriedOver},
		{workplan.StateCancelled, "2020-05-01", "0", workplan.StateCancelled},
	} {
		a.State = tt.state
		require.Equal(t, tt.want, a.StateAt(day(tt.on), number(tt.done)), tt)
	}
}

// Where the machine moves an activity, the states are those that StateAt gives.
func TestApplyFollowsTheLifecycle(t *testing.T) {
	t.Parallel()
	states := []lifecycle.State{workplan.StatePlanned, workplan.StatePostponed, workplan.StateCarriedOver, workplan.StateCancelled}
	for _, from := range states {
		for _, to := range states {
			e := samplePlan().Editions[0]
			e.Activities[0].State = from
			a := e.Activities[0].Clone()
			a.State, a.Cause = to, text("why")
			_, err := workplan.Apply(e, []workplan.Change{{Event: workplan.Edited, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a}})
			ended := from == workplan.StateCarriedOver || from == workplan.StateCancelled
			require.Equal(t, ended, err != nil, "%s to %s: %v", from, to, err)
		}
	}
}

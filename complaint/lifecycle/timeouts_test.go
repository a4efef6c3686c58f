package lifecycle_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// hold is a definition in which cases wait in the state on_hold for the clock
// pause, with the given rows besides.
func hold(rows ...lc.Transition) (lc.Definition, lc.Vocabulary) {
	d := lc.Definition{
		Name: "hold", Edition: "1", Initial: "open",
		States: []lc.StateInfo{{State: "open"}, {State: "on_hold", Waiting: true}, {State: "done", Final: true}},
		Transitions: append([]lc.Transition{
			{Action: "begin", From: []lc.State{lc.New}, To: lc.To("open"), By: lc.By("clerk")},
			{Action: "finish", From: []lc.State{"open"}, To: lc.To("done"), By: lc.By("clerk")},
			{Action: "time_out", From: []lc.State{"on_hold"}, To: lc.To("open"), By: lc.By(lc.Timer), Needs: []lc.Need{"elapsed(pause)"}},
		}, rows...),
	}
	return d, lc.Vocabulary{
		Roles:  []lc.Role{"clerk"},
		Guards: []lc.Guard{{Name: "elapsed", Takes: lc.TakesClock}},
		Clocks: []lc.ClockName{"pause", "work"},
	}
}

func step(a lc.Action, from lc.State, to lc.Target, clocks ...lc.Effect) lc.Transition {
	return lc.Transition{Action: a, From: []lc.State{from}, To: to, By: lc.By("clerk"), Clocks: clocks}
}

func TestTimeoutsNeedARunningClock(t *testing.T) {
	t.Parallel()
	start, wait := lc.Start.On("pause"), lc.To("on_hold")
	for name, c := range map[string]struct {
		rows []lc.Transition
		path []lc.Step // nil for a sound definition
	}{
		"started on the way in":  {rows: []lc.Transition{step("wait", "open", wait, start)}},
		"started before":         {rows: []lc.Transition{step("prepare", "open", lc.Same(), start), step("wait", "open", wait, start)}},
		"started elsewhere only": {[]lc.Transition{step("wait", "open", wait), step("mark", "on_hold", lc.Same(), start)}, []lc.Step{{"begin", "open"}, {"wait", "on_hold"}}},
		"one way in forgets it": {
			[]lc.Transition{step("wait", "open", wait, start), step("park", "open", wait)},
			[]lc.Step{{"begin", "open"}, {"park", "on_hold"}},
		},
		"stopped while waiting": {
			[]lc.Transition{step("wait", "open", wait, start), step("calm", "on_hold", lc.Same(), lc.Stop.On("pause"))},
			[]lc.Step{{"begin", "open"}, {"wait", "on_hold"}, {"calm", "on_hold"}},
		},
		"started once, not again": {
			[]lc.Transition{step("wait", "open", wait, lc.StartOnce.On("pause")), step("resume", "on_hold", lc.To("open"), lc.Stop.On("pause"))},
			[]lc.Step{{"begin", "open"}, {"wait", "on_hold"}, {"resume", "open"}, {"wait", "on_hold"}},
		},
		"another time-out runs": {rows: []lc.Transition{
			step("wait", "open", wait, start), step("park", "open", wait, lc.Start.On("work")),
			{Action: "give_up", From: []lc.State{"on_hold"}, To: lc.To("done"), By: lc.By(lc.Timer), Needs: []lc.Need{"elapsed(work)"}},
		}},
		"a time-out without a clock": {rows: []lc.Transition{
			step("wait", "open", wait), step("mark", "on_hold", lc.Same(), start),
			{Action: "give_up", From: []lc.State{"on_hold"}, To: lc.To("done"), By: lc.By(lc.Timer)},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, v := hold(c.rows...)
			_, err := lc.Compile(d, v)
			if c.path == nil {
				require.NoError(t, err)
				return
			}
			var proof *lc.ProofError
			require.ErrorAs(t, err, &proof)
			require.Len(t, proof.Findings, 1, "%v", err)
			f := proof.Findings[0]
			require.Equal(t, lc.WaitingForever, f.Kind)
			require.Equal(t, lc.State("on_hold"), f.State)
			require.Equal(t, c.path, f.Path)
			require.Contains(t, f.Name, "pause")
		})
	}
}

// With an owner somebody is responsible, whatever the clocks do.
func TestTimeoutsAreOnlyAskedOfStatesWithoutOwner(t *testing.T) {
	t.Parallel()
	d, v := hold(step("wait", "open", lc.To("on_hold")), step("mark", "on_hold", lc.Same(), lc.Start.On("pause")), step("back", "on_hold", lc.To("open")))
	d.States[1].Owner = "clerk"
	_, err := lc.Compile(d, v)
	require.NoError(t, err)
}

// A case that was waiting, is merged and comes back waits with its clock.
func TestTimeoutsSurvivePauseAndReturn(t *testing.T) {
	t.Parallel()
	d, v := hold(
		step("wait", "open", lc.To("on_hold"), lc.Start.On("pause")),
		lc.Transition{Action: "merge", From: []lc.State{lc.AnyOpen}, To: lc.To("done"), By: lc.By("clerk"), Clocks: []lc.Effect{lc.Pause.All()}},
		lc.Transition{Action: "unmerge", From: []lc.State{"done"}, To: lc.Back(lc.AnyOpen), By: lc.By("clerk"), Clocks: []lc.Effect{lc.Resume.All()}},
	)
	d.States[2].Exits = []lc.Action{"unmerge"}
	_, err := lc.Compile(d, v)
	require.NoError(t, err)
}

func TestTheZeroMachineAnswersNothing(t *testing.T) {
	t.Parallel()
	var m lc.Machine
	_, ok := m.Next("open", "finish", "")
	require.False(t, ok)
	_, ok = m.Rule("open", "finish")
	require.False(t, ok)
	require.False(t, m.Final("open"))
	require.Empty(t, m.From("finish"))
	_, ok = m.Move(lc.Position{State: "open"}, "finish")
	require.False(t, ok)
}

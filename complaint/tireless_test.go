package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// A timer that would act on a case for ever, filling its timeline, is refused with the way
// there; one that something stops is not.
func TestTirelessTimer(t *testing.T) {
	t.Parallel()
	beat := func(needs []lc.Need, clocks ...lc.Effect) lc.Definition {
		d := complaint.National()
		d.Transitions = append(d.Transitions, lc.Transition{
			Action: "beat", From: []lc.State{complaint.StateForwarded}, To: lc.Same(), By: lc.By(lc.Timer), Needs: needs, Clocks: clocks,
		})
		return d
	}
	elapsed := []lc.Need{"elapsed(first_response)"}
	for name, d := range map[string]lc.Definition{"no need": beat(nil), "a clock that stays as it is": beat(elapsed)} {
		found := refusedReach(t, d, complaint.Extensions{})
		require.Len(t, found, 1, name)
		require.Equal(t, lc.EndlessTimer, found[0].Kind, name)
		require.Equal(t, []lc.Action{"submit", "forward", "beat"}, actionsIn(found[0].Path), name)
		require.Equal(t, "timer takes beat again and again: the case stays in its state, and what the action needs holds afterwards too", found[0].Message.String())
	}
	for name, d := range map[string]lc.Definition{
		"the clock begins anew":  beat(elapsed, lc.Effect{Op: lc.Restart, Clocks: []lc.ClockName{complaint.ClockFirstResponse}}),
		"something else to meet": beat(append([]lc.Need{"returned_fewer_than(1)"}, elapsed...)),
		"none":                   complaint.National(),
	} {
		_, err := complaint.Compile(d, complaint.Extensions{})
		require.NoError(t, err, name)
	}
}

func actionsIn(path []lc.Step) (list []lc.Action) {
	for _, s := range path {
		list = append(list, s.Action)
	}
	return list
}

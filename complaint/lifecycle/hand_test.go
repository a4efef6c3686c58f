package lifecycle

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTurns: what each operation makes of a clock, however it stands.
func TestTurns(t *testing.T) {
	t.Parallel()
	const o, r, p, q, e = handOff, handRuns, handPaused, handPausedTwice, handEnded
	for op, want := range map[Op][5]hand{ // of a clock that is off, runs, is paused, is paused twice, has ended
		Start:     {r, r, r, r, r},
		StartOnce: {r, r, p, q, e},
		Restart:   {o, r, r, r, e},
		Stop:      {o, e, e, e, e},
		Supersede: {o, e, e, e, e},
		Pause:     {o, p, q, q, e},
		Resume:    {o, r, r, p, e},
		Recompute: {o, r, p, q, e},
		Extend:    {o, r, p, q, e},
		Keep:      {o, r, p, q, e},
	} {
		for from := o; from <= e; from++ {
			require.Equal(t, want[from], from.turn(op), "%s of %d", op, from)
		}
	}
}

package lifecycle

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The comparison with the engine is the last line of defence against a defect
// of this package: it sees any single cell that is not what the engine answered.
func TestCompareSeesEveryCell(t *testing.T) {
	t.Parallel()
	d := Definition{
		Name: "n", Edition: "1", Initial: "s", States: []StateInfo{{State: "s"}, {State: "rest"}, {State: "end", Final: true}},
		Transitions: []Transition{
			{Action: "in", From: []State{"s"}, To: To("rest"), By: By("a")},
			{Action: "out", From: []State{"rest"}, To: Back("s"), By: By("a")},
			{Action: "do", From: []State{AnyOpen}, To: To("end"), By: By("a")},
		},
	}
	v := Vocabulary{Roles: []Role{"a"}}
	sound, err := Compile(d, v)
	require.NoError(t, err)
	for i := range sound.table {
		b := &builder{def: d.Clone(), voc: v}
		b.declareStates()
		b.declareRows()
		m := *sound
		m.table = append([]int16(nil), sound.table...)
		m.table[i]++
		for s := range m.states.names {
			for a := range b.actions {
				b.compare(s, a, &m)
			}
		}
		require.Len(t, b.findings, 1, "cell %d", i)
		require.Equal(t, EngineDisagrees, b.findings[0].Kind)
		require.Contains(t, b.findings[0].String(), "the engine answers")
	}
}

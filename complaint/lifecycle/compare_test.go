package lifecycle

import (
	"slices"
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
	sound := func() *builder {
		b := &builder{def: d, voc: Vocabulary{Roles: []Role{"a"}}}
		b.declareStates()
		b.declareRows()
		return b
	}
	b := sound()
	engine := b.engine()
	b.compare(engine)
	require.Empty(t, b.findings)
	for i, c := range b.cells {
		for _, spoiled := range []*cell{nil, {to: 0}, {to: 1}, {to: 2}, {to: backward}, {to: backward, origins: []int{0, 1}}} {
			if returns := i%len(b.actions) == 1; !returns && spoiled != nil && len(spoiled.origins) > 0 {
				continue // an action that never returns is not asked about origins
			}
			b := sound()
			b.cells[i] = spoiled
			b.compare(engine)
			if refuses(c) && refuses(spoiled) || c != nil && spoiled != nil && c.to == spoiled.to && slices.Equal(c.origins, spoiled.origins) {
				require.Empty(t, b.findings, "cell %d", i)
				continue
			}
			require.NotEmpty(t, b.findings, "cell %d: %v", i, spoiled)
			require.Equal(t, EngineDisagrees, b.findings[0].Kind)
			require.Contains(t, b.findings[0].String(), "the engine answers")
		}
	}
}

func refuses(c *cell) bool { return c == nil || c.to == backward && len(c.origins) == 0 }

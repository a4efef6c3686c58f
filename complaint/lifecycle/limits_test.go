package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/pace"
)

// chain is a definition of n states, one after the other.
func chain(n int) lc.Definition {
	d := small("s1", nil)
	for i := 1; i < n; i++ {
		d.States = append(d.States, lc.StateInfo{State: lc.State(fmt.Sprintf("s%d", i))})
		d.Transitions = append(d.Transitions, row(lc.Action(fmt.Sprintf("go%d", i)), lc.To(lc.State(fmt.Sprintf("s%d", i+1))), "a", lc.State(fmt.Sprintf("s%d", i))))
	}
	d.States = append(d.States, lc.StateInfo{State: lc.State(fmt.Sprintf("s%d", n)), Final: true})
	return d
}

// repeat lists a value n times.
func repeat[T any](n int, v T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = v
	}
	return list
}

// Each limit lets N-1 and N pass and refuses N+1. What else is wrong with a
// definition that is not too large does not matter here.
func TestLimits(t *testing.T) {
	t.Parallel()
	lists := func(f func(*lc.Transition, int)) func(int) lc.Definition {
		return func(n int) lc.Definition {
			d := permit()
			f(&d.Transitions[2], n)
			return d
		}
	}
	for _, c := range []struct {
		name   string
		limits lc.Limits
		n      int
		def    func(n int) lc.Definition
		want   string
	}{
		{"states", lc.Limits{States: 7}, 7, chain, "8 states, at most 7 are allowed"},
		{"transitions", lc.Limits{Transitions: 7}, 7, func(n int) lc.Definition { return chain(n + 1) }, "8 transitions, at most 7 are allowed"},
		{"actions", lc.Limits{Columns: 7}, 7, func(n int) lc.Definition { return chain(n + 1) }, "8 actions and returns, at most 7 are allowed"},
		{"returns", lc.Limits{Columns: 9}, 9, func(n int) lc.Definition {
			// Three actions, one of them with a return for each of n-3 states.
			d := small("s", names("s", "rest", "end"), row("in", lc.To("rest"), "a", "s"), row("out", lc.Back("s"), "a", "rest"), row("do", lc.To("end"), "a", "s"))
			for i := 3; i < n-3; i++ {
				s := lc.State(fmt.Sprintf("s%d", i))
				d.States = append(d.States, lc.StateInfo{State: s})
				d.Transitions = append(d.Transitions, row("do", lc.To("end"), "a", s))
			}
			return d
		}, "10 actions and returns, at most 9 are allowed"},
		{"positions", lc.Limits{Positions: 7}, 7, chain, "more than 7 positions of a case, at most that many are allowed"},
		{"exits", lc.Limits{Entries: 7}, 7, func(n int) lc.Definition {
			d := permit()
			d.States[2].Exits = repeat[lc.Action](n, "reopen")
			return d
		}, "8 exits, at most 7 are allowed"},
		{"from", lc.Limits{Entries: 7}, 7, lists(func(tr *lc.Transition, n int) { tr.From = repeat[lc.State](n, "waiting") }), "8 states to start from, at most 7 are allowed"},
		{"back", lc.Limits{Entries: 7}, 7, lists(func(tr *lc.Transition, n int) { tr.To = lc.Back(repeat[lc.State](n, "filed")...) }), "8 states to return to, at most 7 are allowed"},
		{"by", lc.Limits{Entries: 7}, 7, lists(func(tr *lc.Transition, n int) { tr.By = lc.By(repeat[lc.Role](n, "clerk")...) }), "8 permits, at most 7 are allowed"},
		{"needs", lc.Limits{Entries: 7}, 7, lists(func(tr *lc.Transition, n int) { tr.Needs = repeat[lc.Need](n, "not_applicant") }), "8 needs, at most 7 are allowed"},
		{"needs of a permit", lc.Limits{Entries: 7}, 7, lists(func(tr *lc.Transition, n int) { tr.By[0].Needs = repeat[lc.Need](n, "not_applicant") }), "8 needs, at most 7 are allowed"},
		{"effects", lc.Limits{Entries: 7}, 7, lists(func(tr *lc.Transition, n int) { tr.Clocks = repeat(n, lc.Stop.On("answer")) }), "8 effects, at most 7 are allowed"},
		{"clocks", lc.Limits{Entries: 7}, 7, lists(func(tr *lc.Transition, n int) { tr.Clocks[0] = lc.Stop.On(repeat[lc.ClockName](n, "answer")...) }), "8 clocks, at most 7 are allowed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for n := c.n - 1; n <= c.n+1; n++ {
				var tooLarge []string
				v := permitWords()
				v.Roles = append(v.Roles, "a")
				if _, err := c.limits.Compile(c.def(n), v); err != nil {
					for _, f := range err.(*lc.ProofError).Findings {
						if f.Kind == lc.TooLarge {
							tooLarge = append(tooLarge, f.Message.String())
						}
					}
				}
				if n <= c.n {
					require.Empty(t, tooLarge, "n = %d", n)
				} else {
					require.Equal(t, []string{c.want}, tooLarge)
				}
			}
		})
	}
}

func TestLimitsOfFiles(t *testing.T) {
	t.Parallel()
	for n := len(permitYAML) - 1; n <= len(permitYAML)+1; n++ {
		_, err := lc.Limits{Bytes: n}.Parse("permit.yaml", []byte(permitYAML))
		require.Equal(t, n < len(permitYAML), err != nil, "%v", err)
	}
	// The deepest value is a list in a transition in the list of transitions,
	// or a label in a state in the list of states.
	for depth := 3; depth <= 5; depth++ {
		_, err := lc.Limits{Depth: depth}.Parse("permit.yaml", []byte(permitYAML))
		require.Equal(t, depth < 4, err != nil, "%v", err)
	}
}

func TestZeroLimitsAreTheDefaults(t *testing.T) {
	t.Parallel()
	for _, n := range []int{128, 129} {
		_, err := lc.Limits{}.Compile(chain(n), anybody())
		require.Equal(t, n > 128, err != nil)
	}
	require.Equal(t, 10_000, lc.DefaultLimits().Positions)
}

// Limits beyond what the tables can hold are cut down, not obeyed.
func TestLimitsHaveALimit(t *testing.T) {
	t.Parallel()
	many := lc.Limits{States: 1 << 20, Transitions: 1 << 20, Columns: 1 << 20}
	_, err := many.Compile(lc.Definition{States: make([]lc.StateInfo, 1<<14+1), Transitions: make([]lc.Transition, 1<<14+1)}, anybody())
	require.ErrorContains(t, err, "16,385 states, at most 16,384 are allowed")
	require.ErrorContains(t, err, "16,385 transitions, at most 16,384 are allowed")
}

// Definitions as large as the default limits allow, and as bad as can be, are
// answered in about a second; the bound leaves room for the race detector and
// for busy machines.
func TestHostileDefinitionsAreCheap(t *testing.T) {
	t.Parallel()
	states := names("s0")
	for i := 1; i < 127; i++ {
		states = append(states, lc.State(fmt.Sprintf("s%d", i)))
	}
	everywhere := func(do func(i int) lc.Transition) lc.Definition {
		d := small("s0", append(states[:127:127], "end"))
		for i := range 1000 {
			d.Transitions = append(d.Transitions, do(i))
		}
		return d
	}
	action := func(i int) lc.Action { return lc.Action(fmt.Sprintf("do%d", i)) }
	for name, d := range map[string]lc.Definition{
		"everything leads everywhere": everywhere(func(i int) lc.Transition {
			return row(action(i), lc.To(states[i%127]), "a", lc.AnyOpen)
		}),
		"everything returns": everywhere(func(i int) lc.Transition {
			if i%200 == 0 {
				return row(action(i), lc.Back(lc.AnyOpen), "a", lc.AnyOpen)
			}
			return row(action(i), lc.To(states[i%127]), "a", lc.AnyOpen)
		}),
		"towers of origins": everywhere(func(i int) lc.Transition {
			// Each state can be entered from every one before it, and returns.
			if i < 126 {
				return row(action(i), lc.To(states[i+1]), "a", states[:i+1]...)
			}
			if i < 252 {
				return row("out", lc.Back(states[:i-125]...), "a", states[i-125])
			}
			return row(action(i), lc.To("end"), "a", states...)
		}),
		"everything twice": everywhere(func(int) lc.Transition {
			return row("do", lc.Same(), "b", repeat(256, lc.AnyOpen)...)
		}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var err error
			steps := pace.Steps(func() { _, err = lc.Compile(d, anybody()) })
			require.Less(t, steps, 120_000)
			if err != nil {
				require.Less(t, len(err.(*lc.ProofError).Findings), 1002)
				require.Less(t, strings.Count(err.Error(), ""), 8<<20)
			}
			t.Logf("%d steps", steps)
		})
	}
}

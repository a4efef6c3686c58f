package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// A duty puts its condition on every row that it speaks of, by name or by meaning, for
// everybody but the timer; it is read as it is written, and seen in diagrams and changes.
func TestDuty(t *testing.T) {
	t.Parallel()
	v := permitWords()
	v.Meanings = []lc.Meaning{"decides"}
	d := permit()
	plain, err := lc.Compile(d, v)
	require.NoError(t, err)
	d.Actions = []lc.ActionInfo{{Action: "decide", Does: []lc.Meaning{"decides"}}}
	d.Duties = []lc.Duty{{Name: "four_eyes", Who: []string{"ask"}, Not: []string{"decides", "lapse"}}}
	m, err := lc.Compile(d, v)
	require.NoError(t, err)

	want := lc.Condition{Guard: lc.GuardDuty, Duty: "four_eyes"}
	require.Equal(t, "duty(four_eyes)", want.String())
	for from, a := range map[lc.State]lc.Action{"filed": "decide", "waiting": "lapse"} {
		rule, ok := m.Rule(from, a)
		require.True(t, ok)
		for _, role := range rule.Roles() {
			require.Equal(t, role != lc.Timer, slices.Contains(slices.Collect(rule.Needs(role)), want), "%s by %s", a, role)
		}
	}
	said := "whoever acts did not do this on the case before: ask"
	require.Equal(t, said, m.GuardIn(aduan.English(), want))
	require.Contains(t, m.Mermaid(aduan.English()), "whoever acts did not do this on the case before  ask", "a colon would end a line of Mermaid")

	changed := lc.Diff(plain, m)
	require.Len(t, changed.List, 2, "what it means, and the row: %v", changed)
	require.Contains(t, changed.List[1].String(), said)
	d.Duties[0].After = []string{"answer"}
	later, err := lc.Compile(d, v)
	require.NoError(t, err)
	require.Len(t, lc.Diff(m, later).List, 1)
	require.Contains(t, later.GuardIn(aduan.English(), want), "after which somebody: answer")
	require.Equal(t, "ask", m.Duties()[0].Who[0])

	text, err := d.JSON()
	require.NoError(t, err)
	read, err := lc.Parse("duty.json", text)
	require.NoError(t, err)
	require.Equal(t, d.Duties, read.Duties)
	text, err = permit().JSON()
	require.NoError(t, err)
	require.NotContains(t, string(text), "duties")
}

package complaint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// spot is a complaint that the search reached, and where it leads.
type spot struct {
	c    *complaint.Complaint
	path []string
	to   []string
}

// standing is what two complaints must share to count as one spot: the state
// and its origins, and in a fine search all that guards count besides.
func standing(c *complaint.Complaint, fine bool) string {
	key := fmt.Sprint(c.State, " ", c.Origins)
	if fine {
		key += fmt.Sprint(" ", c.Archived, c.Returns, c.Reopenings, c.Extensions, c.Main == c.Agency, c.Main == "", c.Draft.IsZero())
	}
	return key
}

// steps are the commands that the search knows, in a suitable person's hands.
func (tc tableSearch) steps(l *complaint.Lifecycle) []string {
	var all []string
	for a := range l.Machine().Actions() {
		if a == complaint.ActionSubmit || slices.Contains(tc.without, a) {
			continue
		}
		all = append(all, string(a))
		if a == complaint.ActionAssign || a == complaint.ActionReassign {
			all = append(all, string(a)+":help", string(a)+":self")
		}
	}
	return all
}

// tableSearch is a breadth-first search that does without some of the ways.
type tableSearch struct {
	name    string
	fine    bool
	without []lifecycle.Action
}

// reach finds every complaint that suitable people can bring about.
func (tc tableSearch) reach(t *testing.T, l *complaint.Lifecycle) (spots map[string]*spot, order []string) {
	t.Helper()
	steps := tc.steps(l)
	start := begin(t, l, complaint.Disclosure{Public: true}, "").c
	order = []string{standing(start, tc.fine)}
	spots = map[string]*spot{order[0]: {c: start}}
	for i := 0; i < len(order); i++ {
		s := spots[order[i]]
		w := &walk{t: t, l: l, c: s.c}
		for _, step := range steps {
			cmd := wellFormed(t, s.c, step)
			next, err := l.Apply(s.c, suitable(s.c, cmd.Action), cmd, allElapsed(w.next()))
			if err != nil {
				continue
			}
			key := standing(next, tc.fine)
			if _, known := spots[key]; !known {
				spots[key] = &spot{c: next, path: append(slices.Clone(s.path), step)}
				order = append(order, key)
			}
			s.to = append(s.to, key)
		}
	}
	return spots, order
}

// ends finds the spots from which a way leads to a final state, walking the
// ways backwards.
func ends(l *complaint.Lifecycle, spots map[string]*spot) map[string]bool {
	good := map[string]bool{}
	for key, s := range spots {
		good[key] = l.Machine().Final(s.c.State)
	}
	for grown := true; grown; {
		grown = false
		for key, s := range spots {
			if !good[key] && slices.ContainsFunc(s.to, func(to string) bool { return good[to] }) {
				good[key], grown = true, true
			}
		}
	}
	return good
}

// TestTableHasNoDeadEnd searches the lifecycle with real complaints: every
// state is reached, and every complaint reached can still come to an end; so it
// can if the easy ways out, or the reporter, or the timer are not there.
func TestTableHasNoDeadEnd(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	easy := []lifecycle.Action{complaint.ActionWithdraw, complaint.ActionMerge}
	reporter := []lifecycle.Action{
		complaint.ActionWithdraw, complaint.ActionMerge, complaint.ActionComplete, complaint.ActionReply, complaint.ActionAccept,
		complaint.ActionReopen, complaint.ActionDisclose, complaint.ActionSeal, complaint.ActionAttach, complaint.ActionEscalate,
	}
	timer := slices.Concat(easy, []lifecycle.Action{complaint.ActionExpire, complaint.ActionClose})
	for _, tc := range []tableSearch{
		{name: "by state and origins"},
		{name: "by all that guards count", fine: true},
		{name: "without withdraw and merge", fine: true, without: easy},
		{name: "without the reporter", fine: true, without: reporter},
		{name: "without the timer", fine: true, without: timer},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spots, order := tc.reach(t, l)
			reached := map[lifecycle.State]int{}
			good := ends(l, spots)
			for _, key := range order {
				s := spots[key]
				reached[s.c.State]++
				require.True(t, good[key], "no way to an end from %s, reached by %s", key, strings.Join(s.path, " "))
				again, err := l.Replay(s.c)
				require.NoError(t, err)
				require.Equal(t, s.c, again, "reached by %s", strings.Join(s.path, " "))
			}
			for info := range l.Machine().States() {
				require.NotZero(t, reached[info.State], "state %s is never reached", info.State)
			}
			t.Logf("%d complaints: %v", len(order), reached)
		})
	}
}

// TestTableSearchFindsEveryOrigin requires the spots that the prose tells of: a
// case is suspended from four states and merged from every open one.
func TestTableSearchFindsEveryOrigin(t *testing.T) {
	t.Parallel()
	spots, _ := tableSearch{}.reach(t, compileNational(t))
	for _, from := range []string{"submitted", "forwarded", "assigned", "in_progress"} {
		require.Contains(t, spots, "suspended ["+from+"]")
		require.Contains(t, spots, "archived ["+from+"]")
		require.Contains(t, spots, "archived ["+from+" suspended]")
	}
	require.Contains(t, spots, "archived [responded]")
	for _, from := range []string{"responded", "resolved", "archived"} {
		require.NotContains(t, spots, "suspended ["+from+"]", "nobody waits for the reporter there")
	}
}

package complaint_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// needing is the national lifecycle in which an action needs more from everybody.
func needing(a lc.Action, needs ...lc.Need) lc.Definition {
	d := complaint.National()
	for i := range d.Transitions {
		if tr := &d.Transitions[i]; tr.Action == a {
			tr.Needs = append(slices.Clone(tr.Needs), needs...)
		}
	}
	return d
}

// Guards that exclude one another, and such as whoever acts can never meet.
func TestSilentGuardsThatNobodyMeets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		action lc.Action
		needs  []lc.Need
		name   string // of the guard found
		text   string
	}{
		{complaint.ActionClose, []lc.Need{"supervisory", "not_supervisory"}, "supervisory", "supervisory can never hold for close together with not_supervisory"},
		{complaint.ActionDisclose, []lc.Need{"narrows"}, "widens", "widens can never hold for disclose together with narrows"},
		{complaint.ActionSeal, []lc.Need{"widens"}, "widens", "together with narrows"},
		{complaint.ActionClearAccusation, []lc.Need{"not_accused"}, "not_accused", "together with accused"},
		{complaint.ActionConfirmAccusation, []lc.Need{"not_accused"}, "not_accused", "together with unconfirmed"},
		{complaint.ActionRelay, []lc.Need{"orphaned"}, "orphaned", "together with parent_answered"},
		{complaint.ActionExtend, []lc.Need{"elapsed(resolution)"}, "elapsed(resolution)", "together with due_ahead(resolution)"},
		{complaint.ActionExpire, []lc.Need{"main_unit"}, "main_unit", "main_unit can never hold for expire by timer, who has no unit"},
		{complaint.ActionAccept, []lc.Need{"main_unit"}, "main_unit", "by reporter, who has no unit"},
		{complaint.ActionAccept, []lc.Need{"assigned_unit"}, "assigned_unit", "by reporter, who has no unit"},
	} {
		found := refusedReach(t, needing(c.action, c.needs...), complaint.Extensions{})
		require.NotEmpty(t, found)
		for _, f := range found { // one for each row of the action
			require.Equal(t, lc.PointlessGuard, f.Kind)
			require.Equal(t, c.action, f.Action)
			require.Equal(t, c.name, f.Name)
			require.Contains(t, f.Message.In(aduan.English()), c.text)
		}
	}
	both := complaint.National()
	both.Transitions = append(both.Transitions, lc.Transition{
		Action: "settle", From: []lc.State{complaint.StateArchived}, To: lc.Same(), By: lc.By(complaint.RoleReporter), Needs: []lc.Need{"orphaned", "parent_open"},
	})
	found := refusedReach(t, both, complaint.Extensions{})
	require.Len(t, found, 1)
	require.Equal(t, "orphaned", found[0].Name)
}

// A guard that one of two roles can never meet is found, whichever comes first.
func TestSilentGuardOfTheRoleThatNeverMeetsIt(t *testing.T) {
	t.Parallel()
	for _, by := range [][]lc.Permit{lc.By(complaint.RoleLiaisonOfficer, complaint.RoleReporter), lc.By(complaint.RoleReporter, complaint.RoleLiaisonOfficer)} {
		d := complaint.National()
		d.Transitions = append(d.Transitions, lc.Transition{
			Action: "settle", From: []lc.State{complaint.StateInProgress}, To: lc.Same(), By: by, Needs: []lc.Need{"main_unit"},
		})
		found := refusedReach(t, d, complaint.Extensions{})
		require.Len(t, found, 1)
		require.Contains(t, found[0].Message.In(aduan.English()), "by reporter")
	}
}

// Guards of different clocks are no contradiction, nor are those of different roles.
func TestSilentGuardsThatGoTogether(t *testing.T) {
	t.Parallel()
	_, err := complaint.Compile(needing(complaint.ActionExtend, "elapsed(verification)"), complaint.Extensions{})
	require.NoError(t, err)
	d := complaint.National()
	d.Transitions = append(d.Transitions, lc.Transition{
		Action: "settle", From: []lc.State{complaint.StateInProgress}, To: lc.Same(), By: []lc.Permit{
			{Role: complaint.RoleReporter, Needs: []lc.Need{"supervisory"}}, {Role: complaint.RoleNationalAdmin, Needs: []lc.Need{"not_supervisory"}},
		},
	})
	_, err = complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
}

// watching is the national lifecycle in which an action also has effects on a clock of
// the embedder's own, which the office owes.
func watching(effects map[lc.Action]lc.Op) (lc.Definition, complaint.Extensions) {
	d := complaint.National()
	for i := range d.Transitions {
		tr := &d.Transitions[i]
		if op, ok := effects[tr.Action]; ok {
			tr.Clocks = append(slices.Clone(tr.Clocks), op.On("inspection"))
		}
	}
	return d, complaint.Extensions{Clocks: []lc.ClockName{"inspection"}}
}

// A clock of the office that nothing stops keeps every answered case from closing: the
// guard nothing_owed would refuse for ever.
func TestSilentClockThatIsAlwaysOwed(t *testing.T) {
	t.Parallel()
	for _, effects := range []map[lc.Action]lc.Op{
		{complaint.ActionForward: lc.Start},
		{complaint.ActionForward: lc.StartOnce},
		{complaint.ActionSubmit: lc.Start, complaint.ActionForward: lc.Restart},
		{complaint.ActionSubmit: lc.Start, complaint.ActionReturn: lc.Stop, complaint.ActionForward: lc.Start},
	} {
		d, with := watching(effects)
		found := refusedReach(t, d, with)
		require.Len(t, found, 1, "%v", effects)
		require.Equal(t, lc.PointlessGuard, found[0].Kind)
		require.Equal(t, complaint.ActionClose, found[0].Action)
		require.Equal(t, "nothing_owed", found[0].Name)
		require.Contains(t, found[0].Message.In(aduan.English()), "nothing_owed can never hold for close: the clock inspection, which the office owes, always runs there")
	}
	for _, effects := range []map[lc.Action]lc.Op{
		{complaint.ActionForward: lc.Start, complaint.ActionRespond: lc.Stop},
		{complaint.ActionForward: lc.Start, complaint.ActionRespond: lc.Pause},
		{complaint.ActionSubmit: lc.StartOnce, complaint.ActionSuspend: lc.Stop, complaint.ActionForward: lc.StartOnce},
		{complaint.ActionAssign: lc.Start}, // whoever handles the case themselves has none
	} {
		d, with := watching(effects)
		_, err := complaint.Compile(d, with)
		require.NoError(t, err, "%v", effects)
	}
	found := refusedReach(t, needing(complaint.ActionClose, "running(statutory_answer)"), complaint.Extensions{})
	require.Len(t, found, 2, "the clock never runs there, and if it did, the office would owe it")
}

package complaint_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// TestTableSwitches turns each switch of the national rules on alone: it gives
// the holding agency's admin that action in the states of the table, and gives
// nobody anything else.
func TestTableSwitches(t *testing.T) {
	t.Parallel()
	off := compileNational(t)
	for action, set := range map[lifecycle.Action]func(*complaint.NationalRules){
		complaint.ActionArchive:    func(r *complaint.NationalRules) { r.AgencyMayArchive = true },
		complaint.ActionTransfer:   func(r *complaint.NationalRules) { r.AgencyMayTransfer = true },
		complaint.ActionReclassify: func(r *complaint.NationalRules) { r.AgencyMayReclassify = true },
	} {
		t.Run(string(action), func(t *testing.T) {
			t.Parallel()
			rules := complaint.DefaultNationalRules()
			set(&rules)
			on := compileTable(t, rules.Definition())
			given := 0
			for _, tc := range tableCases() {
				given += compareSwitch(t, off, on, tc, action)
			}
			require.NotZero(t, given)
		})
	}
}

func compareSwitch(t *testing.T, off, on *complaint.Lifecycle, tc tableCase, action lifecycle.Action) (given int) {
	t.Helper()
	states := []lifecycle.State{complaint.StateForwarded, complaint.StateAssigned, complaint.StateInProgress}
	if action == complaint.ActionArchive {
		states = []lifecycle.State{complaint.StateForwarded} // a submitted case is with no agency
	}
	c := begin(t, off, complaint.Disclosure{Public: true}, tc.path).c
	require.Equal(t, c.State, begin(t, on, complaint.Disclosure{Public: true}, tc.path).c.State)
	at := allElapsed(c.UpdatedAt().Add(1))
	for _, by := range tc.actors(t, c.Reporter) {
		want := off.Allowed(c, by.Actor, at)
		cmd := wellFormed(t, c, string(action))
		if by.role == complaint.RoleAgencyAdmin {
			require.NotContains(t, want, action, "off by default")
			_, err := off.Apply(c, by.Actor, cmd, at)
			require.ErrorIs(t, err, complaint.ErrForbidden)
		}
		got := on.Allowed(c, by.Actor, at)
		if by.role == complaint.RoleAgencyAdmin && by.relation == "holding" && slices.Contains(states, c.State) {
			given++
			require.ElementsMatch(t, append(want, action), got, "%s in %s", by.ID, c.State)
			_, err := on.Apply(c, by.Actor, cmd, at)
			require.NoError(t, err)
			continue
		}
		require.Equal(t, want, got, "%s in %s", by.ID, c.State)
	}
	return given
}

// TestTableSwitchedTransferNeedsAnotherAgency holds for the agency's own admin
// as for the national one.
func TestTableSwitchedTransferNeedsAnotherAgency(t *testing.T) {
	t.Parallel()
	rules := complaint.DefaultNationalRules()
	rules.AgencyMayTransfer = true
	w := begin(t, compileTable(t, rules.Definition()), complaint.Disclosure{}, "forward")
	w.refuse(officer(complaint.RoleAgencyAdmin, tableAgency), complaint.Command{Action: complaint.ActionTransfer, Note: "round", Agency: tableAgency}, allElapsed(w.next()))
}

// TestTableNumbers changes the numbers of the national rules, each to one more
// than its default.
func TestTableNumbers(t *testing.T) {
	t.Parallel()
	rules := complaint.DefaultNationalRules()
	require.Equal(t, []int{2, 1, 30, 1}, []int{rules.Returns, rules.Reopenings, rules.ReopenDays, rules.Extensions})
	require.Equal(t, complaint.National(), rules.Definition())
	rules.Returns, rules.Reopenings, rules.Extensions = 3, 2, 2
	l := compileTable(t, rules.Definition())
	begin(t, l, complaint.Disclosure{}, "forward return forward return forward return")
	begin(t, l, complaint.Disclosure{}, "forward assign respond accept reopen respond accept reopen")
	begin(t, l, complaint.Disclosure{}, "forward extend extend")
}

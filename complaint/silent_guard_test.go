package complaint_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// guarded is the counter with a guard on its finisher, after the rows given.
func guarded(need lc.Need, rows ...lc.Transition) lc.Definition {
	d := counter(lc.By(complaint.RoleNationalAdmin), rows...)
	d.Transitions[len(d.Transitions)-1].Needs = []lc.Need{need}
	return d
}

// clocked starts a clock when a case is filed.
func clocked(d lc.Definition) lc.Definition {
	d.Transitions[0].Clocks = []lc.Effect{lc.Start.On(complaint.ClockReply)}
	return d
}

// Every guard of the vocabulary says, where there is nothing that it could ask for,
// what is missing; or it has a point from the beginning.
func TestSilentGuardOfEveryKind(t *testing.T) {
	t.Parallel()
	unmet, elsewhere, uncounted := "no action that brings it about comes before", "asks about what finish does not state", "is never reached: "
	want := map[lc.GuardName]string{
		complaint.GuardElapsed: "the clock reply never runs there", complaint.GuardRunning: "the clock reply never runs there",
		complaint.GuardDueAhead:      "the clock reply never runs there",
		complaint.GuardBreachedClock: elsewhere, complaint.GuardClockRuns: elsewhere, complaint.GuardNotEscalated: elsewhere, complaint.GuardNotEscalatedInRun: elsewhere, complaint.GuardOtherClock: elsewhere,
		complaint.GuardReturnedFewerThan: uncounted, complaint.GuardMovedFewerThan: uncounted, complaint.GuardReopenedFewerThan: uncounted, complaint.GuardExtendedFewerThan: uncounted, complaint.GuardRunExtendedFewerThan: uncounted,
		complaint.GuardCoordinatorIsMain: unmet, complaint.GuardMainUnit: unmet, complaint.GuardAssignedUnit: unmet, complaint.GuardHasDraft: unmet,
		complaint.GuardNamesDraft: elsewhere, complaint.GuardOtherAgency: elsewhere, complaint.GuardWidens: elsewhere, complaint.GuardNarrows: elsewhere,
		complaint.GuardHeld: unmet, complaint.GuardHolderUnknown: unmet, complaint.GuardSupervisory: unmet, complaint.GuardNamesCompetent: elsewhere, complaint.GuardMerged: unmet, complaint.GuardOtherCase: elsewhere,
		complaint.GuardNotAccused: elsewhere, complaint.GuardAccused: elsewhere, complaint.GuardUnconfirmed: elsewhere,
		complaint.GuardOrphaned: unmet, complaint.GuardParentAnswered: unmet, complaint.GuardParentOpen: unmet, complaint.GuardPassedOn: elsewhere,
		// These hold from the beginning.
		complaint.GuardNothingOwed: "", complaint.GuardEnteredWithinDays: "", complaint.GuardNotDrafter: "", complaint.GuardStays: "", complaint.GuardNotSupervisory: "",
	}
	for _, g := range complaint.Vocabulary().Guards {
		text, ok := want[g.Name]
		require.True(t, ok, "%s has no answer: say in sources where that comes from what it asks for", g.Name)
		need := lc.Need(g.Name)
		switch g.Takes {
		case lc.TakesNumber:
			need = lc.Need(fmt.Sprintf("%s(2)", g.Name))
		case lc.TakesClock:
			need = lc.Need(fmt.Sprintf("%s(%s)", g.Name, complaint.ClockReply))
		}
		d := guarded(need)
		if g.Takes == lc.TakesClock { // started only after the guard
			d.Transitions[1].Clocks = []lc.Effect{lc.Start.On(complaint.ClockReply)}
		}
		if text == "" {
			_, err := complaint.Compile(d, complaint.Extensions{})
			require.NoError(t, err, g.Name)
			continue
		}
		found := refusedReach(t, d, complaint.Extensions{})
		require.Len(t, found, 1, g.Name)
		require.Equal(t, lc.PointlessGuard, found[0].Kind)
		require.Equal(t, string(need), found[0].Name)
		require.Equal(t, "transitions[1]", found[0].Field)
		require.Contains(t, found[0].Message.In(aduan.English()), text, g.Name)
	}
}

// A guard whose source stands in the definition has to come upon it on some way; a
// row of several states, in one of them.
func TestSilentGuardThatNothingSatisfies(t *testing.T) {
	t.Parallel()
	national, agencyAdmin := complaint.RoleNationalAdmin, complaint.RoleAgencyAdmin
	row := func(a lc.Action, from, to lc.State, by ...lc.Permit) lc.Transition {
		return lc.Transition{Action: a, From: []lc.State{from}, To: lc.To(to), By: append(lc.By(national), by...)}
	}
	guard := func(t lc.Transition, needs ...lc.Need) lc.Transition {
		t.Needs = needs
		return t
	}
	office := func(rows ...lc.Transition) lc.Definition {
		d := counter(lc.By(national), rows...)
		d.States = append(d.States, lc.StateInfo{State: "held"})
		return d
	}
	forward := row(complaint.ActionForward, "filed", "held")
	assign := row(complaint.ActionAssign, "held", "held", lc.By(agencyAdmin)...)
	draft, end := row(complaint.ActionDraft, "held", "held"), row("end", "held", "closed")
	liaison := lc.Permit{Role: complaint.RoleLiaisonOfficer, Needs: []lc.Need{lc.Need(complaint.GuardMainUnit)}}
	stop := row("stop", "filed", "held")
	stop.Clocks = []lc.Effect{lc.Stop.On(complaint.ClockReply)}
	for name, c := range map[string]struct {
		d    lc.Definition
		want []string // the needs found
	}{
		"main_unit without anybody who assigns": {office(forward, row("end", "held", "closed", liaison)), []string{"main_unit"}},
		"main_unit after an assignment":         {office(forward, assign, row("end", "held", "closed", liaison)), nil},
		"main_unit, handed back before": {
			office(forward, row(complaint.ActionAssign, "filed", "filed"), guard(end, "main_unit")), []string{"main_unit"},
		},
		"has_draft without a draft":         {office(forward, guard(end, "has_draft")), []string{"has_draft"}},
		"has_draft after a draft":           {office(forward, draft, guard(end, "has_draft")), nil},
		"a draft that the way there drops":  {office(row(complaint.ActionDraft, "filed", "filed"), forward, guard(end, "has_draft")), []string{"has_draft"}},
		"supervisory without a class":       {office(row("send", "filed", "held"), guard(end, "supervisory")), []string{"supervisory"}},
		"supervisory after a forward":       {office(forward, guard(end, "supervisory")), nil},
		"in one of the states of the row":   {office(forward, assign, lc.Transition{Action: "end", From: []lc.State{"filed", "held"}, To: lc.To("closed"), By: []lc.Permit{liaison, {Role: national}}}), nil},
		"a clock that has ended":            {clocked(office(stop, guard(end, "running(reply)"))), []string{"running(reply)"}},
		"a clock that has ended may be out": {clocked(office(stop, guard(end, "elapsed(reply)"))), nil},
		"a clock that runs":                 {clocked(office(forward, guard(end, "running(reply)", "due_ahead(reply)"))), nil},
		"a limit of none is a decision":     {office(forward, guard(row(complaint.ActionReturn, "held", "filed"), "returned_fewer_than(0)"), end), nil},
		"merged into an open state": {
			office(row(complaint.ActionMerge, "filed", "held"), guard(end, "merged")), []string{"merged"},
		},
		"two guards of one row": {office(forward, guard(end, "has_draft", "main_unit")), []string{"has_draft", "main_unit"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := complaint.Compile(c.d, complaint.Extensions{})
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			var got []string
			for _, f := range refusedReach(t, c.d, complaint.Extensions{}) {
				if f.Kind == lc.BadMeaning {
					continue // an assignment or a merge out of place is one too
				}
				require.Equal(t, lc.PointlessGuard, f.Kind, "%s", f)
				got = append(got, f.Name)
			}
			require.Equal(t, c.want, got)
		})
	}
}

// The finding names the row, the guard and the actions that are missing; an
// embedder's own guard is theirs to satisfy.
func TestSilentGuardSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	found := refusedReach(t, guarded("has_draft"), complaint.Extensions{})
	require.Equal(t, `pointless guard: has_draft can never hold for finish: no action that brings it about comes before; path: submit -> filed; legal: draft`, found[0].String())
	found = refusedReach(t, guarded("breached_clock"), complaint.Extensions{})
	require.Equal(t, `pointless guard: breached_clock asks about what finish does not state; path: submit -> filed; legal: escalate`, found[0].String())
	found = refusedReach(t, guarded("returned_fewer_than(2)"), complaint.Extensions{})
	require.Equal(t, `syarat tanpa guna: batas returned_fewer_than(2) untuk finish tidak pernah tercapai: tidak ada tindakan yang dihitungnya; jalannya: submit -> filed; yang tersedia: return`, found[0].In(aduan.Indonesian()))

	own := complaint.Extensions{Guards: []complaint.Guard{{
		Guard: lc.Guard{Name: "full_moon"}, Check: func(complaint.GuardFacts) bool { return false },
	}}}
	_, err := complaint.Compile(guarded("full_moon"), own)
	require.NoError(t, err)
}

// Both editions of the national lifecycle compile, whatever the rules.
func TestSilentGuardsOfTheNationalEditions(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{false, true} {
		r := complaint.NationalRules{AgencyMayArchive: on, AgencyMayTransfer: on, AgencyMayReclassify: on, FollowUpAnswers: on, KeepsOwnCase: on}
		for _, n := range []int{0, 3} {
			r.Returns, r.Moves, r.Reopenings, r.ReopenDays, r.Extensions = n, n, n, n, n
			for _, edition := range []string{"1", "2"} {
				d, err := r.Edition(edition)
				require.NoError(t, err)
				_, err = complaint.Compile(d, complaint.Extensions{})
				require.NoError(t, err)
			}
		}
	}
}

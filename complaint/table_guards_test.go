package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// except is a moment at which all clocks but one have run out.
func except(now time.Time, running lifecycle.ClockName) complaint.Moment {
	at := complaint.Moment{Now: now}
	for _, c := range complaint.Vocabulary().Clocks {
		if c != running {
			at.Elapsed = append(at.Elapsed, c)
		}
	}
	return at
}

func TestTableTimerWaitsForItsClock(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	for _, tc := range []struct {
		path  string
		clock lifecycle.ClockName
		cmd   lifecycle.Action
	}{
		{"forward assign suspend", complaint.ClockCompletion, complaint.ActionExpire},
		{"forward assign respond", complaint.ClockReply, complaint.ActionClose},
	} {
		t.Run(string(tc.cmd), func(t *testing.T) {
			t.Parallel()
			w := begin(t, l, complaint.Disclosure{}, tc.path)
			cmd := complaint.Command{Action: tc.cmd}
			w.unasked(timer(), cmd, complaint.Moment{Now: w.next()})
			w.unasked(timer(), cmd, except(w.next(), tc.clock))
			w.do(timer(), cmd, complaint.Moment{Now: w.next(), Elapsed: []lifecycle.ClockName{tc.clock}})
		})
	}
}

func TestTableThirdReturn(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward return forward return forward")
	require.Equal(t, 2, w.c.Returns)
	back := complaint.Command{Action: complaint.ActionReturn, Note: "still not ours", Agency: tableElse}
	w.unasked(officer(complaint.RoleAgencyAdmin, tableAgency), back, allElapsed(w.next()))
	w.along("transfer")
	require.Equal(t, complaint.StateForwarded, w.c.State)
	require.Equal(t, tableElse, w.c.Agency)
	w.unasked(officer(complaint.RoleAgencyAdmin, tableElse), back, allElapsed(w.next()))
}

func TestTableReturnMaySuggestAnAgency(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward")
	w.do(officer(complaint.RoleAgencyAdmin, tableAgency), complaint.Command{Action: complaint.ActionReturn, Note: "a road", Agency: tableElse}, allElapsed(w.next()))
	require.Empty(t, w.c.Agency, "a suggestion does not hold the case")
	require.Equal(t, tableElse, w.c.Timeline[len(w.c.Timeline)-1].Details.Agency)
}

func TestTableSecondReopening(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward assign respond accept reopen respond accept")
	cmd := complaint.Command{Action: complaint.ActionReopen, Note: "again"}
	w.unasked(reporterOf(w.c), cmd, allElapsed(w.next()))
	w.unasked(nationalAdmin(), cmd, allElapsed(w.next()))
}

func TestTableReopeningIsLate(t *testing.T) {
	t.Parallel()
	for _, last := range []string{"accept", "close"} {
		w := begin(t, compileNational(t), complaint.Disclosure{}, "forward assign respond "+last)
		month := w.c.UpdatedAt().Add(30 * 24 * time.Hour)
		cmd := complaint.Command{Action: complaint.ActionReopen, Note: "the queue is back"}
		w.unasked(reporterOf(w.c), cmd, complaint.Moment{Now: month.Add(time.Microsecond)})
		for _, in := range []struct {
			by complaint.Actor
			at time.Time
		}{
			{reporterOf(w.c), month},
			{nationalAdmin(), month.Add(time.Microsecond)},
			{nationalAdmin(), month.AddDate(1, 0, 0)},
		} {
			next, err := w.l.Apply(w.c, in.by, cmd, complaint.Moment{Now: in.at})
			require.NoError(t, err)
			require.Equal(t, complaint.StateInProgress, next.State)
		}
	}
}

func TestTableSecondExtension(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward extend assign")
	cmd := complaint.Command{Action: complaint.ActionExtend, Note: "more", Days: 1}
	w.unasked(officer(complaint.RoleAgencyAdmin, tableAgency), cmd, complaint.Moment{Now: w.next()})
}

func TestTableExtensionNeedsResolutionRunning(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward assign respond reply")
	cmd := complaint.Command{Action: complaint.ActionExtend, Note: "more", Days: 1}
	w.unasked(officer(complaint.RoleAgencyAdmin, tableAgency), cmd, complaint.Moment{Now: w.next()})
	w.along("transfer")
	w.unasked(officer(complaint.RoleAgencyAdmin, tableElse), cmd, complaint.Moment{Now: w.next()})
	w = begin(t, compileNational(t), complaint.Disclosure{}, "forward assign respond accept reopen extend")
	require.Equal(t, 1, w.c.Extensions, "a reopened case has a new resolution clock")
}

func TestTableEscalation(t *testing.T) {
	t.Parallel()
	for _, by := range []lifecycle.Role{complaint.RoleTimer, complaint.RoleReporter, complaint.RoleNationalAdmin} {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			w := begin(t, compileNational(t), complaint.Disclosure{}, "forward")
			actor := officer(by, "")
			if by == complaint.RoleReporter {
				actor = reporterOf(w.c)
			}
			cmd := complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockFirstResponse, Rung: complaint.RungSuperior}
			breached := func() complaint.Moment {
				return complaint.Moment{Now: w.next(), Elapsed: []lifecycle.ClockName{complaint.ClockFirstResponse, complaint.ClockResolution}}
			}
			w.unasked(actor, cmd, complaint.Moment{Now: w.next()})
			w.refuse(actor, cmd, except(w.next(), complaint.ClockFirstResponse))
			w.do(actor, cmd, breached())
			w.refuse(actor, cmd, breached())
			w.refuse(nationalAdmin(), cmd, breached())
			cmd.Rung = complaint.RungInspectorate
			w.do(actor, cmd, breached())
			cmd.Rung = complaint.RungOmbudsman
			w.do(actor, cmd, breached())
			w.refuse(actor, cmd, breached())
			cmd.Clock, cmd.Rung = complaint.ClockResolution, complaint.RungSuperior
			w.do(actor, cmd, breached())
			again := complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockFirstResponse, Rung: complaint.RungOmbudsman}
			only := complaint.Moment{Now: w.next(), Elapsed: []lifecycle.ClockName{complaint.ClockFirstResponse}}
			if by == complaint.RoleTimer { // which may go on to a further step
				w.refuse(actor, again, only)
			} else {
				w.unasked(actor, again, only)
			}
			require.Equal(t, complaint.StateForwarded, w.c.State, "escalated is a fact beside the state")
			require.Len(t, w.c.Escalations, 4)
		})
	}
}

func TestTableApproval(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	cmd := complaint.Command{Action: complaint.ActionApprove}
	liaison := officer(complaint.RoleLiaisonOfficer, tableMain)
	for _, path := range []string{"forward assign", "forward assign follow_up", "forward assign draft approve reply", "forward assign draft respond reply"} {
		w := begin(t, l, complaint.Disclosure{}, path)
		w.unasked(liaison, cmd, allElapsed(w.next()))
	}
	w := begin(t, l, complaint.Disclosure{}, "forward assign")
	drafter := complaint.Actor{ID: liaison.ID, Role: complaint.RoleUnitAdmin, Agency: tableMain}
	w.do(drafter, complaint.Command{Action: complaint.ActionDraft, Note: "an answer"}, allElapsed(w.next()))
	w.unasked(liaison, cmd, allElapsed(w.next()))
	second := liaison
	second.ID = "somebody else"
	w.refuse(second, cmd, allElapsed(w.next()))
	cmd.Draft = complaint.Digest{1}
	w.refuse(second, cmd, allElapsed(w.next()))
	cmd.Draft = w.c.Draft.Text
	next, err := l.Apply(w.c, second, cmd, allElapsed(w.next()))
	require.NoError(t, err)
	require.Equal(t, complaint.StateResponded, next.State)
	w.along("draft") // another drafter replaces the draft; whoever drafted before still does not answer
	w.refuse(second, cmd, allElapsed(w.next()))
	cmd.Draft = w.c.Draft.Text
	w.unasked(liaison, cmd, allElapsed(w.next()))
	w.unasked(liaison, complaint.Command{Action: complaint.ActionRespond, Note: "an answer"}, allElapsed(w.next()))
	w.do(second, cmd, allElapsed(w.next()))

	// Two people without an account cannot be told apart, so they count as one.
	w = begin(t, l, complaint.Disclosure{}, "forward assign")
	w.do(complaint.Actor{Role: complaint.RoleUnitAdmin, Agency: tableMain}, complaint.Command{Action: complaint.ActionDraft, Note: "an answer"}, allElapsed(w.next()))
	w.unasked(complaint.Actor{Role: complaint.RoleLiaisonOfficer, Agency: tableMain}, cmd, allElapsed(w.next()))
}

func TestTableTransferToTheSameAgency(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"forward", "forward assign", "forward handle"} {
		w := begin(t, compileNational(t), complaint.Disclosure{}, path)
		w.refuse(nationalAdmin(), complaint.Command{Action: complaint.ActionTransfer, Note: "there", Agency: tableAgency}, allElapsed(w.next()))
	}
}

func TestTableMergeIntoItself(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward")
	cmd := complaint.Command{Action: complaint.ActionMerge, Parent: w.c.ID}
	w.refuse(nationalAdmin(), cmd, allElapsed(w.next()))
	w.refuse(officer(complaint.RoleAgencyAdmin, tableAgency), cmd, allElapsed(w.next()))
}

func TestTableUnmergeOfWhatWasNotMerged(t *testing.T) {
	t.Parallel()
	for _, path := range []string{
		"archive", "forward archive", "withdraw", "forward assign withdraw", "suspend expire", "forward suspend withdraw",
		"forward merge unmerge archive", "forward suspend merge unmerge expire", "forward assign merge unmerge withdraw",
	} {
		w := begin(t, compileNational(t), complaint.Disclosure{}, path)
		require.NotEqual(t, complaint.ArchivedDuplicate, w.c.Archived)
		w.unasked(nationalAdmin(), complaint.Command{Action: complaint.ActionUnmerge}, allElapsed(w.next()))
	}
}

func TestTableUnmergeRestoresTheCase(t *testing.T) {
	t.Parallel()
	for _, path := range []string{
		"", "suspend", "forward", "forward assign:help draft", "forward assign:help draft suspend", "forward handle follow_up draft extend escalate",
		"forward assign respond", "forward assign respond accept reopen",
	} {
		w := begin(t, compileNational(t), complaint.Disclosure{Named: true}, path)
		before := w.c
		w.along("merge")
		require.Equal(t, complaint.ArchivedDuplicate, w.c.Archived)
		require.Equal(t, before.Tracking, w.c.Tracking, "both tracking numbers keep working")
		w.along("unmerge")
		after := w.c.Clone()
		require.Len(t, after.Timeline, len(before.Timeline)+2)
		after.Version, after.Timeline, after.Texts = before.Version, before.Timeline, before.Texts
		require.Equal(t, before, after, "all but version, timeline and its texts, after %q", path)
	}
}

func TestTableForwardPublishesUnlessSecret(t *testing.T) {
	t.Parallel()
	for _, d := range fullDisclosures() {
		w := begin(t, compileNational(t), d, "")
		require.Nil(t, w.l.PublicView(w.c).Report, "%s, not verified yet", d)
		w.along("forward")
		require.Nil(t, w.l.PublicView(w.c).Report, "%s, as long as it accuses somebody", d)
		w.along("clear_accusation")
		require.Equal(t, d.Public, w.l.PublicView(w.c).Report != nil, "%s", d)
	}
}

// TestTableDisclosureIsNotTraded opens one thing and closes the other: neither
// disclose nor seal does that.
func TestTableDisclosureIsNotTraded(t *testing.T) {
	t.Parallel()
	named, public := complaint.Disclosure{Named: true}, complaint.Disclosure{Public: true}
	for _, d := range []struct{ from, to complaint.Disclosure }{{named, public}, {public, named}, {named, named}} {
		w := begin(t, compileNational(t), d.from, "forward")
		for _, a := range []lifecycle.Action{complaint.ActionDisclose, complaint.ActionSeal} {
			w.refuse(reporterOf(w.c), complaint.Command{Action: a, Disclosure: &d.to}, allElapsed(w.next()))
		}
	}
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward")
	w.refuse(reporterOf(w.c), complaint.Command{Action: complaint.ActionSeal, Disclosure: &named}, allElapsed(w.next()))
	w.do(reporterOf(w.c), complaint.Command{Action: complaint.ActionDisclose, Disclosure: &named}, allElapsed(w.next()))
}

func TestTableArchiveReasonsOfOtherActions(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "")
	for _, reason := range []complaint.ArchiveReason{"", complaint.ArchivedDuplicate, complaint.ArchivedWithdrawn, complaint.ArchivedExpired} {
		_, err := w.l.Apply(w.c, nationalAdmin(), complaint.Command{Action: complaint.ActionArchive, Reason: reason}, allElapsed(w.next()))
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	for path, want := range map[string]complaint.ArchiveReason{
		"archive": complaint.ArchivedUnclear, "withdraw": complaint.ArchivedWithdrawn,
		"suspend expire": complaint.ArchivedExpired, "merge": complaint.ArchivedDuplicate,
	} {
		require.Equal(t, want, begin(t, w.l, complaint.Disclosure{}, path).c.Archived)
	}
}

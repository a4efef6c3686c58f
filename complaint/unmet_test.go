package complaint_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// A guard that asks for several things names the one that is missing, and nothing
// that is there.
func TestDenialNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	first, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	old, latest := compileTable(t, first), compileNational(t)
	elapsed := func(m complaint.Moment) complaint.Moment {
		m.Elapsed = complaint.Vocabulary().Clocks
		return m
	}
	parent := func(p complaint.Parent) complaint.Moment { return complaint.Moment{Parent: &p} }
	extend := complaint.Command{Action: complaint.ActionExtend, Note: "banjir", Days: 3}
	confirm := complaint.Command{Action: complaint.ActionConfirmAccusation, Accused: []agency.ID{tableAccused}}
	escalate := complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockResolution, Rung: complaint.RungSuperior}
	escalated := "forward assign reassign"
	admin := officer(complaint.RoleAgencyAdmin, tableAgency)
	for name, c := range map[string]struct {
		l    *complaint.Lifecycle
		path string
		by   complaint.Actor
		cmd  complaint.Command
		at   complaint.Moment
		want map[string]string // by condition
	}{
		"the clock does not run": {
			latest, "forward assign respond reply", admin, extend,
			complaint.Moment{},
			map[string]string{"due_ahead(resolution)": `needs: the clock "Resolution" is running`},
		},
		"the clock is over": {
			latest, "forward", admin, extend, elapsed(complaint.Moment{}),
			map[string]string{"due_ahead(resolution)": `needs: the clock "Resolution" has not run out`},
		},
		"the clock has no limit": {
			latest, "forward", admin, extend,
			complaint.Moment{Unlimited: []lc.ClockName{complaint.ClockResolution}},
			map[string]string{"due_ahead(resolution)": `needs: the clock "Resolution" has a limit`},
		},
		"the policy counts no extensions": {
			latest, "forward", admin, extend,
			complaint.Moment{Fixed: []lc.ClockName{complaint.ClockResolution}},
			map[string]string{"due_ahead(resolution)": `needs: the deadline policy counts extensions`},
		},
		"a step is skipped": {
			latest, escalated, timer(), with(escalate, func(c *complaint.Command) { c.Step = 3 }), elapsed(complaint.Moment{}),
			map[string]string{"not_escalated_in_run": "needs: a rung is escalated to step by step, and step 1 is the next"},
		},
		"edition 1 has one step": {
			old, escalated, timer(), with(escalate, func(c *complaint.Command) { c.Step = 2 }), elapsed(complaint.Moment{}),
			map[string]string{"not_escalated": "needs: a rung is escalated to step by step, and step 1 is the next"},
		},
		"the bodies are not accused": {
			latest, "forward:supervisory", nationalAdmin(), with(confirm, func(c *complaint.Command) { c.Accused = []agency.ID{tableSuspect} }),
			complaint.Moment{},
			map[string]string{"unconfirmed": "needs: the report accuses the bodies named"},
		},
		"the accusation is confirmed": {
			latest, "forward:supervisory confirm_accusation", nationalAdmin(), confirm,
			complaint.Moment{},
			map[string]string{"unconfirmed": "needs: the accusation of the bodies named is not confirmed yet"},
		},
		"the case is not merged": {
			latest, "archive",
			complaint.Actor{},
			complaint.Command{Action: complaint.ActionReply, Note: "Halo"},
			parent(complaint.Parent{}),
			map[string]string{"parent_open": "needs: the case has been merged into another"},
		},
		"the parent has ended": {
			latest, "merge",
			complaint.Actor{},
			complaint.Command{Action: complaint.ActionReply, Note: "Halo"},
			parent(complaint.Parent{Ended: true}),
			map[string]string{"parent_open": "needs: the case into which this one was merged has not ended"},
		},
		"the parent goes on": {
			latest, "merge", timer(),
			complaint.Command{Action: complaint.ActionUnmerge},
			parent(complaint.Parent{}),
			map[string]string{"orphaned": "needs: the case into which this one was merged has ended"},
		},
		"the parent has an answer": {
			latest, "merge", timer(),
			complaint.Command{Action: complaint.ActionUnmerge},
			parent(complaint.Parent{Ended: true, Answered: true}),
			map[string]string{"orphaned": "needs: the case into which this one was merged has no answer"},
		},
		"the parent has none": {
			latest, "merge", timer(),
			complaint.Command{Action: complaint.ActionRelay},
			parent(complaint.Parent{Ended: true}),
			map[string]string{"parent_answered": "needs: the case into which this one was merged was answered"},
		},
		"the answer was relayed": {
			latest, "merge relay", timer(),
			complaint.Command{Action: complaint.ActionRelay},
			parent(complaint.Parent{Answered: true}),
			map[string]string{"parent_answered": "needs: the answer to the case into which this one was merged was not relayed yet"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, c.l, complaint.Disclosure{}, c.path)
			if c.by == (complaint.Actor{}) {
				c.by = reporterOf(w.c)
			}
			c.at.Now = w.next()
			require.Equal(t, c.want, refusedGuards(t, w, c.by, c.cmd, c.at))
		})
	}
}

// with is a command changed.
func with(cmd complaint.Command, change func(*complaint.Command)) complaint.Command {
	change(&cmd)
	return cmd
}

// refusedGuards are the texts of the guards that refuse a command.
func refusedGuards(t *testing.T, w *walk, by complaint.Actor, cmd complaint.Command, at complaint.Moment) map[string]string {
	t.Helper()
	_, err := w.l.Apply(w.c, by, cmd, at)
	var denial *complaint.Denial
	require.ErrorAs(t, err, &denial)
	said := map[string]string{}
	for _, r := range denial.Reasons {
		require.Equal(t, complaint.DeniedByGuard, r.Code)
		said[r.Condition] = r.Text.In(aduan.English())
	}
	return said
}

// An approval of a draft that another followed says which one waits, in both
// editions, and not that there is none.
func TestDenialNamesTheNewerDraft(t *testing.T) {
	t.Parallel()
	first, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	for condition, l := range map[string]*complaint.Lifecycle{"has_draft": compileTable(t, first), "names_draft": compileNational(t)} {
		w := begin(t, l, complaint.Disclosure{}, "forward assign")
		drafter, liaison := officer(complaint.RoleUnitAdmin, tableMain), officer(complaint.RoleLiaisonOfficer, tableMain)
		draft := func(text string) complaint.Digest {
			w.do(drafter, complaint.Command{Action: complaint.ActionDraft, Note: text}, complaint.Moment{Now: w.next()})
			return w.c.Draft.Text
		}
		older, newer := draft("Sudah diperbaiki."), draft("Tidak akan diperbaiki.")
		approve := func(named complaint.Digest) complaint.Command {
			return complaint.Command{Action: complaint.ActionApprove, Draft: named}
		}
		at := complaint.Moment{Now: w.next()}
		require.Equal(t, map[string]string{condition: "another draft is newer than the one named: that of entry 5, " + newer.String()}, refusedGuards(t, w, liaison, approve(older), at))
		require.Equal(t, map[string]string{condition: "needs: the approval names the draft that is waiting, as it was read"}, refusedGuards(t, w, liaison, approve(complaint.Digest{1}), at))
		_, err = w.l.Apply(w.c, liaison, approve(older), at)
		var denial *complaint.Denial
		require.ErrorAs(t, err, &denial)
		require.Equal(t, []string{newer.String()}, denial.Reasons[0].Legal)
		require.True(t, slices.Contains(w.l.Allowed(w.c, liaison, at), complaint.ActionApprove))
		w.do(liaison, approve(newer), at)

		w = begin(t, l, complaint.Disclosure{}, "forward assign")
		require.Equal(t, "needs: a drafted answer is waiting for approval", refusedGuards(t, w, liaison, approve(older), complaint.Moment{Now: w.next()})["has_draft"])
	}
}

package complaint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// changes says in words what one step did to the runs of all clocks: "starts
// reply", "stops resolution". What was not touched is not mentioned, and what
// was must bear the instant of the step.
func changes(t *testing.T, before, after []complaint.ClockRun, at time.Time, entry int) []string {
	t.Helper()
	var did []string
	say := func(what string, r complaint.ClockRun) { did = append(did, what+" "+string(r.Clock)) }
	require.GreaterOrEqual(t, len(after), len(before), "runs stay readable")
	for i, b := range before {
		a := after[i]
		require.Equal(t, []any{b.Clock, b.Entry, b.Started}, []any{a.Clock, a.Entry, a.Started}, "a run keeps its start")
		if a.State != b.State {
			require.True(t, b.Ended.IsZero(), "%s has ended before", b.Clock)
			switch a.State {
			case complaint.ClockPaused:
				say("pauses", a)
				require.Equal(t, complaint.Span{From: at, Entry: entry}, a.Pauses[len(a.Pauses)-1])
			case complaint.ClockRuns:
				say("resumes", a)
				require.Equal(t, at, a.Pauses[len(a.Pauses)-1].Until)
			case complaint.ClockStopped:
				say("stops", a)
				require.Equal(t, at, a.Ended)
			case complaint.ClockSuperseded:
				say("supersedes", a)
				require.Equal(t, at, a.Ended)
			}
		} else {
			require.Equal(t, b.Pauses, a.Pauses)
			require.Equal(t, b.Ended, a.Ended)
		}
		if len(a.Extensions) != len(b.Extensions) {
			say("extends", a)
			require.Equal(t, complaint.Extension{At: at, Days: 7, Entry: entry}, a.Extensions[len(a.Extensions)-1])
		}
		if len(a.Recomputed) != len(b.Recomputed) {
			say("recomputes", a)
			require.Equal(t, entry, a.Recomputed[len(a.Recomputed)-1])
		}
	}
	for _, a := range after[len(before):] {
		say("starts", a)
		require.Equal(t, complaint.ClockRun{Clock: a.Clock, State: complaint.ClockRuns, Entry: entry, Started: at, Restarted: a.Restarted}, a)
	}
	return did
}

// clockStep is a step on a case that came along a path, and what the prose says
// it does to the clocks, separated by commas; an empty text is nothing at all.
type clockStep struct{ path, step, want string }

func clockSteps() []clockStep {
	const (
		// What a first forward starts and what an answer stops.
		forward = "stops verification, starts first_response, starts resolution, starts statutory_decision, starts ombudsman"
		first   = "stops first_response, stops statutory_answer, stops ombudsman"
		answer  = first + ", stops resolution, stops statutory_decision, starts reply"
		rest    = "stops resolution, stops statutory_decision, starts reply"
		all     = "supersedes first_response, supersedes resolution, supersedes statutory_answer, supersedes statutory_decision, supersedes ombudsman"
	)
	return []clockStep{
		{"", "forward", forward},
		{"suspend complete", "forward", forward},
		{"forward return", "forward", "stops verification, starts first_response"},
		{"forward return forward return", "forward", "stops verification, starts first_response"},
		{"forward assign respond reply transfer return", "forward", "stops verification, starts first_response"}, // what has ended stays ended

		{"", "suspend", "pauses verification, starts completion"},
		{"forward", "suspend", "pauses first_response, pauses resolution, starts completion"},
		{"forward assign", "suspend", "pauses first_response, pauses resolution, starts completion"},
		{"forward assign follow_up", "suspend", "pauses resolution, starts completion"},
		{"forward assign respond reply", "suspend", "pauses further_answer, starts completion"},
		{"forward suspend complete", "suspend", "pauses first_response, pauses resolution, starts completion"},

		{"suspend", "complete", "resumes verification, stops completion"},
		{"forward suspend", "complete", "resumes first_response, resumes resolution, stops completion, supersedes statutory_decision, starts statutory_decision"},
		{"forward assign follow_up suspend", "complete", "resumes resolution, stops completion, supersedes statutory_decision, starts statutory_decision"},
		{"forward assign respond reply suspend", "complete", "resumes further_answer, stops completion"},
		{"forward return suspend", "complete", "resumes verification, resumes resolution, stops completion, supersedes statutory_decision, starts statutory_decision"},
		{"forward suspend merge unmerge", "complete", "resumes first_response, resumes resolution, stops completion, supersedes statutory_decision, starts statutory_decision"},

		{"suspend", "expire", "supersedes verification, supersedes completion, supersedes statutory_answer"},
		{"forward suspend", "expire", all + ", supersedes completion"},

		{"", "archive", "supersedes verification, supersedes statutory_answer"},
		{"forward", "archive", all},
		{"forward:supervisory assign", "leave", ""},
		{"forward:supervisory assign respond", "leave", ""},
		{"forward:supervisory suspend", "leave", "resumes first_response, resumes resolution, stops completion"},
		{"forward assign respond", "attach", "stops reply, starts further_answer"},
		{"forward assign respond", "accuse", "stops reply, starts further_answer"},
		{"forward assign", "accuse", ""},
		{"forward assign respond accept", "note", ""},
		{"forward assign respond accept", "edit", ""},
		{"", "withdraw", "supersedes verification, supersedes statutory_answer"},
		{"forward assign", "withdraw", all},
		{"forward assign follow_up", "withdraw", "supersedes resolution, supersedes statutory_decision"},
		{"forward assign respond", "withdraw", "supersedes reply"},
		{"forward assign respond reply", "withdraw", "supersedes further_answer"},
		{"forward suspend", "withdraw", all + ", supersedes completion"},

		{"forward", "return", "supersedes first_response, starts verification"},
		{"forward assign follow_up transfer", "return", "supersedes first_response, starts verification"},
		{"forward", "assign", ""},
		{"forward", "handle", ""},
		{"forward assign", "hand_back", ""},
		{"forward assign", "reassign:help", ""},
		{"forward assign follow_up", "reassign:help", ""},
		{"forward", "transfer", "supersedes first_response, starts first_response"},
		{"forward assign", "transfer", "supersedes first_response, starts first_response"},
		{"forward assign follow_up", "transfer", "starts first_response"},
		{"forward assign respond reply", "transfer", "starts first_response"},
		{"forward", "reclassify", "recomputes resolution"},
		{"forward assign", "reclassify", "recomputes resolution"},
		{"forward assign follow_up", "reclassify", "recomputes resolution"},
		{"forward assign respond reply", "reclassify", ""},

		{"forward assign", "edit", ""},
		{"forward assign", "attach", ""},
		{"forward assign", "note", ""},
		{"forward assign", "disclose", ""},
		{"forward assign disclose", "seal", ""},
		{"forward assign", "draft", ""},
		{"forward assign", "escalate", ""},
		{"forward suspend", "escalate", ""},

		{"forward assign", "follow_up", first},
		{"forward handle", "follow_up", first},
		{"forward assign follow_up", "follow_up", ""},
		{"forward assign respond reply", "follow_up", ""},
		{"forward assign follow_up transfer assign", "follow_up", "stops first_response"},

		{"forward assign draft", "approve", answer},
		{"forward assign follow_up draft", "approve", rest},
		{"forward assign respond reply draft", "approve", "stops further_answer, starts reply"},
		{"forward assign", "respond", answer},
		{"forward handle", "respond", answer},
		{"forward assign follow_up", "respond", rest},
		{"forward assign respond reply", "respond", "stops further_answer, starts reply"},
		{"forward assign respond accept reopen", "respond", "stops resolution, starts reply"},
		{"forward assign suspend complete", "respond", answer},

		{"forward assign respond", "reply", "stops reply, starts further_answer"},
		{"forward assign respond reply respond", "reply", "stops reply, starts further_answer"},
		{"forward assign respond", "accept", "stops reply"},
		{"forward assign respond", "close", "supersedes reply"},
		{"forward assign respond accept", "reopen", "starts resolution"},
		{"forward assign respond close", "reopen", "starts resolution"},

		{"forward", "extend", "extends resolution"},
		{"forward assign", "extend", "extends resolution"},
		{"forward assign respond accept reopen", "extend", "extends resolution"},

		{"forward", "accuse", ""},
		{"forward:supervisory", "confirm_accusation", ""},
		{"forward", "clear_accusation", ""},

		{"", "merge", "pauses verification"},
		{"forward", "merge", "pauses first_response, pauses resolution"},
		{"forward assign respond", "merge", "pauses reply"},
		{"forward suspend", "merge", "pauses completion"},
		{"merge", "unmerge", "resumes verification"},
		{"forward merge", "unmerge", "resumes first_response, resumes resolution"},
		{"forward assign respond merge", "unmerge", "resumes reply"},
		{"forward suspend merge", "unmerge", "resumes completion"},
		{"forward suspend merge unmerge merge", "unmerge", "resumes completion"},
		{"forward merge", "relay", "stops statutory_answer, stops statutory_decision, stops ombudsman"},
		{"merge", "reply", ""},
		{"forward assign", "pass_on", ""},
		{"forward assign respond", "pass_on", "stops reply, starts further_answer"},
	}
}

// TestTableClocks compares what each action does to the clocks with the prose.
func TestTableClocks(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	tried := map[lifecycle.Action]bool{complaint.ActionSubmit: true}
	opened := begin(t, l, complaint.Disclosure{}, "").c
	require.ElementsMatch(t, []string{"starts verification", "starts statutory_answer"}, changes(t, nil, l.Clocks(opened), opened.UpdatedAt(), 1))
	for _, tc := range clockSteps() {
		cmd := wellFormed(t, opened, tc.step)
		tried[cmd.Action] = true
		t.Run(fmt.Sprintf("%s, %s", tc.path, tc.step), func(t *testing.T) {
			t.Parallel()
			w := begin(t, l, complaint.Disclosure{}, tc.path)
			before := l.Clocks(w.c)
			w.along(tc.step)
			did := changes(t, before, l.Clocks(w.c), w.c.UpdatedAt(), len(w.c.Timeline))
			var want []string
			if tc.want != "" {
				want = strings.Split(tc.want, ", ")
			}
			require.ElementsMatch(t, want, did)
		})
	}
	for a := range l.Machine().Actions() {
		require.True(t, tried[a], "the clocks of %s are not compared", a)
	}
}

// TestTableFinalStatesLeaveNothingRunning holds wherever a case ends; a merged
// one has only the clocks of the law running but may have others that stand still.
func TestTableFinalStatesLeaveNothingRunning(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	spots, _ := tableSearch{fine: true}.reach(t, l)
	for _, s := range spots {
		for _, r := range l.Clocks(s.c) {
			open := r.State == complaint.ClockRuns || r.State == complaint.ClockPaused
			require.Equal(t, open, r.Ended.IsZero())
			switch {
			case s.c.Archived == complaint.ArchivedDuplicate:
				require.True(t, byLaw(r.Clock) || r.State != complaint.ClockRuns, "%s after %v", r.Clock, s.path)
			case l.Machine().Final(s.c.State):
				require.False(t, open, "%s after %v", r.Clock, s.path)
			case s.c.State == complaint.StateSuspended && r.State == complaint.ClockRuns:
				require.Contains(t, []lifecycle.ClockName{
					complaint.ClockCompletion, complaint.ClockStatutoryAnswer, complaint.ClockStatutoryDecision, complaint.ClockOmbudsman,
				}, r.Clock, "after %v", s.path)
			case s.c.State != complaint.StateSuspended:
				require.NotEqual(t, complaint.ClockPaused, r.State, "%s after %v", r.Clock, s.path)
			}
		}
	}
}

// TestTableSuspendedMergedUnmergedIsStillPaused follows one clock through both:
// it stands still from the suspension to the completion, in one stretch.
func TestTableSuspendedMergedUnmergedIsStillPaused(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward suspend")
	from := w.c.UpdatedAt()
	w.along("merge unmerge")
	require.Equal(t, complaint.StateSuspended, w.c.State)
	w.along("complete")
	require.Equal(t, complaint.StateForwarded, w.c.State)
	runs := w.l.Clocks(w.c)
	i := slices.IndexFunc(runs, func(r complaint.ClockRun) bool { return r.Clock == complaint.ClockResolution })
	require.Equal(t, complaint.ClockRuns, runs[i].State)
	require.Equal(t, []complaint.Span{{From: from, Until: w.c.UpdatedAt(), Entry: 3}}, runs[i].Pauses)
}

// TestTableBounceKeepsTheResolution sends a case back and on: the clocks of the
// law and of the resolution run from the first forward.
func TestTableBounceKeepsTheResolution(t *testing.T) {
	t.Parallel()
	w := begin(t, compileNational(t), complaint.Disclosure{}, "forward")
	start := w.c.UpdatedAt()
	w.along("return forward return forward transfer reclassify assign")
	for _, c := range []lifecycle.ClockName{complaint.ClockResolution, complaint.ClockStatutoryDecision, complaint.ClockOmbudsman} {
		var starts []time.Time
		for _, r := range w.l.Clocks(w.c) {
			if r.Clock == c {
				require.Equal(t, complaint.ClockRuns, r.State)
				starts = append(starts, r.Started)
			}
		}
		require.Equal(t, []time.Time{start}, starts, "%s", c)
	}
}

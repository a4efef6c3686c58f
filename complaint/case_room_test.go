package complaint_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

func roomLimits() complaint.Limits {
	return complaint.Limits{Text: 400, Texts: 4000, Entries: 60, Attachments: 20, Attributes: 40}
}

// fill lets the reporter do whatever they may, at random, until nothing that they
// add is taken any more. What would end the case, or their part in it, is left out.
func fill(t *testing.T, w *walk, r *rand.Rand) {
	t.Helper()
	for refused := 0; refused < 40; {
		at := allElapsed(w.next())
		may := w.l.Allowed(w.c, reporterOf(w.c), at)
		if len(may) == 0 {
			return
		}
		a := may[r.IntN(len(may))]
		next, known := w.l.Machine().Next(w.c.State, a, "")
		if a == complaint.ActionLeave || known && w.l.Machine().Final(next) {
			refused++
			continue
		}
		cmd := wellFormed(t, w.c, string(a))
		cmd.Note = strings.Repeat("x", 1+r.IntN(400))
		if a == complaint.ActionEscalate {
			cmd.Clock = lifecycle.ClockName([]lifecycle.ClockName{complaint.ClockStatutoryAnswer, complaint.ClockOmbudsman}[r.IntN(2)])
			cmd.Rung = w.l.Rungs()[r.IntN(3)]
		}
		after, err := w.l.Apply(w.c, reporterOf(w.c), cmd, at)
		if err != nil {
			refused++
			continue
		}
		w.c, refused = after, 0
		w.c.Version++
		require.NoError(t, w.c.Validate(roomLimits()))
	}
}

// Whatever a reporter adds, by commands of every kind, the office can do each of its
// actions until the end, and the timer acts on a timeline that is full.
func TestCase12TheOfficeAlwaysHasRoom(t *testing.T) {
	t.Parallel()
	for edition := range editions(t) {
		def, err := complaint.NationalEdition(edition)
		require.NoError(t, err)
		l, err := complaint.Compile(def, complaint.Extensions{Limits: roomLimits()})
		require.NoError(t, err)
		for seed := range uint64(20) {
			r := rand.New(rand.NewPCG(seed, 12))
			w := begin(t, l, complaint.Disclosure{}, "")
			for _, steps := range []string{
				"forward", "transfer", "edit", "suspend", "assign", "note", "follow_up", "extend", "reassign", "draft approve", "respond", "respond close", "reopen", "merge", "unmerge", "respond close",
			} {
				fill(t, w, r)
				fromOffice(w, strings.Fields(steps)...)
			}
		}
	}
}

// office takes steps of the office, to which it first brings the case back if the
// reporter's turn came in between.
func fromOffice(w *walk, steps ...string) {
	w.t.Helper()
	for _, step := range steps {
		if w.c.State == complaint.StateResponded && step != "close" && step != "merge" {
			w.do(nationalAdmin(), complaint.Command{Action: complaint.ActionReply, Note: "Mohon tunggu."}, allElapsed(w.next()))
		}
		if w.c.State == complaint.StateSuspended {
			w.do(reporterOf(w.c), complaint.Command{Action: complaint.ActionComplete}, allElapsed(w.next()))
		}
		if step == "reopen" {
			if w.c.State != complaint.StateResolved {
				continue // its reporter did
			}
			w.do(nationalAdmin(), complaint.Command{Action: complaint.ActionReopen, Note: "Keliru ditutup."}, allElapsed(w.next()))
			continue
		}
		w.along(step)
	}
}

func TestCase12TheTimerActsOnAFullTimeline(t *testing.T) {
	t.Parallel()
	limits := complaint.Limits{Entries: 8}
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{Limits: limits})
	require.NoError(t, err)
	w := begin(t, l, complaint.Disclosure{Public: true}, "forward assign respond note note note note")
	require.Len(t, w.c.Timeline, 8)
	_, err = l.Apply(w.c, nationalAdmin(), complaint.Command{Action: complaint.ActionNote, Note: "x"}, allElapsed(w.next()))
	require.ErrorContains(t, err, "8 entries, at most 8")
	for _, rung := range []complaint.Rung{complaint.RungSuperior, complaint.RungInspectorate, complaint.RungOmbudsman} {
		w.do(timer(), complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockReply, Rung: rung}, allElapsed(w.next()))
	}
	w.along("close")
	w.do(nationalAdmin(), complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}}, allElapsed(w.next()))
	w.c.Version = 20
	require.NoError(t, w.c.Validate(limits), "stores take it")
	again, err := l.Replay(w.c)
	require.NoError(t, err)
	require.Equal(t, w.c, again)
}

// What is not possible in a state, or not for somebody, is refused for that, however full
// the case is: another attempt with less to say would be no better.
func TestRefusalsNameTheStateBeforeTheRoom(t *testing.T) {
	t.Parallel()
	limits := complaint.Limits{Entries: 4, Texts: 90, Attachments: 2, Accused: 1}
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{Limits: limits})
	require.NoError(t, err)
	w := begin(t, l, complaint.Disclosure{Public: true}, "forward note note")
	at := allElapsed(w.next())
	for a := range l.Machine().Actions() {
		for _, by := range []complaint.Actor{reporterOf(w.c), nationalAdmin(), byAgency(tableAgency), timer(), {ID: "o", Role: complaint.RoleOmbudsman}} {
			if a == complaint.ActionSubmit {
				continue
			}
			cmd := wellFormed(t, w.c, string(a))
			if cmd.Note != "" {
				cmd.Note = strings.Repeat("x", 50)
			}
			cmd.Category = "" // with forward, which only then asks for it
			if a == complaint.ActionEdit {
				cmd.Title = strings.Repeat("x", 50)
			}
			_, err := l.Apply(w.c, by, cmd, at)
			why := l.WhyNot(w.c, by, a, at)
			full := why != nil && why.Reasons[0].Code == complaint.DeniedByRoom
			switch {
			case why == nil || full:
				require.False(t, errors.Is(err, complaint.ErrNotAllowed) || errors.Is(err, complaint.ErrForbidden), "%s: %v", a, err)
				require.False(t, full && err == nil, "%s is not promised, and done", a)
			default:
				_, denied := errors.AsType[*complaint.Denial](err)
				require.True(t, denied, "%s by %s: %v", a, by.Role, err)
			}
		}
	}
	_, err = l.Apply(w.c, reporterOf(w.c), complaint.Command{Action: complaint.ActionAccept, Rating: 5}, at)
	require.ErrorIs(t, err, complaint.ErrNotAllowed)
	require.ErrorContains(t, err, "not possible in this state, but in")
	require.ErrorContains(t, l.WhyNot(w.c, nationalAdmin(), complaint.ActionNote, at), "the case is full: it has no room")
}

// So it is with what a service has to look up.
func TestRefusalsNameTheStateBeforeWhatIsLookedUp(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionWithdraw})
	for _, cmd := range []complaint.Command{
		mergeInto(d.id()), mergeInto(id), forwardTo("nowhere"), {Action: complaint.ActionTransfer, Agency: "nowhere", Note: "x"}, {Action: complaint.ActionForward, Class: complaint.ClassAspiration, Agency: "works"},
	} {
		_, err := d.Do(t.Context(), byNational(), id, cmd)
		require.ErrorIs(t, err, complaint.ErrNotAllowed, "%s: %v", cmd.Action, err)
	}
}

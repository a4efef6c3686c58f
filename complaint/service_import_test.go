package complaint_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// city says what a city's words mean in the national lifecycle.
func cityMapping() complaint.Mapping {
	return complaint.Mapping{Steps: map[string]complaint.Step{
		"Routed":     {Action: complaint.ActionForward},
		"Dispatched": {Action: complaint.ActionAssign, State: complaint.StateAssigned},
		"Resolved":   {Action: complaint.ActionRespond},
		"Closed":     {State: complaint.StateResolved},
	}}
}

// pastCase is a case of the city with four events, a day apart, and its own number.
func pastCase(n int) complaint.Past {
	at := deskBegan().AddDate(-3, 0, n%700)
	event := func(days int, word string, cmd complaint.Command) complaint.PastEvent {
		return complaint.PastEvent{At: at.AddDate(0, 0, days), Word: word, Command: cmd}
	}
	return complaint.Past{
		Draft: deskDraft(fromSystem(fmt.Sprint(n))), At: at, Line: n + 1,
		Events: []complaint.PastEvent{
			event(1, "Routed", complaint.Command{Class: complaint.ClassNonSupervisory, Agency: "roads"}),
			event(2, "Dispatched", complaint.Command{Main: "roads/crew"}),
			event(3, "Resolved", complaint.Command{Note: "Fixed."}),
			event(4, "Closed", complaint.Command{}),
		},
	}
}

func pastCases(n int) iter.Seq2[complaint.Past, error] {
	return func(yield func(complaint.Past, error) bool) {
		for i := range n {
			if !yield(pastCase(i), nil) {
				return
			}
		}
	}
}

func TestImportTakesThePast(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for got := range d.Import(t.Context(), byImport(), cityMapping(), pastCases(1)) {
		require.NoError(t, got.Err)
		require.False(t, got.Receipt.Repeated)
		c, err := d.working.Get(t.Context(), got.Receipt.ID)
		require.NoError(t, err)
		began := deskBegan().AddDate(-3, 0, 0)
		require.Equal(t, began, c.SubmittedAt())
		require.Equal(t, complaint.StateResolved, c.State)
		require.Equal(t, began.AddDate(0, 0, 4), c.EnteredAt())
		require.Equal(t, []lifecycle.Action{
			complaint.ActionSubmit, complaint.ActionForward, complaint.ActionAssign, complaint.ActionRespond, complaint.ActionImport, complaint.ActionImport,
		}, actionsOf(c))
		require.Equal(t, d.clock.now().UTC(), c.UpdatedAt(), "when it was imported")
		require.NoError(t, c.Validate(complaint.Limits{}))
		again, err := deskNational(t).Replay(c)
		require.NoError(t, err)
		requireSame(t, c, again)
		for _, run := range deskNational(t).Clocks(c) {
			require.False(t, run.Ended.IsZero(), "%s: nothing runs on after the end", run.Clock)
		}
		view, err := d.Get(t.Context(), byNational(), c.ID)
		require.NoError(t, err)
		require.Equal(t, "Fixed.", view.Events[3].Text)
		d.do(byNational(), c.ID, noteOf("Looked at.")) // it goes on here
	}
}

func actionsOf(c *complaint.Complaint) (list []lifecycle.Action) {
	for _, e := range c.Timeline {
		list = append(list, e.Action)
	}
	return list
}

// An imported case that is open goes on: the clocks of its last actions run.
func TestAnImportedCaseThatIsOpen(t *testing.T) {
	t.Parallel()
	d, past := newDesk(t), pastCase(0)
	past.Events = past.Events[:2]
	got := imported(d.Import(t.Context(), byImport(), cityMapping(), listed(past)))
	require.NoError(t, got[0].Err)
	c, err := d.working.Get(t.Context(), got[0].Receipt.ID)
	require.NoError(t, err)
	require.True(t, runs(deskNational(t), c, complaint.ClockResolution))
	d.do(complaint.Actor{ID: "lia", Role: complaint.RoleLiaisonOfficer, Agency: "roads/crew"}, c.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Done."})
}

// What contradicts the lifecycle is reported by its line and left out; the others are
// not.
func TestImportLeavesOutWhatContradicts(t *testing.T) {
	t.Parallel()
	for what, test := range map[string]struct {
		change func(p *complaint.Past)
		field  string
		legal  string
	}{
		"closes before it was opened":       {func(p *complaint.Past) { p.Events[3].At = p.At.Add(-time.Hour) }, "events[3].at", ""},
		"is in the future":                  {func(p *complaint.Past) { p.Events[3].At = deskBegan().Add(time.Hour) }, "events[3].at", ""},
		"begins in the future":              {func(p *complaint.Past) { p.At = deskBegan().Add(time.Hour) }, "at", ""},
		"was answered before it was routed": {func(p *complaint.Past) { p.Events = p.Events[2:] }, "events[0]", "assigned"},
		"speaks of what the mapping lacks":  {func(p *complaint.Past) { p.Events[1].Word = "Dispached" }, "events[1].word", "Dispatched"},
		"speaks of a state that there is not": {func(p *complaint.Past) {
			p.Events[3] = complaint.PastEvent{At: p.Events[3].At, State: "resolvd"}
		}, "events[3].state", "resolved"},
		"leads elsewhere": {func(p *complaint.Past) {
			p.Events[3] = complaint.PastEvent{At: p.Events[3].At, Command: complaint.Command{Action: complaint.ActionReply}, State: complaint.StateResolved}
		}, "events[3]", "in_progress"},
		"says what its action does not take": {func(p *complaint.Past) { p.Events[2].Command.Rating = 3 }, "events[2].command.rating", "note"},
		"was done in a role that there is not": {func(p *complaint.Past) {
			p.Events[1].By = complaint.Actor{ID: "x", Role: "agency_admn"}
		}, "events[1].by.role", "agency_admin"},
		"is of a class that there is not": {func(p *complaint.Past) { p.Events[0].Command.Class = "non_supervisry" }, "events[0].command.class", "non_supervisory"},
		"was promised by what starts no clock": {func(p *complaint.Past) {
			p.Events[2] = complaint.PastEvent{At: p.Events[2].At, Command: complaint.Command{
				Action: complaint.ActionRespond, Promise: &complaint.Promise{Due: deskBegan(), Origin: "311"},
			}}
		}, "events[2].command.promise", ""},
		"was merged into a case of ours": {func(p *complaint.Past) {
			p.Events[3] = complaint.PastEvent{At: p.Events[3].At, Command: complaint.Command{Action: complaint.ActionMerge, Parent: complaint.ID{UUID: [16]byte{1}}}}
		}, "events[3].command.action", ""},
		"could not go on": {func(p *complaint.Past) {
			p.Events = append(p.Events[:3], complaint.PastEvent{At: p.Events[3].At, State: complaint.StateSuspended})
		}, "", ""},
		"names no case": {func(p *complaint.Past) {
			p.Draft.Channel, p.Draft.External = complaint.ChannelWeb, complaint.External{}
		}, "external", ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			d, wrong := newDesk(t), pastCase(1)
			test.change(&wrong)
			got := imported(d.Import(t.Context(), byImport(), cityMapping(), listed(pastCase(0), wrong, pastCase(2))))
			require.Len(t, got, 3)
			require.NoError(t, got[0].Err)
			require.NoError(t, got[2].Err)
			if test.field == "" {
				require.NoError(t, got[1].Err)
				return
			}
			var row *complaint.RowError
			require.ErrorAs(t, got[1].Err, &row)
			require.Equal(t, 2, row.Line)
			var invalid *storage.InvalidError
			require.ErrorAs(t, row, &invalid)
			require.Equal(t, test.field, invalid.Problems[0].Field)
			if test.legal != "" {
				require.Contains(t, invalid.Problems[0].Legal, test.legal)
			}
			require.Equal(t, 2, stored(t, d.working))
		})
	}
}

// A state that is left only by the way by which one came cannot be imported: nobody
// knows the way.
func TestImportIntoADeadEnd(t *testing.T) {
	t.Parallel()
	admin := lifecycle.By(complaint.RoleNationalAdmin)
	small, err := complaint.Compile(lifecycle.Definition{
		Name: "small", Edition: "1", Initial: "open",
		States: []lifecycle.StateInfo{
			{State: "open", Owner: complaint.RoleNationalAdmin}, {State: "paused", Owner: complaint.RoleNationalAdmin}, {State: "closed", Final: true},
		},
		Transitions: []lifecycle.Transition{
			{Action: complaint.ActionSubmit, From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("open"), By: lifecycle.By(complaint.RoleFieldOfficer)},
			{Action: "pause", From: []lifecycle.State{"open"}, To: lifecycle.To("paused"), By: admin},
			{Action: "resume", From: []lifecycle.State{"paused"}, To: lifecycle.Back("open"), By: admin},
			{Action: "finish", From: []lifecycle.State{"open"}, To: lifecycle.To("closed"), By: admin},
		},
	}, complaint.Extensions{})
	require.NoError(t, err)
	d, past := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{small} }), pastCase(0)
	at := past.Events[0].At
	by := func(e complaint.PastEvent) []complaint.PastEvent { e.At = at; return []complaint.PastEvent{e} }
	past.Events = by(complaint.PastEvent{State: "paused"})
	got := imported(d.Import(t.Context(), byImport(), complaint.Mapping{}, listed(past)))
	require.ErrorContains(t, got[0].Err, "no action leads on")
	past.Events = by(complaint.PastEvent{Command: complaint.Command{Action: "pause"}})
	got = imported(d.Import(t.Context(), byImport(), complaint.Mapping{}, listed(past)))
	require.NoError(t, got[0].Err, "the way is known")
	d.do(byNational(), got[0].Receipt.ID, complaint.Command{Action: "resume"})
}

// A mapping that the lifecycle does not know imports nothing.
func TestImportChecksItsMapping(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	got := imported(d.Import(t.Context(), byImport(), complaint.Mapping{Steps: map[string]complaint.Step{
		"a": {Action: "respnd"}, "b": {State: "resolvd"}, "c": {},
	}}, pastCases(1)))
	require.Len(t, got, 1)
	var invalid *storage.InvalidError
	require.ErrorAs(t, got[0].Err, &invalid)
	require.Len(t, invalid.Problems, 3)
	require.Equal(t, "respond", invalid.Problems[0].Legal[0])
	require.Equal(t, "resolved", invalid.Problems[1].Legal[0])
	require.Zero(t, stored(t, d.working))

	got = imported(d.Import(t.Context(), byImport(), complaint.Mapping{Lifecycle: complaint.Edition{Name: "x", Edition: "1"}}, pastCases(1)))
	require.ErrorIs(t, got[0].Err, storage.ErrInvalid)
	got = imported(d.Import(t.Context(), byNational(), cityMapping(), pastCases(1)))
	require.ErrorIs(t, got[0].Err, complaint.ErrForbidden)
}

// A reader that fails on a row is told, and the import goes on; one that fails ends it.
func TestImportOfAFileThatCannotBeRead(t *testing.T) {
	t.Parallel()
	d, row, gone := newDesk(t), &complaint.RowError{Line: 2, Err: storage.ErrInvalid}, errors.New("gone")
	got := imported(d.Import(t.Context(), byImport(), cityMapping(), func(yield func(complaint.Past, error) bool) {
		_ = yield(pastCase(0), nil) && yield(complaint.Past{Line: 2}, row) && yield(pastCase(1), nil) && yield(complaint.Past{}, gone) && yield(pastCase(2), nil)
	}))
	require.Len(t, got, 4)
	require.NoError(t, got[0].Err)
	require.ErrorIs(t, got[1].Err, row)
	require.NoError(t, got[2].Err)
	require.ErrorIs(t, got[3].Err, gone)
}

// Whatever interrupts an import, beginning it anew leaves what one run would have.
func TestImportInterruptedAndResumed(t *testing.T) {
	t.Parallel()
	const n = 1200
	whole := newDesk(t)
	for got := range whole.Import(t.Context(), byImport(), cityMapping(), pastCases(n)) {
		require.NoError(t, got.Err)
	}
	for seed := range uint64(6) {
		r, d := rand.New(rand.NewPCG(seed, 1)), newDesk(t)
		stop := r.IntN(n)
		ctx, cancel := context.WithCancel(t.Context())
		seen := 0
		for range d.Import(ctx, byImport(), cityMapping(), pastCases(n)) {
			if seen++; seen == stop {
				if seed%2 == 0 {
					break
				}
				cancel()
			}
		}
		cancel()
		repeated := 0
		for got := range d.Import(t.Context(), byImport(), cityMapping(), pastCases(n)) {
			require.NoError(t, got.Err)
			if got.Receipt.Repeated {
				repeated++
			}
		}
		require.GreaterOrEqual(t, repeated, min(stop, n)/2)
		require.Equal(t, summaries(t, whole.working), summaries(t, d.working), seed)
		for got := range d.Import(t.Context(), byImport(), cityMapping(), pastCases(n)) {
			require.True(t, got.Receipt.Repeated, "nothing changes")
		}
		require.Equal(t, summaries(t, whole.working), summaries(t, d.working), seed)
	}
}

// A case with another past is not the one that was imported.
func TestImportOfAnotherPast(t *testing.T) {
	t.Parallel()
	d, other, longer, shorter := newDesk(t), pastCase(0), pastCase(0), pastCase(0)
	other.Events[1].At = other.Events[1].At.Add(time.Hour)
	longer.Events = append(longer.Events, complaint.PastEvent{At: longer.Events[3].At, State: complaint.StateArchived})
	shorter.Events = shorter.Events[:2]
	said, where, who := pastCase(0), pastCase(0), pastCase(0)
	said.Events[2].Command.Note = "Fixed again."
	where.Events[0].Command.Agency = "health"
	who.Events[2].By = complaint.Actor{ID: "ann", Role: complaint.RoleUnitAdmin, Agency: "roads/crew"}
	got := imported(d.Import(t.Context(), byImport(), cityMapping(), listed(pastCase(0), other, longer, shorter, said, where, who)))
	require.NoError(t, got[0].Err)
	for i, g := range got[1:] {
		require.ErrorIs(t, g.Err, storage.ErrDuplicate, i)
	}
	d.do(byNational(), got[0].Receipt.ID, noteOf("Here."))
	again := imported(d.Import(t.Context(), byImport(), cityMapping(), listed(pastCase(0))))
	require.NoError(t, again[0].Err)
	require.True(t, again[0].Receipt.Repeated, "what happened here since does not matter")
}

func imported(seq iter.Seq[complaint.Imported]) []complaint.Imported { return slices.Collect(seq) }

func listed(list ...complaint.Past) iter.Seq2[complaint.Past, error] {
	return func(yield func(complaint.Past, error) bool) {
		for _, past := range list {
			if !yield(past, nil) {
				return
			}
		}
	}
}

func runs(l *complaint.Lifecycle, c *complaint.Complaint, clock lifecycle.ClockName) bool {
	return slices.ContainsFunc(l.Clocks(c), func(r complaint.ClockRun) bool { return r.Clock == clock && r.State == complaint.ClockRuns })
}

func stored(t *testing.T, store complaint.Store) (n int) {
	t.Helper()
	for _, err := range store.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		n++
	}
	return n
}

// summaries says of all cases what does not depend on the draw, by their numbers.
func summaries(t *testing.T, store complaint.Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	for c, err := range store.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		line := fmt.Sprint(c.Version, c.State, c.Agency, c.Main, c.NextDue)
		for _, e := range c.Timeline {
			line += fmt.Sprint(" ", e.At, e.Action, e.To)
		}
		all[c.External.ID.Open()] = line
	}
	return all
}

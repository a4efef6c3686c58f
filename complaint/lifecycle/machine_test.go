package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

func TestMachineTellsWhatWasDeclared(t *testing.T) {
	t.Parallel()
	d := permit()
	d.Valid = aduan.Period{From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	d.States[2].Exits = []lc.Action{"reopen"}
	d.Transitions = append(d.Transitions, row("reopen", lc.To("filed"), "clerk", "decided"))
	m := mustCompile(t, d, permitWords())
	require.Equal(t, "parking-permit 2026 filed", m.Name()+" "+m.Edition()+" "+string(m.Initial()))
	require.Equal(t, d.Valid, m.Valid())
	require.Equal(t, d.States, slices.Collect(m.States()))
	require.Equal(t, []lc.Action{"file", "ask", "answer", "lapse", "decide", "reopen"}, slices.Collect(m.Actions()))
	info, ok := m.State("decided")
	require.True(t, ok)
	info.Exits[0] = "x"
	for s := range m.States() {
		if s.State == "decided" {
			require.Equal(t, []lc.Action{"reopen"}, s.Exits, "what is handed out is a copy")
			s.Exits[0] = "x"
		}
	}
	_, ok = m.State(lc.New)
	require.False(t, ok)
	require.True(t, m.Final("decided"))
	require.False(t, m.Final("filed") || m.Final(lc.New) || m.Final("nowhere"))
	require.Equal(t, []lc.State{"waiting"}, m.From("lapse"))
	require.Equal(t, []lc.State{lc.New}, m.From("file"))
	require.Empty(t, m.From("nothing"))
	g, ok := m.Guard("fewer_than")
	require.True(t, ok)
	require.Equal(t, lc.TakesNumber, g.Takes)
	_, ok = m.Guard("nothing")
	require.False(t, ok)
	for range m.States() {
		break
	}
	for range m.Actions() {
		break
	}
	for range m.Positions() {
		break
	}
}

func TestRule(t *testing.T) {
	t.Parallel()
	m := mustCompile(t, complaint.National(), complaint.Vocabulary())
	rule, ok := m.Rule(complaint.StateResolved, complaint.ActionReopen)
	require.True(t, ok)
	require.Equal(t, complaint.ActionReopen, rule.Action())
	require.True(t, rule.Target().Equal(lc.To(complaint.StateInProgress)))
	require.Equal(t, []lc.Role{complaint.RoleReporter, complaint.RoleNationalAdmin}, rule.Roles())
	require.True(t, rule.Permits(complaint.RoleReporter))
	require.False(t, rule.Permits(complaint.RoleTimer))
	texts := func(role lc.Role) (all []string) {
		for c := range rule.Needs(role) {
			all = append(all, c.String())
		}
		return all
	}
	require.Equal(t, []string{"reopened_fewer_than(1)", "reporter_stays", "entered_within_days(30)"}, texts(complaint.RoleReporter))
	require.Equal(t, []string{"reopened_fewer_than(1)"}, texts(complaint.RoleNationalAdmin))
	for range rule.Needs(complaint.RoleReporter) {
		break
	}
	for c := range rule.Needs(complaint.RoleReporter) {
		if c.Guard == complaint.GuardEnteredWithinDays {
			break
		}
	}
	require.Equal(t, []lc.ClockOp{{Op: lc.Start, Clock: complaint.ClockResolution}}, slices.Collect(rule.Effects()))
	for range rule.Effects() {
		break
	}
	for _, cell := range [][2]string{{"nowhere", "reopen"}, {"resolved", "nothing"}, {"submitted", "reopen"}} {
		_, ok = m.Rule(lc.State(cell[0]), lc.Action(cell[1]))
		require.False(t, ok, "%v", cell)
	}
}

// Entering a final state supersedes what the action neither pauses nor keeps; staying
// in one, or returning to an open state, does not.
func TestEffectsOfEnteringAnEnd(t *testing.T) {
	t.Parallel()
	v := anybody()
	v.Clocks = []lc.ClockName{"x", "y"}
	d := small("s", names("s", "end"), row("open", lc.To("s"), "a", lc.New), row("do", lc.To("end"), "a", "s", "end"), row("undo", lc.Back("s"), "a", "end"))
	d.States[1].Exits = []lc.Action{"undo"}
	d.Transitions[0].Clocks = []lc.Effect{lc.Start.All()}
	d.Transitions[1].Clocks = []lc.Effect{lc.Stop.On("x"), lc.Pause.On("y")}
	m := mustCompile(t, d, v)
	effects := func(s lc.State, a lc.Action) []lc.ClockOp {
		r, ok := m.Rule(s, a)
		require.True(t, ok)
		return slices.Collect(r.Effects())
	}
	written := []lc.ClockOp{{Op: lc.Stop, Clock: "x"}, {Op: lc.Pause, Clock: "y"}}
	require.Equal(t, append(written, lc.ClockOp{Op: lc.Supersede, Clock: "x"}), effects("s", "do"))
	require.Equal(t, written, effects("end", "do"))
	require.Empty(t, effects("end", "undo"))

	d.Transitions[1].Clocks = []lc.Effect{lc.Keep.On("y")}
	m = mustCompile(t, d, v)
	require.Equal(t, []lc.ClockOp{{Op: lc.Keep, Clock: "y"}, {Op: lc.Supersede, Clock: "x"}}, effects("s", "do"))

	// Visiting an open state from an end and returning to the end enters it.
	d = small("s", names("s", "review", "end"), row("open", lc.To("s"), "a", lc.New), row("do", lc.To("end"), "a", "s"),
		row("look", lc.To("review"), "a", "end"), row("keep", lc.Back("end"), "a", "review"))
	d.States[2].Exits = []lc.Action{"look"}
	m = mustCompile(t, d, v)
	require.Equal(t, []lc.ClockOp{{Op: lc.Supersede, Clock: "x"}, {Op: lc.Supersede, Clock: "y"}}, effects("review", "keep"))
}

func TestMoveKeepsOrigins(t *testing.T) {
	t.Parallel()
	m := mustCompile(t, nested(), anybody())
	p := lc.Position{State: lc.New}
	for _, c := range []struct {
		action lc.Action
		want   lc.Position
	}{
		{"import", lc.Position{State: "open"}},
		{"take", lc.Position{State: "work"}},
		{"hold", lc.Position{State: "pause", Origins: names("work")}},
		{"merge", lc.Position{State: "merged", Origins: names("work", "pause")}},
		{"note", lc.Position{State: "merged", Origins: names("work", "pause")}},
		{"close", lc.Position{State: "last", Origins: names("work", "pause", "merged")}},
		{"reopen", lc.Position{State: "merged", Origins: names("work", "pause")}},
		{"split", lc.Position{State: "pause", Origins: names("work")}},
		{"resume", lc.Position{State: "work"}},
		{"finish", lc.Position{State: "end"}},
	} {
		before := slices.Clone(p.Origins)
		next, ok := m.Move(p, c.action)
		require.True(t, ok, "%s", c.action)
		require.Equal(t, c.want, next)
		require.Equal(t, before, slices.Clone(p.Origins), "the position given is not changed")
		p = next
	}
	_, ok := m.Move(p, "hold")
	require.False(t, ok)
	_, ok = m.Move(lc.Position{State: "pause"}, "resume")
	require.False(t, ok, "there is nowhere to return to")
}

// A state that begins cases may also be one that others return from: a case
// that begins there has nowhere to return to, and not to new either.
func TestBirthRemembersNothing(t *testing.T) {
	t.Parallel()
	m := mustCompile(t, small("s", names("s", "t", "end"), row("open", lc.To("s"), "a", lc.New), row("go", lc.To("t"), "a", "s"),
		row("ask", lc.To("s"), "a", "t"), row("undo", lc.Back("t"), "a", "s"), row("do", lc.To("end"), "a", "t")), anybody())
	p, ok := m.Move(lc.Position{State: lc.New}, "open")
	require.True(t, ok)
	require.Equal(t, lc.Position{State: "s"}, p)
	_, ok = m.Move(p, "undo")
	require.False(t, ok)
	_, ok = m.Next("s", "undo", lc.New)
	require.False(t, ok)
}

func TestArgKindString(t *testing.T) {
	t.Parallel()
	require.Equal(t, "nothing, a number, a clock", lc.TakesNothing.String()+", "+lc.TakesNumber.String()+", "+lc.TakesClock.String())
}

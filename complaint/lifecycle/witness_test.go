package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

func TestCompileFindsFaultOnlyGoCanWrite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		spoil func(*lc.Definition)
		want  []string
	}{
		{"return to nowhere", func(d *lc.Definition) { d.Transitions[2].To = lc.Back() }, []string{
			"dangling_target action=answer", "back_mismatch state=waiting action=answer name=filed via file>filed ask>waiting",
		}},
		{"effect without operation", func(d *lc.Definition) { d.Transitions[3].Clocks = []lc.Effect{{Clocks: []lc.ClockName{"answer"}}} }, []string{"unknown_clock action=lapse"}},
		{"effect beyond the operations", func(d *lc.Definition) { d.Transitions[3].Clocks = []lc.Effect{lc.Op(11).All()} }, []string{"unknown_clock action=lapse"}},
		{"effect without clock", func(d *lc.Definition) { d.Transitions[3].Clocks = []lc.Effect{{Op: lc.Stop}} }, []string{"unknown_clock action=lapse"}},
		{"all among others", func(d *lc.Definition) { d.Transitions[3].Clocks = []lc.Effect{lc.Stop.On("answer", lc.AllClocks)} }, []string{"unknown_clock action=lapse name=all"}},
		{"spared without all", func(d *lc.Definition) {
			d.Transitions[3].Clocks = []lc.Effect{{Op: lc.Stop, Clocks: []lc.ClockName{"answer"}, Except: []lc.ClockName{"decision"}}}
		}, []string{"unknown_clock action=lapse name=decision"}},
		{"any open, but none is", func(d *lc.Definition) {
			*d = small("end", names("end"), row("open", lc.To("end"), "clerk", lc.New), row("note", lc.Same(), "clerk", lc.AnyOpen))
		}, []string{"unknown_state state=any_open action=note name=any_open"}},
		{"nobody may leave", func(d *lc.Definition) {
			d.States[0].Owner = ""
			d.Transitions[1].By, d.Transitions[4].By = nil, nil
		}, []string{"nobody_may_act action=ask", "nobody_may_act action=decide", "nobody_may_leave state=filed via file>filed"}},
		{"an end only for some", func(d *lc.Definition) {
			// A case that rested in s1 returns there, and s1 has no other exit.
			*d = small("s0", names("s0", "s1", "rest", "end"),
				row("open", lc.To("s0"), "clerk", lc.New), row("go", lc.To("s1"), "clerk", "s0"),
				row("rest", lc.To("rest"), "clerk", "s0", "s1"), row("back", lc.Back("s0", "s1"), "clerk", "rest"),
				row("finish", lc.To("end"), "clerk", "s0"))
		}, []string{"no_end state=s1 via open>s0 go>s1", "no_end state=rest via open>s0 go>s1 rest>rest"}},
		{"endless origins", func(d *lc.Definition) {
			*d = small("s", names("s", "x", "y", "end"),
				row("open", lc.To("s"), "clerk", lc.New), row("in", lc.To("x"), "clerk", "s", "y"), row("on", lc.To("y"), "clerk", "x"),
				row("out", lc.Back("s", "y"), "clerk", "x"), row("up", lc.Back("x"), "clerk", "y"), row("finish", lc.To("end"), "clerk", "s"))
		}, []string{"endless_origins state=x via open>s in>x on>y in>x"}},
		{"endless origins twice", func(d *lc.Definition) {
			*d = small("s", names("s", "x", "y", "v", "w", "far", "end"),
				row("open", lc.To("s"), "clerk", lc.New), row("in", lc.To("x"), "clerk", "s", "y"), row("on", lc.To("y"), "clerk", "x"),
				row("out", lc.Back("s", "y"), "clerk", "x"), row("up", lc.Back("x"), "clerk", "y"), row("finish", lc.To("end"), "clerk", "s"),
				row("in2", lc.To("v"), "clerk", "s", "w"), row("on2", lc.To("w"), "clerk", "v"),
				row("out2", lc.Back("s", "w"), "clerk", "v"), row("up2", lc.Back("v"), "clerk", "w"))
		}, []string{"endless_origins state=x via open>s in>x on>y in>x", "endless_origins state=v via open>s in2>v on2>w in2>v", "unreachable_state state=far", "no_end state=far"}},
		{"return both to open and to final", func(d *lc.Definition) {
			*d = small("s", names("s", "x", "end"),
				row("open", lc.To("s"), "clerk", lc.New), row("in", lc.To("x"), "clerk", "s", "end"),
				row("out", lc.Back("s", "end"), "clerk", "x"), row("finish", lc.To("end"), "clerk", "s"))
			d.States[2].Exits = []lc.Action{"in"}
		}, []string{"back_mismatch state=x action=out name=end via open>s finish>end in>x"}},
		{"return out of an end", func(d *lc.Definition) {
			*d = small("s", names("s", "end"), row("open", lc.To("s"), "clerk", lc.New), row("finish", lc.To("end"), "clerk", "s"), row("undo", lc.Back("s"), "clerk", "end"))
		}, []string{"undeclared_exit state=end action=undo via open>s finish>end undo>s"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := permit()
			c.spoil(&d)
			require.Equal(t, c.want, briefs(findings(t, d, permitWords())))
		})
	}
}

func TestCompileFindsFaultOfVocabulary(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		spoil func(*lc.Vocabulary)
		want  []string
	}{
		{"role", func(v *lc.Vocabulary) { v.Roles = append(v.Roles, "the boss") }, []string{"bad_name name=the boss"}},
		{"guard", func(v *lc.Vocabulary) { v.Guards = append(v.Guards, lc.Guard{Name: "g(1)"}) }, []string{"bad_name name=g(1)"}},
		{"guard twice", func(v *lc.Vocabulary) { v.Guards = append(v.Guards, lc.Guard{Name: "elapsed"}) }, []string{"bad_name name=elapsed"}},
		{"clock", func(v *lc.Vocabulary) { v.Clocks = append(v.Clocks, "") }, []string{"bad_name"}},
		{"clock named all", func(v *lc.Vocabulary) { v.Clocks = append(v.Clocks, lc.AllClocks) }, []string{"bad_name name=all"}},
		{"timer and repeated roles do no harm", func(v *lc.Vocabulary) { v.Roles = append(v.Roles, lc.Timer, "clerk") }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v := permitWords()
			c.spoil(&v)
			require.Equal(t, c.want, briefs(findings(t, permit(), v)))
		})
	}
}

// Many faults in one definition: a single call finds them all.
func TestCompileFindsAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	text := permitYAML
	var want []string
	for _, f := range faults() {
		switch f.name {
		case "no edition", "dangling target", "unknown guard of a role", "clock never started", "waiting forever", "unused exit", "no end":
			text = strings.Replace(text, f.old, f.spoiled, 1)
		}
	}
	want = []string{
		"bad_name",
		"dangling_target state=lapsed action=lapse name=lapsed line=14",
		"unknown_guard action=decide name=not_clerk line=15",
		"unknown_clock action=decide name=lunch line=15",
		"unused_exit state=decided action=reopen line=7",
		"no_end state=lost line=8 via file>filed lose>lost",
		"waiting_forever state=filed line=5 via file>filed",
		"clock_never_started action=decide name=appeal line=15",
	}
	text = strings.Replace(text, "[stop decision, stop appeal]", "[stop decision, stop appeal, stop lunch]", 1)
	d := mustParse(t, text)
	require.Equal(t, want, briefs(findings(t, d, permitWords())))

	_, err := lc.Compile(d, permitWords())
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.Equal(t, `lifecycle "parking-permit" edition "" is refused: 8 findings
  bad name: a definition needs a name and an edition, got name "parking-permit" and edition ""
  line 14: dangling target: lapse leads to "lapsed", which is not declared; legal: filed, waiting, decided, lost, same
  line 15: unknown guard: decide needs "not_clerk", a guard that does not exist; legal: elapsed(clock), not_applicant, fewer_than(number)
  line 15: unknown clock: decide speaks of "lunch", a clock that does not exist; legal: decision, answer, appeal
  line 7: unused exit: decided declares the exit reopen, which no transition provides
  line 8: no end: from lost no final state can be reached; path: file -> filed, lose -> lost
  line 5: waiting forever: filed waits with neither a time-out (an exit by timer) nor an owner; path: file -> filed
  line 15: clock never started: decide speaks of the clock appeal, which no action starts`, err.Error())
}

// Every kind that input can provoke is provoked by some test above.
func TestFaultsCoverEveryKind(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{"endless_origins": true, "nobody_may_leave": true, "too_large": true, "engine_disagrees": true}
	for _, f := range faults() {
		for _, w := range f.want {
			kind, _, _ := strings.Cut(w, " ")
			seen[kind] = true
		}
	}
	var missing []string
	for k := lc.BadName; k <= lc.EngineDisagrees; k++ {
		if !seen[k.String()] {
			missing = append(missing, k.String())
		}
	}
	slices.Sort(missing)
	require.Empty(t, missing)
}

// A hostile definition can be wrong in a million places; the list stays short.
func TestCompileStopsCountingFindings(t *testing.T) {
	t.Parallel()
	d := small("s", names("s", "end"))
	for range 1024 {
		d.Transitions = append(d.Transitions, row("do", lc.To("nowhere"), "stranger", "s", "t", "u"))
	}
	list := findings(t, d, anybody())
	require.Len(t, list, 1001)
	last := list[len(list)-1]
	require.Equal(t, lc.TooLarge, last.Kind)
	require.Contains(t, last.Message.String(), "further findings")
}

package lifecycle_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// nested is a definition with a return inside a return, births by two actions
// and a closed case that comes back to any open state.
func nested() lc.Definition {
	d := small("open", names("open", "work", "pause", "merged", "end"),
		row("file", lc.To("open"), "a", lc.New), row("import", lc.To("open"), "a", lc.New),
		row("take", lc.To("work"), "a", "open"), row("drop", lc.To("open"), "a", "work"),
		row("hold", lc.To("pause"), "a", "open", "work"), row("resume", lc.Back("open", "work"), "a", "pause"),
		row("merge", lc.To("merged"), "a", "open", "work", "pause"), row("split", lc.Back("open", "work", "pause"), "a", "merged"),
		row("note", lc.Same(), "a", lc.AnyOpen), row("finish", lc.To("end"), "a", lc.AnyOpen), row("read", lc.Same(), "a", "end"))
	d.States = append(d.States, lc.StateInfo{State: "last", Final: true, Exits: []lc.Action{"reopen"}})
	d.Transitions = append(d.Transitions, row("close", lc.To("last"), "a", lc.AnyOpen), row("reopen", lc.Back(lc.AnyOpen), "a", "last"))
	return d
}

// definitions lists those of this repository and some for tests.
func definitions(tb testing.TB) map[string]lc.Definition {
	tb.Helper()
	open := complaint.DefaultNationalRules()
	open.AgencyMayArchive, open.AgencyMayTransfer, open.AgencyMayReclassify = true, true, true
	all := map[string]lc.Definition{
		"national": complaint.National(), "national with every switch on": open.Definition(),
		"parking permit": permit(), "nested": nested(), "only an end": small("end", names("end")),
	}
	files, err := filepath.Glob("../../examples/*/*.yaml")
	require.NoError(tb, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(tb, err)
		if bytes.Contains(data, []byte("\ntransitions:\n")) {
			all[filepath.Base(file)], err = lc.Parse(file, data)
			require.NoError(tb, err)
		}
	}
	return all
}

// wordsOf is a vocabulary in which all of them are sound.
func wordsOf() lc.Vocabulary {
	v := complaint.Vocabulary()
	v.Roles = append(v.Roles, "a", "applicant", "clerk")
	v.Guards = append(v.Guards, lc.Guard{Name: "not_applicant"})
	v.Clocks = append(v.Clocks, "decision", "answer")
	return v
}

func TestMachineAgreesWithEngine(t *testing.T) {
	t.Parallel()
	for name, d := range definitions(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := mustCompile(t, d, wordsOf())
			states := []lc.State{lc.New}
			for _, s := range d.States {
				states = append(states, s.State)
			}
			actions := slices.Collect(m.Actions())
			allowed := 0
			for _, origin := range append(slices.Clone(states), "", "nowhere", lc.AnyOpen) {
				events := eventsFor(d, origin)
				for _, s := range states {
					for _, a := range append(actions, "unheard_of") {
						want, ok := engineSays(events, s, a)
						got, can := m.Next(s, a, origin)
						require.True(t, ok == can && want == got, "%s from %s, having come from %q: %v and %v", a, s, origin, want, got)
						if can {
							allowed++
						}
					}
				}
			}
			require.Equal(t, len(actions) > 0, allowed > 0)
		})
	}
}

// eventsFor writes the rows in the engine's terms, for a case that came from
// the given origin.
func eventsFor(d lc.Definition, origin lc.State) fsm.Events {
	n := naive{d}
	var events fsm.Events
	for _, tr := range d.Transitions {
		for _, from := range n.expand(tr.From) {
			to, moves := tr.To.State()
			if origins, back := tr.To.Origins(); back {
				if !slices.Contains(n.expand(origins), origin) {
					continue
				}
				to = origin
			} else if !moves {
				to = from
			}
			events = append(events, fsm.EventDesc{Name: string(tr.Action), Src: []string{string(from)}, Dst: string(to)})
		}
	}
	return events
}

// engineSays asks a fresh engine.
func engineSays(events fsm.Events, s lc.State, a lc.Action) (lc.State, bool) {
	engine := fsm.NewFSM(string(s), events, nil)
	err := engine.Event(context.Background(), string(a))
	var stays fsm.NoTransitionError
	if err != nil && !errors.As(err, &stays) {
		return "", false
	}
	return lc.State(engine.Current()), true
}

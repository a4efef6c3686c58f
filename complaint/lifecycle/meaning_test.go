package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// speaking is a vocabulary with meanings.
func speaking() lc.Vocabulary {
	v := anybody()
	v.Meanings = []lc.Meaning{"routes", "answers", "rates"}
	v.Fields = []string{"note", "agency", "attachments"}
	v.Actions = []lc.ActionInfo{{Action: "end", Does: []lc.Meaning{"answers"}, Requires: []string{"note"}}}
	return v
}

// meant is a definition that is sound but for what it says of actions and states.
func meant(t testing.TB, more string) lc.Definition {
	t.Helper()
	d, err := lc.Parse("meant.yaml", []byte(`name: meant
edition: "1"
initial: open
states:
- {state: open}
- {state: closed, final: true}
`+strings.ReplaceAll(more, "\t", "  ")))
	require.NoError(t, err)
	return d
}

const rows = `transitions:
- {action: begin, from: [new], to: open, by: [a]}
- {action: end, from: [any_open], to: closed, by: [a]}
`

func TestWhatActionsMean(t *testing.T) {
	t.Parallel()
	m, err := lc.Compile(meant(t, rows), speaking())
	require.NoError(t, err)
	require.Equal(t, lc.ActionInfo{Action: "end", Does: []lc.Meaning{"answers"}, Requires: []string{"note"}}, m.Action("end"))
	require.Equal(t, lc.ActionInfo{Action: "begin"}, m.Action("begin"))
	require.False(t, m.Declares("end"))
	own, err := lc.Compile(meant(t, rows+"actions:\n- {action: end, does: [rates], requires: [note|attachments], takes: [agency], reason: done}\n"), speaking())
	require.NoError(t, err)
	info := own.Action("end")
	require.Equal(t, lc.ActionInfo{Action: "end", Does: []lc.Meaning{"rates"}, Requires: []string{"note|attachments"}, Takes: []string{"agency"}, Reason: "done"}, info)
	require.True(t, own.Declares("end"))
	info.Does[0] = "routes"
	require.Equal(t, lc.Meaning("rates"), own.Action("end").Does[0], "what is returned is a copy")
	for field, want := range map[string][2]bool{"note": {true, false}, "attachments": {true, false}, "agency": {true, false}, "title": {false, false}} {
		may, must := info.States(field)
		require.Equal(t, want, [2]bool{may, must}, field)
	}
	_, must := m.Action("end").States("note")
	require.True(t, must)
	require.Equal(t, "altered what end means: answers, requires note => rates, requires note|attachments, takes agency, reason done\n", lc.Diff(m, own).String())
	require.True(t, lc.Diff(own, own).Empty())
}

// Every word of a declaration is held against the vocabulary, and the nearest comes first.
func TestSilentDeclarations(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		actions string
		kind    lc.FindingKind
		name    string
		legal   string
	}{
		{"{action: end, does: [answer]}", lc.UnknownMeaning, "answer", "answers"},
		{"{action: end, does: [rates, rates]}", lc.UnknownMeaning, "rates", ""},
		{"{action: end, requires: [noot]}", lc.UnknownField, "noot", "note"},
		{"{action: end, requires: [note|agenci]}", lc.UnknownField, "agenci", "agency"},
		{"{action: end, takes: [attachment]}", lc.UnknownField, "attachment", "attachments"},
		{"{action: end, requires: [note], takes: [note]}", lc.UnknownField, "note", ""},
		{"{action: ends}", lc.UnusedAction, "ends", "end"},
		{"{action: end, reason: Not this}", lc.BadName, "Not this", ""},
	} {
		fs := findings(t, meant(t, rows+"actions:\n- "+c.actions+"\n"), speaking())
		require.Len(t, fs, 1, c.actions)
		require.Equal(t, c.kind, fs[0].Kind, c.actions)
		require.Equal(t, c.name, fs[0].Name)
		require.Equal(t, "actions[0]", fs[0].Field)
		require.Equal(t, 11, fs[0].Line)
		if c.legal != "" {
			require.Equal(t, c.legal, fs[0].Legal[0])
		}
	}
	fs := findings(t, meant(t, rows+"actions:\n- {action: end}\n- {action: end}\n"), speaking())
	require.Len(t, fs, 1)
	require.Equal(t, lc.UnusedAction, fs[0].Kind)
}

// A retired state needs no way to it, and has to have one to an end.
func TestRetiredStates(t *testing.T) {
	t.Parallel()
	retired := func(rows string) lc.Definition {
		d := meant(t, rows)
		d.States = append(d.States, lc.StateInfo{State: "old", Retired: true})
		return d
	}
	m, err := lc.Compile(retired(rows), speaking())
	require.NoError(t, err)
	stands := false
	for p, path := range m.Positions() {
		stands = stands || p.State == "old" && len(path) == 0
	}
	require.True(t, stands, "the proof begins there too")
	require.Contains(t, m.DOT(aduan.English()), "dashed")

	stuck := strings.ReplaceAll(rows, "any_open", "open")
	require.Equal(t, lc.NoEnd, findings(t, retired(stuck), speaking())[0].Kind)
	fs := findings(t, retired(rows+"- {action: back, from: [open], to: old, by: [a]}\n"), speaking())
	require.Len(t, fs, 1)
	require.Equal(t, lc.RetiredState, fs[0].Kind)
	require.Equal(t, lc.State("old"), fs[0].State)
	stays := retired(rows + "- {action: look, from: [old], to: old, by: [a]}\n- {action: look_on, from: [old], to: same, by: [a]}\n")
	_, err = lc.Compile(stays, speaking())
	require.NoError(t, err, "to stay there is no way in")
	d := meant(t, rows)
	d.States[0].Retired = true
	kinds := map[lc.FindingKind]bool{}
	for _, f := range findings(t, d, speaking()) {
		kinds[f.Kind] = true
	}
	require.True(t, kinds[lc.RetiredState])
}

package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// permitYAML is the definition of the package documentation, one row a line so
// that tests can name lines.
const permitYAML = `name: parking-permit
edition: "2026"
initial: filed
states:
- {state: filed, label: {id: Diajukan, en: Filed}, owner: clerk}
- {state: waiting, label: {id: Menunggu pemohon, en: Awaiting the applicant}, waiting: true, owner: applicant}
- {state: decided, label: {id: Diputuskan, en: Decided}, final: true}
transitions:
- {action: file, from: [new], to: filed, by: [applicant], clocks: [start decision]}
- {action: ask, from: [filed], to: waiting, by: [clerk], clocks: [pause decision, start answer]}
- {action: answer, from: [waiting], to: back(filed), by: [applicant], clocks: [stop answer, resume decision]}
- {action: lapse, from: [waiting], to: decided, by: [timer], needs: [elapsed(answer)]}
- {action: decide, from: [filed], to: decided, by: [clerk if not_applicant], clocks: [stop decision]}
`

// permitWords is what the parking permit may speak of.
func permitWords() lc.Vocabulary {
	return lc.Vocabulary{
		Roles:  []lc.Role{"applicant", "clerk"},
		Guards: []lc.Guard{{Name: "elapsed", Takes: lc.TakesClock}, {Name: "not_applicant"}, {Name: "fewer_than", Takes: lc.TakesNumber}},
		Clocks: []lc.ClockName{"decision", "answer", "appeal"},
	}
}

// permit is permitYAML as a Go value.
func permit() lc.Definition {
	return lc.Definition{
		Name: "parking-permit", Edition: "2026", Initial: "filed",
		States: []lc.StateInfo{
			{State: "filed", Label: aduan.NewLabel(map[string]string{"id": "Diajukan", "en": "Filed"}), Owner: "clerk"},
			{State: "waiting", Label: aduan.NewLabel(map[string]string{"id": "Menunggu pemohon", "en": "Awaiting the applicant"}), Waiting: true, Owner: "applicant"},
			{State: "decided", Label: aduan.NewLabel(map[string]string{"id": "Diputuskan", "en": "Decided"}), Final: true},
		},
		Transitions: []lc.Transition{
			{Action: "file", From: []lc.State{lc.New}, To: lc.To("filed"), By: lc.By("applicant"), Clocks: []lc.Effect{lc.Start.On("decision")}},
			{Action: "ask", From: []lc.State{"filed"}, To: lc.To("waiting"), By: lc.By("clerk"), Clocks: []lc.Effect{lc.Pause.On("decision"), lc.Start.On("answer")}},
			{Action: "answer", From: []lc.State{"waiting"}, To: lc.Back("filed"), By: lc.By("applicant"), Clocks: []lc.Effect{lc.Stop.On("answer"), lc.Resume.On("decision")}},
			{Action: "lapse", From: []lc.State{"waiting"}, To: lc.To("decided"), By: lc.By(lc.Timer), Needs: []lc.Need{"elapsed(answer)"}},
			{Action: "decide", From: []lc.State{"filed"}, To: lc.To("decided"), By: []lc.Permit{{Role: "clerk", Needs: []lc.Need{"not_applicant"}}}, Clocks: []lc.Effect{lc.Stop.On("decision")}},
		},
	}
}

// inGo is the definition as if it were written in Go: it does not know the text
// in which it was read.
func inGo(d lc.Definition) lc.Definition {
	return lc.Definition{Name: d.Name, Edition: d.Edition, Valid: d.Valid, Initial: d.Initial, States: d.States, Transitions: d.Transitions, Words: d.Words, Duties: d.Duties}
}

// mustCompile compiles what must be sound.
func mustCompile(tb testing.TB, d lc.Definition, v lc.Vocabulary) *lc.Machine {
	tb.Helper()
	m, err := lc.Compile(d, v)
	require.NoError(tb, err)
	return m
}

// mustParse reads what must be readable.
func mustParse(tb testing.TB, text string) lc.Definition {
	tb.Helper()
	d, err := lc.Parse("test.yaml", []byte(text))
	require.NoError(tb, err)
	return d
}

// findings returns what Compile says against a definition.
func findings(tb testing.TB, d lc.Definition, v lc.Vocabulary) []lc.Finding {
	tb.Helper()
	m, err := lc.Compile(d, v)
	if err == nil {
		return nil
	}
	require.Nil(tb, m)
	var proof *lc.ProofError
	require.ErrorAs(tb, err, &proof)
	require.NotEmpty(tb, proof.Findings)
	return proof.Findings
}

// brief writes a finding without its message: the kind, what is concerned, the
// line and the path.
func brief(f lc.Finding) string {
	var b strings.Builder
	b.WriteString(f.Kind.String())
	for _, part := range []struct{ key, value string }{{"state", string(f.State)}, {"action", string(f.Action)}, {"name", f.Name}} {
		if part.value != "" {
			b.WriteString(" " + part.key + "=" + part.value)
		}
	}
	if f.Line > 0 {
		fmt.Fprintf(&b, " line=%d", f.Line)
	}
	if len(f.Path) > 0 {
		b.WriteString(" via")
	}
	for _, s := range f.Path {
		b.WriteString(" " + string(s.Action) + ">" + string(s.To))
	}
	return b.String()
}

// briefs writes each finding of a list.
func briefs(list []lc.Finding) []string {
	var out []string
	for _, f := range list {
		out = append(out, brief(f))
	}
	return out
}

// row is a transition that needs nothing and touches no clock; nobody may take
// it if by is empty.
func row(a lc.Action, to lc.Target, by lc.Role, from ...lc.State) lc.Transition {
	t := lc.Transition{Action: a, From: from, To: to}
	if by != "" {
		t.By = lc.By(by)
	}
	return t
}

// small is a definition that needs no labels; states that begin with "end" are
// final.
func small(initial lc.State, states []lc.State, rows ...lc.Transition) lc.Definition {
	d := lc.Definition{Name: "small", Edition: "1", Initial: initial, Transitions: rows}
	for _, s := range states {
		d.States = append(d.States, lc.StateInfo{State: s, Final: strings.HasPrefix(string(s), "end")})
	}
	return d
}

// anybody is a vocabulary with the single role "a".
func anybody() lc.Vocabulary { return lc.Vocabulary{Roles: []lc.Role{"a"}} }

func names(list ...lc.State) []lc.State { return list }

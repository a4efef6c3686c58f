package lifecycle_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, old, updated string
		want               []string
	}{
		{"identical", "", "", nil},
		{"name, edition and validity are no rules", "edition: \"2026\"", "edition: \"2027\"\nvalid: {from: \"2027-01-01T00:00:00Z\"}", nil},
		{"label of a state", "en: Filed", "en: Applied", []string{
			`altered state filed: label "Diajukan"/"Filed", bucket ""/"", initial, owner clerk => label "Diajukan"/"Applied", bucket ""/"", initial, owner clerk`,
		}},
		{"label of an action", "action: ask,", "action: ask, label: {en: Ask},", []string{
			`altered ask from filed: to waiting, ask by clerk / pause decision + start answer => to waiting, ask by clerk / pause decision + start answer, label ""/"Ask"`,
		}},
		{"owner", "owner: applicant", "owner: timer", []string{
			`altered state waiting: label "Menunggu pemohon"/"Awaiting the applicant", bucket ""/"", waiting, owner applicant => label "Menunggu pemohon"/"Awaiting the applicant", bucket ""/"", waiting, owner timer`,
		}},
		{"state added", "transitions:", "- {state: refused, final: true}\ntransitions:\n- {action: refuse, from: [filed], to: refused, by: [clerk]}", []string{
			`added state refused: label ""/"", bucket ""/"", final`, `added refuse from filed: to refused, refuse by clerk`,
		}},
		{"role", "by: [clerk]", "by: [clerk, applicant]", []string{
			`altered ask from filed: to waiting, ask by clerk / pause decision + start answer => to waiting, ask by clerk | applicant / pause decision + start answer`,
		}},
		{"needs", ", needs: [elapsed(answer)]", ", needs: [elapsed(answer), not_applicant]", []string{
			`altered lapse from waiting: to decided, lapse by timer [elapsed(answer)] => to decided, lapse by timer [elapsed(answer), not_applicant]`,
		}},
		{"clocks", ", clocks: [stop decision]", "", []string{
			`altered decide from filed: to decided, decide by clerk if not_applicant / stop decision => to decided, decide by clerk if not_applicant`,
		}},
		{"target", "from: [waiting], to: decided", "from: [waiting], to: filed", []string{
			`altered lapse from waiting: to decided, lapse by timer [elapsed(answer)] => to filed, lapse by timer [elapsed(answer)]`,
		}},
		{"end with an exit", "final: true}\ntransitions:", "final: true, exits: [reopen]}\ntransitions:\n- {action: reopen, from: [decided], to: filed, by: [clerk]}", []string{
			`altered state decided: label "Diputuskan"/"Decided", bucket ""/"", final => label "Diputuskan"/"Decided", bucket ""/"", final, exits reopen`,
			`added reopen from decided: to filed, reopen by clerk`,
		}},
		{"action removed", "- {action: lapse, from: [waiting], to: decided, by: [timer], needs: [elapsed(answer)]}\n", "", []string{
			`removed lapse from waiting: to decided, lapse by timer [elapsed(answer)]`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, permitYAML, c.old)
			old := mustCompile(t, permit(), permitWords())
			updated := mustCompile(t, mustParse(t, strings.Replace(permitYAML, c.old, c.updated, 1)), permitWords())
			diff := lc.Diff(old, updated)
			require.Equal(t, len(c.want) == 0, diff.Empty())
			require.Empty(t, diff.Stranded)
			var got []string
			for _, x := range diff.List {
				got = append(got, x.String())
			}
			require.Equal(t, c.want, got)
			require.Equal(t, strings.Join(append(got, ""), "\n"), diff.String())
			require.True(t, lc.Diff(updated, updated).Empty())
		})
	}
}

// The same rows mean something else when the clocks that exist are others, or
// when cases begin elsewhere.
func TestDiffSeesWhatRowsDoNotSay(t *testing.T) {
	t.Parallel()
	d := small("s", names("s", "t", "end"), row("go", lc.To("t"), "a", "s"), row("back", lc.To("s"), "a", "t"), row("do", lc.To("end"), "a", "t"))
	d.Transitions[0].Clocks = []lc.Effect{lc.Start.All()}
	v := anybody()
	v.Clocks = []lc.ClockName{"x"}
	old := mustCompile(t, d, v)
	v.Clocks = append(v.Clocks, "y")
	diff := lc.Diff(old, mustCompile(t, d, v))
	require.Equal(t, []lc.Change{
		{Kind: lc.Altered, State: "s", Action: "go", Old: "to t, go by a / start all, clocks start x", New: "to t, go by a / start all, clocks start x start y"},
		{Kind: lc.Altered, State: "t", Action: "do", Old: "to end, do by a, clocks supersede x", New: "to end, do by a, clocks supersede x supersede y"},
	}, diff.List)

	v.Clocks = v.Clocks[:1]
	d.Initial = "t"
	diff = lc.Diff(old, mustCompile(t, d, v))
	require.Len(t, diff.List, 2)
	require.Equal(t, lc.State("s"), diff.List[0].State)
	require.Contains(t, diff.List[0].Old, "initial")
	require.Contains(t, diff.List[1].New, "initial")
}

func TestDiffNamesStrandedCases(t *testing.T) {
	t.Parallel()
	old := small("s", names("s", "t", "rest", "end"), row("open", lc.To("s"), "a", lc.New), row("go", lc.To("t"), "a", "s"),
		row("rest", lc.To("rest"), "a", "s", "t"), row("on", lc.Back("s", "t"), "a", "rest"), row("do", lc.To("end"), "a", "s", "t"))
	without := func(states []lc.State, rows ...lc.Transition) lc.Definition {
		return small("s", states, append([]lc.Transition{row("open", lc.To("s"), "a", lc.New), row("do", lc.To("end"), "a", "s")}, rows...)...)
	}
	for _, c := range []struct {
		name    string
		updated lc.Definition
		want    []string
	}{
		{"a state is gone", without(names("s", "rest", "end"), row("rest", lc.To("rest"), "a", "s"), row("on", lc.Back("s"), "a", "rest")), []string{
			"t: there is no state t; path: open -> s, go -> t",
			"rest (from t): there is no state t; path: open -> s, go -> t, rest -> rest",
		}},
		{"an origin is gone", without(names("s", "t", "rest", "end"), row("go", lc.To("t"), "a", "s"), row("do", lc.To("end"), "a", "t"),
			row("rest", lc.To("rest"), "a", "s"), row("on", lc.Back("s"), "a", "rest")), []string{
			"rest (from t): no end can be reached from rest; path: open -> s, go -> t, rest -> rest",
		}},
		{"the state of rest is gone", without(names("s", "t", "end"), row("go", lc.To("t"), "a", "s"), row("do", lc.To("end"), "a", "t")), []string{
			"rest (from s): there is no state rest; path: open -> s, rest -> rest",
			"rest (from t): there is no state rest; path: open -> s, go -> t, rest -> rest",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			diff := lc.Diff(mustCompile(t, old, anybody()), mustCompile(t, c.updated, anybody()))
			require.False(t, diff.Empty())
			var got []string
			for _, s := range diff.Stranded {
				got = append(got, s.String())
			}
			require.Equal(t, c.want, got)
			require.Contains(t, diff.String(), "stranded "+got[0])
			data, err := json.Marshal(diff)
			require.NoError(t, err)
			var read lc.Changes
			require.NoError(t, json.Unmarshal(data, &read))
			require.Equal(t, diff, read)
		})
	}
}

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
			`altered state Applied (filed): label id "Diajukan", en "Filed", initial, owner clerk => label id "Diajukan", en "Applied", initial, owner clerk`,
		}},
		{"label of an action", "action: ask,", "action: ask, label: {en: Ask},", []string{
			`altered Ask (ask) from Filed (filed): to Awaiting the applicant, ask by clerk / pause decision + start answer => to Awaiting the applicant, Ask by clerk / pause decision + start answer, label en "Ask"`,
		}},
		{"owner", "owner: applicant", "owner: timer", []string{
			`altered state Awaiting the applicant (waiting): label id "Menunggu pemohon", en "Awaiting the applicant", waiting, owner applicant => label id "Menunggu pemohon", en "Awaiting the applicant", waiting, owner Timer`,
		}},
		{"state added", "transitions:", "- {state: refused, final: true}\ntransitions:\n- {action: refuse, from: [filed], to: refused, by: [clerk]}", []string{
			`added state refused: final`, `added refuse from Filed (filed): to refused, refuse by clerk`,
		}},
		{"role", "by: [clerk]", "by: [clerk, applicant]", []string{
			`altered ask from Filed (filed): to Awaiting the applicant, ask by clerk / pause decision + start answer => to Awaiting the applicant, ask by clerk | applicant / pause decision + start answer`,
		}},
		{"needs", ", needs: [elapsed(answer)]", ", needs: [elapsed(answer), not_applicant]", []string{
			`altered lapse from Awaiting the applicant (waiting): to Decided, lapse by Timer [elapsed(answer)] => to Decided, lapse by Timer [elapsed(answer), not_applicant]`,
		}},
		{"clocks", ", clocks: [stop decision]", "", []string{
			`altered decide from Filed (filed): to Decided, decide by clerk if not_applicant / stop decision => to Decided, decide by clerk if not_applicant`,
		}},
		{"target", "from: [waiting], to: decided", "from: [waiting], to: filed", []string{
			`altered lapse from Awaiting the applicant (waiting): to Decided, lapse by Timer [elapsed(answer)] => to Filed, lapse by Timer [elapsed(answer)]`,
		}},
		{"end with an exit", "final: true}\ntransitions:", "final: true, exits: [reopen]}\ntransitions:\n- {action: reopen, from: [decided], to: filed, by: [clerk]}", []string{
			`altered state Decided (decided): label id "Diputuskan", en "Decided", final => label id "Diputuskan", en "Decided", final, exits reopen`,
			`added reopen from Decided (decided): to Filed, reopen by clerk`,
		}},
		{"action removed", "- {action: lapse, from: [waiting], to: decided, by: [timer], needs: [elapsed(answer)]}\n", "", []string{
			`removed lapse from Awaiting the applicant (waiting): to Decided, lapse by Timer [elapsed(answer)]`,
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
	require.Equal(t, "altered go from s: to t, go by a / start all, clocks: start x => to t, go by a / start all, clocks: start x + start y\n"+
		"altered do from t: to end, do by a, clocks: supersede x => to end, do by a, clocks: supersede x + supersede y\n", diff.String())

	v.Clocks = v.Clocks[:1]
	d.Initial = "t"
	diff = lc.Diff(old, mustCompile(t, d, v))
	require.Len(t, diff.List, 2)
	require.Equal(t, lc.State("s"), diff.List[0].State)
	require.Contains(t, diff.List[0].Old.String(), "initial")
	require.Contains(t, diff.List[1].New.String(), "initial")
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
			"stranded in t: there is no state t; path: open -> s, go -> t",
			"stranded in rest (from t): there is no state t; path: open -> s, go -> t, rest -> rest",
		}},
		{"an origin is gone", without(names("s", "t", "rest", "end"), row("go", lc.To("t"), "a", "s"), row("do", lc.To("end"), "a", "t"),
			row("rest", lc.To("rest"), "a", "s"), row("on", lc.Back("s"), "a", "rest")), []string{
			"stranded in rest (from t): no end can be reached from rest; path: open -> s, go -> t, rest -> rest",
		}},
		{"the state of rest is gone", without(names("s", "t", "end"), row("go", lc.To("t"), "a", "s"), row("do", lc.To("end"), "a", "t")), []string{
			"stranded in rest (from s): there is no state rest; path: open -> s, rest -> rest",
			"stranded in rest (from t): there is no state rest; path: open -> s, go -> t, rest -> rest",
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
			require.Contains(t, diff.String(), got[0])
			data, err := json.Marshal(diff)
			require.NoError(t, err)
			var read lc.Changes
			require.NoError(t, json.Unmarshal(data, &read))
			again, err := json.Marshal(read)
			require.NoError(t, err)
			require.Equal(t, string(data), string(again))
		})
	}
}

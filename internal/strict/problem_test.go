package strict

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestProblemString(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]Problem{
		"file.yaml:12:7: transitions[3].form: unknown field; legal: action, from, to (did you mean from?)": {
			"file.yaml", 12, 7, "transitions[3].form", "unknown field", []string{"action", "from", "to"},
		},
		"f:3: not YAML: a": {File: "f", Line: 3, Message: "not YAML: a"},
		"f: a":             {File: "f", Column: 3, Message: "a"},
		"3:4: b: a":        {Line: 3, Column: 4, Field: "b", Message: "a"},
		"a; legal: b, c":   {Message: "a", Field: "", Legal: []string{"b", "c"}},
		"":                 {},
	} {
		require.Equal(t, want, p.String())
	}
}

func TestErrorsError(t *testing.T) {
	t.Parallel()
	require.Equal(t, "no problems", Errors{}.Error())
	many := make(Errors, maxShown)
	for i := range many {
		many[i] = Problem{Message: "a"}
	}
	whole := strings.TrimSuffix(strings.Repeat("a\n", maxShown), "\n")
	require.Equal(t, whole, many.Error())
	require.Equal(t, whole+"\nand 2 more", append(many, Problem{}, Problem{}).Error())
}

func TestNearest(t *testing.T) {
	t.Parallel()
	legal := []string{"action", "from", "to", "label", "final", strings.Repeat("x", maxName+1)}
	for name, want := range map[string]string{
		"form": "from", "FROM": "from", "actoin": "action", "act": "", "actions": "action", "lable": "label",
		"finel": "final", "t": "to", "tp": "to", "x": "", "": "", "zzzzzz": "", "too": "to", strings.Repeat("x", maxName+1): "",
		strings.Repeat("x", maxName): "",
	} {
		got, ok := nearest(name, legal)
		require.Equal(t, want, got, name)
		require.Equal(t, want != "", ok, name)
	}
}

func TestPathText(t *testing.T) {
	t.Parallel()
	name := func(s string) step { return step{s, -1} }
	for _, c := range []struct {
		steps      []step
		want, last string
	}{
		{nil, "", ""},
		{[]step{name("a"), {"", 3}, name("b-c_D9"), {"", 0}}, "a[3].b-c_D9[0]", ""},
		{[]step{{"", 3}, name("b")}, "[3].b", "b"},
		{[]step{name("a"), name("b c")}, `a["b c"]`, "b c"},
		{[]step{name("a"), name(`["b".`)}, `a["[\"b\"."]`, `["b".`},
		{[]step{name("é\n\x1b"), name("")}, `["\u00e9\n\x1b"][""]`, ""},
		{[]step{name(strings.Repeat("é", 50))}, `["` + strings.Repeat(`\u00e9`, 48) + `..."]`, strings.Repeat("é", 48) + "..."},
	} {
		require.Equal(t, c.want, pathText(c.steps))
		require.Equal(t, c.last, lastName(c.want))
	}
}

func TestProblemsAreBounded(t *testing.T) {
	t.Parallel()
	text := "[" + strings.Repeat("1,\n", maxProblems+2) + "1]"
	var got []string
	err := Decode("f", JSON, []byte(text), Limits{}, &got)
	var all Errors
	require.ErrorAs(t, err, &all)
	require.Len(t, all, maxProblems+1)
	require.Equal(t, Problem{"f", 1000, 1, "[999]", "want text, found a number", nil}, all[maxProblems-1])
	require.Equal(t, Problem{File: "f", Message: "3 further problems"}, all[maxProblems])
	require.True(t, strings.HasSuffix(err.Error(), "\nand 981 more"), err.Error())
}

func TestLegalIsACopy(t *testing.T) {
	t.Parallel()
	var got struct {
		A string `json:"a"`
	}
	err := Decode("f", JSON, []byte(`{"b": 1, "c": 1}`), Limits{}, &got)
	var all Errors
	require.ErrorAs(t, err, &all)
	all[0].Legal[0] = "changed"
	require.Equal(t, []string{"a"}, all[1].Legal)
}

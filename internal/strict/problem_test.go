package strict

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
)

// problemsOf returns the problems of a refused text.
func problemsOf(t *testing.T, err error) []storage.Problem {
	t.Helper()
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	return invalid.Problems
}

// refused compares the problems of a refused text, one a line.
func refused(t *testing.T, err error, want string, where ...any) {
	t.Helper()
	problems := problemsOf(t, err)
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = p.String()
	}
	require.Equal(t, want, strings.Join(lines, "\n"), where...)
}

func TestPathText(t *testing.T) {
	t.Parallel()
	name := func(s string) step { return step{s, -1} }
	for _, c := range []struct {
		steps []step
		want  string
	}{
		{nil, ""},
		{[]step{name("a"), {"", 3}, name("b-c_D9"), {"", 0}}, "a[3].b-c_D9[0]"},
		{[]step{{"", 3}, name("b")}, "[3].b"},
		{[]step{name("a"), name("b c")}, `a["b c"]`},
		{[]step{name("a"), name(`["b".`)}, `a["[\"b\"."]`},
		{[]step{name("é\n\x1b"), name("")}, `["\u00e9\n\x1b"][""]`},
		{[]step{name(strings.Repeat("é", 50))}, `["` + strings.Repeat(`\u00e9`, 48) + `..."]`},
	} {
		require.Equal(t, c.want, pathText(c.steps))
	}
}

func TestProblemsAreBounded(t *testing.T) {
	t.Parallel()
	const most = storage.MaxProblems
	text := "[" + strings.Repeat("1,\n", most+2) + "1]"
	var got []string
	all := problemsOf(t, Decode("text", "f", JSON, []byte(text), Limits{}, &got))
	require.Len(t, all, most+1)
	require.Equal(t, storage.Problem{File: "f", Line: 1000, Column: 1, Field: "[999]", Message: "want text, found a number"}, all[most-1])
	require.Equal(t, storage.Problem{Message: "and 3 more problems"}, all[most])
}

func TestLegalIsACopy(t *testing.T) {
	t.Parallel()
	var got struct {
		A string `json:"a"`
	}
	all := problemsOf(t, Decode("text", "f", JSON, []byte(`{"b": 1, "c": 1}`), Limits{}, &got))
	all[0].Legal[0] = "changed"
	require.Equal(t, []string{"a"}, all[1].Legal)
}

func TestUnknownFieldNamesTheNearestFirst(t *testing.T) {
	t.Parallel()
	var got struct {
		Action string `json:"action"`
		From   string `json:"from"`
	}
	refused(t, Decode("text", "f", JSON, []byte(`{"form": "a"}`), Limits{}, &got), "f:1:2: form: unknown field; legal: from, action")
}

func TestRequired(t *testing.T) {
	t.Parallel()
	type share struct {
		Part  string `json:"part" strict:"required"`
		Other string `json:"other"`
	}
	var got struct {
		Shares []share `json:"shares"`
	}
	refused(t, Decode("text", "f", YAML, []byte("shares:\n- part: '1'\n- other: a\n"), Limits{}, &got), "f:3:3: shares[1].part: is required")
	require.NoError(t, Decode("text", "f", YAML, []byte("shares:\n- part: ''\n"), Limits{}, &got), "what is written is given")
	require.NoError(t, Decode("text", "f", YAML, []byte("shares: []\n"), Limits{}, &got))
}

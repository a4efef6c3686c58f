package strict

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
)

// fuzzed has no time.Time, for which encoding/json does not resolve escapes.
type fuzzed struct {
	Text   string              `json:"text"`
	Flag   bool                `json:"flag"`
	Tiny   int8                `json:"tiny"`
	Whole  int64               `json:"whole"`
	Large  uint                `json:"large"`
	Maybe  *string             `json:"maybe"`
	List   []*bool             `json:"list"`
	Pair   [2]uint16           `json:"pair"`
	Labels map[shade]int       `json:"labels"`
	Groups map[string][]colour `json:"groups"`
	Next   *fuzzed             `json:"next"`
	Rest   []fuzzed            `json:"rest"`
	remark
}

// checkErrors checks what holds of every refusal.
func checkErrors(t *testing.T, data []byte, err error, got fuzzed) {
	all := problemsOf(t, err)
	require.NotEmpty(t, all)
	require.Equal(t, fuzzed{Text: "before"}, got)
	lines := 1 + bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r"))
	for i, p := range all {
		require.Equal(t, i < storage.MaxProblems, p.File == "f")
		require.NotEmpty(t, p.Message)
		require.NotContains(t, p.String(), "\n")
		require.LessOrEqual(t, p.Line, lines)
		require.True(t, p.Line >= 0 && p.Column >= 0, p)
		require.True(t, i == 0 || all[i-1].Line <= p.Line || i == storage.MaxProblems, err)
	}
}

// FuzzJSON checks that what is accepted means the same to encoding/json. To
// spend the time on new texts, run it with -fuzzminimizetime=1x.
func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"text": "a", "list": [null, true], "labels": {"A": 1}, "rest": [{"remark": ""}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got := fuzzed{Text: "before"}
		if err := Decode("text", "f", JSON, data, Limits{}, &got); err != nil {
			checkErrors(t, data, err, got)
			return
		}
		var want fuzzed
		dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
		dec.DisallowUnknownFields()
		require.NoError(t, dec.Decode(&want))
		require.Equal(t, want, got)
		require.False(t, dec.More())
	})
}

// FuzzYAML checks that nothing panics, and that what is accepted can be written
// and read again.
func FuzzYAML(f *testing.F) {
	f.Add([]byte("text: a\nlist: [~, true]\nlabels:\n  A: 1\nrest:\n- remark: ''\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got := fuzzed{Text: "before"}
		if err := Decode("text", "f", YAML, data, Limits{}, &got); err != nil {
			checkErrors(t, data, err, got)
			return
		}
		// What was accepted is a value like any other: it survives JSON.
		text, err := json.Marshal(got)
		require.NoError(t, err)
		require.False(t, strings.Contains(string(text), `\u0000`))
		var again fuzzed
		require.NoError(t, Decode("text", "f", JSON, text, Limits{}, &again))
		require.Equal(t, got, again)
	})
}

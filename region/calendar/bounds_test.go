package calendar_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// TestBoundsOfAFile: as much as a file may hold, and one more.
func TestBoundsOfAFile(t *testing.T) {
	t.Parallel()
	const head, row = "date,kind,name\n", "2020-10-28,holiday,1E+05\n"
	bytes := func(n int) string {
		chunk := row + "#" + strings.Repeat("x", 1<<20) + "\n"
		text := head + strings.Repeat(chunk, n/len(chunk))
		return text + "#" + strings.Repeat("x", n-len(text)-1)
	}
	for name, tt := range map[string]struct {
		text  string
		wrong string
	}{
		"8 MiB":        {bytes(8 << 20), ""},
		"a byte more":  {bytes(8<<20 + 1), "a.csv: more than 8 MiB"},
		"100,000 days": {head + strings.Repeat(row, 100_000), ""},
		"a day more":   {head + strings.Repeat(row, 100_001), "a.csv:100002: more than 100000 days"},
	} {
		requireRead(t, name, tt.text, tt.wrong)
	}
}

// TestTextOfAFile: what is no text is refused, and a name is free.
func TestTextOfAFile(t *testing.T) {
	t.Parallel()
	const head, row = "date,kind,name\n", "2020-10-28,holiday,1E+05\n"
	for name, tt := range map[string]struct {
		text  string
		wrong string
	}{
		"a name":         {head + row, ""},
		"a zero byte":    {head + row + "2020-10-29,holiday,\x00\n", "a.csv: is not text in UTF-8"},
		"Latin-1":        {head + row + "2020-10-29,holiday,\xe9\n", "a.csv: is not text in UTF-8"},
		"a kind unknown": {head + "2020-10-29,hollyday,A\n", `a.csv:2: kind: unknown kind of day "hollyday"; legal: holiday`},
	} {
		requireRead(t, name, tt.text, tt.wrong)
	}
}

// requireRead reads a file whose first day has the name 1E+05, or which is wrong.
func requireRead(t *testing.T, name, text, wrong string) {
	t.Helper()
	editions, err := calendar.ReadCSV("a.csv", strings.NewReader(text))
	if wrong == "" {
		require.NoError(t, err, name)
		require.Equal(t, "1E+05", editions[0].Adds[0].Name, name)
		return
	}
	require.ErrorIs(t, err, storage.ErrInvalid, name)
	require.ErrorContains(t, err, wrong, name)
}

// TestLayersCount: each layer once, and all of their editions with the others at most 2,000.
func TestLayersCount(t *testing.T) {
	t.Parallel()
	errOf := func(first, second string, lists int) string {
		_, err := calendar.New(calendar.Definition{
			Name: "x", Lists: []calendar.Edition{{Year: 2020}},
			Layers: []calendar.Layer{{Name: first, Lists: make([]calendar.Edition, lists)}, {Name: second}},
		})
		require.Error(t, err)
		return err.Error()
	}
	require.Contains(t, errOf("a", "a", 0), `layers[1].name: "a" is given twice`)
	require.NotContains(t, errOf("a", "b", 0), "twice")
	require.Contains(t, errOf("a", "b", 1998), "2001 editions and layers, at most 2000 are allowed")
	require.NotContains(t, errOf("a", "b", 1997), "editions and layers")
}

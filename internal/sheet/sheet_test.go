package sheet_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/sheet"
	"github.com/aduan-go/aduan/storage"
)

func read(t *testing.T, in io.Reader) ([]string, error, error) {
	t.Helper()
	var problems storage.Problems
	var rows []string
	err := sheet.Read("a.csv", in, sheet.Format{Required: []string{"name"}, Optional: []string{"age", "town"}, Free: []string{"name"}, Comment: '#'}, &problems, func(r sheet.Row) {
		if rows = append(rows, r.Cell("name")+" "+r.Cell("age")+r.Cell("town")); r.Has("age") && r.Cell("age") == "" {
			problems.Note(r.Problem("age", "is empty"))
		}
	})
	return rows, problems.Err("table"), err
}

func TestRead(t *testing.T) {
	t.Parallel()
	rows, invalid, err := read(t, strings.NewReader("\uFEFFage,name\n# remark\n7,\"a\nb\"\n\n8,c\n"))
	require.NoError(t, errors.Join(invalid, err))
	require.Equal(t, []string{"a\nb 7", "c 8"}, rows)
}

func TestReadNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                       "a.csv:1: the file is empty; it begins with the names of its columns; legal: name, age, town",
		"name,twon\n":            "a.csv:1: unknown column \"twon\"; legal: town, name, age",
		"name,name\n":            "a.csv:1: name: this column stands there twice",
		"age\n1\n":               "a.csv:1: name: this column is missing",
		"name,age\na\nb,1\nc,\n": "2 problems\n  a.csv:2: 1 fields, the header has 2\n  a.csv:4: age: is empty",
		"name\n\"a\nb\n":         "a.csv:2: extraneous or missing",
	} {
		_, invalid, err := read(t, strings.NewReader(text))
		require.NoError(t, err)
		require.ErrorContains(t, invalid, want)
	}
	broken := errors.New("broken")
	_, invalid, err := read(t, iotest.ErrReader(broken))
	require.NoError(t, invalid)
	require.ErrorIs(t, err, broken)
}

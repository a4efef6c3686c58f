package storage_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	const longest = 48
	legal := []string{"action", "from", "to", "label", "final", strings.Repeat("x", longest+1)}
	before := slices.Clone(legal)
	for name, want := range map[string]string{
		"form": "from", "FROM": "from", "actoin": "action", "act": "", "actions": "action", "lable": "label",
		"finel": "final", "t": "to", "tp": "to", "x": "", "": "", "zzzzzz": "", "too": "to", strings.Repeat("x", longest+1): "",
		strings.Repeat("x", longest): "",
	} {
		got := storage.Nearest(name, legal)
		require.ElementsMatch(t, legal, got, name)
		if want == "" {
			require.Equal(t, legal, got, name)
		} else {
			require.Equal(t, want, got[0], name)
		}
		require.Equal(t, before, legal)
	}
	require.Empty(t, storage.Nearest("a", nil))
}

func TestProblemsCollect(t *testing.T) {
	t.Parallel()
	var p storage.Problems
	require.NoError(t, p.Err("draft"))
	p.Add("kind", "unknown word", "a", "b")
	p.Check("title", nil)
	p.Check("body", storage.ErrClosed)
	p.Note(storage.Problem{File: "f", Line: 3, Message: "is wrong"})
	require.Equal(t, 3, p.Len())
	require.EqualError(t, p.Err("draft"), "draft: invalid: 3 problems\n  kind: unknown word; legal: a, b\n  body: store is closed\n  f:3: is wrong")
	for range storage.MaxProblems {
		p.Add(storage.At("rules", 7), "is wrong")
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, p.Err("table"), &invalid)
	require.Len(t, invalid.Problems, storage.MaxProblems+1)
	require.Equal(t, "rules[7]", invalid.Problems[3].Field)
	require.Equal(t, "and 3 more problems", invalid.Problems[storage.MaxProblems].Message)
	require.Equal(t, storage.MaxProblems+3, p.Len())
}

func TestQuote(t *testing.T) {
	t.Parallel()
	require.Equal(t, `"a\nlevel=INFO\x1b"`, storage.Quote("a\nlevel=INFO\x1b"))
	long := storage.Quote(strings.Repeat("é", 200))
	require.Equal(t, `"`+strings.Repeat("é", 40)+`..."`, long)
	require.Equal(t, `"\xff"`, storage.Quote("\xff"))
}

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
		strings.Repeat("x", longest): "", "rfom": "from", "acsion": "action", "acsoin": "action", "acsoan": "",
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
	same := strings.Repeat("x", longest)
	require.Equal(t, same, storage.Nearest(same[1:]+"y", []string{"a", same})[0], "as long as may be")
	require.Equal(t, "a", storage.Nearest(same+"y", []string{"a", same})[0], "longer")
	require.Equal(t, "ab", storage.Nearest("ax", []string{"ab", "ac"})[0], "the first of equals")
	require.Equal(t, "abcdef", storage.Nearest("abcdxf", []string{"abcxyf", "abcdef"})[0], "the nearest")
}

// What a problem reads with each part of it present or not.
func TestProblemString(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]storage.Problem{
		"is wrong":                           {},
		"f: is wrong":                        {File: "f", Column: 2},
		"f:1: is wrong":                      {File: "f", Line: 1},
		"f:1:1: is wrong":                    {File: "f", Line: 1, Column: 1},
		"line 1: is wrong":                   {Line: 1},
		"line 1, column 1: is wrong":         {Line: 1, Column: 1},
		"name: is wrong; legal: a":           {Field: "name", Legal: []string{"a"}},
		"f:1:2: name: is wrong; legal: a, b": {File: "f", Line: 1, Column: 2, Field: "name", Legal: []string{"a", "b"}},
	} {
		p.Message = "is wrong"
		require.Equal(t, want, p.String())
	}
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
	most := strings.Repeat("x", 80)
	require.Equal(t, `"`+most+`"`, storage.Quote(most))
	require.Equal(t, `"`+most+`..."`, storage.Quote(most+"x"))
}

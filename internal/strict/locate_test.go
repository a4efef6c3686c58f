package strict

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
)

func TestLocate(t *testing.T) {
	t.Parallel()
	const file, data = "a.yaml", "name: x\nitems:\n- {id: a}\n- id: b\n  \"odd key\": 3\n"
	for field, want := range map[string][2]int{
		"":                      {1, 1},
		"name":                  {1, 7},
		"items":                 {3, 1},
		"items[0]":              {3, 3},
		"items[1].id":           {4, 7},
		"items[1].missing.part": {4, 3},
		`items[1]["odd key"]`:   {5, 14},
		"items[7].id":           {3, 1},
		"items[x":               {3, 1},
		"elsewhere":             {1, 1},
	} {
		err := Locate(&storage.InvalidError{What: "thing", Problems: []storage.Problem{{Field: field, Message: "is wrong"}}}, file, []byte(data), Limits{})
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Equal(t, storage.Problem{File: file, Line: want[0], Column: want[1], Field: field, Message: "is wrong"}, invalid.Problems[0], field)
	}
	other := errors.New("other")
	require.Equal(t, other, Locate(other, file, []byte(data), Limits{}))
	require.NoError(t, Locate(nil, file, nil, Limits{}))
}

func TestLocateOrdersAndKeepsLines(t *testing.T) {
	t.Parallel()
	given := &storage.InvalidError{What: "thing", Problems: []storage.Problem{
		{Field: "b", Message: "second"}, {Field: "a", Message: "first"}, {Line: 9, Message: "known"},
	}}
	err := Locate(given, "a.json", []byte("{\"a\": 1,\n\"b\": 2}"), Limits{})
	require.EqualError(t, err, "thing in a.json: invalid: 3 problems\n  a.json:1:7: a: first\n  a.json:2:6: b: second\n  a.json:9: known")
	require.Zero(t, given.Problems[0].Line, "the error given is not changed")
}

func TestLocateLeavesTheCountOfTheRestLast(t *testing.T) {
	t.Parallel()
	var all storage.Problems
	for range storage.MaxProblems + 2 {
		all.Add("b", "is wrong")
	}
	problems := problemsOf(t, Locate(all.Err("thing"), "a.json", []byte("{\"a\": 1,\n\"b\": 2}"), Limits{}))
	require.Len(t, problems, storage.MaxProblems+1)
	require.Equal(t, 2, problems[0].Line)
	require.Equal(t, storage.Problem{Message: "and 2 more problems"}, problems[storage.MaxProblems])
}

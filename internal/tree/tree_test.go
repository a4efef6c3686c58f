package tree_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/internal/tree"
)

func always(key, parent string) tree.Record {
	return tree.Record{Key: key, Parent: parent, From: tree.Always, Until: tree.Forever}
}

func build(t require.TestingT, records ...tree.Record) *tree.Tree {
	built, _, faults := tree.Build(records)
	require.Empty(t, faults)
	return built
}

func keys(t *tree.Tree, nodes func(func(int32) bool)) []string {
	var out []string
	for i := range nodes {
		out = append(out, t.Key(i))
	}
	return out
}

func TestMovedUnit(t *testing.T) {
	t.Parallel()
	tr := build(t,
		tree.Record{Key: "c", Parent: "b", From: 0, Until: 9},
		tree.Record{Key: "b", Parent: "x", From: 0, Until: 5},
		tree.Record{Key: "b", Parent: "y", From: 5, Until: 9},
		tree.Record{Key: "x", From: 0, Until: 9},
		tree.Record{Key: "y", From: 0, Until: tree.Forever},
	)
	require.Equal(t, 6, tr.Len(), "c is cut in two with its parent")
	before, ok := tr.Find("c", 4)
	require.True(t, ok)
	after, ok := tr.Find("c", 5)
	require.True(t, ok)
	x, _ := tr.Find("x", 4)
	y, _ := tr.Find("y", 5)
	require.True(t, tr.Within(before, x))
	require.False(t, tr.Within(before, y))
	require.True(t, tr.Within(after, y))
	require.Equal(t, []int32{before, after}, slices.Collect(tr.Versions("c")))
	_, ok = tr.Find("c", 9)
	require.False(t, ok)
	require.Equal(t, []string{"x", "y"}, keys(tr, tr.Children(tree.None, 3)))
	require.Equal(t, []string{"b"}, keys(tr, tr.Children(y, 7)))
	require.Empty(t, keys(tr, tr.Children(y, 3)))
	require.Equal(t, []string{"x", "b", "c", "y"}, keys(tr, tr.Descendants(tree.None, 0)))
}

func TestRenamingDoesNotCut(t *testing.T) {
	t.Parallel()
	tr, origins, faults := tree.Build([]tree.Record{
		{Key: "a", From: 0, Until: 5, Mark: 1},
		{Key: "a", From: 5, Until: 9, Mark: 2},
		{Key: "b", Parent: "a", From: 0, Until: 9},
	})
	require.Empty(t, faults)
	require.Equal(t, 2, tr.Len())
	require.Equal(t, tree.Span{From: 0, Until: 9, Mark: 2}, tr.Span(0))
	require.Equal(t, [][]int32{{0, 1}, {2}}, origins)
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		records []tree.Record
		want    []string
	}{
		{"no key", []tree.Record{always("", "")}, []string{"0: it has no key"}},
		{"no time", []tree.Record{{Key: "a", From: 3, Until: 3}}, []string{"0: a is valid from 3 until 3, which is no time"}},
		{"duplicate", []tree.Record{always("a", ""), always("a", "")}, []string{"1: a is a duplicate of record 0"}},
		{
			"overlap",
			[]tree.Record{{Key: "a", From: 4, Until: 9}, {Key: "a", From: 0, Until: 5}},
			[]string{"1: a is in force twice from 4 until 5; the other is record 0"},
		},
		{"unknown parent", []tree.Record{always("a", ""), always("b", "q"), always("c", "b")}, []string{"1: b has the unknown parent q"}},
		{
			"parent dissolved",
			[]tree.Record{{Key: "a", From: 0, Until: 5}, {Key: "a", From: 7, Until: 9}, {Key: "b", Parent: "a", From: 0, Until: 9}},
			[]string{"2: b has the parent a, which is not in force from 5 until 7"},
		},
		{
			"parent later",
			[]tree.Record{{Key: "a", From: 2, Until: 9}, {Key: "b", Parent: "a", From: 0, Until: 9}},
			[]string{"1: b has the parent a, which is not in force from 0 until 2"},
		},
		{
			"cycle",
			[]tree.Record{always("a", "c"), always("b", "a"), always("c", "b"), always("d", "c"), always("e", "")},
			[]string{"0: a lies below itself: a < c < b < a"},
		},
		{"own parent", []tree.Record{always("a", "a")}, []string{"0: a lies below itself: a < a"}},
		{
			"cycle for some time",
			[]tree.Record{
				{Key: "a", Parent: "b", From: 3, Until: 9},
				{Key: "a", From: 0, Until: 3},
				{Key: "b", From: 0, Until: 5},
				{Key: "b", Parent: "a", From: 5, Until: 9},
			},
			[]string{"0: a lies below itself: a < b < a"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tr, _, faults := tree.Build(tc.records)
			require.Nil(t, tr)
			var got []string
			for _, f := range faults {
				got = append(got, fmt.Sprintf("%d: %s", f.Record, f.Describe(
					func(i int) string { return fmt.Sprint("record ", i) },
					func(at int64) string { return fmt.Sprint(at) })))
			}
			require.Equal(t, tc.want, got)
		})
	}
}

func TestTakingTurnsIsNoCycle(t *testing.T) {
	t.Parallel()
	tr := build(t,
		tree.Record{Key: "a", Parent: "b", From: 0, Until: 5},
		tree.Record{Key: "a", From: 5, Until: 9},
		tree.Record{Key: "b", From: 0, Until: 5},
		tree.Record{Key: "b", Parent: "a", From: 5, Until: 9},
	)
	require.Equal(t, 4, tr.Len())
}

func TestTooDeep(t *testing.T) {
	t.Parallel()
	records := []tree.Record{always("0", "")}
	for i := 1; i <= tree.MaxDepth; i++ {
		records = append(records, always(fmt.Sprint(i), fmt.Sprint(i-1)))
	}
	_, _, faults := tree.Build(records)
	require.Len(t, faults, 1)
	require.Contains(t, faults[0].Describe(nil, nil), "lies deeper than 32 levels")
	require.Equal(t, tree.MaxDepth, faults[0].Record)
	build(t, records[:tree.MaxDepth]...)
}

// model draws records of few keys whose faults are removed by dropping
// records, so that trees with many moves come out.
func model(t *rapid.T) []tree.Record {
	var records []tree.Record
	names := []string{"a1", "a2", "a9", "b", "c", "d", "e", "f"}
	for _, key := range names {
		at := int64(0)
		for range rapid.IntRange(0, 3).Draw(t, "records") {
			from := at + rapid.Int64Range(0, 3).Draw(t, "gap")
			until := from + rapid.Int64Range(1, 8).Draw(t, "length")
			if rapid.IntRange(0, 9).Draw(t, "open") == 0 {
				until = tree.Forever
			}
			parent := ""
			if rapid.Bool().Draw(t, "child") {
				parent = rapid.SampledFrom(names).Draw(t, "parent")
			}
			records = append(records, tree.Record{Key: key, Parent: parent, From: from, Until: until})
			if at = until; until == tree.Forever {
				break
			}
		}
	}
	return records
}

// parentAt answers from the records alone.
func parentAt(records []tree.Record, key string, at int64) (string, bool) {
	for _, r := range records {
		if r.Key == key && r.From <= at && at < r.Until {
			return r.Parent, true
		}
	}
	return "", false
}

func TestTreeAgreesWithItsRecords(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		records := model(t)
		var tr *tree.Tree
		for {
			built, _, faults := tree.Build(records)
			if len(faults) == 0 {
				tr = built
				break
			}
			records = slices.Delete(records, faults[0].Record, faults[0].Record+1)
		}
		r := tree.NewReader(string(tr.Append(nil)))
		decoded := tree.Decode(r, 1<<20)
		require.NoError(t, r.Err())
		require.Zero(t, r.Rest())
		for _, tr := range []*tree.Tree{tr, decoded} {
			for at := int64(0); at < 30; at++ {
				agree(t, tr, records, at)
			}
		}
	})
}

func agree(t *rapid.T, tr *tree.Tree, records []tree.Record, at int64) {
	count := 0
	for _, r := range records {
		i, ok := tr.Find(r.Key, at)
		parent, known := parentAt(records, r.Key, at)
		require.Equal(t, known, ok, "%s at %d", r.Key, at)
		if !ok {
			continue
		}
		require.Equal(t, r.Key, tr.Key(i))
		require.True(t, tr.ValidAt(i, at))
		if parent == "" {
			require.Equal(t, tree.None, tr.Parent(i))
		} else {
			require.Equal(t, parent, tr.Key(tr.Parent(i)))
		}
		for _, other := range records {
			j, ok := tr.Find(other.Key, at)
			if !ok {
				continue
			}
			above, up := false, r.Key
			for up != "" && !above {
				above = up == other.Key
				up, _ = parentAt(records, up, at)
			}
			require.Equal(t, above, tr.Within(i, j), "%s within %s at %d", r.Key, other.Key, at)
		}
	}
	for range tr.Descendants(tree.None, at) {
		count++
	}
	want := map[string]bool{}
	for _, r := range records {
		if _, ok := parentAt(records, r.Key, at); ok {
			want[r.Key] = true
		}
	}
	require.Len(t, want, count)
}

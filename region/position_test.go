package region_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
)

func TestPositionsAreTheOrderOfTheTree(t *testing.T) {
	t.Parallel()
	on := date("2016-01-01")
	tree, err := region.New(region.Config{
		Levels: []region.Level{"a", "b"},
		Records: []region.Record{
			{Code: code("x:1"), Level: "a", Name: "One"},
			{Code: code("x:2"), Level: "a", Name: "Two"},
			{Code: code("x:3"), Parent: code("x:1"), Level: "b", Name: "Three", Valid: aduan.Period{Until: on}},
			{Code: code("x:3"), Parent: code("x:2"), Level: "b", Name: "Three", Valid: aduan.Period{From: on}},
		},
	})
	require.NoError(t, err)
	require.Equal(t, 4, tree.Len())
	versions := slices.Collect(tree.Versions(code("x:3")))
	require.Len(t, versions, 2)
	require.Equal(t, code("x:1"), versions[0].Parent().Code())
	require.Equal(t, code("x:2"), versions[1].Parent().Code())
	require.Empty(t, slices.Collect(tree.Versions(code("x:9"))))

	for i := range tree.Len() {
		u := tree.At(i)
		first, last := u.Position()
		require.Equal(t, i, first)
		for j := range tree.Len() {
			require.Equal(t, tree.At(j).Within(u), i <= j && j <= last, "%s in %s", tree.At(j), u)
		}
	}
	require.True(t, tree.At(-1).IsZero())
	require.True(t, tree.At(4).IsZero())
	first, last := region.Unit{}.Position()
	require.Equal(t, []int{-1, -1}, []int{first, last})
}

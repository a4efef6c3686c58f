package region_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
)

func TestSuggest(t *testing.T) {
	t.Parallel()
	v := islandTree(t).Latest()
	for query, want := range map[string][]string{
		"countyhighlands": {"isl:N/2"}, // a kind in one word with the name
		"portmary":        nil,         // a word is left out
		"posama":          {"isl:N/1"}, // beginnings of all words
		"psm":             {"isl:N/1"},
		"wetwin":          {"isl:N/5"},
		"sore":            {"isl:S/7"},
		"pier, northhome": {"isl:S/7/a"}, // what lies around is wrong
		"qqqqqq":          nil,
		" , ":             nil,
		"":                nil,
	} {
		var got []string
		for _, m := range v.Suggest(query, 8) {
			got = append(got, m.Unit.Code().String())
		}
		require.Equal(t, want, got, query)
	}
}

func TestSiblings(t *testing.T) {
	t.Parallel()
	tree := islandTree(t)
	codes := func(units []region.Unit) []string {
		var out []string
		for _, u := range units {
			out = append(out, u.Code().String())
		}
		return out
	}
	now := tree.Latest()
	require.Equal(t, []string{"isl:N", "isl:S"}, codes(now.Siblings(code("isl:N/9"), 8)), "codes that say nothing of their place")
	require.Equal(t, []string{"isl:N"}, codes(now.Siblings(code("isl:N/9"), 1)))
	require.Equal(t, []string{"isl:S/7/a"}, codes(now.Siblings(code("post:101"), 8)), "codes of another system")
	require.Empty(t, now.Siblings(code("zip:1"), 8))
	require.Empty(t, now.Siblings(region.Code{}, 8))
	require.Empty(t, now.Siblings(code("isl:N/9"), -1))
}

func TestFindAtAnyTime(t *testing.T) {
	t.Parallel()
	tree := islandTree(t)
	var got []string
	for _, u := range tree.Find("Pier") {
		got = append(got, u.Path().String())
	}
	require.Equal(t, []string{"isl:N > isl:N/3 > isl:N/3/a", "isl:S > isl:S/7 > isl:S/7/a"}, got)
	require.Equal(t, "Highlands", tree.Find("uplands")[0].Name())
	require.Equal(t, code("isl:N/4"), tree.Find("county twins")[0].Code(), "a unit that is no more")
	require.Len(t, tree.Find("pier, northholm"), 1)
	require.Empty(t, tree.Find(" "))
}

func TestNamesMayPassOverWords(t *testing.T) {
	t.Parallel()
	s := region.Spelling{Same: [][]string{{"", "dr", "pak"}, {"saint", "st"}}}
	require.Equal(t, "eomer", s.Fold("Dr. Pak Eomer"))
	require.Equal(t, "eomer", s.Fold("Eomer, dr."))
	require.Empty(t, s.Fold("Pak"))
	require.Equal(t, 0, s.Distance("Saint Eomer", "st. eomer"))
	require.Equal(t, 2, s.Distance("Eomer", "pak Emrr"))
	require.Equal(t, 5, s.Distance("", "eomer"))
}

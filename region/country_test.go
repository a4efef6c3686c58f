package region_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// A made-up country of islands with three levels and codes of its own.
const islands = `code,level,name,parent,also,zone,from,until,source
isl:N,island,Northholm,,North|Nordö,Etc/GMT+1,,,census
isl:S,island,Southholm,,,Etc/GMT+2,,,census
isl:N/1,county,Port Saint Mary,isl:N,,,,,census
isl:N/2,county,Uplands,isl:N,,,2000-01-01,2010-01-01,census
isl:N/2,county,Highlands,isl:N,,,2010-01-01,,act 5
isl:N/2/a,parish,Old Mill,isl:N/2,,,2000-01-01,,census
isl:N/3,county,Shore,isl:N,,,,2015-06-01,census
isl:N/3/a,parish,Pier,isl:N/3,,,,2015-06-01,census
isl:S/7,county,Shore,isl:S,,,2015-06-01,,act 9
isl:S/7/a,parish,Pier,isl:S/7,,,2015-06-01,,act 9
isl:N/4,county,Twins,isl:N,,,,2018-01-01,census
isl:N/5,county,West Twin,isl:N,,,2018-01-01,,act 11
isl:N/6,county,East Twin,isl:N,,,2018-01-01,,act 11
`

func date(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func code(text string) region.Code { return region.MustParse(text) }

func islandConfig(t require.TestingT) region.Config {
	records, err := region.ReadCSV("islands.csv", strings.NewReader(islands), nil)
	require.NoError(t, err)
	return region.Config{
		What: "islands", Levels: []region.Level{"island", "county", "parish"}, Records: records,
		Changes: []region.Change{
			{Kind: region.Moved, From: code("isl:N/3"), To: code("isl:S/7"), On: date("2015-06-01"), Source: "act 9"},
			{Kind: region.Moved, From: code("isl:N/3/a"), To: code("isl:S/7/a"), On: date("2015-06-01"), Source: "act 9"},
			{Kind: region.Split, From: code("isl:N/4"), To: code("isl:N/5"), On: date("2018-01-01"), Source: "act 11"},
			{Kind: region.Split, From: code("isl:N/4"), To: code("isl:N/6"), On: date("2018-01-01"), Source: "act 11"},
		},
		Aliases: []region.Alias{{Alias: code("post:100"), Code: code("isl:N/3/a")}, {Alias: code("post:200"), Code: code("isl:N/4")}},
		Horizon: date("2000-01-01"),
		Spelling: region.Spelling{
			Kinds: []region.Kind{{Name: "County", Level: "county", Words: []string{"county of", "county"}}},
			Same:  [][]string{{"saint", "st"}},
		},
	}
}

func islandTree(t require.TestingT) *region.Tree {
	tree, err := region.New(islandConfig(t))
	require.NoError(t, err)
	return tree
}

func TestAnotherCountry(t *testing.T) {
	t.Parallel()
	made := islandTree(t)
	decoded, err := region.Decode(string(made.Encode()))
	require.NoError(t, err)
	require.True(t, bytes.Equal(made.Encode(), decoded.Encode()))
	for name, tree := range map[string]*region.Tree{"made": made, "decoded": decoded} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := tree.Latest()
			early, err := tree.AsOf(date("2005-01-01"))
			require.NoError(t, err)
			_, err = tree.AsOf(date("1999-12-31"))
			var horizon *region.HorizonError
			require.ErrorAs(t, err, &horizon)
			require.ErrorIs(t, err, storage.ErrInvalid)

			hills, err := early.Get(code("isl:N/2"))
			require.NoError(t, err)
			require.Equal(t, "Uplands", hills.Name())
			require.Equal(t, []string{"Highlands"}, hills.Also())
			require.Equal(t, "isl:N/2 Uplands", hills.String())
			require.Equal(t, region.Level("county"), hills.Level())
			require.Equal(t, "Etc/GMT+1", hills.Zone())
			require.Equal(t, "2000-01-01 ..", hills.Valid().String())
			require.Equal(t, "census", hills.Source(), "the name of that time has the source of that time")
			hills, err = now.Get(code("isl:N/2"))
			require.NoError(t, err)
			require.Equal(t, "Highlands", hills.Name())
			require.Equal(t, []string{"Uplands"}, hills.Also())
			require.Equal(t, "act 5", hills.Source())
			history := tree.History(code("isl:N/2"))
			require.Len(t, history, 1)
			require.Equal(t, "Uplands", history[0].FromName)
			require.Equal(t, "Highlands", history[0].ToName)
			require.Equal(t, "act 5", history[0].Source)

			require.Equal(t, "isl:S > isl:S/7 > isl:S/7/a", must(now.Resolve(code("isl:N/3/a"))).Path().String())
			require.Equal(t, "isl:N > isl:N/3 > isl:N/3/a", must(early.Resolve(code("isl:S/7/a"))).Path().String())
			require.Equal(t, "isl:S/7/a", must(now.Get(code("post:100"))).Code().String())
			require.Equal(t, "isl:S > isl:S/7 > isl:S/7/a", must(tree.LastPath(code("post:100"))).String())
			_, err = now.Resolve(code("isl:N/4"))
			var several *region.AmbiguousError
			require.ErrorAs(t, err, &several)
			require.EqualError(t, err, `"isl:N/4" stands for 2 units: isl:N/5 West Twin in Northholm, isl:N/6 East Twin in Northholm`)
			_, err = now.Get(code("isl:N/9"))
			require.EqualError(t, err, "region isl:N/9 is not known")
			require.ErrorIs(t, err, storage.ErrNotFound)

			require.Equal(t, 2, early.Count("island"))
			require.Equal(t, 5, now.Count("county"))
			var roots []string
			for u := range now.Roots() {
				roots = append(roots, u.Name())
			}
			require.Equal(t, []string{"Northholm", "Southholm"}, roots)
			require.Equal(t, "isl:N/1", now.Find("county of port st. mary")[0].Code().String())
			require.Equal(t, "isl:N/1", now.Find("PORT SAINTMARY")[0].Code().String())
			require.Equal(t, "isl:N", now.Find("nordo")[0].Code().String())
			require.Equal(t, "isl:S/7/a", now.Find("pier, shore, southholm")[0].Code().String())
			require.Empty(t, now.Find("pier, northholm"))
			require.Equal(t, "isl:N/2", now.Find("uplands")[0].Code().String(), "a former name is found")
			matches := now.Search("twin", 0)
			require.Len(t, matches, 2)
			require.Equal(t, region.Inside, matches[0].Quality)
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestZeroUnit(t *testing.T) {
	t.Parallel()
	var u region.Unit
	require.True(t, u.IsZero())
	require.True(t, u.Code().IsZero())
	require.Empty(t, u.Name()+u.Zone()+u.Source()+u.String()+string(u.Level()))
	require.Nil(t, u.Path())
	require.Nil(t, u.Also())
	require.True(t, u.Parent().IsZero())
	require.Empty(t, slices.Collect(u.Children()))
	require.Empty(t, slices.Collect(u.Subtree()))
	require.False(t, u.Within(u))
	require.False(t, u.Contains(code("isl:N")))
	require.Equal(t, aduan.Period{}, u.Valid())
}

func TestMistakesAreNamedWithTheirLines(t *testing.T) {
	t.Parallel()
	levels := []region.Level{"island", "county", "parish"}
	for name, tc := range map[string]struct {
		csv  string
		want []string
	}{
		"duplicate": {"isl:A,island,A,,,\nisl:A,island,A,,,\n", []string{"x.csv:3: isl:A is a duplicate of line 2"}},
		"overlap": {
			"isl:A,island,A,,2000-01-01,2010-01-01\nisl:A,island,B,,2009-01-01,\n",
			[]string{"x.csv:3: isl:A is in force twice from 2009-01-01 until 2010-01-01; the other is line 2"},
		},
		"unknown parent": {"isl:A,county,A,isl:B,,\n", []string{"x.csv:2: isl:A has the unknown parent isl:B"}},
		"parent too short": {
			"isl:A,island,A,,,2010-01-01\nisl:A/1,county,A,isl:A,,\n",
			[]string{"x.csv:3: isl:A/1 has the parent isl:A, which is not in force from 2010-01-01 until further notice"},
		},
		"cycle": {
			"isl:A,county,A,isl:B,,\nisl:B,county,B,isl:A,,\n",
			[]string{"x.csv:2: isl:A lies below itself: isl:A < isl:B < isl:A"},
		},
		"levels": {
			"isl:A,county,A,,,\nisl:B,island,B,isl:A,,\n",
			[]string{"x.csv:3: isl:B is an inner unit of isl:A, but its level island is not inside county"},
		},
		"unknown level": {"isl:C,town,C,,,\n", []string{`x.csv:2: isl:C has the unknown level "town"; legal: island, county, parish`}},
		"name":          {"isl:A,county, ,,,\n", []string{"x.csv:2: isl:A has no name"}},
		"time":          {"isl:A,county,A,,2010-01-01,2010-01-01\n", []string{"x.csv:2: isl:A is valid from 2010-01-01 until 2010-01-01, which is no time"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			records, err := region.ReadCSV("x.csv", strings.NewReader("code,level,name,parent,from,until\n"+tc.csv), nil)
			require.NoError(t, err)
			_, err = region.New(region.Config{Levels: levels, Records: records})
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			var got []string
			for _, p := range invalid.Problems {
				got = append(got, p.String())
			}
			require.Equal(t, tc.want, got)
		})
	}
}

func TestWrongSuccessions(t *testing.T) {
	t.Parallel()
	for want, change := range map[string][]region.Change{
		"no unit ever has the code":       {{Kind: region.Moved, From: code("isl:X"), To: code("isl:N"), On: date("2015-06-01")}},
		"is not in force on 2014":         {{Kind: region.Moved, From: code("isl:N/3"), To: code("isl:S/7"), On: date("2014-06-01")}},
		"still in force":                  {{Kind: region.Merged, From: code("isl:N/1"), To: code("isl:N/2"), On: date("2016-01-01")}},
		"is not in force before":          {{Kind: region.Moved, From: code("isl:N/3"), To: code("isl:S/7"), On: date("2017-01-01")}},
		"leads to itself":                 {{Kind: region.Moved, From: code("isl:N"), To: code("isl:N"), On: date("2017-01-01")}},
		`the kind "renamed" is not legal`: {{Kind: region.Renamed, From: code("isl:N"), To: code("isl:N"), On: date("2017-01-01")}},
		"no date":                         {{Kind: region.Split, From: code("isl:N"), To: code("isl:S")}},
		"turns in a circle": {
			{Kind: region.Split, From: code("isl:N"), To: code("isl:S"), On: date("2016-01-01")},
			{Kind: region.Split, From: code("isl:S"), To: code("isl:N"), On: date("2017-01-01")},
		},
	} {
		cfg := islandConfig(t)
		cfg.Changes = change
		_, err := region.New(cfg)
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
}

func TestCSVProblems(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                       "islands.csv:1: the file is empty; it begins with the names of its columns",
		"code,level\n":           "islands.csv:1: name: this column is missing",
		"code,level,name,b\n":    "islands.csv:1: unknown column \"b\"; legal: code",
		"code,level,name\nx,y\n": "islands.csv:2: 2 fields, the header has 3",
		"code,level,name,from\n5103,a,b,\nisl:1,a,b,2010-13-01\n": "islands.csv:3: from: \"2010-13-01\" is not a date; legal: 2022-11-09",
		"code,level,name\n\"51\"x,a,b\n":                          "islands.csv:2: ",
	} {
		_, err := region.ReadCSV("islands.csv", strings.NewReader(text), nil)
		require.ErrorContains(t, err, want, "%q", text)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	records, err := region.ReadCSV("", strings.NewReader("code,level,name\n51,province,Bali\n51.03,regency,Badung\n"), nil)
	require.NoError(t, err)
	require.Equal(t, code("51"), records[1].Parent, "without a column the code says it")
}

// TestRegionCarriesNoCountry looks at what package region brings into a binary.
func TestRegionCarriesNoCountry(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	require.NoError(t, err)
	require.Contains(t, string(out), "aduan/region\n")
	require.NotContains(t, string(out), "indonesia")
}

// TestRandomTrees draws countries whose units move, and compares view and
// records at every instant; and a tree survives its encoding.
func TestRandomTrees(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "units")
		at := func(day int64) time.Time { return time.Unix(day*86400, 0).UTC() }
		var records []region.Record
		var above [3][]region.Code // the units drawn so far that lie outside each level
		for i := range n {
			level := rapid.IntRange(0, 2).Draw(t, "level")
			if len(above[level]) == 0 {
				level = 0
			}
			for from := int64(0); from < 9; {
				until := min(9, from+rapid.Int64Range(1, 9).Draw(t, "days"))
				r := region.Record{
					Code: code(fmt.Sprintf("x:%d", i)), Level: []region.Level{"a", "b", "c"}[level],
					Name:  rapid.StringMatching(`[A-Za-zé '.-]{0,8}[a-z]`).Draw(t, "name"),
					Valid: aduan.Period{From: at(from), Until: at(until)},
				}
				if level > 0 {
					r.Parent = rapid.SampledFrom(above[level]).Draw(t, "parent")
				}
				records = append(records, r)
				from = until
			}
			for inner := level + 1; inner < len(above); inner++ {
				above[inner] = append(above[inner], code(fmt.Sprintf("x:%d", i)))
			}
		}
		cfg := region.Config{Levels: []region.Level{"a", "b", "c"}, Records: records}
		tree, err := region.New(cfg)
		require.NoError(t, err)
		decoded, err := region.Decode(string(tree.Encode()))
		require.NoError(t, err)
		require.True(t, bytes.Equal(tree.Encode(), decoded.Encode()))
		for day := range int64(9) {
			v, err := decoded.AsOf(at(day))
			require.NoError(t, err)
			for _, r := range records {
				if !r.Valid.Contains(at(day)) {
					continue
				}
				u, err := v.Get(r.Code)
				require.NoError(t, err)
				require.Equal(t, r.Name, u.Name())
				require.Equal(t, r.Parent, u.Parent().Code())
				require.Contains(t, v.Find(r.Name), u)
				for a := range u.Ancestors() {
					require.True(t, u.Within(a))
				}
			}
		}
	})
}

package region_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// problems are what an error says is wrong, in its order.
func problems(t *testing.T, err error) (list []string) {
	t.Helper()
	if err == nil {
		return nil
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, p := range invalid.Problems {
		list = append(list, p.String())
	}
	return list
}

// TestEveryRuleOfATree makes one mistake at a time, and stands just inside of each
// limit.
func TestEveryRuleOfATree(t *testing.T) {
	t.Parallel()
	named := func(name string) func(*region.Config) {
		return func(c *region.Config) { c.Records[0].Name = name }
	}
	zones := func(n int) func(*region.Config) {
		return func(c *region.Config) {
			for i := range n {
				c.Records = append(c.Records, region.Record{Code: code(fmt.Sprint("x:z", i)), Level: "a", Name: "Z", Zone: fmt.Sprint("Etc/Z", i)})
			}
		}
	}
	for name, tt := range map[string]struct {
		change func(*region.Config)
		want   []string
	}{
		"as it is":         {func(*region.Config) {}, nil},
		"no levels":        {func(c *region.Config) { *c = region.Config{} }, []string{"levels: 0 levels, 1 to 32 are legal"}},
		"an empty level":   {func(c *region.Config) { c.Levels = append(c.Levels, "") }, []string{`levels: level "" is empty or stands twice`}},
		"a level twice":    {func(c *region.Config) { c.Levels = append(c.Levels, "b") }, []string{`levels: level "b" is empty or stands twice`}},
		"kind of no level": {func(c *region.Config) { c.Spelling.Kinds = []region.Kind{{Name: "K", Level: "z"}} }, []string{`spelling: kind "K" has the unknown level "z"; legal: a, b`}},
		"255 bytes":        {named(strings.Repeat("n", 255)), nil},
		"256 bytes":        {named(strings.Repeat("n", 256)), []string{"records[0]: the name of x:1 has 256 bytes, at most 255 are legal"}},
		"control":          {named("a\nb"), []string{"records[0]: the name of x:1 is not printable UTF-8"}},
		"no UTF-8":         {named("a\xff"), []string{"records[0]: the name of x:1 is not printable UTF-8"}},
		"another name":     {func(c *region.Config) { c.Records[1].Also = []string{"N", ""} }, []string{"records[1]: x:2 has no name"}},
		"twice":            {func(c *region.Config) { c.Records[1] = c.Records[0] }, []string{"records[1]: x:1 is a duplicate of records[0]"}},
		"255 zones":        {zones(255), nil},
		"256 zones":        {zones(256), []string{"records: more than 255 time zones"}},
		"inside too early": {
			func(c *region.Config) {
				c.Records[0].Valid.From = date("2005-01-01")
				c.Records[1].Level, c.Records[1].Parent = "b", code("x:1")
			},
			[]string{"records[1]: x:2 has the parent x:1, which is not in force from ever until 2005-01-01"},
		},
		"aliases": {func(c *region.Config) {
			c.Aliases = []region.Alias{{Alias: code("p:1"), Code: code("x:1")}, {Alias: code("p:2"), Code: code("x:1")}}
		}, nil},
		"wrong aliases": {
			func(c *region.Config) {
				c.Aliases = []region.Alias{
					{Code: code("x:1")},
					{Alias: code("x:2"), Code: code("x:1")},
					{Alias: code("p:1"), Code: code("x:9")},
					{Alias: code("p:2"), Code: code("x:1")},
					{Alias: code("p:2"), Code: code("x:2")},
				}
			},
			[]string{
				"aliases[0]: it has no code",
				"aliases[1]: x:2 is a unit's own code",
				`aliases[2]: no unit ever has the code "x:9"`,
				"aliases[4]: p:2 stands for x:1 already",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := region.Config{
				Levels:  []region.Level{"a", "b"},
				Records: []region.Record{{Code: code("x:1"), Level: "a", Name: "One"}, {Code: code("x:2"), Level: "a", Name: "Two"}},
			}
			tt.change(&c)
			tree, err := region.New(c)
			require.Equal(t, tt.want, problems(t, err))
			require.Equal(t, err == nil, tree != nil)
			if err == nil {
				again, err := region.Decode(string(tree.Encode()))
				require.NoError(t, err)
				last := c.Records[len(c.Records)-1]
				require.Equal(t, last.Zone, must(again.Latest().Get(last.Code)).Zone())
			}
		})
	}
}

// TestBoundsOfATable reads as much as a table may hold, and one more.
func TestBoundsOfATable(t *testing.T) {
	t.Parallel()
	const head, row = "code,level,name,source\n", "x:1,a,N,\n"
	bytes := func(n int) string {
		long := strings.Replace(row, ",\n", ","+strings.Repeat("s", 1<<20)+"\n", 1)
		text := head + strings.Repeat(long, (n-1<<20)/len(long))
		return text + row[:len(row)-1] + strings.Repeat("s", n-len(text)-len(row)) + "\n"
	}
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"40 MiB":        {bytes(40 << 20), nil},
		"a byte more":   {bytes(40<<20 + 1), []string{"a.csv: more than 41943040 bytes"}},
		"250,000 rows":  {head + strings.Repeat(row, 250_000), nil},
		"a row more":    {head + strings.Repeat(row, 250_001), []string{"a.csv:250002: more than 250000 records"}},
		"no code":       {head + row + ",a,N,\n", []string{"a.csv:3: code: is required"}},
		"one code each": {head + row, nil},
	} {
		got, err := region.ReadCSV("a.csv", strings.NewReader(tt.text), nil)
		require.Equal(t, tt.want, problems(t, err), name)
		require.Equal(t, err != nil, got == nil, name)
	}
	broken := errors.New("broken")
	for file, want := range map[string]string{"a.csv": "reading a.csv: broken", "": "reading regions: broken"} {
		got, err := region.ReadCSV(file, iotest.ErrReader(broken), nil)
		require.ErrorIs(t, err, broken)
		require.EqualError(t, err, want)
		require.Nil(t, got)
	}
}

// TestBoundsOfAnEncodedTree decodes more than a tree may have, and what none has.
func TestBoundsOfAnEncodedTree(t *testing.T) {
	t.Parallel()
	unit := func(c string, also ...string) region.Record {
		return region.Record{Code: code(c), Level: "a", Name: "N", Also: also}
	}
	encoded := func(c region.Config) string {
		c.Levels = []region.Level{"a"}
		return string(must(region.New(c)).Encode())
	}
	names := func(n int) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprint(i))
		}
		return list
	}
	// A level, a source, and the unit that has the names are things as well.
	whole := encoded(region.Config{Records: []region.Record{unit("x:1", names(500_000-3)...)}})
	_, err := region.Decode(whole)
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		data string
		want string
	}{
		"16 MiB":      {strings.Repeat("x", 16<<20), "encoded regions: byte 0: this is no encoded tree of this edition"},
		"a byte more": {strings.Repeat("x", 16<<20+1), "encoded regions: byte 16777216: there are more than 16777216 bytes"},
		"things": {
			encoded(region.Config{Records: []region.Record{unit("x:1", names(500_000-2)...)}}),
			"there are more than 500000 things besides the units",
		},
	} {
		_, err := region.Decode(tt.data)
		var bad *region.FormatError
		require.ErrorAs(t, err, &bad, name)
		require.ErrorContains(t, err, tt.want, name)
	}

	// What New never makes: one byte is another.
	on := func(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
	for want, data := range map[string]string{
		"there are no units": encoded(region.Config{}),
		"the succession turns in a circle: x:1 > x:2 > x:1": encoded(region.Config{
			Records: []region.Record{unit("x:1"), unit("x:2"), unit("x:3")},
			Changes: []region.Change{
				{Kind: region.Split, From: code("x:1"), To: code("x:2"), On: on(2016)},
				{Kind: region.Split, From: code("x:2"), To: code("x:3"), On: on(2017)},
			},
		}),
	} {
		said := map[string]bool{}
		for i := range len(data) {
			for _, b := range []byte{1, '1'} {
				_, err := region.Decode(data[:i] + string(b) + data[i+1:])
				if bad, ok := errors.AsType[*region.FormatError](err); ok {
					said[bad.Reason] = true
				}
			}
		}
		require.Contains(t, said, want)
	}
}

// TestAnIterationMayEnd takes the first of what there is, and no more.
func TestAnIterationMayEnd(t *testing.T) {
	t.Parallel()
	tree := islandTree(t)
	var got []string
	for u := range tree.Versions(code("isl:N")) {
		got = append(got, u.String())
		break
	}
	for p, source := range tree.Validity(code("isl:N/2")) {
		got = append(got, p.String(), source)
		break
	}
	for u := range tree.Latest().All() {
		got = append(got, u.String())
		break
	}
	require.Equal(t, []string{"isl:N Northholm", "2000-01-01 ..", "act 5", "isl:N Northholm"}, got)
	require.True(t, tree.Latest().At().IsZero())
	require.True(t, date("2005-01-01").Equal(must(tree.AsOf(date("2005-01-01"))).At()))
}

// TestQueriesAreCut reads a query up to its limit, and gives as many units as are asked
// for.
func TestQueriesAreCut(t *testing.T) {
	t.Parallel()
	v := islandTree(t).Latest()
	query := func(blanks int) string { return "pier" + strings.Repeat(" ", blanks) + "z" }
	require.Empty(t, v.Search(query(region.MaxQuery-5), 0), "the z is the last letter read")
	require.Len(t, v.Search(query(region.MaxQuery-4), 0), 1, "the z is not read")
	for limit, want := range map[int]int{-1: 2, 0: 2, 1: 1, 2: 2, 3: 2} {
		got := v.Search("twin", limit)
		require.Len(t, got, want)
		require.Equal(t, code("isl:N/5"), got[0].Unit.Code())
	}
}

// TestAsOfATree asks a tree itself where places lie.
func TestAsOfATree(t *testing.T) {
	t.Parallel()
	tree := islandTree(t)
	now, early := date("2020-01-01"), date("1999-12-31")
	pier := region.Path{code("isl:N"), code("isl:N/3"), code("isl:N/3/a")}
	at, err := tree.Locate(pier, now)
	require.NoError(t, err)
	require.Equal(t, "isl:S > isl:S/7 > isl:S/7/a", at.String())
	at, err = tree.Locate(pier, early)
	var horizon *region.HorizonError
	require.ErrorAs(t, err, &horizon)
	require.Equal(t, region.HorizonError{At: early, Horizon: date("2000-01-01")}, *horizon)
	require.Nil(t, at)
	at, err = tree.Locate(region.Path{code("isl:Q")}, now)
	require.EqualError(t, err, "region isl:Q is not known")
	require.Nil(t, at)

	for c, want := range map[string][]region.Code{
		"isl:S/7": {code("isl:N/3"), code("isl:S/7")},
		"isl:N/3": {code("isl:N/3")}, // not in force
		"isl:Q":   {code("isl:Q")},   // never
	} {
		require.Equal(t, want, tree.Former(code(c), now), c)
	}
	require.Equal(t, []region.Code{code("isl:N")}, tree.Former(code("isl:N"), early))
}

// TestWhatHasNotHappenedYet looks before a union, and at a code that is given again
// before it is.
func TestWhatHasNotHappenedYet(t *testing.T) {
	t.Parallel()
	on := date("2015-01-01")
	ended, begun := aduan.Period{Until: on}, aduan.Period{From: on}
	record := func(c, parent string, level region.Level, valid aduan.Period) region.Record {
		r := region.Record{Code: code(c), Level: level, Name: "N" + c, Valid: valid}
		if parent != "" {
			r.Parent = code(parent)
		}
		return r
	}
	tree, err := region.New(region.Config{
		Levels: []region.Level{"a", "b", "c"},
		Records: []region.Record{
			record("91", "", "a", aduan.Period{}), record("94", "", "a", aduan.Period{}),
			record("91.04", "91", "b", ended), record("94.01", "94", "b", begun), record("94.02", "94", "b", aduan.Period{}), record("94.03", "94", "b", ended),
			record("94.01.01", "94.01", "c", begun), record("91.04.01", "94.01", "c", aduan.Period{From: date("2018-01-01")}),
		},
		Changes: []region.Change{
			{Kind: region.Recoded, From: code("91.04"), To: code("94.01"), On: on},
			{Kind: region.Merged, From: code("94.03"), To: code("94.02"), On: on},
		},
	})
	require.NoError(t, err)
	before, after := must(tree.AsOf(on.Add(-time.Microsecond))), must(tree.AsOf(on))
	require.Equal(t, []region.Code{code("94.02")}, before.Expand(must(before.Get(code("94.02")))))
	require.Equal(t, []region.Code{code("94.02"), code("94.03")}, after.Expand(must(after.Get(code("94.02")))))

	_, err = after.Get(code("91.04.07"))
	require.EqualError(t, err, "region 91.04.07 is not known; 91.04 is, as 94.01 N94.01")
	_, err = before.Get(code("91.04.07"))
	require.EqualError(t, err, "region 91.04.07 is not known; 91.04 N91.04 is")
	_, err = after.Resolve(code("91.04.01"))
	require.EqualError(t, err, "region 91.04.01 is not in force on 1 January 2015; it is in force from 1 January 2018")
}

// TestHistoryOfNames tells each name that was given, with the source that gave it; another source
// alone is none.
func TestHistoryOfNames(t *testing.T) {
	t.Parallel()
	record := func(name, source, from, until string) region.Record {
		r := region.Record{Code: code("x:1"), Level: "a", Name: name, Source: source}
		if from != "" {
			r.Valid.From = date(from)
		}
		if until != "" {
			r.Valid.Until = date(until)
		}
		return r
	}
	tree, err := region.New(region.Config{Levels: []region.Level{"a"}, Records: []region.Record{
		record("A", "one", "", "2010-01-01"), record("B", "two", "2010-01-01", "2015-01-01"),
		record("B", "three", "2015-01-01", "2018-01-01"), record("C", "four", "2018-01-01", ""),
	}})
	require.NoError(t, err)
	renamed := func(from, to, source, on string) region.Change {
		return region.Change{Kind: region.Renamed, From: code("x:1"), To: code("x:1"), FromName: from, ToName: to, Source: source, On: date(on)}
	}
	require.Equal(t, []region.Change{renamed("A", "B", "two", "2010-01-01"), renamed("B", "C", "four", "2018-01-01")}, tree.History(code("x:1")))
}

// TestManyUnits names ten of the units that a text may mean.
func TestManyUnits(t *testing.T) {
	t.Parallel()
	var units []region.Unit
	for range 11 {
		units = append(units, must(islandTree(t).Latest().Get(code("isl:N"))))
	}
	ten := strings.TrimSuffix(strings.Repeat("isl:N Northholm, ", 10), ", ")
	require.EqualError(t, &region.AmbiguousError{Text: "N", Units: units[:10]}, `"N" stands for 10 units: `+ten)
	err := &region.AmbiguousError{Text: "N", Units: units}
	require.EqualError(t, err, `"N" stands for 11 units: `+ten+" and 1 more")
	require.ErrorIs(t, err, storage.ErrInvalid)
}

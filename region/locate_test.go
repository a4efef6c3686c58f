package region_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
)

func TestLocate(t *testing.T) {
	t.Parallel()
	tree := islandTree(t)
	now, early := tree.Latest(), must(tree.AsOf(date("2005-01-01")))
	path := func(codes ...string) region.Path {
		var p region.Path
		for _, c := range codes {
			p = append(p, code(c))
		}
		return p
	}
	for name, tc := range map[string]struct {
		view region.View
		path region.Path
		want string
	}{
		"unchanged":              {now, path("isl:N", "isl:N/2", "isl:N/2/a"), "isl:N > isl:N/2 > isl:N/2/a"},
		"moved":                  {now, path("isl:N", "isl:N/3", "isl:N/3/a"), "isl:S > isl:S/7 > isl:S/7/a"},
		"moved, back":            {early, path("isl:S", "isl:S/7", "isl:S/7/a"), "isl:N > isl:N/3 > isl:N/3/a"},
		"split":                  {now, path("isl:N", "isl:N/4"), "isl:N"},
		"split, back":            {early, path("isl:N", "isl:N/5"), "isl:N > isl:N/4"},
		"another system":         {now, path("post:100"), "isl:S > isl:S/7 > isl:S/7/a"},
		"unknown inside a known": {now, path("isl:N", "isl:N/2", "isl:N/2/z"), "isl:N > isl:N/2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, err := tc.view.Locate(tc.path)
			require.NoError(t, err)
			require.Equal(t, tc.want, u.Path().String())
		})
	}
	_, err := now.Locate(nil)
	var bad *region.PathError
	require.ErrorAs(t, err, &bad)
	_, err = now.Locate(path("isl:Q", "isl:Q/1"))
	var unknown *region.UnknownError
	require.ErrorAs(t, err, &unknown)
	require.Equal(t, code("isl:Q/1"), unknown.Code)
}

// TestLocateTellsVersionsApart gives the code of a unit that is no more to
// another: the path says which of the two was meant.
func TestLocateTellsVersionsApart(t *testing.T) {
	t.Parallel()
	on := date("2015-01-01")
	ended, begun := aduan.Period{Until: on}, aduan.Period{From: on}
	tree, err := region.New(region.Config{
		Levels: []region.Level{"a", "b"},
		Records: []region.Record{
			{Code: code("x:1"), Level: "a", Name: "One"},
			{Code: code("x:2"), Level: "a", Name: "Two"},
			{Code: code("x:9"), Parent: code("x:1"), Level: "b", Name: "Old", Valid: ended},
			{Code: code("x:9"), Parent: code("x:2"), Level: "b", Name: "New", Valid: aduan.Period{From: date("2016-01-01")}},
			{Code: code("x:8"), Parent: code("x:1"), Level: "b", Name: "Old", Valid: begun},
			{Code: code("x:7"), Parent: code("x:1"), Level: "b", Name: "Mover", Valid: ended},
			{Code: code("x:7"), Parent: code("x:2"), Level: "b", Name: "Mover", Valid: begun},
		},
		Changes: []region.Change{{Kind: region.Recoded, From: code("x:9"), To: code("x:8"), On: on}},
	})
	require.NoError(t, err)
	now := tree.Latest()
	require.Equal(t, "x:1 > x:8", must(now.Locate(region.Path{code("x:1"), code("x:9")})).Path().String())
	require.Equal(t, "x:2 > x:9", must(now.Locate(region.Path{code("x:2"), code("x:9")})).Path().String())
	require.Equal(t, "x:2 > x:7", must(now.Locate(region.Path{code("x:1"), code("x:7")})).Path().String(), "moved under its own code")
	then := must(tree.AsOf(date("2010-01-01")))
	require.Equal(t, "x:1 > x:7", must(then.Locate(region.Path{code("x:2"), code("x:7")})).Path().String())
}

// drawn is a country of three islands that is being made up, year by year.
type drawn struct {
	t      *rapid.T
	cfg    region.Config
	living []int // records of the counties in force
}

// county adds a county on any island and returns its record.
func (d *drawn) county(from aduan.Period) int {
	n := len(d.cfg.Records)
	d.cfg.Records = append(d.cfg.Records, region.Record{
		Code:   code(fmt.Sprintf("x:c%d", n)),
		Parent: rapid.SampledFrom([]region.Code{code("x:A"), code("x:B"), code("x:C")}).Draw(d.t, "island"),
		Level:  "county", Name: "C", Valid: from,
	})
	return n
}

// change lets something happen to one county.
func (d *drawn) change(on aduan.Period) {
	link := func(kind region.ChangeKind, from, to int) {
		d.cfg.Changes = append(d.cfg.Changes, region.Change{Kind: kind, From: d.cfg.Records[from].Code, To: d.cfg.Records[to].Code, On: on.From})
	}
	which := rapid.IntRange(0, len(d.living)-1).Draw(d.t, "county")
	old := d.living[which]
	what := rapid.SampledFrom([]string{"move", "split", "cut", "merge"}).Draw(d.t, "what")
	into := d.living[(which+1)%len(d.living)]
	switch {
	case what == "cut":
		d.living = append(d.living, d.county(on))
		link(region.Split, old, d.living[len(d.living)-1])
		return
	case what == "merge" && into == old:
		return
	case what == "merge":
		union := d.county(on) // under a new code: back into one it came from would be a circle
		link(region.Merged, old, union)
		link(region.Merged, into, union)
		d.cfg.Records[into].Valid.Until = on.From
		d.living[(which+1)%len(d.living)] = union
		d.living = append(d.living[:which:which], d.living[which+1:]...)
	case what == "move":
		d.living[which] = d.county(on)
		link(region.Moved, old, d.living[which])
	case what == "split":
		d.living[which] = d.county(on)
		d.living = append(d.living, d.county(on))
		link(region.Split, old, d.living[which])
		link(region.Split, old, d.living[len(d.living)-1])
	}
	d.cfg.Records[old].Valid.Until = on.From
}

// TestLocateFindsEachOnce draws a country whose counties are moved, split and
// merged, writes the path of every unit in every year, and finds it in every
// other year, among what the codes of the place it is found at narrow down to.
func TestLocateFindsEachOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		year := func(n int) aduan.Period { return aduan.Period{From: date("2000-01-01").AddDate(n, 0, 0)} }
		d := &drawn{t: t, cfg: region.Config{
			Levels:  []region.Level{"country", "island", "county"},
			Records: []region.Record{{Code: code("x:0"), Level: "country", Name: "X"}},
		}}
		for _, island := range []string{"x:A", "x:B", "x:C"} {
			d.cfg.Records = append(d.cfg.Records, region.Record{Code: code(island), Parent: code("x:0"), Level: "island", Name: island})
		}
		for range 4 {
			d.living = append(d.living, d.county(aduan.Period{}))
		}
		years := rapid.IntRange(1, 6).Draw(t, "years")
		for n := 1; n <= years; n++ {
			d.change(year(n))
		}
		tree, err := region.New(d.cfg)
		require.NoError(t, err)
		for written := range years + 1 {
			for u := range must(tree.AsOf(year(written).From)).All() {
				for asked := range years + 1 {
					v := must(tree.AsOf(year(asked).From))
					at, err := v.Locate(u.Path())
					require.NoError(t, err)
					require.True(t, at.Valid().Contains(year(asked).From))
					if asked == written {
						require.Equal(t, u, at)
					}
					found := asked < written
					for _, c := range v.Expand(at) {
						found = found || u.Path().Contains(c)
					}
					require.True(t, found, "%s, at %s, is found by the codes of the latter", u.Path(), at)
				}
			}
		}
	})
}

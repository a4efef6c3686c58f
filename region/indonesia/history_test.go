package indonesia_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
)

func TestNabireThroughTime(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	oldCode, newCode := region.MustParse("91.04"), region.MustParse("94.01")
	before, after := asOf(t, tree, "2021-12-31"), tree.Latest()

	_, err := before.Get(newCode)
	var unknown *region.UnknownError
	require.ErrorAs(t, err, &unknown)
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.EqualError(t, err, "region 94.01 is not in force on 31 December 2021; it is in force from 9 November 2022; legal instead: 91.04 Kabupaten Nabire in Papua")

	then, err := before.Resolve(newCode)
	require.NoError(t, err)
	require.Equal(t, oldCode, then.Code())
	require.Equal(t, "iso:ID > 91 > 91.04", then.Path().String())
	now, err := after.Resolve(oldCode)
	require.NoError(t, err)
	require.Equal(t, newCode, now.Code())
	require.Equal(t, "Kabupaten Nabire", now.Name())
	require.Equal(t, "Papua Tengah", now.Parent().Name())
	require.Equal(t, "iso:ID > 91 > 91.04", must(tree.LastPath(oldCode)).String(), "the path of its last days")

	village, err := after.Resolve(region.MustParse("91.04.01.1001"))
	require.NoError(t, err)
	require.Equal(t, "94.01.01.1001", village.Code().String())
	back, err := before.Resolve(village.Code())
	require.NoError(t, err)
	require.Equal(t, "91.04.01.1001", back.Code().String())
	require.True(t, back.Within(then))
	changes := tree.Successors(region.MustParse("91.04.01.1001"))
	require.Len(t, changes, 1)
	require.True(t, changes[0].Derived)

	bps, err := after.Get(region.MustParse("bps:9404"))
	require.NoError(t, err)
	require.Equal(t, now, bps)
	require.Equal(t, []region.Code{region.MustParse("bps:9404")}, tree.Aliases(newCode))
	require.Equal(t, []region.Code{oldCode, newCode}, after.Expand(now))
}

// TestAReportNamesRegionsAsOnTheDayOfItsSubmission asks the tree as a complaint
// service does: Merauke was 91.01 until Papua was divided and is 93.01 since,
// and 94.01 is Nabire, which was 91.04.
func TestAReportNamesRegionsAsOnTheDayOfItsSubmission(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	var regions complaint.Regions = tree
	before := time.Date(2021, 12, 31, 10, 0, 0, 0, time.UTC)
	after := time.Date(2023, 1, 2, 10, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		code string
		at   time.Time
		want string
	}{
		{"91.01", before, "iso:ID > 91 > 91.01"},
		{"93.01", after, "iso:ID > 93 > 93.01"},
		{"94.01", after, "iso:ID > 94 > 94.01"},
		{"bps:9404", before, "iso:ID > 91 > 91.04"},
		{"bps:9404", after, "iso:ID > 94 > 94.01"},
	} {
		path, err := regions.Path(region.MustParse(tt.code), tt.at)
		require.NoError(t, err, tt.code)
		require.Equal(t, tt.want, path.String(), tt.code)
	}
	for _, tt := range []struct {
		code    string
		at      time.Time
		instead string
	}{
		{"93.01", before, "91.01"},
		{"94.01", before, "91.04"},
		{"91.04", after, "94.01"},
	} {
		_, err := regions.Path(region.MustParse(tt.code), tt.at)
		var unknown *region.UnknownError
		require.ErrorAs(t, err, &unknown, tt.code)
		require.Len(t, unknown.Instead, 1)
		require.Equal(t, tt.instead, unknown.Instead[0].Code().String())
		require.ErrorContains(t, err, "legal instead: "+tt.instead)
	}
	_, err := regions.Path(region.MustParse("91.01"), tree.Horizon().Add(-time.Hour))
	var horizon *region.HorizonError
	require.ErrorAs(t, err, &horizon)
}

// TestPublishedMoves checks every line of the changes between the code lists.
func TestPublishedMoves(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	after := tree.Latest()
	before := asOf(t, tree, "2017-12-27")
	moves, renamings, created := 0, 0, 0
	for _, r := range readCSV(t, "data/region_code_changes.csv") {
		switch r["change"] {
		case "moved":
			moves++
			oldCode, newCode := region.MustParse(r["old_code"]), region.MustParse(r["new_code"])
			was, err := before.Get(oldCode)
			require.NoError(t, err)
			is, err := after.Get(newCode)
			require.NoError(t, err)
			require.Equal(t, oldCode.Path()[0], was.Parent().Code())
			require.Equal(t, newCode.Path()[0], is.Parent().Code())
			require.Equal(t, is, must(after.Resolve(oldCode)))
			require.Equal(t, was, must(before.Resolve(newCode)))
			require.Equal(t, slices.Collect(is.Subtree())[0], is)
			require.Equal(t, len(slices.Collect(was.Subtree())), len(slices.Collect(is.Subtree())))
		case "renamed":
			renamings++
			code := r["old_code"]
			fold := func(s string) string {
				s = strings.ReplaceAll(strings.ToLower(s), "kab. ", "kabupaten ")
				return s
			}
			require.Equal(t, fold(r["old_name"]), strings.ToLower(get(t, before, code).Name()))
			require.Equal(t, fold(r["new_name"]), strings.ToLower(get(t, after, code).Name()))
			h := tree.History(region.MustParse(code))
			require.Len(t, h, 1)
			require.Equal(t, region.Renamed, h[0].Kind)
		case "created":
			created++
			_, err := before.Get(region.MustParse(r["new_code"]))
			require.Error(t, err)
			require.Len(t, tree.Predecessors(region.MustParse(r["new_code"])), 1)
		}
	}
	require.Equal(t, []int{26, 5, 4}, []int{moves, renamings, created})
	require.Len(t, tree.Successors(region.MustParse("91")), 3)
	require.Equal(t, 34, before.Count(region.Province))
	require.Equal(t, 514, before.Count(region.Regency))
}

// TestStatisticsOverTheSplit gives every village one complaint in 2021 and one
// today and counts them by province: by today's and by those of 2021, the total
// is the same, and no complaint is lost or counted twice.
func TestStatisticsOverTheSplit(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	before, after := asOf(t, tree, "2021-12-31"), tree.Latest()
	var recorded []region.Code
	for _, v := range []region.View{before, after} {
		for u := range v.All() {
			if u.Level() == region.Village {
				recorded = append(recorded, u.Code())
			}
		}
	}
	for _, tc := range []struct {
		view      region.View
		provinces int
	}{{before, 34}, {after, 38}} {
		byProvince, total := map[region.Code]int{}, 0
		for _, code := range recorded {
			u, err := tc.view.Resolve(code)
			require.NoError(t, err)
			byProvince[u.Path()[1]]++
		}
		for _, n := range byProvince {
			total += n
		}
		require.Len(t, byProvince, tc.provinces)
		require.Equal(t, 2*83762, total)
	}
	papua := get(t, before, "91")
	inside := 0
	for _, p := range []string{"91", "93", "94", "95"} {
		inside += len(slices.Collect(get(t, after, p).Subtree())) - 1
	}
	require.Equal(t, len(slices.Collect(papua.Subtree()))-1, inside)
}

// TestStoredPathsAddUp gives every village a record with the path of several
// days and finds each in the views of several days: in exactly one province,
// with the same total, under one of the codes that narrow the search.
func TestStoredPathsAddUp(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	days := []string{"2017-12-27", "2021-12-31", "2024-01-01", "2026-12-31"}
	for _, in := range days {
		v := asOf(t, tree, in)
		narrow, want := map[region.Code]map[region.Code]bool{}, map[region.Code]int{}
		for u := range v.All() {
			switch u.Level() {
			case region.Province:
				narrow[u.Code()] = map[region.Code]bool{}
				for _, c := range v.Expand(u) {
					narrow[u.Code()][c] = true
				}
			case region.Village:
				want[u.Path()[1]]++
			}
		}
		for _, written := range days {
			byProvince, total := map[region.Code]int{}, 0
			for u := range asOf(t, tree, written).All() {
				if u.Level() != region.Village {
					continue
				}
				path := u.Path()
				at, err := v.Locate(path)
				if err != nil || at.Level() != region.Village {
					t.Fatalf("%s of %s is at %s on %s: %v", u, written, at, in, err)
				}
				province := at.Path()[1]
				byProvince[province]++
				total++
				if written <= in && !slices.ContainsFunc(path, func(c region.Code) bool { return narrow[province][c] }) {
					t.Fatalf("%s of %s is not found by the codes of %s", u, written, province)
				}
			}
			require.Equal(t, 83762, total)
			require.Equal(t, want, byProvince, "written %s, asked for %s", written, in)
		}
	}
	// A path of digits alone, without the country, leads to the same place.
	nabire, err := tree.Latest().Locate(region.MustParse("91.04.01.1001").Path())
	require.NoError(t, err)
	require.Equal(t, "iso:ID > 94 > 94.01 > 94.01.01 > 94.01.01.1001", nabire.Path().String())
}

func TestExpandFindsWhatWasRecordedBefore(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	after := tree.Latest()
	codes := after.Expand(get(t, after, "93"))
	var text []string
	for _, c := range codes {
		text = append(text, c.String())
	}
	require.Equal(t, []string{"91.01", "91.16", "91.17", "91.18", "93"}, text)
	require.Equal(t, []region.Code{region.MustParse("51.03")}, after.Expand(get(t, after, "51.03")))
}

func TestHorizon(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	_, err := tree.AsOf(day("2017-12-27").Add(-time.Microsecond))
	var horizon *region.HorizonError
	require.ErrorAs(t, err, &horizon)
	require.EqualError(t, err, "regions as of 26 December 2017 23:59 WIB are not known: the data begin on 27 December 2017")
	_, err = tree.AsOf(tree.Horizon())
	require.NoError(t, err)
}

func TestTreeProperties(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	first, last := tree.Horizon().Unix(), day("2026-12-31").Unix()
	all := slices.Collect(tree.Latest().All())
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(first, last).Draw(t, "at"), 0)
		v, err := tree.AsOf(at)
		require.NoError(t, err)
		u, err := v.Resolve(rapid.SampledFrom(all).Draw(t, "unit").Code())
		require.NoError(t, err)
		require.True(t, u.Valid().Contains(at))
		require.True(t, u.Within(u))
		for a := range u.Ancestors() {
			require.True(t, u.Within(a))
			require.True(t, v.Within(u.Code(), a.Code()))
			require.True(t, a.Contains(u.Code()))
			require.False(t, u.Contains(a.Code()))
			require.False(t, a.Within(u))
			require.True(t, a.Valid().Contains(at))
		}
		for s := range u.Parent().Children() {
			require.Equal(t, s == u, u.Within(s), "in no sibling")
		}
		require.NoError(t, u.Path().Validate())
		if path := u.Code().Path(); u.Level() != region.Country {
			require.Equal(t, path, u.Path()[1:], "the digits agree with the tree")
		}
		again, err := tree.Latest().Resolve(u.Code())
		require.NoError(t, err)
		back, err := v.Resolve(again.Code())
		require.NoError(t, err)
		require.Equal(t, u, back, "forward and back is where it was")
	})
}

// TestEveryDateIsATree walks the whole tree at the days around every change.
func TestEveryDateIsATree(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	for _, r := range readCSV(t, "data/code_lists.csv") {
		for _, at := range []time.Time{day(r["date"]).Add(-time.Microsecond), day(r["date"])} {
			v, err := tree.AsOf(at)
			if errors.As(err, new(*region.HorizonError)) {
				continue
			}
			seen := map[region.Code]bool{}
			for u := range v.All() {
				if seen[u.Code()] || u.Level() != region.Country && !seen[u.Parent().Code()] {
					t.Fatalf("%s stands twice, or before its parent", u)
				}
				seen[u.Code()] = true
			}
			require.Len(t, slices.Collect(v.Roots()), 1)
			require.Equal(t, 514, v.Count(region.Regency))
			require.Equal(t, 83762, v.Count(region.Village))
		}
	}
}

func TestSuccessionEnds(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	v := asOf(t, tree, "2017-12-27")
	for u := range v.All() {
		seen := map[region.Code]bool{}
		for c := u.Code(); ; {
			if seen[c] {
				t.Fatalf("%s comes back to %s", u, c)
			}
			seen[c] = true
			next := tree.Successors(c)
			if len(next) != 1 {
				break
			}
			c = next[0].To
		}
	}
}

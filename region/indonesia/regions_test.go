package indonesia_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
)

// day is a midnight in Jakarta, at which the dates of the code lists begin.
func day(text string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, text, time.FixedZone("WIB", 7*60*60))
	if err != nil {
		panic(err)
	}
	return t
}

func get(t require.TestingT, v region.View, code string) region.Unit {
	u, err := v.Get(region.MustParse(code))
	require.NoError(t, err)
	return u
}

func asOf(t require.TestingT, tree *region.Tree, date string) region.View {
	v, err := tree.AsOf(day(date))
	require.NoError(t, err)
	return v
}

func TestDataAreTheCommittedOnes(t *testing.T) {
	t.Parallel()
	bin, err := os.ReadFile("data/regions.bin")
	require.NoError(t, err)
	text, err := os.ReadFile("data/regions.txt")
	require.NoError(t, err)
	require.Contains(t, string(text), fmt.Sprintf("sha256 %x regions.bin\n", sha256.Sum256(bin)))
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if f[0] != "source" || len(f) != 3 {
			continue
		}
		kept, err := os.ReadFile("data/" + f[2])
		require.NoError(t, err)
		require.Equal(t, f[1], fmt.Sprintf("%x", sha256.Sum256(kept)), "%s changed after regions.bin was generated", f[2])
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	tree := indonesia.MustRegions()
	now := tree.Latest()
	total := 0
	for level, want := range map[region.Level]int{
		region.Country: 1, region.Province: 38, region.Regency: 514, region.District: 7285, region.Village: 83762,
	} {
		require.Equal(t, want, now.Count(level), level)
		total += want
	}
	require.Equal(t, 91_600, total)
	levels := tree.Levels()
	for u := range now.All() {
		if u.Level() == region.Country {
			require.True(t, u.Parent().IsZero())
			continue
		}
		above := slices.Index(levels, u.Level()) - 1
		require.Equal(t, levels[above], u.Parent().Level(), "%s", u)
	}
}

func TestPilotRegions(t *testing.T) {
	t.Parallel()
	now := indonesia.MustRegions().Latest()
	for code, want := range map[string]string{
		"13":    "Sumatera Barat",
		"34":    "Daerah Istimewa Yogyakarta",
		"51":    "Bali",
		"36.03": "Kabupaten Tangerang",
		"34.04": "Kabupaten Sleman",
		"51.03": "Kabupaten Badung",
	} {
		require.Equal(t, want, get(t, now, code).Name())
	}
	require.Equal(t, "Daerah Istimewa Yogyakarta", get(t, now, "34.04").Parent().Name())
	require.Equal(t, "Bali", get(t, now, "51.03").Parent().Name())
	require.Equal(t, "Banten", get(t, now, "36.03").Parent().Name())
	require.True(t, get(t, now, "34.04").Within(get(t, now, "34")))
	require.True(t, now.Within(region.MustParse("51.03.01.1001"), region.MustParse("51")))
	require.False(t, now.Within(region.MustParse("36.03"), region.MustParse("51")))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestNames(t *testing.T) {
	t.Parallel()
	now := indonesia.MustRegions().Latest()
	for query, want := range map[string]string{
		"kab badung":                 "51.03",
		"KAB. BADUNG":                "51.03",
		"Kabupaten  badung":          "51.03",
		"prov. bali":                 "51",
		"propinsi jawa-barat":        "32",
		"DI Yogyakarta":              "34",
		"d.i. yogyakarta":            "34",
		"kota jogja":                 "34.71",
		"kota bandung":               "32.73",
		"kab bandung":                "32.04",
		"kota adm jakarta selatan":   "31.74",
		"kota jakarta selatan":       "31.74",
		"kab. kep. mentawai":         "13.09",
		"kota pare pare":             "73.72",
		"Kota PAREPARE":              "73.72",
		"sumbar":                     "13",
		"NTT":                        "53",
		"kabupaten toba samosir":     "12.12",
		"kab mamuju utara":           "76.01",
		"kab sleman, diy":            "34.04",
		"kec depok, kab sleman":      "34.04.07",
		"kab. fak-fak":               "92.03",
		"Indonesia":                  "iso:ID",
		"desa punggelan, punggelan":  "33.04.12.2010",
		"kelurahan kuta, kab badung": "51.03.01.1002",
	} {
		units := now.Find(query)
		if len(units) != 1 {
			t.Errorf("%q finds %v", query, units)
			continue
		}
		require.Equal(t, want, units[0].Code().String(), query)
	}
	require.Greater(t, len(now.Find("kota baru")), 1, "ambiguous names return all candidates")
	require.Empty(t, now.Find("kab nowhere"))
	require.Empty(t, now.Find(" ,. "))
	near := now.Suggest("kab badunk", 3)
	require.NotEmpty(t, near)
	require.Equal(t, "51.03", near[0].Unit.Code().String())
	require.Equal(t, region.Near, near[0].Quality)
	found := now.Search("sleman", 5)
	require.Equal(t, "34.04", found[0].Unit.Code().String())
	require.Equal(t, "51.03", now.Siblings(region.MustParse("51.93"), 1)[0].Code().String())
}

func TestEveryPlaceFindsItselfByName(t *testing.T) {
	t.Parallel()
	now := indonesia.MustRegions().Latest()
	n := 0
	for u := range now.All() {
		if u.Level() != region.Province && u.Level() != region.Regency {
			continue
		}
		switch n++; {
		case u.Level() == region.Province:
			require.True(t, slices.Contains(now.Find(strings.ToUpper(u.Name())+", indonesia"), u), u.Name())
		case n%10 == 0: // each search takes milliseconds
			require.True(t, slices.Contains(now.Find(u.Name()), u), u.Name())
		}
	}
}

func TestZones(t *testing.T) {
	t.Parallel()
	now := indonesia.MustRegions().Latest()
	count := map[string]int{}
	for u := range now.All() {
		if u.Level() == region.Province {
			loc, err := indonesia.Location(u)
			require.NoError(t, err)
			count[loc.String()]++
		}
	}
	require.Equal(t, map[string]int{"WIB": 18, "WITA": 12, "WIT": 8}, count)
	for code, want := range map[string]string{"51.03.01.1001": "WITA", "34.04": "WIB", "94.01": "WIT", "64": "WITA", "62": "WIB"} {
		require.Equal(t, want, must(indonesia.Location(get(t, now, code))).String())
	}
	_, err := indonesia.Location(get(t, now, "iso:ID"))
	var none *indonesia.ZoneError
	require.ErrorAs(t, err, &none)
}

// TestTwoNumberings states why undotted digits are refused: how often the
// Kemendagri and the BPS code of a regency differ, with the lists of 2020.
func TestTwoNumberings(t *testing.T) {
	t.Parallel()
	own := map[string]bool{}
	pairs := map[string]string{}
	for _, r := range readCSV(t, "data/bps_codes_2020.csv") {
		if digits := strings.ReplaceAll(r["kemendagri"], ".", ""); len(digits) == 4 {
			own[digits] = true
			pairs[strings.TrimPrefix(r["bps"], "bps:")] = digits
		}
	}
	differ, other := 0, 0
	for bps, digits := range pairs {
		if bps != digits {
			differ++
			if own[bps] {
				other++
			}
		}
	}
	require.Equal(t, []int{514, 199, 166}, []int{len(pairs), differ, other})
	now := indonesia.MustRegions().Latest()
	seen := map[region.Code]bool{}
	for bps := range pairs {
		u, err := now.Get(region.MustParse("bps:" + bps))
		require.NoError(t, err)
		seen[u.Code()] = true
	}
	require.Len(t, seen, 514)
}

func TestSearchAllocatesNothingPerUnit(t *testing.T) {
	now := indonesia.MustRegions().Latest()
	code, bali := region.MustParse("51.03"), region.MustParse("51")
	require.Less(t, testing.AllocsPerRun(3, func() { now.Search("no such name anywhere", 10) }), 20.0)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		u, _ := now.Get(code)
		_ = u.Name()
		_ = now.Within(code, bali)
	}))
}

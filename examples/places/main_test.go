package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

func TestOutput(t *testing.T) {
	t.Parallel()
	badung := `51.03 Kabupaten Badung
level     regency
lies in   51 Bali (province)
lies in   iso:ID Indonesia (country)
children  6, 68 units in all
zone      WITA (Asia/Makassar)
valid     as far back as the data go, 27 December 2017, until further notice
also      bps:5103
source    idn-area-data 4.0.1, after Kepmendagri 300.2.2-2138/2025 [S]
`
	for _, tc := range []struct {
		args      []string
		status    int
		out, errs string
	}{
		{[]string{"51.03"}, statusFound, badung, ""},
		{[]string{"bps:5103"}, statusFound, badung, ""},
		{[]string{"kab badung"}, statusFound, badung, ""},
		{[]string{"-search", "sleman"}, statusFound, `34.04          Kabupaten Sleman (Daerah Istimewa Yogyakarta)
34.04.13       Sleman (Kabupaten Sleman, Daerah Istimewa Yogyakarta)
32.12.12.2001  Sleman (Sliyeg, Kabupaten Indramayu, Jawa Barat)
32.12.12.2005  Sleman Lor (Sliyeg, Kabupaten Indramayu, Jawa Barat)
35.05.02.2010  Slemanan (Udanawu, Kabupaten Blitar, Jawa Timur)
`, ""},
		{[]string{"-asof", "2021-12-31", "94.01"}, statusFound, `region 94.01 is not in force on 31 December 2021; it is in force from 9 November 2022; legal instead: 91.04 Kabupaten Nabire in Papua
today it is 94.01 Kabupaten Nabire in 94 Papua Tengah
on 31 December 2021 it was 91.04 Kabupaten Nabire in 91 Papua
`, ""},
		{[]string{"kota baru, jambi"}, statusFound, `2 regions are called "kota baru, jambi"; give the code, or the name of a region around it behind a comma:
15.71.07       Kota Baru (Kota Jambi, Jambi)
15.07.10.2007  Kota Baru (Geragai, Kabupaten Tanjung Jabung Timur, Jambi)
`, ""},
		{[]string{"51.93"}, statusUnknown, "", `region 51.93 is not known; 51 Bali is
  did you mean 51.03 Kabupaten Badung?
  did you mean 51.01 Kabupaten Jembrana?
  did you mean 51.02 Kabupaten Tabanan?
  did you mean 51.04 Kabupaten Gianyar?
  did you mean 51.05 Kabupaten Klungkung?
  did you mean 51.06 Kabupaten Bangli?
  did you mean 51.07 Kabupaten Karangasem?
  did you mean 51.08 Kabupaten Buleleng?
`},
		{[]string{"1101"}, statusUnknown, "", `code "1101": digits without dots do not say whether Kemendagri or BPS is meant; legal: 11.01, bps:1101
  11.01 would be 11.01 Kabupaten Aceh Selatan in 11 Aceh
  bps:1101 would be 11.09 Kabupaten Simeulue in 11 Aceh
`},
		{[]string{"kab badunk"}, statusUnknown, "", `no region is called "kab badunk"
  did you mean 51.03 Kabupaten Badung in 51 Bali?
  did you mean 32.04 Kabupaten Bandung in 32 Jawa Barat?
`},
		{[]string{"97"}, statusUnknown, "", `region 97 is not known
  did you mean 91 Papua?
  did you mean 92 Papua Barat?
  did you mean 93 Papua Selatan?
  did you mean 94 Papua Tengah?
  did you mean 95 Papua Pegunungan?
  did you mean 96 Papua Barat Daya?
  did you mean 17 Bengkulu?
  did you mean 11 Aceh?
`},
		{[]string{"34.4"}, statusUnknown, "", `code "34.4": not a Kemendagri code of 2, 2, 2 and 4 digits with dots; legal: 34.04
  34.04 would be 34.04 Kabupaten Sleman in 34 Daerah Istimewa Yogyakarta
`},
		{[]string{"jaktim"}, statusUnknown, "", `no region is called "jaktim"
  did you mean 31.75 Kota Administrasi Jakarta Timur in 31 Daerah Khusus Ibukota Jakarta?
`},
		{[]string{"kabbadung"}, statusUnknown, "", `no region is called "kabbadung"
  did you mean 51.03 Kabupaten Badung in 51 Bali?
  did you mean 32.04 Kabupaten Bandung in 32 Jawa Barat?
  did you mean 33.25 Kabupaten Batang in 33 Jawa Tengah?
`},
		{[]string{"-search", "zzzzqq"}, statusUnknown, "", `no region is called "zzzzqq"
  nothing is like it; -search lists the regions with a part of a name, as in -search slem, and a code begins with that of its province, as in 34
`},
		{[]string{"94.01", "-asof", "2021-12-31"}, statusFound, `region 94.01 is not in force on 31 December 2021; it is in force from 9 November 2022; legal instead: 91.04 Kabupaten Nabire in Papua
today it is 94.01 Kabupaten Nabire in 94 Papua Tengah
on 31 December 2021 it was 91.04 Kabupaten Nabire in 91 Papua
`, ""},
		{[]string{"papua selatan", "-asof", "2021-12-31"}, statusFound, `Papua Selatan: region 93 is not in force on 31 December 2021; it is in force from 9 November 2022; legal instead: 91 Papua in Indonesia
today it is 93 Papua Selatan in iso:ID Indonesia
on 31 December 2021 it was part of 91 Papua in iso:ID Indonesia
`, ""},
		{[]string{"-asof", "2016-01-01", "51"}, statusUsage, "", "regions as of 1 January 2016 are not known: the data begin on 27 December 2017\n"},
		{[]string{"-asof", "2024-01-01", "-function", "secondary-education", "51.03.01.1002"}, statusFound, `Secondary education: Dinas Pendidikan Provinsi Bali (id:51/disdik)
  51.03.01.1002 Kuta: no agency with this function
  51.03.01 Kuta: no agency with this function
  51.03 Kabupaten Badung: no agency with this function
  51 Bali: found (id:51/disdik)
  escalates to Pemerintah Provinsi Bali (id:51)
  escalates to Kementerian Dalam Negeri (id/kemendagri)
`, ""},
		{[]string{"-asof", "2024-01-01", "-function", "public-works", "-named", "id:51.03", "51.03"}, statusFound, `Public works and spatial planning: Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Bali (id:51/pupr)
  51.03 Kabupaten Badung: named in the report (id:51.03/pupr)
  51 Bali: found (id:51/pupr)
  escalates to Pemerintah Provinsi Bali (id:51)
  escalates to Kementerian Dalam Negeri (id/kemendagri)
`, ""},
		{[]string{"-function", "health", "-named", "id:51.03/Dinkes", "51.03"}, statusUnknown, "", `the report names "id:51.03/Dinkes", which is no agency of the directory; legal: id:51.03/dinkes
  did you mean id:51.03/dinkes, Dinas Kesehatan Kabupaten Badung?
`},
		{[]string{"-function", "health", "-named", "xx", "51.03"}, statusUnknown, "", "the report names \"xx\", which is no agency of the directory\n"},
		{[]string{"-asof", "2024-01-01", "-function", "health", "-named", "dinas kesehatan kab. badung, id:51/dinkes", "51.03"}, statusFound, `Health: Kementerian Kesehatan (id/kemenkes)
  51.03 Kabupaten Badung: named in the report (id:51.03/dinkes, id:51.03/dinkes/rsd)
  51 Bali: named in the report (id:51/dinkes)
  iso:ID Indonesia: found (id/kemenkes)
`, ""},
		{[]string{"-function", "helth", "51.03"}, statusUnknown, "", "the function \"helth\" is not in the vocabulary; legal: health (Health)\n"},
	} {
		t.Run(strings.Join(tc.args, " "), func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			require.Equal(t, tc.status, run(tc.args, &out, &errs))
			require.Equal(t, tc.out, out.String())
			require.Equal(t, tc.errs, errs.String())
		})
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		nil,
		{"-nothing"},
		{"-search", "a", "b"},
		{"-asof", "yesterday", "51"},
		{"51.03", "51.04"},
		{"kab", "badung"},
		{"51.03", "-nothing"},
		{"-function", "health", "-named", "", "51.03"},
		{"-named", "xx", "51.03"},
	} {
		var out, errs bytes.Buffer
		require.Equal(t, statusUsage, run(args, &out, &errs))
		require.Empty(t, out.String())
		require.NotEmpty(t, errs.String())
	}
}

func TestUnknownIsAnsweredWithSuggestions(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"99.99"}, {"bps:9999"}, {"-asof", "2021-12-31", "94.01.99"}, {"51.03.1.2"}, {"bps:5199"}, {"badung, jawaa"}} {
		var out, errs bytes.Buffer
		require.Equal(t, statusUnknown, run(args, &out, &errs))
		require.Empty(t, out.String())
		suggested := strings.Count(errs.String(), "did you mean")
		require.Positive(t, suggested, args)
		require.LessOrEqual(t, suggested, maxSuggested)
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	for _, arg := range []string{"-h", "-help"} {
		var out, errs bytes.Buffer
		require.Equal(t, statusFound, run([]string{arg}, &out, &errs))
		require.Contains(t, out.String(), "-asof")
		require.Empty(t, errs.String())
	}
}

// TestEarlierNameHasItsSource asks for a regency before it was renamed.
func TestEarlierNameHasItsSource(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	require.Equal(t, statusFound, run([]string{"-asof", "2017-12-31", "76.01"}, &out, &errs))
	require.Contains(t, out.String(), "76.01 Kabupaten Mamuju Utara\n")
	require.Contains(t, out.String(), "source    Permendagri 137/2017 [S]\n")
}

func TestDirectoryOfThePilotRegions(t *testing.T) {
	t.Parallel()
	d, err := directory(indonesia.MustRegions())
	require.NoError(t, err)
	on := time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC)
	for _, code := range []string{"13", "34", "51", "36.03", "34.04", "51.03"} {
		government := agency.ID("id:" + code)
		require.True(t, d.Known(government, on))
		offices, inspectorates := 0, 0
		for id := range d.All(government, on) {
			term, err := d.Get(id, on)
			require.NoError(t, err)
			switch term.Kind {
			case agency.Office:
				offices++
			case agency.Inspectorate:
				inspectorates++
			}
		}
		require.GreaterOrEqual(t, offices, 8, code)
		require.Equal(t, 1, inspectorates, code)
	}
	require.Equal(t, []agency.ID{"id:51.03/pupr"}, d.Find("dinas pu kab. badung", on))
	require.Equal(t, []agency.ID{"id/ombudsman"}, d.Find("ombudsman republik indonesia", on))
	require.Equal(t, []agency.ID{"id/komdigi"}, d.Follow("id/kominfo", time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)))
	calendar, err := d.Calendar("id:51.03/pupr", on)
	require.NoError(t, err)
	require.Equal(t, "id-wita", calendar)
}

// TestEveryAgencyHasACalendarThatExists holds the directory against the
// calendars of package indonesia: a clock whose calendar has no such name would
// be unknown.
func TestEveryAgencyHasACalendarThatExists(t *testing.T) {
	t.Parallel()
	regions := indonesia.MustRegions()
	calendars, err := indonesia.Calendars()
	require.NoError(t, err)
	file, err := agency.Parse("directory.yaml", directoryText, regions.Horizon().Location())
	require.NoError(t, err)
	d, err := directory(regions)
	require.NoError(t, err)
	for _, a := range file.Agencies {
		for _, term := range a.Terms {
			on := term.Valid.From
			if on.IsZero() {
				on = regions.Horizon()
			}
			name, err := d.Calendar(a.ID, on)
			require.NoError(t, err)
			_, err = calendars.Calendar(name)
			require.NoError(t, err, a.ID)
		}
	}
}

// TestEveryVillageOfThePilotRegions asks for every function in every village:
// the answer is one agency, and if it does not serve the regency, every region
// on the way to it is accounted for.
func TestEveryVillageOfThePilotRegions(t *testing.T) {
	t.Parallel()
	regions := indonesia.MustRegions()
	d, err := directory(regions)
	require.NoError(t, err)
	file, err := agency.Parse("directory.yaml", directoryText, nil)
	require.NoError(t, err)
	on := time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC)
	view, err := regions.AsOf(on)
	require.NoError(t, err)
	villages, answers, climbs := 0, 0, 0
	for _, code := range []string{"13", "34", "51", "36.03"} { // 34.04 and 51.03 lie in 34 and 51
		top, err := view.Get(region.MustParse(code))
		require.NoError(t, err)
		for u := range top.Subtree() {
			if u.Level() != region.Village {
				continue
			}
			villages++
			for _, f := range file.Functions {
				if f.Function == "citizens-abroad" {
					continue
				}
				c := agency.Case{Function: f.Function, Region: u.Code(), On: on}
				a, err := d.Resolve(c)
				if err != nil {
					t.Fatalf("%s in %s: %v", f.Function, u, err)
				}
				answers++
				if explained(t, u, a) {
					climbs++
				}
			}
		}
	}
	require.Equal(t, villages*(len(file.Functions)-1), answers)
	require.Positive(t, climbs)
	t.Logf("%d villages, %d answers, %d of them from outside the regency", villages, answers, climbs)
}

// explained checks an answer's steps and reports whether it came from outside
// the regency.
func explained(t *testing.T, u region.Unit, a agency.Answer) bool {
	path := u.Path()
	slices.Reverse(path)
	if len(a.Steps) == 0 || len(a.Steps) > len(path) {
		t.Fatalf("%s: %d steps", u, len(a.Steps))
	}
	for i, s := range a.Steps {
		last := i == len(a.Steps)-1
		if s.Region != path[i] || last != (s.Outcome == agency.Found) {
			t.Fatalf("%s: step %d is %v", u, i, s)
		}
	}
	if last := a.Steps[len(a.Steps)-1]; last.Region != a.Region || len(last.Agencies) != 1 || last.Agencies[0] != a.Agency {
		t.Fatalf("%s: the last step is %v", u, last)
	}
	return len(a.Steps) > 3
}

// TestNamedIsNeverTheAnswer names, for a village of each region and every
// function, each agency that would answer, and its superiors, until nobody is
// left: no answer is ever barred.
func TestNamedIsNeverTheAnswer(t *testing.T) {
	t.Parallel()
	d, err := directory(indonesia.MustRegions())
	require.NoError(t, err)
	on := time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC)
	file, err := agency.Parse("directory.yaml", directoryText, nil)
	require.NoError(t, err)
	for _, code := range []string{"13.71.01", "34.04.07", "51.03.01", "36.03.01"} {
		for _, f := range file.Functions {
			c := agency.Case{Function: f.Function, Region: region.MustParse(code), On: on}
			for range 20 {
				a, err := d.Resolve(c)
				if err != nil {
					var none *agency.NoAgencyError
					require.ErrorAs(t, err, &none)
					break
				}
				barred, err := d.Barred(a.Agency, c.Named, on)
				require.NoError(t, err)
				require.False(t, barred)
				for _, n := range c.Named.Agencies {
					require.False(t, d.Under(a.Agency, n, on), "%s under the named %s", a.Agency, n)
				}
				path, err := d.Path(a.Agency, on)
				require.NoError(t, err)
				c.Named.Agencies = append(c.Named.Agencies, path[0])
			}
		}
	}
	a, err := d.Resolve(agency.Case{
		Function: "health", Region: region.MustParse("51.03"), On: on,
		Named: agency.Named{Persons: []agency.Person{"kepala:id:51.03/dinkes"}},
	})
	require.NoError(t, err)
	require.Equal(t, agency.ID("id:51/dinkes"), a.Agency, "who leads an office is named with it")
}

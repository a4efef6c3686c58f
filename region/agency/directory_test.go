package agency_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// text is a small directory: a regency that was recoded in 2022, its province,
// two ministries of which one followed the other.
const text = `functions:
- {function: roads, label: Jalan}
- {function: health, label: Kesehatan}
- {function: schools, label: Sekolah}
agencies:
- id: ministry/old
  name: Ministry of Works
  also: [MoW]
  kind: ministry
  jurisdiction: ["iso:XX"]
  functions: [roads]
  until: "2020-01-01"
- id: ministry/new
  name: Ministry of Roads
  kind: ministry
  jurisdiction: ["iso:XX"]
  functions: [roads]
  calendar: capital
  from: "2020-01-01"
- id: province
  name: Province
  kind: province-government
  jurisdiction: ["91"]
  functions: [schools]
  calendar: province
- id: regency
  name: Kabupaten Nabire
  also: [Pemkab Nabire]
  kind: regency-government
  supervisor: province
  jurisdiction: ["91.04"]
  heads: ["person:1"]
  delegates: [coordinator]
- id: regency/roads
  name: Dinas Jalan
  also: [Dinas Jalan Kab. Nabire]
  kind: office
  parent: regency
  functions: [roads]
  heads: ["person:2"]
- id: regency/roads/upt
  name: UPT Jalan
  kind: technical-unit
  parent: regency/roads
  functions: [roads]
- id: regency/clinic-a
  name: Klinik A
  kind: technical-unit
  parent: regency
  functions: [health]
- id: regency/clinic-b
  name: Klinik B
  kind: technical-unit
  parent: regency
  functions: [health]
- id: office/moved
  name: Moved Office
  kind: office
  parent: regency
  until: "2021-01-01"
- id: office/moved
  name: Moved Office
  kind: office
  parent: province
  from: "2021-01-01"
- id: coordinator
  name: Coordinator
  kind: body
successions:
- {kind: split, from: ministry/old, to: ministry/new, on: "2020-01-01", source: "decree 1 [S]"}
`

func date(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func code(text string) region.Code { return region.MustParse(text) }

// places has a country, two provinces, and a regency that moved between them.
func places(t require.TestingT) *region.Tree {
	on := date("2022-11-09")
	before, after := aduan.Period{Until: on}, aduan.Period{From: on}
	country, old, now := code("iso:XX"), code("91"), code("94")
	tree, err := region.New(region.Config{
		Levels: []region.Level{region.Country, region.Province, region.Regency, region.District},
		Records: []region.Record{
			{Code: country, Level: region.Country, Name: "Country"},
			{Code: old, Parent: country, Level: region.Province, Name: "Papua"},
			{Code: now, Parent: country, Level: region.Province, Name: "Papua Tengah", Valid: after},
			{Code: code("91.04"), Parent: old, Level: region.Regency, Name: "Nabire", Valid: before},
			{Code: code("91.04.01"), Parent: code("91.04"), Level: region.District, Name: "Kota", Valid: before},
			{Code: code("94.01"), Parent: now, Level: region.Regency, Name: "Nabire", Valid: after},
			{Code: code("94.01.01"), Parent: code("94.01"), Level: region.District, Name: "Kota", Valid: after},
		},
		Changes: []region.Change{{Kind: region.Moved, From: code("91.04"), To: code("94.01"), On: on}},
		Horizon: date("2017-12-27"),
	})
	require.NoError(t, err)
	return tree
}

func config(t require.TestingT) agency.Config {
	file, err := agency.Parse("agencies.yaml", []byte(text), nil)
	require.NoError(t, err)
	return agency.Config{
		Agencies: file.Agencies, Functions: file.Functions, Regions: places(t),
		Spelling: region.Spelling{Same: [][]string{{"kabupaten", "kab"}}},
	}
}

func small(t require.TestingT) *agency.Directory {
	d, err := agency.NewDirectory(config(t))
	require.NoError(t, err)
	return d
}

func TestHierarchyInTime(t *testing.T) {
	t.Parallel()
	d := small(t)
	early, late := date("2020-06-01"), date("2023-01-01")
	require.True(t, d.Known("ministry/new", early))
	require.False(t, d.Known("ministry/old", early))
	require.True(t, d.Under("regency/roads/upt", "regency", early))
	require.True(t, d.Under("regency", "regency", early))
	require.False(t, d.Under("regency", "regency/roads", early))
	require.True(t, d.Under("office/moved", "regency", early))
	require.False(t, d.Under("office/moved", "regency", late))
	require.True(t, d.Under("office/moved", "province", late))
	require.False(t, d.Under("nobody", "nobody", late))
	path, err := d.Path("regency/roads/upt", early)
	require.NoError(t, err)
	require.Equal(t, []agency.ID{"regency", "regency/roads", "regency/roads/upt"}, path)
	require.Equal(t, []agency.ID{"regency/clinic-a", "regency/clinic-b", "regency/roads"}, slices.Collect(d.Children("regency", late)))
	require.Len(t, slices.Collect(d.All("", early)), 9)
	require.Empty(t, slices.Collect(d.All("nobody", early)))

	_, err = d.Get("ministry/old", early)
	var unknown *agency.UnknownError
	require.ErrorAs(t, err, &unknown)
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.EqualError(t, err, `agency "ministry/old" is not in force on 1 June 2020 00:00 UTC; it is in force before 1 January 2020; it was followed by ministry/new`)
	require.EqualError(t, &agency.UnknownError{ID: "ministry/old", On: early, Valid: unknown.Valid},
		`agency "ministry/old" is not in force on 1 June 2020 00:00 UTC; it is in force before 1 January 2020`, "nobody followed it")
	_, err = d.Path("nobody", early)
	require.EqualError(t, err, `agency "nobody" is not known`)
	require.Equal(t, []agency.ID{"ministry/old"}, d.Follow("ministry/old", date("2019-12-31")))
	require.Equal(t, []agency.ID{"ministry/old"}, d.Predecessors("ministry/new"))
	require.Equal(t, agency.Split, d.Successors("ministry/old")[0].Kind)

	for id, want := range map[agency.ID]string{"regency/roads": "", "office/moved": "province", "ministry/new": "capital"} {
		got, err := d.Calendar(id, late)
		require.NoError(t, err)
		require.Equal(t, want, got, id)
	}
	codes, err := d.Jurisdiction("regency/roads/upt", early)
	require.NoError(t, err)
	require.Equal(t, []region.Code{code("91.04")}, codes)
	require.Equal(t, aduan.NewLabel(map[string]string{"id": "Jalan"}), d.Label("roads"), "a text alone is Indonesian")
	require.Zero(t, d.Label("other"))
}

func TestRecordsAreCopies(t *testing.T) {
	t.Parallel()
	cfg := config(t)
	d, err := agency.NewDirectory(cfg)
	require.NoError(t, err)
	for i := range cfg.Agencies {
		cfg.Agencies[i].Terms[0].Name = "changed"
	}
	term, err := d.Get("regency", date("2021-01-01"))
	require.NoError(t, err)
	require.Equal(t, "Kabupaten Nabire", term.Name)
	term.Heads[0] = "changed"
	term, err = d.Get("regency", date("2021-01-01"))
	require.NoError(t, err)
	require.Equal(t, agency.Person("person:1"), term.Heads[0])
}

func TestResolve(t *testing.T) {
	t.Parallel()
	d := small(t)
	for name, tc := range map[string]struct {
		c    agency.Case
		want string
	}{
		"in the regency": {
			agency.Case{Function: "roads", Region: code("91.04.01"), On: date("2021-06-01")},
			"91.04.01 Kota: no agency with this function; 91.04 Nabire: found (regency/roads)",
		},
		"after the recoding, the jurisdiction stands": {
			agency.Case{Function: "roads", Region: code("94.01.01"), On: date("2023-06-01")},
			"94.01.01 Kota: no agency with this function; 94.01 Nabire: found (regency/roads)",
		},
		"by the old code today": {
			agency.Case{Function: "roads", Region: code("91.04"), On: date("2023-06-01")},
			"94.01 Nabire: found (regency/roads)",
		},
		"climbing to the province": {
			agency.Case{Function: "schools", Region: code("91.04"), On: date("2021-06-01")},
			"91.04 Nabire: no agency with this function; 91 Papua: found (province)",
		},
		"an office is named": {
			agency.Case{Function: "roads", Region: code("91.04"), On: date("2021-06-01"), Named: agency.Named{Agencies: []agency.ID{"regency/roads"}}},
			"91.04 Nabire: named in the report (regency/roads, regency/roads/upt); 91 Papua: no agency with this function; iso:XX Country: found (ministry/new)",
		},
		"a unit below is named": {
			agency.Case{Function: "roads", Region: code("91.04"), On: date("2021-06-01"), Named: agency.Named{Agencies: []agency.ID{"regency/roads/upt"}}},
			"91.04 Nabire: found (regency/roads)",
		},
		"who leads is named": {
			agency.Case{Function: "roads", Region: code("91.04"), On: date("2019-06-01"), Named: agency.Named{Persons: []agency.Person{"person:1"}}},
			"91.04 Nabire: named in the report (regency/roads, regency/roads/upt); 91 Papua: no agency with this function; iso:XX Country: found (ministry/old)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := d.Resolve(tc.c)
			require.NoError(t, err)
			require.Equal(t, tc.want, a.String())
		})
	}

	named := agency.Named{Agencies: []agency.ID{"regency", "ministry/old"}}
	_, err := d.Resolve(agency.Case{Function: "roads", Region: code("91.04"), On: date("2021-06-01"), Named: named})
	var none *agency.NoAgencyError
	require.ErrorAs(t, err, &none, "whoever followed a named ministry is named too")
	require.Len(t, none.Steps, 3)
	for id, want := range map[agency.ID]bool{"ministry/new": true, "province": false, "nobody": false} {
		barred, err := d.Barred(id, named, date("2021-06-01"))
		require.NoError(t, err)
		require.Equal(t, want, barred, id)
	}
	_, err = d.Resolve(agency.Case{Function: "health", Region: code("91.04"), On: date("2021-06-01")})
	var several *agency.AmbiguousError
	require.ErrorAs(t, err, &several)
	require.Equal(t, []agency.ID{"regency/clinic-a", "regency/clinic-b"}, several.Agencies)
	_, err = d.Resolve(agency.Case{Function: "roads", Region: code("91.04"), On: date("2001-01-01")})
	var horizon *region.HorizonError
	require.ErrorAs(t, err, &horizon)

	cfg := config(t)
	cfg.Regions = nil
	bare, err := agency.NewDirectory(cfg)
	require.NoError(t, err)
	a, err := bare.Resolve(agency.Case{Function: "schools", Region: code("91.04.01"), On: date("2021-06-01")})
	require.NoError(t, err)
	require.Equal(t, "91.04.01: no agency with this function; 91.04: no agency with this function; 91: found (province)", a.String())
}

func TestActingAndEscalation(t *testing.T) {
	t.Parallel()
	d := small(t)
	on := date("2021-06-01")
	for _, tc := range []struct {
		actor, other agency.ID
		want         string
	}{
		{"regency", "regency", "regency acts for itself"},
		{"regency", "regency/roads/upt", "regency may act for regency/roads/upt: it is above it"},
		{"coordinator", "regency/roads", "coordinator may act for regency/roads: it is a delegate of regency"},
		{"regency/roads", "regency", "regency/roads may not act for regency: it is neither above it nor a delegate"},
		{"province", "regency", "province may not act for regency: it is neither above it nor a delegate"},
	} {
		a, err := d.MayAct(tc.actor, tc.other, on)
		require.NoError(t, err)
		require.Equal(t, tc.want, a.String())
		require.Equal(t, a.Ground != agency.NoGround, a.Allowed())
	}
	_, err := d.MayAct("nobody", "regency", on)
	require.ErrorIs(t, err, storage.ErrNotFound)
	chain, err := d.Superiors("regency/roads/upt", on)
	require.NoError(t, err)
	require.Equal(t, []agency.ID{"regency/roads", "regency", "province"}, chain)
	free, err := d.Unbarred("regency/roads/upt", agency.Named{Agencies: []agency.ID{"regency"}}, on)
	require.NoError(t, err)
	require.Equal(t, []agency.ID{"province"}, free)
}

func TestNamesOfAgencies(t *testing.T) {
	t.Parallel()
	d := small(t)
	on := date("2021-06-01")
	require.Equal(t, []agency.ID{"regency/roads"}, d.Find("dinas jalan kabupaten NABIRE", on))
	require.Equal(t, []agency.ID{"regency"}, d.Find("kab. nabire", on))
	require.Empty(t, d.Find("MoW", on))
	require.Equal(t, []agency.ID{"ministry/old"}, d.Find("mow", date("2019-01-01")))
	require.Equal(t, []agency.ID{"regency", "regency/roads"}, d.Search("nabire", 0, on))
	require.Equal(t, []agency.ID{"regency/roads"}, d.Search("dinas", 1, on))
	require.Empty(t, d.Search(" . ", 0, on))
}

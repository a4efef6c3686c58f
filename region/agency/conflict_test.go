package agency_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// TestWhoIsNamedIsUnderstood misspells conflicts of interest: no agency is
// found as long as one of them is not understood.
func TestWhoIsNamedIsUnderstood(t *testing.T) {
	t.Parallel()
	d := small(t)
	on := date("2021-06-01")
	for text, want := range map[string]string{
		"Regency/Roads":        `the report names "Regency/Roads", which is no agency of the directory; legal: regency/roads`,
		"regency/rods":         `the report names "regency/rods", which is no agency of the directory; legal: regency/roads`,
		"Dinas Jalan":          `the report names "Dinas Jalan", which is no agency of the directory: agency ID "Dinas Jalan": byte 5: only ASCII letters, digits and . _ - : / may stand in an agency ID; legal: regency/roads`,
		"xx":                   `the report names "xx", which is no agency of the directory`,
		"":                     `the report names "", which is no agency of the directory: agency ID "": an agency ID cannot be empty`,
		"dinas jalan kab nabi": `legal: regency/roads`,
	} {
		named := agency.Named{Agencies: []agency.ID{"province", agency.ID(text)}}
		_, err := d.Resolve(agency.Case{Function: "roads", Region: code("91.04"), On: on, Named: named})
		var bad *agency.NamedError
		require.ErrorAs(t, err, &bad, text)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, want)
		_, err = d.Barred("regency", named, on)
		require.ErrorAs(t, err, &bad)
		_, err = d.Unbarred("regency", named, on)
		require.ErrorAs(t, err, &bad)
	}
	_, err := d.Resolve(agency.Case{Function: "roads", Region: code("91.04"), On: on, Named: agency.Named{Persons: []agency.Person{" . "}}})
	require.EqualError(t, err, `the report names the person " . ", who has neither letter nor digit`)
}

func TestPersonsAreComparedAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	cfg := config(t)
	cfg.Titles = []string{"bapak", "pak", "ibu", "dr", "h"}
	for i := range cfg.Agencies {
		if cfg.Agencies[i].ID == "regency/roads" {
			cfg.Agencies[i].Terms[0].Heads = []agency.Person{"eomer-putra", "ibu"}
		}
	}
	d, err := agency.NewDirectory(cfg)
	require.NoError(t, err)
	on := date("2021-06-01")
	for text, want := range map[agency.Person]bool{
		"eomer-putra": true, "Eomer Putra": true, "EOMERPUTRA": true, "Pak Éomer  Putra": true, "Dr. H. Eomer Putra": true,
		"Ibu": true, "eomer": false, "Faramir": false, "Bapak": false,
	} {
		barred, err := d.Barred("regency/roads/upt", agency.Named{Persons: []agency.Person{text}}, on)
		require.NoError(t, err)
		require.Equal(t, want, barred, text)
	}
}

// TestDelegatesAreAccusedWithThem bars whoever acts for somebody accused, and what lies
// below: named by the accused body or by one in it, but not by one above it.
func TestDelegatesAreAccusedWithThem(t *testing.T) {
	t.Parallel()
	cfg := config(t)
	term := func(parent agency.ID, delegates ...agency.ID) []agency.Term {
		return []agency.Term{{Name: "X", Kind: agency.Body, Parent: parent, Delegates: delegates}}
	}
	cfg.Agencies = append(cfg.Agencies,
		agency.Agency{ID: "consultant/branch", Terms: term("consultant")}, agency.Agency{ID: "consultant", Terms: term("", "coordinator")},
		agency.Agency{ID: "toll", Terms: term("regency", "regency")}, agency.Agency{ID: "toll/booth", Terms: term("toll", "consultant")})
	d, err := agency.NewDirectory(cfg)
	require.NoError(t, err)
	on := date("2021-06-01")
	for accused, want := range map[agency.ID][]agency.ID{
		"regency": {"consultant", "consultant/branch", "coordinator", "regency", "regency/clinic-a", "regency/roads", "regency/roads/upt", "toll", "toll/booth"},
		"toll":    {"consultant", "consultant/branch", "toll", "toll/booth"},
		// The delegate of the regency acts for its office too, but it is not the office's.
		"regency/roads": {"regency/roads", "regency/roads/upt"},
		"consultant":    {"consultant", "consultant/branch", "coordinator"},
	} {
		named := agency.Named{Agencies: []agency.ID{accused}}
		for _, id := range []agency.ID{
			"consultant", "consultant/branch", "coordinator", "ministry/new", "province", "regency", "regency/clinic-a", "regency/roads", "regency/roads/upt", "toll", "toll/booth",
		} {
			barred, err := d.Barred(id, named, on)
			require.NoError(t, err)
			require.Equal(t, slices.Contains(want, id), barred, "%s accused, %s", accused, id)
		}
	}
	free, err := d.Unbarred("toll/booth", agency.Named{Agencies: []agency.ID{"toll"}}, on)
	require.NoError(t, err)
	require.Equal(t, []agency.ID{"regency", "province"}, free, "a superior is asked first, also if it acts for the accused")
}

func TestIdentify(t *testing.T) {
	t.Parallel()
	d := small(t)
	on := date("2021-06-01")
	for text, want := range map[string][]agency.ID{
		"regency/roads":                {"regency/roads"},
		"ministry/old":                 {"ministry/old"},
		"dinas jalan kabupaten nabire": {"regency/roads"},
		"MoW":                          {"ministry/old"},
		"Moved Office":                 {"office/moved"},
	} {
		got, err := d.Identify(text, on)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	_, err := d.Identify("klinik", on)
	var bad *agency.NamedError
	require.ErrorAs(t, err, &bad)
	require.Equal(t, []agency.ID{"regency/clinic-a", "regency/clinic-b"}, bad.Near)
}

func TestUnknownFunctions(t *testing.T) {
	t.Parallel()
	d := small(t)
	for text, want := range map[agency.Function]string{
		"helth":     `the function "helth" is not in the vocabulary; legal: health (Kesehatan)`,
		"Kesehatan": `the function "Kesehatan" is not in the vocabulary; legal: health (Kesehatan)`,
		"jaln":      `the function "jaln" is not in the vocabulary; legal: roads (Jalan)`,
		"":          `the function "" is not in the vocabulary; legal: health (Kesehatan), roads (Jalan), schools (Sekolah)`,
		"qqqqq":     `the function "qqqqq" is not in the vocabulary; legal: health (Kesehatan), roads (Jalan), schools (Sekolah)`,
	} {
		_, err := d.Resolve(agency.Case{Function: text, Region: code("91.04"), On: date("2021-06-01")})
		var unknown *agency.FunctionError
		require.ErrorAs(t, err, &unknown)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.EqualError(t, err, want)
	}
	cfg := config(t)
	cfg.Functions = nil
	open, err := agency.NewDirectory(cfg)
	require.NoError(t, err)
	_, err = open.Resolve(agency.Case{Function: "parks", Region: code("91.04"), On: date("2021-06-01")})
	var none *agency.NoAgencyError
	require.ErrorAs(t, err, &none, "without a vocabulary nobody can tell")
}

// TestEveryClassOfProblem makes one mistake of each class in one directory.
func TestEveryClassOfProblem(t *testing.T) {
	t.Parallel()
	term := func(parent, supervisor agency.ID) agency.Term {
		return agency.Term{Name: "A", Kind: agency.Office, Parent: parent, Supervisor: supervisor}
	}
	lists := term("", "")
	lists.Functions, lists.Delegates, lists.Jurisdiction = []agency.Function{"parks"}, []agency.ID{"nobody"}, []region.Code{code("99")}
	_, err := agency.NewDirectory(agency.Config{
		Regions:   places(t),
		Functions: []agency.FunctionInfo{{Function: "roads"}, {Function: "roads"}},
		Agencies: []agency.Agency{
			{ID: "a", Terms: []agency.Term{term("nobody", "")}},
			{ID: "b", Terms: []agency.Term{term("", "nobody")}},
			{ID: "c", Terms: []agency.Term{lists}},
			{ID: "d", Terms: []agency.Term{term("", "e")}},
			{ID: "e", Terms: []agency.Term{term("", "d")}},
			{ID: "f", Terms: []agency.Term{term("", "")}, Successions: []agency.Succession{{Kind: agency.Split, To: "nobody", On: date("2020-01-01")}}},
			{ID: "g", Terms: []agency.Term{term("", ""), term("", "")}},
			{ID: "g", Terms: []agency.Term{term("", "")}},
			{ID: "h", Terms: []agency.Term{{Kind: agency.Office}}},
		},
	})
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, want := range []string{
		`functions: the function "roads" stands twice`,
		"a: the parent nobody is not in force from ever on",
		"b: the supervisor nobody is not in force from ever on",
		`c: the function "parks" is not in the vocabulary; legal: roads`,
		"c: region 99 is not known",
		"c: the delegate nobody is unknown",
		"d: the escalation turns in a circle: d > e > d",
		"f: the successor nobody is not in force on 2020-01-01T00:00:00Z",
		"g: the ID stands twice",
		"g: terms[1].valid: it begins before the term before it ends",
		"h: terms[0].name: it is empty",
	} {
		require.ErrorContains(t, err, want)
	}
}

// TestJurisdictionsFollowTheirRegions lets regions end in every way: what
// stays one region, or is divided, keeps its agency; what is merged must be
// settled by whoever writes the directory.
func TestJurisdictionsFollowTheirRegions(t *testing.T) {
	t.Parallel()
	on := date("2015-01-01")
	ended, begun := aduan.Period{Until: on}, aduan.Period{From: on}
	unit := func(c, parent string, valid aduan.Period) region.Record {
		r := region.Record{Code: code(c), Level: "b", Name: c, Valid: valid}
		if parent == "" {
			r.Level = "a"
		} else {
			r.Parent = code(parent)
		}
		return r
	}
	change := func(kind region.ChangeKind, from, to string) region.Change {
		return region.Change{Kind: kind, From: code(from), To: code(to), On: on}
	}
	tree, err := region.New(region.Config{
		Levels: []region.Level{"a", "b"},
		Records: []region.Record{
			unit("x:0", "", aduan.Period{}),
			unit("x:1", "x:0", ended), unit("x:2", "x:0", begun), // recoded
			unit("x:3", "x:0", ended), unit("x:4", "x:0", begun), unit("x:5", "x:0", begun), // divided
			unit("x:6", "x:0", ended), unit("x:7", "x:0", aduan.Period{}), // merged
			unit("x:8", "x:0", aduan.Period{}), unit("x:9", "x:0", begun), // cut out
		},
		Changes: []region.Change{
			change(region.Recoded, "x:1", "x:2"), change(region.Split, "x:3", "x:4"), change(region.Split, "x:3", "x:5"),
			change(region.Merged, "x:6", "x:7"), change(region.Split, "x:8", "x:9"),
		},
		Aliases: []region.Alias{{Alias: code("y:1"), Code: code("x:7")}},
	})
	require.NoError(t, err)
	serving := func(id, place string, valid aduan.Period) agency.Agency {
		return agency.Agency{ID: agency.ID(id), Terms: []agency.Term{{
			Name: id, Kind: agency.Office, Functions: []agency.Function{"f"}, Jurisdiction: []region.Code{code(place)}, Valid: valid,
		}}}
	}
	agencies := []agency.Agency{
		serving("one", "x:1", aduan.Period{}), serving("three", "x:3", aduan.Period{}),
		serving("seven", "y:1", aduan.Period{}), serving("eight", "x:8", aduan.Period{}),
	}
	d, err := agency.NewDirectory(agency.Config{Agencies: append(agencies, serving("six", "x:6", ended)), Regions: tree})
	require.NoError(t, err)
	for place, want := range map[string]agency.ID{
		"x:1": "one", "x:2": "one", "x:4": "three", "x:5": "three", "x:6": "seven", "x:7": "seven", "x:8": "eight", "x:9": "",
	} {
		a, err := d.Resolve(agency.Case{Function: "f", Region: code(place), On: date("2020-01-01")})
		require.Equal(t, want, a.Agency, place)
		require.Equal(t, want == "", err != nil)
	}
	a, err := d.Resolve(agency.Case{Function: "f", Region: code("x:6"), On: date("2010-01-01")})
	require.NoError(t, err)
	require.Equal(t, agency.ID("six"), a.Agency)

	_, err = agency.NewDirectory(agency.Config{Agencies: append(agencies, serving("six", "x:6", aduan.Period{})), Regions: tree})
	require.EqualError(t, err, "directory of agencies: invalid: six: its region x:6 is no more from 2015-01-01 on, merged into x:7; "+
		"legal: a term from then on with x:7, a term that ends then")
}

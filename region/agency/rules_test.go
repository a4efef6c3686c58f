package agency_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// problems are what an error says is wrong, in its order.
func problems(t *testing.T, err error) (list []string) {
	t.Helper()
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, p := range invalid.Problems {
		list = append(list, p.String())
	}
	return list
}

// TestWhatIsSaidOfADirectory gives directories with one mistake: it is said once.
func TestWhatIsSaidOfADirectory(t *testing.T) {
	t.Parallel()
	body := func(id, parent, supervisor agency.ID, valid aduan.Period) agency.Agency {
		return agency.Agency{ID: id, Terms: []agency.Term{{Name: "A", Kind: agency.Office, Parent: parent, Supervisor: supervisor, Valid: valid}}}
	}
	always, late := aduan.Period{}, aduan.Period{From: date("2020-01-01")}
	for name, tt := range map[string]struct {
		agencies []agency.Agency
		want     []string
	}{
		"a parent that ends": {
			[]agency.Agency{body("a", "b", "", always), body("b", "", "", aduan.Period{Until: date("2005-01-01")})},
			[]string{"a: a has the parent b, which is not in force from 2005-01-01T00:00:00Z until further notice"},
		},
		"a circle at two instants": {
			[]agency.Agency{body("a", "", "b", always), body("b", "", "a", always), body("c", "", "d", late), body("d", "", "", always)},
			[]string{"a: the escalation turns in a circle: a > b > a"},
		},
		"a circle of parents": {
			[]agency.Agency{body("a", "b", "", always), body("b", "a", "", always), body("c", "", "d", late), body("d", "", "", always)},
			[]string{"a: a lies below itself: a < b < a"},
		},
	} {
		d, err := agency.NewDirectory(agency.Config{Agencies: tt.agencies, Regions: places(t)})
		require.Equal(t, tt.want, problems(t, err), name)
		require.Nil(t, d, name)
	}
}

// TestUnknownAgencies asks about an agency that is none.
func TestUnknownAgencies(t *testing.T) {
	t.Parallel()
	d := small(t)
	on := date("2021-06-01")
	for name, ask := range map[string]func() (any, error){
		"unbarred":     func() (any, error) { return d.Unbarred("nobody", agency.Named{}, on) },
		"jurisdiction": func() (any, error) { return d.Jurisdiction("nobody", on) },
		"acts":         func() (any, error) { return d.MayAct("regency", "nobody", on) },
	} {
		got, err := ask()
		require.EqualError(t, err, `agency "nobody" is not known`, name)
		var unknown *agency.UnknownError
		require.ErrorAs(t, err, &unknown, name)
		if a, ok := got.(agency.Acting); ok {
			require.False(t, a.Allowed())
			require.Equal(t, agency.Acting{Actor: "regency", For: "nobody"}, a)
			continue
		}
		require.Empty(t, got, name)
	}
	require.EqualError(t, &agency.FunctionError{Function: "x"}, `the function "x" is not in the vocabulary`)
}

// TestPlacesInAFile puts what is wrong with a directory where the file says it, and leaves the
// rest as it is.
func TestPlacesInAFile(t *testing.T) {
	t.Parallel()
	file, err := agency.Parse("a.yaml", []byte("functions: []\nagencies:\n- id: a\n  name: b\n  kind: office\n"), nil)
	require.NoError(t, err)
	err = file.Locate(&storage.InvalidError{What: "x", Problems: []storage.Problem{
		{Field: "functions", Message: "one"}, {Field: "b: terms[0]", Message: "two"}, {Field: "a: terms[0].name", Message: "three"},
	}})
	require.Equal(t, []string{"a.yaml:1: functions: one", "b: terms[0]: two", "a.yaml:4: a: terms[0].name: three"}, problems(t, err))
	_, err = agency.Parse("a.yaml", []byte("agencies:\n- id: a\n  name: b\n  kind: office\n  valid: {from: \"2024-01-01T00:00:00Z\"}\n"), nil)
	require.Equal(t, []string{"a.yaml:5:10: agencies[0].valid: a file says from when and until when; legal: from, until"}, problems(t, err))
}

// TestFormerOfWhatMoved: a record may name an agency that stood elsewhere.
func TestFormerOfWhatMoved(t *testing.T) {
	t.Parallel()
	d := small(t)
	early, late := date("2020-06-01"), date("2023-01-01")
	require.Equal(t, []agency.ID{"regency", "office/moved"}, d.Former("regency", early))
	require.Equal(t, []agency.ID{"regency"}, d.Former("regency", late))
	require.Equal(t, []agency.ID{"province", "office/moved"}, d.Former("province", late))
	require.Equal(t, []agency.ID{"province"}, d.Former("province", early))
}

// TestHeirAfterAPause: what an agency became before a pause it came back from is not who inherits; nor
// does a place decide of which nothing is known then.
func TestHeirAfterAPause(t *testing.T) {
	t.Parallel()
	day := func(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
	term := func(from, until int, in ...string) agency.Term {
		t := agency.Term{Name: "A", Kind: agency.Office}
		if from > 0 {
			t.Valid.From = day(from)
		}
		if until > 0 {
			t.Valid.Until = day(until)
		}
		for _, c := range in {
			t.Jurisdiction = append(t.Jurisdiction, code(c))
		}
		return t
	}
	then := func(kind agency.SuccessionKind, year int, to agency.ID) agency.Succession {
		return agency.Succession{Kind: kind, On: day(year), To: to}
	}
	both := []agency.Succession{then(agency.Merged, 2009, "aside"), then(agency.Merged, 2015, "whole")}
	split := func(year int) []agency.Succession {
		return []agency.Succession{then(agency.Split, year, "country"), then(agency.Split, year, "papua")}
	}
	d, err := agency.NewDirectory(agency.Config{Regions: places(t), Agencies: []agency.Agency{
		{ID: "paused", Terms: []agency.Term{term(0, 2010), term(2012, 2020)}, Successions: both},
		{ID: "unpaused", Terms: []agency.Term{term(0, 2012), term(2012, 2020)}, Successions: both},
		{ID: "aside", Terms: []agency.Term{term(0, 0)}},
		{ID: "whole", Terms: []agency.Term{term(0, 0)}},
		{ID: "split/early", Terms: []agency.Term{term(0, 2015)}, Successions: split(2015)},
		{ID: "split/late", Terms: []agency.Term{term(0, 2019)}, Successions: split(2019)},
		{ID: "country", Terms: []agency.Term{term(0, 0, "94")}},
		{ID: "papua", Terms: []agency.Term{term(0, 0, "91")}},
	}})
	require.NoError(t, err)
	where := region.Path{code("iso:XX"), code("91"), code("91.04")}
	for id, want := range map[agency.ID][]agency.ID{
		"paused": {"whole"}, "unpaused": {"aside", "whole"}, "split/early": {"country", "papua"}, "split/late": {"papua"},
	} {
		got, err := d.Heir(id, where, day(2023))
		if len(want) == 1 {
			require.NoError(t, err, id)
			require.Equal(t, want[0], got, id)
			continue
		}
		var several *agency.HeirError
		require.ErrorAs(t, err, &several, id)
		require.Equal(t, agency.HeirError{ID: id, Where: where, On: day(2023), Candidates: want}, *several)
		require.Empty(t, got)
	}
}

// TestOrderOfNames: just this name first, then what begins with it, then what holds it.
func TestOrderOfNames(t *testing.T) {
	t.Parallel()
	cfg := config(t)
	for id, name := range map[agency.ID]string{"a": "Jalan Raya", "z": "Jalan"} {
		cfg.Agencies = append(cfg.Agencies, agency.Agency{ID: id, Terms: []agency.Term{{Name: name, Kind: agency.Office}}})
	}
	d, err := agency.NewDirectory(cfg)
	require.NoError(t, err)
	on := date("2021-06-01")
	all := []agency.ID{"z", "a", "regency/roads", "regency/roads/upt"}
	for limit, want := range map[int]int{-1: 4, 0: 4, 1: 1, 3: 3, 4: 4, 5: 4} {
		require.Equal(t, all[:want], d.Search("JALAN", limit, on), limit)
	}
	_, err = d.Identify("nabi", on)
	var bad *agency.NamedError
	require.ErrorAs(t, err, &bad)
	require.Equal(t, []agency.ID{"regency", "regency/roads"}, bad.Near, "what holds the text, though far from it")
}

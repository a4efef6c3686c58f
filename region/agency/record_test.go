package agency_test

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

func TestWrongDirectories(t *testing.T) {
	t.Parallel()
	term := func(change func(*agency.Term)) []agency.Term {
		one := agency.Term{Name: "A", Kind: agency.Office}
		change(&one)
		return []agency.Term{one}
	}
	plain := term(func(*agency.Term) {})
	for want, agencies := range map[string][]agency.Agency{
		"a: the ID stands twice":                       {{ID: "a", Terms: plain}, {ID: "a", Terms: plain}},
		"0 terms, 1 to 500 are legal":                  {{ID: "a"}},
		"a: a has the unknown parent b":                {{ID: "a", Terms: term(func(t *agency.Term) { t.Parent = "b" })}},
		"a lies below itself: a < b < a":               {{ID: "a", Terms: term(func(t *agency.Term) { t.Parent = "b" })}, {ID: "b", Terms: term(func(t *agency.Term) { t.Parent = "a" })}},
		"the supervisor b is not in force from ever":   {{ID: "a", Terms: term(func(t *agency.Term) { t.Supervisor = "b" })}},
		"the escalation turns in a circle: a > b > a":  {{ID: "a", Terms: term(func(t *agency.Term) { t.Supervisor = "b" })}, {ID: "b", Terms: term(func(t *agency.Term) { t.Supervisor = "a" })}},
		"a: the function \"magic\" is not":             {{ID: "a", Terms: term(func(t *agency.Term) { t.Functions = []agency.Function{"magic"} })}},
		"a: region 77 is not known":                    {{ID: "a", Terms: term(func(t *agency.Term) { t.Jurisdiction = []region.Code{code("77")} })}},
		"a: the delegate b is unknown":                 {{ID: "a", Terms: term(func(t *agency.Term) { t.Delegates = []agency.ID{"b"} })}},
		"a: the successor b is not in force":           {{ID: "a", Terms: plain, Successions: []agency.Succession{{Kind: agency.Split, To: "b", On: date("2020-01-01")}}}},
		"terms[0].parent: an agency cannot be its own": {{ID: "a", Terms: term(func(t *agency.Term) { t.Parent = "a" })}},
		"terms[0].name: it is empty":                   {{ID: "a", Terms: term(func(t *agency.Term) { t.Name = " " })}},
		"the succession turns in a circle: a > b > a": {
			{ID: "a", Terms: plain, Successions: []agency.Succession{{Kind: agency.Split, To: "b", On: date("2020-01-01")}}},
			{ID: "b", Terms: plain, Successions: []agency.Succession{{Kind: agency.Split, To: "a", On: date("2020-01-01")}}},
		},
		"terms[1].valid: it begins before the term before it ends": {{ID: "a", Terms: append(term(func(*agency.Term) {}), plain...)}},
	} {
		_, err := agency.NewDirectory(agency.Config{Agencies: agencies, Functions: []agency.FunctionInfo{{Function: "roads"}}, Regions: places(t)})
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
}

func TestFilesNameTheirLines(t *testing.T) {
	t.Parallel()
	for want, text := range map[string]string{
		"a.yaml:3:3: agencies[0].nam: unknown field":                          "agencies:\n- id: a\n  nam: b\n",
		"a.yaml:2:3: agencies[0].name: it is empty":                           "agencies:\n- id: a\n  kind: office\n",
		"a.yaml:5:9: agencies[0].from: this is not a date; legal: 2024-10-21": "agencies:\n- id: a\n  name: b\n  kind: office\n  from: \"2024-13-01\"\n",
		"a.yaml:3:23: successions[0].from: no agency \"b\" in this file":      "agencies: []\nsuccessions:\n- {kind: split, from: b, to: a, on: \"2024-10-21\"}\n",
		"a.yaml:5:18: agencies[0].jurisdiction[0]: 51.03 must be":             "agencies:\n- id: a\n  name: b\n  kind: office\n  jurisdiction: [51.03]\n",
	} {
		_, err := agency.Parse("a.yaml", []byte(text), nil)
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	_, err := agency.Parse("a.txt", nil, nil)
	require.ErrorContains(t, err, "legal: .yaml, .yml, .json")
}

// list is a store of agencies in memory.
type list []agency.Agency

func (l list) Get(_ context.Context, id agency.ID) (*agency.Agency, error) {
	for _, a := range l {
		if a.ID == id {
			copied := a.Clone()
			return &copied, nil
		}
	}
	return nil, &storage.NotFoundError{Kind: agency.KindOfAgency, Key: string(id)}
}

func (l list) List(ctx context.Context, _ agency.Query) iter.Seq2[*agency.Agency, error] {
	return func(yield func(*agency.Agency, error) bool) {
		for _, a := range l {
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			copied := a.Clone()
			if !yield(&copied, nil) {
				return
			}
		}
	}
}

func TestRecordsSurviveJSON(t *testing.T) {
	t.Parallel()
	for _, a := range config(t).Agencies {
		require.NoError(t, a.Validate())
		encoded, err := json.Marshal(a)
		require.NoError(t, err)
		var back agency.Agency
		require.NoError(t, json.Unmarshal(encoded, &back))
		require.Equal(t, a, back)
	}
}

func TestRecordsAreReadStrictly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"id":"a","terms":[{"valid":{},"name":"A","kind":"office"}],"colour":"red"}`: "colour: unknown field",
		`{"id":"a","ID":"b","terms":[{"valid":{},"name":"A","kind":"office"}]}`:       "ID: unknown field",
		`{"id":"a","terms":[]}`: "terms",
		`{"id":"a","version":-1,"terms":[{"valid":{},"name":"A","kind":"office"}]}`: "version",
	} {
		var a agency.Agency
		err := json.Unmarshal([]byte(text), &a)
		require.ErrorIs(t, err, storage.ErrInvalid, text)
		require.ErrorContains(t, err, want)
		require.Zero(t, a)
	}
}

func TestFromStore(t *testing.T) {
	t.Parallel()
	cfg := config(t)
	var store agency.Reader = list(cfg.Agencies)
	cfg.Agencies = nil
	d, err := agency.FromStore(t.Context(), store, cfg)
	require.NoError(t, err)
	require.True(t, d.Known("regency", date("2021-01-01")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = agency.FromStore(ctx, store, cfg)
	require.True(t, errors.Is(err, context.Canceled))
}

func FuzzParse(f *testing.F) {
	f.Add("agencies:\n- {id: a, name: b, kind: office, parent: c}\nsuccessions:\n- {kind: split, from: a, to: c, on: \"2020-01-01\"}\n")
	f.Add("agencies:\n- {id: a, name: b, kind: office, from: \"2020-01-01\"}\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := agency.Parse("a.yaml", []byte(text), nil)
		if err == nil {
			_, err = agency.NewDirectory(agency.Config{Agencies: file.Agencies, Functions: file.Functions})
		}
		if err != nil && !errors.Is(err, storage.ErrInvalid) {
			t.Fatalf("%#v", err)
		}
	})
}

// What is wrong between the agencies of a file has the line of the term, or of the agency.
func TestLocate(t *testing.T) {
	t.Parallel()
	file, err := agency.Parse("a.yaml", []byte(`agencies:
- {id: later, name: L, kind: office, parent: gone, from: "2021-01-01"}
- {id: a, name: A, kind: office, from: "2022-01-01"}
- id: a
  name: A
  kind: office
  from: "2020-01-01"
  until: "2023-01-01"
functions:
- {function: roads}
- {function: roads}
`), nil)
	require.NoError(t, err)
	_, err = agency.NewDirectory(agency.Config{Agencies: file.Agencies, Functions: file.Functions})
	invalid, ok := errors.AsType[*storage.InvalidError](file.Locate(err))
	require.True(t, ok)
	lines := map[string]int{}
	for _, p := range invalid.Problems {
		require.Equal(t, "a.yaml", p.File)
		lines[p.Field] = p.Line
	}
	require.Equal(t, 3, lines["a: terms[1].valid"], "the second term in time stands first in the file")
	require.Equal(t, 2, lines["later"])
	require.Equal(t, 10, lines["functions"])
	require.NoError(t, file.Locate(nil))
	require.Equal(t, err, agency.File{}.Locate(err), "nothing was read")
}

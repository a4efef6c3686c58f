package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

const root = "../../.."

// sources are the types of the module, read once for all tests.
var sources = sync.OnceValues(func() (structs, error) { return readStructs(os.DirFS(root)) })

// schema renders the schema of a kind of file.
func schema(t testing.TB, f file) []byte {
	t.Helper()
	from, err := sources()
	require.NoError(t, err)
	text, err := f.schema(from)
	require.NoError(t, err)
	return text
}

// resolved returns the schema of a kind of file, ready to validate.
func resolved(t testing.TB, name string) *jsonschema.Resolved {
	t.Helper()
	i := slices.IndexFunc(files(), func(f file) bool { return f.name == name })
	require.GreaterOrEqual(t, i, 0)
	var s jsonschema.Schema
	require.NoError(t, json.Unmarshal(schema(t, files()[i]), &s))
	r, err := s.Resolve(nil)
	require.NoError(t, err)
	return r
}

const (
	tableSchema = "routing-table.schema.json"
	casesSchema = "routing-cases.schema.json"
)

// value reads YAML as an editor does: everything that is quoted, and a date, is
// text.
func value(t testing.TB, text []byte) any {
	t.Helper()
	var n yaml.Node
	require.NoError(t, yaml.Unmarshal(text, &n))
	return plainValue(t, &n)
}

func plainValue(t testing.TB, n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plainValue(t, n.Content[0])
	case yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			out = append(out, plainValue(t, c))
		}
		return out
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			out[n.Content[i].Value] = plainValue(t, n.Content[i+1])
		}
		return out
	}
	if n.Tag == "!!str" || n.Tag == "!!timestamp" {
		return n.Value
	}
	var v any
	require.NoError(t, n.Decode(&v))
	return v
}

func TestFresh(t *testing.T) {
	t.Parallel()
	for _, f := range files() {
		want := schema(t, f)
		got, err := os.ReadFile(filepath.Join(root, "docs", f.name))
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "run 'make generate'")
	}
}

func TestShippedFilesValidate(t *testing.T) {
	t.Parallel()
	for schema, patterns := range map[string][]string{
		tableSchema: {"examples/routingrules/*.yaml", "complaint/routing/testdata/*.yaml", "complaint/routing/routingtest/testdata/*.yaml", "internal/outside/*.yaml"},
		casesSchema: {"examples/routingrules/*.yaml", "complaint/routing/routingtest/testdata/*.yaml", "internal/outside/testdata/*.yaml"},
	} {
		s, n := resolved(t, schema), 0
		for _, pattern := range patterns {
			names, err := filepath.Glob(filepath.Join(root, pattern))
			require.NoError(t, err)
			for _, name := range names {
				text, err := os.ReadFile(name)
				require.NoError(t, err)
				if _, err := routing.Parse(name, text); schema == tableSchema && err != nil {
					continue // of another kind
				}
				if _, err := routingtest.Parse(name, text); schema == casesSchema && err != nil {
					continue
				}
				require.NoError(t, s.Validate(value(t, text)), name)
				n++
			}
		}
		require.Positive(t, n, schema)
	}
}

func TestWrongTablesDoNot(t *testing.T) {
	t.Parallel()
	const table = `
name: small
edition: "1"
valid: {from: 2020-01-01}
zone: Asia/Jakarta
hit_policy: first
attributes: [{name: size, type: integer, label: {id: ukuran, en: size, nl-BE: grootte}}]
rules:
- id: roads
  when: {category: [health], class: [supervisory], submitted: [{from: 2020-02-01}], attributes: [{name: size, from: "3"}], words: {any: [pungli]}}
  to: {agency: works}
fallback: {agency: works}
`
	s := resolved(t, tableSchema)
	require.NoError(t, s.Validate(value(t, []byte(table))))
	for _, c := range []struct{ old, wrong string }{
		{`name: small`, `names: small`},
		{`name: small`, `name: a b`},
		{`edition: "1"`, `edition: 1`},
		{`edition: "1"`, ``},
		{`valid: {from: 2020-01-01}`, `valid: {until: 2020-01-01}`},
		{`valid: {from: 2020-01-01}`, `valid: {from: 1.1.2020}`},
		{`valid: {from: 2020-01-01}`, ``},
		{`zone: Asia/Jakarta`, ``},
		{`hit_policy: first`, `hit_policy: last`},
		{`type: integer`, `type: number`},
		{`name: size, type: integer`, `name: _size, type: integer`},
		{`name: size, type: integer`, `name: size`},
		{`name: size, type: integer`, `name: size, area: a b, type: integer`},
		{`id: ukuran`, `Bahasa Indonesia: ukuran`},
		{`id: ukuran`, `in_ID: ukuran`},
		{`id: ukuran`, `id: 3`},
		{`id: ukuran`, `id: {text: ukuran}`},
		{`label: {id: ukuran, en: size, nl-BE: grootte}`, `label: size`},
		{`label: {id: ukuran, en: size, nl-BE: grootte}`, `label: [size]`},
		{`id: roads`, `id: fallback`},
		{`id: roads`, `note: no name`},
		{`category: [health]`, `category: health`},
		{`category: [health]`, `category: []`},
		{`category: [health]`, `categories: [health]`},
		{`class: [supervisory]`, `class: [Supervisory]`},
		{`class: [supervisory]`, `weekday: [sabtu]`},
		{`class: [supervisory]`, `anonymous: "yes"`},
		{`class: [supervisory]`, `region: [34.04]`},
		{`class: [supervisory]`, `not: [{class: [supervisory]}]`},
		{`class: [supervisory]`, `any: [{colour: red}]`},
		{`submitted: [{from: 2020-02-01}]`, `submitted: [2020-02-01]`},
		{`from: "3"`, `from: 3`},
		{`{name: size, from: "3"}`, `{from: "3"}`},
		{`words: {any: [pungli]}`, `words: [pungli]`},
		{`words: {any: [pungli]}`, `words: {any: []}`},
		{`  to: {agency: works}`, `  to: works`},
		{`  to: {agency: works}`, `  to: {}`},
		{`  to: {agency: works}`, `  to: {ask: []}`},
		{`  to: {agency: works}`, `  note: nowhere`},
		{`fallback: {agency: works}`, `fallback: {function: works}`},
		{`fallback: {agency: works}`, `fallback: {supporting: [{agency: works}]}`},
		{`fallback: {agency: works}`, ``},
	} {
		require.Contains(t, table, c.old)
		require.Error(t, s.Validate(value(t, []byte(strings.Replace(table, c.old, c.wrong, 1)))), "%s instead of %s", c.wrong, c.old)
	}
}

func TestWrongCasesDoNot(t *testing.T) {
	t.Parallel()
	const text = `
cases:
- name: a road
  region: "34.04"
  class: supervisory
  submitted: 2020-05-04
  anonymous: false
  accused: [works]
  attributes: {size: "3"}
  want: {agency: works, ask: [], basis: rule}
`
	s := resolved(t, casesSchema)
	require.NoError(t, s.Validate(value(t, []byte(text))))
	for _, c := range []struct{ old, wrong string }{
		{`name: a road`, `name: ""`},
		{`name: a road`, `title: a road`},
		{`region: "34.04"`, `region: 34.04`},
		{`region: "34.04"`, `regions: "34.04"`},
		{`region: "34.04"`, `places: ["34.04"]`},
		{`region: "34.04"`, `areas: [{set: crews}]`},
		{`region: "34.04"`, `areas: [{set: a b, code: D1}]`},
		{`class: supervisory`, `class: [supervisory]`},
		{`class: supervisory`, `class: Super`},
		{`submitted: 2020-05-04`, `submitted: yesterday`},
		{`anonymous: false`, `anonymous: 0`},
		{`accused: [works]`, `accused: works`},
		{`attributes: {size: "3"}`, `attributes: {size: 3}`},
		{`basis: rule`, `basis: rules`},
		{`agency: works`, `agencies: works`},
		{`ask: []`, `ask: works`},
	} {
		require.Contains(t, text, c.old)
		require.Error(t, s.Validate(value(t, []byte(strings.Replace(text, c.old, c.wrong, 1)))), "%s instead of %s", c.wrong, c.old)
	}
	require.Error(t, s.Validate(value(t, []byte("cases: []"))))
	require.Error(t, s.Validate(value(t, []byte("{}"))))
}

// Whatever Parse and Compile accept has the shape that the schema describes.
func TestAcceptedTablesValidate(t *testing.T) {
	t.Parallel()
	s := resolved(t, tableSchema)
	from := routingtest.Sources(t, "34 province DIY\n34.04 regency Sleman", "diy in 34 for works\ndiy/other under diy\nsleman in 34.04\nsleman/works under sleman")
	accepted := 0
	check := func(t *rapid.T) {
		table := drawTable(t)
		text, err := table.JSON()
		require.NoError(t, err)
		read, err := routing.Parse("table.json", text)
		if err == nil {
			_, err = routing.Compile(read, from)
		}
		if err != nil {
			return
		}
		accepted++
		var v any
		require.NoError(t, json.Unmarshal(text, &v))
		require.NoError(t, s.Validate(v), "%s", text)
	}
	for range 3 {
		rapid.Check(t, check)
	}
	require.Greater(t, accepted, 20, "too few of the tables are accepted to prove anything")
}

func drawTable(t *rapid.T) routing.Table {
	date := rapid.Custom(func(t *rapid.T) aduan.Date {
		return aduan.Date{Year: rapid.IntRange(1, 9999).Draw(t, "year"), Month: 3, Day: rapid.IntRange(1, 31).Draw(t, "day")}
	})
	days := rapid.Custom(func(t *rapid.T) routing.Days {
		d := routing.Days{From: date.Draw(t, "from")}
		if rapid.Bool().Draw(t, "ends") {
			d.Until = aduan.Date{Year: 9999, Month: 12, Day: 31}
		}
		return d
	})
	target := rapid.SampledFrom([]routing.Target{{Agency: "diy"}, {Agency: "sleman"}, {Agency: "sleman/works"}, {Function: "works"}, {Function: "works", Level: "regency"}})
	agencies := rapid.SliceOfNDistinct(rapid.SampledFrom([]routing.Target{{Agency: "diy"}, {Agency: "sleman"}}), 1, 2, func(t routing.Target) routing.Target { return t })
	to := rapid.Custom(func(t *rapid.T) routing.Destination {
		if rapid.Bool().Draw(t, "ask") {
			return routing.Destination{Ask: agencies.Draw(t, "ask")}
		}
		d := routing.Destination{Target: target.Draw(t, "to")}
		if rapid.Bool().Draw(t, "with") {
			d.Supporting = []routing.Target{{Agency: "diy/other"}}
		}
		return d
	})
	// One word in ten is none of the national lifecycle, so that the table is refused.
	word := func(t *rapid.T, own string, national ...string) string {
		if rapid.IntRange(0, 9).Draw(t, "own") == 0 {
			return own
		}
		return rapid.SampledFrom(national).Draw(t, "word")
	}
	var when func(t *rapid.T, depth int) routing.When
	when = func(t *rapid.T, depth int) routing.When {
		var w routing.When
		has := func(name string) bool { return rapid.IntRange(0, 5).Draw(t, name) == 0 }
		if has("kind") {
			w.Kind = []complaint.Kind{complaint.Kind(word(t, "own", "", "complaint", "information_request", "aspiration"))}
		}
		if has("class") {
			w.Class = []complaint.Class{complaint.Class(word(t, "own_2", "", "supervisory", "aspiration"))}
		}
		if has("channel") {
			w.Channel = []complaint.Channel{complaint.Channel(word(t, "phone", "", "web"))}
		}
		if has("category") {
			w.Category = []complaint.Category{"health", "public_works/roads"}
		}
		if has("region") {
			w.Region = []region.Code{region.MustParse("34.04")}
		}
		if has("anonymous") {
			yes := rapid.Bool().Draw(t, "anonymous")
			w.Anonymous = &yes
		}
		if has("submitted") {
			w.Submitted = []routing.Days{days.Draw(t, "days")}
		}
		if has("weekday") {
			w.Weekday = []routing.Weekday{routing.Weekday(rapid.IntRange(1, 7).Draw(t, "weekday"))}
		}
		if has("words") {
			w.Words = &routing.Words{Any: []string{rapid.SampledFrom([]string{"jalan", "rumah sakit"}).Draw(t, "word")}, Clitics: rapid.Bool().Draw(t, "clitics")}
		}
		if has("attribute") {
			w.Attributes = []routing.AttributeTest{rapid.SampledFrom([]routing.AttributeTest{
				{Name: "size", From: "1", Until: "9"}, {Name: "urgent", Is: []string{"true"}}, {Name: "level", Is: []string{"high"}}, {Name: "since", Until: "2020-01-01"}, {Name: "none"},
			}).Draw(t, "test")}
		}
		if depth < 3 {
			if has("all") {
				w.All = []routing.When{when(t, depth+1)}
			}
			if has("any") {
				w.Any = []routing.When{when(t, depth+1), when(t, depth+1)}
			}
			if has("not") {
				not := when(t, depth+1)
				w.Not = &not
			}
		}
		return w
	}
	table := routing.Table{
		Name: "drawn", Edition: rapid.SampledFrom([]string{"1", "2020-1", "a b"}).Draw(t, "edition"), Zone: "UTC",
		Valid: routing.Days{From: aduan.Date{Year: 2020, Month: 1, Day: 1}}, Hit: routing.HitPolicy(rapid.IntRange(0, 3).Draw(t, "hit")),
		Attributes: []routing.Attribute{
			{Name: "size", Type: routing.Integer},
			{Name: "urgent", Type: routing.Flag},
			{Name: "since", Type: routing.Day},
			{Name: "level", Type: routing.Choice, Values: []string{"low", "high"}},
			{Name: "crew", Type: routing.Choice, Area: "crews", Values: []string{"D1"}},
		},
		Fallback: rapid.SampledFrom([]routing.Destination{routing.ToAgency("diy"), {Ask: []routing.Target{{Agency: agency.ID("diy")}}}, routing.ToFunction("works", "")}).Draw(t, "fallback"),
	}
	if rapid.Bool().Draw(t, "scope") {
		table.Scope = routing.Scope{Regions: []region.Code{region.MustParse("34")}, Categories: []complaint.Category{"health"}}
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "rules") {
		table.Rules = append(table.Rules, routing.Rule{ID: string(rune('a' + i)), When: when(t, 0), To: to.Draw(t, "to"), Note: "a note", Valid: days.Draw(t, "valid")})
	}
	return table
}

// FuzzAccepted looks for tables that Parse and Compile accept and the schema
// does not.
func FuzzAccepted(f *testing.F) {
	const head = `{"name": "a", "edition": "1", "valid": {"from": "2020-01-01"}, "zone": "UTC", `
	for _, text := range []string{
		head + `"fallback": {"agency": "diy"}}`,
		head + `"fallback": {"agency": "diy", "function": "", "level": "", "ask": null}, "rules": null, "scope": {"regions": []}}`,
		head + `"fallback": {"ask": [{"agency": "diy"}]}, "rules": [{"id": "a", "when": {"kind": [""], "not": null, "words": null, "any": null}, "to": {"agency": "sleman", "supporting": []}}]}`,
		head + `"fallback": {"agency": "diy"}, "attributes": [{"name": "a", "type": "flag", "label": {"id": "", "en": "x", "nl-BE": "y", "zh-Hant": "z"}}], "rules": [{"id": "a", "when": {"attributes": [{"name": "a", "is": []}]}, "to": {"function": "works", "level": "regency"}}]}`,
		head + `"hit_policy": "collect", "fallback": {"agency": "diy"}, "rules": [{"id": "a", "valid": {}, "when": {"event": [{}], "weekday": ["monday"], "secret": true}, "to": {"supporting": [{"agency": "diy"}]}}]}`,
	} {
		f.Add(text)
	}
	s := resolved(f, tableSchema)
	from := routingtest.Sources(f, "34 province DIY\n34.04 regency Sleman", "diy in 34 for works\ndiy/other under diy\nsleman in 34.04\nsleman/works under sleman")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := routing.Parse("table.json", []byte(text))
		if err == nil {
			_, err = routing.Compile(table, from)
		}
		if err != nil {
			return
		}
		var v any
		require.NoError(t, json.Unmarshal([]byte(text), &v))
		require.NoError(t, s.Validate(v))
	})
}

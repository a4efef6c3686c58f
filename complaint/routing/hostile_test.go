package routing_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/pace"
	"github.com/aduan-go/aduan/storage"
)

// hostileHead is a table without rules, in YAML; the rules begin on line 7.
const hostileHead = `name: hostile
edition: "1"
valid: {from: 2020-01-01}
zone: UTC
fallback: {agency: diy}
rules:
`

// jsonTable is a table in JSON with one rule that has a condition.
func jsonTable(when string) string {
	return `{"name": "hostile", "edition": "1", "valid": {"from": "2020-01-01"}, "zone": "UTC", "fallback": {"agency": "diy"},` +
		"\n" + `"rules": [{"id": "a", "to": {"agency": "diy"}, "when": ` + when + `}]}`
}

// nested is a condition so many times inside another.
func nested(n int, before, after string) string {
	return strings.Repeat(before, n) + `{"class": ["supervisory"]}` + strings.Repeat(after, n)
}

// Tables that are built to be dear, or to confuse, get a typed error that says
// where, soon.
func TestHostileTables(t *testing.T) {
	t.Parallel()
	var bomb, twice strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 20; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	for range 10_000 {
		twice.WriteString("- {id: a, to: {agency: diy}}\n")
	}
	pairs := strings.TrimSuffix(strings.Repeat(`{"any": [{"kind": ["complaint"]}, {"class": ["supervisory"]}, {"channel": ["sms"]}]},`, 40), ",")
	wide := strings.TrimSuffix(strings.Repeat(`{"class": ["supervisory"]},`, 200_000), ",")
	for _, c := range []struct{ name, file, text, want string }{
		{"alias bomb", "t.yaml", bomb.String(), "t.yaml:1:5: a0: anchors (&) are refused"},
		{"alias", "t.yaml", hostileHead + "- &r {id: a, to: {agency: diy}}\n- *r\n", "t.yaml:7:3: rules[0]: anchors (&) are refused"},
		{"merge key", "t.yaml", hostileHead + "- id: a\n  <<: {to: {agency: diy}}\n", "t.yaml:8:3: "},
		{"10,000 deep", "t.json", jsonTable(nested(10_000, `{"not": `, `}`)), "t.json:2:"},
		{"10,000 deep lists", "t.json", jsonTable(nested(10_000, `{"all": [`, `]}`)), "nested more than"},
		{"10,000 deep in YAML", "t.yaml", hostileHead + "- {id: a, to: {agency: diy}, when: " + nested(9_000, `{not: `, `}`) + "}\n", "t.yaml:7:"},
		{"as deep as a file may be", "t.json", jsonTable(nested(40, `{"not": `, `}`)), "t.json:2:184: rules[0].when.not.not"},
		{"one too deep", "t.json", jsonTable(nested(routing.MaxDepth, `{"not": `, `}`)), "at most 16 conditions inside one another"},
		{"duplicate ids", "t.yaml", hostileHead + twice.String(), `t.yaml:8:8: rules[1].id: rules[0] has the id "a" too`},
		{"duplicate fields", "t.json", `{"name": "a", "name": "b"}`, "t.json:1:15: name: "},
		{"folded field", "t.json", `{"name": "a", "NAME": "b"}`, "t.json:1:15: NAME: unknown field"},
		{"1 MB note", "t.yaml", hostileHead + "- {id: a, to: {agency: diy}, note: " + strings.Repeat("x", 1<<20) + "}\n", "t.yaml:7:36: rules[0].note: "},
		{"1 MB id", "t.json", jsonTable(`{"category": ["` + strings.Repeat("x", 1<<20) + `"]}`), "t.json:2:70: more bytes than the limit of 65536 for one value"},
		{"1 MB of categories", "t.json", jsonTable(`{"category": ["health"` + strings.Repeat(`,"health"`, 1<<17) + `]}`), "at most 10000 entries"},
		{"1 MB of words", "t.json", jsonTable(`{"words": {"any": ["a"` + strings.Repeat(`,"jalan rusak"`, 1<<16) + `]}}`), "t.json:2:74: rules[0].when.words.any: 65537 words and phrases; legal: 1 to 200"},
		{"1 MB of conditions", "t.json", jsonTable(`{"any": [` + wide + `]}`), "t.json:2:64: rules[0].when.any: "},
		{"3 to the 40 ways", "t.json", jsonTable(`{"all": [` + pairs + `]}`), "t.json:2:56: rules[0].when: there are more than 1000 ways"},
		{"3 to the 40 ways denied", "t.json", jsonTable(`{"not": {"not": {"all": [` + pairs + `]}}}`), "t.json:2:56: rules[0].when: there are more than 1000 ways"},
		{"too many targets", "t.json", strings.Replace(jsonTable(`{}`), `"to": {"agency": "diy"`, `"to": {"ask": [{"agency": "a"}`+strings.Repeat(`,{"agency": "b"}`, 5000)+`]`, 1), "rules[0].to.ask: at most 100"},
		{"an attribute that is all rules", "t.yaml", strings.Replace(hostileHead, "rules:", "attributes: [{name: a, type: choice, values: ["+strings.Repeat("x, ", 20_000)+"y]}]\nrules: []", 1), "attributes[0].values: a choice lists 1 to 10000 values"},
		{"half a character", "t.json", "{\"name\": \"\xff\"}", "t.json:1:"},
		{"nothing", "t.yaml", "", "t.yaml: "},
		{"a list", "t.yaml", "- 1\n", "t.yaml:1:1: "},
		{"a second document", "t.yaml", hostileHead + "[]\n---\nname: b\n", "t.yaml:"},
		{"another format", "t.toml", "", "t.toml: the file's name does not say its format"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var err error
			from := newSources(t)
			steps := pace.Steps(func() {
				var table routing.Table
				if table, err = routing.Parse(c.file, []byte(c.text)); err == nil {
					_, err = routing.Compile(table, from)
				}
			})
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, c.want)
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			for _, p := range invalid.Problems[:min(len(invalid.Problems), 100)] {
				require.Equal(t, c.file, p.File, "%s", p)
			}
			require.Less(t, len(err.Error()), 20_000)
			require.Less(t, steps, 20_000)
		})
	}
}

// A tree of categories cannot turn in a circle, because each path holds its
// parents; one that tries lacks a beginning.
func TestCyclicCategories(t *testing.T) {
	t.Parallel()
	_, err := complaint.ParseCategories("c.yaml", []byte("- {path: a/b, label: {en: x}}\n- {path: b/a, label: {en: y}}\n"))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.NotEmpty(t, invalid.Problems)
	_, err = complaint.ParseCategories("c.yaml", []byte("- {path: a, label: {en: x}}\n- {path: a"+strings.Repeat("/a", 1000)+", label: {en: y}}\n"))
	require.ErrorIs(t, err, storage.ErrInvalid)
}

// FuzzTable reads whatever comes as a table: it is refused with a typed error
// that names the file, or it decides, and survives being written.
func FuzzTable(f *testing.F) {
	for _, c := range []struct{ file, text string }{
		{"t.yaml", hostileHead + "- {id: a, when: {category: [health], weekday: [monday]}, to: {agency: diy}}\n"},
		{"t.yaml", hostileHead + "- id: a\n  when: {any: [{region: [\"34\"]}, {not: {words: {any: [pungli]}}}]}\n  to: {ask: [{agency: diy}]}\n"},
		{"t.yaml", strings.Replace(hostileHead, "rules:", "hit_policy: collect\nattributes: [{name: size, type: integer}]\nrules:", 1) +
			"- {id: a, when: {attributes: [{name: size, from: \"3\"}]}, to: {function: works, level: regency, supporting: [{agency: diy}]}}\n"},
		{"t.json", jsonTable(`{"submitted": [{"from": "2020-02-01", "until": "2020-03-01"}], "event": [{"until": "2020-01-01"}]}`)},
		{"t.json", jsonTable(nested(3, `{"not": `, `}`))},
		{"t.json", jsonTable(`{"category": ["nothing"], "region": ["99"]}`)},
		{"t.yaml", "name: [\n"},
		{"t.json", `{"rules": null, "scope": {"regions": []}}`},
	} {
		f.Add(strings.HasSuffix(c.file, ".yaml"), c.text)
	}
	from, err := world()
	require.NoError(f, err)
	facts := complaint.Facts{Category: "health", Region: path("34.04"), Submitted: at("2020-05-04"), Title: "pungli"}
	f.Fuzz(func(t *testing.T, yaml bool, text string) {
		file := "t.json"
		if yaml {
			file = "t.yaml"
		}
		table, err := routing.Parse(file, []byte(text))
		var router *routing.Router
		if err == nil {
			router, err = routing.Compile(table, from)
		}
		if err != nil {
			var invalid *storage.InvalidError
			require.True(t, errors.As(err, &invalid), "%T: %v", err, err)
			require.NotEmpty(t, invalid.Problems)
			for _, p := range invalid.Problems {
				require.Equal(t, file, p.File)
			}
			return
		}
		decision, err := router.Route(facts)
		e := router.Explain(facts)
		require.Equal(t, err, e.Err)
		require.Equal(t, decision, e.Decision)
		written, err := table.JSON()
		require.NoError(t, err)
		again, err := routing.Parse("t.json", written)
		require.NoError(t, err)
		rewritten, err := again.JSON()
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))
	})
}

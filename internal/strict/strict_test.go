package strict

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// rule is a type with every kind of field that can be read.
type rule struct {
	Action string              `json:"action" yaml:"action"`
	Name   name                `json:"name,omitempty" yaml:"name"`
	Open   bool                `json:"open" yaml:"open"`
	Small  int8                `json:"small" yaml:"small"`
	Large  uint64              `json:"large" yaml:"large"`
	Count  *int                `json:"count" yaml:"count"`
	From   []string            `json:"from" yaml:"from"`
	Pair   [2]int              `json:"pair" yaml:"pair"`
	Labels map[name]string     `json:"labels" yaml:"labels"`
	Groups map[string][]colour `json:"groups" yaml:"groups"`
	Colour colour              `json:"colour" yaml:"colour"`
	When   time.Time           `json:"when" yaml:"when"`
	Target target              `json:"target" yaml:"target"`
	Next   *rule               `json:"next" yaml:"next"`
	Rest   []rule              `json:"rest" yaml:"rest"`
	base   `yaml:",inline"`
	//lint:ignore U1000 a field that must not be read
	hidden string
	Unread string `yaml:"-"`
	Never  string `json:"-" yaml:"-"`
}

type name string

// base is embedded without a tag.
type base struct {
	Remark string `json:"remark" yaml:"remark"`
}

// colour is a closed set that reads text.
type colour int8

func (c colour) MarshalText() ([]byte, error) {
	return []byte([]string{"none", "red", "green"}[c]), nil
}

func (c *colour) UnmarshalText(b []byte) error {
	switch string(b) {
	case "none", "red", "green":
		*c = map[string]colour{"none": 0, "red": 1, "green": 2}[string(b)]
		return nil
	}
	return errors.New("no colour is named " + string(b))
}

// target is written as text or as a mapping.
type target struct {
	State string `json:"state" yaml:"state"`
	Back  bool   `json:"back" yaml:"back"`
}

func (t *target) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		return errors.New("a target must have\na state")
	}
	t.State = string(b)
	return nil
}

// refusal is a text and the whole error that it earns.
type refusal struct {
	name, text, want string
}

// refuse checks refusals in a notation, and that the target keeps its value.
func refuse(t *testing.T, f Format, cases []refusal) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := rule{Action: "before"}
			err := Decode("text", "f", f, []byte(c.text), Limits{}, &got)
			refused(t, err, c.want)
			require.Equal(t, rule{Action: "before"}, got)
		})
	}
}

// acceptance is a text and what is read from it.
type acceptance struct {
	name, text string
	want       rule
}

func accept(t *testing.T, f Format, cases []acceptance) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := rule{Action: "before", From: []string{"before"}}
			require.NoError(t, Decode("text", "f", f, []byte(c.text), Limits{}, &got))
			require.Equal(t, c.want, got)
		})
	}
}

func ptr[T any](v T) *T { return &v }

func TestFormat(t *testing.T) {
	t.Parallel()
	require.Equal(t, "JSON YAML Format(0)", fmt.Sprint(JSON, YAML, Format(0)))
	for file, want := range map[string]Format{
		"a.json": JSON, "d/b.yaml": YAML, "c.yml": YAML, "a.JSON": 0, "json": 0, "a.json.txt": 0, "": 0,
	} {
		got, ok := FormatOf(file)
		require.Equal(t, want, got, file)
		require.Equal(t, want != 0, ok, file)
	}
	var r rule
	refused(t, Decode("text", "f", 0, []byte("{}"), Limits{}, &r), "f: cannot read Format(0): want JSON or YAML")
}

func TestTargets(t *testing.T) {
	t.Parallel()
	const end = ": want a non-nil pointer to a struct, slice, array or map"
	for want, into := range map[string]any{
		"f: cannot read into nil" + end:                nil,
		"f: cannot read into strict.rule" + end:        rule{},
		"f: cannot read into a nil *strict.rule" + end: (*rule)(nil),
		"f: cannot read into *string" + end:            new(string),
		"f: cannot read into **strict.rule" + end:      new(*rule),
	} {
		refused(t, Decode("text", "f", JSON, []byte("{}"), Limits{}, into), want)
	}
	list := []int{9, 9, 9}
	require.NoError(t, Decode("text", "f", JSON, []byte("[1,2]"), Limits{}, &list))
	require.Equal(t, []int{1, 2}, list)
	require.NoError(t, Decode("text", "f", YAML, []byte("null"), Limits{}, &list))
	require.Nil(t, list)
	table := map[string]int{"a": 1}
	require.NoError(t, Decode("text", "f", YAML, []byte("b: 2"), Limits{}, &table))
	require.Equal(t, map[string]int{"b": 2}, table)
	var pair [2]bool
	require.NoError(t, Decode("text", "f", YAML, []byte("[true, false]"), Limits{}, &pair))
	require.Equal(t, [2]bool{true, false}, pair)
	var stamp time.Time
	require.NoError(t, Decode("text", "f", YAML, []byte("2020-10-26T10:00:00Z"), Limits{}, &stamp))
	require.Equal(t, time.Date(2020, 10, 26, 10, 0, 0, 0, time.UTC), stamp)
}

func TestCommonRules(t *testing.T) {
	t.Parallel()
	for _, f := range []Format{JSON, YAML} {
		t.Run(f.String(), func(t *testing.T) {
			t.Parallel()
			refuse(t, f, []refusal{
				{"empty", "", "f:1:1: the text is empty"},
				{"only space", " \r\n\n ", "f:1:1: the text is empty"},
				{"only a byte order mark", "\ufeff", "f:1:1: the text is empty"},
				{"invalid UTF-8", "{\r\n\"açtion\": \"a\xff\"}", "f:2:13: the byte 0xff is not valid UTF-8"},
				{"surrogate in UTF-8", "{\"action\":\r \"\xed\xa0\x80\"}", "f:2:3: the byte 0xed is not valid UTF-8"},
				{"U+0000 in a value", `{"action": "a\u0000"}`, "f:1:12: action: the character U+0000 is refused"},
				{"U+0000 in a key", `{"a\u0000": 1}`, `f:1:2: ["a\x00"]: the character U+0000 is refused`},
				{"repeated key", "{\"action\": \"a\",\n \"action\": \"b\"}", "f:2:2: action: the key occurs twice, first in line 1"},
				{"repeated by escape", "{\"labels\": {\"a\": \"a\",\n \"\\u0061\": \"b\"}}", "f:2:2: labels.a: the key occurs twice, first in line 1"},
				{"second column after a BOM", "\ufeff{\"to\": 1}", "f:1:2: to: unknown field; legal: " + legal},
				{"list at the root", `[]`, "f:1:1: want a mapping, found a list"},
				{"scalar at the root", `"a"`, "f:1:1: want a mapping, found text"},
				{"null at the root", `null`, "f:1:1: want a mapping, found null"},
				{"no bool in quotes", `{"open": "true"}`, "f:1:10: open: want true or false, found text; legal: true, false"},
				{"no bool from a number", `{"open": 1}`, "f:1:10: open: want true or false, found a number; legal: true, false"},
				{
					"null", `{"action": null, "open": null, "small": null, "pair": null, "colour": null, "target": null}`,
					"f:1:12: action: want text, found null\n" +
						"f:1:26: open: want true or false, found null; legal: true, false\n" +
						"f:1:41: small: want a whole number, found null\n" +
						"f:1:55: pair: want a list, found null\n" +
						"f:1:71: colour: want text, found null\n" +
						"f:1:87: target: want text, found null",
				},
				{
					"null inside", `{"from": [null], "rest": [null], "labels": {"a": null}}`,
					"f:1:11: from[0]: want text, found null\n" +
						"f:1:27: rest[0]: want a mapping, found null\n" +
						"f:1:50: labels.a: want text, found null",
				},
				{
					"ranges", `{"small": 128, "large": 18446744073709551616}`,
					"f:1:11: small: want a whole number from -128 to 127, found 128\n" +
						"f:1:25: large: want a whole number from 0 to 18446744073709551615, found 18446744073709551616",
				},
				{
					"other ranges", `{"small": -129, "large": -1}`,
					"f:1:11: small: want a whole number from -128 to 127, found -129\n" +
						"f:1:26: large: want a whole number from 0 to 18446744073709551615, found -1",
				},
				{
					"not whole", `{"small": 1.0, "large": 1e3, "count": "1"}`,
					"f:1:11: small: want a whole number in plain digits, found 1.0\n" +
						"f:1:25: large: want a whole number in plain digits, found 1e3\n" +
						"f:1:39: count: want a whole number, found text",
				},
				{
					"wrong shape", `{"from": {}, "labels": [], "rest": "a", "action": [], "next": []}`,
					"f:1:10: from: want a list, found a mapping\n" +
						"f:1:24: labels: want a mapping, found a list\n" +
						"f:1:36: rest: want a list, found text\n" +
						"f:1:51: action: want text, found a list\n" +
						"f:1:63: next: want a mapping, found a list",
				},
				{"length of an array", `{"pair": [1]}`, "f:1:10: pair: want a list of 2, found one of 1"},
				{"error of UnmarshalText", `{"groups": {"a b": ["red", "rot"]}}`, `f:1:28: groups["a b"][1]: no colour is named rot`},
				{"lines of an error", `{"target": ""}`, "f:1:12: target: a target must have a state"},
				{"mapping for a text type", `{"when": {}}`, "f:1:10: when: want text, found a mapping"},
				{"list for a text type", `{"target": []}`, "f:1:12: target: want text, found a list"},
				{
					"case is exact", `{"Action": "a", "rest": [{"oPen": true}]}`,
					"f:1:2: Action: unknown field; legal: " + legal + "\n" +
						"f:1:27: rest[0].oPen: unknown field; legal: open, " + strings.Replace(legal, "open, ", "", 1),
				},
				{"folded letter", `{"labelſ": {}}`, `f:1:2: ["label\u017f"]: unknown field; legal: labels, ` + strings.Replace(legal, "labels, ", "", 1)},
				{
					"fields that are not read", `{"hidden": "", "Unread": "", "Never": "", "Line": 1, "-": 1}`,
					"f:1:2: hidden: unknown field; legal: " + legal + "\n" +
						"f:1:16: Unread: unknown field; legal: " + legal + "\n" +
						"f:1:30: Never: unknown field; legal: " + legal + "\n" +
						"f:1:43: Line: unknown field; legal: " + legal + "\n" +
						"f:1:54: -: unknown field; legal: " + legal,
				},
			})
			accept(t, f, []acceptance{
				{"nothing given", `{}`, rule{}},
				{"a byte order mark and CR LF", "\ufeff\r\n{\r\n\"action\": \"a\"\r\n}\r\n", rule{Action: "a"}},
				{"nil", `{"count": null, "from": null, "labels": null, "next": null, "rest": null}`, rule{}},
				{
					"empty", `{"from": [], "labels": {}, "rest": [], "action": ""}`,
					rule{From: []string{}, Labels: map[name]string{}, Rest: []rule{}},
				},
				{
					"everything", "{\"action\": \"a\\u00e9\\\"\", \"name\": \"n\", \"open\": true, \"small\": -128, \"large\": 18446744073709551615,\n" +
						`"count": 0, "from": ["a", "b"], "pair": [1, 2], "labels": {"x": "y", "no": "z"},` + "\n" +
						`"groups": {"a": ["red", "none"]}, "colour": "green", "when": "2020-10-26T10:00:00+07:00",` + "\n" +
						`"target": "closed", "next": {"target": {"state": "new", "back": false}},` + "\n" +
						`"rest": [{"remark": "r"},` + "\n" + `{}], "remark": "s"}`,
					rule{
						Action: "aé\"", Name: "n", Open: true, Small: -128, Large: 18446744073709551615,
						Count: ptr(0), From: []string{"a", "b"}, Pair: [2]int{1, 2}, Labels: map[name]string{"x": "y", "no": "z"},
						Groups: map[string][]colour{"a": {1, 0}}, Colour: 2,
						When:   time.Date(2020, 10, 26, 10, 0, 0, 0, time.FixedZone("", 7*3600)),
						Target: target{State: "closed"}, Next: ptr(rule{Target: target{State: "new"}}),
						Rest: []rule{{base: base{Remark: "r"}}, {}}, base: base{Remark: "s"},
					},
				},
			})
		})
	}
}

// legal is the list of the fields of rule.
const legal = "action, name, open, small, large, count, from, pair, labels, groups, colour, when, target, next, rest, remark"

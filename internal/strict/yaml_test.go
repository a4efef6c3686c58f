package strict

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestYAMLRules(t *testing.T) {
	t.Parallel()
	refuse(t, YAML, []refusal{
		{"only comments", "# a\n  # b\n", "f:1:1: the text is empty"},
		{"only markers", "---\n# a\n...\n", "f:1:1: the text is empty"},
		{"second document", "open: true\n---\nopen: true\n", "f:2:1: a second document is refused"},
		{"second empty document", "---\n---\n", "f:2:1: a second document is refused"},
		{"marker after the end", "open: true\n...\n---", "f:3:1: a second document is refused"},
		{"text after the end", "open: true\n... # done\n\n# more\na: b", "f:5:1: text after the end of the document"},
		{"text in the line of the end", "open: true\n... a", "f:2:1: text after the end of the document"},
		{"text after a bracket", "# a\n{}\nopen: true", "f:3: not YAML: text after the end of the document"},
		{"text after a quotation", "'a'\n'b'", "f:2: not YAML: text after the end of the document"},
		{"marker in a quotation", "action: \"\n---\n\"", "f:2:1: a second document is refused"},
		{"directive", "%YAML 1.1\n---\nopen: true", "f:1:1: directives (%) are refused, and so is any line that begins with %"},
		{"directive in the middle", "open: true\n%TAG ! !a\n", "f:2:1: directives (%) are refused, and so is any line that begins with %"},
		{"control character", "action: \"é\x01\"", "f:1:11: the character U+0001 is refused: write it as an escape in double quotes"},
		{"raw U+0000", "action: \x00", "f:1:9: the character U+0000 is refused"},
		{"NEL", "open: true\r\naction: \"\u0085\"", "f:2:10: the character U+0085 is refused: write it as an escape in double quotes"},
		{"line separator", "action: a\u2028b", "f:1:10: the character U+2028 is refused: write it as an escape in double quotes"},
		{"second byte order mark", "\ufeff\ufeffopen: true", "f:1:1: the character U+FEFF is refused: write it as an escape in double quotes"},
		{
			"anchor and alias", "from: &a\n- &b b\nrest: *a\nnext: *a",
			"f:1:7: from: anchors (&) are refused: a value is written where it is meant\n" +
				"f:2:3: from[0]: anchors (&) are refused: a value is written where it is meant\n" +
				"f:3:7: rest: aliases (*) are refused: a value is written where it is meant\n" +
				"f:4:7: next: aliases (*) are refused: a value is written where it is meant",
		},
		{
			"alias of itself", "from: &a [*a]",
			"f:1:7: from: anchors (&) are refused: a value is written where it is meant\n" +
				"f:1:11: from[0]: aliases (*) are refused: a value is written where it is meant",
		},
		{"unknown alias", "open: true\nfrom: *a", "f:2: not YAML: unknown anchor 'a' referenced"},
		{
			"alias for a key", "labels: {&a b: c, *a : d}",
			"f:1:10: labels.b: anchors (&) are refused: a value is written where it is meant\n" +
				"f:1:19: labels.a: aliases (*) are refused: a value is written where it is meant",
		},
		{"merge key", "labels:\n  <<: {a: b}", `f:2:3: labels["<<"]: merge keys (<<) are refused: a value is written where it is meant`},
		{
			"tags", "action: !a b\nname: !!str 1\nfrom: !!seq []\n!!str remark: a",
			"f:1:9: action: tags (!) are refused: the field tells the type, and quotes make text\n" +
				"f:2:7: name: tags (!) are refused: the field tells the type, and quotes make text\n" +
				"f:3:7: from: tags (!) are refused: the field tells the type, and quotes make text\n" +
				"f:4:1: remark: tags (!) are refused: the field tells the type, and quotes make text",
		},
		{
			"keys that are not text", "labels:\n  1: a\n  1.5: a\n  true: a\n  ~: a\n  [a]: b\n  ? {a: b}\n  : c\n  no: d\n  1:30: e\n  ?\n  : f",
			`f:2:3: labels.1: 1 must be quoted to be text: write "1"` + "\n" +
				`f:3:3: labels["1.5"]: 1.5 must be quoted to be text: write "1.5"` + "\n" +
				`f:4:3: labels.true: true must be quoted to be text: write "true"` + "\n" +
				`f:5:3: labels["~"]: ~ must be quoted to be text: write "~"` + "\n" +
				`f:6:3: labels[""]: a key must be text, found a list` + "\n" +
				`f:7:5: labels[""]: a key must be text, found a mapping` + "\n" +
				`f:9:3: labels.no: no must be quoted to be text: write "no"` + "\n" +
				`f:10:3: labels["1:30"]: 1:30 must be quoted to be text: write "1:30"` + "\n" +
				`f:11:4: labels[""]: a key must be text, found nothing`,
		},
		{
			"repeated in other quotes", "labels:\n  a: b\n  'a': b\n  \"a\": b",
			"f:3:3: labels.a: the key occurs twice, first in line 2\n" +
				"f:4:3: labels.a: the key occurs twice, first in line 2",
		},
		{
			"no bool but true and false", "open: yes\nrest: [{open: True}, {open: OFF}, {open: y}, {open: 'yes'}, {open: }]",
			"f:1:7: open: want true or false, found yes; legal: true, false\n" +
				"f:2:15: rest[0].open: want true or false, found True; legal: true, false\n" +
				"f:2:29: rest[1].open: want true or false, found OFF; legal: true, false\n" +
				"f:2:42: rest[2].open: want true or false, found text; legal: true, false\n" +
				"f:2:53: rest[3].open: want true or false, found text; legal: true, false\n" +
				"f:2:62: rest[4].open: want true or false, found nothing; legal: true, false",
		},
		{
			"no other numbers", "pair: [010, 0x1F]\nrest: [{pair: [1_000, +1]}, {pair: [0o7, 0b1]}, {pair: [.inf, 089]}, {large: 0.}]",
			"f:1:8: pair[0]: want a whole number in plain digits, found 010\n" +
				"f:1:13: pair[1]: want a whole number in plain digits, found 0x1F\n" +
				"f:2:16: rest[0].pair[0]: want a whole number in plain digits, found 1_000\n" +
				"f:2:23: rest[0].pair[1]: want a whole number in plain digits, found +1\n" +
				"f:2:37: rest[1].pair[0]: want a whole number in plain digits, found 0o7\n" +
				"f:2:42: rest[1].pair[1]: want a whole number in plain digits, found 0b1\n" +
				"f:2:57: rest[2].pair[0]: want a whole number in plain digits, found .inf\n" +
				"f:2:63: rest[2].pair[1]: want a whole number in plain digits, found 089\n" +
				"f:2:78: rest[3].large: want a whole number in plain digits, found 0.",
		},
		{
			"nothing written", "action:\n\nfrom:\n-\n- a\nname: ~",
			"f:1:1: action: want text, found nothing\n" +
				"f:4:2: from[0]: want text, found nothing\n" +
				"f:6:7: name: want text, found null",
		},
	})
	accept(t, YAML, []acceptance{
		{
			"block", "# a\n---\naction: b c\n\nfrom:\n- a\n- b # c\nrest:\n  - remark: |\n      x\n      y\n  -\n    open: false\ncount: ~\n...\n",
			rule{Action: "b c", From: []string{"a", "b"}, Rest: []rule{
				{base: base{Remark: "x\ny\n"}}, {},
			}},
		},
		{
			"text from dates and quotes", "action: 2020-10-26\nname: '010'\nremark: \"51.03\"\nlabels: {2020-10-26: y, 'no': \"12:30\", '<<': <<}",
			rule{
				Action: "2020-10-26", Name: "010", base: base{Remark: "51.03"},
				Labels: map[name]string{"2020-10-26": "y", "no": "12:30", "<<": "<<"},
			},
		},
		{
			"text of one letter, with colons, with signs", "action: y\nname: a:1\nfrom: [n, '1:', \"::1\", 1-2, 08-12, \"-\", ab]",
			rule{Action: "y", Name: "a:1", From: []string{"n", "1:", "::1", "1-2", "08-12", "-", "ab"}},
		},
		{"marker in the line of the text", "--- {open: true}\n... # end\n# more\n...\n", rule{Open: true}},
		{"like a marker", "action: a\n ---\n ...\n", rule{Action: "a --- ..."}},
		{"a lone CR", "action: a\rrest: [{open: true}]\r", rule{Action: "a", Rest: []rule{{Open: true}}}},
		{"wide characters and a target", "action: 🙂\ntarget: closed\nnext:\n  target:\n    state: a", rule{
			Action: "🙂", Target: target{State: "closed"},
			Next: ptr(rule{Target: target{State: "a"}}),
		}},
	})
}

func TestYAMLPlainText(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"1", "-1", "010", "0x1F", "0o7", "0b1", "1_000", "51.03", ".5", "1e3", ".inf", "-.Inf", ".NaN", "+1",
		"true", "False", "TRUE", "yes", "No", "ON", "off", "12:30", "08:30", "+1:30", "190:20:30.15", "123456789012345678901234567890",
	} {
		for _, text := range []string{"action: " + s, "colour: " + s} {
			var got rule
			require.ErrorContains(t, Decode("text", "f", YAML, []byte(text), Limits{}, &got), ": "+s+` must be quoted to be text: write "`+s+`"`, text)
		}
		var got rule
		require.NoError(t, Decode("text", "f", YAML, []byte(`action: "`+s+`"`), Limits{}, &got))
		require.Equal(t, s, got.Action)
	}
	for _, s := range []string{"2020-10-26", "2020-10-26T10:00:00Z", "a", "y", "n", "1a", "1-2", "0812-3456", "1.2.3", "a:1", "::1", "--", "no one", "=", "é", "<<", "10:a"} {
		var got rule
		require.NoError(t, Decode("text", "f", YAML, []byte("action: "+s), Limits{}, &got), s)
		require.Equal(t, s, got.Action)
	}
	var got rule
	refused(t, Decode("text", "f", YAML, []byte("action: "+strings.Repeat("1", 60)), Limits{}, &got),
		"f:1:9: action: must be quoted to be text")
	refused(t, Decode("text", "f", YAML, []byte("small: "+strings.Repeat("1", 60)), Limits{}, &got),
		"f:1:8: small: want a whole number from -128 to 127, found "+strings.Repeat("1", longest)+"...")
}

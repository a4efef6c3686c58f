package strict

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestJSONRules(t *testing.T) {
	t.Parallel()
	refuse(t, JSON, []refusal{
		{"trailing data", "{}\n {}", "f:2:2: not JSON: invalid character '{' after top-level value"},
		{"trailing comma", `{"action": "a",}`, "f:1:16: not JSON: invalid character '}' looking for beginning of object key string"},
		{"end of text", "{\"from\": [\n\"a\"", "f:2:3: not JSON: unexpected end of JSON input"},
		{"comment", "{\n// a\n}", "f:2:1: not JSON: invalid character '/' looking for beginning of object key string"},
		{"raw control character", "{\"action\": \"a\x01\"}", `f:1:14: not JSON: invalid character '\x01' in string literal`},
		{"second byte order mark", "\ufeff\ufeff{}", "f:1:1: not JSON: invalid character 'ï' looking for beginning of value"},
		{"leading zero", `{"small": 010}`, "f:1:12: not JSON: invalid character '1' after object key:value pair"},
		{"number for text", `{"action": 010e}`, "f:1:13: not JSON: invalid character '1' after object key:value pair"},
		{
			"scalars for text", `{"action": 1, "name": true, "colour": 5, "target": false}`,
			"f:1:12: action: want text, found a number\n" +
				"f:1:23: name: want text, found true or false\n" +
				"f:1:39: colour: want text, found a number\n" +
				"f:1:52: target: want text, found true or false",
		},
		{
			"half surrogates", `{"action": "é\ud800", "name": "\udc00\ud800", "remark": "\ud83d\ud83d\ude00"}`,
			`f:1:14: action: \ud800 is half of a surrogate pair and no character` + "\n" +
				`f:1:32: name: \udc00 is half of a surrogate pair and no character` + "\n" +
				`f:1:58: remark: \ud83d is half of a surrogate pair and no character`,
		},
		{
			"half surrogate before other escapes", `{"action": "\uD800\n", "name": "\uD800\u0041"}`,
			`f:1:13: action: \uD800 is half of a surrogate pair and no character` + "\n" +
				`f:1:33: name: \uD800 is half of a surrogate pair and no character`,
		},
		{
			"half surrogate in a key", `{"labels": {"\ud800": "a"}}`,
			`f:1:14: labels["\ufffd"]: \ud800 is half of a surrogate pair and no character`,
		},
		{
			"all problems, in order", "{\"a\": 1,\n\"open\": 0, \"open\": true,\n\"small\": \"\"}",
			"f:1:2: a: unknown field; legal: " + legal + "\n" +
				"f:2:9: open: want true or false, found a number; legal: true, false\n" +
				"f:2:12: open: the key occurs twice, first in line 2\n" +
				"f:3:10: small: want a whole number, found text",
		},
		{"columns count characters", "{\"action\": \"é\tb", `f:1:14: not JSON: invalid character '\t' in string literal`},
		{"columns after wide characters", `{"remark": "🙂é", "open": 1}`, "f:1:26: open: want true or false, found a number; legal: true, false"},
		{"lone CR ends a line", "{\r\"open\": 1}", "f:2:9: open: want true or false, found a number; legal: true, false"},
	})
	accept(t, JSON, []acceptance{
		{
			"surrogate pairs and escapes", `{"action": "\ud83d\ude00\\u\\ud800\ufffd", "name": "\"\\"}`,
			rule{Action: "😀\\u\\ud800\ufffd", Name: "\"\\"},
		},
		{"brackets in strings", `{"action": "[[[\"[[", "open": true}`, rule{Action: `[[["[[`, Open: true}},
		{"tabs between", "\t{\t\"open\"\t:\ttrue\t}\t", rule{Open: true}},
		{"yes is text", `{"action": "yes", "name": "12:30"}`, rule{Action: "yes", Name: "12:30"}},
		{"U+2028 and U+FEFF inside", "{\"action\": \"\u2028\ufeff\u0085\"}", rule{Action: "\u2028\ufeff\u0085"}},
	})
}

func TestManyKeys(t *testing.T) {
	t.Parallel()
	got := map[string]int{}
	const text = `{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10`
	require.NoError(t, Decode("text", "f", JSON, []byte(text+"}"), Limits{}, &got))
	require.Len(t, got, 10)
	for _, key := range []string{"a", "h", "j"} {
		refused(t, Decode("text", "f", JSON, []byte(text+",\n\""+key+`":0}`), Limits{}, &got),
			"f:2:1: "+key+": the key occurs twice, first in line 1")
	}
}

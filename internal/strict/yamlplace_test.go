package strict

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestYAMLSyntax pins the lines, most of which the parser itself tells wrong.
func TestYAMLSyntax(t *testing.T) {
	t.Parallel()
	const pad = "# a\n\n"
	for _, c := range []struct {
		name, text string
		line       string
		message    string
	}{
		{"indent", "rest:\n- open: true\n  from:\n  - a\n open: false\n", "5", "did not find expected key"},
		{"indent after many lines", "rest:\n" + strings.Repeat("- open: true\n", 200) + " - open\n- b\n", "202", "did not find expected key"},
		{"bare word", "open: true\naction\nname: a\n", "2", "could not find expected ':'"},
		{"two colons", "open: true\naction: a: b\nname: a\n", "2", "mapping values are not allowed in this context"},
		{"tab", "open: true\nrest:\n\t- a\n", "3", "found character that cannot start any token"},
		{"reserved", "open: true\naction: @a\n", "2", "found character that cannot start any token"},
		{"quotation never closed", "open: true\naction: \"a\nname: b\n", "2", "found unexpected end of stream"},
		{"quotation never closed, CR", "open: true\raction: \"a\rname: b\r", "2", "found unexpected end of stream"},
		{"bracket never closed", "open: true\nfrom: [\na,\nb\n", "4", "did not find expected ',' or ']'"},
		{"brace in between", "open: true\nfrom: [\na,\n}\nname: a\n", "3", "did not find expected node content"},
		{"escape", "open: true\naction: \"\\q\"\n", "2", "found unknown escape character"},
		{"half surrogate", "open: true\naction: \"\\ud800\"\n", "2", "found invalid Unicode character escape code"},
		{"unknown tag handle", "open: true\naction: !a!b c\n", "2", "found undefined tag handle"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got rule
			refused(t, Decode("text", "f", YAML, []byte(c.text), Limits{}, &got), "f:"+c.line+": not YAML: "+c.message)
			err := Decode("text", "f", YAML, []byte(pad+c.text), Limits{}, &got)
			require.ErrorContains(t, err, ": not YAML: "+c.message)
		})
	}
}

// TestYAMLSyntaxFirstLine has the faults on the first line, which the parser
// leaves out of its message.
func TestYAMLSyntaxFirstLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"\"a":         "f:1: not YAML: found unexpected end of stream",
		"[a\n\n\n":    "f:1: not YAML: did not find expected ',' or ']'",
		"a: b: c\n\n": "f:1: not YAML: mapping values are not allowed in this context",
		"}":           "f:1: not YAML: did not find expected node content",
	} {
		refused(t, Decode("text", "f", YAML, []byte(text), Limits{}, new(rule)), want)
	}
}

func TestYAMLSyntaxInLargeText(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("# a\n", maxLocate/4) + "open: true\naction: @a\n"
	refused(t, Decode("text", "f", YAML, []byte(text), Limits{}, new(rule)),
		"f:65538: not YAML: found character that cannot start any token")
}

func TestSplitLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		line    int
		message string
	}{
		"yaml: line 3: what: then": {3, "what: then"},
		"yaml: what":               {0, "what"},
		"yaml: line 3":             {0, "line 3"},
		"yaml: line x: what":       {0, "line x: what"},
		"":                         {0, ""},
	} {
		line, message := splitLine(errors.New(text))
		require.Equal(t, want.line, line, text)
		require.Equal(t, want.message, message, text)
	}
	line, message := locateYAML([]byte("a: b"), errors.New("yaml: line 7: no such error"))
	require.Equal(t, 7, line)
	require.Equal(t, "no such error", message)
}

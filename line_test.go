package aduan_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                   "",
		"Jalan rusak, 3 \u00d7":              "Jalan rusak, 3 \u00d7",
		"10\u00a0km":                         "10\u00a0km",
		"x\nlevel=INFO":                      `x\nlevel=INFO`,
		"\x1b[31mred":                        `\x1b[31mred`,
		"\u202egnp.exe":                      `\u202egnp.exe`,
		"a\u2028b\r":                         `a\u2028b\r`,
		"\xff":                               "\ufffd",
		strings.Repeat("a", 21):              strings.Repeat("a", 20) + "...",
		strings.Repeat("a", 19) + "\u00e9b!": strings.Repeat("a", 19) + "...",
	} {
		require.Equal(t, want, aduan.Line(text, 20), "%q", text)
	}
}

func FuzzLine(f *testing.F) {
	f.Add("x\n", 1)
	f.Fuzz(func(t *testing.T, text string, most int) {
		if most < 0 {
			return
		}
		line := aduan.Line(text, most)
		require.True(t, utf8.ValidString(line))
		require.Len(t, strings.Fields("a"+strings.Map(func(r rune) rune {
			if r == ' ' {
				return 'b'
			}
			return r
		}, strings.ReplaceAll(line, "\u00a0", "b"))), 1, "nothing breaks the line")
		require.LessOrEqual(t, len(line), len("\\U00000000")*most+3)
		require.Equal(t, line, aduan.Line(line, len(line)), "what was a line stays one")
	})
}

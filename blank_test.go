package aduan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
)

func TestBlank(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty": "", "spaces": "  \t\r\n\v\f", "hard space": "\u00a0\u2007\u202f", "ideographic space": "\u3000", "next line": "\u0085",
		"zero width": "\u200b\u200c\u200d\u2060\ufeff", "soft hyphen": "\u00ad", "direction": "\u200e\u200f\u202a\u202e\u2066\u2069\u061c",
		"controls": "\x00\x01\x1b\x7f", "separators": "\u2028\u2029", "fillers": "\u115f\u1160\u3164\uffa0", "Braille": "\u2800",
		"joiner": "\u034f", "variation": "\ufe0f\U000e0100", "tags": "\U000e0001\U000e0041", "mark alone": "\u0301", "Mongolian": "\u180e\u180b",
		"mixed": " \u200b\n\u3164\u00a0",
	} {
		require.True(t, aduan.Blank(text), name)
		require.False(t, aduan.Blank(text+"x"+text), name)
	}
	for _, text := range []string{".", "-", "0", "é", "e\u0301", "ꦗꦮ", "नमस्ते", "👍🏽", "\u200e.\u200e", "\xff", " \xff", "\ufffd", "\ue000"} {
		require.False(t, aduan.Blank(text), "%q", text)
	}
}

// A label whose text in a language shows nothing falls back, as if it had none.
func TestBlankTextsOfALabelFallBack(t *testing.T) {
	t.Parallel()
	l := aduan.NewLabel(map[string]string{"en": "\u200b ", "id": "Jalan"})
	require.Equal(t, "Jalan", l.In(aduan.English()))
	require.Equal(t, " ", aduan.NewLabel(map[string]string{"en": " "}).String(), "there is nothing else")
}

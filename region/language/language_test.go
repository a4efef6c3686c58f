package language_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/language"
	"github.com/aduan-go/aduan/storage"
)

func office() *aduan.Texts {
	return aduan.NewTexts("office", [][3]string{
		{"refused", "{who} ditolak karena {why}", "{who} was refused because {why}"},
		{"left", "tersisa {days} hari", `{days, plural, one {# day is "left"} other {# days are left}}`},
	})
}

func TestParse(t *testing.T) {
	t.Parallel()
	const file = `language: nl
fallback: [id]
texts:
  office.left: "{days, plural, one {# dag} other {# dagen}} over"
  aduan.number.group: "."
  aduan.month.11: november
`
	w, err := language.Parse("nl.yaml", []byte(file), office())
	require.NoError(t, err)
	say := office().In(w)
	require.Equal(t, "1.200 dagen over, a ditolak karena 12 november 2020",
		say("left", "days", 1200)+", "+say("refused", "who", "a", "why", aduan.Date{Year: 2020, Month: 11, Day: 12}))
	require.Equal(t, []string{"office.refused"}, w.Missing(office()))
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	const file = `language: nl
fallback: [en, idn]
texts:
  office.left: "{day, plural, one {#} other {#}}"
  office.refusd: "a"
  office.refused: "{who"
  aduan.date: ""
`
	_, err := language.Parse("nl.yaml", []byte(file), office())
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.EqualError(t, err, strings.TrimSpace(`
language in nl.yaml: invalid: 5 problems
  nl.yaml:2:16: fallback[1]: is not built in; legal: id, en
  nl.yaml:4:16: texts["office.left"]: there is no argument {day}; legal: days
  nl.yaml:5:18: texts["office.refusd"]: no package has this text; legal: office.refused, office.left, aduan.number.decimal
  nl.yaml:6:19: texts["office.refused"]: a { is never closed
  nl.yaml:7:15: texts["aduan.date"]: is empty; leave it out to fall back`))
	for text, problem := range map[string]string{
		"language: dutch\ntexts: {}\n": "language: is no language tag", "language: in\ntexts: {}\n": "legal: id", "texts: {}\n": "language: is required",
		"language: nl\n": "texts: is required", "language: no\ntexts: {}\n": "must be quoted",
	} {
		_, err := language.Parse("x.yaml", []byte(text))
		require.ErrorContains(t, err, problem, text)
	}
}

// What a translator is given can be read again as it is, and then nothing lacks.
func TestDraft(t *testing.T) {
	t.Parallel()
	none, err := aduan.NewWords("nl", nil)
	require.NoError(t, err)
	draft := language.Draft(none, office(), aduan.FormatTexts())
	require.Contains(t, string(draft), "  # id: \"tersisa {days} hari\"\n  office.left: \"{days, plural, one {# day is \\\"left\\\"}")
	w, err := language.Parse("nl.yaml", draft, office())
	require.NoError(t, err)
	require.Empty(t, w.Missing(office(), aduan.FormatTexts()))
}

func FuzzParse(f *testing.F) {
	f.Add("language: nl\ntexts:\n  office.left: \"{days, plural, other {#}}\"\n")
	f.Add("language: \"no\"\nfallback: [id]\ntexts: {aduan.money: x}\n")
	f.Fuzz(func(t *testing.T, text string) {
		w, err := language.Parse("x.yaml", []byte(text), office())
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			return
		}
		require.Empty(t, w.Unknown(office(), aduan.FormatTexts()))
		require.NotContains(t, office().In(w)("left", "days", 3), "{days")
	})
}

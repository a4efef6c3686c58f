package language_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

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

// A file falls back on other files: the words of Belgium on those of the
// Netherlands, and these on Indonesian.
func TestParseOver(t *testing.T) {
	t.Parallel()
	dutch, err := language.Parse("nl.yaml", []byte("language: nl\nfallback: [id]\ntexts:\n  office.left: \"{days} over\"\n"), office())
	require.NoError(t, err)
	const file = "language: nl-BE\nfallback: [nl]\ntexts: {aduan.month.11: slachtmaand}\n"
	belgian, err := language.ParseOver("nl-BE.yaml", []byte(file), []aduan.Words{dutch}, office())
	require.NoError(t, err)
	say := office().In(belgian)
	require.Equal(t, "3 over, a ditolak karena 12 slachtmaand 2020",
		say("left", "days", 3)+", "+say("refused", "who", "a", "why", aduan.Date{Year: 2020, Month: 11, Day: 12}))
	_, err = language.Parse("nl-BE.yaml", []byte(file), office())
	require.ErrorContains(t, err, "fallback[0]: is neither built in nor given; legal: ")
	_, err = language.ParseOver("nl-BE.yaml", []byte(strings.Replace(file, "[nl]", "[ln]", 1)), []aduan.Words{dutch}, office())
	require.ErrorContains(t, err, "legal: nl, ")
	own, err := aduan.NewWords("en", map[string]string{"office.refused": "no"})
	require.NoError(t, err)
	dutch, err = language.ParseOver("nl.yaml", []byte("language: nl\nfallback: [en]\ntexts: {}\n"), []aduan.Words{own}, office())
	require.NoError(t, err)
	require.Equal(t, "no", office().In(dutch)("refused", "who", "a", "why", "b"), "the office's own English")
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
  nl.yaml:2:16: fallback[1]: is neither built in nor given; legal: id, en
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

// Labels of data may lack every language that is built in, and hold anything.
func TestDraftOfLabels(t *testing.T) {
	t.Parallel()
	label := func(tag, text string) aduan.Label { return aduan.Label{}.With(tag, text) }
	data := aduan.LabelTexts("state", []string{"open", "shut", "wait", "lost", "Odd: #1", "new"}, []aduan.Label{
		label("fr", "Ouvert").With("nl", "Open"), label("id", "Tutup"), {}, label("ar", "{"), label("en", "Odd"), label("en", "New"),
	})
	w, err := aduan.NewWords("ban", map[string]string{"state.new": "Anyar"})
	require.NoError(t, err)
	draft := language.Draft(w, data, data)
	require.Equal(t, `language: "ban"
texts:
  # fr: "Ouvert"
  state.open: "Ouvert"
  # id: "Tutup"
  state.shut: "Tutup"
  state.wait: "wait"
  # ar: "{"
  # state.lost: "{"
  "state.Odd: #1": "Odd"
`, string(draft))
	read, err := language.Parse("ban.yaml", draft, data)
	require.NoError(t, err)
	require.Equal(t, []string{"state.lost", "state.new"}, read.Missing(data))
	_, err = language.Parse("en.yaml", language.Draft(aduan.English(), office()), office())
	require.NoError(t, err, "nothing lacks")
}

// Whatever names and labels data has, what is drafted from them can be read.
func TestDraftOfAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfDistinct(rapid.StringN(1, 6, -1), rapid.ID[string]).Draw(t, "keys")
		var labels []aduan.Label
		for range keys {
			labels = append(labels, aduan.Label{}.With(rapid.SampledFrom([]string{"id", "en", "fr"}).Draw(t, "tag"), rapid.String().Draw(t, "text")))
		}
		data := aduan.LabelTexts("state", keys, labels)
		w, err := aduan.NewWords("nl", nil)
		require.NoError(t, err)
		_, err = language.Parse("nl.yaml", language.Draft(w, data), data)
		require.NoError(t, err)
	})
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

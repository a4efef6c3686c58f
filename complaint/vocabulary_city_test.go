package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// cityWords are the vocabularies of a service number of a city: the telephone is its main
// channel, most reports ask for a service, and it has a ladder and reasons of its own.
func cityWords() lc.Words {
	own := func(word, id, en string, means ...string) lc.Word {
		return lc.Word{Word: word, Label: aduan.NewLabel(map[string]string{"id": id, "en": en}), Means: means}
	}
	ours := func(words ...string) (list []lc.Word) {
		for _, w := range words {
			list = append(list, lc.Word{Word: w})
		}
		return list
	}
	return lc.Words{
		Kinds:    append(ours("service_request", "complaint"), own("damage", "Kerusakan", "Damage")),
		Classes:  []lc.Word{own("routine", "Rutin", "Routine"), own("urgent", "Mendesak", "Urgent"), own("integrity", "Integritas", "Integrity", complaint.MeansSupervisory)},
		Channels: append(ours("phone", "email", "letter", "web", "integrated"), own("sister_city", "Kota kembar", "Sister city", complaint.MeansIntegrated)),
		Reasons: append(ours("spam", "duplicate", "withdrawn", "expired"),
			own("not_ours", "Bukan kewenangan kota", "Not the city's", complaint.MeansNamesCompetent),
			own("solved", "Sudah beres", "Solved before anybody came", complaint.MeansStaysPublic),
			own("lapsed", "Gugur", "Lapsed", complaint.MeansAutomatic)),
		Rungs: []lc.Word{
			own("head", "Kepala dinas", "Head of the office", complaint.MeansSuperior), own("mayor", "Wali kota", "Mayor"),
			own("auditor", "Auditor kota", "City auditor", complaint.MeansOversight),
		},
	}
}

// cityDefinition is the national lifecycle with the words of the city.
func cityDefinition(change ...func(*lc.Words)) lc.Definition {
	d := complaint.National()
	d.Name, d.Edition, d.Words = "city", "1", cityWords()
	for _, f := range change {
		f(&d.Words)
	}
	return d
}

func city(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(cityDefinition(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// newCity is a desk that works by the words of the city.
func newCity(t testing.TB) *desk {
	t.Helper()
	return newDesk(t, func(cfg *complaint.Config) {
		cfg.Lifecycles, cfg.Deadlines = []*complaint.Lifecycle{city(t)}, complaint.NoDeadlines{}
	})
}

// called is a report by telephone.
func called(d *complaint.Draft) { d.Kind, d.Channel = "damage", complaint.ChannelPhone }

// The national editions declare nothing, so their JSON form is that of 0.1, and they have
// the words that they always had.
func TestEditionsWithoutWordsMeanTheNationalOnes(t *testing.T) {
	t.Parallel()
	first, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	for _, d := range []lc.Definition{complaint.National(), first} {
		text, err := d.JSON()
		require.NoError(t, err)
		require.NotContains(t, string(text), `"words"`)
		l, err := complaint.Compile(d, complaint.Extensions{})
		require.NoError(t, err)
		require.Equal(t, complaint.NationalWords(), l.Words())
		require.Equal(t, []complaint.Rung{complaint.RungSuperior, complaint.RungInspectorate, complaint.RungOmbudsman}, l.Rungs())
		require.Equal(t, []complaint.ArchiveReason{complaint.ArchivedOutOfScope, complaint.ArchivedUnclear, complaint.ArchivedSpam}, l.Reasons())
	}
}

// What a definition declares is written, read and proved as it is; what it leaves out is
// national, and an empty list has no word.
func TestWordsOfADefinition(t *testing.T) {
	t.Parallel()
	d := cityDefinition(func(w *lc.Words) { w.Rungs = nil })
	text, err := d.JSON()
	require.NoError(t, err)
	read, err := lc.Parse("city.json", text)
	require.NoError(t, err)
	again, err := read.JSON()
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
	l, err := complaint.Compile(read, complaint.Extensions{})
	require.NoError(t, err)
	require.Equal(t, complaint.NationalWords().Rungs, l.Words().Rungs)
	require.Equal(t, []complaint.Class{"routine", "urgent", "integrity"}, l.Classes())
	require.Equal(t, []complaint.ArchiveReason{"spam", "not_ours", "solved"}, l.Reasons())
	require.True(t, l.Supervisory("integrity"))
	require.False(t, l.Supervisory(complaint.ClassSupervisory), "the edition does not have it")

	copied := l.Words()
	copied.Kinds[0].Word = "changed"
	require.Equal(t, complaint.KindServiceRequest, l.Kinds()[0])

	d.Words = lc.Words{Rungs: []lc.Word{}}
	text, err = d.JSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"rungs": []`)
	read, err = lc.Parse("none.json", text)
	require.NoError(t, err)
	require.NotNil(t, read.Words.Rungs, "given, and empty")
	require.Nil(t, read.Words.Kinds)
}

// Every fault of a vocabulary has its finding, with the nearest legal word first.
func TestFaultsOfVocabularies(t *testing.T) {
	t.Parallel()
	class := func(w lc.Word) func(*lc.Words) { return func(all *lc.Words) { all.Classes = append(all.Classes, w) } }
	label := aduan.NewLabel(map[string]string{"en": "X"})
	for name, c := range map[string]struct {
		spoil func(*lc.Words)
		kind  lc.FindingKind
		field string
		legal string // the first one
	}{
		"form":                {class(lc.Word{Word: "Very Urgent", Label: label}), lc.BadName, "words.classes[3]", ""},
		"no word":             {class(lc.Word{Label: label}), lc.BadName, "words.classes[3]", ""},
		"twice":               {class(lc.Word{Word: "urgent", Label: label}), lc.RepeatedWord, "words.classes[3]", ""},
		"no label":            {class(lc.Word{Word: "minor"}), lc.UnlabelledWord, "words.classes[3]", ""},
		"a blank label":       {class(lc.Word{Word: "minor", Label: aduan.NewLabel(map[string]string{"en": "\u200b"})}), lc.UnlabelledWord, "words.classes[3]", ""},
		"another's label":     {func(w *lc.Words) { w.Kinds = append(w.Kinds, lc.Word{Word: "phone"}) }, lc.UnlabelledWord, "words.kinds[3]", ""},
		"unknown meaning":     {class(lc.Word{Word: "minor", Label: label, Means: []string{"supervisry"}}), lc.BadMeaning, "words.classes[3].means", "supervisory"},
		"another's":           {class(lc.Word{Word: "minor", Label: label, Means: []string{complaint.MeansSuperior}}), lc.BadMeaning, "words.classes[3].means", "supervisory"},
		"a kind that means":   {func(w *lc.Words) { w.Kinds[2].Means = []string{"supervisory"} }, lc.BadMeaning, "words.kinds[2].means", ""},
		"not ours to change":  {func(w *lc.Words) { w.Reasons[0].Means = []string{complaint.MeansStaysPublic} }, lc.BadMeaning, "words.reasons[0].means", ""},
		"too many":            {func(w *lc.Words) { w.Kinds = make([]lc.Word, 257) }, lc.TooLarge, "words.kinds", ""},
		"no kind":             {func(w *lc.Words) { w.Kinds = []lc.Word{} }, lc.MissingWord, "words.kinds", ""},
		"no channel":          {func(w *lc.Words) { w.Channels = []lc.Word{} }, lc.MissingWord, "words.channels", ""},
		"no class":            {func(w *lc.Words) { w.Classes = []lc.Word{} }, lc.MissingWord, "words.classes", ""},
		"no reason":           {func(w *lc.Words) { w.Reasons = []lc.Word{{Word: "duplicate"}, {Word: "withdrawn"}} }, lc.MissingWord, "words.reasons", ""},
		"a given reason":      {func(w *lc.Words) { w.Reasons = append(w.Reasons[:1:1], w.Reasons[2:]...) }, lc.MissingWord, "words.reasons", ""},
		"no rung":             {func(w *lc.Words) { w.Rungs = []lc.Word{} }, lc.MissingWord, "words.rungs", ""},
		"nothing supervisory": {func(w *lc.Words) { w.Classes = w.Classes[:2] }, lc.PointlessGuard, "transitions[", ""},
		"nobody competent":    {func(w *lc.Words) { w.Reasons = w.Reasons[:4] }, lc.PointlessGuard, "transitions[", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := complaint.Compile(cityDefinition(c.spoil), complaint.Extensions{})
			var proof *lc.ProofError
			require.ErrorAs(t, err, &proof)
			found := 0
			for _, f := range proof.Findings {
				if f.Kind != c.kind {
					continue
				}
				found++
				require.Contains(t, f.Field, c.field)
				require.NotEmpty(t, f.Message.In(aduan.Indonesian()))
				require.NotEqual(t, f.Message.In(aduan.English()), f.Message.In(aduan.Indonesian()))
				if c.legal != "" {
					require.Equal(t, c.legal, f.Legal[0])
				}
			}
			require.Positive(t, found, "%v", err)
		})
	}
	_, err := complaint.Compile(cityDefinition(func(w *lc.Words) { w.Kinds[2].Label = aduan.NewLabel(map[string]string{"xx-": "X"}) }), complaint.Extensions{})
	require.ErrorContains(t, err, `words.kinds[2].label["xx-"]`)
	_, err = complaint.Compile(cityDefinition(func(w *lc.Words) { w.Reasons = append(w.Reasons, complaint.NationalWords().Reasons[0]) }), complaint.Extensions{})
	require.NoError(t, err)
}

// People read a word by the edition's label, else by that of the package, else the word.
func TestWordsForPeople(t *testing.T) {
	t.Parallel()
	l, id := city(t), aduan.Indonesian()
	require.Equal(t, "Kerusakan", l.KindIn(id, "damage"))
	require.Equal(t, "Permintaan layanan", l.KindIn(id, complaint.KindServiceRequest))
	require.Equal(t, "Integritas", l.ClassIn(id, "integrity"))
	require.Equal(t, "Telepon", l.ChannelIn(id, complaint.ChannelPhone))
	require.Equal(t, "Sudah beres", l.ReasonIn(id, "solved"))
	require.Equal(t, "Wali kota", l.RungIn(id, "mayor"))
	require.Equal(t, "unheard_of", l.RungIn(id, "unheard_of"))
	require.Empty(t, l.ClassIn(id, ""))
	var none *complaint.Lifecycle
	require.Equal(t, "Spam", none.ReasonIn(id, complaint.ArchivedSpam))
	require.Equal(t, "integrity", complaint.WordIn(id, nil, lc.Classes, "integrity"))
	require.Equal(t, "Integritas", complaint.WordIn(id, []*complaint.Lifecycle{deskNational(t), l}, lc.Classes, "integrity"))

	other, err := aduan.NewWords("id", map[string]string{"complaint.class.integrity": "Wewenang"})
	require.NoError(t, err)
	require.Equal(t, "Wewenang", l.ClassIn(other, "integrity"))
	keys := map[string]bool{}
	for text := range l.Texts().All() {
		keys[text.Key] = true
	}
	require.True(t, keys["complaint.class.integrity"] && keys["complaint.rung.mayor"], "translators find them")
	require.False(t, keys["complaint.channel.phone"], "which the texts of the package have")
}

// What differs between the vocabularies of two editions is told.
func TestDiffOfWords(t *testing.T) {
	t.Parallel()
	old := city(t)
	d := cityDefinition(func(w *lc.Words) {
		w.Kinds, w.Classes[0].Means = w.Kinds[1:], []string{complaint.MeansSupervisory}
		w.Rungs[0], w.Rungs[1] = w.Rungs[1], w.Rungs[0]
		w.Channels = append(w.Channels, lc.Word{Word: "sms"})
	})
	d.Edition = "2"
	updated, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	require.Equal(t, `removed kind Service request (service_request): Service request (service_request)
altered class Routine (routine): Routine (routine) => Routine (routine), means supervisory
added channel SMS (sms): SMS (sms)
altered rung Head of the office (head): Head of the office (head), means superior, number 1 of the ladder => Head of the office (head), means superior, number 2 of the ladder
altered rung Mayor (mayor): Mayor (mayor), number 2 of the ladder => Mayor (mayor), number 1 of the ladder
`, lc.Diff(old.Machine(), updated.Machine()).String())
	require.True(t, lc.Diff(old.Machine(), old.Machine()).Empty())
}

package aduan_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
)

func office() *aduan.Texts {
	return aduan.NewTexts("office", [][3]string{
		{"refused", "{who} ditolak karena {why}", "{who} was refused because {why}"},
		{"left", "tersisa {days} hari kerja", "{days, plural, =0 {nothing is} one {# working day is} other {# working days are}} left"},
		{"kind.pothole", "Jalan berlubang", "Pothole"},
		{"broken", "{", "it's {"},
	})
}

func words(t *testing.T, tag string, texts map[string]string, fallbacks ...aduan.Words) aduan.Words {
	t.Helper()
	w, err := aduan.NewWords(tag, texts, fallbacks...)
	require.NoError(t, err)
	return w
}

func TestSay(t *testing.T) {
	t.Parallel()
	dutch := words(t, "nl", map[string]string{
		"office.left": "{days, plural, one {# werkdag} other {# werkdagen}} over", "aduan.number.group": ".", "office.other": "",
	}, aduan.Indonesian())
	polish := words(t, "pl", map[string]string{"office.left": "{days, plural, one {# dzień} few {# dni robocze} many {# dni roboczych} other {# dnia}}"})
	own := words(t, "en", map[string]string{"office.refused": "No: {why}"})
	for want, got := range map[string]string{
		"roads was refused because late": office().In(aduan.Words{})("refused", "who", "roads", "why", "late"),
		"roads ditolak karena late":      office().In(dutch)("refused", "why", "late", "who", "roads"),
		"No: late":                       office().In(own)("refused", "who", "roads", "why", "late"),
		"nothing is left":                office().In(own)("left", "days", 0),
		"1 working day is left":          office().In(aduan.English())("left", "days", 1),
		"1,200 working days are left":    office().In(aduan.English())("left", "days", 1200),
		"tersisa 1.200 hari kerja":       office().In(aduan.Indonesian())("left", "days", 1200),
		"1 werkdag over":                 office().In(dutch)("left", "days", int64(1)),
		"2.000 werkdagen over":           office().In(dutch)("left", "days", 2000),
		"3 dni robocze":                  office().In(polish)("left", "days", 3),
		"5 dni roboczych":                office().In(polish)("left", "days", 5),
		"{who} was refused because late": office().In(polish)("refused", "why", "late"),
		"it's {":                         office().In(aduan.English())("broken"),
		"office.nothing":                 office().In(aduan.English())("nothing"),
		"the data says otherwise":        office().Word(aduan.English(), "kind", "pothole", label("en", "the data says otherwise")),
		"Gat in de weg":                  office().Word(dutch, "kind", "pothole", label("nl", "Gat in de weg")),
		"Jalan berlubang":                office().Word(dutch, "kind", "pothole", aduan.Label{}),
		"leak":                           office().Word(dutch, "kind", "leak", aduan.Label{}),
		"Fuite":                          office().Word(dutch, "kind", "leak", label("fr", "Fuite")),
		"fewer than 3":                   office().Word(dutch, "guard", "few", label("en", "fewer than {number}"), "number", 3),
		"an odd argument {":              office().Word(aduan.English(), "guard", "few", label("en", "an odd argument {")),
	} {
		require.Equal(t, want, got)
	}
	require.Equal(t, []string{"nl", "en", "en", "id"}, []string{dutch.Language(), own.Language(), aduan.Words{}.Language(), aduan.Indonesian().Language()})
	require.Equal(t, []string{"office.refused", "office.kind.pothole", "office.broken"}, dutch.Missing(office()))
	require.Equal(t, []string{"aduan.number.group"}, dutch.Unknown(office()))
	require.Empty(t, own.Missing(office(), aduan.FormatTexts()))
	require.Empty(t, aduan.Words{}.Unknown(office()))
	belgian := words(t, "nl-BE", nil, dutch)
	require.Equal(t, "2.000 werkdagen over", office().In(belgian)("left", "days", 2000))
	require.Empty(t, words(t, "en-GB", nil).Missing(office()), "English serves there too")
}

// A language falls back on others that are files too, over more than one step; what
// is built in comes last, because it knows everything.
func TestFallbacks(t *testing.T) {
	t.Parallel()
	left := func(text string) map[string]string { return map[string]string{"office.left": text} }
	refused := func(text string) map[string]string { return map[string]string{"office.refused": text} }
	fr := words(t, "fr", left("reste"))
	de := words(t, "de", refused("abgelehnt"))
	nl := words(t, "nl", refused("geweigerd"), aduan.Indonesian())
	for name, c := range map[string]struct {
		words                  aduan.Words
		refused, left, pothole string
	}{
		"two":                    {words(t, "lb", nil, fr, de), "abgelehnt", "reste", "Pothole"},
		"region over language":   {words(t, "nl-BE", left("over"), nl), "geweigerd", "over", "Jalan berlubang"},
		"region alone":           {words(t, "nl-BE", nil, nl), "geweigerd", "tersisa 2 hari kerja", "Jalan berlubang"},
		"three steps":            {words(t, "li", nil, words(t, "nl-BE", nil, nl), fr), "geweigerd", "reste", "Jalan berlubang"},
		"first built in":         {words(t, "lb", nil, words(t, "fy", nil, aduan.English()), nl), "geweigerd", "2 working days are left", "Pothole"},
		"built in, as it stands": {words(t, "lb", nil, aduan.Indonesian(), fr), "a ditolak karena b", "tersisa 2 hari kerja", "Jalan berlubang"},
		"own words of English":   {words(t, "lb", nil, words(t, "en", left("left")), de), "a was refused because b", "left", "Pothole"},
		"zero":                   {words(t, "lb", nil, aduan.Words{}), "a was refused because b", "2 working days are left", "Pothole"},
	} {
		say := office().In(c.words)
		require.Equal(t, []string{c.refused, c.left, c.pothole}, []string{say("refused", "who", "a", "why", "b"), say("left", "days", 2), say("kind.pothole")}, name)
	}
	data := aduan.LabelTexts("data", []string{"a"}, []aduan.Label{label("en", "A", "nl", "data")})
	file := words(t, "nl-BE", nil, words(t, "nl", map[string]string{"data.a": "file"}))
	require.Equal(t, "file", data.In(file)("a"), "a file stands before what data says, in a fallback too")
	same := nl
	for range 64 {
		same = words(t, "nl-BE", nil, same, same, fr, same)
	}
	require.Equal(t, "c", label("en", "a", "fr", "c").In(same))
}

// A key that several packages have is named once.
func TestKeysOnce(t *testing.T) {
	t.Parallel()
	dutch := words(t, "nl", map[string]string{"office.other": "x"})
	require.Equal(t, dutch.Missing(office()), dutch.Missing(office(), office()))
	require.Equal(t, []string{"office.other"}, dutch.Unknown(office(), office()))
}

func TestWordsAreRefused(t *testing.T) {
	t.Parallel()
	for text, problem := range map[string]string{
		"{": "never closed", "a } b": "a } too many", "{x": "never closed", "{X}": "no name of an argument", "{}": "no name of an argument",
		"{n, select, other {a}}": "only plural is known", "{n, plural, one {a}}": "no form other", "{n, plural, some {a} other {b}}": "no plural form",
		"{n, plural, other {a}": "no plural form", "{n, plural, other {a": "never closed", "{n, plural, other {{}}}": "no name of an argument",
	} {
		_, err := aduan.NewWords("nl", map[string]string{"office.left": text})
		require.ErrorContains(t, err, problem, text)
		require.ErrorContains(t, err, "office.left")
		require.Error(t, office().Check("office.left", text))
	}
	_, err := aduan.NewWords("dutch", nil)
	require.ErrorContains(t, err, "language")
	_, err = aduan.BuiltIn("nl")
	require.EqualError(t, err, `language "nl" is not built in; legal: en, id`)
	var unknown *aduan.UnknownArgError
	require.ErrorAs(t, office().Check("office.refused", "{who} {whom}"), &unknown)
	require.EqualError(t, unknown, "there is no argument {whom}; legal: who, why")
	require.NoError(t, office().Check("office.left", "{days}"))
}

// What data declares is missing only in the languages that its labels lack.
func TestLabelTexts(t *testing.T) {
	t.Parallel()
	states := aduan.LabelTexts("lifecycle", []string{"state.open", "state.shut"}, []aduan.Label{label("en", "Open", "fr", "Ouvert"), label("fr", "Ferm\u00e9", "ar", "{")})
	french, dutch := words(t, "fr", nil), words(t, "nl", map[string]string{"lifecycle.state.open": "Geopend"})
	require.Empty(t, french.Missing(states))
	require.Equal(t, []string{"lifecycle.state.shut"}, dutch.Missing(states))
	require.Equal(t, "Ouvert, Geopend, lifecycle.state.shut", states.In(french)("state.open")+", "+states.In(dutch)("state.open")+", "+states.In(dutch)("state.shut"))
	require.Empty(t, dutch.Unknown(states))
	var listed []aduan.Text
	for text := range states.All() {
		listed = append(listed, text)
	}
	require.Equal(t, []aduan.Text{{"lifecycle.state.open", "", "Open", label("fr", "Ouvert")}, {"lifecycle.state.shut", "", "", label("fr", "Ferm\u00e9", "ar", "{")}}, listed)
	for labels, want := range map[int]string{0: "x.a x.b", 1: "A x.b", 3: "A B"} {
		say := aduan.LabelTexts("x", []string{"a", "b"}, []aduan.Label{label("en", "A"), label("en", "B"), label("en", "C")}[:labels]).In(aduan.English())
		require.Equal(t, want, say("a")+" "+say("b"))
	}
}

func TestMessage(t *testing.T) {
	t.Parallel()
	m := office().Message("refused", "who", label("id", "jalan", "en", "roads"), "why", office().Message("left", "days", 1))
	require.Equal(t, "roads was refused because 1 working day is left", m.String())
	require.Equal(t, "jalan ditolak karena tersisa 1 hari kerja", m.In(aduan.Indonesian()))
	require.Equal(t, "office.refused", m.Key())
	written, err := json.Marshal(m)
	require.NoError(t, err)
	require.Equal(t, `{"id":"jalan ditolak karena tersisa 1 hari kerja","en":"roads was refused because 1 working day is left"}`, string(written))
	require.True(t, aduan.Message{}.IsZero())
	require.Empty(t, aduan.Message{}.String()+aduan.Message{}.Key())
}

// spoken is an error with a text in every language.
type spoken struct{ aduan.Message }

func (s spoken) Error() string { return s.String() }

func TestFormats(t *testing.T) {
	t.Parallel()
	id, en := aduan.Indonesian(), aduan.English()
	jakarta := time.FixedZone("WIB", 7*60*60)
	day := aduan.Date{Year: 2020, Month: time.November, Day: 12}
	at := time.Date(2020, 11, 12, 14, 30, 0, 0, jakarta)
	period := aduan.Period{From: time.Date(2017, 12, 27, 0, 0, 0, 0, jakarta), Until: at}
	hidden := fmt.Errorf("wrapped: %w", spoken{office().Message("left", "days", 2)})
	for _, c := range []struct{ id, en, gotID, gotEN string }{
		{"89,48 %", "89.48 %", id.Percent("89.48"), en.Percent("89.48")},
		{"1.340.000.000 IDR", "1,340,000,000 IDR", id.Money("1340000000", "IDR"), en.Money("1340000000", "IDR")},
		{"-1.234,5", "-1,234.5", id.Number("-1234.5"), en.Number("-1234.5")},
		{"+999", "+999", id.Number("+999"), en.Number("+999")},
		{"1e9", "x.1", id.Number("1e9"), en.Number("x.1")},
		{"12 November 2020", "12 November 2020", day.In(id), day.In(en)},
		{"12 November 2020 pukul 14:30 WIB", "12 November 2020 14:30 WIB", id.Time(at), en.Value(at)},
		{"", "", id.Time(time.Time{}), en.Error(nil)},
		{"Senin", "Monday", id.Weekday(time.Monday), en.Weekday(time.Monday)},
		{"Mei", "May", id.Month(time.May), en.Month(time.May)},
		{"", "", id.Month(0), en.Quarter(5)},
		{"TW III", "Q3", id.Quarter(3), en.Quarter(3)},
		{"sejak 27 Desember 2017 sampai sebelum 12 November 2020 pukul 14:30 WIB", "from 27 December 2017 until before 12 November 2020 14:30 WIB", period.In(id), period.In(en)},
		{"selalu", "always", aduan.Period{}.In(id), aduan.Period{}.In(en)},
		{"sejak 27 Desember 2017", "before 12 November 2020 14:30 WIB", aduan.Period{From: period.From}.In(id), aduan.Period{Until: at}.In(en)},
		{"tersisa 2 hari kerja", "2 working days are left", id.Error(hidden), en.Value(hidden)},
		{"plain", "plain", id.Error(errors.New("plain")), en.Value("plain")},
		{"12 November 2020, 1.000", "12 November 2020, 1,000", aduan.List([]any{day, 1000}).In(id), fmt.Sprint(aduan.List([]any{day, 1000}))},
		{"true", "2.5", id.Value(true), en.Value(2.5)},
	} {
		require.Equal(t, []string{c.id, c.en}, []string{c.gotID, c.gotEN})
	}
}

// How lists, quotations and groups of digits are written is the language's own.
func TestFormatsOfALanguage(t *testing.T) {
	t.Parallel()
	ja := words(t, "ja", map[string]string{"aduan.list": "\u3001", "aduan.list.semicolon": "\uff1b", "aduan.quote": "\u300c{text}\u300d", "aduan.number.grouping": "4"})
	require.Equal(t, "a\u30011,0000 b\uff1bc \u300cd\u300d", aduan.List([]any{"a", 10000}).In(ja)+" "+aduan.Clauses([]string{"b", "c"}).In(ja)+" "+ja.Quote("d"))
	require.Equal(t, `b; c "d"`, fmt.Sprint(aduan.Clauses([]string{"b", "c"}))+" "+aduan.Indonesian().Quote("d"))
	for grouping, want := range map[string]string{
		"3,2": "-1,23,45,67,890.5", "0": "-1234567890.5", "3": "-1,234,567,890.5", "4": "-12,3456,7890.5",
		"": "-1,234,567,890.5", "x": "-1,234,567,890.5", "3,0": "-1234567,890.5", "-1": "-1,234,567,890.5", "1, 2": "-1,23,45,67,89,0.5",
	} {
		w := words(t, "hi", map[string]string{"aduan.number.grouping": grouping})
		require.Equal(t, want, w.Number("-1234567890.5"), grouping)
		require.Equal(t, "7", w.Number("7"))
	}
}

// Every month, day of the week and quarter that exists has a name, and no other.
func TestNamesOfTime(t *testing.T) {
	t.Parallel()
	for _, w := range []aduan.Words{aduan.English(), aduan.Indonesian()} {
		for _, c := range []struct {
			name        func(n int) string
			first, last int
		}{
			{func(n int) string { return w.Month(time.Month(n)) }, 1, 12},
			{func(n int) string { return w.ShortMonth(time.Month(n)) }, 1, 12},
			{func(n int) string { return w.Weekday(time.Weekday(n)) }, 0, 6},
			{func(n int) string { return w.ShortWeekday(time.Weekday(n)) }, 0, 6},
			{w.Quarter, 1, 4},
		} {
			names := map[string]bool{}
			for n := -2; n < 20; n++ {
				name := c.name(n)
				require.Equal(t, n < c.first || n > c.last, name == "", "%s %d", w.Language(), n)
				require.NotContains(t, name, "aduan.")
				if name != "" {
					names[name] = true
				}
			}
			require.Len(t, names, c.last-c.first+1, "each has its own")
		}
	}
	count := map[string]int{}
	for text := range aduan.FormatTexts().All() {
		count[text.Key[:strings.LastIndexByte(text.Key, '.')]]++
	}
	require.Equal(t, []int{12, 12, 7, 7, 4}, []int{count["aduan.month"], count["aduan.month.short"], count["aduan.weekday"], count["aduan.weekday.short"], count["aduan.quarter"]})
}

// In the pseudo-language whatever is not an argument stands in brackets.
func TestPseudo(t *testing.T) {
	t.Parallel()
	w := aduan.Pseudo(office(), aduan.FormatTexts())
	require.Equal(t, "roads[ was refused because ]12 [November] 2020", office().In(w)("refused", "who", "roads", "why", aduan.Date{Year: 2020, Month: 11, Day: 12}))
	require.Equal(t, "2,000[ working days are][ left]", office().In(w)("left", "days", 2000))
	require.Equal(t, "89.48 %", w.Percent("89.48"))
	require.Empty(t, w.Missing(office()))
}

// Every text that is built in follows the notation.
func TestFormatTexts(t *testing.T) {
	t.Parallel()
	for text := range aduan.FormatTexts().All() {
		for _, s := range []string{text.Indonesian, text.English} {
			require.NotEmpty(t, s, text.Key)
			require.NoError(t, aduan.FormatTexts().Check(text.Key, s))
		}
	}
}

// A text that is accepted is said without its notation and within reason; one that
// is not is refused, and never ends the program.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{"", "a {days} b", "{days, plural, one {# day} other {# days}}", "{days, plural, other {{days, plural, other {#}}}}", "{{}}", "{a,plural,=1{x}other{}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := aduan.NewWords("nl", map[string]string{"office.left": s})
		if err != nil {
			return
		}
		got := office().In(w)("left", "days", 2)
		require.LessOrEqual(t, len(got), 2*len(s)+40)
		if office().Check("office.left", s) == nil {
			require.NotContains(t, got, "{")
		}
	})
}

func BenchmarkSay(b *testing.B) {
	say := office().In(aduan.English())
	b.ReportAllocs()
	for b.Loop() {
		say("left", "days", 12)
	}
}

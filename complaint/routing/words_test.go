package routing

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// occurs scans for one list.
func occurs(w Words, title, body string) bool {
	found := make([]uint64, 1)
	newLexicon([]Words{w}).scan(title, body, found)
	return found[0] != 0
}

func TestWords(t *testing.T) {
	t.Parallel()
	const plain, clitics = false, true
	for _, c := range []struct {
		listed  string
		clitics bool
		text    string
		want    bool
	}{
		{"jalan", plain, "Jalan rusak", true},
		{"jalan", plain, "JALAAAAN!!!", true},
		{"jalan", plain, "jjalan", true},
		{"maaf", plain, "mohon maf", true},
		{"maf", plain, "mohon maaf", true},
		{"saat", plain, "ini sat", true},
		{"jalan", plain, "berjalan", false},
		{"jalan", plain, "jalanan", false},
		{"jalan", plain, "", false},
		{"jalan", plain, "jalan-jalan", true},
		{"jalan jalan", plain, "jalan-jalan", true},
		{"jalan-jalan", plain, "jalan jalan", true},
		{"jalan-jalan", plain, "jalan", false},
		{"jalan", plain, "jalan2", false},
		{"jalan2", plain, "JALAN2 berlubang", true},
		{"110", plain, "telepon 110", true},
		{"110", plain, "telepon 10", false},
		{"ma'af", plain, "ma af", true},
		{"jalan rusak", plain, "jalan, rusak", true},
		{"jalan rusak", plain, "jalan\nrusak", true},
		{"jalan rusak", plain, "jalan yang rusak", false},
		{"jalan rusak", plain, "rusak jalan", false},
		{"jalan rusak parah", plain, "jalan jalan rusak rusak parah", false},
		{"jalan rusak parah", plain, "jalan jalan rusak parah", true},
		{"a b a c", plain, "a b a b a c", true},
		// Letters.
		{"istri", plain, "İSTRI", true},
		{"istri", plain, "ıstrı", true},
		{"ISTRI", plain, "i\u0307stri", true},
		{"ktp", plain, "\u212aTP", true},
		{"sirsak", plain, "\u017firsak", true},
		{"desa", plain, "désa", true},
		{"desa", plain, "de\u0301sa", true},
		{"désa", plain, "DESA", true},
		{"kee", plain, "ké", true},
		{"salat", plain, "ṣalāt", true},
		{"kitab", plain, "ki\u00adtab", true},
		{"kitab", plain, "ki\u200dtab", true},
		{"kitab", plain, "ki\u200btab", false},
		{"kitab", plain, "ki\xfftab", false},
		{"ki tab", plain, "ki\xfftab", true},
		{"كتاب", plain, "كِتَابٌ", true},
		{"ΣΟΦΟΣ", plain, "σοφος", true},
		{"σοφος", plain, "ΣΟΦΟς", true},
		{"ꦏꦶ", plain, "ꦏꦸ", false},
		{"straße", plain, "STRAẞE", true},
		{"strasse", plain, "straße", false},
		// Clitics.
		{"jalan", plain, "jalannya", false},
		{"jalan", clitics, "jalannya", true},
		{"jalan", clitics, "jalanya", true},
		{"jalan", clitics, "JALANNNYAAA", true},
		{"jala", clitics, "jalanya", true},
		{"jala", clitics, "jalan", false},
		{"anak", clitics, "anakku", true},
		{"anak", clitics, "anakmu", true},
		{"malam", clitics, "malammu", true},
		{"rumah", clitics, "rumahkulah", true},
		{"rumah", clitics, "rumahnyapun", true},
		{"rumah", clitics, "rumahlahku", false},
		{"rumah", clitics, "rumahkunya", false},
		{"rumah", clitics, "rumahlahpun", false},
		{"kapal", clitics, "kapallah", true},
		{"kapal", clitics, "kapalkah", true},
		{"siapa", clitics, "siapatah", true},
		{"buku", clitics, "buku", true},
		{"bu", clitics, "buku", false},
		{"bu", clitics, "bu", true},
		{"buku", clitics, "bukukulah", true},
		{"bukuku", clitics, "bukukulah", true},
		{"bukunya", clitics, "buku", false},
		{"bukunya", clitics, "bukunya", true},
		{"masa", clitics, "masalah", true},
		{"bis", clitics, "kubis", false},
		{"KTP", clitics, "KTP-nya", true},
		{"jalan rusak", clitics, "jalannya rusaklah", true},
		{"jalan rusak", plain, "jalannya rusak", false},
		{"desa", clitics, "désaku", true},
	} {
		name := fmt.Sprintf("%s, clitics %v, in %s", c.listed, c.clitics, c.text)
		w := Words{Any: []string{c.listed}, Clitics: c.clitics}
		require.NoError(t, w.Validate(), name)
		require.Equal(t, c.want, occurs(w, "", c.text), name)
		require.Equal(t, c.want, occurs(w, c.text, ""), name)
		require.Equal(t, c.want, naive(w, "", c.text), "the test's own matcher: "+name)
	}
	require.False(t, occurs(Words{Any: []string{"jalan rusak"}}, "jalan", "rusak"), "no phrase from title to body")
	long := strings.Repeat("ab", MaxPhraseBytes/2)
	require.True(t, occurs(Words{Any: []string{long}, Clitics: true}, "", "x "+long+"nyalah x"))
	require.False(t, occurs(Words{Any: []string{long}}, "", long+"ab"), "a long word is not cut")
	require.False(t, occurs(Words{Any: []string{long}, Clitics: true}, "", long+"nyalahx"))
	require.False(t, occurs(Words{Any: []string{"x y"}}, "", "x "+strings.Repeat(long, 3)+" y"))
}

func TestWordsOfATable(t *testing.T) {
	t.Parallel()
	lists := make([]Words, 200)
	for i := range lists {
		lists[i] = Words{Any: []string{fmt.Sprintf("kata%d", i), "semua", "jalan rusak"}, Clitics: i%2 == 0}
	}
	lx := newLexicon(lists)
	found := make([]uint64, lx.size())
	lx.scan("kata7", "lalu kata150nya, kata151nya", found)
	require.Equal(t, []uint64{1 << 7, 0, 1 << (150 - 128), 0}, found)
	lx.scan("", "jalannya rusak", found)
	require.Equal(t, []uint64{0x5555555555555555 | 1<<7, 0x5555555555555555, 0x5555555555555555, 0x55}, found, "bits are only set")
	phrase, ok := lx.first(150, "jalan", "semua jalan rusak")
	require.True(t, ok)
	require.Equal(t, "semua", phrase)
	_, ok = lx.first(150, "kata7", "jalan")
	require.False(t, ok)
	_, ok = lx.first(200, "semua", "")
	require.False(t, ok)
	require.Zero(t, newLexicon(nil).size())
	newLexicon(nil).scan("jalan", "rusak", nil)
}

func TestWordsValidate(t *testing.T) {
	t.Parallel()
	for want, w := range map[string]Words{
		"list of words: invalid: any: 0 words and phrases; legal: 1 to 200":                 {},
		"list of words: invalid: any: 201 words and phrases; legal: 1 to 200":               {Any: slices.Repeat([]string{"a"}, 201)},
		`list of words: invalid: any[1]: "?!" holds neither letter nor digit`:               {Any: []string{"a", "?!"}},
		`list of words: invalid: any[0]: "a-b c d e f g h i" has 9 words; legal: at most 8`: {Any: []string{"a-b c d e f g h i"}},
		"list of words: invalid: any[0]: 129 bytes; legal: at most 128":                     {Any: []string{strings.Repeat("a", 129)}},
		"list of words: invalid: any[0]: is not valid UTF-8":                                {Any: []string{"a\xff"}},
	} {
		err := w.Validate()
		require.EqualError(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	var invalid *storage.InvalidError
	require.True(t, errors.As(Words{Any: []string{"", "a", "\u0301"}}.Validate(), &invalid))
	require.Len(t, invalid.Problems, 2)
	require.NoError(t, Words{Any: []string{"a-b c d e f g h"}}.Validate())
}

func ExampleWords_Validate() {
	w := Words{Any: []string{"jalan rusak", "lampu jalan", "..."}, Clitics: true}
	fmt.Println(w.Validate())
	// Output: list of words: invalid: any[2]: "..." holds neither letter nor digit
}

// TestFold goes through all of Unicode.
func TestFold(t *testing.T) {
	t.Parallel()
	spelling := region.Spelling{}
	for r := rune(utf8.RuneSelf); r <= unicode.MaxRune; r++ {
		f, kind := fold(r)
		if !utf8.ValidRune(r) || kind != letter {
			continue
		}
		if utf8.RuneLen(f) > utf8.RuneLen(r) {
			t.Fatalf("%U becomes longer: %U", r, f)
		}
		if f >= utf8.RuneSelf {
			if again, _ := fold(f); again != f {
				t.Fatalf("%U becomes %U, and then %U", r, f, again)
			}
		} else if f < 'a' || f > 'z' {
			t.Fatalf("%U becomes %U", r, f)
		}
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			var w word
			if w.read(string(other), 0); unicode.IsLetter(other) && string(w.text[:w.n]) != string(f) {
				t.Fatalf("%U and %U differ in case only, and become %U and %s", r, other, f, w.text[:w.n])
			}
		}
		if name := spelling.Fold(string(r)); len(name) == 1 && name != string(f) {
			t.Fatalf("%U is %q in names of regions and %U here", r, name, f)
		}
	}
}

// naive says whether a list occurs, in the plainest way: every phrase is tried
// at every word, and every way to join clitics to a listed word is written out.
func naive(w Words, title, body string) bool {
	particles, possessives := []string{""}, []string{""}
	if w.Clitics {
		particles = []string{"", "lah", "kah", "tah", "pun"}
		possessives = []string{"", "ku", "mu", "nya"}
	}
	same := func(listed, text string) bool {
		for _, possessive := range possessives {
			for _, particle := range particles {
				joined := listed + possessive + particle
				if joined != listed && utf8.RuneCountInString(naiveSqueeze(listed)) < 3 {
					continue
				}
				if naiveSqueeze(joined) == naiveSqueeze(text) {
					return true
				}
			}
		}
		return false
	}
	for _, text := range []string{title, body} {
		words := naiveSplit(text)
		for _, phrase := range w.Any {
			listed := naiveSplit(phrase)
			for at := 0; at+len(listed) <= len(words); at++ {
				if slices.EqualFunc(listed, words[at:at+len(listed)], same) {
					return true
				}
			}
		}
	}
	return false
}

// naiveSplit returns the words of a text in small letters without marks. Only
// what becomes of a single letter beyond ASCII it takes from [fold].
func naiveSplit(text string) []string {
	var b strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			if r = unicode.ToLower(r); !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789", r) {
				r = ' '
			}
			b.WriteRune(r)
			continue
		}
		switch f, kind := fold(r); kind {
		case letter, digit:
			b.WriteRune(f)
		case between:
			b.WriteByte(' ')
		}
	}
	return strings.Split(strings.Join(strings.Fields(b.String()), " "), " ")
}

// naiveSqueeze counts repeated letters once.
func naiveSqueeze(word string) string {
	out := []rune{}
	for _, r := range word {
		if len(out) == 0 || out[len(out)-1] != r || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// agrees compares a lexicon with the naive matcher, list by list.
func agrees(t require.TestingT, lists []Words, title, body string) {
	lx := newLexicon(lists)
	found := make([]uint64, lx.size())
	lx.scan(title, body, found)
	n := 0
	for i, w := range lists {
		want := naive(w, title, body)
		got := found[i/64]&(1<<(i%64)) != 0
		require.Equal(t, want, got, "list %d %+v in title %q, body %q", i, w, title, body)
		phrase, ok := lx.first(i, title, body)
		require.Equal(t, want, ok)
		if ok {
			at := slices.IndexFunc(w.Any, func(p string) bool { return naive(Words{Any: []string{p}, Clitics: w.Clitics}, title, body) })
			require.Equal(t, w.Any[at], phrase)
			n++
		}
	}
	for _, set := range found {
		n -= bits.OnesCount64(set)
	}
	require.Zero(t, n, "no bits but those of lists")
}

// TestLexiconAgrees draws lists and texts from few syllables, so that phrases
// overlap, share their ends, and have several readings with clitics.
func TestLexiconAgrees(t *testing.T) {
	t.Parallel()
	piece := rapid.SampledFrom([]string{"bu", "ku", "nya", "lah", "n", "ka", "jala", "A", "aa", "k", "pun", "1", "é", "I", "mu"})
	spoken := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 1, 4).Draw(t, "pieces"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		known := rapid.SliceOfN(spoken, 1, 4).Draw(t, "words")
		wide := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(known), rapid.Custom(func(t *rapid.T) string {
			return rapid.SampledFrom(known).Draw(t, "word") + rapid.SampledFrom([]string{"ku", "nya", "nyalah", "a", "kah"}).Draw(t, "clitic")
		})), 0, 12)
		gap := rapid.SampledFrom([]string{" ", "-", ", ", "\u200b"})
		text := rapid.Custom(func(t *rapid.T) string { return strings.Join(wide.Draw(t, "text"), gap.Draw(t, "gap")) })
		lists := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Words {
			phrase := rapid.Custom(func(t *rapid.T) string {
				return strings.Join(rapid.SliceOfN(rapid.SampledFrom(known), 1, 4).Draw(t, "phrase"), " ")
			})
			return Words{Any: rapid.SliceOfN(phrase, 1, 4).Draw(t, "any"), Clitics: rapid.Bool().Draw(t, "clitics")}
		}), 1, 130).Draw(t, "lists")
		agrees(t, lists, text.Draw(t, "title"), text.Draw(t, "body"))
	})
}

func FuzzWords(f *testing.F) {
	f.Add("jalan\njalan rusak\nbuku", true, "Jalannya", "rusak; JALAAAN-jalan rusaklah, bukukulah")
	f.Add("a b a c\nb a", false, "a b a b a c", "a b")
	f.Add("İı\nſ\n\u212a\nς", true, "iI", "s k \xff σ\u0301\u200d\u200bΣ\u0345ͅι")
	f.Add("1 2 3 4 5 6 7 8\n110", false, "1 2 3 4 5 6 7", "8 1 2 3 4 5 6 7 8")
	f.Add(strings.Repeat("ab", 64), true, "", strings.Repeat("ab", 64)+"nyalah")
	f.Fuzz(func(t *testing.T, listed string, clitics bool, title, body string) {
		if len(listed)+len(title)+len(body) > 2000 {
			t.Skip("the naive matcher is slow")
		}
		phrases := strings.Split(listed, "\n")
		whole := Words{Any: phrases, Clitics: clitics}
		if whole.Validate() != nil {
			occurs(whole, title, body)
			return
		}
		lists := []Words{whole, {Any: phrases, Clitics: !clitics}}
		for i := range phrases {
			lists = append(lists, Words{Any: phrases[i : i+1], Clitics: i%2 == 0})
		}
		agrees(t, lists, title, body)
	})
}

package routing

import (
	"fmt"
	"unicode/utf8"

	"github.com/aduan-go/aduan/storage"
)

// Limits of a list of words.
const (
	MaxWords       = 200 // words and phrases of one list
	MaxPhraseWords = 8   // words of one phrase
	MaxPhraseBytes = 128 // bytes of one word or phrase, as it is written
)

// Words is a list of words and phrases, at least one of which must occur in the
// title or the body of a complaint. Words are compared whole ("jalan" is not in
// "berjalan"), and what is listed is folded in the same way as the text:
//
//   - Letter case does not count; i, I, ı and İ are one letter.
//   - A letter that is repeated counts once, so that "jalaaan" is "jalan". By
//     the same rule "maaf" is "maf" and "saat" is "sat", whichever of them is
//     listed. Digits are not letters: 110 is not 10.
//   - Accents and other marks over Latin letters do not count, be they part of
//     the letter (up to U+017F and from U+1E00 to U+1EFF) or written behind it;
//     nor do the vowel marks of Arabic and invisible characters such as the
//     soft hyphen. The vowel signs of Javanese, Balinese and other scripts are
//     letters.
//   - Everything else but letters and digits ends a word: the reduplication
//     "jalan-jalan" is two words, and so is "ma'af", while "jalan2" is one word
//     of its own.
//
// The words of a phrase follow each other directly, whatever spaces and
// punctuation stand between them; no phrase begins in the title and ends in the
// body. Words and phrases beyond the limits are refused and never cut; texts
// have no limit here, and are read once, for all lists of a table together.
type Words struct {
	// Any lists the words and phrases, 1 to [MaxWords] of them.
	Any []string `json:"any"`
	// Clitics lets a listed word also stand with one of the possessives -ku, -mu
	// and -nya, with one of the particles -lah, -kah, -tah and -pun, or with
	// both in this order (Indonesian: klitik): "jalan" is found in "jalannya",
	// "jalanku" and "jalannyalah", and because repeated letters count once also
	// in "jalanya". It applies to words of three letters or more, so that "bu"
	// is not found in "buku"; short forms such as "KTP-nya" are two words
	// anyway. What is listed is taken as it is: "bukunya" does not find "buku".
	//
	// The rule knows no dictionary, and "masa" is found in "masalah"; list such
	// words without it. The prefixes ku- and kau- are not recognised: they are
	// rare in what people write, and "bis" would be found in "kubis". Which
	// clitics count is our decision, not a norm.
	Clitics bool `json:"clitics,omitempty"`
}

// Validate checks the list. The error is a [*storage.InvalidError] with every
// problem: a list or a phrase that is empty or beyond its limit, and text that
// is not UTF-8.
func (w Words) Validate() error {
	var p storage.Problems
	w.check(&p, "")
	return p.Err("list of words")
}

// check notes what is wrong with the list; field is what stands before the names
// of its fields.
func (w Words) check(p *storage.Problems, field string) {
	if n := len(w.Any); n == 0 || n > MaxWords {
		p.Add(field+"any", fmt.Sprintf("%d words and phrases", n), fmt.Sprintf("1 to %d", MaxWords))
	}
	for i, phrase := range w.Any[:min(len(w.Any), MaxWords)] {
		checkPhrase(p, storage.At(field+"any", i), phrase)
	}
}

// checkPhrase notes what is wrong with a word or phrase.
func checkPhrase(p *storage.Problems, field, phrase string) {
	switch {
	case len(phrase) > MaxPhraseBytes:
		p.Add(field, fmt.Sprintf("%d bytes", len(phrase)), fmt.Sprintf("at most %d", MaxPhraseBytes))
		return
	case !utf8.ValidString(phrase):
		p.Add(field, "is not valid UTF-8")
		return
	}
	switch n := len(foldPhrase(phrase)); {
	case n == 0:
		p.Add(field, storage.Quote(phrase)+" holds neither letter nor digit")
	case n > MaxPhraseWords:
		p.Add(field, fmt.Sprintf("%s has %d words", storage.Quote(phrase), n), fmt.Sprintf("at most %d", MaxPhraseWords))
	}
}

// foldPhrase returns the words of a phrase in their comparable form.
func foldPhrase(phrase string) []string {
	var out []string
	var w word
	for at := w.read(phrase, 0); w.n > 0; at = w.read(phrase, at) {
		out = append(out, string(w.text[:w.n]))
	}
	return out
}

package routing

import (
	"unicode"
	"unicode/utf8"
)

// maxFolded is the longest word that can be listed or found, in bytes: that of
// a phrase and two clitics. Folding never makes a letter longer.
const maxFolded = MaxPhraseBytes + len("nyalah")

// word is one word of a text in its comparable form.
type word struct {
	text [maxFolded]byte
	n    int // 0 if the text has no more words
	// long tells that the word is longer than any that can be listed. Its text
	// is then only a beginning.
	long bool
}

// class says what a character does in a text.
type class uint8

// The classes of characters.
const (
	between class = iota // ends a word
	nothing              // is passed over
	digit                // belongs to a word
	letter               // belongs to a word, and counts once if repeated
)

// read takes the first word at or behind a position of the text, and returns
// the position behind it.
func (w *word) read(text string, at int) int {
	w.n, w.long = 0, false
	var last rune // the letter before
	for at < len(text) {
		r, size := rune(text[at]), 1
		kind := letter
		switch {
		case 'a' <= r && r <= 'z':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r < utf8.RuneSelf:
			kind = between
			if '0' <= r && r <= '9' {
				kind = digit
			}
		default:
			r, size = utf8.DecodeRuneInString(text[at:])
			r, kind = fold(r)
		}
		at += size
		switch kind {
		case between:
			if w.n > 0 {
				return at
			}
		case digit:
			last = 0
			w.add(r)
		case letter:
			if r != last {
				last = r
				w.add(r)
			}
		}
	}
	return at
}

// add appends a folded character.
func (w *word) add(r rune) {
	switch {
	case w.n+utf8.RuneLen(r) > maxFolded:
		w.long = true
	case !w.long:
		w.n += utf8.EncodeRune(w.text[w.n:], r)
	}
}

// fold returns the comparable form of a character beyond ASCII.
func fold(r rune) (rune, class) {
	const zeroWidthSpace = '\u200b'
	if base, ok := plain(r); ok {
		return base, letter
	}
	switch {
	case unicode.IsLetter(r):
		r = smallest(r)
		if base, ok := plain(r); ok {
			r = base
		}
		return r, letter
	case unicode.IsDigit(r):
		return r, digit
	case unicode.Is(unicode.Inherited, r), unicode.Is(unicode.Cf, r) && r != zeroWidthSpace:
		return r, nothing
	case unicode.IsMark(r):
		return r, letter
	}
	return r, between
}

// smallest returns the least of the characters that differ from r in case only,
// small rather than capital in ASCII.
func smallest(r rune) rune {
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	if 'A' <= least && least <= 'Z' {
		least += 'a' - 'A'
	}
	return least
}

// plain returns the small ASCII letter under the mark of a Latin letter.
func plain(r rune) (rune, bool) {
	// The letters from U+00C0 on and from U+1E00 on, a dot where there is none.
	const first = '\u00c0'
	const latin = "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll." +
		".llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
	const second = '\u1e00'
	const additional = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
	base := byte('.')
	switch {
	case first <= r && r < first+rune(len(latin)):
		base = latin[r-first]
	case second <= r && r < second+rune(len(additional)):
		base = additional[r-second]
	}
	return rune(base), base != '.'
}

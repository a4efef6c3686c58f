package region

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spelling says which spellings of a name are the same. Beyond it, names are
// always compared without regard to case, spacing, punctuation and the marks
// on Latin letters: "Pare-Pare" is "parepare", "Fak Fak" is "FAKFAK".
type Spelling struct {
	// Kinds lists the words that stand before names and say what a unit is.
	Kinds []Kind
	// Same lists words that are written in several ways, as in {"kepulauan",
	// "kep"}; the first stands for the others. If the first is empty, the
	// others are passed over.
	Same [][]string
}

// Kind is a sort of unit within a level, such as the cities among the regencies
// of Indonesia.
type Kind struct {
	// Name is the kind's official name, "Kota".
	Name  string
	Level Level
	// Words are the ways in which it is written before a name, "kota",
	// "kota administrasi"; of several that fit, the longest counts.
	Words []string
}

// Fold returns the comparable form of a name: its letters and digits in lower
// case, without marks, spaces and punctuation, each word replaced by the one
// that stands for it in s.Same. Names with the same form are the same name.
// Kinds are not looked at, and what goes beyond twice [MaxName] bytes is cut.
func (s Spelling) Fold(name string) string {
	sp := newSpeller(Spelling{Same: s.Same}, nil)
	var f folded
	f.fold(&sp, name)
	f.squeeze()
	return string(f.text[:f.n])
}

// Distance counts the letters to insert, drop or replace to make one name of
// the other, in their forms by [Spelling.Fold].
func (s Spelling) Distance(a, b string) int {
	var row [maxFolded + 1]uint16
	return distance([]byte(s.Fold(a)), []byte(s.Fold(b)), maxFolded, &row)
}

// speller is a Spelling made ready. Its zero value compares letters only.
type speller struct {
	spelling Spelling
	same     map[string]string
	initial  [256]bool       // whether a word of same begins with the byte
	kinds    [32][]kindWords // by level, the longest words first
}

// kindWords is one way to write a kind.
type kindWords struct {
	words string // folded, with a space after each word
	kind  uint8  // position in Spelling.Kinds plus one
}

// maxFolded is the longest folded name, in bytes. Folding may lengthen a name
// (a letter with a mark becomes two), what is beyond is cut.
const maxFolded = 2 * MaxName

// folded is a name made comparable: words in lower case with a space after
// each, and without the words that say the kind.
type folded struct {
	text [maxFolded]byte
	n    int
	kind uint8
}

// newSpeller makes a spelling ready; level gives the number of a level.
func newSpeller(s Spelling, level func(Level) (uint8, bool)) speller {
	sp := speller{spelling: s, same: make(map[string]string)}
	var f folded
	for _, words := range s.Same {
		for _, w := range words[min(1, len(words)):] {
			f.fold(&speller{}, w)
			from := strings.TrimSuffix(string(f.text[:f.n]), " ")
			if from == "" {
				continue
			}
			sp.initial[from[0]] = true
			f.fold(&speller{}, words[0])
			sp.same[from] = strings.TrimSuffix(string(f.text[:f.n]), " ")
		}
	}
	for i, k := range s.Kinds {
		l, ok := level(k.Level)
		if !ok || int(l) >= len(sp.kinds) || i >= 255 {
			continue
		}
		for _, w := range k.Words {
			f.fold(&sp, w)
			sp.kinds[l] = append(sp.kinds[l], kindWords{string(f.text[:f.n]), uint8(i + 1)})
		}
	}
	for _, kinds := range sp.kinds {
		slices.SortStableFunc(kinds, func(a, b kindWords) int { return len(b.words) - len(a.words) })
	}
	return sp
}

// fold sets f to the comparable form of the name, kind words included. It does
// not allocate.
func (f *folded) fold(sp *speller, name string) {
	f.n, f.kind = 0, 0
	word := 0 // where the current word begins
	for i := 0; i < len(name); {
		c := rune(name[i])
		size := 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(name[i:])
		}
		i += size
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			f.add(byte(c))
		case c >= 'A' && c <= 'Z':
			f.add(byte(c) | 0x20)
		case c == '\'' || c == '"' || c == '’' || c == '‘' || c == '`' || c == '*':
			// inside a word, as in Ja'an
		case c < utf8.RuneSelf || !unicode.IsLetter(c) && !unicode.IsDigit(c):
			word = f.endWord(sp, word)
		default:
			if b := plain(unicode.ToLower(c)); b != 0 {
				f.add(b)
				continue
			}
			var buf [utf8.UTFMax]byte
			for _, b := range buf[:utf8.EncodeRune(buf[:], unicode.ToLower(c))] {
				f.add(b)
			}
		}
	}
	f.endWord(sp, word)
}

// add appends a byte, as long as there is room for it and the space behind.
func (f *folded) add(b byte) {
	if f.n < len(f.text)-1 {
		f.text[f.n] = b
		f.n++
	}
}

// endWord replaces the word that began at start by the one that stands for it,
// puts a space behind, and returns where the next word begins.
func (f *folded) endWord(sp *speller, start int) int {
	if f.n == start {
		return start
	}
	if sp.initial[f.text[start]] {
		if s, ok := sp.same[string(f.text[start:f.n])]; ok {
			f.n = start + copy(f.text[start:len(f.text)-1], s)
			if s == "" {
				return start
			}
		}
	}
	if f.n < len(f.text) {
		f.text[f.n] = ' '
		f.n++
	}
	return f.n
}

// stripKind takes the words off the front that say a kind of the level, if a
// name is left behind them.
func (f *folded) stripKind(sp *speller, level uint8) {
	kinds := sp.kinds[level]
	for i := range kinds {
		k := &kinds[i]
		if f.n > len(k.words) && string(f.text[:len(k.words)]) == k.words {
			f.n = copy(f.text[:], f.text[len(k.words):f.n])
			f.kind = k.kind
			return
		}
	}
}

// plain returns the ASCII letter under a mark, 0 if there is none.
func plain(c rune) byte {
	const marked, letters = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ", "aaaaaaceeeeiiiinoooooouuuuyy"
	at := 0
	for _, m := range marked {
		if m == c {
			return letters[at]
		}
		at++
	}
	return 0
}

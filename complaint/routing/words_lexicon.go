package routing

import (
	"cmp"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// lexicon finds which of many lists of words occur in a text. The phrases of
// all lists stand in one trie, last word first: at each word of the text the
// trie is followed back through the words before it. A word of the text costs a
// look-up for each of its forms, a step for each listed phrase that ends in the
// same words, and a step for every 64 lists that hold what was found; the length
// of the text and what came before do not matter, and nothing is read twice but
// the forms of the last [MaxPhraseWords] words. With clitics a word has up to
// five forms, so that a table made to be slow, of phrases in every form of one
// word, costs a step for each of these phrases at every word; a text alone
// cannot bring that about. A lexicon is immutable and safe for concurrent use.
type lexicon struct {
	lists []Words
	ids   map[string]int32 // of each word that stands in a list, 1 and up
	roots []roots          // by the number of the word
	next  map[step]int32   // the nodes below a node
	nodes []node           // the first is no node
	marks []mark           // of all nodes
	// clitics tells that a list has them.
	clitics bool
}

// roots holds the nodes of phrases that end in a word, 0 for none.
type roots struct {
	exact  int32 // of lists without clitics
	clitic int32 // of lists with clitics
}

// step is the way from a node to the one for the word before.
type step struct{ node, word int32 }

// node stands for the last words of phrases.
type node struct {
	from, to int32 // the marks of the lists with just this phrase
	inner    bool  // there are longer phrases
}

// mark is a set of lists: some bits of one element of the result.
type mark struct {
	at   int32
	bits uint64
}

// newLexicon makes a lexicon of valid lists, which it keeps and does not change.
// A phrase that is not valid is never found.
func newLexicon(lists []Words) *lexicon {
	lx := &lexicon{
		lists: lists, ids: make(map[string]int32), next: make(map[step]int32),
		roots: make([]roots, 1), nodes: make([]node, 1),
	}
	ends := [][2]int32{} // node and list
	for i, list := range lists {
		lx.clitics = lx.clitics || list.Clitics
		for _, phrase := range list.Any {
			if n := lx.plant(phrase, list.Clitics); n != 0 {
				ends = append(ends, [2]int32{n, int32(i)})
			}
		}
	}
	slices.SortFunc(ends, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for i := 0; i < len(ends); {
		n := &lx.nodes[ends[i][0]]
		n.from = int32(len(lx.marks))
		for at := ends[i][0]; i < len(ends) && ends[i][0] == at; i++ {
			m := mark{ends[i][1] / 64, 1 << (ends[i][1] % 64)}
			if k := len(lx.marks) - 1; k >= int(n.from) && lx.marks[k].at == m.at {
				lx.marks[k].bits |= m.bits
			} else {
				lx.marks = append(lx.marks, m)
			}
		}
		n.to = int32(len(lx.marks))
	}
	return lx
}

// plant puts a phrase into the trie and returns its node, 0 for a phrase that
// is not valid.
func (lx *lexicon) plant(phrase string, clitics bool) int32 {
	if len(phrase) > MaxPhraseBytes || !utf8.ValidString(phrase) {
		return 0
	}
	words := foldPhrase(phrase)
	if len(words) > MaxPhraseWords {
		return 0
	}
	slices.Reverse(words)
	var at int32
	for i, w := range words {
		id := lx.id(w)
		if i > 0 {
			n := lx.next[step{at, id}]
			if n == 0 {
				n = lx.grow()
				lx.next[step{at, id}] = n
				lx.nodes[at].inner = true
			}
			at = n
			continue
		}
		root := &lx.roots[id].exact
		if clitics {
			root = &lx.roots[id].clitic
		}
		if *root == 0 {
			*root = lx.grow()
		}
		at = *root
	}
	return at
}

// id returns the number of a word.
func (lx *lexicon) id(w string) int32 {
	id := lx.ids[w]
	if id == 0 {
		id = int32(len(lx.roots))
		lx.ids[w] = id
		lx.roots = append(lx.roots, roots{})
	}
	return id
}

// grow adds a node.
func (lx *lexicon) grow() int32 {
	lx.nodes = append(lx.nodes, node{})
	return int32(len(lx.nodes) - 1)
}

// size returns the length of the result that scan needs.
func (lx *lexicon) size() int { return (len(lx.lists) + 63) / 64 }

// scan sets the bit of every list that occurs in the title or the body, bit i%64
// of found[i/64] for list i, and leaves the others as they are. It does not
// allocate; found has at least size elements.
func (lx *lexicon) scan(title, body string, found []uint64) {
	s := scanner{lexicon: lx, found: found}
	s.text(title)
	s.last = [MaxPhraseWords]forms{}
	s.text(body)
}

// first returns the first word or phrase of a list, in the list's order, that
// occurs in the title or the body, as it is listed, and false if none does.
func (lx *lexicon) first(list int, title, body string) (phrase string, ok bool) {
	if list < 0 || list >= len(lx.lists) {
		return "", false
	}
	l := lx.lists[list]
	each := make([]Words, len(l.Any))
	for i := range each {
		each[i] = Words{Any: l.Any[i : i+1], Clitics: l.Clitics}
	}
	alone := newLexicon(each)
	found := make([]uint64, alone.size())
	alone.scan(title, body, found)
	for i, set := range found {
		if set != 0 {
			return l.Any[i*64+bits.TrailingZeros64(set)], true
		}
	}
	return "", false
}

// forms holds the numbers of the listed words that a word of the text stands
// for, 0 where there is none: the word itself, then what it is without clitics.
type forms [1 + maxStems]int32

// scanner is the state of one scan.
type scanner struct {
	*lexicon
	found []uint64
	// last holds the forms of the last words of the text, in turn, and none
	// before its first word, so that no phrase is followed beyond that.
	last [MaxPhraseWords]forms
	at   int // the word of the text, 1 and up
	word word
}

// text reads one text.
func (s *scanner) text(text string) {
	for at := s.word.read(text, 0); s.word.n > 0; at = s.word.read(text, at) {
		s.at++
		f := &s.last[s.at%MaxPhraseWords]
		*f = forms{}
		if s.word.long {
			continue
		}
		w := s.word.text[:s.word.n]
		if id := s.ids[string(w)]; id != 0 {
			f[0] = id
			s.back(s.roots[id].exact, 1, 1)
			s.back(s.roots[id].clitic, 1, len(f))
		}
		if !s.clitics {
			continue
		}
		ends, n := stems(w)
		for i, end := range ends[:n] {
			if id := s.ids[string(w[:end])]; id != 0 {
				f[1+i] = id
				s.back(s.roots[id].clitic, 1, len(f))
			}
		}
	}
}

// back marks the lists of a node and follows the trie through the words before:
// back counts how far it has come, width how many forms of a word may be used.
func (s *scanner) back(n int32, back, width int) {
	if n == 0 {
		return
	}
	at := &s.nodes[n]
	for _, m := range s.marks[at.from:at.to] {
		s.found[m.at] |= m.bits
	}
	if !at.inner {
		return
	}
	for _, id := range s.last[(s.at-back)%MaxPhraseWords][:width] {
		if id != 0 {
			s.back(s.next[step{n, id}], back+1, width)
		}
	}
}

// The most stems that a word can have, and the letters that a stem has at least.
const (
	maxStems   = 4
	minLetters = 3
)

// stems returns the lengths of the beginnings of a folded word to which clitics
// may have been joined. A stem that ends in the letter with which its clitic
// begins has lost it to folding ("jalannya" is "jalanya"), so that each clitic
// leaves two.
func stems(w []byte) (ends [maxStems]int, n int) {
	if len(w) <= minLetters || w[len(w)-1] != 'h' && w[len(w)-1] != 'n' && w[len(w)-1] != 'u' && w[len(w)-1] != 'a' {
		return ends, 0
	}
	end := len(w)
	if k := ending(w, "lah", "kah", "tah", "pun"); k > 0 {
		end -= k
		n = addStem(w, &ends, n, end)
	}
	if k := ending(w[:end], "nya", "ku", "mu"); k > 0 {
		n = addStem(w, &ends, n, end-k)
	}
	return ends, n
}

// addStem adds the two stems of a clitic that begins at a position.
func addStem(w []byte, ends *[maxStems]int, n, end int) int {
	for _, e := range [...]int{end, end + 1} {
		if utf8.RuneCount(w[:e]) >= minLetters {
			ends[n] = e
			n++
		}
	}
	return n
}

// ending returns the length of the one of the clitics in which a word ends; 0 if
// it ends in none.
func ending(w []byte, clitics ...string) int {
	for _, c := range clitics {
		if len(w) >= len(c) && string(w[len(w)-len(c):]) == c {
			return len(c)
		}
	}
	return 0
}

package complaint

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// blackened stands where something was blacked out.
const blackened = "[...]"

// leastBlackened is how many letters and digits something has to have to be looked for:
// less stands in any text by chance, and what is blacked out would give it away.
const leastBlackened = 4

// blackOut makes the function that blacks out, in a text, what a reporter told about
// themselves and about the place, as [RedactedCase] says. Upper and lower case, accents, and
// whatever up to three signs stand between letters and digits make no difference.
func blackOut(p Person, others ...string) func(string) string {
	var sought []string
	seek := func(text string) {
		if key := joined(pieces(text)); utf8.RuneCountInString(key) >= leastBlackened {
			sought = append(sought, key)
		}
	}
	for _, text := range append(others, p.Account.Open(), p.Name.Open(), p.NationalID.Open(), p.Phone.Open(), p.Email.Open(), p.Address.Open()) {
		seek(text)
	}
	for _, part := range pieces(p.Name.Open()) {
		seek(part.key)
	}
	return func(text string) string {
		return contacts.ReplaceAllString(blacken(text, sought), blackened)
	}
}

// contacts are whatever holds an @, and numbers of nine digits or more.
var contacts = regexp.MustCompile(`[^\s@]*@[^\s@]*|\+?\d(?:[-. ()/]{0,3}\d){8,}`)

// blacken blacks out the longest run of pieces from each on that together are one of the
// keys.
func blacken(text string, sought []string) string {
	list := pieces(text)
	var out strings.Builder
	done := 0
	for i := 0; i < len(list); i++ {
		last := -1
		for _, key := range sought {
			if n := covers(list[i:], key); n > 0 {
				last = max(last, i+n-1)
			}
		}
		if last >= 0 {
			out.WriteString(text[done:list[i].from] + blackened)
			done, i = list[last].until, last
		}
	}
	return out.String() + text[done:]
}

// covers counts the pieces, from the first on, that together are the key; 0 if they are not.
func covers(list []piece, key string) int {
	for n, p := range list {
		if n > 0 && p.apart || !strings.HasPrefix(key, p.key) {
			return 0
		}
		if key = key[len(p.key):]; key == "" {
			return n + 1
		}
	}
	return 0
}

// piece is a run of letters and digits in a text.
type piece struct {
	from, until int    // its bytes
	key         string // in lower case and without accents
	apart       bool   // more than three signs stand before it
}

// pieces cuts a text.
func pieces(text string) (list []piece) {
	begun, before := -1, 0
	end := func(at int) {
		if begun >= 0 {
			list = append(list, piece{begun, at, plain(text[begun:at]), utf8.RuneCountInString(text[before:begun]) > 3})
			begun, before = -1, at
		}
	}
	for at, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if begun < 0 {
				begun = at
			}
		case !unicode.Is(unicode.Mn, r) || begun < 0:
			end(at)
		}
	}
	end(len(text))
	return list
}

// joined is what pieces say together.
func joined(list []piece) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.key)
	}
	return b.String()
}

// plain is a word in lower case and without accents.
func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(word))
}

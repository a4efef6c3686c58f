package tables

import (
	"fmt"

	"github.com/aduan-go/aduan/complaint/routing"
)

// WithWords returns the table with words to look for in every rule but the last
// ones, which take a widest category everywhere: two to six words and phrases,
// every other list with clitics. Some of them are what the texts of [Facts] and
// [Texts] are made of, most are not.
func WithWords(seed uint64, t routing.Table, from routing.Sources) routing.Table {
	m := newMaker(seed^0x6b617461, from)
	rules := make([]routing.Rule, 0, len(t.Rules))
	for i, rule := range t.Rules {
		if i < len(t.Rules)-len(m.tops) {
			rule.When.Words = &routing.Words{Any: several(m, 2+m.IntN(5), m.phrase), Clitics: m.oneIn(2)}
		}
		rules = append(rules, rule)
	}
	t.Rules = rules
	return t
}

// phrase is one word or two.
func (m *maker) phrase() string {
	switch m.IntN(10) {
	case 0:
		return pick(m, nouns())
	case 1:
		return pick(m, states())
	case 2:
		return fmt.Sprintf("%s %s", m.word(), m.word())
	}
	return m.word()
}

// word is made of two to four syllables.
func (m *maker) word() string {
	const consonants, vowels = "bcdghjklmnprstwy", "aiueo"
	var out []byte
	for range 2 + m.IntN(3) {
		out = append(out, consonants[m.IntN(len(consonants))], vowels[m.IntN(len(vowels))])
	}
	if m.oneIn(2) {
		out = append(out, "nrstk"[m.IntN(5)])
	}
	return string(out)
}

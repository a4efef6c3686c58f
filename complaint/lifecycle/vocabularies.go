package lifecycle

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Family is one of the vocabularies of [Words]. It is also the family by which texts
// name its words: "kind.complaint", "archive_reason.spam".
type Family string

// The families, in the order of the fields of [Words].
const (
	Kinds    Family = "kind"
	Classes  Family = "class"
	Channels Family = "channel"
	Reasons  Family = "archive_reason"
	Rungs    Family = "rung"
)

// Word is a word of a vocabulary.
type Word struct {
	// Word is its name, of the form of every name ([State]). Records keep it.
	Word string `json:"word"`
	// Label is what people call it. Required, unless the texts of the [Vocabulary] have
	// the word.
	Label aduan.Label `json:"label,omitzero"`
	// Means says what hangs on the word, by names that the package knows which gives
	// the definition its meaning. None: it is a name and nothing more.
	Means []string `json:"means,omitempty"`
}

// Words are the vocabularies of a definition: what a report may be, how it is
// classified, by which way it comes, why a case is archived, and to whom it is
// escalated. A list that is given has exactly the words that cases of the edition may
// use, each once, in the order in which people choose; that of Rungs is the order of the
// ladder, the lowest first. An empty list is given, and has no word. A list that is nil
// stands for that of [Vocabulary].Words.
type Words struct {
	// Kinds are what a report may be.
	Kinds []Word `json:"kinds,omitzero"`
	// Classes are how it is classified.
	Classes []Word `json:"classes,omitzero"`
	// Channels are the ways by which it comes.
	Channels []Word `json:"channels,omitzero"`
	// Reasons are why a case is archived.
	Reasons []Word `json:"reasons,omitzero"`
	// Rungs are to whom it is escalated, the lowest first.
	Rungs []Word `json:"rungs,omitzero"`
}

// Families lists the families, in the order of the fields of [Words].
func Families() []Family { return []Family{Kinds, Classes, Channels, Reasons, Rungs} }

// list is the vocabulary of a family; nil for what is none.
func (w *Words) list(f Family) *[]Word {
	switch f {
	case Kinds:
		return &w.Kinds
	case Classes:
		return &w.Classes
	case Channels:
		return &w.Channels
	case Reasons:
		return &w.Reasons
	case Rungs:
		return &w.Rungs
	default:
		return nil
	}
}

// Of returns the vocabulary of a family; nil for what is none.
func (w Words) Of(f Family) []Word {
	if list := w.list(f); list != nil {
		return *list
	}
	return nil
}

// Clone returns a copy that shares nothing with w.
func (w Words) Clone() Words {
	for _, f := range Families() {
		list := w.list(f)
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i].Means = slices.Clone((*list)[i].Means)
		}
	}
	return w
}

// Field is the path of a family's list in a definition.
func (f Family) Field() string {
	return "words." + map[Family]string{Kinds: "kinds", Classes: "classes", Channels: "channels", Reasons: "reasons", Rungs: "rungs"}[f]
}

// checkWords checks the words that the definition declares.
func (b *builder) checkWords() {
	say := cmp.Or(b.voc.Texts, texts())
	for _, family := range Families() {
		seen := map[string]bool{}
		for i, w := range b.def.Words.Of(family) {
			at := Finding{Field: storage.At(family.Field(), i), Name: w.Word}
			switch {
			case !validName(w.Word):
				at.Kind = BadName
				b.find(at, texts().Message("fault.word_form", "name", shown(w.Word)))
			case seen[w.Word]:
				at.Kind = RepeatedWord
				b.find(at, texts().Message("fault.word_twice", "name", shown(w.Word)))
			case aduan.Blank(w.Label.String()) && wordIn(say, aduan.English(), family, Word{Word: w.Word}) == w.Word:
				at.Kind = UnlabelledWord
				b.find(at, texts().Message("fault.word_unlabelled", "name", shown(w.Word)))
			}
			seen[w.Word] = true
		}
	}
}

// Words returns the vocabularies of the definition: what it declares, and those of the
// vocabulary it was compiled with for the lists that it leaves out.
func (m *Machine) Words() Words {
	var all Words
	for _, f := range Families() {
		*all.list(f) = m.wordsOf(f)
	}
	return all.Clone()
}

// wordsOf is a vocabulary as it counts.
func (m *Machine) wordsOf(f Family) []Word {
	if list := m.def.Words.Of(f); list != nil {
		return list
	}
	return m.voc.Words.Of(f)
}

// word finds a word.
func (m *Machine) word(f Family, word string) (Word, bool) {
	list := m.wordsOf(f)
	if i := slices.IndexFunc(list, func(one Word) bool { return one.Word == word }); i >= 0 {
		return list[i], true
	}
	return Word{}, false
}

// WordIn returns the name of a word for people: the text of its family and name in w,
// else the label that the definition gives it, else what the vocabulary's texts say, else
// the word itself; empty for the empty word.
func (m *Machine) WordIn(w aduan.Words, f Family, word string) string {
	if word == "" {
		return ""
	}
	declared, _ := m.word(f, word)
	return wordIn(m.words(), w, f, Word{Word: word, Label: declared.Label})
}

// wordIn says a word with texts that may have it; the word itself for what is no family.
func wordIn(say *aduan.Texts, w aduan.Words, f Family, word Word) string {
	switch f {
	case Kinds:
		return say.Word(w, "kind", word.Word, word.Label)
	case Classes:
		return say.Word(w, "class", word.Word, word.Label)
	case Channels:
		return say.Word(w, "channel", word.Word, word.Label)
	case Reasons:
		return say.Word(w, "archive_reason", word.Word, word.Label)
	case Rungs:
		return say.Word(w, "rung", word.Word, word.Label)
	default:
		return word.Word
	}
}

// wordSide is what one edition says of a word; of a rung also where it stands.
func (m *Machine) wordSide(f Family, word string) (rules string, told aduan.Message) {
	one, ok := m.word(f, word)
	if !ok {
		return "", aduan.Message{}
	}
	rules = fmt.Sprintf("%q %q", said(one.Label), one.Means)
	told = aduan.MessageOf(wordName{m, f, word})
	if len(one.Means) > 0 {
		told = texts().Message("described.word", "word", told, "means", aduan.List(one.Means))
	}
	if f == Rungs {
		place := slices.IndexFunc(m.wordsOf(f), func(w Word) bool { return w.Word == word }) + 1
		rules += " " + strconv.Itoa(place)
		told = texts().Message("described.rung", "word", told, "place", place)
	}
	return rules, told
}

// wordName is a word that waits for the language.
type wordName struct {
	machine *Machine
	family  Family
	word    string
}

func (x wordName) In(w aduan.Words) string {
	return named(x.machine.WordIn(w, x.family, x.word), x.word)
}

// diffWords adds to the changes what differs between the vocabularies.
func (c *Changes) diffWords(old, updated *Machine) {
	names := func(list []Word) (all []string) {
		for _, w := range list {
			all = append(all, w.Word)
		}
		return all
	}
	for _, f := range Families() {
		for _, word := range unite(names(old.wordsOf(f)), names(updated.wordsOf(f))) {
			change := Change{Family: f, Word: word, machine: updated}
			before, was := old.wordSide(f, word)
			after, is := updated.wordSide(f, word)
			switch {
			case before == after:
				continue
			case after == "":
				change.Kind, change.Old, change.machine = Removed, was, old
			case before == "":
				change.Kind, change.New = Added, is
			default:
				change.Kind, change.Old, change.New = Altered, was, is
			}
			c.List = append(c.List, change)
		}
	}
}

// wordIn prints the change of a word on one line.
func (c Change) wordIn(w aduan.Words) string {
	say := texts().In(w)
	word, family := named(c.machine.orZero().WordIn(w, c.Family, c.Word), c.Word), texts().Word(w, "family", string(c.Family), aduan.Label{})
	switch c.Kind {
	case Added:
		return say("change.word_added", "family", family, "word", word, "new", c.New)
	case Removed:
		return say("change.word_removed", "family", family, "word", word, "old", c.Old)
	default:
		return say("change.word_altered", "family", family, "word", word, "old", c.Old, "new", c.New)
	}
}

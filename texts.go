package aduan

import (
	"fmt"
	"iter"
	"slices"
)

// Text is one text that a package says to people. Its arguments have names, and
// stand in it in the notation of ICU messages: {agency} is replaced by the
// argument agency, and
//
//	{days, plural, one {# working day} other {# working days}}
//
// chooses by the number of days, as the language counts (zero, one, two, few, many,
// other, or =3 for exactly three; other is required), with # for the number.
//
// That is all of ICU that is understood: no select, no selectordinal, no offset, no
// formats such as {n, number}. Nothing is quoted: an apostrophe is an apostrophe,
// and a text cannot hold a literal { or }, nor a form of a plural a literal #.
// Where they must be said, they come as the value of an argument.
type Text struct {
	// Key is qualified by the name of the package: "routing.decision".
	Key string
	// Indonesian and English are what is built in. One that a label of [LabelTexts]
	// lacks is empty.
	Indonesian, English string
	// Others is what such a label says in all its other languages.
	Others Label
}

// Texts is all that a package says to people. It never changes. Each package that
// speaks exports its own as a function Texts, for translators.
type Texts struct {
	list    []Text
	entries map[string]map[string]template // by qualified key and language
	name    string
}

// NewTexts makes the texts of a package, whose name goes before every key. Rows are
// key, Indonesian and English. A text that does not follow the notation of [Text]
// is said as it stands.
func NewTexts(name string, rows [][3]string) *Texts {
	t := &Texts{name: name, entries: make(map[string]map[string]template, len(rows))}
	for _, row := range rows {
		text := Text{Key: name + "." + row[0], Indonesian: row[1], English: row[2]}
		t.list = append(t.list, text)
		t.entries[text.Key] = map[string]template{"id": readTemplate(row[1]), "en": readTemplate(row[2])}
	}
	return t
}

// LabelTexts makes texts of labels that data declares, such as the states of a
// lifecycle, in the languages that the labels have: what a translator is to say
// otherwise. The label of keys[i] is labels[i]; a key without one has the zero
// Label, and labels without a key are left out.
func LabelTexts(name string, keys []string, labels []Label) *Texts {
	t := NewTexts(name, nil)
	for i, key := range keys {
		var l Label
		if i < len(labels) {
			l = labels[i]
		}
		text := Text{name + "." + key, l.Text("id"), l.Text("en"), l.With("id", "").With("en", "")}
		e := map[string]template{}
		for tag, s := range l.All() {
			e[tag] = readTemplate(s)
		}
		t.list = append(t.list, text)
		t.entries[text.Key] = e
	}
	return t
}

// builtin gives the text of a key by language, nil where there is none.
func (t *Texts) builtin(key string) func(tag string) template {
	return func(tag string) template { return t.entries[key][tag] }
}

// Name is the name of the package, which begins every key.
func (t *Texts) Name() string { return t.name }

// All yields the texts with their qualified keys, in declared order.
func (t *Texts) All() iter.Seq[Text] { return slices.Values(t.list) }

// Say says a text of one package: the key without the name of the package, and
// the arguments as names and values by turns. See [Words.Value] for how values
// are written.
type Say func(key string, args ...any) string

// In returns what says the texts in the language of w. A key that the package does
// not have is said as it is.
func (t *Texts) In(w Words) Say {
	return func(key string, args ...any) string { return t.in(w, key, args) }
}

func (t *Texts) in(w Words, key string, args []any) string {
	key = t.name + "." + key
	found, tag := w.find(key, t.builtin(key))
	if found == nil {
		return key
	}
	return found.render(w, tag, args)
}

// Word says a word of a family, such as the value "aspiration" of the family
// "kind": the text with the key kind.aspiration. For words that data declares, such
// as the states of a lifecycle, the label is what the data says. In each language
// along the chain a text of w goes first, then the label, then what is built in;
// arguments follow the notation of [Text]. The name itself stands where nobody says
// anything.
func (t *Texts) Word(w Words, family, name string, label Label, args ...any) string {
	key := t.name + "." + family + "." + name
	found, tag := w.find(key, func(tag string) template {
		if said := readTemplate(label.Text(tag)); said != nil {
			return said
		}
		return t.entries[key][tag]
	})
	if found == nil { // perhaps in a language outside the chain
		said := label.In(w)
		if said == "" {
			return Line(name, mostName)
		}
		found = readTemplate(said)
	}
	return found.render(w, tag, args)
}

// Message is a text with its arguments, or a value, that waits for the language in
// which it is to be said. The zero Message says nothing.
type Message struct {
	texts *Texts
	key   string
	args  []any
}

// Message binds arguments to a text; see [Say].
func (t *Texts) Message(key string, args ...any) Message { return Message{t, key, args} }

// MessageOf is a value that waits for the language: a label, a day, data. It is
// said as an argument of a text is; see [Words.Value].
func MessageOf(value any) Message { return Message{args: []any{value}} }

// IsZero reports whether the message says nothing.
func (m Message) IsZero() bool { return m.texts == nil && m.args == nil }

// Key returns the qualified key of the text, empty for a value and for the zero
// Message.
func (m Message) Key() string {
	if m.texts == nil {
		return ""
	}
	return m.texts.name + "." + m.key
}

// In says the message in the language of w.
func (m Message) In(w Words) string {
	switch {
	case m.texts != nil:
		return m.texts.in(w, m.key, m.args)
	case m.args != nil:
		return w.Value(m.args[0])
	}
	return ""
}

// String is [Message.In] English.
func (m Message) String() string { return m.In(English()) }

// Label says the message in the languages that are built in.
func (m Message) Label() Label {
	return NewLabel(map[string]string{"id": m.In(Indonesian()), "en": m.In(English())})
}

// MarshalJSON writes the message as its [Message.Label].
func (m Message) MarshalJSON() ([]byte, error) { return m.Label().MarshalJSON() }

// UnmarshalJSON reads a label, as a value that says what the message said.
func (m *Message) UnmarshalJSON(data []byte) error {
	var l Label
	if err := l.UnmarshalJSON(data); err != nil {
		return err
	}
	*m = Message{}
	if !l.IsZero() {
		*m = MessageOf(l)
	}
	return nil
}

// Check says what is wrong with a text for this key, nil if nothing is: it does
// not follow the notation, or names an argument that the package does not give.
func (t *Texts) Check(key, text string) error {
	parsed, err := parseTemplate(text)
	if err != nil {
		return err
	}
	given := t.Args(key)
	for _, name := range parsed.args() {
		if !slices.Contains(given, name) {
			return &UnknownArgError{Arg: name, Legal: given}
		}
	}
	return nil
}

// Args lists the names of the arguments of a text, by its qualified key, sorted.
func (t *Texts) Args(key string) []string {
	var names []string
	for _, parsed := range t.entries[key] {
		names = append(names, parsed.args()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// UnknownArgError names an argument that the package does not give to a text.
type UnknownArgError struct {
	Arg string
	// Legal lists those that it gives, sorted.
	Legal []string
}

// Error names the argument and what would be legal.
func (e *UnknownArgError) Error() string {
	return fmt.Sprintf("there is no argument {%s}; legal: %s", e.Arg, List(e.Legal))
}

package aduan

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Words is what people are spoken to with: a language, what to fall back on, and
// texts by key that stand before those of the packages. It never changes and is
// safe for concurrent use; whatever renders takes one. The zero Words is
// [English].
type Words struct {
	chain []step // in the order in which a text is looked for, each language once
	// rest is where in the chain the languages begin that are asked when all else
	// is silent. As a fallback of other words they come behind the other fallbacks.
	rest int
}

// step is one language of a chain.
type step struct {
	tag   string
	texts map[string]template // by qualified key; nil if the packages' own texts are all there is
}

// English speaks English, the language of the library's identifiers and of every
// String method.
func English() Words { return Words{[]step{{tag: "en"}, {tag: "id"}}, 1} }

// Indonesian speaks Indonesian, the language of the cooperation from which the
// library comes.
func Indonesian() Words { return Words{[]step{{tag: "id"}, {tag: "en"}}, 1} }

// BuiltIn returns the words of a language that is built in, by its tag. The error
// names those that are.
func BuiltIn(tag string) (Words, error) {
	switch tag {
	case "en":
		return English(), nil
	case "id":
		return Indonesian(), nil
	}
	return Words{}, fmt.Errorf("language %q is not built in; legal: en, id", tag)
}

// NewWords makes words of a language, a BCP 47 tag, from texts by qualified key,
// for example "routing.decision"; [Texts.All] lists the keys of a package. A text
// says what the package's own text says, with the same arguments. For "id" and
// "en" it stands before the built-in text; other languages have only what is
// given. What is missing is looked for in the language without its region (nl for
// nl-BE), in the fallbacks in their order, each with its own fallbacks, and then in
// English and Indonesian. These two know everything that is built in, so that what
// comes behind them is hardly asked: unless they are given here themselves they
// come last, the one first that a fallback names first.
//
// The error names the tag, or the key of a text that does not follow the notation
// of [Text]. Keys that no package has are kept; see [Words.Unknown].
func NewWords(tag string, texts map[string]string, fallbacks ...Words) (Words, error) {
	if err := CheckTag(tag); err != nil {
		return Words{}, fmt.Errorf("the language %w", err)
	}
	own := make(map[string]template, len(texts))
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		t, err := parseTemplate(texts[key])
		if err != nil {
			return Words{}, fmt.Errorf("text %s: %w", key, err)
		}
		if t != nil { // an empty text is none
			own[key] = t
		}
	}
	w := Words{chain: []step{{tag, own}}}
	for i := strings.LastIndexByte(tag, '-'); i > 0; i = strings.LastIndexByte(tag, '-') {
		tag = tag[:i]
		w.add(step{tag: tag})
	}
	w.rest = len(w.chain)
	var rest []step
	for _, f := range fallbacks {
		f = f.orEnglish()
		w.add(f.chain[:f.rest]...)
		rest = append(rest, f.chain[f.rest:]...)
		if _, err := BuiltIn(f.Language()); err != nil || len(f.chain[0].texts) > 0 {
			w.rest = len(w.chain)
		}
	}
	w.add(rest...)
	w.add(English().chain...)
	return w, nil
}

// add puts languages behind those that are there. One that is there takes in what
// it lacks.
func (w *Words) add(steps ...step) {
	for _, s := range steps {
		i := slices.IndexFunc(w.chain, func(there step) bool { return there.tag == s.tag })
		if i < 0 {
			w.chain = append(w.chain, s)
			continue
		}
		texts := maps.Clone(s.texts)
		if texts == nil {
			continue
		}
		maps.Copy(texts, w.chain[i].texts)
		w.chain[i].texts = texts
	}
}

// orEnglish is w; the zero Words is the English one.
func (w Words) orEnglish() Words {
	if w.chain == nil {
		return English()
	}
	return w
}

// steps is the chain.
func (w Words) steps() []step { return w.orEnglish().chain }

// Language returns the tag of the language: "en", "id".
func (w Words) Language() string { return w.steps()[0].tag }

// find looks for a text of a package along the chain. The tag is the language in
// which it was found, empty if nobody has it.
func (w Words) find(key string, builtin func(tag string) template) (t template, tag string) {
	for _, s := range w.steps() {
		if t, ok := s.texts[key]; ok {
			return t, s.tag
		}
		if t := builtin(s.tag); t != nil {
			return t, s.tag
		}
	}
	return nil, ""
}

// Missing lists the qualified keys that the language of w lacks, so that they are
// said in another: in the order of the packages and of their texts, each once.
func (w Words) Missing(packages ...*Texts) []string {
	var keys []string
	seen := map[string]bool{}
	for _, p := range packages {
		for _, t := range p.list {
			_, tag := w.find(t.Key, p.builtin(t.Key))
			if tag != w.Language() && !strings.HasPrefix(w.Language(), tag+"-") && !seen[t.Key] {
				keys, seen[t.Key] = append(keys, t.Key), true
			}
		}
	}
	return keys
}

// Unknown lists the keys of texts given to [NewWords] for the language of w that
// none of the packages has, sorted, each once.
func (w Words) Unknown(packages ...*Texts) []string {
	var keys []string
	for key := range w.steps()[0].texts {
		if !slices.ContainsFunc(packages, func(p *Texts) bool { _, ok := p.entries[key]; return ok }) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

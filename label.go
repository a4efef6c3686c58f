package aduan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// MaxLanguages is in how many languages a label says something at most, for all
// that reads labels.
const MaxLanguages = 32

// Label is one text of a record in any number of languages: the name of a state,
// of an activity, of an office. It never changes, and two labels are equal (==)
// if they say the same. The zero Label says nothing.
//
// In JSON and YAML it is a mapping from language to text, {"id": "Pengaduan",
// "en": "Complaint", "nl": "Klacht"}: id first, then en, then the others in
// bytewise order. Languages are BCP 47 tags in canonical form.
type Label struct {
	// texts holds tag and text by turns, each behind its length, in the order of
	// the JSON form. A string, so that labels compare and cannot be changed.
	texts string
}

// NewLabel makes a label of texts by language tag. A tag is taken as it is: what
// reads labels refuses one that [CheckTag] refuses. Empty texts are left out.
func NewLabel(texts map[string]string) Label {
	var b strings.Builder
	for _, tag := range slices.SortedFunc(maps.Keys(texts), compareTags) {
		writeText(&b, tag, texts[tag])
	}
	return Label{b.String()}
}

// writeText writes one language of a label, unless its text is empty.
func writeText(b *strings.Builder, tag, text string) {
	if text != "" {
		b.WriteString(strconv.Itoa(len(tag)) + ":" + tag + strconv.Itoa(len(text)) + ":" + text)
	}
}

// compareTags puts id first, then en, then the others bytewise.
func compareTags(a, b string) int {
	rank := func(tag string) string {
		switch tag {
		case "id":
			return "0"
		case "en":
			return "1"
		}
		return "2" + tag
	}
	return strings.Compare(rank(a), rank(b))
}

// All yields the languages and their texts in the order of the JSON form.
func (l Label) All() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		next := func(s string) (string, string) {
			size, rest, _ := strings.Cut(s, ":")
			n, _ := strconv.Atoi(size) // written by NewLabel
			return rest[:n], rest[n:]
		}
		for s := l.texts; s != ""; {
			var tag, text string
			tag, s = next(s)
			text, s = next(s)
			if !yield(tag, text) {
				return
			}
		}
	}
}

// Text returns the text in exactly this language, empty if there is none.
func (l Label) Text(tag string) string {
	for t, text := range l.All() {
		if t == tag {
			return text
		}
	}
	return ""
}

// IsZero reports whether the label says nothing.
func (l Label) IsZero() bool { return l.texts == "" }

// With returns the label with the text in one language set, or taken out if the
// text is empty.
func (l Label) With(tag, text string) Label {
	var b strings.Builder
	written := false
	for t, other := range l.All() {
		if !written && compareTags(tag, t) <= 0 {
			writeText(&b, tag, text)
			written = true
		}
		if t != tag {
			writeText(&b, t, other)
		}
	}
	if !written {
		writeText(&b, tag, text)
	}
	return Label{b.String()}
}

// In returns the text in the language of w, else in the first of its fallbacks
// that the label has, else the first text there is. A text that shows nothing
// ([Blank]) counts only if there is no other.
func (l Label) In(w Words) string {
	for _, s := range w.steps() {
		if text := l.Text(s.tag); !Blank(text) {
			return text
		}
	}
	first := ""
	for _, text := range l.All() {
		if !Blank(text) {
			return text
		}
		if first == "" {
			first = text
		}
	}
	return first
}

// String is [Label.In] English.
func (l Label) String() string { return l.In(English()) }

// maxTag is how long a tag may be; 35 bytes are enough for every language (RFC
// 5646, 4.4.1).
const maxTag = 64

// CheckTag says what is wrong with the tag of a language, nil if nothing is: it is
// a canonical BCP 47 tag, such as id, en-GB or zh-Hant, of at most 64 bytes. The
// error does not repeat the tag.
func CheckTag(tag string) error {
	if tag == "id" || tag == "en" {
		return nil
	}
	if len(tag) > maxTag {
		return fmt.Errorf("has %d bytes, at most %d are legal for a language tag", len(tag), maxTag)
	}
	parsed, err := language.Parse(tag)
	switch {
	case err != nil || tag == "" || parsed == language.Und:
		return fmt.Errorf("is no language tag such as id, en or nl")
	case parsed.String() != tag:
		return fmt.Errorf("is not the canonical tag of the language; legal: %s", parsed)
	}
	return nil
}

// MarshalJSON writes the label as a mapping from language to text.
func (l Label) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for tag, text := range l.All() {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		// As it stands: whoever encodes the record decides about HTML.
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		for i, s := range []string{tag, text} {
			if i > 0 {
				b.WriteByte(':')
			}
			if err := e.Encode(s); err != nil {
				return nil, err
			}
			b.Truncate(b.Len() - 1) // the line break
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON reads a mapping from language to text; null is the zero label.
// Tags must be canonical, each stands once, and there are at most [MaxLanguages].
func (l *Label) UnmarshalJSON(data []byte) error {
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		return err
	}
	maps.DeleteFunc(texts, func(_, text string) bool { return text == "" })
	if len(texts) > MaxLanguages {
		return fmt.Errorf("label: %d languages, at most %d are legal", len(texts), MaxLanguages)
	}
	// Once more, token by token, for what the map does not show.
	seen := map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(data))
	_, _ = d.Token()
	for d.More() {
		key, _ := d.Token()
		_, _ = d.Token()
		tag, _ := key.(string)
		if err := CheckTag(tag); err != nil {
			return fmt.Errorf("label: %w", err)
		}
		if seen[tag] {
			return fmt.Errorf("label: the language %s stands twice", tag)
		}
		seen[tag] = true
	}
	*l = NewLabel(texts)
	return nil
}

// AddText adds the text in one language, for what reads labels from a notation
// of its own. The error is that of [CheckTag], or names [MaxLanguages].
func (l *Label) AddText(tag, text string) error {
	if err := CheckTag(tag); err != nil {
		return err
	}
	languages := 0
	for range l.All() {
		languages++
	}
	if languages >= MaxLanguages && text != "" && l.Text(tag) == "" {
		return fmt.Errorf("is one language too many, at most %d are legal", MaxLanguages)
	}
	*l = l.With(tag, text)
	return nil
}

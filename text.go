package aduan

// Language chooses among the languages in which labels and explanations exist.
type Language int8

// The languages. Indonesian is the zero value, the language of the cooperation
// from which the library comes.
const (
	Indonesian Language = iota
	English
)

// String returns "id" or "en", the ISO 639-1 code.
func (l Language) String() string {
	if l == English {
		return "en"
	}
	return "id"
}

// Say returns the one of two texts that is in the language, as [Label.In] does.
func (l Language) Say(indonesian, english string) string {
	return Label{Indonesian: indonesian, English: english}.In(l)
}

// Label is a text for people in both languages.
type Label struct {
	Indonesian string `json:"id,omitempty"`
	English    string `json:"en,omitempty"`
}

// In returns the label in one language, or the other language's text where
// that one is empty.
func (l Label) In(lang Language) string {
	if (lang == English && l.English != "") || l.Indonesian == "" {
		return l.English
	}
	return l.Indonesian
}

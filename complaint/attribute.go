package complaint

import (
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/storage"
)

// Datatype says what the values of an [Attribute] are: one of the six datatypes
// that service definitions of GeoReport v2 (Open311) have. The zero value means
// that it was not said, which is refused.
type Datatype int8

// The values of [Datatype], in the order of their text forms below.
const (
	// DatatypeString is a line of free text.
	DatatypeString Datatype = iota + 1
	// DatatypeNumber is a decimal number such as -6.25, without exponent.
	DatatypeNumber
	// DatatypeDatetime is an instant as in RFC 3339, such as 2026-03-02T09:30:00+08:00.
	DatatypeDatetime
	// DatatypeText is free text of several lines.
	DatatypeText
	// DatatypeSingleValueList is one value of a list.
	DatatypeSingleValueList
	// DatatypeMultiValueList is one or several values of a list.
	DatatypeMultiValueList
)

func datatypeWords() enum.Set {
	return enum.Words("", "string", "number", "datetime", "text", "singlevaluelist", "multivaluelist")
}

// String returns the text form, for example "singlevaluelist"; empty for the zero value.
func (t Datatype) String() string { return datatypeWords().Text("Datatype", int(t)) }

// In returns the name for people; empty for the zero value.
func (t Datatype) In(w aduan.Words) string {
	return texts().Word(w, "datatype", t.String(), aduan.Label{})
}

// MarshalText writes the text form; a value outside the set is an error.
func (t Datatype) MarshalText() ([]byte, error) { return datatypeWords().Marshal("Datatype", int(t)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (t *Datatype) UnmarshalText(text []byte) error { return enum.Unmarshal(datatypeWords(), text, t) }

// free reports whether the values are free text, which may concern a person.
func (t Datatype) free() bool { return t == DatatypeString || t == DatatypeText }

// Attribute is an answer to a question about a report, beyond what every report
// says: which kind of road, how deep, since when. Here only its form is checked;
// which questions a category asks is not the business of this type.
type Attribute struct {
	// Code names the question; see [ValidAttributeCode]. Case counts, and a code
	// stands once in a list.
	Code string   `json:"code"`
	Type Datatype `json:"type"`
	// Values is exactly one value, or for a [DatatypeMultiValueList] one or
	// several different ones. In a command none takes the answer back.
	Values []string `json:"values,omitempty"`
}

// ValidAttributeCode reports whether a text may name a question: 1 to 64 ASCII
// letters, digits and _ - . as cities have them (WHISPAWN, location_type, SR-1),
// of which the first is a letter or a digit.
func ValidAttributeCode(code string) bool {
	const first = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	return code != "" && len(code) <= 64 && strings.Contains(first, code[:1]) && strings.Trim(code, first+"_-.") == ""
}

// wantInstant is what is said to what is no instant.
const wantInstant = "want an instant with its zone, as in 2026-03-02T09:30:00+08:00"

// wantCode is what is said to a code that may not name a question.
const wantCode = "want 1 to 64 ASCII letters, digits and _ - ., beginning with a letter or a digit"

// StatedAttribute is an attribute as an entry keeps it. Free text lies beside the
// timeline, like all that may concern a person, and Text refers to it; then Values
// is empty.
type StatedAttribute struct {
	Attribute
	Text Digest `json:"text,omitzero"`
}

// takenBack reports whether the answer was taken back.
func (s StatedAttribute) takenBack() bool { return len(s.Values) == 0 && s.Text.IsZero() }

// Attributes returns the answers as they stand now, in the order in which their
// codes came. One whose text was erased has no values.
func (c *Complaint) Attributes() []Attribute {
	var now []Attribute
	for _, e := range c.Timeline {
		for _, s := range e.Details.Attributes {
			a := Attribute{Code: s.Code, Type: s.Type, Values: copied(s.Values)}
			if text, ok := c.Text(s.Text); ok {
				a.Values = []string{text}
			}
			i := slices.IndexFunc(now, func(b Attribute) bool { return b.Code == s.Code })
			switch {
			case i >= 0 && s.takenBack():
				now = slices.Delete(now, i, i+1)
			case i >= 0:
				now[i] = a
			case !s.takenBack():
				now = append(now, a)
			}
		}
	}
	return now
}

// keepAttributes keeps the free texts of attributes and returns what an entry keeps.
func (c *Complaint) keepAttributes(salt Salt, list []Attribute) []StatedAttribute {
	var kept []StatedAttribute
	for _, a := range list {
		s := StatedAttribute{Attribute: Attribute{Code: a.Code, Type: a.Type}}
		if a.Type.free() && len(a.Values) == 1 {
			s.Text = c.keep(salt, a.Values[0])
		} else {
			s.Values = copied(a.Values)
		}
		kept = append(kept, s)
	}
	return kept
}

// saysAttributes reports whether what an entry keeps are these attributes; see says.
func (c *Complaint) saysAttributes(kept []StatedAttribute, list []Attribute) bool {
	return slices.EqualFunc(kept, list, func(s StatedAttribute, a Attribute) bool {
		if s.Code != a.Code || s.Type != a.Type || s.Text.IsZero() {
			return s.equal(StatedAttribute{Attribute: a})
		}
		return len(a.Values) == 1 && c.says(s.Text, a.Values[0])
	})
}

func (s StatedAttribute) equal(o StatedAttribute) bool {
	return s.Code == o.Code && s.Type == o.Type && s.Text == o.Text && slices.Equal(s.Values, o.Values)
}

// cloned returns a copy of a list that shares nothing with it, nil for an empty
// one.
func cloned(list []StatedAttribute) []StatedAttribute {
	list = copied(list)
	for i := range list {
		list[i].Values = copied(list[i].Values)
	}
	return list
}

// values is how many values attributes count for.
func values(list []Attribute) int {
	n := 0
	for _, a := range list {
		n += a.weight()
	}
	return n
}

func (a Attribute) weight() int { return max(1, len(a.Values)) }

// attributeValues is how many values of attributes the entries hold in all.
func (c *Complaint) attributeValues() int {
	n := 0
	for _, e := range c.Timeline {
		for _, s := range e.Details.Attributes {
			n += s.weight()
		}
	}
	return n
}

// freeTexts lists the values that are free text.
func freeTexts(list []Attribute) []string {
	var texts []string
	for _, a := range list {
		if a.Type.free() {
			texts = append(texts, a.Values...)
		}
	}
	return texts
}

// attributes checks the form of what is stated; a command may take answers back.
func (p *checker) attributes(list []Attribute, takesBack bool) {
	p.most("attributes", "values of attributes", values(list), p.limits.Attributes)
	for i, a := range list {
		field := storage.At("attributes", i)
		if !ValidAttributeCode(a.Code) {
			p.Add(field+".code", wantCode)
		}
		if slices.ContainsFunc(list[:i], func(b Attribute) bool { return b.Code == a.Code }) {
			p.Add(field+".code", "the attribute stands twice")
		}
		if a.Type == 0 {
			p.Add(field+".type", "what are its values?", datatypeWords().Legal()...)
		}
		p.member(field+".type", int(a.Type), datatypeWords())
		switch {
		case len(a.Values) == 0 && !takesBack:
			p.Add(field+".values", "is required")
		case len(a.Values) > 1 && a.Type != DatatypeMultiValueList:
			p.Add(field+".values", "only a multivaluelist has several values")
		}
		for j, v := range a.Values {
			field := storage.At(field+".values", j)
			p.value(field, a.Type, v)
			if slices.Contains(a.Values[:j], v) {
				p.Add(field, "the value stands twice")
			}
		}
	}
}

// value checks one value of an attribute.
func (p *checker) value(field string, t Datatype, v string) {
	p.says(field, v)
	switch t {
	case DatatypeString:
		p.text(field, v, p.limits.Title)
		return
	case DatatypeText:
		p.text(field, v, p.limits.Text)
		return
	case DatatypeNumber:
		if !decimal(v) {
			p.Add(field, "want a decimal number such as -6.25")
		}
	case DatatypeDatetime:
		if _, err := time.Parse(time.RFC3339, v); err != nil {
			p.Add(field, wantInstant)
		}
	}
	p.name(field, v)
}

// decimal reports whether a text is a decimal number.
func decimal(s string) bool {
	whole, part, dotted := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (!dotted || digits(part))
}

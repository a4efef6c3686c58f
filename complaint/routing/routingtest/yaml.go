package routingtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// YAML writes cases in the form that [Parse] reads: a list under "cases", each
// case with what it does not leave out. Cases without name get one. Reading them
// back gives the same but for File, Line, the outer regions of a path and the
// time of day; an instant is written as the day that it is in its own zone. The error is a [*storage.InvalidError] for what no file can say:
// a text that is not UTF-8, or a value outside its set.
func YAML(cases ...Case) ([]byte, error) {
	var b strings.Builder
	b.WriteString("cases:\n")
	names := map[string]bool{}
	for i, c := range cases {
		if err := c.writable(i); err != nil {
			return nil, err
		}
		name := c.label(i)
		for n := 2; names[name]; n++ {
			name = fmt.Sprintf("%s (%d)", c.label(i), n)
		}
		names[name] = true
		c.write(&b, name)
	}
	return []byte(b.String()), nil
}

// writable says what of a case no file can say.
func (c Case) writable(i int) error {
	var problems storage.Problems
	for _, p := range c.wrong {
		problems.Note(p)
	}
	f := c.Facts
	texts := []string{c.Name, f.Title, f.Body, string(f.Category), string(f.Target), string(c.Want.Agency), c.Want.Rule, c.Want.Refused}
	for _, ids := range [][]agency.ID{f.Named.Agencies, c.Want.Ask, c.Want.Supporting} {
		for _, id := range ids {
			texts = append(texts, string(id))
		}
	}
	for _, p := range f.Named.Persons {
		texts = append(texts, string(p))
	}
	for name, value := range f.Attributes {
		texts = append(texts, name, value)
	}
	for _, text := range texts {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			problems.Add("", "a text is not UTF-8 or holds the character U+0000")
			break
		}
	}
	for field, value := range map[string]interface{ MarshalText() ([]byte, error) }{
		"kind": f.Kind, "class": f.Class, "channel": f.Channel, "want.basis": c.Want.Basis,
	} {
		_, err := value.MarshalText()
		problems.Check(field, err)
	}
	return problems.Err("case " + c.label(i))
}

// write writes one case.
func (c Case) write(b *strings.Builder, name string) {
	f := c.Facts
	fmt.Fprintf(b, "- name: %s\n", quote(name))
	field := func(name, value string) {
		if value != "" && value != `""` {
			fmt.Fprintf(b, "  %s: %s\n", name, value)
		}
	}
	field("region", quote(f.Region.Unit().String()))
	field("category", quote(string(f.Category)))
	field("kind", f.Kind.String())
	field("class", f.Class.String())
	field("channel", f.Channel.String())
	if f.Disclosure.Named {
		field("anonymous", "false")
	}
	if f.Disclosure.Public {
		field("secret", "false")
	}
	day := c.Day
	if !f.Submitted.IsZero() {
		day = aduan.DateOf(f.Submitted)
	}
	if !day.IsZero() {
		field("submitted", quote(day.String()))
	}
	if !f.EventDate.IsZero() {
		field("event", quote(f.EventDate.String()))
	}
	field("title", quote(f.Title))
	field("body", quote(f.Body))
	field("target", quote(string(f.Target)))
	field("accused", flow(f.Named.Agencies))
	field("accused_persons", flow(f.Named.Persons))
	if len(f.Attributes) > 0 {
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(f.Attributes)) {
			parts = append(parts, fmt.Sprintf("%s: %s", quote(name), quote(f.Attributes[name])))
		}
		field("attributes", "{"+strings.Join(parts, ", ")+"}")
	}
	c.Want.write(b)
}

// write writes what is wanted, on one line.
func (w Want) write(b *strings.Builder) {
	var parts []string
	add := func(name, value string) {
		if value != "" && value != `""` {
			parts = append(parts, name+": "+value)
		}
	}
	add("agency", quote(string(w.Agency)))
	if w.Ask != nil {
		add("ask", "["+strings.Trim(flow(w.Ask), "[]")+"]")
	}
	if w.Supporting != nil {
		add("supporting", "["+strings.Trim(flow(w.Supporting), "[]")+"]")
	}
	add("rule", quote(w.Rule))
	add("basis", w.Basis.String())
	add("refused", quote(w.Refused))
	if parts != nil {
		fmt.Fprintf(b, "  want: {%s}\n", strings.Join(parts, ", "))
	}
}

// flow writes a list; empty for an empty one.
func flow[S ~string](list []S) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, quote(string(s)))
	}
	if parts == nil {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// quote writes a text so that every YAML reader takes it for just this text: as
// it is if it is beyond doubt, and like JSON otherwise.
func quote(text string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	meant := []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
	switch {
	case text == "":
		return `""`
	case strings.Trim(text, letters+"0123456789_-/ ") == "" && strings.ContainsAny(text[:1], letters) &&
		!strings.HasSuffix(text, " ") && !slices.Contains(meant, strings.ToLower(text)):
		return text
	}
	out, err := json.Marshal(text)
	if err != nil {
		return strconv.Quote(text)
	}
	return string(out)
}

package routingtest

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan/storage"
)

// YAML writes cases in the form that [Parse] reads: a list under "cases", each
// case with what it does not leave out. Cases without name get one. Reading them
// back gives the same but for File, Line, the outer regions of a path and the
// time of day; an instant is written as the day that it is in its own zone. The
// error is a [*storage.InvalidError] for what no file can say: a text that is not
// UTF-8, or a value outside its set.
func YAML(cases ...Case) ([]byte, error) {
	var b strings.Builder
	b.WriteString("cases:\n")
	names := map[string]bool{}
	for i, c := range cases {
		e := c.toEntry()
		e.Name = c.label(i)
		for n := 2; names[e.Name]; n++ {
			e.Name = fmt.Sprintf("%s (%d)", c.label(i), n)
		}
		names[e.Name] = true
		var w yamlWriter
		for _, p := range c.wrong {
			w.Note(p)
		}
		fields := w.fields("", reflect.ValueOf(e))
		if err := w.Err("case " + c.label(i)); err != nil {
			return nil, err
		}
		b.WriteString("- " + strings.Join(fields, "\n  ") + "\n")
	}
	return []byte(b.String()), nil
}

// yamlWriter writes values as the type of a file has them, and notes what no
// file can say.
type yamlWriter struct{ storage.Problems }

// fields writes the fields of a struct, without those that are zero; path is what
// stands before their names in a problem.
func (w *yamlWriter) fields(path string, v reflect.Value) []string {
	var out []string
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Tag.Get("json"), v.Field(i)
		if !field.IsZero() {
			out = append(out, name+": "+w.value(path+name, field))
		}
	}
	return out
}

// value writes one value, on one line.
func (w *yamlWriter) value(field string, v reflect.Value) string {
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		w.Check(field, err)
		return quote(string(text))
	}
	var parts []string
	switch v.Kind() {
	case reflect.Pointer:
		return fmt.Sprint(v.Elem())
	case reflect.Struct:
		return "{" + strings.Join(w.fields(field+".", v), ", ") + "}"
	case reflect.Slice:
		for i := range v.Len() {
			parts = append(parts, w.value(storage.At(field, i), v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			parts = append(parts, w.value(field, key)+": "+w.value(field, v.MapIndex(key)))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	if !utf8.ValidString(v.String()) || strings.ContainsRune(v.String(), 0) {
		w.Add(field, "a text is not UTF-8 or holds the character U+0000")
	}
	return quote(v.String())
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

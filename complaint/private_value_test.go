package complaint_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	htmltemplate "html/template"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// heard collects what testify says of values that differ.
type heard struct{ bytes.Buffer }

func (h *heard) Errorf(format string, args ...any) { fmt.Fprintf(&h.Buffer, format, args...) }

// dump writes what reflection finds in a value, in unexported fields as well, as a
// printer for debugging does.
func dump(out *bytes.Buffer, v reflect.Value, depth int) {
	if depth > 20 || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		out.WriteString(v.String() + "\n")
	case reflect.Pointer, reflect.Interface:
		dump(out, v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			dump(out, v.Field(i), depth+1)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			dump(out, v.Index(i), depth+1)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			dump(out, key, depth+1)
			dump(out, v.MapIndex(key), depth+1)
		}
	default:
		fmt.Fprintln(out, v)
	}
}

// gotten is what somebody gets out of a value without package unsafe and without
// opening it, by the way in which they try.
func gotten(v any) map[string]string {
	all := map[string]string{}
	add := func(way string, text []byte, err error) { all[way] = fmt.Sprintf("%s %v %+v", text, err, err) }
	for _, verb := range []string{"v", "+v", "#v", "s", "q", "+q", "x", "X", "d", "t", "c", "U", "p", "w", "T", "e", "10.30v", "-+#20v", "!"} {
		add("%"+verb, fmt.Appendf(nil, "%"+verb, v), fmt.Errorf("x: %"+verb, v))
	}
	add("print", fmt.Append(nil, v, fmt.Sprintln(v)), nil)
	var logged, writtenXML, writtenGob, dumped, page, plain bytes.Buffer
	slog.New(slog.NewTextHandler(&logged, nil)).Info("m", "v", v, slog.Group("g", "v", v))
	slog.New(slog.NewJSONHandler(&logged, nil)).With("v", v).Info("m", "v", v, slog.Group("g", "v", v))
	add("slog", logged.Bytes(), nil)
	data, err := json.MarshalIndent(v, "", " ")
	add("json", data, err)
	err = xml.NewEncoder(&writtenXML).Encode(v)
	add("xml", writtenXML.Bytes(), err)
	data, err = yaml.Marshal(v)
	add("yaml", data, err)
	err = gob.NewEncoder(&writtenGob).Encode(v)
	add("gob", writtenGob.Bytes(), err)
	const layout = `{{.}} {{printf "%+v" .}} {{print .}}<a title="{{.}}" href="?x={{.}}" onclick="f({{.}})">{{. | html}} {{. | js}} {{. | urlquery}}</a><script>let x = {{.}}</script>`
	err = htmltemplate.Must(htmltemplate.New("").Parse(layout)).Execute(&page, v)
	add("html/template", page.Bytes(), err)
	err = template.Must(template.New("").Parse(layout)).Execute(&plain, v)
	add("text/template", plain.Bytes(), err)
	dump(&dumped, reflect.ValueOf(v), 0)
	add("reflect", dumped.Bytes(), nil)
	var h heard
	assert.Equal(&h, v, "another")
	assert.Equal(&h, v, reflect.Zero(reflect.TypeOf(v)).Interface())
	assert.Nil(&h, v)
	assert.Contains(&h, []any{1}, v)
	add("testify", h.Bytes(), nil)
	return all
}

// within puts a value where embedders may hold it.
func within[T any](v T) []any {
	type pair struct {
		key string
		v   T
	}
	return []any{
		v, &v,
		[]T{v},
		[1]T{v},
		map[string]T{"k": v},
		struct{ V T }{v},
		struct{ V *T }{&v},
		struct{ v T }{v},
		&struct{ v T }{v},
		struct{ v any }{v},
		struct{ list []T }{[]T{v}},
		struct{ m map[string]T }{map[string]T{"k": v}},
		struct{ p struct{ v T } }{struct{ v T }{v}},
		[]pair{{"k", v}},
		map[int]any{1: pair{"k", v}},
		fmt.Errorf("x: %v", pair{"k", v}),
	}
}

// TestCanaryPrivate holds a marked person and a marked number in every way in which
// an embedder may, tries to get at them in every way but unsafe, and finds nothing.
func TestCanaryPrivate(t *testing.T) {
	t.Parallel()
	number := complaint.External{System: "wa-gateway", ID: complaint.NewPrivate("wa-kenari-62812")}
	d := newDesk(t)
	r := d.submit(func(d *complaint.Draft) { d.Channel, d.External = complaint.ChannelIntegrated, number })
	c := d.stored(r.ID)
	require.Equal(t, "wa-kenari-62812", c.Timeline[0].Details.External.ID.Open())
	draft := deskDraft(func(d *complaint.Draft) {
		d.Reporter, d.Channel, d.External = planted(), complaint.ChannelIntegrated, number
	})
	identity := complaint.Identity{Ref: c.Reporter, Complaint: c.ID, Person: planted()}
	batch := complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{&identity}}
	var all []any
	all = append(all, within(complaint.NewPrivate("kenari"))...)
	all = append(all, within(planted())...)
	all = append(all, within(identity)...)
	all = append(all, within(draft)...)
	all = append(all, within(complaint.Row{Name: "1", Draft: draft})...)
	all = append(all, within(number)...)
	all = append(all, within(*c)...)
	all = append(all, within(c.Timeline[0])...)
	all = append(all, within(complaint.Query{Filter: complaint.Filter{External: number}})...)
	all = append(all, within(batch)...)
	for r := range (backend.Batch{Batch: batch}).Records() {
		all = append(all, within(r)...)
	}
	for _, v := range all {
		for way, text := range gotten(v) {
			requireSilent(t, text, fmt.Sprintf("%s of %T", way, v), ofPerson)
		}
	}

	type named struct{ Name string }
	// The ways see: each of them finds a name that is a string.
	seen := map[string]bool{}
	for _, v := range within(named{ofPerson}) {
		for way, text := range gotten(v) {
			seen[way] = seen[way] || strings.Contains(text, ofPerson) || strings.Contains(strings.ToLower(text), "6b656e617269")
		}
	}
	for way, sees := range seen {
		if way != "%T" && way != "%c" { // of text they show the type alone, whatever it holds
			require.True(t, sees, way)
		}
	}
}

func TestPrivate(t *testing.T) {
	t.Parallel()
	none, ayu := complaint.Private{}, complaint.NewPrivate("Ayu")
	require.True(t, complaint.NewPrivate("").IsZero())
	require.True(t, reflect.DeepEqual(none, complaint.NewPrivate("")), "no text is the zero value")
	require.False(t, reflect.DeepEqual(ayu, ayu), "as the documentation says")
	require.False(t, reflect.TypeOf(ayu).Comparable())
	require.False(t, ayu.IsZero())
	require.Equal(t, "Ayu", ayu.Open())
	require.Empty(t, none.Open())
	require.True(t, ayu.Equal(complaint.NewPrivate("Ayu")))
	require.False(t, ayu.Equal(none))
	require.True(t, none.Equal(complaint.NewPrivate("")))
	require.Equal(t, "(hidden) (hidden)", fmt.Sprint(none, " ", ayu), "nor whether there is something")

	_, err := ayu.MarshalText()
	require.Error(t, err)
	text, err := none.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
	var read struct{ A, B complaint.Private }
	require.NoError(t, json.Unmarshal([]byte(`{"A":"\u0041yu","B":""}`), &read))
	require.True(t, read.A.Equal(ayu))
	require.True(t, read.B.IsZero())
	require.Error(t, json.Unmarshal([]byte(`{"A":1}`), &read))

	for _, change := range []func(*complaint.Person){
		func(p *complaint.Person) { p.Account = ayu },
		func(p *complaint.Person) { p.Name = ayu },
		func(p *complaint.Person) { p.NationalID = ayu },
		func(p *complaint.Person) { p.Phone = ayu },
		func(p *complaint.Person) { p.Email = ayu },
		func(p *complaint.Person) { p.Address = ayu },
	} {
		p := planted()
		require.True(t, p.Equal(planted()))
		require.False(t, p.IsZero())
		change(&p)
		require.False(t, p.Equal(planted()))
		var one complaint.Person
		require.True(t, one.IsZero())
		change(&one)
		require.False(t, one.IsZero())
	}
}

// TestEncodeWritesAsStrings compares what Encode writes with the same fields as
// strings: a stored record is the same to the byte as before the type Private.
func TestEncodeWritesAsStrings(t *testing.T) {
	t.Parallel()
	type person struct {
		Account    string `json:"account,omitempty"`
		Name       string `json:"name,omitempty"`
		NationalID string `json:"national_id,omitempty"`
		Phone      string `json:"phone,omitempty"`
		Email      string `json:"email,omitempty"`
		Address    string `json:"address,omitempty"`
	}
	for _, s := range []string{"", "Ayu", `"<b>&'\`, "\u2028 \u202e 🚧 \x00\x1b", "a\xffb", "Jl.\n\t1"} {
		p := complaint.NewPrivate(s)
		i := complaint.Identity{Person: complaint.Person{Account: p, Name: p, NationalID: p, Phone: p, Email: p, Address: p}}
		want, err := json.Marshal(struct {
			Ref       complaint.ReporterRef `json:"ref"`
			Version   int                   `json:"version"`
			Complaint complaint.ID          `json:"complaint"`
			Person    person                `json:"person"`
		}{Person: person{s, s, s, s, s, s}})
		require.NoError(t, err)
		require.Equal(t, string(want), string(must(i.Encode())))

		type external struct {
			System string `json:"system"`
			ID     string `json:"id"`
		}
		e := complaint.Entry{Details: complaint.Details{Report: complaint.Report{External: complaint.External{System: s, ID: p}}}}
		c := complaint.Complaint{Report: e.Details.Report, Timeline: []complaint.Entry{{}, e}}
		entry := string(must(e.Encode()))
		if s == "" {
			require.NotContains(t, entry, "external")
			require.NotContains(t, entry, "details")
			continue
		}
		want, err = json.Marshal(external{s, s})
		require.NoError(t, err)
		require.Contains(t, entry, `"details":{"external":`+string(want)+"}")
		record := string(must(c.Encode()))
		require.Contains(t, record, `"external":`+string(want)+`,"original"`)
		require.Contains(t, record, ","+entry+"]")
		require.Equal(t, 1, strings.Count(record, `"details"`))
		_, err = json.Marshal(c.Timeline)
		require.Error(t, err, "Encode leaves the record as it was")
	}
}

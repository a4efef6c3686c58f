package routingtest_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

const everything = `
cases:
- name: everything
  region: "34.04"
  category: public_works/roads
  kind: complaint
  class: supervisory
  channel: face_to_face
  anonymous: false
  secret: false
  submitted: 2020-05-04
  event: 2020-05-01
  title: Jalan rusak
  body: "Berlubang: dalam."
  target: sleman
  accused: [sleman/works]
  accused_persons: [budi]
  attributes: {size: "3"}
  want: {agency: sleman, ask: [], supporting: [diy], rule: roads, basis: rule, refused: ""}
- name: nothing
`

func TestRead(t *testing.T) {
	t.Parallel()
	cases, err := routingtest.Parse("c.yaml", []byte(everything))
	require.NoError(t, err)
	want := routingtest.Report("34.04").Called("everything").Category("public_works/roads").Kind(complaint.KindComplaint).
		Class(complaint.ClassSupervisory).Channel(complaint.ChannelFaceToFace).Anonymous(false).Secret(false).
		On("2020-05-04").Event("2020-05-01").Text("Jalan rusak", "Berlubang: dalam.").Attribute("size", "3").Accuses("sleman/works").
		To("sleman").Asks().With("diy").By("roads").Because(complaint.BasisRule)
	want.File, want.Line = "c.yaml", 3
	want.Facts.Target, want.Facts.Named.Persons = "sleman", []agency.Person{"budi"}
	require.Equal(t, []routingtest.Case{want, {Name: "nothing", File: "c.yaml", Line: 20}}, cases)

	text, err := routingtest.YAML(cases...)
	require.NoError(t, err)
	back, err := routingtest.Parse("c.yaml", text)
	require.NoError(t, err)
	require.Len(t, back, 2)
	for i := range back {
		back[i].Line = cases[i].Line
	}
	require.Equal(t, cases, back)
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, text, want string }{
		{"unknown field", "c.yaml", "cases:\n- {name: a, catgory: health}\n", "c.yaml:2:13: cases[0].catgory: unknown field"},
		{"code as number", "c.yaml", "cases:\n- {name: a, region: 34.04}\n", "c.yaml:2:21: cases[0].region: 34.04 must be quoted"},
		{"no such word", "c.json", `{"cases": [{"name": "a", "class": "Super"}]}`, "c.json:1:35: cases[0].class: want a word of at most 64 lower case letters"},
		{"no such day", "c.yaml", "cases:\n- {name: a, submitted: 2020-02-30}\n", "c.yaml:2:24: cases[0].submitted: want a date"},
		{"no name", "c.yaml", "cases:\n- {region: \"34\"}\n", "c.yaml:2:3: cases[0].name: is required"},
		{"a name twice", "c.yaml", "cases:\n- {name: a}\n- {name: b}\n- {name: a}\n", "c.yaml:4:10: cases[2].name: the case on line 2 has this name too"},
		{"no cases", "c.yaml", "cases: []\n", "c.yaml:1:8: cases: there are no cases in the file"},
		{"another format", "c.txt", "", "c.txt: the file's name does not say its format"},
		{"alias", "c.yaml", "cases:\n- &a {name: a}\n- *a\n", "c.yaml:2:3: cases[0]: anchors (&) are refused"},
		{"deep", "c.json", `{"cases": ` + strings.Repeat("[", 10_000), "nested more than 8 deep"},
		{"long", "c.yaml", "cases:\n- {name: a, body: " + strings.Repeat("x", 1<<20) + "}\n", "c.yaml:2:19: cases[0].body: "},
		{"too long", "c.yaml", strings.Repeat("#\n", routingtest.MaxFile), "c.yaml: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := routingtest.Parse(c.file, []byte(c.text))
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	fsys := fstest.MapFS{
		"a/1.yaml": file("cases: [{name: one}, {name: two}]\n"),
		"a/2.json": file(`{"cases": [{"name": "three"}]}`),
		"b/1.yaml": file("cases:\n- {name: one}\n"),
		"b/2.yaml": file("cases:\n- {name: one}\n"),
		"c/1.yaml": file("cases:\n- {nam: one}\n"),
	}
	var names []string
	for _, c := range routingtest.Load(t, fsys, "a/*") {
		names = append(names, c.File+" "+c.Name)
	}
	require.Equal(t, []string{"a/1.yaml one", "a/1.yaml two", "a/2.json three"}, names)
	for glob, want := range map[string]string{
		"d/*":  `routingtest: no file matches "d/*"`,
		"[":    `routingtest: the pattern "[": syntax error in pattern`,
		"b/*":  `routingtest: b/2.yaml:2: the case "one" is in b/1.yaml:2 too`,
		"c/*":  "routingtest: routing cases c/1.yaml: invalid: c/1.yaml:2:4: cases[0].nam: unknown field; legal: ",
		"?":    "routingtest: read a: invalid argument",
		"a/**": "",
	} {
		r := record(t, func(t testing.TB) { routingtest.Load(t, fsys, glob) })
		if want == "" {
			require.Empty(t, r.fatal, glob)
			continue
		}
		require.True(t, strings.HasPrefix(r.fatal, want), "%s: %s", glob, r.fatal)
	}
}

// FuzzRead reads whatever comes as cases: it is refused with a typed error, or
// survives being written.
func FuzzRead(f *testing.F) {
	f.Add(true, everything)
	f.Add(true, "cases:\n- {name: a, want: {ask: [a, b]}}\n- {name: \"no\", title: \"1.10\"}\n")
	f.Add(false, `{"cases": [{"name": "\u2028 # :", "attributes": {"": "\\"}, "want": {"supporting": []}}]}`)
	f.Add(true, "cases:\n- &a {name: a}\n- *a\n")
	f.Add(false, `{"cases": [{"name": "a"}, {"name": "a"}]}`)
	f.Fuzz(func(t *testing.T, yaml bool, text string) {
		file := "c.json"
		if yaml {
			file = "c.yaml"
		}
		cases, err := routingtest.Parse(file, []byte(text))
		if err != nil {
			var invalid *storage.InvalidError
			require.True(t, errors.As(err, &invalid), "%T: %v", err, err)
			for _, p := range invalid.Problems {
				require.Equal(t, file, p.File)
			}
			return
		}
		written, err := routingtest.YAML(cases...)
		require.NoError(t, err)
		back, err := routingtest.Parse(file[:2]+"yaml", written)
		require.NoError(t, err, "%s", written)
		require.Len(t, back, len(cases))
		for i := range back {
			back[i].File, back[i].Line = cases[i].File, cases[i].Line
			require.Equal(t, normal(cases[i]), normal(back[i]), "%s", written)
		}
	})
}

// normal takes empty lists for none where that means the same.
func normal(c routingtest.Case) routingtest.Case {
	if len(c.Facts.Attributes) == 0 {
		c.Facts.Attributes = nil
	}
	if len(c.Facts.Named.Agencies) == 0 {
		c.Facts.Named.Agencies = nil
	}
	if len(c.Facts.Named.Persons) == 0 {
		c.Facts.Named.Persons = nil
	}
	return c
}

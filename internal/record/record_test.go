package record_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// note is a record.
type note struct {
	ID    string        `json:"id"`
	Text  aduan.Label   `json:"text"`
	Lines []aduan.Label `json:"lines,omitempty"`
}

func (n *note) validate() error {
	c := record.Checker{MaxText: 10}
	c.ID("id", n.ID)
	c.Label("text", n.Text, true)
	return c.Err("note")
}

func TestParseTellsThePlace(t *testing.T) {
	t.Parallel()
	_, err := record.Parse("note", "n.yaml", []byte("id: pb 5\ntext: {en: \"\"}\n"), strict.Limits{}, (*note).validate)
	require.EqualError(t, err, "note in n.yaml: invalid: 2 problems\n"+
		"  n.yaml:1:5: id: byte 2 of the ID: only ASCII letters, digits and . _ - : / are legal\n"+
		"  n.yaml:2:7: text: is empty in every language, such as id and en")
	kept := note{ID: "kept"}
	require.ErrorIs(t, record.Decode("note", []byte(`{"id":""}`), strict.Limits{}, &kept, (*note).validate), storage.ErrInvalid)
	require.Equal(t, "kept", kept.ID)
	require.NoError(t, record.Decode("note", []byte(`{"id":"n","text":{"en":"so"}}`), strict.Limits{}, &kept, (*note).validate))
	require.Equal(t, "n", kept.ID)
}

// A label says something in any language; every language in it is checked.
func TestLabels(t *testing.T) {
	t.Parallel()
	many := map[string]string{}
	for i := range aduan.MaxLanguages {
		many[fmt.Sprintf("x-%d", i)] = "so"
	}
	for name, tt := range map[string]struct {
		texts map[string]string
		want  string
	}{
		"one language":   {map[string]string{"nl": "zo"}, ""},
		"blank":          {map[string]string{"nl": " "}, "text: is empty in every language, such as id and en"},
		"unseen":         {map[string]string{"nl": "\u200b\u00a0"}, "text: is empty in every language, such as id and en"},
		"no language":    {map[string]string{"en": "so", "Dutch!": "zo"}, `text: "Dutch!" is no language tag such as id, en or nl`},
		"hidden":         {map[string]string{"en": "so", "nl": "z\u202eo"}, "text.nl: is not printable UTF-8"},
		"long":           {map[string]string{"nl": strings.Repeat("x", 11)}, "text.nl: 11 bytes, at most 10 are legal"},
		"many languages": {many, ""},
	} {
		c := record.Checker{MaxText: 10}
		c.Label("text", aduan.NewLabel(tt.texts), true)
		if tt.want == "" {
			require.NoError(t, c.Err("note"), name)
		} else {
			require.EqualError(t, c.Err("note"), "note: invalid: "+tt.want, name)
		}
	}
	many["en"] = "so"
	c := record.Checker{MaxText: 10}
	c.Label("text", aduan.NewLabel(many), false)
	require.EqualError(t, c.Err("note"), "note: invalid: text: 33 languages, at most 32 are legal")
}

func TestTexts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		bad  bool
		free bool // sound where the direction of writing may be turned
	}{
		{"so", false, true},
		{"", false, true},
		{"tab\t", true, false},
		{"\xff", true, false},
		{"turned\u202e", true, true},
		{strings.Repeat("x", 11), true, false},
	} {
		c, free := record.Checker{MaxText: 10}, record.Checker{MaxText: 10, Direction: true}
		c.Text("text", tt.text)
		free.Text("text", tt.text)
		require.Equal(t, tt.bad, c.Len() > 0, tt.text)
		require.Equal(t, tt.free, free.Len() == 0, tt.text)
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		"a": true, "Z9._-:/": true, strings.Repeat("x", record.MaxID): true, "": false, "a b": false, "é": false, "a@": false, "[": false, "`": false,
		"{": false, strings.Repeat("x", record.MaxID+1): false,
	} {
		var c record.Checker
		c.ID("id", id)
		require.Equal(t, want, c.Len() == 0, id)
	}
}

func TestPast(t *testing.T) {
	t.Parallel()
	var c storage.Problems
	record.Stays(&c, "id", "a", "b")
	record.Grows(&c, "lines", []int{1, 2}, []int{1})
	record.Grows(&c, "marks", []int{1, 2}, []int{1, 3, 4})
	record.Grows(&c, "none", nil, []int{1})
	require.EqualError(t, c.Err("note"), "note: invalid: 3 problems\n  id: never changes\n"+
		"  lines: has 1 entries, 2 are stored; it only grows\n  marks[1]: differs from what is stored; it is never changed")
}

func TestEntries(t *testing.T) {
	t.Parallel()
	type list struct {
		Notes []note
		One   *note
		None  *note
		Names []string
		own   []int
	}
	l := list{Notes: []note{{Lines: make([]aduan.Label, 2)}, {}}, One: &note{Lines: make([]aduan.Label, 3)}, Names: []string{"a"}, own: []int{1}}
	require.Equal(t, 2+2+3+1, record.Entries(&l))
}

func TestCloneSharesNothing(t *testing.T) {
	t.Parallel()
	type pair struct {
		Note  *note
		Notes []note
		Empty []note
		None  []note
	}
	one := pair{Note: &note{ID: "a", Lines: []aduan.Label{aduan.NewLabel(map[string]string{"en": "x"})}}, Notes: []note{{Lines: []aduan.Label{aduan.NewLabel(map[string]string{"en": "y"})}}}, Empty: []note{}}
	two := record.Clone(&one)
	require.Equal(t, &one, two)
	changed := aduan.NewLabel(map[string]string{"en": "changed"})
	two.Note.Lines[0], two.Notes[0].Lines[0], two.Note.ID = changed, changed, "b"
	require.Equal(t, "a x y", one.Note.ID+" "+one.Note.Lines[0].Text("en")+" "+one.Notes[0].Lines[0].Text("en"))
}

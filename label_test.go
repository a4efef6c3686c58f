package aduan_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/pace"
)

func label(texts ...string) aduan.Label {
	var l aduan.Label
	for i := 0; i < len(texts); i += 2 {
		l = l.With(texts[i], texts[i+1])
	}
	return l
}

// Records of before are written in the same bytes: id, en, then the others.
func TestLabelJSON(t *testing.T) {
	t.Parallel()
	l := label("nl", "Klacht", "zh-Hant", "投訴", "en", "Complaint", "id", "Pengaduan", "ban", "Pisadu")
	written, err := json.Marshal(l)
	require.NoError(t, err)
	require.Equal(t, `{"id":"Pengaduan","en":"Complaint","ban":"Pisadu","nl":"Klacht","zh-Hant":"投訴"}`, string(written))
	var read aduan.Label
	require.NoError(t, json.Unmarshal(written, &read))
	require.Equal(t, l, read)
	require.True(t, l == read, "labels compare")

	for text, want := range map[string]string{
		`{}`: "{}", `null`: "{}", `{"en":""}`: "{}", `{"en":"a","id":"b"}`: `{"id":"b","en":"a"}`,
	} {
		read := label("en", "before")
		require.NoError(t, json.Unmarshal([]byte(text), &read), text)
		written, err := json.Marshal(read)
		require.NoError(t, err)
		require.Equal(t, want, string(written), text)
	}
	for text, problem := range map[string]string{
		`{"english":"a"}`: "no language tag", `{"in":"a"}`: "canonical tag of the language; legal: id", `{"":"a"}`: "no language tag",
		`{"en-gb":"a"}`: "legal: en-GB", `{"en":1}`: "cannot unmarshal", `["a"]`: "cannot unmarshal", `{"x y":"a"}`: "no language tag", `{"und":"a"}`: "no language tag",
		`{"en":"x","en":"y"}`: "label: the language en stands twice", `{"en":"","en":"y"}`: "stands twice",
	} {
		require.ErrorContains(t, json.Unmarshal([]byte(text), &read), problem, text)
	}
	require.Equal(t, l, read, "what was there stays")
	require.EqualError(t, aduan.CheckTag("en-x-"+strings.Repeat("a-", 30)+"a"), "has 66 bytes, at most 64 are legal for a language tag")
	require.NoError(t, aduan.CheckTag("en-x-"+strings.Repeat("a-", 29)+"a"))
}

// Thousands of languages are no label; they are refused before they cost anything.
func TestLabelLanguages(t *testing.T) {
	t.Parallel()
	texts := map[string]string{}
	for i := range 8000 {
		tag := string([]byte{'q', 'a' + byte(i/676)%20, 'a' + byte(i/26%26)}) + "-x-" + string([]byte{'a' + byte(i%26), 'a' + byte(i/26%26), 'a' + byte(i/676)})
		require.NoError(t, aduan.CheckTag(tag))
		texts[tag] = "text"
	}
	require.Len(t, texts, 8000)
	written, err := json.Marshal(texts)
	require.NoError(t, err)
	var read aduan.Label
	steps := pace.Steps(func() {
		require.ErrorContains(t, json.Unmarshal(written, &read), "8000 languages, at most 32 are legal")
		refused := 0
		for tag, text := range texts {
			if err := read.AddText(tag, text); err != nil {
				require.EqualError(t, err, "is one language too many, at most 32 are legal")
				refused++
			}
		}
		require.Equal(t, 8000-aduan.MaxLanguages, refused)
	})
	require.Less(t, steps, 5_000)
	for tag := range read.All() {
		require.NoError(t, read.AddText(tag, "other"), "it is there already")
	}
	written, err = json.Marshal(read)
	require.NoError(t, err)
	var again aduan.Label
	require.NoError(t, json.Unmarshal(written, &again))
	require.Equal(t, read, again)
}

// Whether < is written as it stands is for whoever encodes the record, as before.
func TestLabelHTML(t *testing.T) {
	t.Parallel()
	record := struct {
		Name aduan.Label `json:"name,omitzero"`
	}{label("en", "a < b & c")}
	written, err := json.Marshal(record)
	require.NoError(t, err)
	require.Equal(t, `{"name":{"en":"a \u003c b \u0026 c"}}`, string(written))
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(record))
	require.Equal(t, `{"name":{"en":"a < b & c"}}`+"\n", b.String())
	written, err = json.Marshal(struct {
		Name aduan.Label `json:"name,omitzero"`
	}{})
	require.NoError(t, err)
	require.Equal(t, "{}", string(written))
}

func TestLabelIn(t *testing.T) {
	t.Parallel()
	dutch, err := aduan.NewWords("nl-BE", nil, aduan.Indonesian())
	require.NoError(t, err)
	for _, c := range []struct {
		label              aduan.Label
		dutch, id, english string
	}{
		{aduan.Label{}, "", "", ""},
		{label("id", "b", "en", "a"), "b", "b", "a"},
		{label("en", "a"), "a", "a", "a"},
		{label("id", "b", "en", "a", "nl", "c"), "c", "b", "a"},
		{label("nl", "c", "nl-BE", "d"), "d", "c", "c"},
		{label("fr", "e"), "e", "e", "e"},
	} {
		require.Equal(t, []string{c.dutch, c.id, c.english}, []string{c.label.In(dutch), c.label.In(aduan.Indonesian()), c.label.In(aduan.English())})
		require.Equal(t, c.english, c.label.String())
		require.Equal(t, c.label == aduan.Label{}, c.label.IsZero())
	}
	l := label("en", "a", "id", "b")
	require.Equal(t, label("id", "b"), l.With("en", ""))
	require.Equal(t, label("en", "a", "id", "b"), l, "a label never changes")
	require.Empty(t, l.Text("nl"))
}

// Any texts come back, whatever is in them and in whatever order they were given.
func TestLabelHoldsAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.MapOf(rapid.SampledFrom([]string{"id", "en", "nl", "ban", "zh-Hant", "pt-BR"}), rapid.String()).Draw(t, "texts")
		l := aduan.NewLabel(texts)
		var stepwise aduan.Label
		for tag, text := range texts {
			stepwise = stepwise.With(tag, text)
		}
		require.Equal(t, l, stepwise)
		count := 0
		for tag, text := range l.All() {
			require.Equal(t, texts[tag], text)
			count++
		}
		for tag, text := range texts {
			require.Equal(t, text, l.Text(tag))
			if text == "" {
				count++
			}
		}
		require.Len(t, texts, count)
		written, err := json.Marshal(l)
		require.NoError(t, err)
		var read aduan.Label
		require.NoError(t, json.Unmarshal(written, &read))
		require.Equal(t, l, read)
	})
}

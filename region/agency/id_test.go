package agency_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/region/agency"
)

func TestParseID(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a", "id:51.03/public-works", "KemenPANRB", "x_1", strings.Repeat("a", agency.MaxID)} {
		id, err := agency.ParseID(text)
		require.NoError(t, err, text)
		require.Equal(t, text, id.String())
		require.False(t, id.IsZero())
	}
	for text, at := range map[string]int{
		"": -1, strings.Repeat("a", agency.MaxID+1): -1,
		" a": 0, "a b": 1, "a\n": 1, "a\x00": 1, "dinas-é": 6, "a\xff": 1, "a,b": 1, "a%2F": 1,
	} {
		id, err := agency.ParseID(text)
		var bad *agency.IDError
		require.ErrorAs(t, err, &bad, "%q", text)
		require.Equal(t, at, bad.At, "%q", text)
		require.True(t, id.IsZero())
	}
	require.NotEqual(t, agency.ID("Dinas-PU"), agency.ID("dinas-pu"))
}

func TestIDText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := agency.ID(rapid.StringMatching(`[A-Za-z0-9._:/-]{0,128}`).Draw(t, "id"))
		text, err := json.Marshal(map[agency.ID]agency.ID{id: id})
		require.NoError(t, err)
		var back map[agency.ID]agency.ID
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, map[agency.ID]agency.ID{id: id}, back)
	})
	_, err := json.Marshal(agency.ID("a b"))
	require.Error(t, err)
	id := agency.ID("kept")
	require.Error(t, id.UnmarshalText([]byte("a b")))
	require.Equal(t, agency.ID("kept"), id, "unchanged on error")
	require.NoError(t, id.UnmarshalText(nil))
	require.True(t, id.IsZero())
}

func FuzzParseID(f *testing.F) {
	for _, seed := range []string{"", "id:51.03/public-works", "a b", "a\xff", "A.b_c-d:e/f"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := agency.ParseID(text)
		if err != nil {
			if bad, ok := err.(*agency.IDError); !ok || bad.Reason == "" || id != "" {
				t.Fatalf("%q: %#v, %q", text, err, id)
			}
			return
		}
		out, err := id.MarshalText()
		if err != nil || string(out) != text || strings.ContainsAny(text, " \t\r\n\x00") {
			t.Fatalf("%q: %q, %v", text, out, err)
		}
	})
}

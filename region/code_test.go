package region_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

func TestParseAccepts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text, canonical string
		system          region.System
		local           string
	}{
		{"51", "51", region.Kemendagri, "51"},
		{"51.03", "51.03", region.Kemendagri, "51.03"},
		{"51.03.01", "51.03.01", region.Kemendagri, "51.03.01"},
		{"51.03.01.2001", "51.03.01.2001", region.Kemendagri, "51.03.01.2001"},
		{"kemendagri:51.03", "51.03", region.Kemendagri, "51.03"},
		{"bps:51", "bps:51", region.BPS, "51"},
		{"bps:5103", "bps:5103", region.BPS, "5103"},
		{"bps:5103010", "bps:5103010", region.BPS, "5103010"},
		{"bps:5103010001", "bps:5103010001", region.BPS, "5103010001"},
		{"nyc:MN-05", "nyc:MN-05", "nyc", "MN-05"},
		{"iso:ID", "iso:ID", "iso", "ID"},
		{"x-1:" + strings.Repeat("a", region.MaxLocal), "x-1:" + strings.Repeat("a", region.MaxLocal), "x-1", strings.Repeat("a", region.MaxLocal)},
	} {
		c, err := region.Parse(tc.text)
		require.NoError(t, err, tc.text)
		require.Equal(t, tc.canonical, c.String())
		require.Equal(t, tc.system, c.System(), tc.text)
		require.Equal(t, tc.local, c.Local(), tc.text)
		require.False(t, c.IsZero())
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text   string
		reason string
		legal  []string
	}{
		{"", "empty", nil},
		{"5", "Kemendagri", nil},
		{"00", "Kemendagri", nil},
		{"5103", "Kemendagri or BPS", []string{"51.03", "bps:5103"}},
		{"510301", "Kemendagri or BPS", []string{"51.03.01"}},
		{"5103010", "Kemendagri or BPS", []string{"bps:5103010"}},
		{"5103012001", "Kemendagri or BPS", []string{"51.03.01.2001", "bps:5103012001"}},
		{"510", "Kemendagri or BPS", nil},
		{"51.3", "Kemendagri", []string{"51.03"}},
		{"51.3.1", "Kemendagri", []string{"51.03.01", "51.31"}},
		{"5.103", "Kemendagri", []string{"51.03"}},
		{"51.03.", "Kemendagri", []string{"51.03"}},
		{"51.00", "Kemendagri", nil},
		{" 51.03", "neither", []string{"51.03", "bps:5103", "system:code"}},
		{"Badung", "neither", []string{"51.03", "bps:5103", "system:code"}},
		{"٥١", "neither", []string{"51.03", "bps:5103", "system:code"}},
		{"kemendagri:5103", "Kemendagri", []string{"51.03"}},
		{"bps:51.03", "BPS", []string{"bps:5103"}},
		{"bps:510", "BPS", nil},
		{"bps:5100", "BPS", nil},
		{"BPS:5103", "lower-case", nil},
		{":5103", "lower-case", nil},
		{strings.Repeat("a", 33) + ":1", "lower-case", nil},
		{"nyc:", "nothing", nil},
		{"nyc:MN 05", "ASCII", nil},
		{"nyc:MN:05", "ASCII", nil},
		{"nyc:-05", "begins and ends", nil},
		{"nyc:" + strings.Repeat("a", region.MaxLocal+1), "64", nil},
	} {
		c, err := region.Parse(tc.text)
		var bad *region.CodeError
		require.ErrorAs(t, err, &bad, "%q", tc.text)
		require.ErrorIs(t, err, storage.ErrInvalid, "%q", tc.text)
		require.True(t, c.IsZero())
		require.Contains(t, bad.Reason, tc.reason, "%q", tc.text)
		require.Equal(t, tc.legal, bad.Legal, "%q", tc.text)
		for _, legal := range bad.Legal {
			if legal != "system:code" {
				require.NotPanics(t, func() { region.MustParse(legal) })
			}
		}
	}
	require.Panics(t, func() { region.MustParse("5103") })
}

func TestErrorsStaySmall(t *testing.T) {
	t.Parallel()
	_, err := region.Parse(strings.Repeat("9", 1<<20))
	require.Error(t, err)
	require.Less(t, len(err.Error()), 300)
}

func TestZeroCode(t *testing.T) {
	t.Parallel()
	var c region.Code
	require.True(t, c.IsZero())
	require.Empty(t, c.String())
	require.Empty(t, c.System())
	require.Empty(t, c.Local())
	require.Nil(t, c.Path())
	v, err := c.Value()
	require.NoError(t, err)
	require.Nil(t, v)
	for _, src := range []any{nil, "", []byte(nil)} {
		full := region.MustParse("51.03")
		require.NoError(t, full.Scan(src))
		require.True(t, full.IsZero())
	}
}

func TestCompareIsPreorder(t *testing.T) {
	t.Parallel()
	want := []string{"", "51", "51.03", "51.03.01", "51.03.01.2001", "51.03.02", "51.04", "52", "bps:51", "bps:5103", "nyc:MN-05"}
	var codes []region.Code
	for _, s := range want {
		var c region.Code
		require.NoError(t, c.UnmarshalText([]byte(s)))
		codes = append(codes, c)
	}
	slices.Reverse(codes)
	slices.SortFunc(codes, region.Code.Compare)
	for i, c := range codes {
		require.Equal(t, want[i], c.String())
	}
}

func TestScanRefusesNumbers(t *testing.T) {
	t.Parallel()
	for _, src := range []any{int64(5103), 51.03, true} {
		c := region.MustParse("51")
		var bad *region.CodeError
		require.ErrorAs(t, c.Scan(src), &bad)
		require.Equal(t, "51", c.String(), "unchanged on error")
	}
	c := region.MustParse("51")
	require.Error(t, c.Scan("5103"))
	require.Equal(t, "51", c.String(), "unchanged on error")
}

func TestJSONIsText(t *testing.T) {
	t.Parallel()
	type record struct {
		Place region.Code         `json:"place"`
		Count map[region.Code]int `json:"count"`
		Path  region.Path         `json:"path"`
	}
	in := record{
		Place: region.MustParse("51.03"),
		Count: map[region.Code]int{region.MustParse("bps:5103"): 2},
		Path:  region.MustParse("51.03").Path(),
	}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	require.JSONEq(t, `{"place":"51.03","count":{"bps:5103":2},"path":["51","51.03"]}`, string(text))
	var out record
	require.NoError(t, json.Unmarshal(text, &out))
	require.Equal(t, in, out)
	require.Error(t, json.Unmarshal([]byte(`{"place":51.03}`), &out), "a number is not a code")
	require.Error(t, json.Unmarshal([]byte(`{"place":"5103"}`), &out))
}

// codes draws codes of the three kinds of system.
func codes() *rapid.Generator[region.Code] {
	return rapid.Custom(func(t *rapid.T) region.Code {
		text := rapid.OneOf(
			rapid.StringMatching(`[1-9][0-9](\.[0-9][1-9](\.[0-9][1-9](\.[1-9][0-9]{3})?)?)?`),
			rapid.StringMatching(`bps:[1-9][0-9]([0-9][1-9]([0-9]{3}([0-9]{3})?)?)?`),
			rapid.StringMatching(`[a-z]{3,8}:[A-Za-z0-9]{1,4}([._/-][A-Za-z0-9]{1,4}){0,3}`),
		).Filter(func(s string) bool { _, err := region.Parse(s); return err == nil }).Draw(t, "text")
		return region.MustParse(text)
	})
}

func TestCodeRoundTrips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := codes().Draw(t, "code")
		again, err := region.Parse(string(c.System()) + ":" + c.Local())
		require.NoError(t, err)
		require.Equal(t, c, again)

		text, err := json.Marshal(c)
		require.NoError(t, err)
		var fromJSON region.Code
		require.NoError(t, json.Unmarshal(text, &fromJSON))
		require.Equal(t, c, fromJSON)

		value, err := c.Value()
		require.NoError(t, err)
		var fromSQL, fromBytes region.Code
		require.NoError(t, fromSQL.Scan(value))
		require.NoError(t, fromBytes.Scan([]byte(c.String())))
		require.Equal(t, c, fromSQL)
		require.Equal(t, c, fromBytes)
	})
}

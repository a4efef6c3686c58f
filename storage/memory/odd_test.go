package memory_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// TestOddDataComesBackAsItWent commits texts that break careless stores, and
// reads them back, also through the JSON form that other stores keep.
func TestOddDataComesBackAsItWent(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	for name, text := range map[string]string{
		"emoji":           "Sampah 🗑️ menumpuk 👨‍👩‍👧‍👦 di depan 🏫",
		"quotes":          `"ganda" 'tunggal' \ balik ` + "`miring`" + ` ; DROP TABLE complaints; -- %s {{.}} <script>`,
		"newlines":        "satu\ndua\r\ntiga\rempat\ttab\u2028garis\u2029alinea\v\f",
		"bidi controls":   "aman \u202e terbalik \u2066 dalam \u2069 \u200b\u200d\ufeff",
		"controls":        "bel \x07 esc \x1b[31m hapus \x7f",
		"combining":       "e\u0301 bukan é; ẛ̣ \ufffd",
		"spaces around":   "   jalan   ",
		"1 MB":            strings.Repeat("Banjir! 🌊\n", 1<<20/13),
		"1 MiB of quotes": strings.Repeat(`"`, 1<<20),
	} {
		c := k.open(func(d *complaint.Draft) { d.Body, d.Place = text, "tempat: "+text[:min(len(text), 3)] })
		commit(t, s, complaints(c))
		want := c.Clone()
		want.Version = 1
		back := get(t, s, c.ID)
		require.Equal(t, want, back, name)
		require.Equal(t, text, back.Body(), name)

		data, err := back.Encode()
		require.NoError(t, err, name)
		var decoded complaint.Complaint
		require.NoError(t, json.Unmarshal(data, &decoded), name)
		require.Equal(t, *back, decoded, name)
	}
}

func TestWhatCannotBeStoredEverywhereIsRefused(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	for name, change := range map[string]func(*complaint.Complaint){
		"nanoseconds in next due": func(c *complaint.Complaint) { c.NextDue = began().Add(time.Nanosecond) },
		"next due in year 10000":  func(c *complaint.Complaint) { c.NextDue = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"nanoseconds in an entry": func(c *complaint.Complaint) { c.Timeline[0].At = c.Timeline[0].At.Add(time.Nanosecond) },
		"NUL in a text":           func(c *complaint.Complaint) { c.Texts[0].Body = "a\x00b" },
		"no tracking number":      func(c *complaint.Complaint) { c.Tracking = "" },
		"a kind that is no word":  func(c *complaint.Complaint) { c.Kind = "Kind" },
	} {
		c := k.open()
		change(c)
		require.ErrorIs(t, s.Commit(t.Context(), complaints(c)), storage.ErrInvalid, name)
	}
	require.Empty(t, list(t, s, complaint.Query{}))
}

func TestInstantsKeepTheirMicroseconds(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	c := k.open()
	c.NextDue = time.Date(2026, 12, 31, 23, 59, 59, 999_999_000, time.UTC)
	commit(t, s, complaints(c))
	require.Equal(t, c.NextDue, get(t, s, c.ID).NextDue)
	due := func(by time.Time) []*complaint.Complaint {
		return list(t, s, complaint.Query{Order: complaint.ByDue, Filter: complaint.Filter{DueBy: by}})
	}
	require.Len(t, due(c.NextDue), 1, "not later than the instant itself")
	require.Empty(t, due(c.NextDue.Add(-time.Microsecond)))
	require.Len(t, due(c.NextDue.In(time.FixedZone("WITA", 8*3600))), 1, "whatever the zone")
}

// TestEntriesComeBackByteByByte: what is kept small loses nothing, whichever fields an
// entry fills.
func TestEntriesComeBackByteByByte(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	for name, change := range map[string]func(*complaint.Entry){
		"nothing":            func(*complaint.Entry) {},
		"a zone":             func(e *complaint.Entry) { e.At = e.At.In(time.FixedZone("WITA", 8*3600)) },
		"told":               func(e *complaint.Entry) { e.Told = e.At.Add(-time.Second) },
		"a key":              func(e *complaint.Entry) { e.Key = "k" },
		"a meaning":          func(e *complaint.Entry) { e.Meaning = complaint.MeaningRates },
		"a rating":           func(e *complaint.Entry) { e.Details.Rating = 4 },
		"no disclosure":      func(e *complaint.Entry) { e.Details.Disclosure = nil },
		"a disclosure alone": func(e *complaint.Entry) { e.Details.Kind = "" },
		"a class":            func(e *complaint.Entry) { e.Details.Class = complaint.ClassNonSupervisory },
		"units":              func(e *complaint.Entry) { e.Details.Main, e.Details.Supporting = "a", []agency.ID{"b", "c"} },
		"supporting alone":   func(e *complaint.Entry) { e.Details.Supporting = []agency.ID{"b"} },
		"a path":             func(e *complaint.Entry) { e.Details.Agency, e.Details.AgencyPath = "a/b", []agency.ID{"a", "a/b"} },
		"a routing": func(e *complaint.Entry) {
			e.Details.Routed = complaint.Routed{Table: "t", Rule: "r", Unread: []string{"x"}}
		},
		"half a routing":      func(e *complaint.Entry) { e.Details.Routed.Rule = "r" },
		"a title as its body": func(e *complaint.Entry) { e.Body = e.Title },
		"a step":              func(e *complaint.Entry) { e.Details.Step = 2 },
	} {
		c := k.open()
		change(&c.Timeline[0])
		commit(t, s, complaints(c))
		c.Version = 1
		want, err := c.Encode()
		require.NoError(t, err, name)
		got, err := get(t, s, c.ID).Encode()
		require.NoError(t, err, name)
		require.Equal(t, string(want), string(got), name)
	}
}

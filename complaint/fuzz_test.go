package complaint_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// requireTyped checks that a decoder refused with an error of its own, or of
// encoding/json for what is no JSON at all.
func requireTyped(t *testing.T, data []byte, err error) {
	t.Helper()
	if json.Valid(data) {
		require.ErrorIs(t, err, storage.ErrInvalid)
		var invalid *storage.InvalidError
		require.True(t, errors.As(err, &invalid))
		require.NotEmpty(t, invalid.Problems)
		require.LessOrEqual(t, len(err.Error()), 100_000)
	}
}

func FuzzComplaintJSON(f *testing.F) {
	l := walkRules(f, complaint.Extensions{})
	w := newWalker(f, l, 1)
	for c, n := w.open(), 0; n < 12; n++ {
		data, err := c.Encode()
		require.NoError(f, err)
		f.Add(data)
		c, _ = w.step(c)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c complaint.Complaint
		if err := json.Unmarshal(data, &c); err != nil {
			requireTyped(t, data, err)
			require.Equal(t, complaint.Complaint{}, c, "unchanged on error")
			return
		}
		require.NoError(t, c.Validate(complaint.Limits{}))
		out, err := c.Encode()
		require.NoError(t, err)
		var again complaint.Complaint
		require.NoError(t, json.Unmarshal(out, &again))
		twice, err := again.Encode()
		require.NoError(t, err)
		require.Equal(t, string(out), string(twice))
		require.Equal(t, len(c.Timeline), len(again.Timeline))
		for i := range c.Timeline {
			require.True(t, c.Timeline[i].Equal(again.Timeline[i]), "entry %d", i)
		}
		// Whatever was read may be asked and shown.
		_, _ = l.Replay(&c)
		_ = l.Clocks(&c)
		_ = l.PublicView(&c)
		for _, by := range walkActors(&c) {
			_ = l.AgencyView(&c, by, complaint.Moment{Now: w.now})
		}
	})
}

func FuzzDraftJSON(f *testing.F) {
	w := newWalker(f, walkRules(f, complaint.Extensions{}), 2)
	for range 6 {
		d := w.draft()
		d.Reporter = complaint.Person{Account: complaint.NewPrivate("a"), Name: complaint.NewPrivate("Wayan"), NationalID: complaint.NewPrivate("5103"), Phone: complaint.NewPrivate("0812"), Email: complaint.NewPrivate("w@example.id"), Address: complaint.NewPrivate("Jl. Raya")}
		data, err := d.Encode()
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add([]byte(`{"disclosure":{"named":false,"Named":true}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d complaint.Draft
		if err := json.Unmarshal(data, &d); err != nil {
			requireTyped(t, data, err)
			return
		}
		if err := d.Validate(complaint.Limits{}); err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
		}
		out, err := d.Encode()
		require.NoError(t, err)
		var again complaint.Draft
		require.NoError(t, json.Unmarshal(out, &again))
		requireSame(t, d, again)
	})
}

func FuzzCommandJSON(f *testing.F) {
	w := newWalker(f, walkRules(f, complaint.Extensions{}), 3)
	c := w.open()
	for a := range w.l.Machine().Actions() {
		at := w.moment()
		at.Elapsed = append(at.Elapsed, complaint.ClockReply)
		if d := (complaint.Disclosure{Named: true}); c.Disclosure != d {
			c.Disclosure = d // something to disclose and something to seal
		}
		data, err := json.Marshal(w.suitable(c, a, at))
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var cmd complaint.Command
		if err := json.Unmarshal(data, &cmd); err != nil {
			requireTyped(t, data, err)
			return
		}
		if err := cmd.Validate(complaint.Limits{}); err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
		}
		out, err := json.Marshal(cmd)
		require.NoError(t, err)
		var again complaint.Command
		require.NoError(t, json.Unmarshal(out, &again))
		if len(cmd.Attachments) == 0 {
			cmd.Attachments = nil
		}
		if len(cmd.Supporting) == 0 {
			cmd.Supporting = nil
		}
		require.Equal(t, cmd, again)
	})
}

func FuzzParseID(f *testing.F) {
	for _, seed := range []string{
		"", "01890a5d-ac96-774b-bcce-b302099a8057", "01890A5D-AC96-774B-BCCE-B302099A8057", "{01890a5d-ac96-774b-bcce-b302099a8057}",
		"urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057", "01890a5dac96774bbcceb302099a8057", "01890a5d-ac96-774b-bcce-b302099a805g",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := complaint.ParseID(text)
		if err != nil {
			require.True(t, id.IsZero())
			return
		}
		require.Equal(t, strings.ToLower(text), id.String())
		again, err := complaint.ParseID(id.String())
		require.NoError(t, err)
		require.Equal(t, id, again)
	})
}

func FuzzParseTracking(f *testing.F) {
	for _, seed := range []string{"", "5724000000008", "0000 0000 0000 0", "572-400", "57240000000080", "٥٧٢٤", "-5724000000008", "5724000000008 "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		number, err := complaint.ParseTracking(text)
		if err != nil {
			require.Empty(t, number)
			return
		}
		require.Len(t, string(number), 13)
		require.Equal(t, string(number), strings.NewReplacer(" ", "", "-", "").Replace(text))
		again, err := complaint.ParseTracking(number.String())
		require.NoError(t, err)
		require.Equal(t, number, again)
	})
}

// FuzzTexts reads one text as each of the small types that have a text form.
func FuzzTexts(f *testing.F) {
	for _, seed := range []string{
		"", "public_works/roads", "a//b", strings.Repeat("a", 201), strings.Repeat("0f", 32), strings.Repeat("0F", 32), strings.Repeat("0f", 16),
		"2020-02-29", "2021-02-29", "0000-01-01", "9999-12-31", "2020-1-1", "01890a5d-ac96-774b-bcce-b302099a8057@",
		"01890a5d-ac96-774b-bcce-b302099a8057@2020-11-12T02:00:00.123456Z", "01890a5d-ac96-774b-bcce-b302099a8057@0000-01-01T00:00:00+01:00",
		"01890a5d-ac96-774b-bcce-b302099a8057@9999-12-31T23:59:59-01:00", "00000000-0000-0000-0000-000000000000@", "complaint", "spam",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, form := range textForms() {
			read := form.fresh()
			if err := read.UnmarshalText([]byte(text)); err != nil {
				require.Equal(t, form.fresh(), read, "unchanged on error")
				require.LessOrEqual(t, len(err.Error()), 1000)
				continue
			}
			out, err := read.MarshalText()
			require.NoError(t, err, "%s accepts %q", form.name, text)
			again := form.fresh()
			require.NoError(t, again.UnmarshalText(out), "%s writes %q for %q", form.name, out, text)
			require.Equal(t, read, again)
		}
	})
}

// FuzzParsePoint: a point has one text, in which it is read as itself.
func FuzzParsePoint(f *testing.F) {
	for _, seed := range []string{"", "-8.6705,115.2126", "0,0", "-0,-0.0", "90,180", "90.0000001,0", "1e1,2", "NaN,NaN", "1.12345678,1", "00001,1", "1,2,3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := complaint.ParsePoint(text)
		if err != nil {
			require.True(t, p.IsZero())
			return
		}
		again, err := complaint.ParsePoint(p.Open())
		require.NoError(t, err)
		require.Equal(t, p.Open(), again.Open())
		lat, lon := p.Degrees()
		require.True(t, -90 <= lat && lat <= 90 && -180 <= lon && lon <= 180)
		made, err := complaint.NewPoint(lat, lon)
		require.NoError(t, err)
		require.True(t, made.Equal(p), "no decimal is lost in a float")
		require.NotPanics(t, func() { _ = p.Coarse().String() })
	})
}

// FuzzParseQuestionnaire: what is read is written, and read as the same.
func FuzzParseQuestionnaire(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "questions.yaml"))
	require.NoError(f, err)
	f.Add(data)
	f.Add([]byte("name: a\nedition: b\ncategories: [{questions: [{code: c, type: string, label: {en: d}}]}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		q, err := complaint.ParseQuestionnaire("f.yaml", data)
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			return
		}
		text, err := q.JSON()
		require.NoError(t, err)
		again, err := complaint.ParseQuestionnaire("f.json", text)
		require.NoError(t, err)
		next, err := again.JSON()
		require.NoError(t, err)
		require.Equal(t, string(text), string(next))
	})
}

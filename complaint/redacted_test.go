package complaint_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// A redacted case says how it went and nothing of who took part, also where they or
// others wrote it into a text.
func TestRedactedCase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	about := "KENARI Nama rang +62 812-3456 7890 an (nama@example.id), Jalan Kenari 7, NIK 5103.0117.0845.0001, 12 lamps."
	draft := plantedDraft()
	draft.Title, draft.Body, draft.Place = "Lamp of kenari", about, "rahasia tempat"
	draft.Attributes = []complaint.Attribute{attribute("telephone", complaint.DatatypeString, "0812 3456 7890"), attribute("lamps", complaint.DatatypeNumber, "12")}
	draft.Attachments = []complaint.Attachment{{Name: "kenari.jpg", MediaType: "image/jpeg", Size: 7, Digest: complaint.Digest{1}}}
	draft.Accused = []agency.ID{"health"}
	r, err := d.Submit(t.Context(), complaint.Actor{ID: planted().Account.Open()}, draft)
	require.NoError(t, err)
	forward := forwardTo("works")
	forward.Category = "public_works/roads"
	d.do(byNational(), r.ID, forward)
	note := noteOf(about)
	note.Attachments = draft.Attachments
	d.do(byAgency("works"), r.ID, note)
	before := len(d.stored(r.ID).Timeline)

	const purpose = "asked for by the ombudsman"
	_, err = d.Redacted(t.Context(), byNational(), r.ID, "")
	require.ErrorIs(t, err, storage.ErrInvalid)
	got, err := d.Redacted(t.Context(), byNational(), r.ID, purpose)
	require.NoError(t, err)
	shown := got
	shown.ID = complaint.ID{} // drawn by chance, it may hold any two digits
	text := string(must(json.Marshal(shown)))
	requireSilent(t, text, "redacted", ofPerson, "nama", ofPlace, "tempat", "alamat", "lampu-317", "7890", "5103.0", "adm-works", "@")
	require.NotContains(t, text, r.Tracking.String())
	require.Equal(t, "Lamp of [...]", got.Title)
	require.Equal(t, "[...] rang [...] an [...] [...], NIK [...], 12 lamps.", got.Events[2].Text)
	require.Equal(t, []string{"12"}, got.Attributes[1].Values)
	require.Equal(t, []complaint.RedactedFile{{MediaType: "image/jpeg", Size: 7, Digest: complaint.Digest{1}}}, got.Events[2].Files)
	require.Equal(t, agency.ID("works"), got.Events[2].For)
	require.Equal(t, agency.ID("health"), got.Accused[0].Agency)
	require.False(t, got.Near.IsZero())
	require.Len(t, d.stored(r.ID).Timeline, before+1, "somebody looked")
	require.Equal(t, complaint.ActionOpenIdentity, got.Events[before].Action)
	require.Equal(t, purpose, got.Events[before].Text)

	for _, by := range []complaint.Actor{byAgency("health"), {ID: "o", Role: complaint.RoleOmbudsman}} {
		_, err = d.Redacted(t.Context(), by, r.ID, purpose)
		require.ErrorIs(t, err, storage.ErrNotFound, "it is secret, and was not escalated to them")
	}
	_, err = d.Redacted(t.Context(), complaint.Actor{ID: planted().Account.Open()}, r.ID, purpose)
	require.ErrorIs(t, err, complaint.ErrForbidden)
	require.Len(t, d.stored(r.ID).Timeline, before+1)
}

// Whoever may not open the identity gets no file: by what is black in it they could test
// who an anonymous reporter is.
func TestRedactedIsNoOracle(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	draft := plantedDraft()
	draft.Disclosure = complaint.Disclosure{Public: true}
	r, err := d.Submit(t.Context(), complaint.Actor{ID: planted().Account.Open()}, draft)
	require.NoError(t, err)
	forward := forwardTo("works")
	forward.Category = "public_works/roads"
	d.do(byNational(), r.ID, forward)
	d.do(byAgency("works"), r.ID, noteOf("Rina Salas, Kenari Nama"))
	before := len(d.stored(r.ID).Timeline)
	_, err = d.Redacted(t.Context(), byAgency("works"), r.ID, "a guess")
	require.ErrorIs(t, err, complaint.ErrForbidden)
	require.Len(t, d.stored(r.ID).Timeline, before)
	got, err := d.Redacted(t.Context(), byNational(), r.ID, "for the ombudsman")
	require.NoError(t, err)
	require.Equal(t, "Rina Salas, [...]", got.Events[before-1].Text)
}

// A reporter's copy has all their cases, what identifies them, and who looked at it for
// what, by capacity and not by name; it has no word of anybody else's cases.
func TestCopyForTheReporter(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	me := complaint.Actor{ID: planted().Account.Open()}
	r, err := d.Submit(t.Context(), me, plantedDraft())
	require.NoError(t, err)
	second := plantedDraft()
	fromSystem("wa-62812")(&second)
	_, err = d.Submit(t.Context(), byImport(), second)
	require.NoError(t, err)
	d.submit(func(draft *complaint.Draft) { draft.Title = "of somebody else" })
	d.do(byNational(), r.ID, noteOf("an internal remark"))
	_, err = d.OpenIdentity(t.Context(), byNational(), r.ID, "a threat in the text")
	require.NoError(t, err)

	var out bytes.Buffer
	written, err := complaint.WriteLines(&out, d.Copy(t.Context(), me))
	require.NoError(t, err)
	require.Equal(t, complaint.Written{Items: 2}, written)
	for _, part := range []string{"kenari-akun", "Kenari Nama", "5103kenari", "0812kenari", "kenari@example.id", "Jalan Kenari 7", "wa-62812", "rahasia isi", r.Tracking.String()} {
		require.Contains(t, out.String(), part)
	}
	for _, other := range []string{"somebody else", "internal remark", "nat\""} {
		require.NotContains(t, out.String(), other)
	}
	for _, one := range whole(t, d.Copy(t.Context(), me)) {
		var want []complaint.Opening
		if one.Case.ID == r.ID {
			want = []complaint.Opening{{At: deskBegan(), Role: complaint.RoleNationalAdmin, Purpose: "a threat in the text"}}
		}
		require.Equal(t, want, one.Opened)
		requirePrintsSilent(t, one, ofPerson, ofReport, ofPlace)
	}
	for _, by := range []complaint.Actor{{}, byReporter(), byNational()} {
		for got, err := range d.Copy(t.Context(), by) {
			require.NoError(t, err)
			require.Equal(t, "of somebody else", got.Case.Title)
			require.Equal(t, byReporter(), by)
		}
	}
}

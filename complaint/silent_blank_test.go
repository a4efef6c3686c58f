package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// blanks look filled and are not.
func blanks() map[string]string {
	return map[string]string{
		"empty": "", "spaces": "  \n\t", "hard spaces": "\u00a0\u2003\u3000", "zero width": "\u200b\u200d\u2060\ufeff", "soft hyphen": "\u00ad",
		"direction": "\u200f\u202e", "controls": "\x01\x1b", "filler": "\u3164\u2800", "variation": "\ufe0f",
	}
}

// refused is the field of which a problem was found.
func refused(t *testing.T, err error, field, why string) {
	t.Helper()
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid, why)
	for _, p := range invalid.Problems {
		if p.Field == field {
			return
		}
	}
	require.Failf(t, "no problem there", "%s: %s: %v", why, field, err)
}

// Where something is required, a text that shows nothing is none: in a report, in
// every command, and as the purpose of opening an identity.
func TestSilentBlankTexts(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	const office = "id:51.03/dinkes"
	r := d.handled(office, true)
	before := d.stored(r.ID).Version
	for name, blank := range blanks() {
		_, err := d.Submit(ctx, byReporter(), deskDraft(func(d *complaint.Draft) { d.Title = blank }))
		refused(t, err, "title", name)
		_, err = d.Submit(ctx, byReporter(), deskDraft(func(d *complaint.Draft) { d.Body = blank }))
		refused(t, err, "body", name)
		_, err = d.Submit(ctx, byImport(), deskDraft(func(d *complaint.Draft) {
			d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "s", ID: complaint.NewPrivate(blank)}
		}))
		refused(t, err, "external", name)
		file := []complaint.Attachment{{Name: blank, MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}
		_, err = d.Submit(ctx, byReporter(), deskDraft(func(d *complaint.Draft) { d.Attachments = file }))
		refused(t, err, "attachments[0].name", name)

		for _, cmd := range []complaint.Command{
			{Action: complaint.ActionSuspend},
			{Action: complaint.ActionReturn},
			{Action: complaint.ActionHandBack},
			{Action: complaint.ActionReopen},
			{Action: complaint.ActionTransfer, Agency: office},
			{Action: complaint.ActionReclassify, Class: complaint.ClassAspiration},
			{Action: complaint.ActionNote},
			{Action: complaint.ActionFollowUp},
			{Action: complaint.ActionDraft},
			{Action: complaint.ActionRespond},
			{Action: complaint.ActionReply},
			{Action: complaint.ActionExtend, Days: 1},
		} {
			cmd.Note = blank
			refused(t, deskNational(t).ValidateCommand(cmd), "note", name+", "+string(cmd.Action))
			for _, by := range []complaint.Actor{byReporter(), byNational(), byAgency(office)} {
				_, err := d.Do(ctx, by, r.ID, cmd)
				require.Error(t, err)
			}
		}
		if blank != "" {
			edit := complaint.Command{Action: complaint.ActionEdit, Title: blank, Body: "B"}
			refused(t, edit.Validate(complaint.Limits{}), "title", name)
			edit = complaint.Command{Action: complaint.ActionEdit, Title: "T", Body: blank}
			refused(t, edit.Validate(complaint.Limits{}), "body", name)
		}
		refused(t, complaint.Command{Action: complaint.ActionAttach, Attachments: file}.Validate(complaint.Limits{}), "attachments[0].name", name)
		_, err = d.OpenIdentity(ctx, byNational(), r.ID, blank)
		refused(t, err, "purpose", name)
		if blank != "" { // whether there must be one says the lifecycle
			_, errs := readAll("kind,title,body,channel\ncomplaint,\""+blank+"\",B,web\n", complaint.Limits{})
			require.NotEmpty(t, errs, name)
		}
	}
	require.Equal(t, before, d.stored(r.ID).Version, "nothing was written")
}

// What surrounds a text, and texts that nothing requires, are kept as they are.
func TestTextsAreKeptAsTheyAre(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.submit(func(d *complaint.Draft) { d.Title, d.Place = "\u200e  Jalan ", " \u200b" })
	mine, err := d.Mine(t.Context(), byReporter(), r.ID)
	require.NoError(t, err)
	require.Equal(t, "\u200e  Jalan ", mine.Title)
	require.Equal(t, " \u200b", mine.Place)
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "id:51.03/dinkes", Note: " "})
	require.Equal(t, lifecycle.Action("forward"), d.stored(r.ID).Timeline[1].Action)
}

package complaint_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// A word that the edition does not have is refused, and the nearest that it has comes
// first; without an edition only the form is judged.
func TestUnknownWordsAreRefused(t *testing.T) {
	t.Parallel()
	const office = "id:51.03/dinkes"
	d := newCity(t)
	first := func(err error, field string) string {
		t.Helper()
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Len(t, invalid.Problems, 1)
		require.Equal(t, field, invalid.Problems[0].Field)
		return invalid.Problems[0].Legal[0]
	}
	for _, c := range []struct {
		change         func(*complaint.Draft)
		field, nearest string
	}{
		{func(d *complaint.Draft) { d.Kind = "complant" }, "kind", "complaint"},
		{func(d *complaint.Draft) { d.Kind = "service_requests" }, "kind", "service_request"},
		{func(d *complaint.Draft) { d.Channel = "fone" }, "channel", "phone"},
		{func(d *complaint.Draft) { d.Channel = complaint.ChannelSMS }, "channel", "phone"},
		{func(d *complaint.Draft) { d.Kind = "" }, "kind", "service_request"},
	} {
		draft := deskDraft(c.change)
		_, err := d.Submit(t.Context(), byReporter(), draft)
		require.Equal(t, c.nearest, first(err, c.field))
		require.Equal(t, c.nearest, first(city(t).ValidateDraft(draft), c.field))
		if draft.Kind != "" {
			require.NoError(t, draft.Validate(complaint.Limits{}))
			requireSilent(t, err.Error(), "what was written", "complant", "fone")
		}
	}
	r := d.submit(called)
	do := func(cmd complaint.Command) error {
		require.NoError(t, cmd.Validate(complaint.Limits{}), "no edition")
		_, err := d.Do(t.Context(), byNational(), r.ID, cmd)
		return err
	}
	require.Equal(t, "urgent", first(do(complaint.Command{Action: complaint.ActionForward, Class: "urgnt", Agency: office}), "class"))
	require.Equal(t, "routine", first(do(complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassSupervisory, Agency: office}), "class"))
	require.Equal(t, "solved", first(do(complaint.Command{Action: complaint.ActionArchive, Reason: "solvd"}), "reason"))
	require.Equal(t, "mayor", first(do(complaint.Command{Action: complaint.ActionEscalate, Clock: complaint.ClockVerification, Rung: "major"}), "rung"))
	for _, reason := range []complaint.ArchiveReason{"lapsed", complaint.ArchivedDuplicate, complaint.ArchivedExpired} {
		err := do(complaint.Command{Action: complaint.ActionArchive, Reason: reason})
		require.ErrorContains(t, err, "reason: "+string(reason)+" cannot be chosen")
		require.Equal(t, "spam", first(err, "reason"))
	}
	require.ErrorContains(t, complaint.Command{Action: complaint.ActionArchive, Reason: "no word"}.Validate(complaint.Limits{}), "reason: want a word")

	_, err := newDesk(t).Submit(t.Context(), byReporter(), deskDraft(called))
	require.ErrorContains(t, err, "kind: there is no such word in the lifecycle sp4n-lapor 2; legal: complaint, aspiration, information_request")
}

// A case under own words goes the whole way, and the words mean what the edition says.
func TestCityCase(t *testing.T) {
	t.Parallel()
	const office = "id:51.03/dinkes"
	d, ctx := newCity(t), t.Context()
	inspector := complaint.Actor{ID: "ins", Role: complaint.RoleInspectorate, Region: region.MustParse("51.71")}
	ombudsman := complaint.Actor{ID: "omb", Role: complaint.RoleOmbudsman}
	r := d.submit(called, secretly)
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionForward, Class: "routine", Agency: office})
	_, err := d.Get(ctx, inspector, r.ID)
	require.ErrorIs(t, err, storage.ErrNotFound)
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionReclassify, Class: "integrity", Note: "Ada dugaan."})
	v, err := d.Get(ctx, inspector, r.ID)
	require.NoError(t, err, "the class means supervision")
	require.Equal(t, "Integrity", city(t).ClassIn(aduan.English(), v.Class))
	require.Equal(t, complaint.ChannelPhone, v.Channel)
	denial, err := d.WhyNot(ctx, byReporter(), r.ID, complaint.ActionWithdraw)
	require.NoError(t, err)
	require.Contains(t, denial.Error(), "the case is not supervisory")

	// Oversight reads what is secret only once it was escalated to a rung that means it.
	c := d.stored(r.ID)
	for rung, sees := range map[complaint.Rung]bool{"mayor": false, "auditor": true, complaint.RungOmbudsman: false} {
		c.Escalations = []complaint.Escalation{{Clock: complaint.ClockResolution, Rung: rung}}
		require.Equal(t, sees, city(t).CanSee(c, ombudsman, complaint.Moment{Now: d.clock.now()}), rung)
	}

	public := d.submit(called)
	d.do(byNational(), public.ID, complaint.Command{Action: complaint.ActionForward, Class: "urgent", Agency: office})
	replayed, err := city(t).Replay(d.stored(public.ID))
	require.NoError(t, err)
	requireSame(t, d.stored(public.ID), replayed)
	require.NoError(t, city(t).CheckWords(d.stored(public.ID)))
}

// Archiving takes a report down unless its reason says otherwise, and names the competent
// body if it does.
func TestCityReasons(t *testing.T) {
	t.Parallel()
	d, ctx := newCity(t), t.Context()
	archived := func(cmd complaint.Command) (complaint.Receipt, *complaint.Complaint) {
		r := d.submit(called)
		c := d.stored(r.ID)
		c.Verified = true // as after a forward
		cmd.Action = complaint.ActionArchive
		next, err := city(t).Apply(c, byNational(), cmd, complaint.Moment{Now: d.clock.now()})
		require.NoError(t, err)
		return r, next
	}
	for reason, down := range map[complaint.ArchiveReason]bool{complaint.ArchivedSpam: true, "solved": false, "not_ours": true} {
		_, c := archived(complaint.Command{Reason: reason, Agency: "id:51"})
		require.Equal(t, down, c.TakenDown(), reason)
		require.Equal(t, !down, c.Timeline[1].Details.StaysPublic, reason)
		require.Equal(t, down, city(t).PublicView(c).Report == nil, reason)
		text, err := c.Encode()
		require.NoError(t, err)
		require.Equal(t, !down, strings.Contains(string(text), `"stays_public":true`))
		var read complaint.Complaint
		require.NoError(t, read.UnmarshalJSON(text))
		require.Equal(t, down, read.TakenDown(), reason)
		head := c.Head("")
		head.Timeline = nil
		require.True(t, head.TakenDown(), "where nobody knows, it is private")
		require.NoError(t, city(t).CheckWords(c))
		c.Timeline[1].Details.StaysPublic = !c.Timeline[1].Details.StaysPublic
		require.ErrorContains(t, city(t).CheckWords(c), "timeline[1].details.stays_public: is not what the edition says")
	}
	_, err := d.Do(ctx, byNational(), d.submit(called).ID, complaint.Command{Action: complaint.ActionArchive, Reason: "not_ours"})
	require.ErrorContains(t, err, "names the competent body")
	r := d.submit(called)
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionArchive, Reason: "not_ours", Agency: "id:51", Key: "k"})
	mine, err := d.Mine(ctx, byReporter(), r.ID)
	require.NoError(t, err)
	require.Equal(t, "id:51", string(mine.Competent))
	r = d.submit(called)
	cmd := complaint.Command{Action: complaint.ActionArchive, Reason: "solved", Key: "k"}
	d.do(byNational(), r.ID, cmd)
	again, err := d.Do(ctx, byNational(), r.ID, cmd)
	require.NoError(t, err)
	require.True(t, again.Repeated)

	// What the package knows without an edition is what its table says.
	for _, w := range complaint.NationalWords().Reasons {
		stays := len(w.Means) > 0 && w.Means[0] == complaint.MeansStaysPublic
		require.Equal(t, stays, !(&complaint.Complaint{Archived: complaint.ArchiveReason(w.Word)}).TakenDown(), w.Word)
	}
}

// The number of another system goes with any channel; a channel that is another system
// cannot do without.
func TestExternalReferenceByTelephone(t *testing.T) {
	t.Parallel()
	d := newCity(t)
	r := d.submit(called, func(d *complaint.Draft) { d.External = telephone() })
	requireSame(t, telephone(), d.stored(r.ID).External)
	require.Equal(t, complaint.ChannelPhone, d.stored(r.ID).Channel)
	_, err := d.Submit(t.Context(), byReporter(), deskDraft(called, func(d *complaint.Draft) { d.External.System, d.External.ID = "x", complaint.NewPrivate("1") }))
	require.ErrorIs(t, err, complaint.ErrForbidden, "still only those may who import")
	_, err = d.Submit(t.Context(), byImport(), deskDraft(func(d *complaint.Draft) { d.Kind, d.Channel = "damage", "sister_city" }))
	require.ErrorContains(t, err, "external: the channel is another system")
}

// A stored case with a word that its edition does not have is read, shown and worked on,
// and the word is told.
func TestUnknownWordOfAStoredCase(t *testing.T) {
	t.Parallel()
	const office = "id:51.03/dinkes"
	d, ctx := newDesk(t), t.Context()
	r := d.submit()
	c := d.stored(r.ID)
	id := d.id()
	number, err := complaint.NewTracking(deskEntropy())
	require.NoError(t, err)
	c.ID, c.Version, c.Tracking, c.Kind, c.Channel, c.Class = id, 0, number, "damage", complaint.ChannelPhone, "integrity"
	c.Reporter.UUID[0]++
	c.Timeline[0].Details.Kind, c.Timeline[0].Details.Channel = c.Kind, c.Channel
	require.NoError(t, d.store.Commit(ctx, backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}}}))

	v, err := d.Get(ctx, byNational(), id)
	require.NoError(t, err)
	require.Equal(t, complaint.Kind("damage"), v.Kind)
	require.Equal(t, "damage", deskNational(t).KindIn(aduan.English(), v.Kind))
	d.do(byNational(), id, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: office})
	d.do(byAgency(office), id, complaint.Command{Action: complaint.ActionHandle})
	d.sweep(complaint.Position{}, 0)

	err = deskNational(t).CheckWords(d.stored(id))
	require.ErrorContains(t, err, "kind: there is no such word in the lifecycle sp4n-lapor 2; legal: complaint")
	require.ErrorContains(t, err, "timeline[0].details.channel: there is no such word")
	require.NotContains(t, err.Error(), "class", "it was classified anew")
	found, err := d.store.Verify(context.Background(), backend.Verification{Lifecycles: []*complaint.Lifecycle{deskNational(t)}})
	require.NoError(t, err)
	require.Len(t, found.Faults, 1)
	require.ErrorContains(t, found.Faults[0], "kind: there is no such word")
}

// Rows are judged by the edition where it is known.
func TestWordsOfCSV(t *testing.T) {
	t.Parallel()
	const file = "kind,title,body,channel\ndamage,a,b,phone\ncomplant,a,b,web\nservice_request,a,b,sister_city\n"
	var errs []string
	for row, err := range city(t).ReadCSV(strings.NewReader(file)) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		require.Equal(t, complaint.Kind("damage"), row.Draft.Kind)
		require.Equal(t, complaint.ChannelPhone, row.Draft.Channel)
	}
	require.Len(t, errs, 2)
	require.Contains(t, errs[0], "kind: there is no such word in the lifecycle city 1; legal: complaint, service_request, damage")
	require.Contains(t, errs[1], "external: the channel is another system")
	for _, err := range city(t).ReadCSV(strings.NewReader("kind,title,body,channel,secret\ndamage,a,b,fax,maybe\n")) {
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Len(t, invalid.Problems, 2, "channel and secret at once")
		require.Equal(t, "channel", invalid.Problems[0].Field)
	}
	for _, err := range complaint.ReadCSV(strings.NewReader(file), complaint.Limits{}) {
		require.NoError(t, err, "no edition")
	}
}

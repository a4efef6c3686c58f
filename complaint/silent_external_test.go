package complaint_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// telephone is an external reference whose number is somebody's telephone.
func telephone() complaint.External {
	return complaint.External{System: "wa-gateway", ID: complaint.NewPrivate("wa-6281234567")}
}

const ofTelephone = "6281234567"

// fromGateway makes a draft one that came through the gateway.
func fromGateway(open complaint.Disclosure) func(*complaint.Draft) {
	return func(d *complaint.Draft) {
		d.Channel, d.External, d.Disclosure = complaint.ChannelIntegrated, telephone(), open
	}
}

// requireNoTelephone prints, logs and marshals what somebody was shown.
func requireNoTelephone(t *testing.T, shown any, where string) {
	t.Helper()
	requireSilent(t, fmt.Sprintf("%v %+v %#v %s %q", shown, shown, shown, shown, shown), where, ofTelephone)
	text, err := json.Marshal(shown)
	require.NoError(t, err)
	requireSilent(t, string(text), where, ofTelephone)
}

// Case 14: an external number that may be somebody's telephone is shown to nobody
// while it is hidden who reported, or what: in no view, event, list or error, and no
// search finds the case by it.
func TestSilentExternalNumber(t *testing.T) {
	t.Parallel()
	const office = "id:51.03/dinkes"
	for _, open := range []complaint.Disclosure{{}, {Named: true}, {Public: true}} {
		t.Run(open.String(), func(t *testing.T) {
			t.Parallel()
			ctx, d := t.Context(), newDesk(t)
			r := d.handled(office, true, fromGateway(open))
			actors := []complaint.Actor{
				byNational(), byAgency(office), byLiaison(office), byUnit(office),
				{ID: "omb", Role: complaint.RoleOmbudsman},
				{ID: "ins", Role: complaint.RoleInspectorate, Region: deskDraft().Region},
				{ID: "loc", Role: complaint.RoleLocalCoordinator, Region: deskDraft().Region},
			}
			for _, by := range actors {
				where := fmt.Sprint(by.Role)
				v, err := d.Get(ctx, by, r.ID)
				if err == nil {
					require.Zero(t, v.External)
					requireNoTelephone(t, v, where)
				}
				requireNoTelephone(t, whole(t, d.List(ctx, by, complaint.Query{})), "list of "+where)
				found := whole(t, d.List(ctx, by, complaint.Query{Filter: complaint.Filter{External: telephone()}}))
				requireNoTelephone(t, found, "search of "+where)
				may := by.Role == complaint.RoleNationalAdmin || open.Named && (by.Role == complaint.RoleAgencyAdmin || by.Role == complaint.RoleLiaisonOfficer)
				if may {
					require.Len(t, found, 1, where)
				} else {
					require.Empty(t, found, where)
				}
				_, err = d.OpenIdentity(ctx, by, r.ID, "asked")
				require.Equal(t, may, err == nil, "who finds by the number may open the identity: %s", where)
				denial, err := d.WhyNot(ctx, by, r.ID, complaint.ActionSubmit)
				requireNoTelephone(t, []any{denial, fmt.Sprint(err)}, where)
			}
			mine, err := d.Mine(ctx, byReporter(), r.ID)
			require.NoError(t, err)
			requireNoTelephone(t, mine, "reporter")
			public, err := d.Track(ctx, string(r.Tracking))
			require.NoError(t, err)
			requireNoTelephone(t, public, "public")

			_, err = d.Submit(ctx, byImport(), deskDraft(fromGateway(open), func(d *complaint.Draft) { d.Title = "other" }))
			require.ErrorIs(t, err, storage.ErrDuplicate)
			requireSilent(t, err.Error(), "duplicate", ofTelephone)
			for change, err := range d.store.Changes(ctx, "", 0) {
				require.NoError(t, err)
				requireNoTelephone(t, change, "change")
			}
		})
	}
}

// A case that hides nothing shows the reference, until it is sealed.
func TestExternalNumberOfAnOpenCase(t *testing.T) {
	t.Parallel()
	const office = "id:51.03/dinkes"
	ctx, d := t.Context(), newDesk(t)
	r := d.handled(office, false, fromGateway(complaint.Disclosure{Named: true, Public: true}))
	v, err := d.Get(ctx, byAgency(office), r.ID)
	require.NoError(t, err)
	requireSame(t, telephone(), v.External)
	require.Contains(t, string(must(json.Marshal(v))), `"external":{"system":"wa-gateway","id":"wa-6281234567"}`, "a view has a written form")
	requireSilent(t, fmt.Sprintf("%v %+v %#v", v, struct{ v any }{v}, v), "print of a view", ofTelephone)
	requireSame(t, telephone(), v.Events[0].Details.External)
	search := complaint.Query{Filter: complaint.Filter{External: telephone()}}
	require.Len(t, whole(t, d.List(ctx, byUnit(office), search)), 1)

	d.do(byReporter(), r.ID, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{Named: true}})
	v, err = d.Get(ctx, byAgency(office), r.ID)
	require.NoError(t, err)
	requireNoTelephone(t, v, "sealed")
	require.Empty(t, whole(t, d.List(ctx, byUnit(office), search)))
	requireSame(t, telephone(), d.stored(r.ID).External, "the record keeps it")
}

// Logs never show the number, whatever holds it.
func TestSilentExternalNumberInPrint(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.submit(fromGateway(complaint.Disclosure{}))
	c := d.stored(r.ID)
	draft := deskDraft(fromGateway(complaint.Disclosure{}))
	for _, v := range []any{
		telephone(),
		complaint.Report{External: telephone()},
		&complaint.Report{External: telephone()}, c, *c, c.Timeline, c.Timeline[0], c.Timeline[0].Details,
		draft,
		complaint.Filter{External: telephone()},
		complaint.Query{Filter: complaint.Filter{External: telephone()}},
		complaint.Row{Draft: draft},
		complaint.Batch{Complaints: []*complaint.Complaint{c}},
		complaint.FactsOf(c),
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			requireSilent(t, fmt.Sprintf(verb, v), verb, ofTelephone)
		}
		var out bytes.Buffer
		slog.New(slog.NewTextHandler(&out, nil)).Info("m", "x", v)
		requireSilent(t, out.String(), "log", ofTelephone)
	}
	require.Equal(t, "{wa-gateway (hidden)}", fmt.Sprint(telephone()))
}

package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

func TestServiceOpenIdentityWhoMay(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	assigned := func(change ...func(*complaint.Draft)) complaint.ID {
		r := d.submit(change...)
		d.do(byNational(), r.ID, forwardTo("works"))
		d.do(byAgency("works"), r.ID, complaint.Command{Action: complaint.ActionAssign, Main: "unit1", Supporting: []agency.ID{"unit2"}})
		return r.ID
	}
	named := assigned()
	anonymous := assigned(func(d *complaint.Draft) { d.Disclosure.Named = false })
	for name, tt := range map[string]struct {
		by               complaint.Actor
		named, anonymous error
	}{
		"national admin":       {byNational(), nil, nil},
		"agency admin":         {byAgency("works"), nil, complaint.ErrForbidden},
		"liaison, main unit":   {byLiaison("unit1"), nil, complaint.ErrForbidden},
		"agency admin outside": {byAgency("health"), storage.ErrNotFound, storage.ErrNotFound},
		"unit admin":           {byUnit("unit1"), complaint.ErrForbidden, complaint.ErrForbidden},
		"ombudsman":            {inRegion(complaint.RoleOmbudsman, ""), complaint.ErrForbidden, complaint.ErrForbidden},
		"timer":                {complaint.Actor{ID: "t", Role: complaint.RoleTimer}, complaint.ErrForbidden, complaint.ErrForbidden},
		"the reporter":         {byReporter(), complaint.ErrForbidden, complaint.ErrForbidden},
		"another reporter":     {complaint.Actor{ID: "ketut"}, storage.ErrNotFound, storage.ErrNotFound},
	} {
		for id, want := range map[complaint.ID]error{named: tt.named, anonymous: tt.anonymous} {
			before := d.stored(id)
			identity, err := d.OpenIdentity(ctx, tt.by, id, "Menghubungi pelapor")
			after := d.stored(id)
			if want != nil {
				require.ErrorIs(t, err, want, name)
				require.Zero(t, identity, name)
				require.Equal(t, before, after, "%s: no entry for what was refused", name)
				continue
			}
			require.NoError(t, err, name)
			require.Equal(t, "I Wayan Sudarma", identity.Person.Name.Open())
			require.Equal(t, "wayan", identity.Person.Account.Open())
			require.Len(t, after.Timeline, len(before.Timeline)+1)
			e := after.Timeline[len(before.Timeline)]
			require.Equal(t, complaint.ActionOpenIdentity, e.Action)
			require.Equal(t, tt.by, e.By, "the entry says who looked")
			purpose, _ := after.Text(e.Note)
			require.Equal(t, "Menghubungi pelapor", purpose)
			require.Equal(t, before.State, after.State)
			require.Equal(t, before.Version+1, after.Version)
		}
	}
}

func TestServiceOpenIdentityRefusals(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d, s := struck(t)
	r := d.submit()
	for name, tt := range map[string]struct {
		by      complaint.Actor
		purpose string
	}{
		"no purpose":  {byNational(), ""},
		"bad purpose": {byNational(), "a\x00b"},
		"no account":  {complaint.Actor{Role: complaint.RoleNationalAdmin}, "Menghubungi pelapor"},
	} {
		_, err := d.OpenIdentity(ctx, tt.by, r.ID, tt.purpose)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
	}
	nameless, err := d.Submit(ctx, complaint.Actor{}, deskDraft(func(d *complaint.Draft) { d.Reporter = complaint.Person{} }))
	require.NoError(t, err)
	_, err = d.OpenIdentity(ctx, byNational(), nameless.ID, "Menghubungi pelapor")
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.Len(t, d.stored(nameless.ID).Timeline, 1)
	blind := d.serve(func(cfg *complaint.Config) { cfg.Identities = nil })
	_, err = blind.OpenIdentity(ctx, byNational(), r.ID, "Menghubungi pelapor")
	require.ErrorIs(t, err, storage.ErrNotFound)

	// Nothing is shown unless the entry is known to be committed.
	lost := errLost
	for _, strike := range []func(){
		func() { s.before.Store(&lost) },
		func() { s.after.Store(&lost) },
		func() { meets(d, s, r.ID, 100, nil) },
	} {
		strike()
		identity, err := d.OpenIdentity(ctx, byNational(), r.ID, "Menghubungi pelapor")
		require.Zero(t, identity)
		require.Error(t, err)
		require.Equal(t, len(d.stored(r.ID).Timeline) > 100, isOrder(err, storage.ErrConflict))
	}
	require.Len(t, d.stored(r.ID).Timeline, 102, "the submission, the opening whose answer was lost, the notes")
}

func TestServiceOpenIdentityIsNotTold(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.handled("works", true)
	before, err := d.Track(ctx, r.Tracking.String())
	require.NoError(t, err)
	mine, err := d.Mine(ctx, byReporter(), r.ID)
	require.NoError(t, err)
	_, err = d.OpenIdentity(ctx, byAgency("works"), r.ID, "Tujuan internal")
	require.NoError(t, err)
	after, err := d.Track(ctx, r.Tracking.String())
	require.NoError(t, err)
	require.Equal(t, before.Report.Events, after.Report.Events)
	again, err := d.Mine(ctx, byReporter(), r.ID)
	require.NoError(t, err)
	require.Equal(t, mine.Events, again.Events)
	_, err = d.Do(ctx, byNational(), r.ID, complaint.Command{Action: complaint.ActionOpenIdentity, Note: "x"})
	require.ErrorIs(t, err, storage.ErrInvalid, "it is no command")
}

package complaint_test

import (
	"bytes"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
)

// logged puts a log under a service.
func logged(into *bytes.Buffer) func(*complaint.Config) {
	return func(cfg *complaint.Config) { cfg.Log = slog.New(slog.NewJSONHandler(into, nil)) }
}

// Configuration mistakes look like a missing case to whoever makes them; the log
// says the truth, and nothing personal.
func TestSilentConfigurationMistakes(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	rules, err := complaint.Compile(complaint.National(), complaint.Extensions{Roles: map[lifecycle.Role]complaint.Reach{"guest": complaint.ReachNone}})
	require.NoError(t, err)
	own := func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{rules} }
	blind := func(cfg *complaint.Config) { cfg.Identities = nil }
	for name, tt := range map[string]struct {
		by     complaint.Actor
		change func(*complaint.Config)
		want   string // empty: no mistake
	}{
		"unknown role":              {complaint.Actor{ID: "kenari", Role: "agency_admn", Agency: "works"}, own, "does not know the role; it knows agency_admin"},
		"role without reach":        {complaint.Actor{ID: "kenari", Role: "guest"}, own, "without a reach"},
		"admin of no agency":        {complaint.Actor{ID: "kenari", Role: complaint.RoleAgencyAdmin}, own, "Actor.Agency is empty"},
		"liaison of no agency":      {complaint.Actor{ID: "kenari", Role: complaint.RoleLiaisonOfficer}, own, "Actor.Agency is empty"},
		"inspector of no region":    {complaint.Actor{ID: "kenari", Role: complaint.RoleInspectorate}, own, "Actor.Region is empty"},
		"no identities":             {complaint.Actor{ID: "kenari"}, blind, "Config.Identities is missing"},
		"somebody else":             {complaint.Actor{ID: "kenari"}, own, ""},
		"nobody":                    {complaint.Actor{}, own, ""},
		"another agency":            {byAgency("health"), own, ""},
		"inspector of another part": {complaint.Actor{ID: "kenari", Role: complaint.RoleInspectorate, Region: region.MustParse("32")}, own, ""},
	} {
		var log bytes.Buffer
		d := newDesk(t, own)
		s := d.serve(tt.change, logged(&log))
		receipt, err := d.Submit(ctx, complaint.Actor{ID: planted().Account.Open()}, plantedDraft())
		require.NoError(t, err)
		missing := d.id()
		for _, ask := range []func(complaint.ID) error{
			func(id complaint.ID) error { _, err := s.Do(ctx, tt.by, id, noteOf("rahasia kenari")); return err },
			func(id complaint.ID) error { _, err := s.Clocks(ctx, tt.by, id); return err },
			func(id complaint.ID) error { _, err := s.WhyNot(ctx, tt.by, id, complaint.ActionForward); return err },
		} {
			log.Reset()
			got, none := ask(receipt.ID), ask(missing)
			require.ErrorIs(t, got, storage.ErrNotFound, name)
			var found, absent *storage.NotFoundError
			require.ErrorAs(t, got, &found, name)
			require.ErrorAs(t, none, &absent, name)
			require.Equal(t, *absent, storage.NotFoundError{Kind: found.Kind, Key: missing.String()}, "%s: the same answer as for a missing case", name)
			require.Equal(t, receipt.ID.String(), found.Key, name)
			if tt.want == "" {
				require.Empty(t, log.String(), name)
				continue
			}
			require.Contains(t, log.String(), tt.want, name)
			requireSilent(t, log.String(), name, ofPerson, ofReport)
		}
		log.Reset()
		if tt.by.Role == "" {
			require.Empty(t, whole(t, s.MineAll(ctx, tt.by)), name)
		} else {
			require.Empty(t, whole(t, s.List(ctx, tt.by, complaint.Query{})), name)
		}
		if tt.want != "" {
			require.Contains(t, log.String(), tt.want, name)
		}
		requireSilent(t, log.String(), name, ofPerson, ofReport)
	}
}

// Without identities nobody's identity can be opened, and the log says why.
func TestSilentMissingIdentities(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	d := newDesk(t)
	s := d.serve(func(cfg *complaint.Config) { cfg.Identities = nil }, logged(&log))
	receipt := d.submit()
	_, err := s.OpenIdentity(t.Context(), byNational(), receipt.ID, "rahasia kenari")
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.Contains(t, log.String(), "Config.Identities is missing")
	requireSilent(t, log.String(), "log", ofPerson, ofReport)
}

// Who may not submit because their role is unknown is refused, and the log says why.
func TestSilentUnknownRoleThatSubmits(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	d := newDesk(t, logged(&log))
	_, err := d.Submit(t.Context(), complaint.Actor{ID: "kenari", Role: "reportr"}, deskDraft())
	require.ErrorIs(t, err, complaint.ErrForbidden)
	require.Contains(t, log.String(), "it knows reporter")
	requireSilent(t, log.String(), "log", ofPerson)
}

// The rules of a case that the service does not have are told to staff who would see
// it; for the public and for strangers there is no such case.
func TestSilentMissingLifecycle(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	other := complaint.National()
	other.Edition = "another"
	rules, err := complaint.Compile(other, complaint.Extensions{})
	require.NoError(t, err)
	var log bytes.Buffer
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{rules} })
	s := d.serve(func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{deskNational(t)} }, logged(&log))
	receipt := d.submit()

	for _, by := range []complaint.Actor{{}, {ID: "made"}, byAgency("works"), {ID: "x", Role: "unknown"}} {
		_, err := s.Do(ctx, by, receipt.ID, noteOf("a"))
		require.ErrorIs(t, err, storage.ErrNotFound)
	}
	_, err = s.Track(ctx, receipt.Tracking.String())
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.NotContains(t, err.Error(), "another")
	require.Contains(t, log.String(), "keeps the lifecycle sp4n-lapor another")
	requireSilent(t, log.String(), "log", "wayan", "berlubang")

	for _, err := range []error{
		func() error { _, err := s.Get(ctx, byNational(), receipt.ID); return err }(),
		func() error { _, err := s.Mine(ctx, byReporter(), receipt.ID); return err }(),
	} {
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.True(t, storage.IsRecord(err))
		require.ErrorContains(t, err, receipt.ID.String())
	}
}

// Staff of an agency or a region that is not there find nothing, and the log says why.
func TestSilentActorsOfNowhere(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	regions := indonesia.MustRegions()
	dir := bodies(t, regions, body("badung", "", time.Time{}, time.Time{}))
	d := newDesk(t, kept(dir), logged(&log), func(cfg *complaint.Config) { cfg.Regions = regions })
	receipt := d.submit(func(d *complaint.Draft) { d.Region = region.MustParse("51.03") })
	d.do(byNational(), receipt.ID, forwardTo("badung"))
	for want, by := range map[string]complaint.Actor{
		"legal: badung":           byAgency("badnug"),
		"region 51.99 is not":     {ID: "kenari", Role: complaint.RoleLocalCoordinator, Region: region.MustParse("51.99")},
		"region 51.98 is not kno": {ID: "kenari", Role: complaint.RoleInspectorate, Region: region.MustParse("51.98")},
	} {
		log.Reset()
		_, err := d.Get(t.Context(), by, receipt.ID)
		require.ErrorIs(t, err, storage.ErrNotFound)
		require.Contains(t, log.String(), want)
		log.Reset()
		require.Empty(t, whole(t, d.List(t.Context(), by, complaint.Query{})))
		require.Contains(t, log.String(), want)
		requireSilent(t, log.String(), want, ofPerson, ofReport)
	}
	log.Reset()
	require.Len(t, whole(t, d.List(t.Context(), byAgency("badung"), complaint.Query{})), 1)
	require.Empty(t, log.String())
}

package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
)

// TestARepetitionOutlivesItsSurroundings: an import that runs again loses no row because
// a region was recoded, an agency ended or a category was given up meanwhile. Only what
// was never taken is refused.
func TestARepetitionOutlivesItsSurroundings(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	regions, err := indonesia.Regions()
	require.NoError(t, err)
	ended := time.Date(2022, 7, 1, 0, 0, 0, 0, time.UTC)
	agencies, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		{
			ID: "a", Terms: []agency.Term{{Name: "A", Kind: agency.Office, Valid: aduan.Period{Until: ended}}},
			Successions: []agency.Succession{{Kind: agency.Renamed, To: "b", On: ended}},
		},
		{ID: "b", Terms: []agency.Term{{Name: "B", Kind: agency.Office}}},
	}})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Regions, cfg.Directory = regions, agencies })
	d.clock.set(time.Date(2021, 12, 1, 2, 0, 0, 0, time.UTC))
	changes := map[string]func(*complaint.Draft){
		"region":   func(d *complaint.Draft) { d.Region = region.MustParse("91.04") },
		"agency":   func(d *complaint.Draft) { d.Agency = "a" },
		"category": func(*complaint.Draft) {},
	}
	drafts, first := map[string]complaint.Draft{}, map[string]complaint.Receipt{}
	for name, change := range changes {
		drafts[name] = deskDraft(change, func(draft *complaint.Draft) {
			draft.Channel, draft.External = complaint.ChannelIntegrated, complaint.External{System: "jakip", ID: complaint.NewPrivate(name)}
		})
		first[name], err = d.Submit(ctx, byImport(), drafts[name])
		require.NoError(t, err, name)
	}

	d.clock.set(time.Date(2022, 11, 20, 2, 0, 0, 0, time.UTC))
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "health"}})
	require.NoError(t, err)
	later := d.serve(func(cfg *complaint.Config) {
		cfg.Regions, cfg.Directory, cfg.Categories = regions, agencies, categories
	})
	for name, draft := range drafts {
		again, err := later.Submit(ctx, byImport(), draft)
		require.NoError(t, err, name)
		if name == "agency" {
			require.Len(t, again.Warnings, 1, "the agency is gone")
			first[name] = complaint.Receipt{ID: first[name].ID, Version: 1, Entry: 1, Tracking: first[name].Tracking, Warnings: again.Warnings}
		}
		require.Equal(t, repeated(first[name]), again, name)
		require.Equal(t, []complaint.Result{{Receipt: again}}, later.SubmitAll(ctx, byImport(), []complaint.Draft{draft}), name)

		other := draft
		other.Title = "Judul lain"
		_, err = later.Submit(ctx, byImport(), other)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
		other.External.ID = complaint.NewPrivate("new")
		_, err = later.Submit(ctx, byImport(), other)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
	}
}

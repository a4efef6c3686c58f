package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// A case whose rules the service does not have is not there for outsiders, by whatever
// call; those who would see it are told what is missing.
func TestWithoutRulesIsAsMissing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	plain := d.submit()
	kept := d.handled("works", false, secretly, func(draft *complaint.Draft) {
		draft.Channel, draft.External = complaint.ChannelIntegrated, complaint.External{System: "sipd", ID: complaint.NewPrivate("77")}
	})
	store := storagetest.NewFaultStore(d.store)
	missing := d.id()
	mine := d.handled("parks", false)
	first, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	other, err := complaint.Compile(first, complaint.Extensions{})
	require.NoError(t, err)
	d.Service = d.serve(func(cfg *complaint.Config) {
		cfg.Lifecycles = []*complaint.Lifecycle{other}
		cfg.Router = deskRouter{asked: new([]complaint.Facts)}
	})
	for _, by := range strangers() {
		for name, ask := range d.questions(by, mine.ID) {
			if name == "merge" {
				continue // of a case without rules
			}
			for _, id := range []complaint.ID{plain.ID, kept.ID} {
				if id == plain.ID && (by.Role == complaint.RoleOmbudsman || by.Role == complaint.RoleLocalCoordinator) {
					continue // who see it
				}
				require.Equal(t, answered(store, ask, missing).text(missing), answered(store, ask, id).text(id), "%s by %s", name, by)
			}
		}
		if by.Role == "" {
			continue
		}
		for _, q := range []complaint.Query{{Filter: complaint.Filter{External: complaint.External{System: "sipd", ID: complaint.NewPrivate("77")}}}, {Filter: complaint.Filter{Tracking: kept.Tracking}}} {
			require.Empty(t, whole(t, d.List(t.Context(), by, q)))
			require.Empty(t, whole(t, d.Search(t.Context(), by, "jalan", q)))
		}
	}
	_, err = d.Track(t.Context(), kept.Tracking.String())
	unknown, _ := complaint.NewTracking(deskEntropy())
	_, want := d.Track(t.Context(), unknown.String())
	require.Equal(t, want, err)
	require.Empty(t, whole(t, d.SearchPublic(t.Context(), "jalan", complaint.PublicQuery{})))

	_, err = d.Get(t.Context(), byNational(), kept.ID)
	require.True(t, storage.IsRecord(err), err)
	_, err = d.Mine(t.Context(), byReporter(), plain.ID)
	require.True(t, storage.IsRecord(err), err)
	_, err = d.OpenIdentity(t.Context(), byAgency("parks"), kept.ID, "audit")
	require.ErrorIs(t, err, storage.ErrNotFound)
}

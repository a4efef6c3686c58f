package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// A case whose rules the service does not have stops nobody's list: who may
// see it gets an error in its place, and who may not never hears of it.
func TestServiceListGoesOnAfterACaseWithoutRules(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	first := d.submit()
	other := complaint.National()
	other.Edition = "another"
	rules, err := complaint.Compile(other, complaint.Extensions{})
	require.NoError(t, err)
	elsewhere := d.serve(func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{rules} })
	strange, err := elsewhere.Submit(t.Context(), byReporter(), deskDraft())
	require.NoError(t, err)
	last := d.submit()

	var seen []complaint.ID
	failed := 0
	for v, err := range d.List(t.Context(), byNational(), complaint.Query{}) {
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, strange.ID.String())
			failed++
			continue
		}
		seen = append(seen, v.ID)
	}
	require.Equal(t, 1, failed)
	require.ElementsMatch(t, []complaint.ID{first.ID, last.ID}, seen)
	for _, err := range d.List(t.Context(), byAgency("works"), complaint.Query{}) {
		require.NoError(t, err)
	}
}

// A list longer than one page of the store is whole, and each case is in it
// once.
func TestServiceListIsWholeOverManyPages(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	want := map[complaint.ID]bool{}
	for range 450 {
		want[d.submit().ID] = true
	}
	for _, order := range []complaint.Order{complaint.ByID, complaint.ByDue} {
		got := map[complaint.ID]bool{}
		for v, err := range d.List(t.Context(), byNational(), complaint.Query{Order: order}) {
			require.NoError(t, err)
			require.False(t, got[v.ID])
			got[v.ID] = true
		}
		require.Equal(t, want, got)
	}
}

package complaint_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// countOf is what a list says how many stand in which state and under which heading.
func countOf(t *testing.T, d *desk, by complaint.Actor, f complaint.Filter) (total, odd int, states map[lifecycle.State]int, buckets map[aduan.Label]int) {
	t.Helper()
	states, buckets = map[lifecycle.State]int{}, map[aduan.Label]int{}
	for v, err := range d.List(t.Context(), by, complaint.Query{Filter: f}) {
		if storage.IsRecord(err) {
			odd++
			continue
		}
		require.NoError(t, err)
		total++
		states[v.Status.State]++
		buckets[v.Status.Bucket]++
	}
	return total, odd, states, buckets
}

// On every store, for everybody and for every filter, the counts are those of the list.
func TestCountAgreesWithList(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func() backend.Store{
		"memory": func() backend.Store { return memory.New() },
		"sqlite": func() backend.Store {
			s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "cases.db"), sqlite.Config{})
			require.NoError(t, err)
			return s
		},
	} {
		store := open()
		t.Cleanup(func() { require.NoError(t, store.Close()) })
		d := newDesk(t, func(cfg *complaint.Config) {
			cfg.Store, cfg.Identities = backend.Complaints(store), store.Set().Identities
		})
		r := rand.New(rand.NewPCG(7, 7))
		var ids []complaint.ID
		for i := range 30 {
			ids = append(ids, d.submit(func(draft *complaint.Draft) {
				draft.Disclosure = complaint.Disclosure{Named: r.IntN(2) == 0, Public: r.IntN(2) == 0}
				if i%7 == 0 {
					accusing("roads")(draft)
				}
				if i%5 == 0 {
					fromSystem(fmt.Sprint(i))(draft)
				}
			}).ID)
		}
		mergeAtRandom(t.Context(), d.Service, r, ids)
		people := []complaint.Actor{byNational(), byAgency("works"), byAgency("roads"), byLiaison("works"), {ID: "o", Role: complaint.RoleOmbudsman}, byImport(), {ID: "x", Role: "mayor"}}
		some := 0
		for _, f := range []complaint.Filter{
			{},
			{Agency: "works"},
			{States: []lifecycle.State{complaint.StateArchived, complaint.StateSubmitted}},
			{PublicOnly: true},
			{Accusing: true},
			{Parent: ids[r.IntN(30)]},
			{Parent: ids[0]},
			{External: complaint.External{System: "jakip", ID: complaint.NewPrivate("5")}},
			{SubmittedFrom: deskBegan().Add(1)},
		} {
			for _, by := range people {
				total, odd, states, buckets := countOf(t, d, by, f)
				got, err := d.Count(t.Context(), by, f)
				require.NoError(t, err)
				require.Equal(t, [2]int{total, odd}, [2]int{got.Total, got.Odd}, "%s %v %+v", name, by, f)
				require.Len(t, got.States, len(states))
				for _, s := range got.States {
					require.Equal(t, states[s.State], s.Cases)
				}
				require.Len(t, got.Buckets(), len(buckets))
				for _, b := range got.Buckets() {
					require.Equal(t, buckets[b.Bucket], b.Cases)
				}
				some += total
			}
		}
		require.Greater(t, some, 100)
		_, err := d.Count(t.Context(), byReporter(), complaint.Filter{})
		require.ErrorIs(t, err, complaint.ErrForbidden)
		elsewhere := complaint.National()
		elsewhere.Edition = "another"
		l, err := complaint.Compile(elsewhere, complaint.Extensions{})
		require.NoError(t, err)
		d.Service = d.serve(func(cfg *complaint.Config) {
			cfg.Store, cfg.Identities, cfg.Lifecycles = backend.Complaints(store), store.Set().Identities, []*complaint.Lifecycle{l}
		})
		got, err := d.Count(t.Context(), byNational(), complaint.Filter{})
		require.NoError(t, err)
		require.Equal(t, complaint.Counts{Odd: 30}, got, "cases without rules are told")
	}
}

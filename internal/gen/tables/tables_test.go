package tables_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/gen/tables"
)

func sources(t testing.TB) routing.Sources {
	t.Helper()
	from, err := tables.Sources()
	require.NoError(t, err)
	return from
}

func TestTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	from := sources(t)
	again := sources(t)
	require.Equal(t, tables.Generate(7, 500, from), tables.Generate(7, 500, again))
	require.Equal(t, tables.Specific(7, 500, from), tables.Specific(7, 500, again))
	require.Equal(t, tables.Facts(7, 500, from), tables.Facts(7, 500, again))
	require.NotEqual(t, tables.Generate(7, 500, from).Rules, tables.Generate(8, 500, from).Rules)
	words := tables.WithWords(7, tables.Generate(7, 500, from), from)
	require.Equal(t, words, tables.WithWords(7, tables.Generate(7, 500, again), again))
	require.Nil(t, tables.Generate(7, 500, from).Rules[0].When.Words)
}

// The tables are sound, the reports find their rules, and in a specific table
// none finds two.
func TestTablesWork(t *testing.T) {
	t.Parallel()
	from := sources(t)
	require.Equal(t, 91_600, len(slices.Collect(from.Regions.Latest().All())))
	require.Equal(t, 1_000, len(slices.Collect(from.Categories.All())))
	facts := tables.Facts(1, 3_000, from)
	for _, rules := range []int{1, 10, 100, 10_000} {
		first := tables.Generate(1, rules, from)
		for _, table := range []routing.Table{first, tables.Specific(1, rules, from), tables.WithWords(1, first, from)} {
			require.Len(t, table.Rules, rules)
			r, err := routing.Compile(table, from)
			require.NoError(t, err)
			basis := map[complaint.Basis]int{}
			byTop := 0
			for _, f := range facts {
				d, err := r.Route(f)
				require.NoError(t, err)
				basis[d.Basis]++
				at := slices.IndexFunc(table.Rules, func(rule routing.Rule) bool { return rule.ID == d.Rule })
				if at >= 0 && table.Rules[at].When.Region == nil {
					byTop++
				}
			}
			t.Log(table.Name, basis, "not by region", byTop)
			if rules >= 100 {
				require.Greater(t, basis[complaint.BasisRule], 2_500)
				require.Positive(t, basis[complaint.BasisNoRule])
			}
			require.Zero(t, basis[complaint.BasisAmbiguous])
			require.Zero(t, basis[complaint.BasisConflict])
		}
	}
}

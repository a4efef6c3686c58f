package routing_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// A table that was compiled with another tree of categories than the service has.
func TestSilentServiceHasOtherCategories(t *testing.T) {
	t.Parallel()
	tree := func(paths ...complaint.Category) *complaint.Categories {
		var infos []complaint.CategoryInfo
		for _, p := range paths {
			infos = append(infos, complaint.CategoryInfo{Path: p})
		}
		c, err := complaint.NewCategories(infos)
		require.NoError(t, err)
		return c
	}
	from := newSources(t)
	from.Categories = tree("health", "raods")
	table := newTable(routing.First, routing.Rule{
		ID: "a", When: routing.When{Not: &routing.When{Category: []complaint.Category{"raods"}}}, To: routing.ToAgency("diy"),
	})
	router, err := routing.Compile(table, from)
	require.NoError(t, err)
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	serve := func(categories *complaint.Categories) error {
		_, err := complaint.NewService(complaint.Config{
			Store: backend.Complaints(memory.New()), Lifecycles: []*complaint.Lifecycle{l}, Deadlines: complaint.NoDeadlines{},
			Router: router, Categories: categories,
		})
		return err
	}
	require.NoError(t, serve(from.Categories))
	require.NoError(t, serve(tree("health", "raods")), "the same words")
	require.NoError(t, serve(nil), "the service accepts all")

	var invalid *storage.InvalidError
	require.ErrorAs(t, serve(tree("health", "roads")), &invalid)
	require.Len(t, invalid.Problems, 2)
	require.Equal(t, "Router.rules[0].when.not.category[0]", invalid.Problems[0].Field)
	require.Equal(t, "roads", invalid.Problems[0].Legal[0])
	require.Equal(t, "Router", invalid.Problems[1].Field)
	require.Contains(t, invalid.Problems[1].Message, `"roads"`)
	require.Equal(t, "raods", invalid.Problems[1].Legal[0])
}

package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// Categories and regions that rules name and the service does not have, when nobody gave
// any to the deadlines, or others.
func TestSilentPlacesOfTheService(t *testing.T) {
	t.Parallel()
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	require.NoError(t, err)
	others, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "roads"}})
	require.NoError(t, err)
	serve := func(change func(*deadline.Rule), parts ...func(*deadline.Config, *complaint.Config)) error {
		limits := deadline.Config{Policies: []*deadline.Policy{spoken(change)}, Calendars: calendars(t)}
		service := complaint.Config{
			Store: backend.Complaints(memory.New()), Lifecycles: []*complaint.Lifecycle{national(t)},
			Categories: categories, Regions: indonesia.MustRegions(),
		}
		for _, part := range parts {
			part(&limits, &service)
		}
		deadlines, err := deadline.New(limits)
		require.NoError(t, err)
		service.Deadlines = deadlines
		_, err = complaint.NewService(service)
		return err
	}
	category := func(c complaint.Category) func(*deadline.Rule) {
		return func(r *deadline.Rule) { r.Category = c }
	}
	within := func(code string) func(*deadline.Rule) {
		return func(r *deadline.Rule) { r.Region = region.MustParse(code) }
	}
	require.NoError(t, serve(category("public_works/roads")))
	require.NoError(t, serve(within("51.03")))

	problem := refusal(t, serve(category("public_works/raods")), "Deadlines.Policies[0].rules[0].category")
	require.Equal(t, "public_works/roads", problem.Legal[0])
	problem = refusal(t, serve(within("51.99")), "Deadlines.Policies[0].rules[0].region")
	require.Contains(t, problem.Message, "51.99")
	problem = refusal(t, serve(category("roads"), func(limits *deadline.Config, _ *complaint.Config) { limits.Categories = others }), "Deadlines.Policies[0].rules[0].category")
	require.Contains(t, problem.Message, `"roads"`, "the deadlines have it, the service does not")
	accepting := func(_ *deadline.Config, service *complaint.Config) { service.Categories, service.Regions = nil, nil }
	require.NoError(t, serve(category("public_works/raods"), accepting))
	require.NoError(t, serve(within("51.99"), accepting))

	words := []func(*deadline.Config, *complaint.Config){func(limits *deadline.Config, service *complaint.Config) { limits.Lifecycles = service.Lifecycles }}
	refusal(t, serve(category("public_works/raods"), words...), "Deadlines.Policies[0].rules[0].category")
}

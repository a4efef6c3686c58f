package agency_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Who inherits, and when nobody does.
func TestHeir(t *testing.T) {
	t.Parallel()
	day := func(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
	place := func(codes ...string) (list []region.Code) {
		for _, c := range codes {
			list = append(list, region.MustParse(c))
		}
		return list
	}
	body := func(id agency.ID, from, until int, in []region.Code, does []agency.Function, then ...agency.Succession) agency.Agency {
		term := agency.Term{Name: string(id), Kind: agency.Office, Jurisdiction: in, Functions: does}
		if from > 0 {
			term.Valid.From = day(from)
		}
		if until > 0 {
			term.Valid.Until = day(until)
		}
		return agency.Agency{ID: id, Terms: []agency.Term{term}, Successions: then}
	}
	to := func(kind agency.SuccessionKind, year int, ids ...agency.ID) (list []agency.Succession) {
		for _, id := range ids {
			list = append(list, agency.Succession{Kind: kind, To: id, On: day(year)})
		}
		return list
	}
	both := []agency.Function{"roads", "water"}
	d, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		body("renamed", 0, 2020, nil, both, to(agency.Renamed, 2020, "next")...),
		body("next", 2020, 2022, nil, both, to(agency.Merged, 2022, "whole")...),
		body("whole", 0, 0, nil, both),
		body("by-place", 0, 2020, nil, both, to(agency.Split, 2020, "north", "south")...),
		body("north", 2020, 0, place("51.03"), both),
		body("south", 2020, 2022, place("51.71"), both, to(agency.Merged, 2022, "whole")...),
		body("by-function", 0, 2020, nil, both[:1], to(agency.Split, 2020, "roads", "water")...),
		body("torn", 0, 2020, nil, both, to(agency.Split, 2020, "roads", "water")...),
		body("roads", 2020, 0, nil, both[:1]),
		body("water", 2020, 0, nil, both[1:]),
		body("gave-up", 0, 2022, nil, both, append(to(agency.Split, 2020, "roads"), to(agency.Merged, 2022, "whole")...)...),
		body("gave-up-and-ended", 0, 2022, nil, both, to(agency.Split, 2020, "roads")...),
		body("handed-over", 0, 2022, nil, both, to(agency.Renamed, 2021, "whole")...),
		body("dissolved", 0, 2020, nil, both),
		body("half-lost", 0, 2020, nil, nil, to(agency.Split, 2020, "short", "whole")...),
		body("short", 2020, 2021, nil, nil),
		body("later", 2024, 0, nil, both),
	}})
	require.NoError(t, err)
	for _, c := range []struct {
		id         agency.ID
		where      string
		year       int
		want       agency.ID
		candidates []agency.ID
	}{
		{"renamed", "51.03", 2019, "renamed", nil},
		{"renamed", "51.03", 2020, "next", nil},
		{"renamed", "51.03", 2022, "whole", nil},
		{"by-place", "51.03.01", 2021, "north", nil},
		{"by-place", "51.71", 2021, "south", nil},
		{"by-place", "51.71", 2023, "whole", nil},
		{"by-place", "51.03", 2023, "north", nil},
		{"by-place", "51", 2021, "", []agency.ID{"north", "south"}},
		{"by-place", "", 2021, "", []agency.ID{"north", "south"}},
		{"by-function", "", 2021, "roads", nil},
		{"torn", "51.03", 2021, "", []agency.ID{"roads", "water"}},
		{"gave-up", "51.03", 2021, "gave-up", nil},
		{"gave-up", "51.03", 2023, "whole", nil},
		{"gave-up-and-ended", "51.03", 2023, "", []agency.ID{"roads"}},
		{"handed-over", "51.03", 2021, "handed-over", nil},
		{"handed-over", "51.03", 2022, "whole", nil},
		{"dissolved", "51.03", 2020, "", nil},
		{"half-lost", "51.03", 2020, "", []agency.ID{"short", "whole"}},
		{"half-lost", "51.03", 2022, "", []agency.ID{"whole"}},
		{"later", "51.03", 2022, "", nil},
	} {
		var path region.Path
		if c.where != "" {
			path = region.MustParse(c.where).Path()
		}
		got, err := d.Heir(c.id, path, day(c.year))
		require.Equal(t, c.want, got, "%s in %s, %d", c.id, c.where, c.year)
		if c.want != "" {
			require.NoError(t, err)
			continue
		}
		var unknown *agency.HeirError
		require.ErrorAs(t, err, &unknown)
		require.ErrorIs(t, err, storage.ErrNotFound)
		require.Equal(t, c.candidates, unknown.Candidates, "%s, %d", c.id, c.year)
		require.Contains(t, d.Heirless(day(c.year)), c.id)
		require.NotEmpty(t, unknown.In(aduan.Indonesian()))
	}
	_, err = d.Heir("nobody", nil, day(2020))
	var unknown *agency.UnknownError
	require.ErrorAs(t, err, &unknown)
	require.NotContains(t, d.Heirless(day(2023)), agency.ID("renamed"))
	require.Equal(t, []agency.ID{"whole", "gave-up", "half-lost", "handed-over", "next", "south", "renamed", "by-place"}, d.Former("whole", day(2023)))
	next, ok := d.NextTurn("renamed", day(2019))
	require.True(t, ok)
	require.Equal(t, day(2020), next)
}

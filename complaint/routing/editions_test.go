package routing_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/storage"
)

func TestEditions(t *testing.T) {
	t.Parallel()
	edition := func(name, from, until string, to routing.Destination) *routing.Router {
		table := newTable(routing.First, routing.Rule{ID: "all", To: to})
		table.Edition, table.Valid = name, routing.Days{From: day(from)}
		if until != "" {
			table.Valid.Until = day(until)
		}
		return newRouter(t, table)
	}
	one := edition("1", "2020-01-01", "2020-01-11", routing.ToAgency("diy"))
	two := edition("2", "2020-01-11", "2020-01-20", routing.ToAgency("bali"))
	four := edition("4", "2020-01-25", "", routing.ToAgency("sleman"))
	all, err := routing.NewEditions(four, one, two)
	require.NoError(t, err)
	for on, want := range map[string]string{"2020-01-10": "1", "2020-01-11": "2", "2020-01-19": "2", "2020-01-25": "4", "2020-01-31": "4"} {
		d, err := all.Route(complaint.Facts{Submitted: at(on)})
		require.NoError(t, err)
		require.Equal(t, want, d.Edition, on)
		e := all.Explain(complaint.Facts{Submitted: at(on)})
		require.Equal(t, d, e.Decision)
		require.Equal(t, e.In(aduan.English()), all.Why(complaint.Facts{Submitted: at(on)}).In(aduan.English()))
	}
	for _, on := range []string{"2019-12-31", "2020-01-20", "2020-01-24"} {
		_, err := all.Route(complaint.Facts{Submitted: at(on)})
		require.ErrorIs(t, err, storage.ErrInvalid, on)
	}
	_, err = all.Route(complaint.Facts{Submitted: time.Time{}})
	require.ErrorIs(t, err, storage.ErrInvalid)

	_, err = routing.NewEditions(one, edition("5", "2020-01-10", "2020-01-12", routing.ToAgency("diy")))
	require.ErrorContains(t, err, "apply on the same days")
	_, err = routing.NewEditions(one, edition("1", "2020-02-10", "", routing.ToAgency("diy")))
	require.ErrorContains(t, err, "stands twice")
	_, err = routing.NewEditions()
	require.ErrorIs(t, err, storage.ErrInvalid)
	_, err = routing.NewEditions(one, nil)
	require.ErrorContains(t, err, "editions[1]: is missing")
}

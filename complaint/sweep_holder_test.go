package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// A clock moves while a sweep works. The first sweep after an agency ended tells that
// nobody holds its case.
func TestSweepTellsOfAHolderAtOnceByAClockThatMoves(t *testing.T) {
	t.Parallel()
	ends := deskBegan().Add(deskDay)
	d := newDesk(t, kept(bodies(t, nil, body("works", "", time.Time{}, ends))), func(cfg *complaint.Config) {
		now := cfg.Now
		var ticks time.Duration
		cfg.Now = func() time.Time { ticks += time.Millisecond; return now().Add(ticks) }
	})
	id := d.submit().ID
	d.do(byNational(), id, forwardTo("works"))
	d.clock.advance(deskDay)
	for range 2 {
		swept := d.sweep(complaint.Position{}, 0)
		require.Len(t, swept.Unjudged, 1)
		require.Equal(t, id, swept.Unjudged[0].ID)
		require.Zero(t, swept.Postponed)
	}
}

// A new file of agencies gives one of them another ID, or leaves it out. Its open case,
// which no clock makes due any more, is told by the first sweep of the service that
// reads the file and by every later one, until somebody holds it again.
func TestSweepTellsOfAnAgencyThatTheDirectoryLacks(t *testing.T) {
	t.Parallel()
	all := bodies(t, nil, body("works", "", time.Time{}, time.Time{}), body("health", "", time.Time{}, time.Time{}))
	onStores(t, func(t *testing.T, open func(change ...func(*complaint.Config)) *desk) {
		d := open(kept(all))
		reading := func(files *agency.Directory) *complaint.Service {
			return d.serve(func(cfg *complaint.Config) { cfg.Store = d.working }, kept(files))
		}
		gone, _, ended := d.handled("works", false), d.handled("health", false), d.handled("works", true)
		d.do(byReporter(), ended.ID, complaint.Command{Action: complaint.ActionAccept, Rating: 4})
		before := d.sweep(complaint.Position{}, 0)
		require.Empty(t, before.Unjudged)
		for _, other := range []*agency.Directory{
			bodies(t, nil, body("health", "", time.Time{}, time.Time{})),
			bodies(t, nil, body("health", "", time.Time{}, time.Time{}), body("public_works", "", time.Time{}, time.Time{})),
		} {
			s := reading(other)
			for range 2 {
				swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
				require.NoError(t, err)
				require.Len(t, swept.Unjudged, 1)
				require.Equal(t, gone.ID, swept.Unjudged[0].ID)
				var unknown *complaint.HolderError
				require.ErrorAs(t, swept.Unjudged[0].Err, &unknown)
				require.Equal(t, agency.ID("works"), unknown.Agency)
			}
		}
		s := reading(all)
		swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Empty(t, swept.Unjudged, "the file is mended")
	})
}

// A sweep that may not do much goes on with the open cases where it can: it reads them
// until all were held against the directory.
func TestSweepTellsOfAllCasesOfAnAgencyThatTheDirectoryLacks(t *testing.T) {
	t.Parallel()
	none := bodies(t, nil, body("health", "", time.Time{}, time.Time{}))
	d := newDesk(t)
	for range 5 {
		d.handled("works", false)
	}
	s := d.serve(kept(none))
	told := map[complaint.ID]bool{}
	for range 4 { // two at a time, each call from the beginning makes two more due
		var at complaint.Position
		for done := false; !done; {
			swept, err := s.Sweep(t.Context(), at, 2)
			require.NoError(t, err)
			for _, u := range swept.Unjudged {
				told[u.ID] = true
			}
			at, done = swept.Next, swept.Done
		}
	}
	require.Len(t, told, 5)
}

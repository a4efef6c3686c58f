package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
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

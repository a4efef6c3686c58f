package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// A server that was ahead writes hints that are too late. When it is set right, and when
// another one begins, they are put right.
func TestCase16HintsOfAClockThatWasAhead(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began := deskBegan()
		clock := began.Add(100 * deskDay)
		ahead := o.at(began, func(cfg *complaint.Config) { cfg.Now = func() time.Time { return clock } })
		sweep := func(s *complaint.Service) {
			_, err := s.Sweep(t.Context(), complaint.Position{}, 0)
			require.NoError(t, err)
		}
		sweep(ahead)
		id := o.submit(began)
		right := o.stored(id).NextDue
		late := func(next time.Time) {
			c := o.stored(id)
			require.NoError(t, o.store.Commit(t.Context(), backend.Batch{Batch: complaint.Batch{
				Due: []complaint.Due{{ID: id, Version: c.Version, Was: c.NextDue, Next: next}},
			}}))
		}
		late(right.Add(200 * deskDay))
		clock = began.Add(time.Hour)
		sweep(ahead)
		require.Equal(t, right, o.stored(id).NextDue, "its clock was set back")
		for _, next := range []time.Time{right.Add(200 * deskDay), {}} {
			late(next)
			sweep(o.at(began.Add(2 * time.Hour)))
			require.Equal(t, right, o.stored(id).NextDue, "another service begins")
		}
	})
}

// A clock that jumps while a sweep works writes nothing more.
func TestCase16AClockThatJumpsDuringASweep(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began := deskBegan()
		for range 3 {
			o.submit(began)
		}
		looks, now := 0, began.Add(10*deskDay)
		s := o.at(began, func(cfg *complaint.Config) {
			cfg.Now = func() time.Time {
				if looks++; looks > 4 {
					return now.AddDate(50, 0, 0)
				}
				return now
			}
		})
		swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
		if err == nil {
			require.NotEmpty(t, swept.Failed)
			err = swept.Failed[0].Err
		}
		require.ErrorIs(t, err, complaint.ErrClock)
		for c, err := range o.store.Set().Complaints.List(t.Context(), complaint.Query{}) {
			require.NoError(t, err)
			require.False(t, c.UpdatedAt().After(now), "%s", c.UpdatedAt())
			require.False(t, c.NextDue.After(now.Add(complaint.ClaimLease)), "%s", c.NextDue)
		}
	})
}

package complaint_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
)

// After a restart the service asks the store for the newest entry. The first case
// that it comes upon cannot be read: nothing stops for that.
func TestAnOddRecordStopsNothingAfterARestart(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	odd, other := d.submit(), d.submit()
	d.clock.advance(30 * deskDay)
	for name, call := range map[string]func(s *complaint.Service) error{
		"submit": func(s *complaint.Service) error {
			_, err := s.Submit(t.Context(), byReporter(), deskDraft())
			return err
		},
		"do": func(s *complaint.Service) error {
			_, err := s.Do(t.Context(), byNational(), other.ID, noteOf("a"))
			return err
		},
		"sweep": func(s *complaint.Service) error {
			_, err := s.Sweep(t.Context(), complaint.Position{}, 0)
			return err
		},
	} {
		var log bytes.Buffer
		s := d.serve(func(cfg *complaint.Config) { cfg.Store = &oddStore{cfg.Store, odd.ID} }, logged(&log))
		require.NoError(t, call(s), name)
		require.Contains(t, log.String(), odd.ID.String())
	}

	// What cannot be read says nothing of the time either: a clock that is a year ahead
	// of all that can be read is refused.
	d.clock.advance(2 * complaint.MostAhead)
	s := d.serve(func(cfg *complaint.Config) { cfg.Store = &oddStore{cfg.Store, odd.ID} })
	_, err := s.Submit(t.Context(), byReporter(), deskDraft())
	require.ErrorIs(t, err, complaint.ErrClock)
}

// A sweep names, once, what cannot be read, also if that was updated in the future, and
// deals with the others.
func TestSweepGoesOnAfterAnOddRecordOfTheFuture(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	odd, other := d.submit(), d.submit()
	d.clock.advance(30 * deskDay)
	d.do(byNational(), odd.ID, noteOf("a"))
	d.clock.advance(-20 * deskDay)
	s := d.serve(func(cfg *complaint.Config) { cfg.Store = &oddStore{cfg.Store, odd.ID} })
	swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Len(t, swept.Failed, 1)
	require.Equal(t, odd.ID, swept.Failed[0].ID)
	require.Equal(t, 1, swept.Acted, "the late verification of the other one is escalated")
	require.NotEmpty(t, d.stored(other.ID).Escalations)

	never := d.submit() // and one that is never due
	d.do(byReporter(), never.ID, complaint.Command{Action: complaint.ActionWithdraw})
	require.Zero(t, d.stored(never.ID).NextDue)
	d.clock.advance(-deskDay)
	s = d.serve(func(cfg *complaint.Config) { cfg.Store = &oddStore{cfg.Store, never.ID} })
	swept, err = s.Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Len(t, swept.Failed, 1)
	require.Equal(t, never.ID, swept.Failed[0].ID)
}

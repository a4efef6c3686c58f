package complaint_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// After a restart the service asks the store for the newest entry. The first case
// that it comes upon cannot be read: nothing stops for that.
func TestAnOddRecordStopsNothingAfterARestart(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	odd := d.submit()
	d.clock.advance(deskDay) // it is listed first
	other := d.submit()
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

// lawDeadlines escalates once, three days after the submission, what the law gives.
type lawDeadlines struct{ deskDeadlines }

func (lawDeadlines) Judge(_ *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (out complaint.Judgement, _ error) {
	due := c.SubmittedAt().Add(3 * deskDay)
	switch {
	case at.Before(due):
		out.Next = due
	case len(c.Escalations) == 0:
		out.Elapsed = []lifecycle.ClockName{complaint.ClockStatutoryAnswer}
		out.Escalate = []complaint.Escalation{{Clock: complaint.ClockStatutoryAnswer, Rung: complaint.RungSuperior}}
	}
	return out, nil
}

// A parent that cannot be read keeps nobody from writing to the cases that were merged
// into it. Once it can be read, what it has to tell is told.
func TestAnOddParentKeepsNobodyFromItsChildren(t *testing.T) {
	t.Parallel()
	lawful := func(cfg *complaint.Config) { cfg.Deadlines = lawDeadlines{} }
	d := newDesk(t, lawful)
	parent, child := d.handled("works", false), d.submit()
	d.do(byNational(), child.ID, mergeInto(parent.ID))
	s := d.serve(func(cfg *complaint.Config) { cfg.Store = &oddStore{cfg.Store, parent.ID} }, lawful)
	do := func(by complaint.Actor, cmd complaint.Command) {
		t.Helper()
		_, err := s.Do(t.Context(), by, child.ID, cmd)
		require.NoError(t, err)
	}
	do(byReporter(), complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}})
	do(byNational(), noteOf("a"))
	_, err := s.Do(t.Context(), byReporter(), child.ID, complaint.Command{Action: complaint.ActionReply, Note: "Masih rusak."})
	require.Error(t, err, "they would write to nobody")

	d.clock.advance(4 * deskDay) // the clock that the law gives them runs out
	due := d.stored(child.ID).NextDue
	require.False(t, due.IsZero() || due.After(d.clock.now()))
	for range 2 {
		swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		var failed []complaint.ID
		for _, f := range swept.Failed {
			require.ErrorContains(t, f.Err, parent.ID.String())
			failed = append(failed, f.ID)
		}
		require.ElementsMatch(t, []complaint.ID{parent.ID, child.ID}, failed, "what the parent has to tell is not known")
		require.Len(t, d.stored(child.ID).Escalations, 1, "the timer does what it can")
		do(byNational(), noteOf("b"))
	}
	d.do(byAgency("works"), parent.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah diperbaiki."})
	require.Empty(t, d.sweep(complaint.Position{}, 0).Failed)
	last := d.stored(child.ID).Timeline
	require.Equal(t, complaint.ActionRelay, last[len(last)-1].Action)
}

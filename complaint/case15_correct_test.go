package complaint_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// A server's clock stands a year ahead for a minute and one note is written.
func TestCase15CorrectingEntry(t *testing.T) {
	for _, edition := range []string{"1", "2"} {
		t.Run(edition, func(t *testing.T) {
			offices(t, func(t *testing.T, o *office) { correctingEntry(t, o, edition) })
		})
	}
}

func correctingEntry(t *testing.T, o *office, edition string) {
	definition, err := complaint.NationalEdition(edition)
	require.NoError(t, err)
	rules, err := complaint.Compile(definition, complaint.Extensions{})
	require.NoError(t, err)
	under := func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{rules} }
	began, ctx := deskBegan(), t.Context()
	today, wrong, right := began.Add(60*time.Hour), began.Add(300*deskDay), began.Add(2*deskDay)
	opened, err := o.at(began, under).Submit(ctx, byReporter(), deskDraft())
	require.NoError(t, err)
	id := opened.ID
	_, err = o.at(wrong, under).Do(ctx, byNational(), id, noteOf("Ditelepon."))
	require.NoError(t, err, "within a year of all that is stored")
	s := o.at(today, under)

	// Nobody judges the case, nobody acts on it, and every sweep says so.
	for range 2 {
		swept, err := s.Sweep(ctx, complaint.Position{}, 0)
		require.NoError(t, err)
		require.Zero(t, swept.Acted+swept.Postponed)
		require.Len(t, swept.Unjudged, 1)
		require.Equal(t, id, swept.Unjudged[0].ID)
		_ = wrongClock(t, swept.Unjudged[0].Err, today, wrong)
	}
	_, err = s.Do(ctx, byNational(), id, forwardTo("works"))
	_ = wrongClock(t, err, today, wrong)
	mine, err := s.Mine(ctx, byReporter(), id)
	require.NoError(t, err)
	require.Empty(t, mine.Allowed)
	denial, err := s.WhyNot(ctx, byNational(), id, complaint.ActionForward)
	require.NoError(t, err)
	require.Equal(t, complaint.DeniedByClock, denial.Reasons[0].Code)
	view, err := s.Get(ctx, byNational(), id)
	require.NoError(t, err)
	require.Equal(t, "[correct_time]", actionsText(view.Allowed))

	// Only the national admin mends it, and only so that it is right.
	correct := func(at time.Time, entries ...int) complaint.Command {
		cmd := complaint.Command{Action: complaint.ActionCorrectTime, Note: "Jam server salah.", Key: "mend"}
		for _, e := range entries {
			cmd.Corrections = append(cmd.Corrections, complaint.Correction{Entry: e, At: at})
		}
		return cmd
	}
	_, err = s.Do(ctx, byReporter(), id, correct(right, 2))
	require.ErrorIs(t, err, complaint.ErrForbidden)
	for name, cmd := range map[string]complaint.Command{
		"before its neighbour":     correct(began.Add(-time.Second), 2),
		"in the future":            correct(today.Add(time.Second), 2),
		"of an entry that is none": correct(right, 3),
		"of one that is right":     correct(began, 1),
		"of one that is right too": correct(right, 1, 2),
		"twice":                    correct(right, 2, 2),
		"of nothing":               correct(right),
		"to nothing":               correct(time.Time{}, 2),
		"without a reason":         {Action: complaint.ActionCorrectTime, Corrections: correct(right, 2).Corrections},
		"by another action":        {Action: complaint.ActionNote, Note: "x", Corrections: correct(right, 2).Corrections},
	} {
		_, err := s.Do(ctx, byNational(), id, cmd)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
	}
	before := o.stored(id)
	r, err := s.Do(ctx, byNational(), id, correct(right, 2))
	require.NoError(t, err)
	require.Empty(t, r.Warnings)
	again, err := s.Do(ctx, byNational(), id, correct(right, 2))
	require.NoError(t, err)
	require.Equal(t, r.Entry, again.Entry)

	c := o.stored(id)
	require.Equal(t, before.State, c.State)
	require.Equal(t, wrong, c.Timeline[1].At, "what was recorded stays")
	require.Equal(t, right, c.History()[1].At)
	require.Equal(t, today, c.UpdatedAt())
	require.Equal(t, began.Add(3*deskDay), c.NextDue)
	replayed, err := rules.Replay(c)
	require.NoError(t, err)
	require.Equal(t, c, replayed)
	view, err = s.Get(ctx, byNational(), id)
	require.NoError(t, err)
	require.Equal(t, right, view.Events[1].At)
	require.Equal(t, wrong, view.Events[1].Recorded)
	require.Contains(t, view.Allowed, complaint.ActionForward)
	swept, err := o.at(c.NextDue, under).Sweep(ctx, complaint.Position{}, 0)
	require.NoError(t, err)
	require.Equal(t, 1, swept.Acted, "verification is late: escalated")
	require.Empty(t, swept.Unjudged)

	// A correction can be wrong too; the next one counts.
	_, err = o.at(c.NextDue, under).Do(ctx, byNational(), id, complaint.Command{
		Action: complaint.ActionCorrectTime, Note: "Salah ketik.",
		Corrections: []complaint.Correction{{Entry: 2, At: right.Add(time.Hour)}},
	})
	require.NoError(t, err)
	require.Equal(t, right.Add(time.Hour), o.stored(id).History()[1].At)
}

func actionsText(list []lifecycle.Action) string { return fmt.Sprint(list) }

// A report that was submitted by a wrong clock is found where it belongs.
func TestCase15CorrectedSubmission(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began := deskBegan()
		o.submit(began)
		wrong, right := began.Add(300*deskDay), began.Add(time.Hour)
		id := o.submit(wrong)
		o.do(began.Add(2*time.Hour), byNational(), id, complaint.Command{
			Action: complaint.ActionCorrectTime, Note: "Jam server salah.", Corrections: []complaint.Correction{{Entry: 1, At: right}},
		})
		c := o.stored(id)
		require.Equal(t, right, c.SubmittedAt())
		require.Equal(t, right, c.EnteredAt())
		require.Equal(t, right.Add(3*deskDay), c.NextDue)
		for _, q := range []complaint.Filter{{SubmittedFrom: right, SubmittedUntil: right.Add(time.Microsecond)}, {SubmittedFrom: began.Add(time.Minute), SubmittedUntil: wrong}} {
			found := whole(t, o.store.Set().Complaints.List(t.Context(), complaint.Query{Filter: q}))
			require.Len(t, found, 1)
			require.Equal(t, id, found[0].ID)
		}
		status, err := o.at(began.Add(3*time.Hour)).Track(t.Context(), c.Tracking.String())
		require.NoError(t, err)
		require.Equal(t, right.Truncate(deskDay), status.Status.SubmittedAt, "a status that is not public tells days")
	})
}

// Version 0.1 moved every later entry to the wrong instant, without a word. Such
// records stay readable, replay, are listed, and are mended as a whole.
func TestCase15OldRecordWithMovedEntries(t *testing.T) {
	offices(t, func(t *testing.T, o *office) {
		began, ctx := deskBegan(), t.Context()
		id := o.submit(began)
		far := time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
		for _, cmd := range []complaint.Command{noteOf("Ditelepon."), forwardTo("works")} {
			next, err := deskNational(t).Apply(o.stored(id), byNational(), cmd, complaint.Moment{Now: far})
			require.NoError(t, err)
			next.NextDue = time.Time{}
			require.NoError(t, o.store.Commit(ctx, backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{next}}}))
		}
		today := began.Add(deskDay)
		require.Len(t, o.sweep(today).Unjudged, 1, "though it is in no index of what is due")
		mend := complaint.Command{Action: complaint.ActionCorrectTime, Note: "Jam server salah.", Corrections: []complaint.Correction{{Entry: 2, At: began.Add(time.Hour)}}}
		_, err := o.at(today).Do(ctx, byNational(), id, mend)
		require.ErrorIs(t, err, storage.ErrInvalid, "the other one still lies in the future")
		require.ErrorContains(t, err, "entry 3")
		mend.Corrections = append(mend.Corrections, complaint.Correction{Entry: 3, At: began.Add(2 * time.Hour)})
		_, err = o.at(today).Do(ctx, byNational(), id, mend)
		require.NoError(t, err)
		require.Equal(t, began.Add(2*time.Hour), o.stored(id).EnteredAt())
		require.Empty(t, o.sweep(today).Unjudged)
		_, err = deskNational(t).Replay(o.stored(id))
		require.NoError(t, err)
		_, err = o.at(today.Add(time.Hour)).Do(ctx, byAgency("works"), id, complaint.Command{Action: complaint.ActionHandle})
		require.NoError(t, err)
	})
}

package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

func photograph() []complaint.Attachment {
	return []complaint.Attachment{{Name: "foto.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}
}

// Answered on day 0; on day 9 the reporter attaches a photograph with a sentence; on
// day 10 the timer does not close.
func TestCase10WhatTheReporterAddsIsAReply(t *testing.T) {
	t.Parallel()
	for name, add := range map[string]struct {
		by  complaint.Actor
		cmd complaint.Command
	}{
		"attached":             {byReporter(), complaint.Command{Action: complaint.ActionAttach, Attachments: photograph(), Note: "Masih rusak."}},
		"replied":              {byReporter(), complaint.Command{Action: complaint.ActionReply, Note: "Masih rusak."}},
		"entered for them":     {byNational(), complaint.Command{Action: complaint.ActionReply, Note: "Pelapor menelepon: masih rusak.", Attachments: photograph()}},
		"attached for them":    {byAgency("works"), complaint.Command{Action: complaint.ActionAttach, Attachments: photograph()}},
		"accused":              {byReporter(), complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"police"}, Note: "Petugasnya meminta uang."}},
		"accused for them":     {byNational(), complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"police"}}},
		"a message from there": {byAgency("works"), complaint.Command{Action: complaint.ActionReply, Note: "Mohon tunggu."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			id := d.handled("works", true).ID
			d.clock.advance(9 * deskDay)
			d.do(add.by, id, add.cmd)
			d.clock.advance(2 * deskDay)
			swept, err := d.Sweep(t.Context(), complaint.Position{}, 0)
			require.NoError(t, err)
			require.Zero(t, swept.Acted)
			c := d.stored(id)
			require.Equal(t, complaint.StateInProgress, c.State)
			for _, r := range deskNational(t).Clocks(c) {
				if r.Clock == complaint.ClockFurtherAnswer || r.Clock == complaint.ClockReply {
					require.Equal(t, r.Clock == complaint.ClockFurtherAnswer, r.State == complaint.ClockRuns, r.Clock)
				}
			}
		})
	}
}

// What staff file while the case waits for the reporter is a note, which takes
// files; it answers nobody and stops nothing.
func TestCase10ANoteIsNoReply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.handled("works", true).ID
	d.do(byAgency("works"), id, complaint.Command{Action: complaint.ActionNote, Note: "Berita acara.", Attachments: photograph()})
	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}})
	require.Equal(t, complaint.StateResponded, d.stored(id).State)
	require.Len(t, d.stored(id).Attachments, 1)
	mine, err := d.Mine(t.Context(), byReporter(), id)
	require.NoError(t, err)
	require.Empty(t, mine.Attachments, "internal")
	d.clock.advance(10 * deskDay)
	swept, err := d.Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Equal(t, 1, swept.Acted)
	require.Equal(t, complaint.StateResolved, d.stored(id).State)
}

// The timer never closes a case while a clock runs that the office owes, here of a
// definition whose answers leave the resolution clock running.
func TestTheTimerClosesNothingThatTheOfficeOwes(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	for clock, owes := range map[lifecycle.ClockName]bool{
		complaint.ClockVerification: true, complaint.ClockFirstResponse: true, complaint.ClockFurtherAnswer: true, complaint.ClockResolution: true,
		complaint.ClockStatutoryAnswer: true, complaint.ClockStatutoryDecision: true, complaint.ClockOmbudsman: true,
		complaint.ClockReply: false, complaint.ClockCompletion: false,
	} {
		require.Equal(t, owes, l.Owes(clock), clock)
	}
	def := complaint.National()
	for i, row := range def.Transitions {
		if row.Action == complaint.ActionRespond {
			def.Transitions[i].Clocks = []lifecycle.Effect{lifecycle.Start.On(complaint.ClockReply)}
		}
	}
	w := begin(t, compileTable(t, def), complaint.Disclosure{}, "forward assign respond")
	w.unasked(timer(), complaint.Command{Action: complaint.ActionClose}, allElapsed(w.next()))
	begin(t, l, complaint.Disclosure{}, "forward assign respond close")
}

// Counting from follow-ups is a switch: then a follow-up is the answer.
func TestFollowUpAnswersIsASwitch(t *testing.T) {
	t.Parallel()
	rules := complaint.DefaultNationalRules()
	require.False(t, rules.FollowUpAnswers)
	begin(t, compileNational(t), complaint.Disclosure{}, "forward assign follow_up").unasked(timer(), complaint.Command{Action: complaint.ActionClose}, allElapsed(deskBegan()))
	rules.FollowUpAnswers = true
	w := begin(t, compileTable(t, rules.Definition()), complaint.Disclosure{}, "forward assign follow_up")
	require.Equal(t, complaint.StateResponded, w.c.State)
	w.along("close")
}

// A follow-up that answers is an answer everywhere: those merged into the case are told
// of it and do not return, also of a secret one, and no draft is left to approve.
func TestAFollowUpThatAnswersIsAnAnswerEverywhere(t *testing.T) {
	t.Parallel()
	rules := complaint.DefaultNationalRules()
	rules.FollowUpAnswers = true
	d := newDesk(t, func(c *complaint.Config) {
		c.Lifecycles = []*complaint.Lifecycle{compileTable(t, rules.Definition())}
	})
	answer := complaint.Command{Action: complaint.ActionFollowUp, Note: "Sudah diperbaiki."}
	for _, disclosed := range []complaint.Disclosure{{Public: true}, {}} {
		a := d.handled("works", false, func(draft *complaint.Draft) { draft.Disclosure = disclosed }).ID
		b := d.merged(a)
		d.do(byAgency("works"), a, answer)
		mine, err := d.Mine(t.Context(), ketut(), b)
		require.NoError(t, err)
		events := mine.Follows.Answers
		if disclosed.Public {
			events = mine.Follows.Report.Events
		}
		require.Equal(t, answer.Note, events[len(events)-1].Text)
		require.Empty(t, d.settle().Orphans)
		d.do(byReporter(), a, complaint.Command{Action: complaint.ActionAccept, Rating: 5})
		require.Empty(t, d.settle().Orphans)
		line := d.stored(b).Timeline
		require.Equal(t, complaint.ActionRelay, line[len(line)-1].Action)
	}

	id := d.handled("works", false).ID
	d.do(byAgency("works"), id, complaint.Command{Action: complaint.ActionReassign, Main: "works", Supporting: []agency.ID{"roads"}})
	d.do(byUnit("roads"), id, complaint.Command{Action: complaint.ActionDraft, Note: "Rancangan."})
	d.do(byAgency("works"), id, answer)
	require.Zero(t, d.stored(id).Draft)
}

// In final states the national admin corrects, seals and notes, the holder notes and
// the reporter seals: no state and no clock changes, and nothing widens.
func TestCase09FinalStatesAreCorrectedAndSealed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	withdrawn, resolved := d.handled("works", false).ID, d.handled("works", true).ID
	d.do(byReporter(), withdrawn, complaint.Command{Action: complaint.ActionWithdraw})
	d.do(byReporter(), resolved, complaint.Command{Action: complaint.ActionAccept, Rating: 4})
	for _, id := range []complaint.ID{withdrawn, resolved} {
		before := d.stored(id)
		clocks := deskNational(t).Clocks(before)
		d.clock.advance(deskDay)
		d.do(byNational(), id, complaint.Command{Action: complaint.ActionEdit, Body: "Nama tetangga dihapus."})
		d.do(byNational(), id, noteOf("x"))
		d.do(byAgency("works"), id, noteOf("y"))
		d.do(byNational(), id, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{Named: true}})
		d.do(byReporter(), id, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}})
		_, err := d.Do(t.Context(), byReporter(), id, complaint.Command{Action: complaint.ActionDisclose, Disclosure: &complaint.Disclosure{Public: true}})
		require.ErrorIs(t, err, complaint.ErrNotAllowed)
		_, err = d.Do(t.Context(), byAgency("roads"), id, noteOf("z"))
		require.Error(t, err)
		after := d.stored(id)
		require.Equal(t, before.State, after.State)
		require.Equal(t, before.EnteredAt(), after.EnteredAt())
		require.Equal(t, before.NextDue, after.NextDue)
		require.Equal(t, clocks, deskNational(t).Clocks(after))
		require.Equal(t, "Nama tetangga dihapus.", after.Body())
		view, err := d.Track(t.Context(), string(after.Tracking))
		require.NoError(t, err)
		require.Nil(t, view.Report)
	}
}

// Archiving as out of scope names who is competent, in the directory or outside.
func TestCase09OutOfScopeNamesTheCompetentBody(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	archive := complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedOutOfScope}
	for _, name := range []struct {
		agency agency.ID
		note   string
	}{{"court", ""}, {"", "Pengadilan Negeri Denpasar"}} {
		id := d.submit().ID
		_, err := d.Do(t.Context(), byNational(), id, archive)
		require.ErrorIs(t, err, complaint.ErrNotAllowed)
		require.ErrorContains(t, err, "names the competent body")
		cmd := archive
		cmd.Agency, cmd.Note = name.agency, name.note
		d.do(byNational(), id, cmd)
		mine, err := d.Mine(t.Context(), byReporter(), id)
		require.NoError(t, err)
		require.Equal(t, name.agency, mine.Competent)
		require.Equal(t, name.note, mine.Events[len(mine.Events)-1].Text)
		require.Empty(t, d.stored(id).Agency, "it never held the case")
	}
}

// Withdrawing a supervisory report ends the reporter's part only.
func TestASupervisoryReportGoesOnWithoutItsReporter(t *testing.T) {
	t.Parallel()
	supervisory := forwardTo("works")
	supervisory.Class = complaint.ClassSupervisory
	for _, suspended := range []bool{false, true} {
		d := newDesk(t)
		id := d.submit().ID
		d.do(byNational(), id, supervisory)
		if suspended {
			d.do(byNational(), id, complaint.Command{Action: complaint.ActionSuspend, Note: "Siapa saksinya?"})
		}
		_, err := d.Do(t.Context(), byReporter(), id, complaint.Command{Action: complaint.ActionWithdraw})
		var denial *complaint.Denial
		require.ErrorAs(t, err, &denial)
		require.Contains(t, denial.Instead, complaint.ActionLeave)
		require.Contains(t, denial.Error(), "goes on even if its reporter leaves it")
		d.do(byReporter(), id, complaint.Command{Action: complaint.ActionLeave})
		require.Equal(t, complaint.StateForwarded, d.stored(id).State)
		mine, err := d.Mine(t.Context(), byReporter(), id)
		require.NoError(t, err, "they may read")
		require.Equal(t, []lifecycle.Action{complaint.ActionSeal}, mine.Allowed, "and make it secret, and nothing else")
		_, err = d.Do(t.Context(), byNational(), id, complaint.Command{Action: complaint.ActionSuspend, Note: "?"})
		require.ErrorIs(t, err, complaint.ErrNotAllowed, "nobody is there to complete it")
		d.clock.advance(100 * deskDay)
		_, err = d.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Equal(t, complaint.StateForwarded, d.stored(id).State, "no clock that waited for them archives it")
		d.do(byAgency("works"), id, complaint.Command{Action: complaint.ActionHandle})
		d.do(byAgency("works"), id, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah diperiksa."})
		if suspended { // open or final: what a report says of them does not end with their part in it
			d.clock.advance(20 * deskDay)
			d.sweep(complaint.Position{}, 0)
			require.Equal(t, complaint.StateResolved, d.stored(id).State)
		}
		d.do(byReporter(), id, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}})
		public, err := d.Track(t.Context(), d.stored(id).Tracking.String())
		require.NoError(t, err)
		require.Nil(t, public.Report)
		_, err = d.Do(t.Context(), byReporter(), id, complaint.Command{Action: complaint.ActionDisclose, Disclosure: &complaint.Disclosure{Public: true}})
		require.ErrorIs(t, err, complaint.ErrNotAllowed, "nothing widens")
	}
	d := newDesk(t)
	id := d.submit().ID
	d.do(byNational(), id, forwardTo("works"))
	_, err := d.Do(t.Context(), byReporter(), id, complaint.Command{Action: complaint.ActionLeave})
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "others are withdrawn")
}

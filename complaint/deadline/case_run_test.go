package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
)

func nationalOf(t *testing.T, edition string) *complaint.Lifecycle {
	t.Helper()
	d, err := complaint.NationalEdition(edition)
	require.NoError(t, err)
	l, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	return l
}

// laddered is a policy whose further answers and resolutions climb one hierarchy.
func laddered(t *testing.T) *deadline.Deadlines {
	t.Helper()
	p := deadline.SP4N()
	p.Edition = "laddered"
	p.Ladder = nil
	for _, clock := range []lifecycle.ClockName{complaint.ClockFirstResponse, complaint.ClockResolution} {
		for _, hours := range []calendar.Hours{1, 4, 24} {
			p.Ladder = append(p.Ladder, deadline.Step{Clock: clock, Rung: complaint.RungSuperior, After: deadline.Hours(hours)})
		}
	}
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
	require.NoError(t, err)
	return d
}

var (
	caseHead     = complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: badung}
	caseLiaison  = complaint.Actor{ID: "liaison", Role: complaint.RoleLiaisonOfficer, Agency: works}
	caseNational = complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	casePutu     = complaint.Actor{ID: "putu", Role: complaint.RoleReporter}
)

// resolutions lists the escalations of the resolution clock, and the steps.
func (d *desk) resolutions(id complaint.ID) (steps []int) {
	for _, e := range d.get(id).Escalations {
		if e.Clock == complaint.ClockResolution {
			steps = append(steps, e.Step)
		}
	}
	return steps
}

// Breached, escalated, answered, reopened, breached again: escalated again, each
// step of the ladder once per run. Under edition 1 the first step stays one of the
// case's life, and no sweep goes round without end.
func TestCase08ASecondBreachIsEscalatedAgain(t *testing.T) {
	t.Parallel()
	for edition, want := range map[string][2][]int{"1": {{0}, {0}}, "2": {{0, 2, 3}, {0, 2, 3, 0, 2, 3}}} {
		t.Run(edition, func(t *testing.T) {
			t.Parallel()
			d := openDesk(t, nationalOf(t, edition), laddered(t))
			id := d.submitted(zoned(t, "2020-10-26 09:00"))
			d.do(id, caseNational, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
			d.do(id, caseHead, complaint.Command{Action: complaint.ActionAssign, Main: works})
			sweepUntil := func(from, until string) {
				for at := zoned(t, from); at.Before(zoned(t, until)); at = at.Add(time.Hour) {
					d.set(at)
					require.Empty(t, d.sweep().Failed)
				}
			}
			sweepUntil("2020-11-12 09:00", "2020-11-20 09:00")
			require.Equal(t, want[0], d.resolutions(id))
			d.do(id, caseLiaison, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
			d.do(id, casePutu, complaint.Command{Action: complaint.ActionAccept, Rating: 5})
			d.do(id, casePutu, complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
			sweepUntil("2020-12-08 09:00", "2020-12-16 09:00")
			require.Equal(t, want[1], d.resolutions(id))
		})
	}
}

// A person escalates a run to a rung once, and never a clock that waits for
// themselves.
func TestCase08NobodyEscalatesAClockThatWaitsForThemselves(t *testing.T) {
	t.Parallel()
	d := openDesk(t, nationalOf(t, "2"), sp4n(t))
	id := d.submitted(zoned(t, "2020-10-26 09:00"))
	escalate := func(by complaint.Actor, clock lifecycle.ClockName) error {
		_, err := d.svc.Do(t.Context(), by, id, complaint.Command{Action: complaint.ActionEscalate, Clock: clock, Rung: complaint.RungInspectorate})
		return err
	}
	d.set(zoned(t, "2020-11-10 09:00"))
	require.ErrorIs(t, escalate(caseNational, complaint.ClockVerification), complaint.ErrNotAllowed, "they are to verify it themselves")
	require.ErrorIs(t, escalate(caseNational, complaint.ClockStatutoryAnswer), complaint.ErrNotAllowed, "what no agency holds waits for them")
	require.NoError(t, escalate(casePutu, complaint.ClockVerification))
	require.ErrorIs(t, escalate(casePutu, complaint.ClockVerification), complaint.ErrNotAllowed, "once a run")
	d.do(id, caseNational, complaint.Command{Action: complaint.ActionSuspend, Note: "Di mana?"})
	d.set(zoned(t, "2020-11-30 09:00"))
	require.ErrorIs(t, escalate(casePutu, complaint.ClockCompletion), complaint.ErrNotAllowed, "they are to complete it themselves")
	require.ErrorIs(t, escalate(caseNational, complaint.ClockStatutoryAnswer), complaint.ErrNotAllowed, "nor does it help to ask")
	d.do(id, casePutu, complaint.Command{Action: complaint.ActionComplete, Note: "Di pasar."})
	d.do(id, caseNational, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	require.NoError(t, escalate(caseNational, complaint.ClockStatutoryAnswer))
}

// Time is given once in a run, and only where it grants something.
func TestAnExtensionThatGrantsNothingIsRefused(t *testing.T) {
	t.Parallel()
	extend := complaint.Command{Action: complaint.ActionExtend, Days: 5, Note: "Menunggu suku cadang."}
	forwarded := func(class complaint.Class) (*desk, complaint.ID) {
		d := openDesk(t, nationalOf(t, "2"), sp4n(t))
		id := d.submitted(zoned(t, "2020-10-26 09:00"))
		d.do(id, caseNational, complaint.Command{Action: complaint.ActionForward, Class: class, Agency: badung})
		d.do(id, caseHead, complaint.Command{Action: complaint.ActionAssign, Main: works})
		return d, id
	}
	d, id := forwarded(complaint.ClassNonSupervisory)
	d.set(zoned(t, "2020-11-30 09:00"))
	_, err := d.svc.Do(t.Context(), caseHead, id, extend)
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "it has run out")
	require.Zero(t, d.get(id).Extensions, "and is not used up")

	d, id = forwarded(complaint.ClassAspiration)
	_, err = d.svc.Do(t.Context(), caseHead, id, extend)
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "there is no limit to move")

	ignoring := deadline.SP4N()
	ignoring.IgnoreExtensions = true
	fixed, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{ignoring}, Calendars: calendars(t)})
	require.NoError(t, err)
	d = openDesk(t, nationalOf(t, "2"), fixed)
	id = d.submitted(zoned(t, "2020-10-26 09:00"))
	d.do(id, caseNational, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	_, err = d.svc.Do(t.Context(), caseHead, id, extend)
	require.ErrorContains(t, err, "needs: the deadline policy counts extensions")
	require.Zero(t, d.get(id).Extensions, "and is not used up")

	d, id = forwarded(complaint.ClassNonSupervisory)
	d.do(id, caseHead, extend)
	_, err = d.svc.Do(t.Context(), caseHead, id, extend)
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "once a run")
	d.do(id, caseLiaison, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	d.do(id, casePutu, complaint.Command{Action: complaint.ActionAccept, Rating: 2})
	d.do(id, casePutu, complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
	d.do(id, caseHead, extend)
	require.Equal(t, 2, d.get(id).Extensions)
}

// Nobody gains from their own delay: a decision that was due before the office
// asked for details stays breached when the reporter has completed the report.
func TestARestartAfterABreachWipesNothingOut(t *testing.T) {
	t.Parallel()
	l, p := nationalOf(t, "2"), deadline.SP4N()
	late := tell(t, l, p, "2020-10-26 09:00 submit", "2020-10-26 10:00 forward:non_supervisory", "2021-01-05 09:00 suspend", "2021-01-06 09:00 complete")
	r := read(t, l, p, late, "2021-01-07 09:00", complaint.ClockStatutoryDecision, 1)
	require.Equal(t, deadline.Breached, r.Status)
	require.True(t, r.Latest)
	require.Equal(t, "2020-12-26", r.BreachedAt.Add(8*time.Hour).Format(time.DateOnly))
	in := tell(t, l, p, "2020-10-26 09:00 submit", "2020-10-26 10:00 forward:non_supervisory", "2020-11-05 09:00 suspend", "2020-11-06 09:00 complete")
	r = read(t, l, p, in, "2021-01-04 09:00", complaint.ClockStatutoryDecision, 2)
	require.Equal(t, deadline.Running, r.Status, "what had not run out begins anew")
}

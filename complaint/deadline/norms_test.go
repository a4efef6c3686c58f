package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
)

// office is a calendar of some place abroad, with no special days but those given.
func office(t testing.TB, zone string, year int, holidays ...string) deadline.Calendars {
	t.Helper()
	e := calendar.Edition{Year: year}
	for _, text := range holidays {
		d, err := aduan.ParseDate(text)
		require.NoError(t, err)
		e.Adds = append(e.Adds, calendar.Entry{Date: d, Kind: calendar.Holiday, Name: "Holiday"})
	}
	c, err := calendar.New(calendar.Definition{
		Name: zone, Zone: zone, Lists: []calendar.Edition{e, {Year: year + 1}},
		Week: calendar.MondayToFriday(calendar.Shift{Open: 9 * 60, Close: 17 * 60}),
	})
	require.NoError(t, err)
	set, err := calendar.NewSet(c)
	require.NoError(t, err)
	return deadline.Calendars{Set: set, Default: zone}
}

// dueIn reads the latest run of a clock and returns its due instant in local
// time with its offset.
func dueIn(t testing.TB, l *complaint.Lifecycle, p *deadline.Policy, c *complaint.Complaint, cals deadline.Calendars, at time.Time, clock lifecycle.ClockName) string {
	t.Helper()
	require.NoError(t, p.Validate())
	readings, err := p.Evaluate(l, c, cals, at)
	require.NoError(t, err)
	for _, r := range readings {
		if r.Clock == clock && r.Latest {
			require.NoError(t, r.Err)
			return r.Why().Due.Format("2006-01-02 15:04 -0700")
		}
	}
	require.FailNow(t, "no such clock", "%s", clock)
	return ""
}

// India: thirty days before 23 August 2024, twenty-one since.
func TestCPGRAMS(t *testing.T) {
	t.Parallel()
	l := national(t)
	for _, tt := range []struct{ forwarded, due string }{
		{"2024-08-22 12:00", "2024-09-22 00:00 +0530"},
		{"2024-08-23 12:00", "2024-09-14 00:00 +0530"},
	} {
		at := zoned(t, tt.forwarded)
		p := deadline.CPGRAMS(at)
		require.True(t, p.Valid.Contains(at))
		c := tell(t, l, p, tt.forwarded+" submit", tt.forwarded+" forward:non_supervisory")
		require.Equal(t, tt.due, dueIn(t, l, p, c, office(t, "Asia/Kolkata", 2024), at, complaint.ClockResolution))
	}
}

// twoStages is the United Kingdom's code as a lifecycle: the acknowledgement
// starts stage one, a review is stage two with somebody else.
func twoStages(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	const acknowledge, stage1, stage2 = "acknowledgement", "stage_one", "stage_two"
	by := lifecycle.By(complaint.RoleNationalAdmin)
	l, err := complaint.Compile(lifecycle.Definition{
		Name: "code", Edition: "1", Initial: "received",
		States: []lifecycle.StateInfo{
			{State: "received", Owner: complaint.RoleNationalAdmin},
			{State: "acknowledged", Owner: complaint.RoleNationalAdmin},
			{State: "review", Owner: complaint.RoleNationalAdmin},
			{State: "answered", Final: true, Exits: []lifecycle.Action{"ask_review"}},
		},
		Transitions: []lifecycle.Transition{
			{Action: complaint.ActionSubmit, From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("received"), By: lifecycle.By(complaint.RoleReporter), Clocks: []lifecycle.Effect{lifecycle.Start.On(acknowledge)}},
			{Action: "acknowledge", From: []lifecycle.State{"received"}, To: lifecycle.To("acknowledged"), By: by, Clocks: []lifecycle.Effect{lifecycle.Stop.On(acknowledge), lifecycle.Start.On(stage1)}},
			{Action: "extend", From: []lifecycle.State{"acknowledged"}, To: lifecycle.Same(), By: by, Needs: []lifecycle.Need{"extended_fewer_than(1)"}, Clocks: []lifecycle.Effect{lifecycle.Extend.On(stage1)}},
			{Action: "answer", From: []lifecycle.State{"acknowledged", "review"}, To: lifecycle.To("answered"), By: by, Clocks: []lifecycle.Effect{lifecycle.Stop.On(stage1, stage2)}},
			{Action: "ask_review", From: []lifecycle.State{"answered"}, To: lifecycle.To("review"), By: lifecycle.By(complaint.RoleReporter), Clocks: []lifecycle.Effect{lifecycle.Start.On(stage2)}},
		},
	}, complaint.Extensions{Clocks: []lifecycle.ClockName{acknowledge, stage1, stage2}})
	require.NoError(t, err)
	return l
}

func TestLGSCO(t *testing.T) {
	t.Parallel()
	l := twoStages(t)
	p := &deadline.Policy{Name: "lgsco", Edition: "code", Rules: []deadline.Rule{
		{Clock: "acknowledgement", Limit: deadline.WorkingDays(5)},
		{Clock: "stage_one", Limit: deadline.WorkingDays(10)},
		{Clock: "stage_two", Limit: deadline.WorkingDays(20)},
	}}
	cals := office(t, "Europe/London", 2025, "2025-04-18", "2025-04-21")
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	c := tell(t, l, p, "2025-04-07 18:00 submit") // 11:00 in London, where the day begins later
	do := func(by complaint.Actor, cmd complaint.Command, at time.Time) {
		t.Helper()
		next, err := l.Apply(c, by, cmd, complaint.Moment{Now: at})
		require.NoError(t, err)
		c = next
	}
	london := func(text string) time.Time {
		at, err := time.Parse("2006-01-02 15:04 -0700", text)
		require.NoError(t, err)
		return at
	}
	require.Equal(t, "2025-04-14 17:00 +0100", dueIn(t, l, p, c, cals, london("2025-04-08 09:00 +0100"), "acknowledgement"))
	do(admin, complaint.Command{Action: "acknowledge"}, london("2025-04-10 09:00 +0100"))
	// From the acknowledgement: 11, 14-17, Easter, 22-25, 28.
	require.Equal(t, "2025-04-28 17:00 +0100", dueIn(t, l, p, c, cals, london("2025-04-11 09:00 +0100"), "stage_one"))
	do(admin, complaint.Command{Action: "extend", Days: 10, Note: "complex"}, london("2025-04-24 09:00 +0100"))
	require.Equal(t, "2025-05-12 17:00 +0100", dueIn(t, l, p, c, cals, london("2025-04-25 09:00 +0100"), "stage_one"))
	do(admin, complaint.Command{Action: "answer"}, london("2025-05-02 09:00 +0100"))
	do(complaint.Actor{ID: c.Reporter.String(), Role: complaint.RoleReporter}, complaint.Command{Action: "ask_review"}, london("2025-05-06 09:00 +0100"))
	require.Equal(t, "2025-06-03 17:00 +0100", dueIn(t, l, p, c, cals, london("2025-05-07 09:00 +0100"), "stage_two"))
}

// Amsterdam: a limit by category in calendar or working days, and a wait for the
// reporter that times out after five days.
func TestAmsterdam(t *testing.T) {
	t.Parallel()
	l := national(t)
	p := &deadline.Policy{Name: "amsterdam", Edition: "1", Rules: []deadline.Rule{
		{Clock: complaint.ClockResolution, Category: "public_works/roads", Limit: deadline.WorkingDays(3)},
		{Clock: complaint.ClockResolution, Limit: deadline.CalendarDays(21)},
		{Clock: complaint.ClockCompletion, Limit: deadline.CalendarDays(5)},
	}}
	cals := office(t, "Europe/Amsterdam", 2025)
	c := tell(t, l, p, "2025-03-27 18:00 submit", "2025-03-27 18:00 forward:non_supervisory")
	require.Equal(t, "2025-04-01 17:00 +0200", dueIn(t, l, p, c, cals, c.UpdatedAt(), complaint.ClockResolution), "over the change to summer time")
	other := *p
	other.Rules = p.Rules[1:]
	require.Equal(t, "2025-04-18 00:00 +0200", dueIn(t, l, &other, c, cals, c.UpdatedAt(), complaint.ClockResolution))
	c = tell(t, l, p, "2025-03-27 18:00 submit", "2025-03-27 18:00 forward:non_supervisory", "2025-03-28 18:00 suspend")
	require.Equal(t, "2025-04-03 00:00 +0200", dueIn(t, l, p, c, cals, c.UpdatedAt(), complaint.ClockCompletion))
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: cals})
	require.NoError(t, err)
	midnight := time.Date(2025, 4, 2, 22, 0, 0, 0, time.UTC)
	out, err := d.Judge(l, c, midnight.Add(-time.Microsecond))
	require.NoError(t, err)
	require.Empty(t, out.Elapsed)
	require.Equal(t, midnight, out.Next)
	out, err = d.Judge(l, c, midnight)
	require.NoError(t, err)
	require.Equal(t, []lifecycle.ClockName{complaint.ClockCompletion}, out.Elapsed)
}

// New York: hours for the police, days on the wall clock for others.
func TestNYC311(t *testing.T) {
	t.Parallel()
	l := national(t)
	p := &deadline.Policy{Name: "nyc311", Edition: "1", Rules: []deadline.Rule{
		{Clock: complaint.ClockResolution, Agency: "nyc:NYPD", Limit: deadline.Hours(8)},
		{Clock: complaint.ClockResolution, Agency: "nyc:DOB", Limit: deadline.Hours(720)},
		{Clock: complaint.ClockResolution, Limit: deadline.WallDays(30)},
	}}
	cals := office(t, "America/New_York", 2025)
	for holder, due := range map[string]string{
		"nyc:NYPD": "2025-02-20 18:00 -0500", "nyc:DOT": "2025-03-22 10:00 -0400", "nyc:DOB": "2025-03-22 11:00 -0400",
	} {
		c := tell(t, l, p, "2025-02-20 23:00 submit", "2025-02-20 23:00 forward:non_supervisory@"+holder) // 10:00 in New York
		require.Equal(t, due, dueIn(t, l, p, c, cals, c.UpdatedAt(), complaint.ClockResolution), holder)
	}
}

// Working minutes: Kediri answers light cases within three hours of office time.
func TestWorkingMinutes(t *testing.T) {
	t.Parallel()
	l := national(t)
	p := deadline.SP4N().With("kediri", deadline.Rule{Clock: complaint.ClockResolution, Class: complaint.ClassNonSupervisory, Limit: deadline.WorkingMinutes(180), Warn: deadline.WorkingMinutes(60)})
	require.NoError(t, p.Validate())
	c := tell(t, l, p, "2020-10-27 08:00 submit", "2020-10-27 14:30 forward:non_supervisory")
	r := read(t, l, p, c, "2020-10-27 15:00", complaint.ClockResolution, 1)
	require.Equal(t, "2020-11-02 09:30", r.Why().Due.Format("2006-01-02 15:04"), "an hour and a half, three days off, and the rest")
	require.Equal(t, deadline.WorkingMinutes(150), r.Remaining)
	require.Equal(t, zoned(t, "2020-11-02 08:30"), r.WarnAt)
	var passed []int64
	for _, d := range r.Why().Days {
		passed = append(passed, d.Count)
	}
	require.Equal(t, []int64{90, 0, 0, 0, 0, 0, 180}, passed)
	c = tell(t, l, p, "2020-10-27 08:00 submit", "2020-10-27 14:30 forward:non_supervisory", "2020-10-27 15:00 suspend", "2020-11-03 10:00 complete")
	r = read(t, l, p, c, "2020-11-03 11:00", complaint.ClockResolution, 1)
	require.Equal(t, "2020-11-03 12:30", r.Why().Due.Format("2006-01-02 15:04"), "half an hour before the pause, two and a half after")
}

package deadline_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
)

// A clock is breached at the first instant t >= due, and at none before.
func TestBreachAtTheInstant(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory")
	due := zoned(t, "2020-11-18 16:00")
	for _, tt := range []struct {
		at     time.Time
		status deadline.Status
	}{{due.Add(-time.Microsecond), deadline.Running}, {due, deadline.Breached}, {due.Add(time.Hour), deadline.Breached}} {
		readings, err := p.Evaluate(l, c, calendars(t), tt.at)
		require.NoError(t, err)
		for _, r := range readings {
			if r.Clock == complaint.ClockResolution {
				require.Equal(t, tt.status, r.Status, "%v", tt.at)
				require.True(t, r.Due.Equal(due))
			}
		}
	}
	late := read(t, l, p, tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-26 10:00 assign", "2020-11-18 16:00 respond"),
		"2020-12-01 09:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Breached, late.Status, "an answer in the instant of the due date is late")
	require.Equal(t, due, late.Stopped)
	early := read(t, l, p, tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-26 10:00 assign", "2020-11-18 15:59 respond"),
		"2020-12-01 09:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Met, early.Status)
	require.Equal(t, deadline.WorkingDays(0), early.Remaining)
}

// An amendment moves what is open, and nothing that was met or breached.
func TestAmendments(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	// Due on 6 January until 1 December, when 28 to 30 December became working
	// days: 30 December then.
	steps := []string{"2020-11-02 08:00 submit", "2020-11-19 09:00 forward:non_supervisory", "2020-11-19 10:00 assign", "2020-11-19 10:30 extend"}
	before := read(t, l, p, tell(t, l, p, steps...), "2020-11-30 23:59", complaint.ClockResolution, 1)
	after := read(t, l, p, tell(t, l, p, steps...), "2020-12-01 00:00", complaint.ClockResolution, 1)
	require.Equal(t, "2020-12-21 16:00", before.Why().Due.Format("2006-01-02 15:04"))
	require.Equal(t, "2020-12-21 16:00", after.Why().Due.Format("2006-01-02 15:04"), "nothing before the 21st moved")

	steps = []string{"2020-11-02 08:00 submit", "2020-11-26 09:00 forward:supervisory"}
	frozen := *p
	frozen.Amendment = deadline.AsKnownAtStart
	for _, tt := range []struct {
		policy *deadline.Policy
		at     string
		due    string
	}{
		{p, "2020-11-26 23:59", "2021-03-02 16:00"},
		{p, "2020-11-27 00:00", "2021-03-03 16:00"}, // 9 December: elections
		{p, "2020-12-01 00:00", "2021-02-26 16:00"}, // 28 to 30 December worked
		{p, "2021-02-22 00:00", "2021-02-26 16:00"}, // leave after the due date was cut
		{&frozen, "2021-02-22 00:00", "2021-03-02 16:00"},
	} {
		r := read(t, l, tt.policy, tell(t, l, p, steps...), tt.at, complaint.ClockResolution, 1)
		require.Equal(t, tt.due, r.Why().Due.Format("2006-01-02 15:04"), tt.at)
	}

	// The amendment of 7 August 2025 comes too late for a clock that ended on the
	// 6th.
	open := *p
	open.Valid = aduan.Period{}
	met := tell(t, l, &open, "2025-07-30 08:00 submit", "2025-07-30 09:00 forward:information_request", "2025-07-30 10:00 assign", "2025-08-06 15:00 respond")
	first := read(t, l, &open, met, "2025-08-06 15:00", complaint.ClockResolution, 1)
	later := read(t, l, &open, met, "2026-08-06 15:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Met, first.Status)
	require.Equal(t, []any{first.Status, first.Due, first.Remaining}, []any{later.Status, later.Due, later.Remaining})
}

// An amendment that takes a holiday away may put the due instant into the past:
// the clock is breached when the amendment becomes known, not before.
func TestBreachedByAnAmendment(t *testing.T) {
	t.Parallel()
	day := func(text string) aduan.Date {
		d, err := aduan.ParseDate(text)
		require.NoError(t, err)
		return d
	}
	made, err := calendar.New(calendar.Definition{
		Name: "made-up", Zone: "UTC", Week: calendar.MondayToFriday(calendar.Shift{Open: 480, Close: 960}),
		Lists: []calendar.Edition{
			{Year: 2025, Adds: []calendar.Entry{{Date: day("2025-03-05"), Kind: calendar.Holiday, Name: "A"}, {Date: day("2025-03-06"), Kind: calendar.Holiday, Name: "B"}}},
			{Year: 2025, Known: day("2025-03-07"), Removes: []calendar.Removal{{Date: day("2025-03-05")}, {Date: day("2025-03-06")}}},
		},
	})
	require.NoError(t, err)
	cals := calendars(t, made)
	cals.Default, cals.Bodies = "made-up", nil
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2025-03-03 17:00 submit")
	for _, tt := range []struct {
		at     string
		status deadline.Status
		due    string
	}{{"2025-03-07 07:59", deadline.Running, "2025-03-10 16:00"}, {"2025-03-07 08:00", deadline.Breached, "2025-03-06 16:00"}, {"2025-04-01 08:00", deadline.Breached, "2025-03-06 16:00"}} {
		readings, err := p.Evaluate(l, c, cals, zoned(t, tt.at))
		require.NoError(t, err)
		r := readings[0]
		require.Equal(t, complaint.ClockVerification, r.Clock)
		require.Equal(t, tt.status, r.Status, tt.at)
		require.Equal(t, tt.due, r.Due.Format("2006-01-02 15:04"))
		if tt.status == deadline.Breached {
			require.Equal(t, "2025-03-07 00:00", r.BreachedAt.Format("2006-01-02 15:04"))
		}
	}
}

func TestSwitches(t *testing.T) {
	t.Parallel()
	l := national(t)
	due := func(change func(*deadline.Policy), at string, steps ...string) string {
		p := deadline.SP4N()
		change(p)
		r := read(t, l, p, tell(t, l, p, append([]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory"}, steps...)...), at, complaint.ClockResolution, 1)
		return r.Why().Due.Format("2006-01-02 15:04 MST")
	}
	nothing := func(*deadline.Policy) {}
	suspended := []string{"2020-10-27 10:00 suspend", "2020-11-03 10:00 complete"}
	require.Equal(t, "2020-11-20 16:00 WITA", due(nothing, "2020-11-04 09:00", suspended...))
	require.Equal(t, "2020-11-18 16:00 WITA", due(func(p *deadline.Policy) { p.IgnorePauses = true }, "2020-11-04 09:00", suspended...))
	extended := []string{"2020-11-05 10:00 extend"}
	require.Equal(t, "2020-11-18 16:00 WITA", due(func(p *deadline.Policy) { p.IgnoreExtensions = true }, "2020-11-06 09:00", extended...))
	other := []string{"2020-11-05 10:00 reclassify:information_request"}
	require.Equal(t, "2020-11-05 16:00 WITA", due(nothing, "2020-11-06 09:00", other...), "five days from the start")
	require.Equal(t, "2020-11-12 16:00 WITA", due(func(p *deadline.Policy) { p.Reclassification = deadline.FromChange }, "2020-11-06 09:00", other...))
	require.Equal(t, "2020-11-18 16:00 WITA", due(func(p *deadline.Policy) { p.Reclassification = deadline.KeepLimit }, "2020-11-06 09:00", other...))
	moved := []string{"2020-11-05 10:00 transfer:id:91.71"}
	require.Equal(t, "2020-11-18 16:00 WITA", due(nothing, "2020-11-06 09:00", moved...))
	require.Equal(t, "2020-11-18 16:00 WIT", due(func(p *deadline.Policy) { p.Transfer = deadline.OfHolder }, "2020-11-06 09:00", moved...))
}

// Exceptions for an agency, a region, a category and a reopened case.
func TestExceptions(t *testing.T) {
	t.Parallel()
	l := national(t)
	steps := []string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory"}
	for _, rule := range []deadline.Rule{
		{Agency: badung}, {Region: region51(t)}, {Category: "public_works"}, {StartedBy: complaint.ActionForward}, {Class: complaint.ClassNonSupervisory},
	} {
		rule.Clock, rule.Limit = complaint.ClockResolution, deadline.WorkingDays(1)
		p := deadline.SP4N().With("badung", rule)
		require.NoError(t, p.Validate())
		r := read(t, l, p, tell(t, l, p, steps...), "2020-10-26 10:00", complaint.ClockResolution, 1)
		require.Equal(t, 0, r.Rule)
		require.Equal(t, "2020-10-27 16:00", r.Why().Due.Format("2006-01-02 15:04"))
	}
	other := deadline.SP4N().With("elsewhere", deadline.Rule{Clock: complaint.ClockResolution, Agency: jayapura, Limit: deadline.WorkingDays(1)})
	require.NotEqual(t, 0, read(t, l, other, tell(t, l, other, steps...), "2020-10-26 10:00", complaint.ClockResolution, 1).Rule)
}

func TestUnknownReadsUnknown(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	p.Valid = aduan.Period{}
	c := tell(t, l, p, "2027-12-20 08:00 submit", "2027-12-27 09:00 forward:supervisory")
	readings, err := p.Evaluate(l, c, calendars(t), zoned(t, "2027-12-27 10:00"))
	require.NoError(t, err)
	for _, r := range readings {
		switch r.Clock {
		case complaint.ClockResolution, complaint.ClockFirstResponse:
			require.Equal(t, deadline.Unknown, r.Status)
			require.ErrorIs(t, r.Err, calendar.ErrNotCovered)
			require.Contains(t, r.Why().In(aduan.English()), "no list for the year 2028; there are lists for 2018 to 2027")
		case complaint.ClockStatutoryAnswer, complaint.ClockOmbudsman:
			require.Equal(t, deadline.Running, r.Status, "calendar days need no list")
		}
	}
	lost := read(t, l, p, tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:supervisory@id:nowhere"), "2020-10-27 08:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Unknown, lost.Status)
	require.Contains(t, lost.Why().In(aduan.Indonesian()), "Tidak dapat dihitung: kalender no-such-calendar tidak dikenal")
	none := deadline.SP4N()
	none.Rules = []deadline.Rule{{Clock: complaint.ClockResolution, Class: complaint.ClassInformation, Limit: deadline.WorkingDays(5)}}
	r := read(t, l, none, tell(t, l, none, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:supervisory"), "2020-10-27 08:00", complaint.ClockResolution, 1)
	var noRule *deadline.RuleError
	require.ErrorAs(t, r.Err, &noRule)
	require.Contains(t, r.Why().In(aduan.Indonesian()), `Tidak dapat dihitung: kebijakan sp4n-lapor PermenPANRB 62/2018 tidak memuat aturan untuk tenggat "Penyelesaian" bagi laporan dengan klasifikasi "Berkadar pengawasan"`)
}

func TestStatuses(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	paused := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-02 10:00 suspend")
	r := read(t, l, p, paused, "2020-11-09 10:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Paused, r.Status)
	require.True(t, r.Due.IsZero())
	require.Equal(t, deadline.WorkingDays(12), r.Remaining, "two of fourteen have passed")
	require.Equal(t, 7*24*time.Hour, r.Paused)
	require.Contains(t, r.Why().In(aduan.Indonesian()), "Sel  3 Nov 2020  dijeda: menunggu pelapor")
	past := read(t, l, p, paused, "2020-10-30 10:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Running, past.Status, "the past can be asked too")
	withdrawn := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-02 10:00 withdraw")
	require.Equal(t, deadline.Superseded, read(t, l, p, withdrawn, "2021-11-09 10:00", complaint.ClockResolution, 1).Status)
	late := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-12-02 10:00 withdraw")
	require.Equal(t, deadline.Breached, read(t, l, p, late, "2021-11-09 10:00", complaint.ClockResolution, 1).Status, "a breached one stays breached")
	require.Equal(t, deadline.NotStarted, read(t, l, p, withdrawn, "2020-11-09 10:00", complaint.ClockReply, 0).Status)
	wish := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:aspiration")
	r = read(t, l, p, wish, "2023-11-09 10:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Running, r.Status)
	require.True(t, r.Due.IsZero())
	near := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory")
	require.False(t, read(t, l, p, near, "2020-11-13 15:59", complaint.ClockResolution, 1).Near)
	require.True(t, read(t, l, p, near, "2020-11-13 16:00", complaint.ClockResolution, 1).Near)
	merged := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-02 10:00 merge", "2020-11-04 09:00 unmerge")
	require.Contains(t, read(t, l, p, merged, "2020-11-05 10:00", complaint.ClockResolution, 1).Why().String(), "Tue  3 Nov 2020  paused: merged into another case")
}

func TestExplanationInJSON(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-27 10:00 suspend", "2020-11-03 10:00 complete")
	x := read(t, l, p, c, "2020-11-04 09:00", complaint.ClockResolution, 1).Why()
	text, err := json.Marshal(x)
	require.NoError(t, err)
	require.Contains(t, string(text), `{"date":"2020-10-28","cause":"joint_leave","names":["Maulid Nabi Muhammad SAW"],"edition":"SKB 391/2020, 02/2020, 02/2020","known":"2020-04-09"}`)
	require.Contains(t, string(text), `{"date":"2020-11-02","cause":"paused","names":["suspend"]}`)
	var back deadline.Explanation
	dec := json.NewDecoder(strings.NewReader(string(text)))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&back))
	require.Equal(t, len(x.Days), len(back.Days))
}

// An office around the clock ends at 24:00, which belongs to the day that ends.
func TestOfficeUntilMidnight(t *testing.T) {
	t.Parallel()
	def := calendar.Definition{Name: "always", Zone: "UTC", Lists: []calendar.Edition{{Year: 2025}}, Week: calendar.MondayToFriday(calendar.Shift{Open: 0, Close: 24 * 60})}
	c, err := calendar.New(def)
	require.NoError(t, err)
	cals := calendars(t, c)
	cals.Default, cals.Bodies = "always", nil
	l, p := national(t), deadline.SP4N()
	readings, err := p.Evaluate(l, tell(t, l, p, "2025-03-03 17:00 submit"), cals, zoned(t, "2025-03-04 17:00"))
	require.NoError(t, err)
	require.Equal(t, "2025-03-07 00:00", readings[0].Due.Format("2006-01-02 15:04"))
	require.Equal(t, deadline.WorkingDays(2), readings[0].Remaining)
	days := readings[0].Why().Days
	require.Equal(t, "2025-03-06", days[len(days)-1].Date.String())
}

// A rung whose delay reaches into a year that was decreed after the breach is
// climbed all the same.
func TestLadderIntoALaterYear(t *testing.T) {
	t.Parallel()
	l, d := national(t), sp4nFor(t, 2028)
	p := deadline.SP4N()
	c := tell(t, l, p, "2027-12-01 08:00 submit", "2027-12-02 09:00 forward:information_request")
	for _, clock := range []lifecycle.ClockName{complaint.ClockFirstResponse, complaint.ClockResolution} {
		timer := complaint.Actor{ID: "timer", Role: complaint.RoleTimer}
		step := complaint.Command{Action: complaint.ActionEscalate, Clock: clock, Rung: complaint.RungSuperior}
		next, err := l.Apply(c, timer, step, complaint.Moment{Now: zoned(t, "2027-12-10 08:00"), Elapsed: []lifecycle.ClockName{clock}})
		require.NoError(t, err)
		c = next
	}
	out, err := d.Judge(l, c, zoned(t, "2027-12-20 09:00"))
	require.NoError(t, err)
	require.Equal(t, []complaint.Escalation{{Clock: complaint.ClockResolution, Rung: complaint.RungInspectorate}}, out.Escalate)
	none, err := d.Judge(l, c, zoned(t, "2027-12-10 09:00"))
	require.NoError(t, err)
	require.Empty(t, none.Escalate)
	_, err = (*deadline.Policy)(nil).Evaluate(l, c, calendars(t), zoned(t, "2027-12-10 09:00"))
	require.Error(t, err)
}

// What comes after a breach does not undo it.
func TestNothingUndoesABreach(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	for _, step := range []string{"2020-11-19 10:00 extend", "2020-11-19 10:00 reclassify:supervisory"} {
		c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", step)
		r := read(t, l, p, c, "2020-11-20 09:00", complaint.ClockResolution, 1)
		require.Equal(t, deadline.Breached, r.Status)
		require.Equal(t, zoned(t, "2020-11-18 16:00"), r.BreachedAt)
		require.Equal(t, deadline.WorkingDays(-2), r.Remaining)
	}
}

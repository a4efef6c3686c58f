package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/calendar"
)

// verification reads the clock of a case that is submitted at an instant.
func verification(t testing.TB, l *complaint.Lifecycle, limit deadline.Term, cals deadline.Calendars, at time.Time) deadline.Reading {
	t.Helper()
	p := &deadline.Policy{Name: "city", Edition: "1", Rules: []deadline.Rule{{Clock: complaint.ClockVerification, Limit: limit, Warn: limit}}}
	require.NoError(t, p.Validate())
	c := tell(t, l, p, at.UTC().Add(8*time.Hour).Format("2006-01-02 15:04")+" submit")
	readings, err := p.Evaluate(l, c, cals, at)
	require.NoError(t, err)
	require.Len(t, readings, 1)
	require.NoError(t, readings[0].Err)
	return readings[0]
}

// Working days that keep the time of day, and minutes that simply pass, in a zone
// that changes to summer time on 30 March 2025.
func TestLimitsThatKeepTheTimeOfDay(t *testing.T) {
	t.Parallel()
	l, cals := national(t), office(t, "Europe/Amsterdam", 2025, "2025-04-21")
	for _, tt := range []struct {
		limit       deadline.Term
		start, due  string
		days, spoke string
	}{
		{deadline.WallWorkingDays(1), "2025-03-28 15:20 +0100", "2025-03-31 15:20 +0200", "2025-03: 31", "31 March 2025 15:20 CEST"},
		{deadline.WallWorkingDays(3), "2025-03-27 20:30 +0100", "2025-04-01 20:30 +0200", "2025-03: 28 31; 2025-04: 1", "1 April 2025 20:30 CEST"},
		{deadline.WallWorkingDays(2), "2025-04-18 07:00 +0200", "2025-04-23 07:00 +0200", "2025-04: 22 23", "23 April 2025 07:00 CEST"},
		{deadline.WallWorkingDays(1), "2025-03-29 10:00 +0100", "2025-04-01 00:00 +0200", "2025-03: 31", "31 March 2025 24:00 CEST"},
		{deadline.WallWorkingDays(1), "2025-03-31 00:00 +0200", "2025-04-01 00:00 +0200", "2025-04: 1", "31 March 2025 24:00 CEST"},
		{deadline.Minutes(90), "2025-03-30 01:15 +0100", "2025-03-30 03:45 +0200", "2025-03: 30", "30 March 2025 03:45 CEST"},
		{deadline.Minutes(1), "2025-03-29 23:59 +0100", "2025-03-30 00:00 +0100", "2025-03: 29", "30 March 2025 00:00 CET"},
	} {
		start, err := time.Parse("2006-01-02 15:04 -0700", tt.start)
		require.NoError(t, err)
		r := verification(t, l, tt.limit, cals, start)
		require.Equal(t, tt.due, r.Why().Due.Format("2006-01-02 15:04 -0700"), tt.start)
		require.Equal(t, tt.limit, r.Remaining, tt.start)
		require.Equal(t, tt.days, ticked(r.Why()), tt.start)
		require.Equal(t, tt.limit.Count(), lastCount(r.Why()), tt.start)
		require.Equal(t, tt.spoke, r.DueIn(aduan.English()))
		read, err := deadline.ParseTerm(tt.limit.String())
		require.NoError(t, err)
		require.Equal(t, tt.limit, read)
	}
}

// lastCount is what the last day that adds something has come to.
func lastCount(x deadline.Explanation) (n int64) {
	for _, d := range x.Days {
		n = max(n, d.Count)
	}
	return n
}

// Whatever the zone: the last of the working days is as many working days after the
// start as the limit says, at the start's time of day or, after a day of rest, at its
// end; who comes later is never due earlier; and a warning as long as the limit leads
// back to the start.
func TestWallWorkingDaysByHand(t *testing.T) {
	t.Parallel()
	l := national(t)
	holidays := []string{"2025-01-01", "2025-04-18", "2025-04-21", "2025-10-27", "2025-11-03"}
	for _, zone := range []string{"Asia/Makassar", "America/New_York", "Europe/Amsterdam"} {
		cals := office(t, zone, 2025, holidays...)
		cal, err := cals.Set.Calendar(zone)
		require.NoError(t, err)
		rapid.Check(t, func(r *rapid.T) {
			start := time.Date(2025, 1, 3, 0, 0, 0, 0, cal.Location()).Add(time.Duration(rapid.IntRange(0, 24*60*340).Draw(r, "minute")) * time.Minute)
			n := rapid.IntRange(1, 15).Draw(r, "days")
			x := verification(t, l, deadline.WallWorkingDays(calendar.WorkingDays(n)), cals, start)
			worked := func(d aduan.Date) bool {
				day, err := cal.Day(d)
				require.NoError(r, err)
				return day.Working
			}
			last := aduan.DateOf(start)
			for left := n; left > 0; {
				if last = last.AddDays(1); worked(last) {
					left--
				}
			}
			due := x.Due.In(cal.Location())
			if worked(aduan.DateOf(start)) {
				require.Equal(r, last, aduan.DateOf(due))
				if h, m, _ := start.Clock(); !leapt(cal, last, h, m) {
					require.Equal(r, [2]int{h, m}, [2]int{due.Hour(), due.Minute()})
					require.True(r, x.WarnAt.Equal(start) || aduan.DateOf(x.WarnAt.In(cal.Location())) == aduan.DateOf(start))
				}
			} else {
				midnight, err := cal.Midnight(last.AddDays(1))
				require.NoError(r, err)
				require.True(r, midnight.Equal(due), due)
			}
			require.Equal(r, int64(n), lastCount(x.Why()))
			require.Equal(r, int64(n), x.Remaining.Count())
			later := start.Add(time.Duration(rapid.IntRange(1, 6*24*60).Draw(r, "later")) * time.Minute)
			require.False(r, verification(t, l, x.Limit, cals, later).Due.Before(x.Due), later)
		})
	}
}

// leapt reports whether a zone leaps over a time of a day.
func leapt(cal *calendar.Calendar, d aduan.Date, hour, minute int) bool {
	at := time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, cal.Location())
	return at.Hour() != hour || at.Minute() != minute
}

// A limit of minutes is measured to the minute, over pauses too, and a ladder and a
// warning may be in minutes.
func TestMinutes(t *testing.T) {
	t.Parallel()
	l := national(t)
	p := deadline.SP4N().With("minutes", deadline.Rule{Clock: complaint.ClockResolution, Limit: deadline.Minutes(90), Warn: deadline.Minutes(15)})
	p.Ladder = []deadline.Step{{Clock: complaint.ClockResolution, Rung: complaint.RungSuperior, After: deadline.Minutes(30)}}
	require.NoError(t, p.Validate())
	steps := []string{"2020-11-02 22:00 submit", "2020-11-02 22:50 forward:non_supervisory", "2020-11-02 23:20 suspend", "2020-11-03 08:00 complete"}
	c := tell(t, l, p, steps...)
	r := read(t, l, p, c, "2020-11-03 08:10", complaint.ClockResolution, 1)
	require.Equal(t, "2020-11-03 09:00", r.Why().Due.Format("2006-01-02 15:04"), "half an hour before the pause, an hour after")
	require.Equal(t, deadline.Minutes(50), r.Remaining)
	require.Equal(t, zoned(t, "2020-11-03 08:45"), r.WarnAt)
	require.Equal(t, []int64{30, 90}, []int64{r.Why().Days[0].Count, r.Why().Days[1].Count})
	require.Equal(t, deadline.Minutes(40), r.Shares()[0].Took)
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
	require.NoError(t, err)
	out, err := d.Judge(l, c, zoned(t, "2020-11-03 09:29"))
	require.NoError(t, err)
	require.Empty(t, out.Escalate)
	out, err = d.Judge(l, c, zoned(t, "2020-11-03 09:30"))
	require.NoError(t, err)
	require.Len(t, out.Escalate, 1)
}

package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// simple is a calendar of some years without special days.
func simple(t testing.TB, zone string, from, to int, shifts ...calendar.Shift) *calendar.Calendar {
	t.Helper()
	if len(shifts) == 0 {
		shifts = []calendar.Shift{{Open: 8 * 60, Close: 16 * 60}}
	}
	d := calendar.Definition{Name: zone, Zone: zone, Week: calendar.MondayToFriday(shifts...)}
	for y := from; y <= to; y++ {
		d.Lists = append(d.Lists, calendar.Edition{Year: y})
	}
	c, err := calendar.New(d)
	require.NoError(t, err)
	return c
}

// local is a local time of the calendar's zone.
func local(t testing.TB, c *calendar.Calendar, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, c.Location())
	require.NoError(t, err)
	return at
}

// Thirty days on the wall and 720 hours are two things in New York, and one in
// Jakarta. Both are right.
func TestWallDaysAndHours(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ zone, from, wall, hours string }{
		{"America/New_York", "2025-02-20 10:00", "2025-03-22 10:00", "2025-03-22 11:00"}, // leap forward on 9 March
		{"America/New_York", "2025-10-20 10:00", "2025-11-19 10:00", "2025-11-19 09:00"}, // back on 2 November
		{"Asia/Jakarta", "2025-02-20 10:00", "2025-03-22 10:00", "2025-03-22 10:00"},
		{"Asia/Jakarta", "2025-10-20 10:00", "2025-11-19 10:00", "2025-11-19 10:00"},
	} {
		c := simple(t, tt.zone, 2025, 2025)
		wall, err := c.AddWallDays(local(t, c, tt.from), 30)
		require.NoError(t, err)
		hours, err := c.AddHours(local(t, c, tt.from), 720)
		require.NoError(t, err)
		require.Equal(t, tt.wall, wall.Format("2006-01-02 15:04"), tt.zone)
		require.Equal(t, tt.hours, hours.Format("2006-01-02 15:04"), tt.zone)
		back, err := c.AddWallDays(wall, -30)
		require.NoError(t, err)
		require.True(t, back.Equal(local(t, c, tt.from)))
		onTheWall, err := c.AddWallHours(local(t, c, tt.from), 720, 0)
		require.NoError(t, err)
		require.Equal(t, wall, onTheWall, "720 hours on the wall are 30 days")
		require.Equal(t, 720*time.Hour, c.WallTimeBetween(local(t, c, tt.from), wall))
	}
}

// Local times that do not exist, and those that exist twice.
func TestLeaps(t *testing.T) {
	t.Parallel()
	c := simple(t, "America/New_York", 2025, 2025)
	gap, err := c.AddWallDays(local(t, c, "2025-03-08 02:30"), 1)
	require.NoError(t, err)
	require.Equal(t, "2025-03-09T03:00:00-04:00", gap.Format(time.RFC3339), "the instant of the leap")
	twice, err := c.AddWallDays(local(t, c, "2025-11-01 01:30"), 1)
	require.NoError(t, err)
	require.Equal(t, "2025-11-02T01:30:00-04:00", twice.Format(time.RFC3339), "the first of two")
	for _, hours := range []struct {
		from string
		n    calendar.Hours
		more time.Duration
		want string
	}{
		{"2025-03-09 01:30", 1, 0, "2025-03-09T03:00:00-04:00"}, // the instant of the leap
		{"2025-03-09 01:30", 1, 30 * time.Minute, "2025-03-09T03:00:00-04:00"},
		{"2025-11-02 00:30", 2, 0, "2025-11-02T02:30:00-05:00"}, // three hours have passed
		{"2025-11-02 00:30", 1, 0, "2025-11-02T01:30:00-04:00"},
		{"2025-11-02 02:30", -1, 0, "2025-11-02T01:30:00-05:00"},
	} {
		at, err := c.AddWallHours(local(t, c, hours.from), hours.n, hours.more)
		require.NoError(t, err)
		require.Equal(t, hours.want, at.Format(time.RFC3339), hours.from)
	}
	second := local(t, c, "2025-11-02 01:50").Add(time.Hour - 20*time.Minute) // 01:30, the second
	again, err := c.AddWallHours(second, 0, 15*time.Minute)
	require.NoError(t, err)
	require.Equal(t, 15*time.Minute, again.Sub(second), "time does not run backwards")
	require.Equal(t, -20*time.Minute, c.WallTimeBetween(local(t, c, "2025-11-02 01:50"), second), "but the clock on the wall does")

	// In Santiago the clock leaps at midnight: the day begins at 01:00.
	s := simple(t, "America/Santiago", 2024, 2024)
	midnight, err := s.Midnight(date(t, "2024-09-08"))
	require.NoError(t, err)
	require.Equal(t, "2024-09-08T01:00:00-03:00", midnight.Format(time.RFC3339))
	end, err := s.AddCalendarDays(local(t, s, "2024-09-01 10:00"), 6)
	require.NoError(t, err)
	require.True(t, end.Equal(midnight), "the 7th ends when the 8th begins")

	// Samoa left out 30 December 2011: no office worked on it.
	a := simple(t, "Pacific/Apia", 2011, 2012)
	day, err := a.Day(date(t, "2011-12-30"))
	require.NoError(t, err)
	require.False(t, day.Working)
	due, err := a.Add(local(t, a, "2011-12-29 10:00"), 1)
	require.NoError(t, err)
	require.Equal(t, "2012-01-02T16:00:00+14:00", due.Format(time.RFC3339))
}

// On 1 January 1988 Pontianak changed from central to western time.
func TestPontianak(t *testing.T) {
	t.Parallel()
	c := simple(t, "Asia/Pontianak", 1987, 1988)
	before, err := c.Add(local(t, c, "1987-12-30 09:00"), 1)
	require.NoError(t, err)
	require.Equal(t, "1987-12-31T16:00:00+08:00", before.Format(time.RFC3339))
	after, err := c.Add(local(t, c, "1987-12-30 09:00"), 2)
	require.NoError(t, err)
	require.Equal(t, "1988-01-01T16:00:00+07:00", after.Format(time.RFC3339))
	worked, err := c.Worked(before, after)
	require.NoError(t, err)
	require.Equal(t, 8*time.Hour, worked)
	hours, err := c.AddHours(before, 24)
	require.NoError(t, err)
	require.Equal(t, "1988-01-01T15:00:00+07:00", hours.Format(time.RFC3339))
}

// Around the clock, the night in which the clock leaps is an hour shorter.
func TestOfficeTimeOverALeap(t *testing.T) {
	t.Parallel()
	loc, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	always := []calendar.Shift{{Open: 0, Close: 24 * 60}}
	c, err := calendar.New(calendar.Definition{
		Name: "always", Location: loc, Lists: []calendar.Edition{{Year: 2025}},
		Week: calendar.Week{Monday: always, Tuesday: always, Wednesday: always, Thursday: always, Friday: always, Saturday: always, Sunday: always},
	})
	require.NoError(t, err)
	for day, want := range map[string]time.Duration{"2025-03-08": 24 * time.Hour, "2025-03-09": 23 * time.Hour, "2025-11-02": 25 * time.Hour} {
		from, err := c.Midnight(date(t, day))
		require.NoError(t, err)
		to, err := c.Midnight(date(t, day).AddDays(1))
		require.NoError(t, err)
		worked, err := c.Worked(from, to)
		require.NoError(t, err)
		require.Equal(t, want, worked, day)
	}
}

func TestRange(t *testing.T) {
	t.Parallel()
	c := simple(t, "UTC", 2020, 2021)
	at := local(t, c, "2020-06-01 10:00")
	var missing *calendar.CoverageError
	for _, n := range []calendar.WorkingDays{-200, 600, -1 << 62, 1<<62 - 1} {
		_, err := c.Add(at, n)
		require.ErrorAs(t, err, &missing)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		require.Equal(t, [2]int{2020, 2021}, [2]int{missing.From, missing.To})
	}
	for _, n := range []calendar.WorkingMinutes{-1 << 40, 1 << 40, -1 << 62, 1<<62 - 1} {
		_, err := c.AddMinutes(at, n)
		require.ErrorAs(t, err, &missing)
	}
	_, err := c.Between(at, local(t, c, "2022-01-01 00:00"))
	require.EqualError(t, err, "calendar UTC: no list for the year 2022; there are lists for 2020 to 2021")
	_, err = c.Worked(local(t, c, "2019-12-31 23:59"), at)
	require.ErrorAs(t, err, &missing)
	require.Equal(t, 2019, missing.Year)
	var outside *calendar.RangeError
	_, err = c.AddCalendarDays(at, 1<<40)
	require.ErrorAs(t, err, &outside)
	_, err = c.AddCalendarDays(at, 3_000_000)
	require.ErrorAs(t, err, &outside)
	_, err = c.AddWallDays(at, -800_000)
	require.ErrorAs(t, err, &outside)
	_, err = c.AddHours(at, 1<<60)
	require.ErrorAs(t, err, &outside)
	_, err = c.AddWallHours(at, 1<<60, 0)
	require.ErrorAs(t, err, &outside)
	_, err = c.AddHours(at, 24*2_920_000)
	require.ErrorAs(t, err, &outside)
	_, err = c.Midnight(aduan.Date{Year: 2020, Month: 2, Day: 30})
	require.ErrorAs(t, err, &outside)
	_, err = c.Day(date(t, "2022-01-01"))
	require.ErrorAs(t, err, &missing)
}

// Instants and amounts at the ends of what Go can hold are errors, not wrong
// answers.
func TestExtremes(t *testing.T) {
	t.Parallel()
	c := simple(t, "Asia/Jakarta", 2020, 2021)
	far := []time.Time{{}, time.Unix(1<<62, 0), time.Unix(-1<<62, 0), time.Unix(1592000000+86400*(1<<32), 0), time.Unix(1592000000-86400*(1<<32), 0)}
	for _, at := range far {
		_, err := c.Add(at, 1)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		_, err = c.AddMinutes(at, 1)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		_, err = c.Between(at, at)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		c.CalendarDaysBetween(at, far[1])
		c.AsKnownAt(at)
		c.DateOf(at)
	}
	require.Equal(t, "2020-03-01", date(t, "2020-02-29").AddDays(1).String())
	require.Equal(t, "1970-01-01", date(t, "9999-12-31").AddDays(-2932896).String())
}

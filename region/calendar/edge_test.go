package calendar_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// TestFirstAndLastDay reaches the first and the last day that a date can name, and
// never one beyond.
func TestFirstAndLastDay(t *testing.T) {
	t.Parallel()
	c := simple(t, "UTC", 2020, 2021)
	first, last := time.Date(1, 1, 1, 12, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 12, 0, 0, 0, time.UTC)
	days := func(from time.Time, n calendar.CalendarDays) func() (time.Time, error) {
		return func() (time.Time, error) { return c.AddCalendarDays(from, n) }
	}
	wall := func(from time.Time, n calendar.WallDays) func() (time.Time, error) {
		return func() (time.Time, error) { return c.AddWallDays(from, n) }
	}
	hours := func(from time.Time, n calendar.Hours) func() (time.Time, error) {
		return func() (time.Time, error) { return c.AddHours(from, n) }
	}
	wallHours := func(from time.Time, n calendar.Hours, more time.Duration) func() (time.Time, error) {
		return func() (time.Time, error) { return c.AddWallHours(from, n, more) }
	}
	const all = 3652058 // days from the first to the last
	for name, tt := range map[string]struct {
		within, beyond func() (time.Time, error)
		want           time.Time
	}{
		"calendar days on":     {days(last, -1), days(last, 0), last.Add(-12 * time.Hour)},
		"calendar days back":   {days(first, -1), days(first, -2), first.Add(-12 * time.Hour)},
		"all calendar days":    {days(first, all-1), days(first, all), last.Add(-12 * time.Hour)},
		"wall days on":         {wall(last.AddDate(0, 0, -1), 1), wall(last, 1), last},
		"wall days back":       {wall(last, -all), wall(last, -all-1), first},
		"all wall days":        {wall(first, all), wall(first, all+1), last},
		"no day":               {wall(last, 0), wall(last, math.MaxInt32+1), last},
		"too many days back":   {wall(first, 0), wall(last, -math.MaxInt32-1), first},
		"too many days on":     {days(first, 0), days(first, math.MaxInt32+1), first.Add(12 * time.Hour)},
		"too many days before": {days(first, 0), days(first, -math.MaxInt32-1), first.Add(12 * time.Hour)},
		"hours on":             {hours(last, 11), hours(last, 12), last.Add(11 * time.Hour)},
		"hours back":           {hours(first, -12), hours(first, -13), first.Add(-12 * time.Hour)},
		"all hours":            {hours(first, all*24), hours(first.Add(-12*time.Hour), all*24+1), last},
		"all hours back":       {hours(last, -all*24), hours(last.Add(11*time.Hour), -all*24-1), first},
		"wall hours":           {wallHours(last, 11, 59*time.Minute), wallHours(last, 11, time.Hour), last.Add(11*time.Hour + 59*time.Minute)},
		"wall hours back":      {wallHours(first, -11, -time.Hour), wallHours(first, -11, -time.Hour-time.Second), first.Add(-12 * time.Hour)},
	} {
		at, err := tt.within()
		require.NoError(t, err, name)
		require.True(t, tt.want.Equal(at), "%s: %v", name, at)
		_, err = tt.beyond()
		var beyond *calendar.RangeError
		if name == "all hours" || name == "all hours back" {
			require.ErrorAs(t, err, &beyond, name) // more hours than there are
			continue
		}
		require.ErrorAs(t, err, &beyond, name)
		require.Equal(t, calendar.RangeError{Calendar: "UTC"}, *beyond)
	}
	_, err := c.Midnight(aduan.Date{Year: 2020, Month: 2, Day: 30})
	require.Error(t, err)
	require.Equal(t, calendar.CalendarDays(all), c.CalendarDaysBetween(first, last))
}

// TestHoursAsText writes and reads hours as they stand in files.
func TestHoursAsText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]calendar.TimeOfDay{"00:00": 0, "08:05": 8*60 + 5, "23:59": 24*60 - 1, "24:00": 24 * 60} {
		var got calendar.TimeOfDay
		require.NoError(t, json.Unmarshal([]byte(`"`+text+`"`), &got))
		require.Equal(t, want, got)
		written, err := json.Marshal(got)
		require.NoError(t, err)
		require.Equal(t, `"`+text+`"`, string(written))
	}
	for _, wrong := range []calendar.TimeOfDay{-1, 24*60 + 1} {
		_, err := json.Marshal(wrong)
		require.ErrorContains(t, err, "minutes are no time of day")
	}
	for _, text := range []string{"", "8:05", "08.05", "08:60", "24:01", "aa:00", "08:aa", "08:000", "25:00"} {
		got := calendar.TimeOfDay(7)
		require.Error(t, got.UnmarshalText([]byte(text)), text)
		require.Equal(t, calendar.TimeOfDay(7), got, "nothing is half read")
	}
	morning := calendar.Shift{Open: 8 * 60, Close: 12 * 60}
	written, err := json.Marshal(morning)
	require.NoError(t, err)
	require.Equal(t, `"08:00-12:00"`, string(written))
	var read calendar.Shift
	require.NoError(t, json.Unmarshal(written, &read))
	require.Equal(t, morning, read)
	for _, wrong := range []calendar.Shift{{}, {Open: 12 * 60, Close: 8 * 60}, {Open: 8 * 60, Close: 8 * 60}, {Open: -1, Close: 60}, {Open: 60, Close: 24*60 + 1}} {
		_, err := wrong.MarshalText()
		require.Error(t, err, "%v", wrong)
	}
	for _, text := range []string{"08:00", "08:00-08:00", "12:00-08:00", "x-08:00", "08:00-x"} {
		got := morning
		require.Error(t, got.UnmarshalText([]byte(text)), text)
		require.Equal(t, morning, got)
	}
}

// TestAFractionOfASecondIsKept adds office time to the nanosecond, forwards and back.
func TestAFractionOfASecondIsKept(t *testing.T) {
	t.Parallel()
	c := simple(t, "UTC", 2020, 2021)
	at := func(clock string) time.Time {
		got, err := time.Parse("2006-01-02 15:04:05", "2020-03-02 "+clock)
		require.NoError(t, err)
		return got
	}
	for _, tt := range []struct {
		from string
		n    calendar.WorkingMinutes
		more time.Duration
		want string
	}{
		{"10:00:00.6", 0, 1500 * time.Millisecond, "10:00:02.1"},
		{"10:00:00.6", 1, 400 * time.Millisecond, "10:01:01"},
		{"10:00:00.6", 1, 399 * time.Millisecond, "10:01:00.999"},
		{"10:00:00.2", 0, -700 * time.Millisecond, "09:59:59.5"},
		{"10:00:00.2", -1, -200 * time.Millisecond, "09:59:00"},
		{"10:00:00.2", 2, -1200 * time.Millisecond, "10:01:59"},
	} {
		got, err := c.AddWorked(at(tt.from), tt.n, tt.more)
		require.NoError(t, err)
		require.True(t, at(tt.want).Equal(got), "%+v: %v", tt, got)
		between, err := c.Worked(at(tt.from), got)
		require.NoError(t, err)
		require.Equal(t, time.Duration(tt.n)*time.Minute+tt.more, between)
	}
	for _, n := range []calendar.WorkingMinutes{math.MaxInt64, math.MinInt64} {
		_, err := c.AddMinutes(at("10:00:00"), n)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
	_, err := c.Worked(at("10:00:00"), at("10:00:00").AddDate(5, 0, 0))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = c.Worked(at("10:00:00").AddDate(5, 0, 0), at("10:00:00"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}

// TestRangeOfWhatIsExpected puts dates off by the holidays that a year without a list
// lets expect: a whole year 10 to 20 of them, a part from half to twice its share.
func TestRangeOfWhatIsExpected(t *testing.T) {
	t.Parallel()
	d := calendar.Definition{
		Name: "city", Location: time.UTC, Week: calendar.MondayToFriday(calendar.Shift{Open: 9 * 60, Close: 17 * 60}),
		Lists:       []calendar.Edition{{Year: 2026}},
		Provisional: &calendar.Provisional{Until: 2029, Fewest: 10, Most: 20},
	}
	fixed := d
	fixed.Provisional = &calendar.Provisional{Until: 2029, Fewest: 10, Most: 20, Fixed: []calendar.FixedDay{{Month: time.March, Day: 1, Name: "Day"}}}
	for name, tt := range map[string]struct {
		d                          calendar.Definition
		from, to, earliest, latest string
	}{
		"within a list":       {d, "2026-01-01", "2026-12-31", "2026-12-31", "2026-12-31"},
		"before its from":     {d, "2028-01-01", "2027-12-31", "2027-12-31", "2027-12-31"},
		"a whole year":        {d, "2027-01-01", "2027-12-31", "2028-01-14", "2028-02-03"},
		"counted from a list": {d, "2026-06-01", "2027-12-31", "2028-01-14", "2028-02-03"},
		"one is counted":      {fixed, "2027-01-01", "2027-12-31", "2028-01-13", "2028-02-02"},
		"to the last day":     {d, "2027-01-01", "2029-12-31", "2029-12-31", "2029-12-31"},
	} {
		earliest, latest, err := build(t, tt.d).Range(date(t, tt.from), date(t, tt.to))
		require.NoError(t, err)
		require.Equal(t, []string{tt.earliest, tt.latest}, []string{earliest.String(), latest.String()}, name)
	}
	_, _, err := build(t, d).Range(date(t, "2027-01-01"), date(t, "2030-01-01"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}

// TestProvisionalIsChecked tries each limit of what serves the years without a list.
func TestProvisionalIsChecked(t *testing.T) {
	t.Parallel()
	day := calendar.FixedDay{Month: time.January, Day: 1, Name: "New Year"}
	for name, tt := range map[string]struct {
		p    calendar.Provisional
		want string
	}{
		"all right":        {calendar.Provisional{Until: 2029, Fewest: 0, Most: 366, Fixed: []calendar.FixedDay{day}}, ""},
		"no year":          {calendar.Provisional{}, "provisional.until"},
		"year 10000":       {calendar.Provisional{Until: 10000}, "provisional.until"},
		"fewest below 0":   {calendar.Provisional{Until: 2029, Fewest: -1}, "provisional.most"},
		"most below":       {calendar.Provisional{Until: 2029, Fewest: 5, Most: 4}, "provisional.most"},
		"most of 367":      {calendar.Provisional{Until: 2029, Most: 367}, "provisional.most"},
		"no such day":      {calendar.Provisional{Until: 2029, Fixed: []calendar.FixedDay{{Month: time.February, Day: 30, Name: "x"}}}, "provisional.fixed[0]"},
		"twice":            {calendar.Provisional{Until: 2029, Fixed: []calendar.FixedDay{day, day}}, "provisional.fixed[1]"},
		"a day of no name": {calendar.Provisional{Until: 2029, Fixed: []calendar.FixedDay{{Month: time.March, Day: 1}}}, "provisional.fixed[0].name"},
	} {
		_, err := calendar.New(calendar.Definition{
			Name: "city", Location: time.UTC, Week: calendar.MondayToFriday(calendar.Shift{Open: 9 * 60, Close: 17 * 60}),
			Lists: []calendar.Edition{{Year: 2026}}, Provisional: &tt.p,
		})
		if tt.want == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorContains(t, err, tt.want, name)
		}
	}
}

// TestNoOfficeHoursInALeap: a shift that lies wholly in the hour that a zone leaps
// over is none.
func TestNoOfficeHoursInALeap(t *testing.T) {
	t.Parallel()
	night := []calendar.Shift{{Open: 2 * 60, Close: 3 * 60}}
	d := calendar.Definition{Name: "night", Zone: "Europe/Berlin", Week: calendar.Week{Sunday: night}, Lists: []calendar.Edition{{Year: 2021}}}
	c := build(t, d)
	before := time.Date(2021, 3, 21, 0, 0, 0, 0, c.Location())
	due, err := c.Add(before, 1)
	require.NoError(t, err)
	require.Equal(t, "2021-04-04", due.Format(time.DateOnly), "28 March has no such hour")
	worked, err := c.Worked(before, time.Date(2021, 4, 4, 0, 0, 0, 0, c.Location()))
	require.NoError(t, err)
	require.Equal(t, time.Hour, worked)
	due, err = c.AddMinutes(before, 61)
	require.NoError(t, err)
	require.Equal(t, "2021-04-04 02:01", due.Format("2006-01-02 15:04"))
}

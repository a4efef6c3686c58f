package indonesia_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

func wita(t testing.TB) *calendar.Calendar {
	t.Helper()
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	c, err := set.Calendar(indonesia.CalendarWITA)
	require.NoError(t, err)
	return c
}

func at(c *calendar.Calendar, text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, c.Location())
	if err != nil {
		panic(err)
	}
	return t
}

// The final lists, by year: entries that are holidays and days of joint leave.
func TestFinalLists(t *testing.T) {
	t.Parallel()
	c := wita(t)
	from, to := c.Years()
	require.Equal(t, []int{2018, 2027}, []int{from, to})
	want := map[int][2]int{
		2018: {17, 8}, 2019: {17, 4}, 2020: {17, 5}, 2021: {16, 1}, 2022: {16, 4},
		2023: {16, 11}, 2024: {19, 10}, 2025: {17, 11}, 2026: {17, 8}, 2027: {18, 8},
	}
	got := map[int][2]int{}
	for d, err := range c.Days(aduan.Date{Year: 2018, Month: 1, Day: 1}, aduan.Date{Year: 2027, Month: 12, Day: 31}) {
		require.NoError(t, err)
		n := got[d.Date.Year]
		for _, l := range d.Listed {
			if l.Kind == calendar.Holiday {
				n[0]++
			} else {
				n[1]++
			}
		}
		got[d.Date.Year] = n
	}
	require.Equal(t, want, got)
}

// What somebody could know before and after each amendment that moved days.
func TestEditions(t *testing.T) {
	t.Parallel()
	c := wita(t)
	for _, tt := range []struct {
		date, known string
		working     bool
	}{
		{"2020-05-26", "2020-01-10 09:00", false}, // Idul Fitri leave as decreed
		{"2020-05-28", "2020-03-08 23:59", true},
		{"2020-05-28", "2020-03-09 00:00", false}, // first amendment
		{"2020-05-28", "2020-04-08 23:59", false},
		{"2020-05-28", "2020-04-09 00:00", true}, // second: moved to December
		{"2020-05-22", "2020-05-19 12:00", false},
		{"2020-05-22", "2020-05-20 00:00", true}, // third
		{"2020-12-28", "2020-04-08 00:00", true},
		{"2020-12-28", "2020-04-09 00:00", false},
		{"2020-12-28", "2020-11-30 23:59", false},
		{"2020-12-28", "2020-12-01 00:00", true}, // fourth
		{"2020-12-31", "2020-12-01 00:00", false},
		{"2020-12-09", "2020-11-26 23:59", true},
		{"2020-12-09", "2020-11-27 00:00", false},
		{"2025-08-18", "2025-08-06 23:59", true},
		{"2025-08-18", "2025-08-07 00:00", false},
	} {
		date, err := aduan.ParseDate(tt.date)
		require.NoError(t, err)
		day, err := c.AsKnownAt(at(c, tt.known)).Day(date)
		require.NoError(t, err)
		require.Equal(t, tt.working, day.Working, "%s as known at %s", tt.date, tt.known)
	}
}

func TestYearNotYetDecreed(t *testing.T) {
	t.Parallel()
	c := wita(t)
	_, err := c.AsKnownAt(at(c, "2020-09-09 12:00")).Add(at(c, "2020-12-20 12:00"), 20)
	var missing *calendar.CoverageError
	require.ErrorAs(t, err, &missing)
	require.Equal(t, 2021, missing.Year)
	require.Equal(t, 2018, missing.From)
	require.Equal(t, 2020, missing.To)
	_, err = c.AsKnownAt(at(c, "2020-09-10 00:00")).Add(at(c, "2020-12-20 12:00"), 20)
	require.NoError(t, err)
}

func ExampleCalendars() {
	set, err := indonesia.Calendars()
	if err != nil {
		fmt.Println(err)
		return
	}
	badung, err := set.Calendar(indonesia.CalendarWITA)
	if err != nil {
		fmt.Println(err)
		return
	}
	submitted := time.Date(2020, 10, 26, 9, 0, 0, 0, badung.Location())
	due, err := badung.Add(submitted, 14)
	fmt.Println(due, err)
	// Output:
	// 2020-11-18 16:00:00 +0800 WITA <nil>
}

func ExampleHolidays() {
	lists, err := indonesia.Holidays()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range lists {
		if e.Year == 2025 {
			fmt.Println(e.Known, e.Name, len(e.Adds))
		}
	}
	// Output:
	// 2024-10-14 SKB 1017/2024, 2/2024, 2/2024 27
	// 2025-08-07 SKB 933/2025, 1/2025, 3/2025 1
}

func ExampleNational() {
	d, err := indonesia.National("badung-hospital", time.FixedZone("WITA", 8*60*60))
	if err != nil {
		fmt.Println(err)
		return
	}
	d.WorksOnJointLeave = true
	hospital, err := calendar.New(d)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(hospital.Add(time.Date(2020, 10, 27, 9, 0, 0, 0, hospital.Location()), 1))
	// Output:
	// 2020-10-28 16:00:00 +0800 WITA <nil>
}

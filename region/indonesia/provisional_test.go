package indonesia_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// provisional is the calendar of western Indonesia as it was known at the end of
// a year, with provisional years after it.
func provisional(t *testing.T, known, until int) *calendar.Calendar {
	t.Helper()
	d, err := indonesia.National("id-wib", time.FixedZone("WIB", 7*60*60))
	require.NoError(t, err)
	d.Provisional = indonesia.Provisional(until)
	for i := len(d.Lists) - 1; i >= 0; i-- {
		if d.Lists[i].Year > known {
			d.Lists = append(d.Lists[:i], d.Lists[i+1:]...)
		}
	}
	c, err := calendar.New(d)
	require.NoError(t, err)
	return c
}

// What was computed without the lists of two years lies, once they are known,
// between the dates that were told.
func TestRangesHoldWhatCame(t *testing.T) {
	t.Parallel()
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	decreed, err := set.Calendar(indonesia.CalendarWIB)
	require.NoError(t, err)
	wider, asked := 0, 0
	for known := 2018; known <= 2025; known++ {
		cal := provisional(t, known, known+3)
		start := aduan.Date{Year: known, Month: time.December, Day: 1}
		began, err := cal.Midnight(start)
		require.NoError(t, err)
		for n := calendar.WorkingDays(1); n <= 490; n += 7 {
			end, err := cal.Add(began, n)
			require.NoError(t, err)
			came, err := decreed.Add(began, n)
			require.NoError(t, err)
			computed := cal.DateOf(end.Add(-1))
			earliest, latest, err := cal.Range(start, computed)
			require.NoError(t, err)
			require.LessOrEqual(t, earliest.Compare(latest), 0)
			day := decreed.DateOf(came.Add(-1))
			asked++
			if day.Compare(earliest) < 0 || day.Compare(latest) > 0 {
				wider++ // holidays do not fall evenly over a year
			}
			if !cal.IsProvisional(end) {
				require.Equal(t, []aduan.Date{computed, computed}, []aduan.Date{earliest, latest})
			}
		}
	}
	require.Zero(t, wider, "of %d dates", asked)
}

// Ranges are empty where nothing is expected, and never pass the last date covered.
func TestRangesEnd(t *testing.T) {
	t.Parallel()
	cal := provisional(t, 2027, 2029)
	require.Equal(t, 2028, cal.ProvisionalFrom())
	day := func(text string) aduan.Date {
		d, err := aduan.ParseDate(text)
		require.NoError(t, err)
		return d
	}
	for _, c := range [][4]string{
		{"2027-01-04", "2027-12-31", "2027-12-31", "2027-12-31"}, // decreed
		{"2027-01-04", "2028-01-03", "2028-01-03", "2028-01-04"}, // 1 January is a Saturday
		{"2027-01-04", "2028-06-30", "2028-06-30", "2028-08-01"}, // 2 to 24 days not worked, 2 of them counted
		{"2028-06-01", "2028-06-30", "2028-06-30", "2028-07-06"}, // 30 days: 0 to 5, 1 counted
		{"2027-01-04", "2029-12-31", "2029-12-31", "2029-12-31"}, // the last day
	} {
		earliest, latest, err := cal.Range(day(c[0]), day(c[1]))
		require.NoError(t, err)
		require.Equal(t, c[2:], []string{earliest.String(), latest.String()}, "%s to %s", c[0], c[1])
	}
	_, _, err := cal.Range(day("2027-01-04"), day("2030-01-01"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}

package roadmap_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/roadmap"
)

// jakarta is the national calendar, with all its holidays.
func jakarta(t testing.TB) *calendar.Calendar {
	t.Helper()
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	cal, err := set.Calendar(indonesia.CalendarWIB)
	require.NoError(t, err)
	return cal
}

// everyDay is a calendar without a day of rest, so that dates can be compared
// with the numbers of a textbook.
func everyDay(t testing.TB) *calendar.Calendar {
	t.Helper()
	open := []calendar.Shift{{Open: 8 * 60, Close: 24 * 60}}
	d := calendar.Definition{Name: "every day", Location: time.UTC, Week: calendar.Week{
		Monday: open, Tuesday: open, Wednesday: open, Thursday: open, Friday: open, Saturday: open, Sunday: open,
	}}
	for year := 1990; year < 2190; year++ {
		d.Lists = append(d.Lists, calendar.Edition{Year: year})
	}
	cal, err := calendar.New(d)
	require.NoError(t, err)
	return cal
}

func date(t testing.TB, text string) aduan.Date {
	t.Helper()
	d, err := aduan.ParseDate(text)
	require.NoError(t, err)
	return d
}

// milestone makes one with dependencies written as "a", "a+5", "a-5", "a ss" or
// "a ss+5".
func milestone(t testing.TB, id string, work int, after ...string) roadmap.Milestone {
	t.Helper()
	m := roadmap.Milestone{ID: roadmap.MilestoneID(id), Work: calendar.WorkingDays(work)}
	m.Name = m.Name.With("en", "Milestone "+id)
	for _, text := range after {
		var d roadmap.Dependency
		var name, lag string
		for i, r := range text {
			if r == '+' || r == '-' || r == ' ' {
				name, lag = text[:i], text[i:]
				break
			}
		}
		if name == "" {
			name = text
		}
		if rest, ok := cutPrefix(lag, " ss"); ok {
			d.Type, lag = roadmap.StartStart, rest
		}
		if lag != "" {
			_, err := fmt.Sscanf(lag, "%d", &d.Lag)
			require.NoError(t, err, text)
		}
		d.Milestone = roadmap.MilestoneID(name)
		m.After = append(m.After, d)
	}
	return m
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}

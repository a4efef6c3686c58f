package schedule_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
)

// weekdays is a calendar without holidays.
func weekdays() *calendar.Calendar {
	c, err := calendar.New(calendar.Definition{
		Name: "weekdays", Location: time.FixedZone("WIB", 7*60*60), Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60}),
		Lists: []calendar.Edition{{Year: 2020}},
	})
	if err != nil {
		panic(err)
	}
	return c
}

func on(month time.Month, day int) aduan.Date { return aduan.Date{Year: 2020, Month: month, Day: day} }

// plan schedules items from 6 January on, a Monday.
func plan(items ...schedule.Item) (*schedule.Schedule, error) {
	network, err := schedule.New(items)
	if err != nil {
		return nil, err
	}
	axis, err := schedule.NewAxis(weekdays(), on(time.January, 6))
	if err != nil {
		return nil, err
	}
	return network.Schedule(axis)
}

func Example() {
	s, err := plan(
		schedule.Item{Name: "draft", Work: 10},
		schedule.Item{Name: "adopt", After: []schedule.Dependency{{On: 0, Lag: 5}}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("drafted", s.Slots[0].EarlyFinish, "adopted", s.Slots[1].EarlyFinish)
	fmt.Println(s.CriticalPaths(10))
	// Output:
	// drafted 2020-01-17 adopted 2020-01-24
	// [[0 1]] false
}

func TestTargetsAndWindows(t *testing.T) {
	t.Parallel()
	draft := schedule.Item{Name: "draft", Work: 10}
	adopt := schedule.Item{Name: "adopt", After: []schedule.Dependency{{On: 0, Lag: 5}}, Due: on(time.January, 22)}
	s, err := plan(draft, adopt)
	require.NoError(t, err)
	require.EqualValues(t, -2, s.Slots[0].TotalFloat)
	adopt.Due, adopt.NotAfter = aduan.Date{}, on(time.January, 23)
	_, err = plan(draft, adopt)
	var window *schedule.WindowError
	require.ErrorAs(t, err, &window)
	require.Equal(t, []int32{0, 1}, []int32{window.Path[0].Item, window.Path[1].Item})
	require.Equal(t, on(time.January, 24), window.Path[1].Finish)
	require.EqualError(t, err, "finished on 2020-01-24 at the earliest, not by 2020-01-23")
}

// TestDaysThatTheCalendarDoesNotCover: every question says which year is missing.
func TestDaysThatTheCalendarDoesNotCover(t *testing.T) {
	t.Parallel()
	never := aduan.Date{Year: 2020, Month: time.February, Day: 30}
	before, after := aduan.Date{Year: 2019, Month: time.June, Day: 3}, aduan.Date{Year: 2021, Month: time.June, Day: 1}
	const outside = "calendar weekdays: the result lies outside the years 1 to 9999"
	missing := func(year int) string {
		return fmt.Sprintf("calendar weekdays: no list for the year %d; there is one for 2020", year)
	}
	axis, err := schedule.NewAxis(weekdays(), on(time.January, 6))
	require.NoError(t, err)
	for day, want := range map[aduan.Date]string{never: outside, before: missing(2019), after: missing(2021)} {
		a, err := schedule.NewAxis(weekdays(), day)
		require.EqualError(t, err, want)
		require.Nil(t, a)
		_, err = axis.Place(day)
		require.EqualError(t, err, want)
		n, err := axis.Before(day)
		require.EqualError(t, err, want)
		require.Zero(t, n)
	}
	for want, item := range map[string]schedule.Item{
		missing(2021):         {Name: "a", Work: 1, NotBefore: after},
		"a: " + missing(2019): {Name: "a", Work: 1, Due: before},
		"b: " + missing(2019): {Name: "b", Work: 1, NotAfter: before},
	} {
		s, err := plan(item)
		require.EqualError(t, err, want)
		require.Nil(t, s)
	}
	s, err := plan(schedule.Item{Name: "a", Work: 1, NotBefore: before, Due: after, NotAfter: after})
	require.NoError(t, err)
	require.Equal(t, on(time.January, 6), s.Slots[0].EarlyFinish, "what cannot bind need not be covered")
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	after := func(on int32) []schedule.Dependency { return []schedule.Dependency{{On: on}} }
	_, err := schedule.New([]schedule.Item{{Name: "b", After: after(1)}, {Name: "a", After: after(0)}})
	require.EqualError(t, err, "a cycle: a -> b -> a")
	_, err = schedule.New([]schedule.Item{{Name: "b", After: after(0)}})
	require.EqualError(t, err, "a cycle: b -> b")
	_, err = schedule.New([]schedule.Item{{Name: "b", After: after(7)}})
	require.EqualError(t, err, "schedule: b waits for item 7 of 1")
}

package roadmap_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// twoYears is a calendar of 2020 and 2021.
func twoYears(t testing.TB) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(calendar.Definition{
		Name: "two years", Location: time.UTC, Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60}),
		Lists: []calendar.Edition{{Year: 2020}, {Year: 2021}},
	})
	require.NoError(t, err)
	return c
}

// TestForecastsThatTheCalendarDoesNotCover puts one day at a time where the calendar has
// no list: the error says which year, and there is no forecast.
func TestForecastsThatTheCalendarDoesNotCover(t *testing.T) {
	t.Parallel()
	const within, beyond = "2020-02-03", "2025-02-03"
	notBefore := func(m roadmap.Milestone, day string) roadmap.Milestone {
		m.NotBefore = date(t, day)
		return m
	}
	edition := func(milestones ...roadmap.Milestone) roadmap.Content { return content(t, "2020-01-06", milestones...) }
	state := func(planned, expected string) roadmap.ActivityState {
		return roadmap.ActivityState{Planned: date(t, planned), Expected: date(t, expected)}
	}
	began := func(day string) roadmap.ActivityState {
		s := state(within, within)
		s.Began, s.Done = date(t, day), workplan.NumberOf(50)
		return s
	}
	finished := func(day string) roadmap.ActivityState {
		s := state(within, day)
		s.Began, s.Finished, s.Done = date(t, within), date(t, day), workplan.NumberOf(100)
		return s
	}
	a, onX := milestone(t, "a", 3), on(milestone(t, "a", 3), "x")
	for name, tt := range map[string]struct {
		editions []roadmap.Content
		asOf     string
		x        roadmap.ActivityState
		year     int // that is missing, 0 for none
	}{
		"all within":           {[]roadmap.Content{edition(onX)}, within, began(within), 0},
		"the day":              {[]roadmap.Content{edition(a)}, beyond, roadmap.ActivityState{}, 2025},
		"a window":             {[]roadmap.Content{edition(notBefore(a, beyond))}, within, roadmap.ActivityState{}, 2025},
		"a window planned":     {[]roadmap.Content{edition(notBefore(a, beyond)), edition(a)}, within, roadmap.ActivityState{}, 2025},
		"an expected end":      {[]roadmap.Content{edition(onX)}, within, state(within, beyond), 2025},
		"a planned end":        {[]roadmap.Content{edition(onX)}, within, state(beyond, within), 2025},
		"an added planned end": {[]roadmap.Content{edition(a), edition(onX)}, within, state(beyond, within), 2025},
		"a beginning":          {[]roadmap.Content{edition(onX)}, within, began(beyond), 2025},
		"an end that was":      {[]roadmap.Content{edition(onX)}, beyond, finished(beyond), 2025},
		"planned long ago":     {[]roadmap.Content{edition(onX)}, "2020-01-06", state("2015-02-03", within), 2015},
		"on time long ago":     {[]roadmap.Content{edition(onX)}, "2020-01-06", state("2015-02-03", "2015-02-03"), 0},
	} {
		r := &roadmap.Roadmap{ID: "r"}
		for i, c := range tt.editions {
			r.Editions = append(r.Editions, roadmap.Edition{Number: i + 1, Date: c.Start, Decision: "d", By: "b", Content: c})
		}
		f, err := r.Forecast(date(t, tt.asOf), twoYears(t), office{"x": tt.x}.sources())
		if tt.year == 0 {
			require.NoError(t, err, name)
			continue
		}
		var missing *calendar.CoverageError
		require.ErrorAs(t, err, &missing, name)
		require.Equal(t, calendar.CoverageError{Calendar: "two years", Year: tt.year, From: 2020, To: 2021}, *missing, name)
		require.Nil(t, f, name)
	}

	due := a
	due.Due = roadmap.Due{Day: aduan.Date{Year: 2020, Month: 2, Day: 30}}
	_, err := oneEdition(edition(due)).Forecast(date(t, within), twoYears(t), roadmap.Sources{})
	require.EqualError(t, err, "calendar two years: the result lies outside the years 1 to 9999")

	f, err := oneEdition(edition(a)).Forecast(date(t, within), twoYears(t), roadmap.Sources{})
	require.NoError(t, err)
	o, ok := f.Of("a")
	require.True(t, ok)
	require.Equal(t, roadmap.MilestoneID("a"), o.Milestone)
	o, ok = f.Of("nobody")
	require.False(t, ok)
	require.Equal(t, roadmap.Outlook{}, o)
}

// TestActivitiesThatTheCalendarDoesNotCover asks for activities whose days the calendar
// does not have.
func TestActivitiesThatTheCalendarDoesNotCover(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		start, end, asOf string
		year             int // that is missing, 0 for none
	}{
		"all within":   {"2020-01-06", "2020-06-30", "2020-02-03", 0},
		"not yet":      {"2025-01-06", "2025-06-30", "2020-02-03", 0},
		"its days":     {"2019-01-07", "2020-06-30", "2020-02-03", 2019},
		"its end":      {"2020-01-06", "2025-06-30", "2020-02-03", 2025},
		"what is left": {"2020-01-06", "2020-06-30", "2021-12-31", 2022},
		"the day":      {"2020-01-06", "2020-06-30", "2025-02-03", 2025},
	} {
		p := &workplan.Plan{ID: "p", Year: 2020}
		approve(t, p, "2018-01-10", activity(t, "a", tt.start, tt.end))
		p.Steps = append([]workplan.Step{{Action: workplan.ActionAmend, Edition: 0}, {Action: workplan.ActionAmend, Edition: 2}}, p.Steps...)
		s, ok, err := roadmap.Activities(twoYears(t), p)(workplan.ActivityRef{Plan: "p", Activity: "a"}, date(t, tt.asOf))
		require.True(t, ok, name)
		require.Equal(t, date(t, tt.end), s.Planned, name)
		if tt.year == 0 {
			require.NoError(t, err, name)
			require.False(t, s.Expected.IsZero())
			continue
		}
		var missing *calendar.CoverageError
		require.ErrorAs(t, err, &missing, name)
		require.Equal(t, tt.year, missing.Year, name)
	}
	p := &workplan.Plan{ID: "p", Year: 2020}
	approve(t, p, "2018-01-10", activity(t, "a", "2020-01-06", "2020-06-30"))
	_, _, err := roadmap.Activities(twoYears(t), p)(workplan.ActivityRef{Plan: "p", Activity: "a"}, aduan.Date{Year: 2020, Month: 2, Day: 30})
	require.EqualError(t, err, "calendar two years: the result lies outside the years 1 to 9999")

	// What nobody took over goes on in years that there are not.
	a := activity(t, "a", "2019-01-07", "2020-06-30")
	a.State, a.Cause, a.Into = workplan.StateCarriedOver, label("", "An epidemic"), []workplan.ActivityRef{{Plan: "q", Activity: "b"}}
	p = &workplan.Plan{ID: "p", Year: 2020}
	approve(t, p, "2018-01-10", a)
	_, _, err = roadmap.Activities(twoYears(t), p)(workplan.ActivityRef{Plan: "p", Activity: "a"}, date(t, "2020-02-03"))
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}

// TestNoEditionNoProgress: a road map without an edition has neither progress nor
// a forecast, and none is made without a calendar.
func TestNoEditionNoProgress(t *testing.T) {
	t.Parallel()
	r := &roadmap.Roadmap{ID: "r"}
	progress, err := r.Progress(date(t, "2020-02-03"), roadmap.Sources{})
	require.NoError(t, err)
	require.Nil(t, progress)
	_, err = r.Forecast(date(t, "2020-02-03"), twoYears(t), roadmap.Sources{})
	require.ErrorContains(t, err, "editions: a forecast needs an edition and a day")
	_, err = oneEdition(content(t, "2020-01-06", milestone(t, "a", 1))).Forecast(date(t, "2020-02-03"), nil, roadmap.Sources{})
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, []storage.Problem{{Field: "calendar", Message: "is required"}}, invalid.Problems)
}

// TestIndicatorsThatSayNothing: a value that is never targeted, or of an indicator that is none,
// holds nothing up.
func TestIndicatorsThatSayNothing(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		indicator roadmap.IndicatorID
		value     int64
		want      string
	}{
		"targeted":     {"i", 60, "2020-12-31"},
		"never so far": {"i", 61, "2020-02-04"},
		"no indicator": {"z", 60, "2020-02-04"},
	} {
		m := milestone(t, "a", 0)
		m.Criteria = []roadmap.Criterion{{Indicator: tt.indicator, Value: workplan.NumberOf(tt.value)}}
		c := content(t, "2020-01-06", m)
		c.Indicators = []roadmap.Indicator{{ID: "i", Baseline: workplan.NumberOf(40), Targets: []roadmap.YearTarget{{Year: 2020, Value: workplan.NumberOf(60)}}}}
		f, err := oneEdition(c).Forecast(date(t, "2020-02-03"), twoYears(t), roadmap.Sources{})
		require.NoError(t, err, name)
		require.Equal(t, tt.want, f.Outlooks[0].Finish.String(), name)
	}
}

// TestReachedOfTheNew says when a milestone was reached that the baseline does not have.
func TestReachedOfTheNew(t *testing.T) {
	t.Parallel()
	r := oneEdition(content(t, "2020-01-06", milestone(t, "a", 1)))
	second := content(t, "2020-01-06", milestone(t, "a", 1), on(milestone(t, "new", 0), "x"))
	r.Editions = append(r.Editions, roadmap.Edition{Number: 2, Date: second.Start, Decision: "d", By: "b", Content: second})
	s := planned(t, "2020-01-14")
	s.Began, s.Finished, s.Done = date(t, "2020-01-08"), date(t, "2020-01-14"), workplan.NumberOf(100)
	f, err := r.Forecast(date(t, "2020-02-03"), twoYears(t), office{"x": s}.sources())
	require.NoError(t, err)
	require.Equal(t, "Milestone new: reached on 14 January 2020, not in the baseline\n", f.Explain("new", aduan.English()))
}

// TestTargetsThatDoNotExist are neither written nor valid.
func TestTargetsThatDoNotExist(t *testing.T) {
	t.Parallel()
	for text, due := range map[string]roadmap.Due{
		"":           {},
		"2020-06-30": roadmap.DueOn(date(t, "2020-06-30")),
		"2020-Q2":    roadmap.DueIn(workplan.Quarter{Year: 2020, Number: 2}),
		"no day":     {Day: aduan.Date{Year: 2020, Month: 2, Day: 30}},
		"no quarter": {Quarter: workplan.Quarter{Year: 2020, Number: 5}},
		"both":       {Day: date(t, "2020-06-30"), Quarter: workplan.Quarter{Year: 2020, Number: 2}},
	} {
		written, err := due.MarshalText()
		m := milestone(t, "a", 1)
		m.Due = due
		wrong := (&roadmap.Roadmap{Editions: []roadmap.Edition{{Content: content(t, "2020-01-06", m)}}}).Validate()
		var invalid *storage.InvalidError
		require.ErrorAs(t, wrong, &invalid)
		problem := storage.Problem{Field: "editions[0].milestones[0].due", Message: "there is no such target date", Legal: []string{"2021-06-30", "2021-Q2"}}
		if strings.Contains(text, "no ") || text == "both" {
			require.EqualError(t, err, "roadmap: there is no such target date", text)
			require.Nil(t, written)
			require.Empty(t, due.In(aduan.English()), text)
			require.Contains(t, invalid.Problems, problem, text)
			continue
		}
		require.NoError(t, err, text)
		require.Equal(t, text, string(written))
		require.Equal(t, text == "", due.In(aduan.English()) == "")
		require.NotContains(t, invalid.Problems, problem, text)
	}
}

// TestICalendarOfOddTexts: the stamp lies in the years 1 to 9999, what controls a terminal is
// a blank, and a line is folded before a letter that does not fit.
func TestICalendarOfOddTexts(t *testing.T) {
	t.Parallel()
	m := milestone(t, "a", 1)
	m.Name = label("", "xx"+strings.Repeat("é", 100)+"\ty")
	f, err := oneEdition(content(t, "2020-01-06", m)).Forecast(date(t, "2020-01-03"), twoYears(t), roadmap.Sources{})
	require.NoError(t, err)
	for _, stamp := range []time.Time{{}, time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		file, err := f.ICalendar(stamp, aduan.English())
		require.EqualError(t, err, "iCalendar file: invalid: stamp: want the instant at which the file is made, in the years 1 to 9999", stamp)
		require.Nil(t, file)
	}
	for _, stamp := range []time.Time{time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)} {
		file, err := f.ICalendar(stamp, aduan.English())
		require.NoError(t, err)
		require.Equal(t, "xx"+strings.Repeat("é", 100)+" y", checkICalendar(t, file)[0].summary)
		long := 0
		for line := range strings.SplitSeq(string(file), "\r\n") {
			if strings.Contains(line, "éé") {
				long = max(long, len(line))
			}
		}
		require.GreaterOrEqual(t, long, 74, "a line is filled as far as letters fit")
	}
}

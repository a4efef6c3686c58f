package roadmap_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

// years is a calendar with lists, without a holiday in them, from one year to another.
func years(t *testing.T, from, to int, p *calendar.Provisional) *calendar.Calendar {
	t.Helper()
	d := calendar.Definition{Name: "c", Location: time.UTC, Week: indonesia.OfficeWeek(), Provisional: p}
	for y := from; y <= to; y++ {
		d.Lists = append(d.Lists, calendar.Edition{Year: y})
	}
	c, err := calendar.New(d)
	require.NoError(t, err)
	return c
}

// A schedule asks for no day that its answer does not use: neither beyond its last
// one nor before its first.
func TestAScheduleAsksForNoOtherYear(t *testing.T) {
	t.Parallel()
	cal := years(t, 2027, 2027, nil)
	work, event := milestone(t, "work", 261), milestone(t, "event", 0, "work ss")
	work.NotBefore, work.NotAfter = date(t, "2027-01-01"), date(t, "2027-12-31")
	event.Due = roadmap.DueOn(date(t, "2030-06-30"))
	c := content(t, "2027-01-01", work, event)
	s, err := c.Schedule(cal) // from the first day of the calendar to its last
	require.NoError(t, err)
	require.Equal(t, date(t, "2027-12-31"), s.Finish)
	require.Equal(t, date(t, "2027-01-01"), s.Slots[0].EarlyStart)
	require.Equal(t, date(t, "2027-12-31"), s.Slots[1].LateFinish)
	require.Zero(t, s.Provisional)

	work.NotAfter = date(t, "2029-12-31")
	c = content(t, "2027-01-01", work, event)
	_, err = c.Schedule(cal)
	require.NoError(t, err)
	work.Work++
	c = content(t, "2027-01-01", work, event)
	_, err = c.Schedule(cal)
	require.ErrorIs(t, err, calendar.ErrNotCovered)

	event.Due = roadmap.Due{}
	work.Work -= 2 // what is open is done after the day of the forecast
	r := oneEdition(content(t, "2027-01-01", work, event))
	f, err := r.Forecast(date(t, "2027-01-01"), cal, roadmap.Sources{})
	require.NoError(t, err)
	require.Equal(t, date(t, "2027-12-31"), f.Outlooks[0].Finish)
}

// A road map that reaches beyond the lists is scheduled, and says so with a range.
func TestARoadMapBeyondTheLists(t *testing.T) {
	t.Parallel()
	cal := years(t, 2027, 2027, indonesia.Provisional(2029))
	first, last := milestone(t, "first", 100), milestone(t, "last", 400, "first")
	c := content(t, "2027-01-01", first, last)
	s, err := c.Schedule(cal)
	require.NoError(t, err)
	require.Equal(t, 2028, s.Provisional)
	require.Zero(t, s.Slots[0].Uncertain, "its end rests on a list")
	end := s.Slots[1].EarlyFinish
	require.Equal(t, 2028, end.Year)
	span := s.Slots[1].Uncertain
	require.LessOrEqual(t, end.Compare(span.From), 0)
	require.Less(t, span.From.Compare(span.To), 0)
	from, to, err := cal.Range(c.Start, end)
	require.NoError(t, err)
	require.Equal(t, roadmap.Span{From: from, To: to}, span)

	f, err := oneEdition(c).Forecast(date(t, "2027-01-01"), cal, roadmap.Sources{})
	require.NoError(t, err)
	require.Equal(t, 2028, f.Provisional)
	end = f.Outlooks[1].Finish
	from, to, err = cal.Range(c.Start, end)
	require.NoError(t, err)
	span = f.Outlooks[1].Uncertain
	require.Equal(t, roadmap.Span{From: from, To: to}, span)
	text := f.Markdown(aduan.English())
	require.Contains(t, text, "dates from 2028 on are provisional")
	require.Contains(t, text, end.In(aduan.English())+" (between "+span.From.In(aduan.English())+" and "+span.To.In(aduan.English())+")")
	require.Contains(t, f.Explain("last", aduan.Indonesian()), " (antara ")
	svg, err := f.SVG(aduan.English())
	require.NoError(t, err)
	require.Contains(t, string(svg), "are provisional")

	// Lists make them sure.
	f, err = oneEdition(c).Forecast(date(t, "2027-01-01"), years(t, 2027, 2029, nil), roadmap.Sources{})
	require.NoError(t, err)
	require.Zero(t, f.Provisional)
	require.NotContains(t, f.Markdown(aduan.English()), "provisional")
}

// TestAForecastAsksForNoOtherYear: what is only compared need not be counted: a target,
// an earliest day, a plan of others and the day of the forecast may lie where there are
// no lists.
func TestAForecastAsksForNoOtherYear(t *testing.T) {
	t.Parallel()
	cal := years(t, 2027, 2027, nil)
	event := func(id, due string) roadmap.Milestone {
		m := milestone(t, id, 0)
		if due != "" {
			m.Due = roadmap.DueOn(date(t, due))
		}
		return m
	}
	begins := event("begins", "")
	begins.NotBefore = date(t, "2026-06-01")
	r := oneEdition(content(t, "2027-01-04",
		event("far", "2029-12-31"), event("past", "2026-11-30"), event("near", "2027-01-29"), begins,
		on(event("done", "2029-12-31"), "x"), milestone(t, "work", 10, "far"),
	))
	r.Editions[0].Date = date(t, "2026-10-01")
	o := office{"x": planned(t, "2026-12-01")}
	for _, asOf := range []string{"2026-12-10", "2027-02-05"} {
		f, err := r.Forecast(date(t, asOf), cal, o.sources())
		require.NoError(t, err, asOf)
		far, _ := f.Of("far")
		require.Zero(t, far.Miss)
		past, _ := f.Of("past")
		require.Equal(t, roadmap.Late, past.Standing)
		require.Zero(t, past.Miss, "nobody knows how many days there are between")
		near, _ := f.Of("near")
		begins, _ := f.Of("begins")
		require.Equal(t, near.Finish, begins.Finish)
		work, _ := f.Of("work")
		if asOf == "2026-12-10" {
			require.Equal(t, roadmap.OnTrack, far.Standing)
			require.Equal(t, roadmap.OnTrack, near.Standing)
			require.Equal(t, calendar.WorkingDays(-19), near.Miss)
			require.Equal(t, date(t, "2027-01-15"), work.Finish)
		} else {
			require.Equal(t, roadmap.Slipping, far.Standing, "later than planned, long before its target")
			require.Equal(t, roadmap.Late, near.Standing)
			require.Equal(t, calendar.WorkingDays(6), near.Miss)
		}
		render(t, f)
	}

	r = oneEdition(content(t, "2027-01-04", on(event("done", "2029-12-31"), "x")))
	o["x"] = roadmap.ActivityState{Planned: date(t, "2027-02-01"), Expected: date(t, "2027-02-01"), Finished: date(t, "2027-02-01"), Done: workplan.NumberOf(100)}
	f, err := r.Forecast(date(t, "2029-06-30"), cal, o.sources()) // all is reached
	require.NoError(t, err)
	require.Equal(t, roadmap.Reached, f.Outlooks[0].Standing)
	require.Zero(t, f.Outlooks[0].Slip)
}

// What others have not begun before its first day is expected as planned, whether or not
// the calendar covers the day on which somebody asks.
func TestAnActivityToComeAsksForNoOtherYear(t *testing.T) {
	t.Parallel()
	p := &workplan.Plan{ID: "p", Year: 2027}
	approve(t, p, "2026-11-02", activity(t, "a", "2027-01-04", "2027-01-29"))
	state := roadmap.Activities(years(t, 2027, 2027, nil), p)
	s, known, err := state(workplan.ActivityRef{Plan: "p", Activity: "a"}, date(t, "2026-12-10"))
	require.NoError(t, err)
	require.True(t, known)
	require.Equal(t, date(t, "2027-01-29"), s.Expected)
	s, _, err = state(workplan.ActivityRef{Plan: "p", Activity: "a"}, date(t, "2027-01-04"))
	require.NoError(t, err)
	require.Equal(t, date(t, "2027-02-01"), s.Expected, "20 working days are open after the first")
}

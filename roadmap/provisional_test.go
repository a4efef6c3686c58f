package roadmap_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/roadmap"
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

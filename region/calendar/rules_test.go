package calendar_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// problems are what an error says is wrong, in its order.
func problems(t *testing.T, err error) (list []string) {
	t.Helper()
	if err == nil {
		return nil
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, p := range invalid.Problems {
		list = append(list, p.String())
	}
	return list
}

// TestEveryRuleOfADefinition makes one mistake at a time, and stands just inside of
// each limit.
func TestEveryRuleOfADefinition(t *testing.T) {
	t.Parallel()
	day := date(t, "2025-08-18")
	none := aduan.Date{Year: 2025, Month: 2, Day: 29}
	years := func(n int) func(*calendar.Definition) {
		return func(d *calendar.Definition) {
			d.Lists = nil
			for i := range n {
				d.Lists = append(d.Lists, calendar.Edition{Year: 2000 + i})
			}
		}
	}
	monday := func(n int) func(*calendar.Definition) {
		return func(d *calendar.Definition) {
			d.Week.Monday = nil
			for i := range n {
				d.Week.Monday = append(d.Week.Monday, calendar.Shift{Open: calendar.TimeOfDay(60 * i), Close: calendar.TimeOfDay(60*i + 60)})
			}
		}
	}
	works := true
	changes := func(n int, c calendar.Change) func(*calendar.Definition) {
		return func(d *calendar.Definition) {
			c.Name, c.WorksOnJointLeave = "C", &works
			d.Changes = slices.Repeat([]calendar.Change{c}, n)
		}
	}
	amended := func(n int) func(*calendar.Definition) {
		return func(d *calendar.Definition) {
			var first calendar.Edition
			for i := range 2000 {
				first.Adds = append(first.Adds, calendar.Entry{Date: day, Kind: calendar.Holiday, Name: fmt.Sprint(i)})
			}
			d.Lists = []calendar.Edition{first}
			for i := range n {
				d.Lists = append(d.Lists, calendar.Edition{Known: day.AddDays(i)})
			}
			for i := range d.Lists {
				d.Lists[i].Year = 2025
			}
		}
	}
	for name, tt := range map[string]struct {
		change func(*calendar.Definition)
		want   []string
	}{
		"200 years":       {years(200), nil},
		"201 years":       {years(201), []string{"lists: 201 years, at most 200 are allowed"}},
		"8 shifts":        {monday(8), nil},
		"9 shifts":        {monday(9), []string{"week.monday: 9 shifts on a day, at most 8 are allowed"}},
		"500 changes":     {changes(500, calendar.Change{From: day}), nil},
		"501 changes":     {changes(501, calendar.Change{From: day}), []string{"changes: 501 changes, at most 500 are allowed"}},
		"until never":     {changes(1, calendar.Change{From: day, Until: none}), []string{"changes[0].until: there is no such date"}},
		"100,000 entries": {amended(49), nil},
		"and more":        {amended(50), []string{"lists[50]: the editions list more than 100000 entries together, those that they leave counted"}},
		"known never":     {func(d *calendar.Definition) { d.Lists[0].Known = none }, []string{"lists[0].known: there is no such date"}},
		"removed by name": {func(d *calendar.Definition) {
			d.Lists[0].Removes = []calendar.Removal{{Date: day, Name: "B"}}
		}, []string{`lists[0].removes[0]: 2025-08-18 "B" is not on the list, so it cannot be removed`}},
		"hours overlap": {func(d *calendar.Definition) {
			d.Lists[0].Adds = []calendar.Entry{{Date: day, Kind: calendar.HalfDay, Name: "A", Shifts: []calendar.Shift{{60, 120}, {90, 180}}}}
		}, []string{"lists[0].adds[0].shifts: office hours of a day follow one another and do not overlap"}},
		"a gap of a day": {func(d *calendar.Definition) {
			d.Lists = []calendar.Edition{{Year: 2024}, {Year: 2025, Known: date(t, "2024-09-01")}, {Year: 2026, Known: date(t, "2024-03-01")}}
		}, []string{"lists: on 2024-03-01 lists were known for 2024 and 2026, but none between; say when the list of 2026 became known"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := calendar.Definition{
				Name: "test", Zone: "UTC", Lists: []calendar.Edition{{Year: 2025}},
				Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60}),
			}
			tt.change(&d)
			c, err := calendar.New(d)
			require.Equal(t, tt.want, problems(t, err))
			require.Equal(t, err == nil, c != nil)
		})
	}
}

// TestContradictionOfTwoFiles names the file of the other side.
func TestContradictionOfTwoFiles(t *testing.T) {
	t.Parallel()
	d := definition(t, header+"2025-08-18,holiday,A,,,,\n")
	more, err := calendar.ReadCSV("more.csv", strings.NewReader(header+"2025-08-18,half_day,B,08:00-12:00,,two,2025-01-01\n"))
	require.NoError(t, err)
	d.Lists = append(d.Lists, more...)
	_, err = calendar.New(d)
	require.Equal(t, []string{
		`more.csv:2: lists[1].adds[0]: 2025-08-18 contradicts the list: it is holiday "A" there (lists.csv, line 2) and half day "B" here; remove one first`,
	}, problems(t, err))
}

// TestBoundsOfLists reads as many days, editions and categories as a file may have, and
// more: that there are more is said once.
func TestBoundsOfLists(t *testing.T) {
	t.Parallel()
	rows := func(n, editions int) string {
		var b strings.Builder
		b.WriteString("date,kind,name,edition\n")
		for i := range n {
			fmt.Fprintf(&b, "2025-01-01,holiday,A,%d\n", i%editions)
		}
		return b.String()
	}
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"2,000 editions":    {rows(2000, 2000), nil},
		"an edition more":   {rows(2001, 2001), []string{"a.csv:2002: more than 2000 editions"}},
		"two more":          {rows(2002, 2002), []string{"a.csv:2002: more than 2000 editions"}},
		"days of the first": {rows(4000, 2000), nil},
		"two days more":     {rows(100_002, 1), []string{"a.csv:100002: more than 100000 days"}},
		"removed of a kind": {"date,kind,name,change\n2025-01-01,holiday,A,remove\n", []string{"a.csv:2: change: a row that removes has neither kind nor shifts"}},
		"removed of hours":  {"date,kind,name,change,shifts\n2025-01-01,,A,remove,08:00-12:00\n", []string{"a.csv:2: change: a row that removes has neither kind nor shifts"}},
	} {
		lists, err := calendar.ReadCSV("a.csv", strings.NewReader(tt.text))
		require.Equal(t, tt.want, problems(t, err), name)
		require.Equal(t, err != nil, lists == nil, name)
	}
	categories := func(n int) string {
		return event("DTSTART:20250818", "SUMMARY:A", "CATEGORIES:"+strings.Repeat("x,", n-1)+"joint_leave")
	}
	long := "BEGIN:VEVENT\nDTSTART:20240101\nDTEND:20250101\nSUMMARY:A\nEND:VEVENT\n" // 366 days
	whole := func(n int) string { return "BEGIN:VCALENDAR\n\n" + strings.Repeat(long, n) + "\r\nEND:VCALENDAR\n" }
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"100 categories": {categories(100), nil},
		"101 categories": {categories(101), []string{"id.ics:6: CATEGORIES: more than 100 categories"}},
		"99,918 days":    {whole(273), nil},
		"100,284 days":   {whole(274), []string{"id.ics:1368: more than 100000 days"}},
	} {
		lists, err := calendar.ICS{}.Read("id.ics", strings.NewReader(tt.text))
		require.Equal(t, tt.want, problems(t, err), name)
		require.Equal(t, err != nil, lists == nil, name)
	}
	lists, err := calendar.ICS{}.Read("id.ics", strings.NewReader(categories(100)))
	require.NoError(t, err)
	require.Equal(t, calendar.JointLeave, lists[0].Adds[0].Kind, "the hundredth is read")
	lists, err = calendar.ICS{}.Read("id.ics", iotest.ErrReader(errors.New("broken")))
	require.Equal(t, []string{"id.ics: cannot be read: broken"}, problems(t, err))
	require.Nil(t, lists)
}

// TestWeekOfNoDay: a week has seven days.
func TestWeekOfNoDay(t *testing.T) {
	t.Parallel()
	hours := []calendar.Shift{{Open: 8 * 60, Close: 16 * 60}}
	week := calendar.MondayToFriday(hours...)
	week.Sunday, week.Saturday = hours, hours
	for d := time.Sunday - 1; d <= time.Saturday+1; d++ {
		require.Equal(t, d >= time.Sunday && d <= time.Saturday, week.On(d) != nil, d)
	}
	d := desk()
	require.False(t, build(t, d).WorksOnJointLeave())
	d.WorksOnJointLeave = true
	require.True(t, build(t, d).WorksOnJointLeave())
}

// TestBackOverALeap goes back by the clock on the wall from where a zone leaps, and
// measures a night whose last hour comes again after midnight.
func TestBackOverALeap(t *testing.T) {
	t.Parallel()
	c := simple(t, "America/New_York", 2025, 2025)
	leap := time.Date(2025, 3, 9, 7, 0, 0, 0, time.UTC)
	for minutes, want := range map[time.Duration]string{
		0:  "2025-03-09T03:00:00-04:00",
		-1: "2025-03-09T01:59:00-05:00", // 02:59 means the leap, which is no minute earlier
	} {
		at, err := c.AddWallHours(leap, 0, minutes*time.Minute)
		require.NoError(t, err)
		require.Equal(t, want, at.Format(time.RFC3339))
	}
	at, err := c.AddWallHours(leap.Add(10*time.Minute), 0, -20*time.Minute)
	require.NoError(t, err)
	require.Equal(t, "2025-03-09T03:00:00-04:00", at.Format(time.RFC3339))

	// In Newfoundland the clock went back from 00:01 to 23:01.
	always := []calendar.Shift{{Open: 0, Close: 24 * 60}}
	office := build(t, calendar.Definition{
		Name: "always", Zone: "America/St_Johns", Lists: []calendar.Edition{{Year: 2010}},
		Week: calendar.Week{Monday: always, Tuesday: always, Wednesday: always, Thursday: always, Friday: always, Saturday: always, Sunday: always},
	})
	noon := local(t, office, "2010-11-06 12:00")
	for _, later := range []time.Duration{11 * time.Hour, 12*time.Hour + 30*time.Second, 12*time.Hour + 30*time.Minute, 14 * time.Hour} {
		worked, err := office.Worked(noon, noon.Add(later))
		require.NoError(t, err)
		require.Equal(t, later, worked)
	}
}

// TestRangeErrorIsSaid in both languages.
func TestRangeErrorIsSaid(t *testing.T) {
	t.Parallel()
	_, err := simple(t, "UTC", 2020, 2020).Midnight(aduan.Date{Year: 2020, Month: 2, Day: 30})
	require.EqualError(t, err, "calendar UTC: the result lies outside the years 1 to 9999")
	require.Equal(t, "kalender UTC: hasilnya berada di luar tahun 1 sampai 9999", aduan.Indonesian().Error(err))
}

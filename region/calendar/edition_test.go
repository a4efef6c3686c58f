package calendar_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// definition is a small one that tests change.
func definition(t testing.TB, csv string) calendar.Definition {
	t.Helper()
	lists, err := calendar.ReadCSV("lists.csv", strings.NewReader(csv))
	require.NoError(t, err)
	return calendar.Definition{
		Name: "test", Zone: "Asia/Makassar", Lists: lists,
		Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60}),
	}
}

const header = "date,kind,name,shifts,change,edition,known\n"

// Entries that contradict each other are refused, and both lines are named.
func TestContradictions(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ csv, want string }{
		"two kinds": {
			"2025-08-18,holiday,A,,,,\n2025-08-18,joint_leave,B,,,,\n",
			"lists.csv:3: lists[0].adds[1]: 2025-08-18 contradicts the list: it is holiday \"A\" there (line 2) and joint leave \"B\" here; remove one first",
		},
		"the same twice": {
			"2025-08-18,holiday,A,,,,\n2025-08-18,holiday,A,,,,\n",
			"lists.csv:3: lists[0].adds[1]: 2025-08-18 \"A\" is on the list already (line 2)",
		},
		"other hours": {
			"2025-08-18,half_day,A,08:00-12:00,,,\n2025-08-18,half_day,B,08:00-13:00,,,\n",
			"lists.csv:3: lists[0].adds[1]: 2025-08-18 contradicts the list: it has other office hours there (line 2)",
		},
		"an amendment against the list": {
			"2025-08-18,holiday,A,,,one,2024-01-01\n2025-08-18,half_day,B,08:00-12:00,,two,2024-02-01\n",
			"lists.csv:3: lists[1].adds[0]: 2025-08-18 contradicts the list: it is holiday \"A\" there (line 2) and half day \"B\" here; remove one first",
		},
		"removing what is not there": {
			"2025-08-18,holiday,A,,,one,2024-01-01\n2025-08-19,,,,remove,two,2024-02-01\n",
			"lists.csv:3: lists[1].removes[0]: 2025-08-19 is not on the list, so it cannot be removed",
		},
		"amendments out of order": {
			"2025-08-18,holiday,A,,,one,2024-02-01\n2025-08-19,holiday,B,,,two,2024-01-01\n",
			"lists.csv:3: lists[1].known: an amendment of the list of 2025 must become known later than the edition before it",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := calendar.New(definition(t, header+tt.csv))
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.EqualError(t, err, "calendar test: invalid: "+tt.want)
		})
	}
}

// Two names of one kind on one day are no contradiction: it happened in 2021.
func TestTwoHolidaysOnOneDay(t *testing.T) {
	t.Parallel()
	c, err := calendar.New(definition(t, header+"2021-05-13,holiday,Idul Fitri,,,,\n2021-05-13,holiday,Kenaikan Isa Al Masih,,,,\n"))
	require.NoError(t, err)
	day, err := c.Day(date(t, "2021-05-13"))
	require.NoError(t, err)
	require.Len(t, day.Listed, 2)
	require.False(t, day.Working)
}

func TestRefusedDefinitions(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*calendar.Definition)
		want   string
	}{
		"no name":        {func(d *calendar.Definition) { d.Name = "" }, "name"},
		"no zone":        {func(d *calendar.Definition) { d.Zone = "" }, "zone"},
		"somebody's":     {func(d *calendar.Definition) { d.Zone = "Local" }, "not that of some machine"},
		"unknown zone":   {func(d *calendar.Definition) { d.Zone = "Asia/Denpasar" }, "unknown on this machine"},
		"no hours":       {func(d *calendar.Definition) { d.Week = calendar.Week{} }, "no day has office hours"},
		"overlapping":    {func(d *calendar.Definition) { d.Week.Monday = []calendar.Shift{{60, 120}, {90, 180}} }, "week.monday"},
		"beyond the day": {func(d *calendar.Definition) { d.Week.Monday = []calendar.Shift{{60, 2000}} }, "week.monday"},
		"no list":        {func(d *calendar.Definition) { d.Lists = nil }, "at least the list of one year"},
		"a gap":          {func(d *calendar.Definition) { d.Lists = append(d.Lists, calendar.Edition{Year: 2027}) }, "none for 2026"},
		"another year": {func(d *calendar.Definition) {
			d.Lists = []calendar.Edition{{Year: 2024, Adds: []calendar.Entry{{Date: date(t, "2025-01-01"), Kind: calendar.Holiday, Name: "A"}}}}
		}, "is not in 2024"},
		"no such date": {func(d *calendar.Definition) {
			d.Lists = []calendar.Edition{{Year: 2025, Adds: []calendar.Entry{{Date: aduan.Date{Year: 2025, Month: 2, Day: 29}, Kind: calendar.Holiday, Name: "A"}}}}
		}, "no such date"},
		"a weekend declared": {func(d *calendar.Definition) {
			d.Lists = []calendar.Edition{{Year: 2025, Adds: []calendar.Entry{{Date: date(t, "2025-01-01"), Kind: calendar.Weekend, Name: "A"}}}}
		}, "what kind of day"},
		"hours on a holiday": {func(d *calendar.Definition) {
			d.Lists = []calendar.Edition{{Year: 2025, Adds: []calendar.Entry{{Date: date(t, "2025-01-01"), Kind: calendar.Holiday, Name: "A", Shifts: []calendar.Shift{{60, 120}}}}}}
		}, "and only these, have office hours"},
		"a nameless layer": {func(d *calendar.Definition) { d.Layers = []calendar.Layer{{}} }, "layers[0].name"},
		"year nought":      {func(d *calendar.Definition) { d.Lists = []calendar.Edition{{}} }, "lists[0].year"},
		"known later for an earlier year": {func(d *calendar.Definition) {
			d.Lists = []calendar.Edition{{Year: 2024}, {Year: 2025, Known: date(t, "2024-09-01")}, {Year: 2026}}
		}, "none between"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := definition(t, header+"2025-08-18,holiday,A,,,,\n")
			tt.change(&d)
			_, err := calendar.New(d)
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, tt.want)
		})
	}
}

// A regional holiday lies over the national list, and a year for which the
// region has no list is not covered.
func TestLayers(t *testing.T) {
	t.Parallel()
	d := definition(t, header+"2025-08-18,joint_leave,Leave,,,,\n2026-01-01,holiday,New Year,,,,\n")
	d.Layers = []calendar.Layer{{
		Name: "Bali", Region: region.MustParse("51"),
		Lists: []calendar.Edition{{Year: 2025, Name: "SE 1", Adds: []calendar.Entry{
			{Date: date(t, "2025-04-23"), Kind: calendar.Holiday, Name: "Galungan"},
			{Date: date(t, "2025-08-18"), Kind: calendar.Holiday, Name: "Local"},
		}}},
	}}
	d.WorksOnJointLeave = true
	c, err := calendar.New(d)
	require.NoError(t, err)
	day, err := c.Day(date(t, "2025-04-23"))
	require.NoError(t, err)
	require.Equal(t, calendar.Holiday, day.Kind)
	require.Equal(t, "Bali", day.Listed[0].Layer)
	require.Equal(t, "SE 1", day.Listed[0].Edition)
	day, err = c.Day(date(t, "2025-08-18"))
	require.NoError(t, err)
	require.False(t, day.Working, "a holiday goes before joint leave on which the service works")
	require.Equal(t, "Local", day.Listed[0].Name)
	_, to := c.Years()
	require.Equal(t, 2025, to, "no regional list for 2026")

	d.Layers = nil
	c, err = calendar.New(d)
	require.NoError(t, err)
	day, err = c.Day(date(t, "2025-08-18"))
	require.NoError(t, err)
	require.True(t, day.Working)
	require.Equal(t, calendar.JointLeave, day.Kind, "it is named all the same")
}

func TestAsKnownAt(t *testing.T) {
	t.Parallel()
	c, err := calendar.New(definition(t, header+
		"2025-01-01,holiday,New Year,,,one,2024-10-14\n2025-08-18,joint_leave,Leave,,,two,2025-08-07\n"))
	require.NoError(t, err)
	nothing := c.AsKnownAt(local(t, c, "2024-10-13 23:59"))
	from, to := nothing.Years()
	require.Equal(t, [2]int{}, [2]int{from, to})
	_, err = nothing.Add(local(t, c, "2025-01-02 08:00"), 1)
	require.EqualError(t, err, "calendar test: no list for the year 2025; no list was known yet")
	first := c.AsKnownAt(local(t, c, "2025-08-06 23:59"))
	require.Equal(t, "2024-10-14 00:00", first.Known().Format("2006-01-02 15:04"))
	next, ok := first.NextAmendment(first.Known())
	require.True(t, ok)
	require.Equal(t, "2025-08-07 00:00", next.Format("2006-01-02 15:04"))
	require.Same(t, c, first.AsKnownAt(next))
	require.Same(t, c, first.Latest())
	_, ok = c.NextAmendment(next)
	require.False(t, ok)
	before, err := first.Add(local(t, c, "2025-08-15 08:00"), 1)
	require.NoError(t, err)
	after, err := c.Add(local(t, c, "2025-08-15 08:00"), 1)
	require.NoError(t, err)
	require.Equal(t, []string{"2025-08-18", "2025-08-19"}, []string{before.Format("2006-01-02"), after.Format("2006-01-02")})
}

func TestSet(t *testing.T) {
	t.Parallel()
	c := simple(t, "UTC", 2020, 2020)
	s, err := calendar.NewSet(c)
	require.NoError(t, err)
	found, err := s.Calendar("UTC")
	require.NoError(t, err)
	require.Same(t, c, found)
	require.Equal(t, []string{"UTC"}, s.Names())
	_, err = s.Calendar("none")
	require.ErrorIs(t, err, storage.ErrNotFound)
	_, err = (&calendar.Set{}).Calendar("UTC")
	require.ErrorIs(t, err, storage.ErrNotFound)
	_, err = calendar.NewSet(c, c, nil)
	require.ErrorIs(t, err, storage.ErrInvalid)
}

func TestTooManyEntriesAreRefused(t *testing.T) {
	t.Parallel()
	d := definition(t, header+"2025-08-18,holiday,A,,,,\n")
	for i := range 3000 {
		d.Lists[0].Adds = append(d.Lists[0].Adds, calendar.Entry{Date: date(t, "2025-08-18"), Kind: calendar.Holiday, Name: strconv.Itoa(i)})
	}
	_, err := calendar.New(d)
	require.ErrorContains(t, err, "more than 2000 entries for one year")
}

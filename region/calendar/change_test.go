package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

const eightToFour = 8 * 60

// desk is a calendar of 2023 and 2024 that rests at the weekend.
func desk(changes ...calendar.Change) calendar.Definition {
	return calendar.Definition{
		Name: "desk", Location: time.FixedZone("WIB", 7*60*60), Week: calendar.MondayToFriday(calendar.Shift{Open: eightToFour, Close: 16 * 60}),
		Lists: []calendar.Edition{{Year: 2023}, {Year: 2024}}, Changes: changes,
	}
}

func build(t *testing.T, d calendar.Definition) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(d)
	require.NoError(t, err)
	return c
}

func on(t *testing.T, c *calendar.Calendar, day string) string {
	t.Helper()
	d, err := c.Day(date(t, day))
	require.NoError(t, err)
	text, err := json.Marshal(d.Shifts)
	require.NoError(t, err)
	return d.Kind.String() + " " + string(text)
}

// A Sunday that is worked in exchange for another day is a working day with its
// own hours, and so is a holiday.
func TestADayOfRestIsWorked(t *testing.T) {
	t.Parallel()
	d := desk()
	long := []calendar.Shift{{Open: 9 * 60, Close: 18 * 60}}
	d.Lists[1].Adds = []calendar.Entry{
		{Date: date(t, "2024-02-18"), Kind: calendar.Worked, Name: "in exchange for 9 February", Shifts: long},
		{Date: date(t, "2024-02-08"), Kind: calendar.Holiday, Name: "Isra Mikraj"},
	}
	d.Layers = []calendar.Layer{{Name: "port office", Lists: []calendar.Edition{{Year: 2023}, {Year: 2024, Adds: []calendar.Entry{
		{Date: date(t, "2024-02-08"), Kind: calendar.Worked, Name: "the port is open", Shifts: long},
	}}}}}
	c := build(t, d)
	require.Equal(t, `worked ["09:00-18:00"]`, on(t, c, "2024-02-18"))
	require.Equal(t, `worked ["09:00-18:00"]`, on(t, c, "2024-02-08"))
	require.Equal(t, `weekend null`, on(t, c, "2024-02-17"))
	friday := time.Date(2024, 2, 16, 10, 0, 0, 0, c.Location())
	due, err := c.Add(friday, 1)
	require.NoError(t, err)
	require.Equal(t, "2024-02-18 18:00", due.Format("2006-01-02 15:04"))
	due, err = c.AddMinutes(friday, 6*60+30)
	require.NoError(t, err)
	require.Equal(t, "2024-02-18 09:30", due.Format("2006-01-02 15:04"))
	require.Equal(t, []string{"hari kerja pengganti", "worked day of rest"}, []string{calendar.Worked.In(aduan.Indonesian()), calendar.Worked.In(aduan.English())})
}

// Hours change from a day on, for a time, and from when it became known; what lies
// before stays as it was.
func TestHoursChangeFromADayOn(t *testing.T) {
	t.Parallel()
	fasting := calendar.MondayToFriday(calendar.Shift{Open: eightToFour, Close: 15 * 60})
	six := desk().Week
	six.Saturday = []calendar.Shift{{Open: eightToFour, Close: 12 * 60}}
	c := build(t, desk(
		calendar.Change{Name: "six days", From: date(t, "2024-03-01"), Week: &six},
		calendar.Change{Name: "Ramadan 1445", From: date(t, "2024-03-12"), Until: date(t, "2024-04-09"), Known: date(t, "2024-03-05"), Week: &fasting},
	))
	for day, want := range map[string]string{
		"2024-02-24": `weekend null`, "2024-02-29": `workday ["08:00-16:00"]`, "2024-03-02": `workday ["08:00-12:00"]`,
		"2024-03-11": `workday ["08:00-16:00"]`, "2024-03-12": `workday ["08:00-15:00"]`, "2024-03-16": `weekend null`, "2024-04-09": `workday ["08:00-15:00"]`,
		"2024-04-13": `workday ["08:00-12:00"]`,
	} {
		require.Equal(t, want, on(t, c, day), day)
	}
	before := c.AsKnownAt(time.Date(2024, 3, 4, 23, 0, 0, 0, c.Location()))
	require.Equal(t, `workday ["08:00-16:00"]`, on(t, before, "2024-03-12"))
	next, ok := before.NextAmendment(time.Date(2024, 3, 4, 23, 0, 0, 0, c.Location()))
	require.True(t, ok)
	require.Equal(t, "2024-03-05", next.Format(time.DateOnly))

	plain := build(t, desk())
	for at := time.Date(2023, 1, 2, 9, 0, 0, 0, c.Location()); ; at = at.AddDate(0, 0, 1) {
		old, err := plain.Add(at, 10)
		require.NoError(t, err)
		if old.After(time.Date(2024, 3, 1, 0, 0, 0, 0, c.Location())) {
			break
		}
		same, err := c.Add(at, 10)
		require.NoError(t, err)
		require.Equal(t, old, same, "what was due before the first change stays")
	}
}

// Years that no decree covers yet are served by the week and by fixed holidays, and
// marked; a list takes the place of its year from when it is known.
func TestProvisionalYears(t *testing.T) {
	t.Parallel()
	d := calendar.Definition{
		Name: "city", Location: time.UTC, Week: calendar.MondayToFriday(calendar.Shift{Open: 9 * 60, Close: 17 * 60}),
		Lists: []calendar.Edition{
			{Year: 2026},
			{Year: 2027, Known: date(t, "2026-12-30"), Adds: []calendar.Entry{{Date: date(t, "2027-01-04"), Kind: calendar.Holiday, Name: "moved"}, {Date: date(t, "2027-01-01"), Kind: calendar.Holiday, Name: "New Year"}}},
		},
		Provisional: &calendar.Provisional{Until: 2029, Fixed: []calendar.FixedDay{{Month: time.January, Day: 1, Name: "New Year"}, {Month: time.February, Day: 29, Name: "leap"}}},
	}
	c := build(t, d)
	at := time.Date(2026, 12, 28, 10, 0, 0, 0, time.UTC)
	then := c.AsKnownAt(at)
	due, err := then.Add(at, 10)
	require.NoError(t, err)
	require.Equal(t, "2027-01-12 17:00", due.Format("2006-01-02 15:04"))
	require.True(t, then.IsProvisional(due))
	require.False(t, then.IsProvisional(at))
	require.Equal(t, []int{2027, 2028}, []int{then.ProvisionalFrom(), c.ProvisionalFrom()})
	due, err = c.Add(at, 10)
	require.NoError(t, err)
	require.Equal(t, "2027-01-13 17:00", due.Format("2006-01-02 15:04"), "the decree has a day more")
	require.False(t, c.IsProvisional(due))
	require.Equal(t, `holiday null`, on(t, c, "2028-02-29"))
	from, to := c.Years()
	require.Equal(t, []int{2026, 2029}, []int{from, to})
	_, err = c.Add(time.Date(2029, 12, 28, 0, 0, 0, 0, time.UTC), 10)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	require.Zero(t, build(t, desk()).ProvisionalFrom())

	// The last instant of a year whose office closes at 24:00 is still of that year.
	d.Week = calendar.MondayToFriday(calendar.Shift{Open: 0, Close: 24 * 60})
	night := build(t, d).AsKnownAt(at)
	due, err = night.Add(time.Date(2026, 12, 30, 0, 0, 0, 0, time.UTC), 1)
	require.NoError(t, err)
	require.Equal(t, "2027-01-01 00:00", due.Format("2006-01-02 15:04"))
	require.False(t, night.IsProvisional(due))
}

func TestChangesAreRefused(t *testing.T) {
	t.Parallel()
	week, none := desk().Week, calendar.Week{}
	for name, c := range map[string]struct {
		change calendar.Change
		want   string
	}{
		"nothing": {calendar.Change{Name: "a", From: date(t, "2024-01-01")}, "changes[0]: changes nothing; legal: week, works_on_joint_leave"},
		"name":    {calendar.Change{From: date(t, "2024-01-01"), Week: &week}, "changes[0].name: want 1 to 200 bytes"},
		"from":    {calendar.Change{Name: "a", Week: &week}, "changes[0].from: there is no such date"},
		"until":   {calendar.Change{Name: "a", From: date(t, "2024-01-02"), Until: date(t, "2024-01-01"), Week: &week}, "changes[0].until: lies before 2024-01-02"},
		"known":   {calendar.Change{Name: "a", From: date(t, "2024-01-02"), Known: aduan.Date{Year: 2024, Month: 13, Day: 1}, Week: &week}, "changes[0].known: there is no such date"},
		"week":    {calendar.Change{Name: "a", From: date(t, "2024-01-02"), Week: &none}, "changes[0].week: no day has office hours"},
	} {
		_, err := calendar.New(desk(c.change))
		require.ErrorContains(t, err, c.want, name)
	}
	d := desk()
	d.Provisional = &calendar.Provisional{Until: 2500, Fixed: []calendar.FixedDay{{Month: 2, Day: 30, Name: "x"}, {Month: 5, Day: 1, Name: "x"}, {Month: 5, Day: 1, Name: "x"}}}
	_, err := calendar.New(d)
	require.ErrorContains(t, err, "provisional.fixed[0]: no year has this day")
	require.ErrorContains(t, err, "provisional.fixed[2]: stands twice")
	d.Provisional.Fixed = nil
	_, err = calendar.New(d)
	require.ErrorContains(t, err, "provisional.until: 478 years, at most 200 are allowed")
	d = desk()
	d.Lists[1].Adds = []calendar.Entry{{Date: date(t, "2024-02-18"), Kind: calendar.HalfDay, Name: "x", Shifts: week.Monday}}
	_, err = calendar.New(d)
	require.ErrorContains(t, err, "lists[1].adds[0].kind: 2024-02-18 is a day of rest by the week")
}

// The notation of files.
func TestChangesAreRead(t *testing.T) {
	t.Parallel()
	d, err := calendar.Parse("c.yaml", []byte(`name: x
zone: UTC
week: {monday: ["08:00-16:00"]}
changes:
- {name: Ramadan, from: 2024-03-12, until: 2024-04-09, known: 2024-03-05, week: {monday: ["08:00-15:00"]}, works_on_joint_leave: true}
lists: [{year: 2024, adds: [{date: 2024-02-18, kind: worked, name: exchange, shifts: ["09:00-18:00"]}]}]
provisional: {until: 2026, fixed: [{month: 1, day: 1, name: New Year}]}
`))
	require.NoError(t, err)
	c := build(t, d)
	require.Equal(t, []string{`workday ["08:00-15:00"]`, `worked ["09:00-18:00"]`, "weekend null"},
		[]string{on(t, c, "2024-03-18"), on(t, c, "2024-02-18"), on(t, c, "2026-01-01")})
}

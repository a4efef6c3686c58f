package calendar_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// walker is an independent, naive calendar: it walks day by day over a map of
// holidays and asks the time package for everything. It shares no code with the
// calendar that it judges.
type walker struct {
	loc      *time.Location
	shifts   func(y int, m time.Month, d int) [][2]int // minutes of the day
	from, to int
}

func (w walker) working(day time.Time) bool { return len(w.shifts(day.Date())) > 0 }

// add is the definition of Add, one day at a time; false outside the years.
func (w walker) add(t time.Time, n int) (time.Time, bool) {
	y, m, d := t.In(w.loc).Date()
	day := time.Date(y, m, d, 12, 0, 0, 0, time.UTC) // a date only; UTC has no leaps
	if y < w.from || y > w.to {
		return time.Time{}, false
	}
	step := 1
	if n <= 0 {
		step = -1
		n = 1 - n // backwards the day itself counts, if it is a working day
	} else {
		day = day.AddDate(0, 0, 1)
	}
	for ; day.Year() >= w.from && day.Year() <= w.to; day = day.AddDate(0, 0, step) {
		if w.working(day) {
			if n--; n == 0 {
				s := w.shifts(day.Date())
				end := s[len(s)-1][1]
				return time.Date(day.Year(), day.Month(), day.Day(), 0, end, 0, 0, w.loc), true
			}
		}
	}
	return time.Time{}, false
}

// soaking reports whether the long forms of the tests run.
func soaking() bool { return os.Getenv("ADUAN_SOAK") == "1" }

// place is a calendar and the walker that judges it.
type place struct {
	name string
	cal  *calendar.Calendar
	walk walker
}

func date(t testing.TB, text string) aduan.Date {
	t.Helper()
	d, err := aduan.ParseDate(text)
	require.NoError(t, err)
	return d
}

// places are calendars of several kinds: three zones of Indonesia and others
// with daylight saving time, a six-day week, breaks, half days, joint leave on
// which one service works. The special days are made up from a formula, so that
// walker and calendar get them independently.
func places(t testing.TB, zones ...string) []place {
	t.Helper()
	const from, to = 2018, 2027
	special := func(y int, m time.Month, d int) calendar.Kind {
		switch n := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).YearDay(); {
		case m == 1 && d == 1, n%29 == 3, m == 12 && d == 31:
			return calendar.Holiday
		case n%61 == 7, n%61 == 8:
			return calendar.JointLeave
		case n%47 == 11:
			return calendar.HalfDay
		case n%37 == 5:
			return calendar.Worked
		}
		return 0
	}
	lists := func(week calendar.Week) (lists []calendar.Edition) {
		for y := from; y <= to; y++ {
			e := calendar.Edition{Year: y}
			for day := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == y; day = day.AddDate(0, 0, 1) {
				k := special(day.Date())
				if rests := len(week.On(day.Weekday())) == 0; k == 0 || k == calendar.HalfDay && rests {
					continue
				}
				entry := calendar.Entry{Date: aduan.DateOf(day), Kind: k, Name: fmt.Sprint("day ", day.YearDay())}
				switch k {
				case calendar.HalfDay:
					entry.Shifts = []calendar.Shift{{Open: 8 * 60, Close: 12 * 60}}
				case calendar.Worked:
					entry.Shifts = []calendar.Shift{{Open: 9 * 60, Close: 18 * 60}}
				}
				e.Adds = append(e.Adds, entry)
			}
			lists = append(lists, e)
		}
		return lists
	}
	var all []place
	for _, zone := range zones {
		loc, err := time.LoadLocation(zone)
		require.NoError(t, err)
		for variant := range 3 {
			shifts := []calendar.Shift{{Open: 8 * 60, Close: 12 * 60}, {Open: 13 * 60, Close: 16*60 + 30}}
			d := calendar.Definition{Name: fmt.Sprint(zone, " ", variant), Location: loc, Week: calendar.MondayToFriday(shifts...)}
			switch variant {
			case 1:
				d.WorksOnJointLeave = true
				d.Week.Saturday = shifts[:1]
			case 2: // around the clock, where the leaps of the zone are felt
				d.Week = calendar.MondayToFriday(calendar.Shift{Open: 0, Close: 24 * 60})
				d.Week.Sunday = []calendar.Shift{{Open: 0, Close: 24 * 60}}
			}
			d.Lists = lists(d.Week)
			if variant == 1 { // from 2021 on closed at noon on Fridays, and in 2022 nobody works on joint leave
				week := d.Week
				week.Friday = shifts[:1]
				d.Changes = []calendar.Change{
					{Name: "short Friday", From: aduan.Date{Year: 2021, Month: 3, Day: 6}, Week: &week},
					{Name: "rest", From: aduan.Date{Year: 2022, Month: 1, Day: 1}, Until: aduan.Date{Year: 2022, Month: 12, Day: 31}, WorksOnJointLeave: new(bool)},
				}
			}
			c, err := calendar.New(d)
			require.NoError(t, err)
			all = append(all, place{name: d.Name, cal: c, walk: walker{
				loc: loc, from: from, to: to,
				shifts: func(y int, m time.Month, day int) [][2]int {
					var usual [][2]int
					if special(y, m, day) == calendar.Worked {
						return [][2]int{{540, 1080}}
					}
					switch wd := time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Weekday(); {
					case variant == 2 && wd != time.Saturday:
						usual = [][2]int{{0, 1440}}
					case variant == 2, wd == time.Sunday, wd == time.Saturday && variant == 0:
						return nil
					case wd == time.Saturday, variant == 1 && wd == time.Friday && (y > 2021 || y == 2021 && (m > 3 || m == 3 && day > 5)):
						usual = [][2]int{{480, 720}}
					default:
						usual = [][2]int{{480, 720}, {780, 990}}
					}
					switch special(y, m, day) {
					case calendar.Holiday:
						return nil
					case calendar.JointLeave:
						if variant != 1 || y == 2022 {
							return nil
						}
					case calendar.HalfDay:
						return [][2]int{{480, 720}}
					}
					return usual
				},
			}})
		}
	}
	return all
}

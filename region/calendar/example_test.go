package calendar_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
)

// lists are the special days of two years in CSV; the last row became known
// eleven days before its day.
const lists = `date,kind,name,edition,known
2025-04-18,holiday,Wafat Yesus Kristus,SKB 1017/2024,2024-10-14
2025-08-18,joint_leave,Proklamasi Kemerdekaan,SKB 933/2025,2025-08-07
`

func office() (*calendar.Calendar, error) {
	editions, err := calendar.ReadCSV("lists.csv", strings.NewReader(lists))
	if err != nil {
		return nil, err
	}
	return calendar.New(calendar.Definition{
		Name: "denpasar", Location: time.FixedZone("WITA", 8*60*60), Lists: editions,
		Week: calendar.MondayToFriday(
			calendar.Shift{Open: 8 * 60, Close: 12 * 60},
			calendar.Shift{Open: 13 * 60, Close: 16 * 60},
		),
	})
}

func Example() {
	cal, err := office()
	if err != nil {
		fmt.Println(err)
		return
	}
	friday := time.Date(2025, 8, 15, 15, 30, 0, 0, cal.Location())
	fmt.Println(cal.Add(friday, 1))
	fmt.Println(cal.AddMinutes(friday, 60))
	fmt.Println(cal.AddCalendarDays(friday, 1))
	fmt.Println(cal.AddWallDays(friday, 1))
	fmt.Println(cal.AddHours(friday, 1))

	then := cal.AsKnownAt(time.Date(2025, 8, 1, 0, 0, 0, 0, cal.Location()))
	fmt.Println(then.Add(friday, 1))

	_, err = cal.Add(friday, 100)
	fmt.Println(errors.Is(err, calendar.ErrNotCovered), err)
	// Output:
	// 2025-08-19 16:00:00 +0800 WITA <nil>
	// 2025-08-19 08:30:00 +0800 WITA <nil>
	// 2025-08-17 00:00:00 +0800 WITA <nil>
	// 2025-08-16 15:30:00 +0800 WITA <nil>
	// 2025-08-15 16:30:00 +0800 WITA <nil>
	// 2025-08-18 16:00:00 +0800 WITA <nil>
	// true calendar denpasar: no list for the year 2026; there is one for 2025, as known since 7 August 2025
}

func ExampleCalendar_Days() {
	cal, err := office()
	if err != nil {
		fmt.Println(err)
		return
	}
	from := aduan.Date{Year: 2025, Month: 8, Day: 15}
	for day, err := range cal.Days(from, from.AddDays(4)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Print(day.Date, " ", day.Kind.In(aduan.English()), " ", day.Shifts)
		for _, l := range day.Listed {
			fmt.Printf(" %s (%s, known %s)", l.Name, l.Edition, l.Known)
		}
		fmt.Println()
	}
	// Output:
	// 2025-08-15 working day [08:00-12:00 13:00-16:00]
	// 2025-08-16 weekend []
	// 2025-08-17 weekend []
	// 2025-08-18 joint leave [] Proklamasi Kemerdekaan (SKB 933/2025, known 2025-08-07)
	// 2025-08-19 working day [08:00-12:00 13:00-16:00]
}

func ExampleICS_Read() {
	const file = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20250329
SUMMARY:Hari Suci Nyepi
END:VEVENT
END:VCALENDAR
`
	editions, err := calendar.ICS{Edition: "published list"}.Read("id.ics", strings.NewReader(file))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range editions {
		for _, day := range e.Adds {
			fmt.Println(e.Year, e.Name, day.Date, day.Kind, day.Name)
		}
	}
	// Output:
	// 2025 published list 2025-03-29 holiday Hari Suci Nyepi
}

func ExampleParse() {
	d, err := calendar.Parse("hospital.yaml", []byte(`
name: hospital
zone: UTC
works_on_joint_leave: true
week:
  saturday: [09:00-13:00]
lists:
- year: 2025
  adds:
  - {date: 2025-01-04, kind: half_day, name: Inventory, shifts: [09:00-10:30]}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	cal, err := calendar.New(d)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cal.Add(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), 1))
	// Output:
	// 2025-01-04 10:30:00 +0000 UTC <nil>
}

func ExampleNewSet() {
	cal, err := office()
	if err != nil {
		fmt.Println(err)
		return
	}
	set, err := calendar.NewSet(cal)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = set.Calendar("badung")
	fmt.Println(set.Names(), err)
	// Output:
	// [denpasar] calendar badung: not found
}

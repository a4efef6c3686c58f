package calendar_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

func TestCSVProblemsNameTheirLines(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ csv, want string }{
		"empty":          {"", "lists.csv:1: the file is empty"},
		"unknown column": {"date,kind,name,colour\n", "lists.csv:1: unknown column \"colour\"; legal: date"},
		"missing column": {"date,name\n", "lists.csv:1: kind: this column is missing"},
		"twice":          {"date,kind,name,name\n", "stands there twice"},
		"ragged":         {"date,kind,name\n\n2025-01-01,holiday\n", "lists.csv:3: 2 fields, the header has 3"},
		"date":           {"date,kind,name\n2025-02-29,holiday,A\n", "lists.csv:2: date: want a date"},
		"no date":        {"date,kind,name\n,holiday,A\n", "lists.csv:2: date: is required"},
		"kind":           {"date,kind,name\n2025-01-01,Holiday,A\n", `lists.csv:2: kind: unknown kind of day "Holiday"; legal: holiday, joint_leave, half_day`},
		"no kind":        {"date,kind,name\n2025-01-01,,A\n", "lists.csv:2: kind: is required"},
		"no name":        {"date,kind,name\n2025-01-01,holiday,\n", "lists.csv:2: name: is required"},
		"change":         {header + "2025-01-01,holiday,A,,move,,\n", "lists.csv:2: change: want add or remove"},
		"shifts":         {header + "2025-01-01,half_day,A,12:00-08:00,,,\n", "lists.csv:2: shifts: office hours open before they close"},
		"known":          {header + "2025-01-01,holiday,A,,,,yesterday\n", "lists.csv:2: known: want a date"},
		"quote":          {"date,kind,name\n2025-01-01,holiday,\"A\n", "lists.csv:2: "},
		"not text":       {"date,kind,name\n\xff\n", "not text in UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := calendar.ReadCSV("lists.csv", strings.NewReader(tt.csv))
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, tt.want)
		})
	}
	_, err := calendar.ReadCSV("lists.csv", strings.NewReader(header+strings.Repeat("x\n", 5<<20)))
	require.ErrorContains(t, err, "more than 8 MiB")
}

// event wraps lines in an event of a calendar; the event begins on line 3.
func event(lines ...string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
}

func TestICS(t *testing.T) {
	t.Parallel()
	lists, err := calendar.ICS{Edition: "SKB", Known: date(t, "2024-10-14")}.Read("id.ics", strings.NewReader(event(
		"DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20250102", "SUMMARY;LANGUAGE=\"id;x:y\":Tahun\\, Baru", " 2025", "CATEGORIES:JOINT_LEAVE,x", "DTSTAMP:20240101T000000Z")))
	require.NoError(t, err)
	require.Len(t, lists, 2)
	for i, day := range []string{"2024-12-31", "2025-01-01"} {
		d := date(t, day)
		require.Equal(t, []any{d.Year, "SKB", date(t, "2024-10-14")}, []any{lists[i].Year, lists[i].Name, lists[i].Known})
		require.Equal(t, []calendar.Entry{{Date: d, Kind: calendar.JointLeave, Name: "Tahun, Baru2025"}}, lists[i].Adds)
	}
	leave := func(summary string, _ []string) calendar.Kind {
		if strings.HasPrefix(summary, "Cuti Bersama") {
			return calendar.JointLeave
		}
		return 0
	}
	lists, err = calendar.ICS{KindOf: leave}.Read("id.ics", strings.NewReader(event("DTSTART:20250818", "SUMMARY:Cuti Bersama")))
	require.NoError(t, err)
	require.Equal(t, calendar.JointLeave, lists[0].Adds[0].Kind)
	lists, err = calendar.ICS{KindOf: leave}.Read("id.ics", strings.NewReader(event("DTSTART:20250818", "SUMMARY:Natal")))
	require.NoError(t, err)
	require.Empty(t, lists)
	lists, err = calendar.ICS{}.Read("id.ics", strings.NewReader(event("DTSTART:20250818", "SUMMARY:Natal", "STATUS:CANCELLED")))
	require.NoError(t, err)
	require.Empty(t, lists)
}

func TestICSProblemsNameTheirLines(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ ics, want string }{
		"empty":         {"", "there is no VCALENDAR"},
		"no property":   {"BEGIN:VCALENDAR\nholiday\nEND:VCALENDAR\n", "id.ics:2: want NAME:value"},
		"no end":        {"BEGIN:VCALENDAR\n", "id.ics:1: the file ends inside VCALENDAR"},
		"wrong end":     {"BEGIN:VCALENDAR\nEND:VEVENT\n", `id.ics:2: END: "VEVENT" was not begun`},
		"a task":        {"BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n", `id.ics:2: BEGIN: "VTODO" cannot stand here`},
		"outside":       {"SUMMARY:A\n", "id.ics:1: SUMMARY: stands outside VCALENDAR"},
		"continuation":  {" x\n", "id.ics:1: the first line continues nothing"},
		"version":       {"BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n", "id.ics:2: VERSION: want version 2.0"},
		"no start":      {event("SUMMARY:A"), "id.ics:3: DTSTART: is required"},
		"no summary":    {event("DTSTART:20250818"), "id.ics:3: SUMMARY: is required"},
		"time of day":   {event("DTSTART:20250818T080000Z", "SUMMARY:A"), "id.ics:4: DTSTART: want a date such as 20201028"},
		"date-time":     {event("DTSTART;VALUE=DATE-TIME:20250818", "SUMMARY:A"), "id.ics:4: DTSTART: want an all-day event"},
		"zone":          {event("DTSTART;TZID=Asia/Jakarta:20250818", "SUMMARY:A"), "id.ics:4: DTSTART: want an all-day event"},
		"recurrence":    {event("DTSTART:20250818", "SUMMARY:A", "RRULE:FREQ=YEARLY"), "id.ics:6: RRULE: is not supported"},
		"twice":         {event("DTSTART:20250818", "DTSTART:20250819", "SUMMARY:A"), "id.ics:5: DTSTART: stands twice"},
		"backwards":     {event("DTSTART:20250818", "DTEND:20250817", "SUMMARY:A"), "id.ics:3: DTEND: the event has -1 days"},
		"endless":       {event("DTSTART:20250818", "DTEND:20270818", "SUMMARY:A"), "id.ics:3: DTEND: the event has 730 days"},
		"long property": {event("DTSTART:20250818", "SUMMARY:A", strings.Repeat(" "+strings.Repeat("x", 70)+"\r\n", 300)), "goes on beyond"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := calendar.ICS{}.Read("id.ics", strings.NewReader(tt.ics))
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, tt.want)
		})
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	d, err := calendar.Parse("office.yaml", []byte(`name: office
zone: Asia/Jayapura
week:
  monday: [08:00-12:00, 13:00-16:00]
lists:
- year: 2025
  known: 2024-10-14
  adds:
  - {date: 2025-01-01, kind: holiday, name: New Year}
`))
	require.NoError(t, err)
	c, err := calendar.New(d)
	require.NoError(t, err)
	day, err := c.Day(date(t, "2025-01-06"))
	require.NoError(t, err)
	require.Equal(t, []calendar.Shift{{Open: 480, Close: 720}, {Open: 780, Close: 960}}, day.Shifts)
	d.Lists[0].Adds[0].Name = ""
	_, err = calendar.New(d)
	require.EqualError(t, err, "calendar office in office.yaml: invalid: office.yaml:9:45: lists[0].adds[0].name: want 1 to 200 bytes")
	more, err := calendar.ReadCSV("more.csv", strings.NewReader(header+"2025-01-01,half_day,A,08:00-12:00,,two,2025-01-01\n"))
	require.NoError(t, err)
	d.Lists[0].Adds[0].Name = "New Year"
	d.Lists = append(d.Lists, more...)
	_, err = calendar.New(d)
	require.ErrorContains(t, err, "more.csv:2: lists[1].adds[0]: 2025-01-01 contradicts the list: it is holiday \"New Year\" there (lists[0].adds[0]) and half day")
	_, err = calendar.Parse("office.yaml", []byte("name: office\nzon: x\n"))
	require.ErrorContains(t, err, "office.yaml:2:1: zon: unknown field")
	_, err = calendar.Parse("office.txt", nil)
	require.ErrorIs(t, err, storage.ErrInvalid)
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(header + "2025-08-18,joint_leave,A,,,two,2025-08-07\n"))
	f.Add([]byte(header + "2025-08-18,half_day,A,08:00-12:00 13:00-14:00,add,,\n2025-08-18,,A,,remove,x,2025-01-01\n"))
	f.Add([]byte("\uFEFFdate,kind,name\n# remark\n2025-08-18,holiday,\"A\n\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lists, err := calendar.ReadCSV("f.csv", strings.NewReader(string(data)))
		judge(t, lists, err)
	})
}

func FuzzICS(f *testing.F) {
	f.Add([]byte(event("DTSTART;VALUE=DATE:20250818", "DTEND;VALUE=DATE:20250820", "SUMMARY:A", " B")))
	f.Add([]byte(event("DTSTART:99991231", "SUMMARY:A")))
	f.Add([]byte("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nEND:STANDARD\nEND:VTIMEZONE\nEND:VCALENDAR"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lists, err := calendar.ICS{}.Read("f.ics", strings.NewReader(string(data)))
		judge(t, lists, err)
	})
}

// judge requires that a reader gives lists or an error with problems, and that
// building a calendar of what it gave ends without a panic.
func judge(t *testing.T, lists []calendar.Edition, err error) {
	t.Helper()
	var invalid *storage.InvalidError
	if err != nil {
		require.ErrorAs(t, err, &invalid)
		require.NotEmpty(t, invalid.Problems)
		require.Empty(t, lists)
		return
	}
	if len(lists) > 50 {
		return // it takes time, and says no more
	}
	c, err := calendar.New(calendar.Definition{
		Name: "fuzz", Zone: "UTC", Lists: lists, Week: calendar.MondayToFriday(calendar.Shift{Open: 480, Close: 960}),
	})
	if err != nil {
		require.ErrorAs(t, err, &invalid)
		return
	}
	for _, e := range lists {
		for _, a := range e.Adds {
			_, err := c.Day(a.Date)
			require.NoError(t, err)
		}
	}
}

func FuzzTexts(f *testing.F) {
	for _, s := range []string{"2020-10-28", "08:00", "08:00-12:00", "24:00", "joint_leave", "", "00:00-24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := aduan.ParseDate(text); err == nil {
			require.Equal(t, text, d.String())
			require.True(t, d.Valid())
		}
		if d, err := calendar.ParseTimeOfDay(text); err == nil {
			require.Equal(t, text, d.String())
		}
		if s, err := calendar.ParseShift(text); err == nil {
			require.Equal(t, text, s.String())
		}
		var k calendar.Kind
		if err := k.UnmarshalText([]byte(text)); err == nil {
			require.Equal(t, text, k.String())
		}
	})
}

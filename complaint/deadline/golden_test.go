package deadline_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// byHand is a case worked by hand. Days lists the days that count, as a person
// would tick them off on the wall calendar of the year.
type byHand struct {
	name  string
	steps []string
	clock lifecycle.ClockName
	run   int
	at    string
	due   string // local time of the calendar, 24:00 is the next 00:00
	days  string // year first where it changes, then month: days
}

func casesByHand() []byHand {
	const resolution, verification, first = complaint.ClockResolution, complaint.ClockVerification, complaint.ClockFirstResponse
	// Nyepi on 25 March, Good Friday on 10 April, 1 May, Waisak on 7 May.
	const idul = "2020-03: 13 16 17 18 19 20 23 24 26 27 30 31; 2020-04: 1 2 3 6 7 8 9 13 14 15 16 17 20 21 22 23 24 27 28 29 30; " +
		"2020-05: 4 5 6 8 11 12 13 14 15 18 19 "
	return []byHand{
		{
			"fourteen working days in Badung",
			[]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory"},
			resolution, 1, "2020-11-02 09:00", "2020-11-18 16:00",
			"2020-10: 27; 2020-11: 2 3 4 5 6 9 10 11 12 13 16 17 18", // 28 and 30 October joint leave, 29 holiday
		},
		{
			"Idul Fitri 2020 before the second amendment",
			[]string{"2020-03-10 08:00 submit", "2020-03-12 09:00 forward:supervisory"},
			resolution, 1, "2020-04-08 23:59", "2020-06-22 16:00",
			idul + "20; 2020-06: 2 3 4 5 8 9 10 11 12 15 16 17 18 19 22", // leave on the 22nd and 26 to 29 May
		},
		{
			"Idul Fitri 2020 as soon as the leave had moved to December",
			[]string{"2020-03-10 08:00 submit", "2020-03-12 09:00 forward:supervisory"},
			resolution, 1, "2020-04-09 00:00", "2020-06-16 16:00",
			idul + "20 26 27 28 29; 2020-06: 2 3 4 5 8 9 10 11 12 15 16", // leave on the 22nd only
		},
		{
			"Idul Fitri 2020 after the second amendment",
			[]string{"2020-03-20 08:00 submit", "2020-05-18 09:00 forward:information_request"},
			resolution, 1, "2020-05-18 10:00", "2020-05-28 16:00",
			"2020-05: 19 20 26 27 28", // the second had moved 26 to 29 to December; 22 is still leave
		},
		{
			"Idul Fitri 2020 after the third amendment",
			[]string{"2020-03-20 08:00 submit", "2020-05-18 09:00 forward:information_request"},
			resolution, 1, "2020-05-20 08:00", "2020-05-27 16:00",
			"2020-05: 19 20 22 26 27", // and the 22nd became a working day two days before
		},
		{
			"18 August 2025 before it was known",
			[]string{"2025-08-04 08:00 submit", "2025-08-05 09:00 forward:non_supervisory"},
			resolution, 1, "2025-08-06 23:00", "2025-08-25 16:00",
			"2025-08: 6 7 8 11 12 13 14 15 18 19 20 21 22 25",
		},
		{
			"18 August 2025 as soon as it was known",
			[]string{"2025-08-04 08:00 submit", "2025-08-05 09:00 forward:non_supervisory"},
			resolution, 1, "2025-08-07 00:00", "2025-08-26 16:00",
			"2025-08: 6 7 8 11 12 13 14 15 19 20 21 22 25 26",
		},
		{
			"year end 2020 before the fourth amendment",
			[]string{"2020-11-20 08:00 submit", "2020-11-26 09:00 forward:non_supervisory"},
			resolution, 1, "2020-11-30 12:00", "2020-12-17 16:00",
			"2020-11: 27 30; 2020-12: 1 2 3 4 7 8 10 11 14 15 16 17", // 9 December: elections, known since 27 November
		},
		{
			"over the year end 2020",
			[]string{"2020-12-18 08:00 submit", "2020-12-21 09:00 forward:information_request"},
			resolution, 1, "2020-12-21 09:00", "2020-12-30 16:00",
			"2020-12: 22 23 28 29 30",
		},
		{
			"submitted on Saturday 23:59 WIT",
			[]string{"2020-10-24 23:59 WIT submit"},
			verification, 1, "2020-10-26 09:00", "2020-11-02 16:00",
			"2020-10: 26 27; 2020-11: 2",
		},
		{
			"forwarded on Saturday 23:59 WIT to an office there",
			[]string{"2020-10-24 23:00 WIT submit", "2020-10-24 23:59 WIT forward:non_supervisory@id:91.71"},
			resolution, 1, "2020-10-26 09:00", "2020-11-17 16:00",
			"2020-10: 26 27; 2020-11: 2 3 4 5 6 9 10 11 12 13 16 17",
		},
		{
			"on Monday 00:30 WIT, still Sunday in Jakarta",
			[]string{"2020-10-26 00:30 WIT submit", "2020-10-26 00:30 WIT forward:non_supervisory@id:91.71"},
			resolution, 1, "2020-10-26 09:00", "2020-11-18 16:00",
			"2020-10: 27; 2020-11: 2 3 4 5 6 9 10 11 12 13 16 17 18",
		},
		{
			"on Monday 00:30 WIT, and nobody holds it: the default is Jakarta's",
			[]string{"2020-10-26 00:30 WIT submit"},
			verification, 1, "2020-10-26 09:00", "2020-11-02 16:00",
			"2020-10: 26 27; 2020-11: 2",
		},
		{
			"leap day",
			[]string{"2024-02-27 16:30 submit"},
			verification, 1, "2024-02-28 09:00", "2024-03-01 16:00",
			"2024-02: 28 29; 2024-03: 1",
		},
		{
			"a pause over a holiday",
			[]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-27 10:00 suspend", "2020-11-03 10:00 complete"},
			resolution, 1, "2020-11-04 09:00", "2020-11-20 16:00",
			"2020-10: 27; 2020-11: 4 5 6 9 10 11 12 13 16 17 18 19 20",
		},
		{
			"an extension",
			[]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-05 10:00 extend"},
			resolution, 1, "2020-11-06 09:00", "2020-11-27 16:00",
			"2020-10: 27; 2020-11: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27",
		},
		{
			"reclassified as supervisory, before the year end was amended",
			[]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-05 10:00 reclassify:supervisory"},
			resolution, 1, "2020-11-06 09:00", "2021-02-01 16:00",
			"2020-10: 27; 2020-11: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30; 2020-12: 1 2 3 4 7 8 9 10 11 14 15 16 17 18 21 22 23; " +
				"2021-01: 4 5 6 7 8 11 12 13 14 15 18 19 20 21 22 25 26 27 28 29; 2021-02: 1",
		},
		{
			"reclassified as supervisory, after",
			[]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-05 10:00 reclassify:supervisory"},
			resolution, 1, "2020-12-15 09:00", "2021-01-28 16:00",
			"2020-10: 27; 2020-11: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30; 2020-12: 1 2 3 4 7 8 10 11 14 15 16 17 18 21 22 23 28 29 30; " +
				"2021-01: 4 5 6 7 8 11 12 13 14 15 18 19 20 21 22 25 26 27 28",
		},
		{
			"a bounce does not reset the resolution",
			[]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-02 10:00 return", "2020-11-03 10:00 forward:non_supervisory"},
			resolution, 1, "2020-11-04 09:00", "2020-11-18 16:00",
			"2020-10: 27; 2020-11: 2 3 4 5 6 9 10 11 12 13 16 17 18",
		},
		{
			"a bounce restarts the first response",
			[]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-02 10:00 return", "2020-11-03 10:00 forward:non_supervisory"},
			first, 2, "2020-11-04 09:00", "2020-11-10 16:00",
			"2020-11: 4 5 6 9 10",
		},
		{
			"a reopened case has a new clock",
			[]string{
				"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-26 10:00 assign",
				"2020-11-03 10:00 respond", "2020-11-04 10:00 accept", "2020-11-05 10:00 reopen",
			},
			resolution, 2, "2020-11-05 11:00", "2020-11-25 16:00",
			"2020-11: 6 9 10 11 12 13 16 17 18 19 20 23 24 25",
		},
		{
			"fourteen calendar days end at midnight, holidays or not",
			[]string{"2020-10-20 08:00 WIB submit"},
			complaint.ClockStatutoryAnswer, 1, "2020-10-21 08:00", "2020-11-04 00:00",
			"2020-10: 21 22 23 24 25 26 27 28 29 30 31; 2020-11: 1 2 3",
		},
	}
}

// ticked lists the days that an explanation counts, as the table does.
func ticked(x deadline.Explanation) string {
	var b strings.Builder
	month := ""
	for _, d := range x.Days {
		if d.Count == 0 {
			continue
		}
		date := d.Date.String()
		if date[:7] != month {
			if month != "" {
				b.WriteString("; ")
			}
			month = date[:7]
			b.WriteString(month + ":")
		}
		b.WriteString(" " + strings.TrimPrefix(date[8:], "0"))
	}
	return b.String()
}

func TestGoldenCases(t *testing.T) {
	t.Parallel()
	l := national(t)
	modern := deadline.SP4N()
	modern.Valid = aduan.Period{}
	for _, g := range casesByHand() {
		t.Run(g.name, func(t *testing.T) {
			t.Parallel()
			c := tell(t, l, modern, g.steps...)
			r := read(t, l, modern, c, g.at, g.clock, g.run)
			require.NoError(t, r.Err)
			require.Equal(t, deadline.Running, r.Status)
			x := r.Why()
			require.Equal(t, g.due, x.Due.Format("2006-01-02 15:04"))
			require.Equal(t, g.days, ticked(x))
			require.Equal(t, r.Limit.Count()+int64(r.Extended), x.Days[len(x.Days)-1].Count, "the last day is the last of the limit")
		})
	}
}

package deadline_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// earthquake is a standstill of a week in Bali, declared on its second day.
func earthquake(t testing.TB) deadline.Standstill {
	t.Helper()
	monday := aduan.Date{Year: 2020, Month: time.November, Day: 2}
	return deadline.Standstill{
		From: monday, Until: monday.AddDays(4), Known: zoned(t, "2020-11-03 12:00"), Regions: []region.Code{region51(t)},
		Reason: aduan.NewLabel(map[string]string{"id": "gempa bumi", "en": "earthquake"}), Source: "decision of the governor",
	}
}

// stopped are the national limits with a standstill.
func stopped(s deadline.Standstill) *deadline.Policy {
	p := deadline.SP4N().With("PermenPANRB 62/2018, earthquake")
	p.Standstills = append(p.Standstills, s)
	return p
}

// What is declared counts from when it is known, for what is still open.
func TestStandstill(t *testing.T) {
	t.Parallel()
	l, s := national(t), earthquake(t)
	p := stopped(s)
	require.NoError(t, p.Validate())
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:information_request")
	due := func(p *deadline.Policy, at string, clock lifecycle.ClockName) string {
		r := read(t, l, p, c, at, clock, 1)
		require.NoError(t, r.Err)
		return r.Why().Due.Format("2006-01-02 15:04")
	}
	require.Equal(t, "2020-11-05 16:00", due(p, "2020-11-03 11:59", complaint.ClockResolution), "nobody knows yet")
	require.Equal(t, "2020-11-12 16:00", due(p, "2020-11-03 12:00", complaint.ClockResolution))
	require.Equal(t, "2020-11-12 16:00", due(p, "2020-11-12 15:59", complaint.ClockResolution))
	require.Equal(t, "2020-11-10 00:00", due(p, "2020-11-03 12:00", complaint.ClockStatutoryAnswer), "nobody stops what the law gives")
	require.Equal(t, "2020-12-26 00:00", due(p, "2020-11-03 12:00", complaint.ClockOmbudsman))

	r := read(t, l, p, c, "2020-11-04 09:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Running, r.Status, "a holiday is no pause either")
	require.Equal(t, deadline.WorkingDays(6), r.Remaining, "by the calendar")
	x := r.Why()
	require.Equal(t, "2020-10: 27; 2020-11: 9 10 11 12", ticked(x))
	require.Contains(t, x.In(aduan.English()), "  Mon  2 Nov 2020  standstill: earthquake\n")
	require.Contains(t, x.In(aduan.Indonesian()), "  Jum  6 Nov 2020  tenggat dihentikan sementara: gempa bumi\n  Sab  7 Nov 2020  akhir pekan\n")

	named := s
	named.Clocks = []lifecycle.ClockName{complaint.ClockStatutoryAnswer}
	require.Equal(t, "2020-11-15 00:00", due(stopped(named), "2020-11-03 12:00", complaint.ClockStatutoryAnswer))
	require.Equal(t, "2020-11-05 16:00", due(stopped(named), "2020-11-03 12:00", complaint.ClockResolution), "others are not named")
	for _, change := range []func(*deadline.Standstill){
		func(s *deadline.Standstill) { s.Regions = []region.Code{region.MustParse("34")} },
		func(s *deadline.Standstill) { s.Categories = []complaint.Category{"health", "public_works/water"} },
	} {
		elsewhere := s
		change(&elsewhere)
		require.Equal(t, "2020-11-05 16:00", due(stopped(elsewhere), "2020-11-03 12:00", complaint.ClockResolution))
	}
	for _, change := range []func(*deadline.Standstill){
		func(s *deadline.Standstill) {
			s.Regions = []region.Code{region.MustParse("34"), region.MustParse("51.03")}
		},
		func(s *deadline.Standstill) { s.Regions, s.Categories = nil, []complaint.Category{"public_works"} },
	} {
		here := s
		change(&here)
		require.Equal(t, "2020-11-12 16:00", due(stopped(here), "2020-11-03 12:00", complaint.ClockResolution))
	}
}

// A limit that has passed before anybody declared the standstill has passed, though the
// day turns out not to count; and one that comes to nothing in the same instant has not.
func TestStandstillComesTooLate(t *testing.T) {
	t.Parallel()
	l := national(t)
	c := tell(t, l, deadline.SP4N(), "2020-10-27 08:00 submit") // three working days: 2, 3 and 4 November
	for known, want := range map[string]deadline.Status{
		"2020-11-04 15:59 WIB": deadline.Running, "2020-11-04 16:00 WIB": deadline.Running, "2020-11-04 16:01 WIB": deadline.Breached,
	} {
		s := earthquake(t)
		s.Known = zoned(t, known)
		p := stopped(s)
		r := read(t, l, p, c, "2020-11-06 09:00", complaint.ClockVerification, 1)
		require.Equal(t, want, r.Status, known)
		if want == deadline.Breached {
			require.Equal(t, zoned(t, "2020-11-04 16:00 WIB"), r.BreachedAt)
			require.NotContains(t, r.Why().In(aduan.English()), "standstill: ")
		}
		d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
		require.NoError(t, err)
		c.Policy = p.ID()
		out, err := d.Judge(l, c, zoned(t, "2020-11-06 09:00"))
		require.NoError(t, err)
		require.Equal(t, want == deadline.Breached, len(out.Escalate) == 1, known)
		if want == deadline.Running {
			require.Equal(t, zoned(t, "2020-11-11 00:00 WIB"), out.Next, "the statutory answer, and the verification on the same day")
		}
	}
}

// With standstills a limit passes when it would if the calendar called their days
// holidays, whatever pauses there are; and one that does not work by the calendar as
// somebody counts who strikes the days out.
func TestStandstillsByHand(t *testing.T) {
	t.Parallel()
	l := national(t)
	entries := func(days []aduan.Date) (list []calendar.Entry) {
		for _, d := range days {
			list = append(list, calendar.Entry{Date: d, Kind: calendar.Holiday, Name: "Holiday"})
		}
		return list
	}
	calendarOf := func(r *rapid.T, days []aduan.Date) deadline.Calendars {
		c, err := calendar.New(calendar.Definition{
			Name: indonesia.CalendarWITA, Location: time.FixedZone("WITA", 8*3600), Lists: []calendar.Edition{{Year: 2021, Adds: entries(days)}, {Year: 2022}},
			Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60}),
		})
		require.NoError(r, err)
		set, err := calendar.NewSet(c)
		require.NoError(r, err)
		return deadline.Calendars{Set: set, Default: indonesia.CalendarWITA}
	}
	text := func(at time.Time) string { return at.Add(8 * time.Hour).Format("2006-01-02 15:04") }
	rapid.Check(t, func(r *rapid.T) {
		begin := time.Date(2021, 7, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 14*48).Draw(r, "start")) * 30 * time.Minute)
		start := aduan.DateOf(begin.Add(8 * time.Hour))
		var days []aduan.Date
		var stills []deadline.Standstill
		from := start
		for range rapid.IntRange(1, 3).Draw(r, "standstills") {
			from = from.AddDays(rapid.IntRange(1, 8).Draw(r, "until the standstill"))
			until := from.AddDays(rapid.IntRange(0, 9).Draw(r, "length"))
			stills = append(stills, deadline.Standstill{
				From: from, Until: until, Known: begin, Regions: []region.Code{region51(t)}, Reason: aduan.NewLabel(map[string]string{"id": "banjir"}),
			})
			for d := from; d.Compare(until) <= 0; d = d.AddDays(1) {
				if !slices.Contains(days, d) {
					days = append(days, d)
				}
			}
			from = until.AddDays(rapid.IntRange(-1, 1).Draw(r, "overlap"))
		}
		limit := rapid.SampledFrom([]deadline.Term{
			deadline.WorkingDays(5), deadline.WorkingMinutes(900), deadline.WallWorkingDays(4), deadline.CalendarDays(4), deadline.WallDays(4), deadline.Hours(90), deadline.Minutes(3000),
		}).Draw(r, "limit")
		steps, at := []string{text(begin) + " submit", text(begin) + " forward:non_supervisory"}, begin
		works := limit.Unit() == deadline.InWorkingDays || limit.Unit() == deadline.InWorkingMinutes || limit.Unit() == deadline.InWallWorkingDays
		for range rapid.IntRange(0, 3).Draw(r, "pauses") {
			if !works {
				break // a calendar has no holidays for it
			}
			at = at.Add(time.Duration(rapid.IntRange(1, 60).Draw(r, "until the pause")) * time.Hour)
			steps = append(steps, text(at)+" suspend")
			at = at.Add(time.Duration(rapid.IntRange(1, 150).Draw(r, "pause")) * time.Hour)
			steps = append(steps, text(at)+" complete")
		}
		p := deadline.SP4N().With("test", deadline.Rule{Clock: complaint.ClockResolution, Limit: limit})
		plain := *p
		p.Standstills = stills
		c := tell(t, l, p, steps...)
		resolution := func(p *deadline.Policy, cals deadline.Calendars) deadline.Reading {
			readings, err := p.Evaluate(l, c, cals, at)
			require.NoError(r, err)
			for _, x := range readings {
				if x.Clock == complaint.ClockResolution {
					require.NoError(r, x.Err)
					return x
				}
			}
			return deadline.Reading{}
		}
		got := resolution(p, calendarOf(r, nil))
		struck := func(d aduan.Date) bool { return slices.Contains(days, d) }
		if works {
			want := resolution(&plain, calendarOf(r, days))
			require.Equal(r, want.Status, got.Status, "%v", steps)
			require.Equal(r, want.Due, got.Due, "%v", steps)
			require.Equal(r, ticked(want.Why()), ticked(got.Why()))
		} else {
			due := begin.Add(8 * time.Hour) // as a clock on the wall shows it
			switch limit.Unit() {
			case deadline.InHours, deadline.InMinutes:
				left := time.Duration(limit.Count()) * time.Minute
				if limit.Unit() == deadline.InHours {
					left *= 60
				}
				for ; left > 0; due = due.Add(time.Minute) {
					if !struck(aduan.DateOf(due)) {
						left -= time.Minute
					}
				}
			default:
				for left := limit.Count(); left > 0; {
					if due = due.AddDate(0, 0, 1); !struck(aduan.DateOf(due)) {
						left--
					}
				}
				if limit.Unit() == deadline.InCalendarDays {
					due = time.Date(due.Year(), due.Month(), due.Day()+1, 0, 0, 0, 0, time.UTC)
				}
			}
			require.Equal(r, due.Format("2006-01-02 15:04"), text(got.Due), "%v", stills)
			require.Equal(r, limit.Count(), lastCount(got.Why()))
		}
		for _, d := range got.Why().Days {
			require.False(r, d.Count > 0 && struck(d.Date) && d.Date != start, d.Date)
			require.Equal(r, d.Cause == deadline.OnStandstill, !d.Reason.IsZero())
		}
	})
}

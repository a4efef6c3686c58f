package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// A pause on the last day gives the office that day's hours back: the clock runs
// to the first office end after the pause.
func TestPauseOnTheLastDay(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	for _, tt := range []struct{ resumed, due, days string }{
		{"2020-11-05 15:59", "2020-11-05 16:00", "2020-10: 27; 2020-11: 2 3 4 5"},
		{"2020-11-05 16:00", "2020-11-06 16:00", "2020-10: 27; 2020-11: 2 3 4 6"},
		{"2020-11-05 17:00", "2020-11-06 16:00", "2020-10: 27; 2020-11: 2 3 4 6"},
		{"2020-11-06 10:00", "2020-11-06 16:00", "2020-10: 27; 2020-11: 2 3 4 6"},
		{"2020-11-06 16:01", "2020-11-09 16:00", "2020-10: 27; 2020-11: 2 3 4 9"},
		{"2020-11-07 10:00", "2020-11-09 16:00", "2020-10: 27; 2020-11: 2 3 4 9"},
		{"2020-11-08 23:59", "2020-11-09 16:00", "2020-10: 27; 2020-11: 2 3 4 9"},
		{"2020-11-09 00:00", "2020-11-09 16:00", "2020-10: 27; 2020-11: 2 3 4 9"},
		{"2020-11-09 16:00", "2020-11-10 16:00", "2020-10: 27; 2020-11: 2 3 4 10"},
	} {
		c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:information_request", "2020-11-05 10:00 suspend", tt.resumed+" complete")
		r := read(t, l, p, c, tt.resumed, complaint.ClockResolution, 1)
		require.Equal(t, deadline.Running, r.Status, tt.resumed)
		x := r.Why()
		require.Equal(t, tt.due, x.Due.Format("2006-01-02 15:04"), tt.resumed)
		require.Equal(t, tt.days, ticked(x), tt.resumed)
		require.Equal(t, int64(5), x.Days[len(x.Days)-1].Count)
	}
	paused := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:information_request", "2020-11-05 10:00 suspend")
	r := read(t, l, p, paused, "2020-11-07 10:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Paused, r.Status)
	require.Equal(t, deadline.WorkingDays(1), r.Remaining, "Monday")
	again := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:information_request",
		"2020-11-05 10:00 suspend", "2020-11-05 17:00 complete", "2020-11-06 10:00 suspend", "2020-11-07 10:00 complete", "2020-11-09 10:00 extend")
	r = read(t, l, p, again, "2020-11-09 09:59", complaint.ClockResolution, 1)
	require.Equal(t, "2020-11-09 16:00", r.Why().Due.Format("2006-01-02 15:04"))
	r = read(t, l, p, again, "2020-11-09 10:00", complaint.ClockResolution, 1)
	require.Equal(t, "2020-11-18 16:00", r.Why().Due.Format("2006-01-02 15:04"), "seven days more")
	require.Equal(t, "2020-10: 27; 2020-11: 2 3 4 9 10 11 12 13 16 17 18", ticked(r.Why()))
}

// Whatever the unit, a due instant lies in no pause, moves forward only with the
// instant at which the clock resumes, and never comes earlier for a pause.
func TestDueAfterRandomPauses(t *testing.T) {
	t.Parallel()
	l := national(t)
	cals := calendars(t)
	limits := []deadline.Term{
		deadline.WorkingDays(5), deadline.WorkingMinutes(900), deadline.CalendarDays(4), deadline.WallDays(4), deadline.Hours(90),
		deadline.Minutes(5400), deadline.WallWorkingDays(4),
	}
	text := func(at time.Time) string { return at.Add(8 * time.Hour).Format("2006-01-02 15:04") }
	rapid.Check(t, func(r *rapid.T) {
		p := deadline.SP4N().With("test", deadline.Rule{Clock: complaint.ClockResolution, Limit: rapid.SampledFrom(limits).Draw(r, "limit")})
		evaluate := func(at time.Time, steps []string) deadline.Reading {
			readings, err := p.Evaluate(l, tell(t, l, p, steps...), cals, at)
			require.NoError(r, err)
			for _, x := range readings {
				if x.Clock == complaint.ClockResolution && x.Run == 1 {
					require.NoError(r, x.Err)
					return x
				}
			}
			return deadline.Reading{}
		}
		at := time.Date(2021, 7, 1, 1, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 24*28).Draw(r, "start")) * 30 * time.Minute)
		steps := []string{text(at) + " submit", text(at) + " forward:non_supervisory"}
		if rapid.Bool().Draw(r, "extended") {
			steps = append(steps, text(at)+" extend")
		}
		last := evaluate(at, steps)
		for range rapid.IntRange(1, 3).Draw(r, "pauses") {
			span := int(last.Due.Sub(at) / (30 * time.Minute))
			if span < 2 {
				return
			}
			// Mostly near the due instant, where the last day is.
			before := rapid.IntRange(1, min(span-1, 60)).Draw(r, "before due")
			begin := last.Due.Add(-time.Duration(before) * 30 * time.Minute)
			steps = append(steps, text(begin)+" suspend")
			length := rapid.IntRange(1, 300).Draw(r, "length")
			previous := last.Due
			for _, n := range []int{length, length + rapid.IntRange(1, 60).Draw(r, "longer")} {
				resumed := begin.Add(time.Duration(n) * 30 * time.Minute)
				x := evaluate(resumed, append(steps[:len(steps):len(steps)], text(resumed)+" complete"))
				require.Equal(r, deadline.Running, x.Status)
				require.False(r, x.Due.Before(previous), "%v: %s before %s", steps, text(x.Due), text(previous))
				require.True(r, x.Due.After(resumed), "%v, %s: %s", steps, text(resumed), text(x.Due))
				previous = x.Due
				why := x.Why()
				require.NotEqual(r, deadline.OnPause, why.Days[len(why.Days)-1].Cause, why.In(aduan.English()))
				if x.Limit.Unit() == deadline.InWorkingDays || x.Limit.Unit() == deadline.InWallWorkingDays {
					require.Equal(r, x.Limit.Count()+int64(x.Extended), why.Days[len(why.Days)-1].Count, why.In(aduan.English()))
				}
				if n == length {
					at, last = resumed, x
				}
			}
			steps = append(steps, text(at)+" complete")
		}
	})
}

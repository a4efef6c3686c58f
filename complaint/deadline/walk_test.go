package deadline_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/indonesia"
)

// A case with random pauses, an extension and a new class is due on the day on
// which a person with a wall calendar would stop counting, and its explanation
// lists just those days.
func TestRandomHistoriesAgainstAWallCalendar(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	cals := calendars(t)
	cal, err := cals.Set.Calendar(indonesia.CalendarWITA)
	require.NoError(t, err)
	wall := cal.AsKnownAt(time.Date(2022, 6, 1, 0, 0, 0, 0, time.UTC)) // nothing of 2021 changed later
	rapid.Check(t, func(r *rapid.T) {
		begin := time.Date(2021, 7, 1, 1, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 24*60).Draw(r, "hour")) * time.Hour)
		text := func(at time.Time) string { return at.Add(8 * time.Hour).Format("2006-01-02 15:04") }
		at := begin
		steps := []string{text(at) + " submit", text(at) + " forward:non_supervisory"}
		type span struct{ from, to time.Time }
		var pauses []span
		limit := 14
		for range rapid.IntRange(0, 3).Draw(r, "pauses") {
			at = at.Add(time.Duration(rapid.IntRange(1, 60).Draw(r, "until pause")) * time.Hour)
			s := span{from: at}
			steps = append(steps, text(at)+" suspend")
			at = at.Add(time.Duration(rapid.IntRange(1, 200).Draw(r, "pause")) * time.Hour)
			s.to = at
			steps = append(steps, text(at)+" complete")
			pauses = append(pauses, s)
		}
		if rapid.Bool().Draw(r, "extended") {
			steps, limit = append(steps, text(at)+" extend"), limit+7
		}
		if rapid.Bool().Draw(r, "reclassified") {
			steps, limit = append(steps, text(at)+" reclassify:supervisory"), limit+46
		}
		c := tell(t, l, p, steps...)
		readings, err := p.Evaluate(l, c, cals, at)
		require.NoError(r, err)
		var reading deadline.Reading
		for _, x := range readings {
			if x.Clock == complaint.ClockResolution {
				reading = x
			}
		}
		require.NoError(r, reading.Err)
		if reading.Status == deadline.Breached {
			return // judged by what was known on the way, before the limit grew
		}
		day := func(x time.Time) string { return text(x)[:10] }
		counted, days := 0, ""
		for at := begin.Add(24 * time.Hour); counted < limit; at = at.Add(24 * time.Hour) {
			still := false
			for _, s := range pauses {
				still = still || day(at) > day(s.from) && day(at) <= day(s.to)
			}
			d, err := wall.DayOf(at)
			require.NoError(r, err)
			if d.Working && !still {
				counted++
				days += " " + d.Date.String()
			}
		}
		got := ""
		for _, d := range reading.Why().Days {
			if d.Count > 0 {
				got += " " + d.Date.String()
			}
		}
		require.Equal(r, days, got, fmt.Sprint(steps))
		require.Equal(r, days[len(days)-10:]+" 16:00", text(reading.Due))
	})
}

package deadline_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// An end exactly when it is due is a breach, and met under the switch; the timer
// then comes a microsecond later.
func TestClosedExactlyWhenDue(t *testing.T) {
	t.Parallel()
	l := national(t)
	ours := deadline.SP4N()
	city := ours.With("city")
	city.AtDue = deadline.MetAtDue
	steps := []string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-26 10:00 assign"}
	due := zoned(t, "2020-11-18 16:00")
	for _, tt := range []struct {
		p       *deadline.Policy
		status  deadline.Status
		elapses time.Time
	}{{ours, deadline.Breached, due}, {city, deadline.Met, due.Add(time.Microsecond)}} {
		answered := tell(t, l, tt.p, append(steps, "2020-11-18 16:00 respond")...)
		r := read(t, l, tt.p, answered, "2020-11-19 09:00", complaint.ClockResolution, 1)
		require.Equal(t, tt.status, r.Status)
		require.Equal(t, due, r.Due)
		for _, w := range []aduan.Words{aduan.Indonesian(), aduan.English()} {
			said := map[string]string{"id": "tepat pada saat jatuh tempo", "en": "exactly when it is due"}[w.Language()]
			if tt.status == deadline.Met {
				require.Contains(t, r.Why().In(w), said)
			} else {
				require.NotContains(t, r.Why().In(w), said)
			}
		}

		d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{tt.p}, Calendars: calendars(t)})
		require.NoError(t, err)
		c := tell(t, l, tt.p, append(steps, "2020-10-27 10:00 follow_up")...)
		before, err := d.Judge(l, c, tt.elapses.Add(-time.Microsecond))
		require.NoError(t, err)
		require.NotContains(t, before.Elapsed, complaint.ClockResolution)
		require.Equal(t, tt.elapses, before.Next)
		then, err := d.Judge(l, c, tt.elapses)
		require.NoError(t, err)
		require.Contains(t, then.Elapsed, complaint.ClockResolution)
		r = read(t, l, tt.p, c, "2020-11-19 09:00", complaint.ClockResolution, 1)
		require.Equal(t, tt.elapses, r.BreachedAt)
	}
	text, err := city.JSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"at_due": "met"`)
	back, err := deadline.Parse("city.json", text)
	require.NoError(t, err)
	require.Equal(t, deadline.MetAtDue, back.AtDue)
	city.AtDue = 7
	require.ErrorContains(t, city.Validate(), "at_due")
	yaml, err := deadline.Parse("p.yaml", []byte("name: a\nedition: b\nat_due: met\nrules: [{clock: resolution, limit: 8 wall-clock hours}]\n"))
	require.NoError(t, err)
	require.Equal(t, deadline.MetAtDue, yaml.AtDue)
	require.Equal(t, deadline.WallHours(8), yaml.Rules[0].Limit)
}

// Hours are elapsed time, or those of the clock on the wall, which New York put
// forward on 9 March 2025 at 02:00.
func TestHoursOnTheWall(t *testing.T) {
	t.Parallel()
	l := national(t)
	cals := office(t, "America/New_York", 2025)
	for limit, due := range map[deadline.Term]string{deadline.Hours(24): "2025-03-09 11:00 -0400", deadline.WallHours(24): "2025-03-09 10:00 -0400"} {
		p := &deadline.Policy{Name: "nyc", Edition: "1", Rules: []deadline.Rule{{Clock: complaint.ClockResolution, Limit: limit, Warn: deadline.WallHours(2)}}}
		c := tell(t, l, p, "2025-03-08 23:00 submit", "2025-03-08 23:00 forward:non_supervisory") // 10:00 in New York
		require.Equal(t, due, dueIn(t, l, p, c, cals, c.UpdatedAt(), complaint.ClockResolution))
		readings, err := p.Evaluate(l, c, cals, c.UpdatedAt())
		require.NoError(t, err)
		require.Equal(t, limit, readings[0].Remaining)
		require.Equal(t, limit.Count(), readings[0].Why().Days[1].Count)
		c = tell(t, l, p, "2025-03-08 23:00 submit", "2025-03-08 23:00 forward:non_supervisory", "2025-03-09 01:00 suspend", "2025-03-09 02:30 complete")
		r := readings[0]
		readings, err = p.Evaluate(l, c, cals, c.UpdatedAt())
		require.NoError(t, err)
		require.Equal(t, r.Due.Add(90*time.Minute), readings[0].Due, "a pause of an hour and a half")
	}
	require.Equal(t, "8 jam menurut waktu setempat", deadline.WallHours(8).In(aduan.Indonesian()))
	require.Equal(t, "1 wall-clock hour", deadline.WallHours(1).In(aduan.English()))
}

// Domain 8.14: ten working days, or thirty of the calendar, and neither is law.
func TestCompletionIsAChoice(t *testing.T) {
	t.Parallel()
	l := national(t)
	thirty := deadline.SP4N().With("30 days", deadline.RememberedCompletion())
	require.NoError(t, thirty.Validate())
	require.Len(t, thirty.Rules, len(deadline.SP4N().Rules), "one in place of the other")
	for p, due := range map[*deadline.Policy]string{deadline.SP4N(): "2020-11-12 16:00", thirty: "2020-11-26 00:00"} {
		c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 suspend")
		r := read(t, l, p, c, "2020-10-27 09:00", complaint.ClockCompletion, 1)
		require.Equal(t, zoned(t, due+" WIB"), r.Due)
		require.NotContains(t, r.Why().Source, "published")
	}
	c := tell(t, l, thirty, "2020-10-26 08:00 submit", "2020-10-26 09:00 suspend")
	why := read(t, l, thirty, c, "2020-10-27 09:00", complaint.ClockCompletion, 1).Why()
	require.Contains(t, why.In(aduan.English()), "as remembered, not verified")
	require.Contains(t, why.In(aduan.Indonesian()), "belum diperiksa")
}

// breaches remembers since when the runs of a case are breached.
type breaches map[string]time.Time

// look reads a case at an instant, and tells how many of the breaches that were seen
// before are there. Each has to be: what was breached stays so, since the same instant.
func (b breaches) look(t require.TestingT, p *deadline.Policy, l *complaint.Lifecycle, c *complaint.Complaint, cals deadline.Calendars, at time.Time) (kept int) {
	readings, err := p.Evaluate(l, c, cals, at)
	require.NoError(t, err)
	for _, r := range readings {
		key := fmt.Sprintf("%s, run %d", r.Clock, r.Run)
		if first, ok := b[key]; ok {
			require.Equal(t, deadline.Breached, r.Status, "%s after %s", key, c.Timeline[len(c.Timeline)-1].Action)
			require.Equal(t, first, r.BreachedAt, "%s after %s", key, c.Timeline[len(c.Timeline)-1].Action)
			kept++
		}
		if r.Status == deadline.Breached {
			b[key] = r.BreachedAt
		}
	}
	return kept
}

// Nobody gains from their own delay: whatever is done after a breach undoes it for
// nobody.
func TestWhatFollowsABreachUndoesNothing(t *testing.T) {
	t.Parallel()
	l, cals, p := national(t), calendars(t), deadline.SP4N()
	late := []string{"2021-10-01 09:00 submit", "2021-11-01 09:00 forward:non_supervisory"} // verified too late
	held := append(slices.Clone(late), "2021-11-01 10:00 assign", "2021-11-02 10:00 follow_up")
	for _, steps := range [][]string{
		append(slices.Clone(held), "2022-01-20 10:00 suspend"),
		append(slices.Clone(held), "2021-11-03 10:00 extend"),
		append(slices.Clone(held), "2022-01-20 10:00 reclassify:supervisory"),
		append(slices.Clone(late), "2022-01-20 10:00 transfer:"+string(jayapura)),
		append(slices.Clone(held), "2021-11-03 10:00 suspend", "2022-01-20 10:00 complete"),
	} {
		seen, kept := breaches{}, 0
		last := tell(t, l, p, steps...)
		for i, entry := range last.Timeline {
			c := tell(t, l, p, steps[:i+1]...)
			seen.look(t, p, l, tell(t, l, p, steps[:max(i, 1)]...), cals, entry.At)
			kept = seen.look(t, p, l, c, cals, entry.At)
		}
		require.Positive(t, kept, "%s came after a breach", last.Timeline[len(last.Timeline)-1].Action)
	}
}

// What was breached stays breached since the same instant, whatever happens
// afterwards or in that instant: nobody gains from their own delay, a suspension
// after a breach pauses nothing, and a run that starts anew leaves the breach of the
// one before.
func TestNoEventUndoesABreach(t *testing.T) {
	t.Parallel()
	l, cals := national(t), calendars(t)
	rapid.Check(t, func(r *rapid.T) {
		p := deadline.SP4N()
		p.AtDue = rapid.SampledFrom([]deadline.AtDue{deadline.BreachedAtDue, deadline.MetAtDue}).Draw(r, "at due")
		p.Transfer = rapid.SampledFrom([]deadline.Holding{deadline.OfStart, deadline.OfHolder}).Draw(r, "transfer")
		p.Reclassification = rapid.SampledFrom([]deadline.Reclassification{deadline.FromStart, deadline.FromChange}).Draw(r, "class")
		c := tell(t, l, p, "2021-10-01 09:00 submit", "2021-10-01 09:00 forward:non_supervisory")
		seen := breaches{}
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			at := c.UpdatedAt().Add(time.Duration(rapid.IntRange(0, 12*24*60).Draw(r, "minutes")) * time.Minute)
			if rapid.Bool().Draw(r, "at the next due instant") {
				readings, err := p.Evaluate(l, c, cals, c.UpdatedAt())
				require.NoError(r, err)
				for _, read := range readings {
					if read.Status == deadline.Running && !read.Due.IsZero() && read.Due.Before(at) {
						at = read.Due
					}
				}
			}
			seen.look(r, p, l, c, cals, at) // a sweep comes before the event, in its very instant
			c = takeStep(r, l, c, at)
			seen.look(r, p, l, c, cals, at)
		}
	})
}

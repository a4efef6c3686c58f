package deadline_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// twelve is a case of twelve entries, with a pause and an extension.
func twelve(t testing.TB, l *complaint.Lifecycle, p *deadline.Policy) *complaint.Complaint {
	t.Helper()
	c := tell(t, l, p,
		"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-26 10:00 assign",
		"2020-10-27 10:00 suspend", "2020-11-03 10:00 complete", "2020-11-04 10:00 follow_up", "2020-11-05 10:00 extend",
		"2020-11-06 10:00 respond", "2020-11-09 10:00 reply", "2020-11-10 10:00 respond", "2020-11-11 10:00 accept", "2020-11-12 10:00 reopen")
	require.Len(t, c.Timeline, 12)
	return c
}

// Reading all clocks of twelve entries takes a handful of allocations.
func TestAllocations(t *testing.T) {
	l, p := national(t), deadline.SP4N()
	c, cals, at := twelve(t, l, p), calendars(t), zoned(t, "2020-11-13 09:00")
	readings, err := p.Evaluate(l, c, cals, at)
	require.NoError(t, err)
	require.Len(t, readings, 12)
	for _, r := range readings {
		require.NotEqual(t, deadline.Unknown, r.Status)
	}
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, _ = p.Evaluate(l, c, cals, at) }), 8.0)
}

// So it does when all twelve are transfers or pauses.
func TestAllocationsOfManyRuns(t *testing.T) {
	l, p, cals := unbound(t), deadline.SP4N(), calendars(t)
	for name, bodies := range map[string]deadline.Bodies{"with bodies": cals.Bodies, "without": nil} {
		cals.Bodies = bodies
		for _, rounds := range [][]string{{"transfer:id:91.71", "transfer:id:51.03"}, {"suspend", "complete"}} {
			steps := []string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory"}
			for day := range 5 {
				steps = append(steps, fmt.Sprintf("2020-10-%d 10:00 %s", 27+day/2, rounds[0]), fmt.Sprintf("2020-10-%d 10:00 %s", 27+day/2, rounds[1]))
			}
			c, at := tell(t, l, p, steps...), zoned(t, "2020-11-13 09:00")
			require.Len(t, c.Timeline, 12)
			require.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, _ = p.Evaluate(l, c, cals, at) }), 16.0, "%s, %v", name, rounds)
		}
	}
}

// A long history takes a few more, fewer than one for two entries.
func TestAllocationsOfLongHistories(t *testing.T) {
	l, p, cals := unbound(t), deadline.SP4N(), calendars(t)
	for _, rounds := range []int{10, 100} {
		steps := []string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:supervisory"}
		at := zoned(t, "2020-10-27 08:00")
		for range rounds {
			for _, action := range []string{"suspend", "complete", "transfer:id:91.71", "transfer:id:51.03"} {
				at = at.Add(time.Minute)
				steps = append(steps, at.Add(8*time.Hour).Format("2006-01-02 15:04 ")+action)
			}
		}
		c := tell(t, l, p, steps...)
		pauses := 0
		for _, run := range l.Clocks(c) {
			if run.Clock == complaint.ClockResolution {
				pauses = len(run.Pauses)
				require.Equal(t, complaint.ClockRuns, run.State)
			}
		}
		require.Equal(t, rounds, pauses)
		require.LessOrEqual(t, testing.AllocsPerRun(20, func() { _, _ = p.Evaluate(l, c, cals, at) }), float64(len(c.Timeline))/2, "%d rounds", rounds)
	}
}

func BenchmarkEvaluate(b *testing.B) {
	l, p := national(b), deadline.SP4N()
	c, cals, at := twelve(b, l, p), calendars(b), zoned(b, "2020-11-13 09:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Evaluate(l, c, cals, at); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWhy(b *testing.B) {
	l, p := national(b), deadline.SP4N()
	r := read(b, l, p, twelve(b, l, p), "2020-11-13 09:00", complaint.ClockResolution, 2)
	for b.Loop() {
		if len(r.Why().Days) == 0 {
			b.Fatal("no days")
		}
	}
}

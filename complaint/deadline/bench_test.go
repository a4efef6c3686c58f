package deadline_test

import (
	"testing"

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

// Reading all clocks of twelve entries takes at most three allocations.
func TestAllocations(t *testing.T) {
	l, p := national(t), deadline.SP4N()
	c, cals, at := twelve(t, l, p), calendars(t), zoned(t, "2020-11-13 09:00")
	readings, err := p.Evaluate(l, c, cals, at)
	require.NoError(t, err)
	require.Len(t, readings, 12)
	for _, r := range readings {
		require.NotEqual(t, deadline.Unknown, r.Status)
	}
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, _ = p.Evaluate(l, c, cals, at) }), 3.0)
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

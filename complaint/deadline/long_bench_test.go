package deadline_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// paused is a case of n entries (at least 4) that is suspended and completed in turns.
func paused(t testing.TB, l *complaint.Lifecycle, p *deadline.Policy, n int) (*complaint.Complaint, time.Time) {
	t.Helper()
	steps := []string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:supervisory", "2020-10-26 10:00 assign"}
	at := zoned(t, "2020-10-27 09:00")
	for len(steps) < n {
		for _, action := range []string{"suspend", "complete"} {
			at = at.Add(time.Minute)
			steps = append(steps, at.Add(8*time.Hour).Format("2006-01-02 15:04 ")+action)
		}
	}
	c := tell(t, l, p, steps[:n]...)
	require.Len(t, c.Timeline, n)
	return c, at.Add(time.Hour)
}

// Readings take time in proportion to the entries, whatever they are. See
// docs/benchmarks.md.
func BenchmarkLongHistory(b *testing.B) {
	l, p, cals := national(b), deadline.SP4N(), calendars(b)
	for _, n := range []int{11, 101, 1001, 3001} {
		c, at := paused(b, l, p, n)
		b.Run(fmt.Sprintf("entries=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Evaluate(l, c, cals, at); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/entry")
		})
	}
}

package deadline_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/internal/pace"
)

// paused is a case of n entries, an even number from 6 on, that is suspended and
// completed in turns.
func paused(t testing.TB, l *complaint.Lifecycle, p *deadline.Policy, n int) (*complaint.Complaint, time.Time) {
	t.Helper()
	steps := []string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:supervisory", "2020-10-26 10:00 assign", "2020-10-26 11:00 follow_up"}
	at := zoned(t, "2020-10-27 09:00")
	for len(steps) < n {
		for _, action := range []string{"suspend", "complete"} {
			at = at.Add(time.Minute)
			steps = append(steps, at.Add(8*time.Hour).Format("2006-01-02 15:04 ")+action)
		}
	}
	c := tell(t, l, p, steps...)
	require.Len(t, c.Timeline, n)
	return c, at.Add(time.Hour)
}

// Readings take time in proportion to the entries, whatever they are: x-linear is how
// much more an entry costs at the dearest length than at the one before it. The lengths
// are read in turns, and the median of the rounds counts. See docs/benchmarks.md.
func BenchmarkLongHistory(b *testing.B) {
	const rounds, entries = 21, 3000 // as many entries a round at each length
	l, p, cals := national(b), deadline.SP4N(), calendars(b)
	lengths := []int{10, 100, 1000, 3000}
	cases, instants := make([]*complaint.Complaint, len(lengths)), make([]time.Time, len(lengths))
	for i, n := range lengths {
		cases[i], instants[i] = paused(b, l, p, n)
	}
	costs := make([][]float64, len(lengths))
	for b.Loop() {
		for range rounds {
			for i, n := range lengths {
				begin := pace.Processor()
				for range entries / n {
					if _, err := p.Evaluate(l, cases[i], cals, instants[i]); err != nil {
						b.Fatal(err)
					}
				}
				costs[i] = append(costs[i], float64(pace.Processor()-begin)/float64(entries/n*n))
			}
		}
	}
	dearer, before := 0.0, 0.0
	for i, n := range lengths {
		cost := slices.Sorted(slices.Values(costs[i]))[len(costs[i])/2]
		b.ReportMetric(cost, fmt.Sprintf("ns/entry-%d", n))
		if i > 0 {
			dearer = max(dearer, cost/before)
		}
		before = cost
	}
	b.ReportMetric(dearer, "x-linear")
	b.ReportMetric(0, "ns/op")
}

package evaluation_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// bigPlan has n activities with a line, a progress report and an expense each.
func bigPlan(n int) *workplan.Plan {
	p := samplePlan()
	e := &p.Editions[0]
	e.Activities, e.Lines, p.Reports = nil, nil, nil
	first := day("2020-01-01")
	for i := range n {
		id := fmt.Sprintf("A%06d", i)
		a := workplan.Activity{
			ID: workplan.ActivityID(id), Output: "O1", Name: text("Work"), Party: "undp",
			Start: first.AddDays(i % 200), End: first.AddDays(200 + i%160), Regions: e.Regions[:i%3],
		}
		e.Activities = append(e.Activities, a)
		e.Lines = append(e.Lines, workplan.Line{ID: workplan.LineID("L" + id), Activity: a.ID, Fund: "koica", Amount: usd(fmt.Sprint(1000 + i%977))})
		p.Reports = append(p.Reports,
			progress("2020-06-30", id, fmt.Sprint(i%101)),
			expense("2020-06-30", "L"+id, 1+i%4, workplan.Spent, fmt.Sprint(i%1000)))
	}
	return p
}

// BenchmarkEvaluateGrowth evaluates 1,000, 10,000 and 100,000 activities in one
// run and reports the time for one activity of each size as a multiple of that
// of the smallest: near 1 is linear.
func BenchmarkEvaluateGrowth(b *testing.B) {
	cal := office(b)
	sizes := []int{1_000, 10_000, 100_000}
	plans := make([]*workplan.Plan, len(sizes))
	for i, n := range sizes {
		plans[i] = bigPlan(n)
	}
	per := make([]float64, len(sizes))
	for range b.N {
		for i, n := range sizes {
			rounds := sizes[len(sizes)-1] / n // the same work for every size
			start := time.Now()
			for range rounds {
				e, err := evaluation.Evaluate(plans[i], day("2020-11-12"), workplan.DefaultRules(), cal)
				require.NoError(b, err)
				require.Len(b, e.Activities, n)
			}
			per[i] += float64(time.Since(start).Nanoseconds()) / float64(rounds*n)
		}
	}
	for i, n := range sizes {
		b.ReportMetric(per[i]/float64(b.N), fmt.Sprintf("ns/activity@%d", n))
		b.ReportMetric(per[i]/per[0], fmt.Sprintf("x@%d", n))
	}
}

// The work for one activity does not grow with their number: it allocates the
// same, whatever the load of the machine. Not parallel, because allocations are
// counted for the whole process.
func TestEvaluateGrowsLinearly(t *testing.T) {
	cal, rules := office(t), workplan.DefaultRules()
	allocs := func(n int) float64 {
		p := bigPlan(n)
		return testing.AllocsPerRun(1, func() {
			e, err := evaluation.Evaluate(p, day("2020-11-12"), rules, cal)
			require.NoError(t, err)
			require.Len(t, e.Activities, n)
		}) / float64(n)
	}
	small, large := allocs(1_000), allocs(20_000)
	require.InDelta(t, 1, large/small, 0.1, "%.1f allocations for each of 1,000 activities, %.1f for each of 20,000", small, large)
	t.Logf("%.1f and %.1f allocations an activity", small, large)
}

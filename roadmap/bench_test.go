package roadmap_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
)

// bareOrder is a topological pass and nothing else, from the same values: names
// resolved, dependencies counted, everything taken in turn.
func bareOrder(items []roadmap.Milestone) int {
	index := make(map[roadmap.MilestoneID]int32, len(items))
	for i := range items {
		index[items[i].ID] = int32(i)
	}
	first, waits := make([]int32, len(items)+1), make([]int32, len(items))
	edges := 0
	for i := range items {
		edges += len(items[i].After)
	}
	from := make([]int32, 0, edges)
	for i := range items {
		for _, d := range items[i].After {
			f := index[d.Milestone]
			from = append(from, f)
			first[f+1]++
			waits[i]++
		}
	}
	for i := range items {
		first[i+1] += first[i]
	}
	next, fill := make([]int32, edges), append([]int32(nil), first...)
	e := 0
	for i := range items {
		for range items[i].After {
			next[fill[from[e]]] = int32(i)
			fill[from[e]]++
			e++
		}
	}
	order := make([]int32, 0, len(items))
	for i := range items {
		if waits[i] == 0 {
			order = append(order, int32(i))
		}
	}
	for done := 0; done < len(order); done++ {
		i := order[done]
		for _, n := range next[first[i]:first[i+1]] {
			if waits[n]--; waits[n] == 0 {
				order = append(order, n)
			}
		}
	}
	return len(order)
}

// BenchmarkSchedule schedules milestones with three dependencies and a target
// each, in turn with a bare topological pass over the same values, and reports
// how many times as long it takes, and the time per milestone of both. The best
// runs count, because the longer of two passes is the likelier to be
// interrupted by other work; the ratio of the medians stands beside them.
func BenchmarkSchedule(b *testing.B) {
	cal := jakarta(b)
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := layered(n)
			var ours, bare []time.Duration
			for b.Loop() {
				begin := time.Now()
				if bareOrder(c.Milestones) != n {
					b.Fatal("the pass did not reach everything")
				}
				middle := time.Now()
				if _, err := c.Schedule(cal); err != nil {
					b.Fatal(err)
				}
				bare = append(bare, middle.Sub(begin))
				ours = append(ours, time.Since(middle))
			}
			slices.Sort(ours)
			slices.Sort(bare)
			half := len(ours) / 2
			b.ReportMetric(float64(ours[0])/float64(bare[0]), "times-bare")
			b.ReportMetric(float64(ours[half])/float64(bare[half]), "median-times-bare")
			b.ReportMetric(float64(ours[0])/float64(n), "ns/milestone")
			b.ReportMetric(float64(bare[0])/float64(n), "bare-ns/milestone")
		})
	}
}

// TestSoakLargeNetwork holds the schedule of a large network against one that is
// computed milestone by milestone, by recursion and with the calendar alone.
func TestSoakLargeNetwork(t *testing.T) {
	t.Parallel()
	n := 3000
	if os.Getenv("ADUAN_SOAK") == "1" {
		n = 100_000
	}
	cal, c := jakarta(t), layered(n)
	s, err := c.Schedule(cal)
	require.NoError(t, err)
	index := map[roadmap.MilestoneID]int{}
	for i := range c.Milestones {
		index[c.Milestones[i].ID] = i
	}
	places := make([]int, n) // start and 1, 0 while unknown
	var start func(i int) int
	start = func(i int) int {
		if places[i] == 0 {
			at := 0
			for _, d := range c.Milestones[i].After {
				from := index[d.Milestone]
				before := start(from) + int(d.Lag)
				switch {
				case d.Type == roadmap.FinishStart:
					before += int(c.Milestones[from].Work)
				case c.Milestones[i].Work == 0 && c.Milestones[from].Work > 0:
					before++ // an event on the first day of the work
				}
				at = max(at, before)
			}
			places[i] = at + 1
		}
		return places[i] - 1
	}
	first, err := cal.Midnight(c.Start)
	require.NoError(t, err)
	critical := 0
	for i, slot := range s.Slots {
		finish := start(i) + int(c.Milestones[i].Work)
		end, err := cal.Add(first, calendar.WorkingDays(max(finish, 1))) // the first day is a holiday
		require.NoError(t, err)
		require.Equal(t, cal.DateOf(end), slot.EarlyFinish)
		if slot.Critical {
			critical++
		}
	}
	require.Positive(t, critical)
	t.Logf("%d milestones, %d critical", n, critical)
}

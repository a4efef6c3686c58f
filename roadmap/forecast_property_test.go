package roadmap_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

// drawOffice gives some milestones criteria on activities, some of which are
// late.
func drawOffice(t *rapid.T, c *roadmap.Content) office {
	o := office{}
	for i := range rapid.IntRange(1, 4).Draw(t, "activities") {
		end := c.Start.AddDays(rapid.IntRange(0, 25).Draw(t, "end"))
		late := max(0, rapid.IntRange(-10, 20).Draw(t, "late"))
		o[workplan.ActivityID(fmt.Sprintf("a%d", i))] = roadmap.ActivityState{Planned: end, Expected: end.AddDays(late)}
	}
	for i := range c.Milestones {
		for range rapid.IntRange(0, 2).Draw(t, "criteria") {
			id := workplan.ActivityID(fmt.Sprintf("a%d", rapid.IntRange(0, len(o)-1).Draw(t, "activity")))
			c.Milestones[i] = on(c.Milestones[i], id)
		}
	}
	return o
}

// finishes computes by walking every path back when milestones are reached, with
// the activities where a function says.
func (b *brute) finishes(end func(workplan.ActivityID) aduan.Date) map[roadmap.MilestoneID]int {
	var place func(m *roadmap.Milestone) (start, finish int)
	place = func(m *roadmap.Milestone) (start, finish int) {
		start = b.least(m)
		for _, d := range m.After {
			s, f := place(b.item(d.Milestone))
			switch {
			case d.Type == roadmap.FinishStart:
				s = f
			case m.Work == 0 && b.item(d.Milestone).Work > 0: // an event on the first day of the work
				s++
			}
			start = max(start, s+int(d.Lag))
		}
		finish = start + int(m.Work)
		for _, c := range m.Criteria {
			finish = max(finish, b.until(end(c.Activity.Activity)), 1)
		}
		return start, finish
	}
	out := map[roadmap.MilestoneID]int{}
	for i := range b.c.Milestones {
		_, out[b.c.Milestones[i].ID] = place(&b.c.Milestones[i])
	}
	return out
}

func TestForecastAgainstEveryPath(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t, 8)
		o := drawOffice(t, &c)
		f, err := oneEdition(c).Forecast(c.Start.AddDays(-1), cal, o.sources())
		require.NoError(t, err)
		b := newBrute(t, c, cal)
		planned := b.finishes(func(id workplan.ActivityID) aduan.Date { return o[id].Planned })
		expected := b.finishes(func(id workplan.ActivityID) aduan.Date { return o[id].Expected })
		day := func(place int) aduan.Date { return b.days[max(place, 1)-1] }
		for i := range f.Outlooks {
			out := &f.Outlooks[i]
			require.Equal(t, day(planned[out.Milestone]), out.Baseline)
			require.Equal(t, day(expected[out.Milestone]), out.Finish)
			require.Equal(t, max(expected[out.Milestone], 1)-max(planned[out.Milestone], 1), int(out.Slip))
			checkChain(t, &c, o, f, out)
		}
		checkImpacts(t, b, o, f, planned)
	})
}

// checkChain checks that the causes lead step by step along dependencies to an
// activity that is late.
func checkChain(t *rapid.T, c *roadmap.Content, o office, f *roadmap.Forecast, out *roadmap.Outlook) {
	causes := f.Causes(out.Milestone)
	root, _ := f.Root(out.Milestone)
	if out.Slip <= 0 {
		if out.Standing == roadmap.Late {
			require.Equal(t, roadmap.ByPlan, root.Kind)
			return
		}
		require.Empty(t, causes)
		return
	}
	require.NotEmpty(t, causes)
	require.Equal(t, out.Milestone, causes[0].Milestone)
	require.Equal(t, root, causes[len(causes)-1])
	for k, cause := range causes {
		require.Equal(t, k > 0 && causes[k-1].Waits.Type == roadmap.StartStart, cause.BeganLate)
		m := c.Milestone(cause.Milestone)
		if k == len(causes)-1 {
			require.Equal(t, roadmap.ByActivity, cause.Kind)
			s := o[cause.Activity.Activity]
			require.Positive(t, s.Expected.Compare(s.Planned))
			require.True(t, slices.ContainsFunc(m.Criteria, func(c roadmap.Criterion) bool { return c.Activity == cause.Activity }))
			continue
		}
		require.Equal(t, roadmap.ByMilestone, cause.Kind)
		require.Contains(t, m.After, cause.Waits)
		require.Equal(t, causes[k+1].Milestone, cause.Waits.Milestone)
		require.Positive(t, cause.Late)
	}
}

// checkImpacts delays one activity at a time.
func checkImpacts(t *rapid.T, b *brute, o office, f *roadmap.Forecast, planned map[roadmap.MilestoneID]int) {
	late := map[workplan.ActivityID]bool{}
	for _, m := range b.c.Milestones {
		for _, c := range m.Criteria {
			s := o[c.Activity.Activity]
			late[c.Activity.Activity] = s.Expected.Compare(s.Planned) > 0
		}
	}
	count := 0
	for _, is := range late {
		if is {
			count++
		}
	}
	require.Len(t, f.Impacts, count)
	for _, x := range f.Impacts {
		moved := b.finishes(func(id workplan.ActivityID) aduan.Date {
			if id == x.Activity.Activity {
				return o[id].Expected
			}
			return o[id].Planned
		})
		want := map[roadmap.MilestoneID]int{}
		for id, at := range moved {
			if at > planned[id] {
				want[id] = at - planned[id]
			}
		}
		got := map[roadmap.MilestoneID]int{}
		for _, m := range x.Moves {
			got[m.Milestone] = int(m.By)
		}
		require.Equal(t, want, got)
	}
}

// TestForecastsDoNotDependOnOrder shuffles the milestones of a forecast in the
// middle of things.
func TestForecastsDoNotDependOnOrder(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t, 10)
		o := drawOffice(t, &c)
		for id, s := range o {
			if rapid.Bool().Draw(t, "begun") {
				s.Began, s.Done = c.Start.AddDays(2), workplan.NumberOf(int64(rapid.IntRange(1, 99).Draw(t, "done")))
			}
			if rapid.IntRange(0, 3).Draw(t, "finished") == 0 {
				s.Finished, s.Done, s.Began = s.Expected, workplan.NumberOf(100), c.Start
			}
			o[id] = s
		}
		asOf := c.Start.AddDays(rapid.IntRange(-3, 40).Draw(t, "as of"))
		shuffled := c
		shuffled.Milestones = rapid.Permutation(c.Milestones).Draw(t, "order")
		a, err := oneEdition(c).Forecast(asOf, cal, o.sources())
		require.NoError(t, err)
		b, err := oneEdition(shuffled).Forecast(asOf, cal, o.sources())
		require.NoError(t, err)
		require.ElementsMatch(t, a.Outlooks, b.Outlooks)
		for _, out := range a.Outlooks {
			causes := a.Causes(out.Milestone)
			require.Equal(t, out.Slip > 0 || out.Standing == roadmap.Late, len(causes) > 0)
			require.Equal(t, causes, b.Causes(out.Milestone))
			if out.Reached.IsZero() {
				require.Positive(t, out.Finish.Compare(asOf), "what is not reached comes after the day")
			}
		}
		render(t, a)
	})
}

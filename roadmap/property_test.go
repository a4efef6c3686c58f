package roadmap_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
)

// drawContent draws a network without cycles: milestones may depend on those
// drawn before them, whose names say nothing of the order.
func drawContent(t *rapid.T, most int) roadmap.Content {
	c := roadmap.Content{Start: aduan.Date{Year: 2020, Month: time.January, Day: 1}.AddDays(rapid.IntRange(0, 40).Draw(t, "start"))}
	n := rapid.IntRange(1, most).Draw(t, "milestones")
	names := rapid.Permutation(manyNames(n)).Draw(t, "names")
	for i := range n {
		m := roadmap.Milestone{ID: names[i], Name: label("Tonggak "+string(names[i]), ""), Work: calendar.WorkingDays(rapid.IntRange(0, 6).Draw(t, "work"))}
		for range rapid.IntRange(0, min(i, 3)).Draw(t, "dependencies") {
			m.After = append(m.After, roadmap.Dependency{
				Milestone: names[rapid.IntRange(0, i-1).Draw(t, "on")],
				Type:      roadmap.Link(rapid.IntRange(0, 1).Draw(t, "type")),
				Lag:       calendar.WorkingDays(rapid.IntRange(-4, 5).Draw(t, "lag")),
			})
		}
		day := func(name string) aduan.Date { return c.Start.AddDays(rapid.IntRange(-5, 40).Draw(t, name)) }
		if rapid.IntRange(0, 4).Draw(t, "bound") == 0 {
			m.NotBefore = day("not before")
		}
		switch rapid.IntRange(0, 5).Draw(t, "target") {
		case 0:
			m.Due = roadmap.DueOn(day("due"))
		case 1:
			m.Due.Quarter.Year, m.Due.Quarter.Number = 2020, rapid.IntRange(1, 2).Draw(t, "quarter")
		}
		c.Milestones = append(c.Milestones, m)
	}
	return c
}

func manyNames(n int) []roadmap.MilestoneID {
	names := make([]roadmap.MilestoneID, n)
	for i := range names {
		names[i] = roadmap.MilestoneID(fmt.Sprintf("m%02d", i))
	}
	return names
}

// brute knows a network only by walking along every single path of it, and days
// only by asking the calendar for one after another.
type brute struct {
	c    roadmap.Content
	cal  *calendar.Calendar
	days []aduan.Date // working days from the first one on
}

func newBrute(t require.TestingT, c roadmap.Content, cal *calendar.Calendar) *brute {
	b := &brute{c: c, cal: cal}
	for day, err := range cal.Days(c.Start, c.Start.AddDays(400)) {
		require.NoError(t, err)
		if day.Working {
			b.days = append(b.days, day.Date)
		}
	}
	return b
}

// until counts the working days up to and including a day.
func (b *brute) until(d aduan.Date) int {
	n := 0
	for _, w := range b.days {
		if w.Compare(d) <= 0 {
			n++
		}
	}
	for e := b.c.Start.AddDays(-1); e.Compare(d) > 0; e = e.AddDays(-1) {
		if day, err := b.cal.Day(e); err == nil && day.Working {
			n--
		}
	}
	return n
}

func (b *brute) item(id roadmap.MilestoneID) *roadmap.Milestone { return b.c.Milestone(id) }

// least is the earliest start that the milestone itself allows.
func (b *brute) least(m *roadmap.Milestone) int {
	if m.NotBefore.IsZero() {
		return 0
	}
	n := b.until(m.NotBefore.AddDays(-1))
	if m.Work == 0 {
		n++
	}
	return max(n, 0)
}

// weight is how much later one starts than the other. An event that waits for work
// to begin happens on the first day of that work.
func (b *brute) weight(m *roadmap.Milestone, d roadmap.Dependency) int {
	if d.Type == roadmap.StartStart && m.Work == 0 && b.item(d.Milestone).Work > 0 {
		return int(d.Lag) + 1
	}
	if d.Type == roadmap.StartStart {
		return int(d.Lag)
	}
	return int(d.Lag + b.item(d.Milestone).Work)
}

// start is the longest path to a milestone, found by walking all of them.
func (b *brute) start(m *roadmap.Milestone) int {
	best := 0
	var back func(at *roadmap.Milestone, sum int)
	back = func(at *roadmap.Milestone, sum int) {
		best = max(best, b.least(at)+sum)
		for _, d := range at.After {
			back(b.item(d.Milestone), sum+b.weight(at, d))
		}
	}
	back(m, 0)
	return best
}

// late is the latest start: the tightest of all paths to a bound.
func (b *brute) late(m *roadmap.Milestone, finish int) int {
	best := 1 << 30
	var ahead func(at *roadmap.Milestone, sum int)
	ahead = func(at *roadmap.Milestone, sum int) {
		bound := finish
		if !at.Due.IsZero() {
			bound = min(bound, b.until(at.Due.Date()))
		}
		best = min(best, bound-int(at.Work)-sum)
		for i := range b.c.Milestones {
			next := &b.c.Milestones[i]
			for _, d := range next.After {
				if d.Milestone == at.ID {
					ahead(next, sum+b.weight(next, d))
				}
			}
		}
	}
	ahead(m, 0)
	return best
}

func TestAgainstEveryPath(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t, 9)
		s, err := c.Schedule(cal)
		require.NoError(t, err)
		b := newBrute(t, c, cal)
		starts, finish := make([]int, len(c.Milestones)), 0
		for i := range c.Milestones {
			starts[i] = b.start(&c.Milestones[i])
			finish = max(finish, starts[i]+int(c.Milestones[i].Work))
		}
		missed, negative := false, false
		for i := range c.Milestones {
			m, slot := &c.Milestones[i], s.Slots[i]
			end := starts[i] + int(m.Work)
			require.Equal(t, b.days[max(end, 1)-1], slot.EarlyFinish, m.ID)
			if m.Work > 0 {
				require.Equal(t, b.days[starts[i]], slot.EarlyStart, m.ID)
			} else {
				require.Equal(t, slot.EarlyFinish, slot.EarlyStart)
			}
			late := b.late(m, finish)
			require.Equal(t, late-starts[i], int(slot.TotalFloat), m.ID)
			if late > 0 {
				require.Equal(t, b.days[late+int(m.Work)-1], slot.LateFinish, m.ID)
			}
			require.Equal(t, slot.TotalFloat <= 0, slot.Critical)
			free := finish - end
			for j := range c.Milestones {
				for _, d := range c.Milestones[j].After {
					if d.Milestone == m.ID {
						free = min(free, starts[j]-starts[i]-b.weight(&c.Milestones[j], d))
					}
				}
			}
			require.Equal(t, free, int(slot.FreeFloat), m.ID)
			require.GreaterOrEqual(t, free, 0)
			missed = missed || !m.Due.IsZero() && end > b.until(m.Due.Date())
			negative = negative || slot.TotalFloat < 0
		}
		require.Equal(t, missed, negative, "a float is negative if and only if a target is missed")
		require.Equal(t, b.days[max(finish, 1)-1], s.Finish)
		checkPaths(t, b, s, starts)
	})
}

// checkPaths checks that critical paths are critical, tight, as long as they go,
// and lead to every critical milestone.
func checkPaths(t *rapid.T, b *brute, s *roadmap.Schedule, starts []int) {
	start := map[roadmap.MilestoneID]int{}
	for i, m := range b.c.Milestones {
		start[m.ID] = starts[i]
	}
	paths, more := s.CriticalPaths(10_000)
	require.False(t, more)
	require.NotEmpty(t, paths)
	seen := map[roadmap.MilestoneID]bool{}
	for _, path := range paths {
		for k, id := range path {
			slot, ok := s.Of(id)
			require.True(t, ok && slot.Critical)
			seen[id] = true
			if k == 0 {
				continue
			}
			tight := slices.ContainsFunc(b.item(id).After, func(d roadmap.Dependency) bool {
				return d.Milestone == path[k-1] && start[id] == start[path[k-1]]+b.weight(b.item(id), d)
			})
			require.True(t, tight, "%v", path)
		}
	}
	for _, slot := range s.Slots {
		require.Equal(t, slot.Critical, seen[slot.Milestone])
	}
	if len(paths) > 1 {
		some, more := s.CriticalPaths(1)
		require.True(t, more)
		require.Equal(t, paths[:1], some)
	}
}

// TestAgreesWithCalendar adds working days with the calendar alone.
func TestAgreesWithCalendar(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	noon := func(d aduan.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, cal.Location()) }
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t, 12)
		for i := range c.Milestones {
			c.Milestones[i].Work++ // an event at the beginning has no day of its own
		}
		s, err := c.Schedule(cal)
		require.NoError(t, err)
		add := func(d aduan.Date, n int) aduan.Date {
			end, err := cal.Add(noon(d), calendar.WorkingDays(n))
			require.NoError(t, err)
			return cal.DateOf(end)
		}
		for i, m := range c.Milestones {
			slot := s.Slots[i]
			require.Equal(t, slot.EarlyFinish, add(slot.EarlyStart, int(m.Work)-1))
			require.Equal(t, slot.LateFinish, add(slot.LateStart, int(m.Work)-1))
			slack, err := cal.Between(noon(slot.EarlyFinish), noon(slot.LateFinish))
			require.NoError(t, err)
			require.Equal(t, slot.TotalFloat, slack)
			binding := slot.EarlyStart == add(c.Start.AddDays(-1), 1) || !m.NotBefore.IsZero() && slot.EarlyStart == add(m.NotBefore.AddDays(-1), 1)
			for _, d := range m.After {
				before, _ := s.Of(d.Milestone)
				earliest := add(before.EarlyFinish, int(d.Lag)+1)
				if d.Type == roadmap.StartStart {
					earliest = add(before.EarlyStart, int(d.Lag))
				}
				require.GreaterOrEqual(t, slot.EarlyStart.Compare(earliest), 0)
				binding = binding || slot.EarlyStart == earliest
			}
			require.True(t, binding, "%s starts later than it must", m.ID)
		}
	})
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t, 12)
		if rapid.Bool().Draw(t, "faulty") { // perhaps a cycle, perhaps a window
			m := &c.Milestones[rapid.IntRange(0, len(c.Milestones)-1).Draw(t, "which")]
			m.NotAfter = c.Start.AddDays(rapid.IntRange(0, 9).Draw(t, "not after"))
			m.After = append(m.After, roadmap.Dependency{Milestone: c.Milestones[rapid.IntRange(0, len(c.Milestones)-1).Draw(t, "on")].ID})
		}
		shuffled := c
		shuffled.Milestones = rapid.Permutation(c.Milestones).Draw(t, "order")
		for i := range shuffled.Milestones {
			shuffled.Milestones[i].After = rapid.Permutation(shuffled.Milestones[i].After).Draw(t, "dependencies")
		}
		a, errA := c.Schedule(cal)
		b, errB := shuffled.Schedule(cal)
		require.Equal(t, errA, errB)
		if errA != nil {
			return
		}
		require.Equal(t, a.Finish, b.Finish)
		require.ElementsMatch(t, a.Slots, b.Slots)
		pathsA, _ := a.CriticalPaths(0)
		pathsB, _ := b.CriticalPaths(0)
		require.Equal(t, pathsA, pathsB)
	})
}

func TestADependencyMakesNothingEarlier(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t, 12)
		before, err := c.Schedule(cal)
		require.NoError(t, err)
		to := rapid.IntRange(0, len(c.Milestones)-1).Draw(t, "to")
		if to == 0 {
			return
		}
		m := &c.Milestones[to]
		m.After = append(slices.Clone(m.After), roadmap.Dependency{
			Milestone: c.Milestones[rapid.IntRange(0, to-1).Draw(t, "from")].ID,
			Type:      roadmap.Link(rapid.IntRange(0, 1).Draw(t, "type")),
			Lag:       calendar.WorkingDays(rapid.IntRange(-9, 9).Draw(t, "lag")),
		})
		after, err := c.Schedule(cal)
		require.NoError(t, err)
		for i := range c.Milestones {
			require.GreaterOrEqual(t, after.Slots[i].EarlyStart.Compare(before.Slots[i].EarlyStart), 0)
			require.GreaterOrEqual(t, after.Slots[i].EarlyFinish.Compare(before.Slots[i].EarlyFinish), 0)
		}
		require.GreaterOrEqual(t, after.Finish.Compare(before.Finish), 0)
	})
}

// layered makes a network of n milestones with three dependencies each, long
// before in the list, in random order and with names that do not help.
func layered(n int) roadmap.Content {
	random := rand.New(rand.NewSource(int64(n)))
	c := roadmap.Content{Start: aduan.Date{Year: 2020, Month: time.January, Day: 1}}
	names := make([]roadmap.MilestoneID, n)
	for i, k := range random.Perm(n) {
		names[i] = roadmap.MilestoneID(fmt.Sprintf("milestone-%06d", k))
	}
	for i := range n {
		m := roadmap.Milestone{ID: names[i], Work: calendar.WorkingDays(random.Intn(20))}
		layer := i / max(n/50, 1) * max(n/50, 1)
		for k := range 3 {
			if layer > 0 {
				d := roadmap.Dependency{Milestone: names[random.Intn(layer)], Lag: calendar.WorkingDays(random.Intn(7) - 2)}
				if k == 2 {
					d.Type = roadmap.StartStart
				}
				m.After = append(m.After, d)
			}
		}
		m.Due.Quarter.Year, m.Due.Quarter.Number = 2021+random.Intn(3), 1+random.Intn(4)
		c.Milestones = append(c.Milestones, m)
	}
	random.Shuffle(n, func(i, j int) { c.Milestones[i], c.Milestones[j] = c.Milestones[j], c.Milestones[i] })
	return c
}

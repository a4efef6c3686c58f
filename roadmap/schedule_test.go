package roadmap_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
)

func content(t testing.TB, start string, milestones ...roadmap.Milestone) roadmap.Content {
	t.Helper()
	return roadmap.Content{Start: date(t, start), Milestones: milestones}
}

func TestCyclesAreRefusedWithTheirPath(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	for want, list := range map[string][]roadmap.Milestone{
		"road map: milestone a depends on itself": {milestone(t, "a", 1, "a")},
		"road map: milestone b depends on itself": {milestone(t, "c", 1, "c"), milestone(t, "b", 0, "a", "b"), milestone(t, "d", 1, "d"), milestone(t, "a", 1)},
		"road map: milestones wait for each other: a -> b -> c -> a": {
			milestone(t, "b", 1, "a"), milestone(t, "d", 1, "c"), milestone(t, "c", 1, "b-9", "x"), milestone(t, "a", 1, "c ss"), milestone(t, "x", 1),
		},
		// Behind a cycle, the least name of all that wait is not in it.
		"road map: milestones wait for each other: b -> c -> b": {
			milestone(t, "a", 1, "b"), milestone(t, "b", 1, "c"), milestone(t, "c", 1, "b"), milestone(t, "e", 1, "f"), milestone(t, "f", 1, "e"),
		},
	} {
		c := content(t, "2020-01-06", list...)
		_, err := c.Schedule(cal)
		var cycle *roadmap.CycleError
		require.ErrorAs(t, err, &cycle)
		require.EqualError(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.Equal(t, cycle.Path[0], cycle.Path[len(cycle.Path)-1])
	}
}

func TestWindowsAreRefusedWithTheirPath(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	a := milestone(t, "a", 3)
	a.NotBefore = date(t, "2020-01-11") // a Saturday
	b := milestone(t, "b", 2, "a+1", "x")
	d := milestone(t, "d", 4, "b ss-1")
	d.NotAfter = date(t, "2020-01-17")
	c := content(t, "2020-01-06", milestone(t, "x", 1), d, b, a)
	_, err := c.Schedule(cal)
	require.EqualError(t, err, "road map: milestone d can be reached on 2020-01-21 at the earliest, not by 2020-01-17: "+
		"a 2020-01-13..2020-01-15 -> (finish-start +1) b 2020-01-17..2020-01-20 -> (start-start -1) d 2020-01-16..2020-01-21")
	require.ErrorIs(t, err, storage.ErrInvalid)
	var window *roadmap.WindowError
	require.ErrorAs(t, err, &window)
	require.Equal(t, roadmap.Dependency{Milestone: "b", Type: roadmap.StartStart, Lag: -1}, window.Path[2].Via)
	require.Zero(t, window.Path[0].Via)

	c.Milestones[1].NotAfter = date(t, "2020-01-21")
	_, err = c.Schedule(cal)
	require.NoError(t, err)

	own := milestone(t, "own", 0)
	own.NotBefore, own.NotAfter = date(t, "2020-02-03"), date(t, "2020-01-31")
	c = content(t, "2020-01-06", own)
	_, err = c.Schedule(cal)
	require.EqualError(t, err, "road map: milestone own can be reached on 2020-02-03 at the earliest, not by 2020-01-31: own 2020-02-03..2020-02-03")
}

// TestPathsOfTwoDependenciesOnOne names two dependencies on the same milestone
// that bind alike. Which of them the path shows once depended on their order.
func TestPathsOfTwoDependenciesOnOne(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	refusal := func(after ...string) string {
		b := milestone(t, "b", 1, after...)
		b.NotAfter = date(t, "2020-01-06")
		c := content(t, "2020-01-06", milestone(t, "a", 3), b)
		_, err := c.Schedule(cal)
		require.Error(t, err)
		return err.Error()
	}
	require.Equal(t, refusal("a", "a ss+3"), refusal("a ss+3", "a"))
}

func TestScheduleRefuses(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	wrong := milestone(t, "a", 1, "b")
	wrong.After[0].Type = 7
	for want, list := range map[string][]roadmap.Milestone{
		`milestones[1].id: "a" stands twice`:                                 {milestone(t, "a", 1), milestone(t, "a", 2)},
		`milestones[0].after[1].milestone: there is no milestone "z"`:        {milestone(t, "a", 1, "b", "z"), milestone(t, "b", 1)},
		`milestones[0].work: -1 working days, 0 to 10000 are legal`:          {milestone(t, "a", -1)},
		`milestones[0].after[0].lag: 10001 working days, at most 10000 are`:  {milestone(t, "a", 1, "b+10001"), milestone(t, "b", 1)},
		`milestones[0].after[0].lag: -10001 working days, at most 10000 are`: {milestone(t, "a", 1, "b-10001"), milestone(t, "b", 1)},
		`milestones[0].after[0].type: unknown kind of dependency`:            {wrong, milestone(t, "b", 1)},
	} {
		c := content(t, "2020-01-06", list...)
		_, err := c.Schedule(cal)
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	c := content(t, "2020-01-06", milestone(t, "a", 1))
	_, err := c.Schedule(nil)
	require.ErrorIs(t, err, storage.ErrInvalid)
	c.Start = aduan.Date{}
	_, err = c.Schedule(cal)
	require.ErrorIs(t, err, storage.ErrInvalid)
	r := roadmap.Roadmap{ID: "r"}
	_, err = r.Schedule(cal)
	require.ErrorIs(t, err, storage.ErrInvalid)
	for _, c := range []roadmap.Content{
		content(t, "2027-12-01", milestone(t, "a", 40)),
		content(t, "2030-01-01", milestone(t, "a", 1)),
		content(t, "2020-01-06", milestone(t, "a", 9000), milestone(t, "b", 1, "a+9000")),
	} {
		_, err = c.Schedule(cal)
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
}

// TestEvents shows where events without work fall.
func TestEvents(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	early := milestone(t, "early", 0)
	early.NotBefore = date(t, "2020-01-18") // a Saturday
	c := content(t, "2020-01-04",           // a Saturday
		milestone(t, "kickoff", 0), milestone(t, "work", 5, "kickoff"), milestone(t, "done", 0, "work"), early)
	s, err := c.Schedule(cal)
	require.NoError(t, err)
	for id, want := range map[roadmap.MilestoneID][2]string{
		"kickoff": {"2020-01-06", "2020-01-06"}, // does not use the day up
		"work":    {"2020-01-06", "2020-01-10"},
		"done":    {"2020-01-10", "2020-01-10"}, // on the day on which the work ends
		"early":   {"2020-01-20", "2020-01-20"}, // never before
	} {
		slot, ok := s.Of(id)
		require.True(t, ok)
		require.Equal(t, want, [2]string{slot.EarlyStart.String(), slot.EarlyFinish.String()}, id)
	}
	_, ok := s.Of("nobody")
	require.False(t, ok)

	none := content(t, "2020-01-04")
	s, err = none.Schedule(cal)
	require.NoError(t, err)
	require.Empty(t, s.Slots)
	paths, more := s.CriticalPaths(0)
	require.Empty(t, paths)
	require.False(t, more)
}

// TestHolidaysAreNotWorked schedules over the end of October 2020, where joint
// leave and a holiday take three days.
func TestHolidaysAreNotWorked(t *testing.T) {
	t.Parallel()
	a := milestone(t, "a", 5)
	a.Due = roadmap.DueOn(date(t, "2020-10-29"))
	c := content(t, "2020-10-26", a)
	s, err := c.Schedule(jakarta(t))
	require.NoError(t, err)
	require.Equal(t, roadmap.Slot{
		Milestone: "a", EarlyStart: date(t, "2020-10-26"), EarlyFinish: date(t, "2020-11-04"),
		LateStart: date(t, "2020-10-21"), LateFinish: date(t, "2020-10-27"), TotalFloat: -3, Critical: true,
	}, s.Slots[0])
}

// An event that waits for work to begin happens on the day on which it begins, not
// on the one before; one that waits for its end happens on its last day.
func TestAnEventFallsOnTheFirstDayOfWork(t *testing.T) {
	t.Parallel()
	work, begun, done, next := milestone(t, "work", 5), milestone(t, "begun", 0), milestone(t, "done", 0), milestone(t, "next", 0)
	begun.After = []roadmap.Dependency{{Milestone: "work", Type: roadmap.StartStart}}
	next.After = []roadmap.Dependency{{Milestone: "work", Type: roadmap.StartStart, Lag: 1}, {Milestone: "begun", Type: roadmap.StartStart}}
	done.After = []roadmap.Dependency{{Milestone: "work"}}
	c := content(t, "2020-11-05", work, begun, done, next)
	s, err := c.Schedule(jakarta(t))
	require.NoError(t, err)
	for id, want := range map[roadmap.MilestoneID][4]string{
		"work": {"2020-11-05", "2020-11-11", "2020-11-05", "2020-11-11"}, "begun": {"2020-11-05", "2020-11-05", "2020-11-11", "2020-11-11"},
		"next": {"2020-11-06", "2020-11-06", "2020-11-11", "2020-11-11"}, "done": {"2020-11-11", "2020-11-11", "2020-11-11", "2020-11-11"},
	} {
		slot, _ := s.Of(id)
		require.Equal(t, want, [4]string{slot.EarlyStart.String(), slot.EarlyFinish.String(), slot.LateStart.String(), slot.LateFinish.String()}, id)
	}
}

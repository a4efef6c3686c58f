package roadmap_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

// office is a source of activities that a test changes at will.
type office map[workplan.ActivityID]roadmap.ActivityState

func (o office) sources() roadmap.Sources {
	return roadmap.Sources{Activity: func(ref workplan.ActivityRef, _ aduan.Date) (roadmap.ActivityState, bool, error) {
		s, ok := o[ref.Activity]
		return s, ok, nil
	}}
}

// planned is an activity that goes as planned.
func planned(t testing.TB, end string) roadmap.ActivityState {
	return roadmap.ActivityState{Planned: date(t, end), Expected: date(t, end)}
}

// on gives a milestone a criterion on an activity.
func on(m roadmap.Milestone, activities ...workplan.ActivityID) roadmap.Milestone {
	for _, a := range activities {
		m.Criteria = append(m.Criteria, roadmap.Criterion{Activity: workplan.ActivityRef{Plan: "p", Activity: a}})
	}
	return m
}

func oneEdition(c roadmap.Content) *roadmap.Roadmap {
	return &roadmap.Roadmap{ID: "r", Editions: []roadmap.Edition{{Number: 1, Date: c.Start, Decision: "d", By: "b", Content: c}}}
}

// TestADelayMovesExactlyWhatDependsOnIt delays one activity of a small network.
// What has float absorbs it.
func TestADelayMovesExactlyWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	r := oneEdition(content(t, "2020-01-06",
		on(milestone(t, "a", 0), "x"),
		milestone(t, "b", 5, "a+2"),
		on(milestone(t, "c", 0), "y"),
		milestone(t, "d", 10, "b", "c"),
		milestone(t, "e", 40), // longer than all others: it has no float, they have
		milestone(t, "f", 1, "d", "e"),
		milestone(t, "g", 3, "c"),
	))
	o := office{"x": planned(t, "2020-01-10"), "y": planned(t, "2020-01-10")}
	f, err := r.Forecast(date(t, "2020-01-03"), cal, o.sources())
	require.NoError(t, err)
	require.Empty(t, f.Impacts)
	for _, out := range f.Outlooks {
		require.Zero(t, out.Slip)
		require.Equal(t, roadmap.OnTrack, out.Standing)
		require.Empty(t, f.Causes(out.Milestone))
	}
	late := o["x"]
	late.Expected, late.Reason = date(t, "2020-01-20"), label("Banjir", "Flood")
	o["x"] = late
	f, err = r.Forecast(date(t, "2020-01-03"), cal, o.sources())
	require.NoError(t, err)
	slips := map[roadmap.MilestoneID]calendar.WorkingDays{}
	for _, out := range f.Outlooks {
		slips[out.Milestone] = out.Slip
		if out.Slip > 0 {
			root, ok := f.Root(out.Milestone)
			require.True(t, ok)
			require.Equal(t, roadmap.ByActivity, root.Kind)
			require.Equal(t, workplan.ActivityID("x"), root.Activity.Activity)
		}
	}
	require.Equal(t, map[roadmap.MilestoneID]calendar.WorkingDays{"a": 6, "b": 6, "c": 0, "d": 6, "e": 0, "f": 0, "g": 0}, slips)
	require.Len(t, f.Impacts, 1)
	require.Equal(t, calendar.WorkingDays(6), f.Impacts[0].Late)
	require.Equal(t, []roadmap.Move{
		{"a", 6, date(t, "2020-01-10"), date(t, "2020-01-20")},
		{"b", 6, date(t, "2020-01-21"), date(t, "2020-01-29")},
		{"d", 6, date(t, "2020-02-04"), date(t, "2020-02-12")},
	}, f.Impacts[0].Moves)
	require.Equal(t, `Milestone d: diperkirakan tercapai pada 12 Februari 2020, 6 hari kerja lebih lambat daripada garis dasar (4 Februari 2020)
  Sebab: menunggu "Milestone b" (selesai ke mulai), yang terlambat 6 hari kerja
    Sebab: menunggu "Milestone a" (selesai ke mulai, +2 hari kerja), yang terlambat 6 hari kerja
      Sebab: kegiatan "" (p/x) direncanakan selesai pada 10 Januari 2020 dan kini diperkirakan selesai pada 20 Januari 2020; kendala: Banjir
`, f.Explain("d", aduan.Indonesian()))
	require.Contains(t, f.Explain("d", aduan.English()), "which is 6 working days late")
}

func TestStandings(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	due := func(m roadmap.Milestone, day string) roadmap.Milestone {
		m.Due = roadmap.DueOn(date(t, day))
		return m
	}
	r := oneEdition(content(t, "2020-01-06",
		due(on(milestone(t, "reached", 0), "done"), "2020-01-10"),
		due(on(milestone(t, "slipping", 0), "late"), "2020-02-28"),
		due(on(milestone(t, "late", 0), "late"), "2020-01-24"),
		on(milestone(t, "no-target", 0), "late"),
		on(milestone(t, "never", 0), "gone"),
		milestone(t, "after-never", 2, "never"),
		due(milestone(t, "by-plan", 10), "2020-01-10"),
		milestone(t, "begun", 10, "reached"),
		on(milestone(t, "unknown", 0), "nobody"),
	))
	r.Editions[0].Milestones[7].Criteria = on(milestone(t, "", 0), "half").Criteria
	o := office{
		"done": {Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-14"), Finished: date(t, "2020-01-14"), Began: date(t, "2020-01-08"), Done: workplan.NumberOf(100)},
		"late": {Planned: date(t, "2020-01-24"), Expected: date(t, "2020-02-03")},
		"gone": {Planned: date(t, "2020-01-24"), Cancelled: true},
		"half": {Planned: date(t, "2020-01-24"), Expected: date(t, "2020-01-24"), Began: date(t, "2020-01-15"), Done: workplan.NumberOf(41)},
	}
	f, err := r.Forecast(date(t, "2020-01-20"), cal, o.sources())
	require.NoError(t, err)
	type line struct {
		standing roadmap.Standing
		finish   string
		slip     calendar.WorkingDays
		root     roadmap.CauseKind
	}
	got := map[roadmap.MilestoneID]line{}
	for _, out := range f.Outlooks {
		root, _ := f.Root(out.Milestone)
		got[out.Milestone] = line{out.Standing, out.Finish.String(), out.Slip, root.Kind}
	}
	require.Equal(t, map[roadmap.MilestoneID]line{
		"reached":     {roadmap.Reached, "2020-01-14", 2, roadmap.ByActivity},
		"slipping":    {roadmap.Slipping, "2020-02-03", 6, roadmap.ByActivity},
		"late":        {roadmap.Late, "2020-02-03", 6, roadmap.ByActivity},
		"no-target":   {roadmap.Late, "2020-02-03", 6, roadmap.ByActivity},
		"never":       {roadmap.Unreachable, "", 0, roadmap.ByActivity},
		"after-never": {roadmap.Unreachable, "", 0, roadmap.ByActivity},
		// Ten days that nobody began, counted from the day after.
		"by-plan": {roadmap.Late, "2020-02-03", 11, roadmap.ByItself},
		// 59 percent of ten days are six.
		"begun":   {roadmap.Late, "2020-01-28", 2, roadmap.ByItself},
		"unknown": {roadmap.Late, "2020-01-21", 11, roadmap.ByItself},
	}, got)
	begun, _ := f.Of("begun")
	require.Equal(t, date(t, "2020-01-15"), begun.Start)
	require.Equal(t, workplan.NumberOf(41), begun.Done)
	require.Contains(t, f.Explain("after-never", aduan.English()), `will not be reached
  Because: it waits for "Milestone never" (finish to start), which will not be reached`)
	require.Equal(t, []roadmap.Move{{Milestone: "never", From: date(t, "2020-01-24")}, {Milestone: "after-never", From: date(t, "2020-01-28")}}, f.Impacts[2].Moves)
	render(t, f)
	for s := roadmap.OnTrack; s <= roadmap.Unreachable; s++ {
		require.NotEmpty(t, s.In(aduan.Indonesian()))
		text, err := s.MarshalText()
		require.NoError(t, err)
		var back roadmap.Standing
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, s, back)
	}
}

// TestALongChain holds up three thousand milestones in a row. The explanation
// shows the beginning and the root.
func TestALongChain(t *testing.T) {
	t.Parallel()
	c := content(t, "2020-01-06", on(milestone(t, "m0000", 0), "x"))
	for i := 1; i < 3000; i++ {
		c.Milestones = append(c.Milestones, milestone(t, fmt.Sprintf("m%04d", i), 0, fmt.Sprintf("m%04d", i-1)))
	}
	o := office{"x": {Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-17")}}
	f, err := oneEdition(c).Forecast(date(t, "2020-01-03"), jakarta(t), o.sources())
	require.NoError(t, err)
	require.Len(t, f.Causes("m2999"), 3000)
	lines := strings.Split(strings.TrimSuffix(f.Explain("m2999", aduan.English()), "\n"), "\n")
	require.Len(t, lines, 15)
	require.Equal(t, strings.Repeat(" ", 26)+"... and 2,987 more", lines[13])
	require.Contains(t, lines[14], "the activity")
	require.Less(t, len(f.Markdown(aduan.English())), 10_000_000)
	s, err := c.Schedule(jakarta(t))
	require.NoError(t, err)
	paths, more := s.CriticalPaths(0)
	require.False(t, more)
	require.Len(t, paths, 1)
	require.Len(t, paths[0], 3000)
	require.Empty(t, f.Explain("nobody", aduan.English()))
	_, ok := f.Root("nobody")
	require.False(t, ok)
	require.Empty(t, f.Causes("nobody"))
}

// TestADelayOverTheFirstDay begins on a Saturday. An activity that was to end on
// the Sunday ends on the Monday: both are the first working day, so nothing
// moves. Once what followed moved, and nothing said why.
func TestADelayOverTheFirstDay(t *testing.T) {
	t.Parallel()
	r := oneEdition(content(t, "2020-01-04", on(milestone(t, "a", 0), "x"), milestone(t, "b", 0, "a+1")))
	for expected, slip := range map[string]calendar.WorkingDays{"2020-01-05": 0, "2020-01-06": 0, "2020-01-07": 1} {
		o := office{"x": {Planned: date(t, "2020-01-05"), Expected: date(t, expected)}}
		f, err := r.Forecast(date(t, "2020-01-03"), jakarta(t), o.sources())
		require.NoError(t, err)
		for _, id := range []roadmap.MilestoneID{"a", "b"} {
			out, _ := f.Of(id)
			require.Equal(t, slip, out.Slip)
			require.Equal(t, slip > 0, len(f.Causes(id)) > 0)
		}
	}
}

// TestWhatBeganLate waits for the beginning of work that is itself in time.
func TestWhatBeganLate(t *testing.T) {
	t.Parallel()
	r := oneEdition(content(t, "2020-01-06", on(milestone(t, "a", 10), "x"), milestone(t, "b", 15, "a ss+3")))
	o := office{"x": {
		Planned: date(t, "2020-01-17"), Expected: date(t, "2020-01-17"), Began: date(t, "2020-01-13"), Done: workplan.NumberOf(90),
	}}
	f, err := r.Forecast(date(t, "2020-01-15"), jakarta(t), o.sources())
	require.NoError(t, err)
	a, _ := f.Of("a")
	require.Zero(t, a.Slip)
	require.Equal(t, date(t, "2020-01-13"), a.Start)
	require.Equal(t, `Milestone b: expected on 5 February 2020, 5 working days after the baseline (29 January 2020)
  Because: it waits for "Milestone a" (start to start, +3 working days), which was begun late
    Because: "Milestone a" was begun late
`, f.Explain("b", aduan.English()))
}

// TestManyLateActivities follows only so many of them one by one.
func TestManyLateActivities(t *testing.T) {
	t.Parallel()
	c, o := content(t, "2020-01-06"), office{}
	for i := range roadmap.MaxImpacts + 1 {
		id := workplan.ActivityID(fmt.Sprintf("x%d", i))
		o[id] = roadmap.ActivityState{Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-17")}
		c.Milestones = append(c.Milestones, on(milestone(t, fmt.Sprintf("m%d", i), 0), id))
	}
	f, err := oneEdition(c).Forecast(date(t, "2020-01-03"), jakarta(t), o.sources())
	require.NoError(t, err)
	require.Len(t, f.Impacts, roadmap.MaxImpacts)
	for _, x := range f.Impacts {
		require.Len(t, x.Moves, 1)
	}
}

package roadmap_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

// TestALateBeginningLeadsOn waits for the beginning of a milestone that another
// one holds up. Once the chain ended at that beginning, or went on with what
// holds the end up.
func TestALateBeginningLeadsOn(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	late := office{
		"x": {Name: label("", "X"), Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-17"), Reason: label("", "Flood")},
		"y": {Name: label("", "Y"), Planned: date(t, "2020-03-31"), Expected: date(t, "2020-03-31")},
		"z": {Name: label("", "Z"), Planned: date(t, "2020-03-31"), Expected: date(t, "2020-06-30")},
	}
	due := on(milestone(t, "m1", 3, "m0"), "y")
	due.Due = roadmap.DueOn(date(t, "2020-02-28"))
	for name, m1 := range map[string]roadmap.Milestone{
		"in time":                      on(milestone(t, "m1", 3, "m0"), "y"),
		"late by its plan":             due,
		"late for a reason of its own": on(milestone(t, "m1", 3, "m0"), "z"),
	} {
		r := oneEdition(content(t, "2020-01-06", on(milestone(t, "m0", 0), "x"), m1, milestone(t, "m2", 5, "m1 ss+1"), milestone(t, "m3", 0, "m2")))
		f, err := r.Forecast(date(t, "2020-01-03"), cal, late.sources())
		require.NoError(t, err)
		require.Equal(t, `Milestone m3: expected on 27 January 2020, 5 working days after the baseline (20 January 2020)
  Because: it waits for "Milestone m2" (finish to start), which is 5 working days late
    Because: it waits for "Milestone m1" (start to start, +1 working day), which will begin late
      Because: it waits for "Milestone m0" (finish to start), which is 5 working days late
        Because: the activity "X" (p/x) was planned to end on 10 January 2020 and is now expected to end on 17 January 2020; reason: Flood
`, f.Explain("m3", aduan.English()), name)
		causes := f.Causes("m3")
		require.Len(t, causes, 4)
		require.Equal(t, []bool{false, false, true, false}, []bool{causes[0].BeganLate, causes[1].BeganLate, causes[2].BeganLate, causes[3].BeganLate})
		require.Equal(t, calendar.WorkingDays(5), causes[2].Late)
		root, _ := f.Root("m3")
		require.Equal(t, causes[3], root)
		moved := f.Impacts[0].Moves
		require.Equal(t, []roadmap.MilestoneID{"m0", "m2", "m3"}, []roadmap.MilestoneID{moved[0].Milestone, moved[1].Milestone, moved[2].Milestone})
		render(t, f)
	}

	// What has begun by now began late for the same reason; what should have
	// begun by itself.
	began := office{
		"x": {Name: label("", "X"), Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-17"), Finished: date(t, "2020-01-17"), Began: date(t, "2020-01-07"), Done: workplan.NumberOf(100)},
		"y": {Planned: date(t, "2020-03-31"), Expected: date(t, "2020-03-31"), Began: date(t, "2020-01-20"), Done: workplan.NumberOf(10)},
	}
	r := oneEdition(content(t, "2020-01-06", on(milestone(t, "m0", 0), "x"), on(milestone(t, "m1", 40, "m0"), "y"), milestone(t, "m2", 50, "m1 ss+3")))
	for day, want := range map[string]string{
		"2020-01-20": "X", "2020-01-17": "X",
	} {
		o := office{"x": began["x"], "y": began["y"]}
		if y := o["y"]; day == "2020-01-17" {
			y.Began, y.Done = aduan.Date{}, workplan.Number{}
			o["y"] = y
		}
		f, err := r.Forecast(date(t, day), cal, o.sources())
		require.NoError(t, err)
		root, ok := f.Root("m2")
		require.True(t, ok)
		require.Equal(t, want, root.State.Name.Text("en"), day)
	}
	o := office{"x": began["x"], "y": {Planned: date(t, "2020-03-31"), Expected: date(t, "2020-03-31")}}
	o["x"] = roadmap.ActivityState{Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-10"), Finished: date(t, "2020-01-10"), Began: date(t, "2020-01-07"), Done: workplan.NumberOf(100)}
	f, err := r.Forecast(date(t, "2020-01-20"), cal, o.sources())
	require.NoError(t, err)
	require.Contains(t, f.Explain("m2", aduan.English()), `
  Because: it waits for "Milestone m1" (start to start, +3 working days), which will begin late
    Because: "Milestone m1" should have begun by now
`)
}

// TestALateEndHoldsNoBeginning waits for the beginning of a milestone that ends
// late but begins in time; what is late is late by another edition.
func TestALateEndHoldsNoBeginning(t *testing.T) {
	t.Parallel()
	r := oneEdition(content(t, "2020-01-06", on(milestone(t, "m1", 3), "x"), milestone(t, "m2", 5, "m1 ss+1")))
	next := roadmap.Edition{Number: 2, Date: date(t, "2020-01-03"), Reason: label("", "A longer wait"), Content: content(t, "2020-01-06",
		on(milestone(t, "m1", 3), "x"), milestone(t, "m2", 5, "m1 ss+9"))}
	r.Editions[0].Date = date(t, "2020-01-02")
	r.Editions = append(r.Editions, next)
	o := office{"x": {Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-17")}}
	f, err := r.Forecast(date(t, "2020-01-03"), jakarta(t), o.sources())
	require.NoError(t, err)
	root, _ := f.Root("m2")
	require.Equal(t, roadmap.ByEdition, root.Kind)
	require.Equal(t, "A longer wait", root.Reason.Text("en"))
	root, _ = f.Root("m1")
	require.Equal(t, roadmap.ByActivity, root.Kind)
}

// TestAnOverdueActivityIsNamed is expected on the next working day, on which the
// milestone is to be expected anyway. Once the explanation did not name it.
func TestAnOverdueActivityIsNamed(t *testing.T) {
	t.Parallel()
	p := &workplan.Plan{ID: "p", Year: 2020, Reports: []workplan.Report{
		{On: date(t, "2020-06-01"), By: "undp", Obstacle: &workplan.Obstacle{ID: "o", Move: workplan.Raised, Activity: "a1", Level: workplan.WorkingLevel, Owner: "undp", Text: label("", "No signature")}},
		{On: date(t, "2020-06-15"), By: "undp", Progress: &workplan.Progress{Activity: "a1", Done: number(t, "99.5")}},
	}}
	approve(t, p, "2020-01-10", activity(t, "a1", "2020-01-02", "2020-06-30"), activity(t, "a2", "2020-01-02", "2020-12-31"))
	cal := jakarta(t)
	src := roadmap.Sources{Activity: roadmap.Activities(cal, p)}
	for name, m := range map[string]roadmap.Milestone{
		"event": on(milestone(t, "m", 0), "a1"), "work": on(milestone(t, "m", 20), "a1"), "waits too": on(milestone(t, "m", 0, "before"), "a1"),
	} {
		before := on(milestone(t, "before", 0), "a1")
		before.Name, before.Criteria = label("", "Before"), nil
		r := oneEdition(content(t, "2020-01-06", before, m))
		f, err := r.Forecast(date(t, "2020-07-03"), cal, src)
		require.NoError(t, err)
		o, _ := f.Of("m")
		require.Equal(t, date(t, "2020-07-06"), o.Finish)
		if name == "waits too" {
			require.Equal(t, roadmap.ByMilestone, o.Cause.Kind, "the one before is as late")
			continue
		}
		require.Equal(t, "Milestone m: expected on 6 July 2020, 4 working days after the baseline (30 June 2020)\n"+
			"  Because: the activity \"Activity a1\" (p/a1) was planned to end on 30 June 2020 and is now expected to end on 6 July 2020; reason: No signature\n",
			f.Explain("m", aduan.English()), name)
	}

	// A source may expect on the day itself what is not completed yet, and of
	// several the late one is named.
	o := office{
		"on time": {Planned: date(t, "2020-07-06"), Expected: date(t, "2020-07-06")},
		"late":    {Planned: date(t, "2020-06-30"), Expected: date(t, "2020-07-06")},
		"today":   {Planned: date(t, "2020-06-30"), Expected: date(t, "2020-07-03")},
	}
	for _, names := range [][]workplan.ActivityID{{"today"}, {"on time", "late"}, {"late", "on time"}} {
		r := oneEdition(content(t, "2020-01-06", on(milestone(t, "m", 0), names...), milestone(t, "early", 0)))
		if len(names) == 2 {
			r.Editions[0].Milestones[0].Due = roadmap.DueOn(date(t, "2020-06-30"))
			r.Editions = append(r.Editions, r.Editions[0])
			r.Editions[0].Milestones = []roadmap.Milestone{on(milestone(t, "m", 0), "late")}
			r.Editions[1].Number, r.Editions[1].Date = 2, date(t, "2020-06-01")
		}
		f, err := r.Forecast(date(t, "2020-07-03"), cal, o.sources())
		require.NoError(t, err)
		root, _ := f.Root("m")
		require.Equal(t, roadmap.ByActivity, root.Kind, names)
		require.NotEqual(t, workplan.ActivityID("on time"), root.Activity.Activity)
	}
}

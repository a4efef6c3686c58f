package roadmap_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// approve appends an edition to a plan that was approved on a day, with these
// activities.
func approve(t testing.TB, p *workplan.Plan, day string, activities ...workplan.Activity) {
	t.Helper()
	draft(t, p, day, activities...)
	action := workplan.ActionApprove
	if len(p.Steps) > 0 {
		action = workplan.ActionAmend
	}
	p.Steps = append(p.Steps, workplan.Step{On: date(t, day), Action: action, By: "board", Edition: len(p.Editions), Decision: "d"})
}

// draft appends an edition that nobody approved.
func draft(t testing.TB, p *workplan.Plan, day string, activities ...workplan.Activity) {
	t.Helper()
	p.Editions = append(p.Editions, workplan.Edition{
		Number: len(p.Editions) + 1, Date: date(t, day), Reason: label("", "Edition of "+day), Content: workplan.Content{Activities: activities},
	})
}

func activity(t testing.TB, id, start, end string) workplan.Activity {
	t.Helper()
	return workplan.Activity{ID: workplan.ActivityID(id), Output: "O1", Name: label("", "Activity "+id), Party: "undp", Start: date(t, start), End: date(t, end)}
}

// TestAnActivityAddedLaterHasABaseline adds an activity in the second edition
// and postpones it in the third. Once its baseline was the third edition, and
// nobody saw that it was late.
func TestAnActivityAddedLaterHasABaseline(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	first := activity(t, "a1", "2020-01-02", "2020-06-30")
	added := activity(t, "a3", "2020-03-02", "2020-06-30")
	postponed := activity(t, "a3", "2020-09-01", "2020-12-18")
	early := func(add func(testing.TB, *workplan.Plan, string, ...workplan.Activity)) *workplan.Plan {
		p := &workplan.Plan{ID: "p", Year: 2020}
		approve(t, p, "2020-01-10", first)
		add(t, p, "2020-02-10", first, added)
		approve(t, p, "2020-06-01", first, postponed)
		return p
	}
	control := &workplan.Plan{ID: "p", Year: 2020}
	approve(t, control, "2020-01-10", first, added)
	approve(t, control, "2020-06-01", first, postponed)
	undecided := &workplan.Plan{ID: "p", Year: 2020}
	draft(t, undecided, "2020-01-10", first, added)
	draft(t, undecided, "2020-06-01", first, postponed)
	for name, c := range map[string]struct {
		plan     *workplan.Plan
		baseline string
		slip     calendar.WorkingDays
		standing roadmap.Standing
	}{
		"in the baseline":  {control, "2020-06-30", 115, roadmap.Late},
		"added later":      {early(approve), "2020-06-30", 115, roadmap.Late},
		"added by a draft": {early(draft), "2020-12-18", 0, roadmap.OnTrack},
		"never approved":   {undecided, "2020-12-18", 0, roadmap.OnTrack},
	} {
		r := oneEdition(content(t, "2020-01-06", on(milestone(t, "m", 0), "a3")))
		f, err := r.Forecast(date(t, "2020-07-01"), cal, roadmap.Sources{Activity: roadmap.Activities(cal, c.plan)})
		require.NoError(t, err)
		o := f.Outlooks[0]
		require.Equal(t, date(t, c.baseline), o.Baseline, name)
		require.Equal(t, date(t, "2020-12-18"), o.Finish, name)
		require.Equal(t, c.slip, o.Slip, name)
		require.Equal(t, c.standing, o.Standing, name)
	}
	// Before it was added, nobody knew of it.
	_, known, err := roadmap.Activities(cal, early(approve))(workplan.ActivityRef{Plan: "p", Activity: "a3"}, date(t, "2020-02-07"))
	require.NoError(t, err)
	require.False(t, known)
}

// TestARemovedSuccessorIsNotCompleted removes one of two successors. Once the
// activity counted as completed when the other one was.
func TestARemovedSuccessorIsNotCompleted(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	old := &workplan.Plan{ID: "p20", Year: 2020}
	a1 := activity(t, "a1", "2020-01-02", "2020-06-30")
	approve(t, old, "2020-01-10", a1)
	old.Reports = []workplan.Report{{On: date(t, "2020-06-30"), By: "undp", Progress: &workplan.Progress{Activity: "a1", Done: workplan.NumberOf(50)}}}
	a1.State, a1.Cause = workplan.StateCarriedOver, label("", "An epidemic")
	a1.Into = []workplan.ActivityRef{{Plan: "p21", Activity: "x"}, {Plan: "p21", Activity: "y"}}
	carried := old.Clone()
	approve(t, carried, "2020-12-01", a1)

	successor := func(id string, scope int64) workplan.Activity {
		a := activity(t, id, "2021-01-04", "2021-06-30")
		a.From, a.Scope = workplan.ActivityRef{Plan: "p20", Activity: "a1"}, workplan.NumberOf(scope)
		return a
	}
	x, y := successor("x", 20), successor("y", 30)
	ended := y
	ended.State, ended.Cause = workplan.StateCancelled, label("", "No money")
	type edition struct {
		approved   bool
		day        string
		activities []workplan.Activity
	}
	for name, c := range map[string]struct {
		old                      *workplan.Plan
		editions                 []edition
		done, finished, expected string
		cancelled                bool
		reason                   string
	}{
		"both are there":              {old: carried, editions: []edition{{false, "2020-12-01", []workplan.Activity{x, y}}}, done: "70", expected: "2021-11-05", reason: "An epidemic"},
		"removed from a draft":        {old: carried, editions: []edition{{false, "2020-12-01", []workplan.Activity{x, y}}, {false, "2021-02-01", []workplan.Activity{x}}}, done: "70", cancelled: true, reason: "An epidemic"},
		"removed from a plan":         {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{x, y}}, {true, "2021-02-01", []workplan.Activity{x}}}, done: "70", cancelled: true, reason: "An epidemic"},
		"added and removed later":     {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{x}}, {true, "2021-02-01", []workplan.Activity{x, y}}, {true, "2021-03-01", []workplan.Activity{x}}}, done: "70", cancelled: true, reason: "An epidemic"},
		"cancelled":                   {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{x, y}}, {true, "2021-02-01", []workplan.Activity{x, ended}}}, done: "70", cancelled: true, reason: "An epidemic"},
		"never written":               {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{x}}}, done: "70", expected: "2021-08-12", reason: "An epidemic"},
		"never written, all taken":    {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{successor("x", 0)}}}, done: "100", expected: "2021-08-12", reason: "An epidemic"},
		"taken over by another":       {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{x, y}}, {true, "2021-02-01", []workplan.Activity{x, successor("z", 30)}}}, done: "70", expected: "2021-11-05", reason: "An epidemic"},
		"all taken over":              {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{x, y}}, {true, "2021-02-01", []workplan.Activity{successor("x", 50)}}}, done: "100", finished: "2021-05-03", reason: "An epidemic"},
		"not named, less than open":   {old: old, editions: []edition{{true, "2020-12-01", []workplan.Activity{x}}}, done: "70", expected: "2021-08-12"},
		"not named, all that is open": {old: old, editions: []edition{{true, "2020-12-01", []workplan.Activity{successor("x", 0)}}}, done: "100", finished: "2021-05-03"},
		"no successor is left":        {old: carried, editions: []edition{{true, "2020-12-01", []workplan.Activity{x, y}}, {true, "2021-02-01", nil}}, done: "70", cancelled: true, reason: "An epidemic"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			next := &workplan.Plan{ID: "p21", Year: 2021, Reports: []workplan.Report{
				{On: date(t, "2021-05-03"), By: "undp", Progress: &workplan.Progress{Activity: "x", Done: workplan.NumberOf(100)}},
			}}
			for _, e := range c.editions {
				if e.approved {
					approve(t, next, e.day, e.activities...)
				} else {
					draft(t, next, e.day, e.activities...)
				}
			}
			s, known, err := roadmap.Activities(cal, c.old, next)(workplan.ActivityRef{Plan: "p20", Activity: "a1"}, date(t, "2021-05-10"))
			require.NoError(t, err)
			require.True(t, known)
			require.Equal(t, c.done, s.Done.String())
			require.Equal(t, c.finished, s.Finished.String())
			require.Equal(t, c.cancelled, s.Cancelled)
			require.Equal(t, c.reason, s.Reason.Text("en"))
			switch {
			case c.expected != "":
				require.Equal(t, c.expected, s.Expected.String())
			case c.finished != "":
				require.Equal(t, c.finished, s.Expected.String())
			}
		})
	}
}

// TestARemovedActivityIsNotExpected takes an activity out of its plan. Once it was
// expected as if it were still there.
func TestARemovedActivityIsNotExpected(t *testing.T) {
	t.Parallel()
	p := &workplan.Plan{ID: "p", Year: 2020}
	a, b := activity(t, "a", "2020-01-02", "2020-06-30"), activity(t, "b", "2020-01-02", "2020-06-30")
	approve(t, p, "2020-01-10", a, b)
	approve(t, p, "2020-03-02", a)
	draft(t, p, "2020-05-04", a, b)
	state := roadmap.Activities(jakarta(t), p)
	for day, cancelled := range map[string]bool{"2020-02-28": false, "2020-03-02": true, "2020-05-04": false} {
		s, known, err := state(workplan.ActivityRef{Plan: "p", Activity: "b"}, date(t, day))
		require.NoError(t, err)
		require.True(t, known)
		require.Equal(t, cancelled, s.Cancelled, day)
		require.Equal(t, date(t, "2020-06-30"), s.Planned)
		if cancelled {
			require.Equal(t, "Edition of 2020-03-02", s.Reason.Text("en"))
		}
	}
}

// TestRegionsAreThoseOfTheDay asks for a day before a later edition. Once its goals
// were shown.
func TestRegionsAreThoseOfTheDay(t *testing.T) {
	t.Parallel()
	sleman, bali := region.MustParse("34.04"), region.MustParse("51")
	c := content(t, "2020-01-06")
	c.Regions = []roadmap.Goal{{Region: sleman, Goal: roadmap.Capable}}
	r := oneEdition(c)
	c.Regions = []roadmap.Goal{{Region: sleman, Goal: roadmap.Model}, {Region: bali, Goal: roadmap.Capable}}
	r.Editions = append(r.Editions, roadmap.Edition{Number: 2, Date: date(t, "2021-01-04"), Content: c})
	for day, goals := range map[string][]roadmap.Status{
		"2019-12-31": {roadmap.Capable}, "2020-12-31": {roadmap.Capable}, "2021-01-04": {roadmap.Model, roadmap.Capable},
	} {
		f, err := r.Forecast(date(t, day), jakarta(t), roadmap.Sources{})
		require.NoError(t, err)
		require.Equal(t, r.RegionsOn(date(t, day)), f.Regions)
		var got []roadmap.Status
		for _, s := range f.Regions {
			got = append(got, s.Goal)
		}
		require.Equal(t, goals, got, day)
	}
}

// TestAnotherCalendarIsRefused hands over a calendar that the record does not
// name.
func TestAnotherCalendarIsRefused(t *testing.T) {
	t.Parallel()
	r := oneEdition(content(t, "2020-01-06", on(milestone(t, "m", 0), "a")))
	p := &workplan.Plan{ID: "p", Year: 2020}
	approve(t, p, "2020-01-10", activity(t, "a", "2020-01-02", "2020-06-30"))
	day := date(t, "2020-03-02")
	ask := func(cal *calendar.Calendar) map[string]error {
		_, scheduled := r.Schedule(cal)
		_, forecast := r.Forecast(day, cal, roadmap.Sources{})
		_, _, activity := roadmap.Activities(cal, p)(workplan.ActivityRef{Plan: "p", Activity: "a"}, day)
		return map[string]error{`road map "r"`: scheduled, `forecast of road map "r"`: forecast, `activities of plan "p"`: activity}
	}
	for what, err := range ask(everyDay(t)) {
		require.NoError(t, err, what)
	}
	r.Calendar, p.Calendar = jakarta(t).Name(), jakarta(t).Name()
	for what, err := range ask(jakarta(t)) {
		require.NoError(t, err, what)
	}
	for _, cal := range []*calendar.Calendar{everyDay(t), nil} {
		for what, err := range ask(cal) {
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid, what)
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.Equal(t, what, invalid.What)
			require.Equal(t, "calendar", invalid.Problems[0].Field)
			require.Equal(t, []string{"id-wib"}, invalid.Problems[0].Legal)
		}
	}
	// What the edition says on its own has no calendar to compare with.
	_, err := r.Latest().Schedule(everyDay(t))
	require.NoError(t, err)
}

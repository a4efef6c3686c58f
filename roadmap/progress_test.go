package roadmap_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

func number(t testing.TB, text string) workplan.Number {
	t.Helper()
	n, err := workplan.ParseNumber(text)
	require.NoError(t, err)
	return n
}

// TestProgressIsComputed follows the milestone of the small road map, with a
// criterion of each kind, from day to day.
func TestProgressIsComputed(t *testing.T) {
	t.Parallel()
	r, err := roadmap.Parse("r.yaml", []byte(small))
	require.NoError(t, err)
	finished := date(t, "2020-08-14")
	src := roadmap.Sources{
		Activity: func(_ workplan.ActivityRef, on aduan.Date) (roadmap.ActivityState, bool, error) {
			if on.Compare(finished) < 0 {
				return roadmap.ActivityState{Done: workplan.NumberOf(50), Began: date(t, "2020-03-02")}, true, nil
			}
			return roadmap.ActivityState{Done: workplan.NumberOf(100), Began: date(t, "2020-03-02"), Finished: finished}, true, nil
		},
		Indicators: map[roadmap.IndicatorID]func(aduan.Date) (workplan.Number, bool, error){
			// 37.5 is wanted, 1 the baseline.
			"i": func(on aduan.Date) (workplan.Number, bool, error) {
				switch {
				case on.Compare(date(t, "2020-03-31")) < 0:
					return workplan.Number{}, false, nil
				case on.Compare(date(t, "2020-06-30")) < 0:
					return number(t, "10.125"), true, nil // a quarter of the way
				}
				return number(t, "37.5"), true, nil
			},
		},
	}
	for _, c := range []struct{ on, done, reached string }{
		{"2020-01-06", "37.5", ""},          // 50, nothing, nothing, 100
		{"2020-03-31", "43.75", ""},         // 50, 25, nothing, 100
		{"2020-05-01", "68.75", ""},         // 50, 25, 100, 100
		{"2020-06-30", "87.5", ""},          // 50, 100, 100, 100
		{"2020-08-13", "87.5", ""},          // the activity is not done
		{"2020-08-14", "100", "2020-08-14"}, // it is
		{"2020-12-31", "100", "2020-08-14"}, // and stays so
	} {
		list, err := r.Progress(date(t, c.on), src)
		require.NoError(t, err)
		require.Equal(t, roadmap.MilestoneID("b"), list[1].Milestone)
		require.Equal(t, c.done, list[1].Done.String(), c.on)
		require.Equal(t, c.reached, list[1].Reached.String(), c.on)
		require.Zero(t, list[0].Done, "without criteria nothing is reached")
	}
	list, err := r.Progress(date(t, "2020-12-31"), src)
	require.NoError(t, err)
	require.Equal(t, date(t, "2020-01-06"), list[1].Began)
	var met []string
	for _, s := range list[1].Criteria {
		require.True(t, s.Known)
		met = append(met, s.Met.String())
	}
	require.Equal(t, []string{"2020-08-14", "2020-06-30", "2020-05-01", "2020-01-06"}, met)

	unknown, err := r.Progress(date(t, "2020-12-31"), roadmap.Sources{})
	require.NoError(t, err)
	require.False(t, unknown[1].Criteria[0].Known)
	require.False(t, unknown[1].Criteria[1].Known)
	require.Equal(t, "50", unknown[1].Done.String())

	broken := errors.New("the stream is down")
	src.Indicators["i"] = func(aduan.Date) (workplan.Number, bool, error) { return workplan.Number{}, false, broken }
	_, err = r.Progress(date(t, "2020-12-31"), src)
	require.ErrorIs(t, err, broken)
	_, err = r.Forecast(date(t, "2020-12-31"), jakarta(t), src)
	require.ErrorIs(t, err, broken)
}

// TestAnIndicatorThatFalls is reached from above, and lost again.
func TestAnIndicatorThatFalls(t *testing.T) {
	t.Parallel()
	i := roadmap.Indicator{ID: "i", Baseline: workplan.NumberOf(20), Targets: []roadmap.YearTarget{{Year: 2020, Value: workplan.NumberOf(5)}}}
	m := milestone(t, "m", 0)
	m.Criteria = []roadmap.Criterion{{Indicator: "i", Value: workplan.NumberOf(10)}}
	c := content(t, "2020-01-06", m)
	c.Indicators = []roadmap.Indicator{i}
	r := oneEdition(c)
	values := map[int]int64{1: 8, 2: 14, 3: 9, 4: 10} // at the ends of quarters
	src := roadmap.Sources{Indicators: map[roadmap.IndicatorID]func(aduan.Date) (workplan.Number, bool, error){
		"i": func(on aduan.Date) (workplan.Number, bool, error) {
			return workplan.NumberOf(values[workplan.QuarterOf(on).Number]), true, nil
		},
	}}
	for _, c := range []struct{ on, done, met string }{
		{"2020-02-10", "100", "2020-02-10"},
		{"2020-03-31", "100", "2020-03-31"},
		{"2020-05-04", "60", ""},
		{"2020-09-30", "100", "2020-09-30"},
		{"2020-12-31", "100", "2020-09-30"},
	} {
		list, err := r.Progress(date(t, c.on), src)
		require.NoError(t, err)
		require.Equal(t, []string{c.done, c.met}, []string{list[0].Done.String(), list[0].Reached.String()}, c.on)
	}
	// While it is not reached, its target says when it is to be expected.
	f, err := r.Forecast(date(t, "2020-05-04"), jakarta(t), src)
	require.NoError(t, err)
	require.Equal(t, date(t, "2020-12-30"), f.Outlooks[0].Finish) // 31 December was joint leave
	require.Equal(t, workplan.NumberOf(5), f.Indicators[0].Target.Value)
	require.Equal(t, workplan.NumberOf(14), f.Indicators[0].Value)
}

func TestRegions(t *testing.T) {
	t.Parallel()
	sleman, bali := region.MustParse("34.04"), region.MustParse("51")
	m := milestone(t, "m", 0)
	m.Criteria = []roadmap.Criterion{{Regions: []region.Code{sleman, bali}, Status: roadmap.Capable}}
	c := content(t, "2020-01-06", m)
	c.Regions = []roadmap.Goal{{Region: sleman, Name: "Sleman", Goal: roadmap.Model}, {Region: bali, Goal: roadmap.Capable}}
	r := oneEdition(c)
	assess := func(day string, code region.Code, s roadmap.Status) {
		r.Assessments = append(r.Assessments, roadmap.Assessment{On: date(t, day), Region: code, Status: s, By: "undp"})
	}
	assess("2020-03-02", sleman, roadmap.Capable)
	assess("2020-05-04", bali, roadmap.Model)
	assess("2020-06-01", sleman, roadmap.Assisted) // fell back
	assess("2020-07-01", sleman, roadmap.Assisted)
	assess("2020-07-01", sleman, roadmap.Capable) // of one day the last counts
	assess("2020-08-03", sleman, roadmap.Model)
	assess("2020-04-01", sleman, roadmap.Model) // recorded late
	for _, c := range []struct{ on, sleman, bali, done, reached string }{
		{"2020-03-01", "unassessed", "unassessed", "0", ""},
		{"2020-03-02", "capable", "unassessed", "50", ""},
		{"2020-05-04", "model", "model", "100", "2020-05-04"},
		{"2020-06-01", "assisted", "model", "50", ""},
		{"2020-07-01", "capable", "model", "100", "2020-07-01"},
		{"2020-12-31", "model", "model", "100", "2020-07-01"},
	} {
		states := r.RegionsOn(date(t, c.on))
		list, err := r.Progress(date(t, c.on), roadmap.Sources{})
		require.NoError(t, err)
		require.Equal(t, []string{c.sleman, c.bali, c.done, c.reached}, []string{
			states[0].Status().String(), states[1].Status().String(), list[0].Done.String(), list[0].Reached.String(),
		}, c.on)
		require.Equal(t, roadmap.Model, states[0].Goal)
	}
	f, err := r.Forecast(date(t, "2020-12-31"), jakarta(t), roadmap.Sources{})
	require.NoError(t, err)
	require.Equal(t, `Milestone m: reached on 1 July 2020, 120 working days after the baseline (6 January 2020)
  Because: its criteria were met late
`, f.Explain("m", aduan.English()))
	require.Contains(t, f.RegionTable(aduan.Indonesian()).Text(), "Sleman (34.04)  Percontohan  Percontohan  3 Agustus 2020")
	require.Empty(t, (&roadmap.Roadmap{}).RegionsOn(date(t, "2020-01-01")))
}

// TestActivities follows activities through reports, obstacles and carry-over.
func TestActivities(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	of2020, of2021 := plans(t)
	state := roadmap.Activities(cal, of2020, of2021)
	get := func(plan, activity, day string) roadmap.ActivityState {
		s, known, err := state(workplan.ActivityRef{Plan: workplan.PlanID(plan), Activity: workplan.ActivityID(activity)}, date(t, day))
		require.NoError(t, err)
		require.True(t, known)
		return s
	}
	covid := label("Pandemi Covid-19", "Covid-19 epidemic")

	s := get("sp4n-2020", "local-coordinators", "2020-05-29")
	require.Equal(t, date(t, "2020-09-30"), s.Planned)
	require.Zero(t, s.Done)
	require.Zero(t, s.Reason, "the obstacle was not raised yet")

	// On the day of the draft of 2021 the open part is expected at its end there.
	s = get("sp4n-2020", "local-coordinators", "2020-11-12")
	require.Equal(t, []any{"20", date(t, "2020-09-30"), date(t, "2021-03-31"), covid}, []any{s.Done.String(), s.Planned, s.Expected, s.Reason})
	require.Equal(t, date(t, "2020-09-30"), s.Began)

	// 40 percent of what was open after 25, together 55; the rest takes 60
	// percent of the 117 working days from January to June: 71 from April on.
	s = get("sp4n-2020", "communication-strategy", "2021-05-06")
	require.Equal(t, "55", s.Done.String())
	require.Equal(t, date(t, "2021-08-26"), s.Expected)

	s = get("sp4n-2020", "local-coordinators", "2021-05-06")
	require.Equal(t, []any{"100", date(t, "2021-04-30"), date(t, "2021-04-30")}, []any{s.Done.String(), s.Finished, s.Expected})

	// What is ahead of its plan is still expected at its end.
	s = get("sp4n-2021", "platform-2021", "2021-01-03")
	require.Equal(t, date(t, "2021-02-26"), s.Expected)
	s = get("sp4n-2021", "operator-training", "2021-04-30")
	require.Equal(t, date(t, "2021-12-06"), s.Expected)
	early := of2021.Clone()
	early.Reports = []workplan.Report{{On: date(t, "2021-01-05"), By: "undp", Progress: &workplan.Progress{Activity: "platform-2021", Done: workplan.NumberOf(90)}}}
	s, _, err := roadmap.Activities(cal, early)(workplan.ActivityRef{Plan: "sp4n-2021", Activity: "platform-2021"}, date(t, "2021-01-06"))
	require.NoError(t, err)
	require.Equal(t, date(t, "2021-02-26"), s.Expected)

	for _, ref := range []workplan.ActivityRef{{Plan: "sp4n-2020", Activity: "nothing"}, {Plan: "sp4n-2019", Activity: "local-coordinators"}} {
		_, known, err := state(ref, date(t, "2020-11-12"))
		require.NoError(t, err)
		require.False(t, known)
	}

	// A cancelled activity without successor, a resolved obstacle, and a circle.
	odd, _ := plans(t)
	a := odd.Editions[0].Activities
	a[0].State, a[0].Cause = workplan.StateCancelled, label("Dihapus", "Dropped")
	a[2].Into = []workplan.ActivityRef{{Plan: "sp4n-2020", Activity: "learning-platform"}}
	a[3].Into = []workplan.ActivityRef{{Plan: "sp4n-2020", Activity: "communication-strategy"}}
	odd.Reports = append(odd.Reports, workplan.Report{On: date(t, "2020-10-01"), By: "undp", Obstacle: &workplan.Obstacle{
		ID: "covid/regional-assistance", Move: workplan.Resolved,
	}})
	state = roadmap.Activities(cal, odd)
	s = get("sp4n-2020", "local-coordinators", "2020-11-12")
	require.True(t, s.Cancelled)
	require.Equal(t, "Dropped", s.Reason.Text("en"))
	require.Zero(t, get("sp4n-2020", "regional-assistance", "2020-11-12").Reason)
	s = get("sp4n-2020", "communication-strategy", "2020-11-12")
	require.False(t, s.Expected.IsZero())
	require.Equal(t, "55", s.Done.String()) // 25, and 40 percent of the 75 that were open
}

// TestCorrectedReports does not count a completion that was corrected. The last
// value is that of the plan itself.
func TestCorrectedReports(t *testing.T) {
	t.Parallel()
	of2020, _ := plans(t)
	report := func(day string, percent int64, corrects int) {
		of2020.Reports = append(of2020.Reports, workplan.Report{On: date(t, day), By: "undp", Corrects: corrects, Progress: &workplan.Progress{
			Activity: "learning-platform", Done: workplan.NumberOf(percent),
		}})
	}
	report("2020-11-02", 100, 0)
	report("2020-11-04", 60, len(of2020.Reports))
	report("2020-11-10", 100, 0)
	report("2020-11-11", 100, 0)
	state := roadmap.Activities(jakarta(t), of2020)
	for day, finished := range map[string]string{
		"2020-11-01": "", "2020-11-02": "2020-11-02", "2020-11-04": "", "2020-11-10": "2020-11-10", "2020-11-30": "2020-11-10",
	} {
		s, _, err := state(workplan.ActivityRef{Plan: "sp4n-2020", Activity: "learning-platform"}, date(t, day))
		require.NoError(t, err)
		require.Equal(t, finished, s.Finished.String(), day)
		require.Equal(t, date(t, "2020-10-31"), s.Began)
		require.Equal(t, of2020.Progress("learning-platform", date(t, day)), s.Done)
	}
}

// TestCorrectionsHoldForTheDayOfWhatTheyCorrect, so a completion that is
// corrected in its wording alone stays where it was.
func TestCorrectionsHoldForTheDayOfWhatTheyCorrect(t *testing.T) {
	t.Parallel()
	of2020, _ := plans(t)
	report := func(day string, percent int64, corrects int) {
		of2020.Reports = append(of2020.Reports, workplan.Report{On: date(t, day), By: "undp", Corrects: corrects, Progress: &workplan.Progress{
			Activity: "learning-platform", Done: workplan.NumberOf(percent),
		}})
	}
	report("2020-11-02", 95, 0)
	report("2020-11-20", 100, len(of2020.Reports))
	report("2020-11-25", 100, len(of2020.Reports))
	for day, finished := range map[string]string{"2020-11-19": "", "2020-11-20": "2020-11-02", "2020-11-30": "2020-11-02"} {
		s, _, err := roadmap.Activities(jakarta(t), of2020)(workplan.ActivityRef{Plan: "sp4n-2020", Activity: "learning-platform"}, date(t, day))
		require.NoError(t, err)
		require.Equal(t, finished, s.Finished.String(), day)
	}
}

// TestSplitActivities weighs successors by their scope.
func TestSplitActivities(t *testing.T) {
	t.Parallel()
	of2020, of2021 := plans(t)
	activities := of2021.Editions[0].Activities
	activities[0].Scope = workplan.NumberOf(60)
	second := activities[0]
	second.ID, second.Scope, second.End = "more-coordinators-2021", workplan.NumberOf(20), date(t, "2021-05-31")
	of2021.Editions[0].Activities = append(activities, second)
	s, _, err := roadmap.Activities(jakarta(t), of2020, of2021)(workplan.ActivityRef{Plan: "sp4n-2020", Activity: "local-coordinators"}, date(t, "2021-05-06"))
	require.NoError(t, err)
	require.Equal(t, "80", s.Done.String()) // 20, and 60 of the other 80
	require.Zero(t, s.Finished)
	require.Positive(t, s.Expected.Compare(date(t, "2021-05-31")), "not begun, so its days are still to come")

	// Nor is it completed if the one named last is, and the other one is not.
	a := of2021.Editions[0].Activities
	a[0], a[len(a)-1] = a[len(a)-1], a[0]
	s, _, err = roadmap.Activities(jakarta(t), of2020, of2021)(workplan.ActivityRef{Plan: "sp4n-2020", Activity: "local-coordinators"}, date(t, "2021-05-06"))
	require.NoError(t, err)
	require.Zero(t, s.Finished)
	require.Equal(t, "80", s.Done.String())
}

func TestEditionsOverTime(t *testing.T) {
	t.Parallel()
	r := oneEdition(content(t, "2020-01-06", milestone(t, "a", 5)))
	r.Editions[0].Decision = ""
	next := r.Editions[0]
	next.Number, next.Date, next.Reason, next.Decision = 2, date(t, "2020-01-07"), label("Lebih lama", "It takes longer"), "pb/2"
	next.Milestones = []roadmap.Milestone{milestone(t, "a", 8), milestone(t, "b", 1, "a")}
	r.Editions = append(r.Editions, next)
	require.Equal(t, 1, r.EditionOn(date(t, "2019-01-01")).Number)
	require.Equal(t, 1, r.EditionOn(date(t, "2020-01-06")).Number)
	require.Equal(t, 2, r.EditionOn(date(t, "2020-01-07")).Number)
	require.Equal(t, 2, r.Latest().Number)
	require.Equal(t, 2, r.Baseline().Number, "the first one that was decided")
	r.Editions[0].Decision = "pb/1"
	require.Equal(t, 1, r.Baseline().Number)

	r.Editions[0].Start, r.Editions[1].Start = date(t, "2020-02-03"), date(t, "2020-02-03")
	f, err := r.Forecast(date(t, "2020-01-31"), jakarta(t), roadmap.Sources{})
	require.NoError(t, err)
	a, _ := f.Of("a")
	require.Equal(t, calendar.WorkingDays(3), a.Slip)
	require.Equal(t, []roadmap.Cause{{
		Kind: roadmap.ByEdition, Milestone: "a", Name: a.Name, Late: 3, Edition: 2, Reason: label("Lebih lama", "It takes longer"),
	}}, f.Causes("a"))
	b, _ := f.Of("b")
	require.Zero(t, b.Baseline)
	require.Zero(t, b.Slip)
	require.Empty(t, f.Causes("b"))
	require.Equal(t, "Milestone b: diperkirakan tercapai pada 13 Februari 2020, tidak ada dalam garis dasar\n", f.Explain("b", aduan.Indonesian()))
	render(t, f)
	none := roadmap.Roadmap{}
	require.Nil(t, none.EditionOn(date(t, "2020-01-01")))
	require.Nil(t, none.Latest())
	require.Nil(t, none.Baseline())
	_, err = none.Forecast(date(t, "2020-01-01"), jakarta(t), roadmap.Sources{})
	require.Error(t, err)
}

// TestWhatIsNotMet is never shown as complete: an activity without the day of
// its completion, and an edition that nobody has decided.
func TestWhatIsNotMet(t *testing.T) {
	t.Parallel()
	adopted := milestone(t, "adopted", 0)
	adopted.Criteria = []roadmap.Criterion{{Edition: 1}}
	r := oneEdition(content(t, "2020-01-06", on(milestone(t, "a", 0), "x"), adopted))
	o := office{"x": {Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-10"), Done: workplan.NumberOf(100)}}
	list, err := r.Progress(date(t, "2020-01-08"), o.sources())
	require.NoError(t, err)
	require.Equal(t, "99.99", list[0].Done.String())
	require.Zero(t, list[0].Reached)
	require.Equal(t, date(t, "2020-01-06"), list[1].Reached)
	list, err = r.Progress(date(t, "2020-01-05"), o.sources())
	require.NoError(t, err)
	require.Zero(t, list[1].Reached, "the edition is of a later day")
	r.Editions[0].Decision = ""
	list, err = r.Progress(date(t, "2020-01-08"), o.sources())
	require.NoError(t, err)
	require.Zero(t, list[1].Reached)
	require.Zero(t, list[1].Done)
}

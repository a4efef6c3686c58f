package roadmap_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

// TestRoots names the kinds of the causes of the milestone m, which other
// reasons nearby do not hold up.
func TestRoots(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	sleman := region.MustParse("34.04")
	full, half := workplan.NumberOf(100), workplan.NumberOf(50)
	o := office{
		"late":  {Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-14")},
		"ended": {Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-14"), Finished: date(t, "2020-01-14"), Began: date(t, "2020-01-08"), Done: full},
		"kept":  {Planned: date(t, "2020-01-31"), Expected: date(t, "2020-01-31"), Finished: date(t, "2020-01-31"), Began: date(t, "2020-01-20"), Done: full},
		"spring": {
			Planned: date(t, "2020-03-31"), Expected: date(t, "2020-03-31"), Began: date(t, "2020-02-17"), Done: half,
		},
		"gone": {Planned: date(t, "2020-01-10"), Cancelled: true},
	}
	type kinds = []roadmap.CauseKind
	regional := on(milestone(t, "m", 0, "a"), "kept")
	regional.Criteria = append(regional.Criteria, roadmap.Criterion{Regions: []region.Code{sleman}, Status: roadmap.Capable})
	notBefore := on(milestone(t, "b", 40, "a"), "spring")
	notBefore.NotBefore = date(t, "2020-02-03")
	target := milestone(t, "m", 0, "a")
	target.Due = roadmap.DueOn(date(t, "2020-01-10"))
	for name, c := range map[string]struct {
		day          string
		base, latest []roadmap.Milestone // latest is base if there is none
		start        string              // of latest
		want         kinds
	}{
		"another first day": {
			day: "2020-01-03", start: "2020-01-20", want: kinds{roadmap.ByMilestone, roadmap.ByEdition},
			base: []roadmap.Milestone{milestone(t, "a", 5), milestone(t, "m", 2, "a ss")},
		},
		"a new milestone": {
			day: "2020-01-03", base: []roadmap.Milestone{on(milestone(t, "a", 0), "late")},
			latest: []roadmap.Milestone{on(milestone(t, "a", 0), "late"), target}, want: kinds{roadmap.ByMilestone, roadmap.ByActivity},
		},
		"a new one that is cancelled": {
			day: "2020-01-03", base: []roadmap.Milestone{milestone(t, "m", 0)},
			latest: []roadmap.Milestone{on(milestone(t, "a", 0), "gone"), milestone(t, "m", 0, "a")}, want: kinds{roadmap.ByMilestone, roadmap.ByActivity},
		},
		"reached late though let go in time": {
			day: "2020-02-20", base: []roadmap.Milestone{on(milestone(t, "a", 0), "ended"), regional}, want: kinds{roadmap.ByItself},
		},
		"work that nobody began outlasts what is late": {
			day: "2020-02-20", base: []roadmap.Milestone{on(milestone(t, "m", 40), "late")}, want: kinds{roadmap.ByItself},
		},
		"begun, and bound by a new criterion": {
			day: "2020-02-20", base: []roadmap.Milestone{milestone(t, "m", 5)},
			latest: []roadmap.Milestone{on(milestone(t, "m", 5), "spring")}, want: kinds{roadmap.ByEdition},
		},
		"a longer wait after the first day": {
			day: "2020-01-07", base: []roadmap.Milestone{on(milestone(t, "a", 0), "kept"), milestone(t, "m", 2, "a")},
			latest: []roadmap.Milestone{on(milestone(t, "a", 0), "kept"), milestone(t, "m", 2, "a+9")}, want: kinds{roadmap.ByEdition},
		},
		"a longer wait before a beginning": {
			day: "2020-01-07", base: []roadmap.Milestone{on(milestone(t, "a", 0), "kept"), milestone(t, "b", 9, "a"), milestone(t, "m", 2, "b ss")},
			latest: []roadmap.Milestone{on(milestone(t, "a", 0), "kept"), milestone(t, "b", 9, "a+9"), milestone(t, "m", 2, "b ss")},
			want:   kinds{roadmap.ByMilestone, roadmap.ByEdition},
		},
		"begun late and reached": {
			day: "2020-02-03", base: []roadmap.Milestone{on(milestone(t, "b", 5), "kept"), milestone(t, "m", 2, "b ss+30")},
			want: kinds{roadmap.ByMilestone, roadmap.ByItself},
		},
		"begun late though let go in time": {
			day: "2020-02-20", base: []roadmap.Milestone{on(milestone(t, "a", 0), "ended"), notBefore, milestone(t, "m", 2, "b ss+30")},
			want: kinds{roadmap.ByMilestone, roadmap.ByItself},
		},
		"late, but not what holds": {
			day: "2020-01-03", base: []roadmap.Milestone{on(milestone(t, "a", 0), "late"), on(milestone(t, "b", 0), "kept"), milestone(t, "m", 2, "a", "b")},
			latest: []roadmap.Milestone{on(milestone(t, "a", 0), "late"), on(milestone(t, "b", 0), "kept"), milestone(t, "m", 2, "a", "b+9")},
			want:   kinds{roadmap.ByEdition},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := oneEdition(content(t, "2020-01-06", c.base...))
			r.Editions[0].Date = date(t, "2020-01-02")
			r.Assessments = []roadmap.Assessment{{On: date(t, "2020-02-14"), Region: sleman, Status: roadmap.Capable, By: "undp"}}
			next := roadmap.Edition{Number: 2, Date: date(t, "2020-01-02"), Content: content(t, "2020-01-06", c.base...)}
			if c.latest != nil {
				next.Milestones = c.latest
			}
			if c.start != "" {
				next.Start = date(t, c.start)
			}
			r.Editions = append(r.Editions, next)
			of := o
			if date(t, c.day).Compare(date(t, "2020-01-08")) < 0 {
				of = office{}
				for id, s := range o {
					of[id] = roadmap.ActivityState{Planned: s.Planned, Expected: s.Expected, Cancelled: s.Cancelled}
				}
			}
			f, err := r.Forecast(date(t, c.day), cal, of.sources())
			require.NoError(t, err)
			var got kinds
			for _, cause := range f.Causes("m") {
				got = append(got, cause.Kind)
			}
			require.Equal(t, c.want, got, f.Explain("m", aduan.English()))
			render(t, f)
		})
	}
}

// TestRootsOfSeveral names one of several reasons that hold alike: the first by
// name, and among criteria one that is late.
func TestRootsOfSeveral(t *testing.T) {
	t.Parallel()
	cal := jakarta(t)
	late := roadmap.ActivityState{Planned: date(t, "2020-01-10"), Expected: date(t, "2020-01-14")}
	r := oneEdition(content(t, "2020-01-06", on(milestone(t, "b", 0), "x"), on(milestone(t, "a", 0), "x"), milestone(t, "m", 2, "b", "a")))
	f, err := r.Forecast(date(t, "2020-01-03"), cal, office{"x": late}.sources())
	require.NoError(t, err)
	m, _ := f.Of("m")
	require.Equal(t, roadmap.MilestoneID("a"), m.Cause.Waits.Milestone)

	done := func(planned string) roadmap.ActivityState {
		return roadmap.ActivityState{Planned: date(t, planned), Expected: date(t, "2020-01-14"), Finished: date(t, "2020-01-14"), Began: date(t, "2020-01-07"), Done: workplan.NumberOf(100)}
	}
	r = oneEdition(content(t, "2020-01-06", on(milestone(t, "m", 0), "late")))
	r.Editions = append(r.Editions, r.Editions[0])
	r.Editions[1].Number, r.Editions[1].Milestones = 2, []roadmap.Milestone{on(milestone(t, "m", 0), "in time", "late")}
	f, err = r.Forecast(date(t, "2020-01-20"), cal, office{"in time": done("2020-01-14"), "late": done("2020-01-10")}.sources())
	require.NoError(t, err)
	m, _ = f.Of("m")
	require.Equal(t, roadmap.ByActivity, m.Cause.Kind)
	require.Equal(t, workplan.ActivityID("late"), m.Cause.Activity.Activity)
}

// TestWhatIsLateWithinTheFirstDay moves an event from the beginning of the first
// day to its end: the same date, but what follows is a day later.
func TestWhatIsLateWithinTheFirstDay(t *testing.T) {
	t.Parallel()
	r := oneEdition(content(t, "2020-01-06", on(milestone(t, "a", 0), "x"), milestone(t, "b", 0, "a-1"), milestone(t, "m", 2, "b")))
	o := office{"x": {Name: label("", "X"), Planned: date(t, "2020-01-06"), Expected: date(t, "2020-01-07")}}
	f, err := r.Forecast(date(t, "2020-01-03"), jakarta(t), o.sources())
	require.NoError(t, err)
	require.Equal(t, `Milestone m: expected on 8 January 2020, 1 working day after the baseline (7 January 2020)
  Because: it waits for "Milestone b" (finish to start), which is 1 working day late
    Because: it waits for "Milestone a" (finish to start, -1 working day), which is 1 working day late
      Because: the activity "X" (p/x) was planned to end on 6 January 2020 and is now expected to end on 7 January 2020
`, f.Explain("m", aduan.English()))
	require.Empty(t, f.Causes("b"))
}

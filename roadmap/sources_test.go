package roadmap_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// TestErrorsOfSourcesAreTold lets the first, the second and each further question to a
// source fail: never is there a forecast or a progress that rests on what nobody said.
func TestErrorsOfSourcesAreTold(t *testing.T) {
	t.Parallel()
	r, err := roadmap.Parse("r.yaml", []byte(small))
	require.NoError(t, err)
	cal, day := jakarta(t), date(t, "2020-05-04")
	lost := errors.New("lost")
	for name, ask := range map[string]func(roadmap.Sources) error{
		"forecast": func(src roadmap.Sources) error { _, err := r.Forecast(day, cal, src); return err },
		"progress": func(src roadmap.Sources) error { _, err := r.Progress(day, src); return err },
	} {
		for fails := 1; ; fails++ {
			asked := 0
			next := func() error {
				if asked++; asked == fails {
					return lost
				}
				return nil
			}
			err := ask(roadmap.Sources{
				Activity: func(workplan.ActivityRef, aduan.Date) (roadmap.ActivityState, bool, error) {
					return roadmap.ActivityState{Done: workplan.NumberOf(50), Planned: date(t, "2020-06-01"), Began: date(t, "2020-02-03"), Expected: date(t, "2020-06-30")}, true, next()
				},
				Indicators: map[roadmap.IndicatorID]func(aduan.Date) (workplan.Number, bool, error){
					"i": func(aduan.Date) (workplan.Number, bool, error) { return workplan.NumberOf(5), true, next() },
				},
			})
			if asked < fails {
				require.NoError(t, err, name)
				require.Greater(t, fails, 2, "%s asks both sources", name)
				break
			}
			require.ErrorIs(t, err, lost, "%s, question %d", name, fails)
		}
	}
}

// TestASuccessorOfAnotherCalendar: what took over an activity counts its days by the
// calendar of its own plan; another one is refused there too.
func TestASuccessorOfAnotherCalendar(t *testing.T) {
	t.Parallel()
	a := activity(t, "a", "2020-01-02", "2020-06-30")
	a.State, a.Cause, a.Into = workplan.StateCarriedOver, label("", "An epidemic"), []workplan.ActivityRef{{Plan: "q", Activity: "b"}}
	p, q := &workplan.Plan{ID: "p", Year: 2020}, &workplan.Plan{ID: "q", Year: 2021, Calendar: "another"}
	approve(t, p, "2020-01-10", a)
	approve(t, q, "2020-12-10", activity(t, "b", "2021-01-04", "2021-06-30"))
	_, _, err := roadmap.Activities(jakarta(t), p, q)(workplan.ActivityRef{Plan: "p", Activity: "a"}, date(t, "2021-02-01"))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, `activities of plan "q"`, invalid.What)
}

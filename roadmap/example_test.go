package roadmap_test

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

const exampleText = `id: example
name: {id: Contoh, en: Example}
editions:
- number: 1
  date: 2020-01-06
  reason: {en: The first road map}
  start: 2020-01-06
  milestones:
  - id: strategy
    name: {id: Strategi ditetapkan, en: Strategy adopted}
    criteria:
    - activity: {plan: plan-2020, activity: strategy}
  - id: champions
    name: {id: Champion terlatih, en: Champions trained}
    work: 40
    due: 2020-Q2
    after: [{milestone: strategy, lag: 5}]
`

func exampleCalendar() *calendar.Calendar {
	set, err := indonesia.Calendars()
	if err != nil {
		return nil
	}
	cal, _ := set.Calendar(indonesia.CalendarWIB)
	return cal
}

func ExampleContent_Schedule() {
	r, err := roadmap.Parse("roadmap.yaml", []byte(exampleText))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := r.Schedule(exampleCalendar())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, slot := range s.Slots {
		fmt.Println(slot.Milestone, slot.EarlyStart, slot.EarlyFinish, slot.TotalFloat, slot.Critical)
	}
	paths, _ := s.CriticalPaths(10)
	fmt.Println(paths)
	// Output:
	// strategy 2020-01-06 2020-01-06 0 true
	// champions 2020-01-13 2020-03-06 0 true
	// [[strategy champions]]
}

func ExampleRoadmap_Forecast() {
	r, err := roadmap.Parse("roadmap.yaml", []byte(exampleText))
	if err != nil {
		fmt.Println(err)
		return
	}
	day := func(m time.Month, d int) aduan.Date { return aduan.Date{Year: 2020, Month: m, Day: d} }
	f, err := r.Forecast(day(time.March, 2), exampleCalendar(), roadmap.Sources{
		Activity: func(workplan.ActivityRef, aduan.Date) (roadmap.ActivityState, bool, error) {
			return roadmap.ActivityState{
				Name: aduan.NewLabel(map[string]string{"en": "Writing the strategy"}), Planned: day(time.March, 31), Expected: day(time.May, 29),
				Reason: aduan.NewLabel(map[string]string{"en": "an epidemic"}),
			}, true, nil
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	o, _ := f.Of("champions")
	fmt.Println(o.Standing, o.Slip, o.Miss)
	fmt.Print(f.Explain("champions", aduan.English()))
	fmt.Print(f.ImpactText(f.Impacts[0], aduan.English()))
	// Output:
	// late 38 24
	// Champions trained: expected on 4 August 2020, 38 working days after the baseline (10 June 2020)
	//   Because: it waits for "Strategy adopted" (finish to start, +5 working days), which is 38 working days late
	//     Because: the activity "Writing the strategy" (plan-2020/strategy) was planned to end on 31 March 2020 and is now expected to end on 29 May 2020; reason: an epidemic
	// Writing the strategy (plan-2020/strategy): planned to end on 31 March 2020, expected on 29 May 2020, 38 working days late
	//   Strategy adopted: 38 working days later, from 31 March 2020 to 29 May 2020
	//   Champions trained: 38 working days later, from 10 June 2020 to 4 August 2020
}

func ExampleParse() {
	_, err := roadmap.Parse("roadmap.yaml", []byte("id: r\nname: {en: R}\neditions:\n- number: 1\n  date: 2020-01-06\n  start: 2020-01-06\n"+
		"  reason: {en: First}\n  milestones:\n  - {id: a, name: {en: A}, after: [{milestone: b}]}\n"))
	fmt.Println(err)
	// Output:
	// road map "r" in roadmap.yaml: invalid: roadmap.yaml:9:48: editions[0].milestones[0].after[0].milestone: there is no milestone "b"
}

func ExampleForecast_Mermaid() {
	r, err := roadmap.Parse("roadmap.yaml", []byte(exampleText))
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := r.Forecast(aduan.Date{Year: 2020, Month: 1, Day: 3}, exampleCalendar(), roadmap.Sources{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(f.Mermaid(aduan.Indonesian()))
	// Output:
	// gantt
	//     title Peta jalan Contoh per 3 Januari 2020
	//     dateFormat YYYY-MM-DD
	//     axisFormat %m/%Y
	//     todayMarker off
	//     section Tonggak
	//     Strategi ditetapkan :milestone, m1, 2020-01-06, 0d
	//     Champion terlatih :w2, 2020-01-13, 2020-03-07
	//     Champion terlatih :milestone, m2, 2020-03-06, 0d
}

func ExampleActivities() {
	plan := &workplan.Plan{
		ID: "plan-2020", Year: 2020, Editions: []workplan.Edition{{Number: 1, Content: workplan.Content{Activities: []workplan.Activity{{
			ID: "strategy", Name: aduan.NewLabel(map[string]string{"en": "Strategy"}),
			Start: aduan.Date{Year: 2020, Month: 1, Day: 6}, End: aduan.Date{Year: 2020, Month: 1, Day: 17},
		}}}}},
		Reports: []workplan.Report{{
			On: aduan.Date{Year: 2020, Month: 1, Day: 15}, Progress: &workplan.Progress{Activity: "strategy", Done: workplan.NumberOf(40)},
		}},
	}
	state := roadmap.Activities(exampleCalendar(), plan)
	s, known, err := state(workplan.ActivityRef{Plan: "plan-2020", Activity: "strategy"}, aduan.Date{Year: 2020, Month: 1, Day: 15})
	fmt.Println(s.Done, s.Planned, s.Expected, known, err)
	// Output:
	// 40 2020-01-17 2020-01-23 true <nil>
}

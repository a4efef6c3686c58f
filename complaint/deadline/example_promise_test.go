package deadline_test

import (
	"bytes"
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/indonesia"
)

// Another system has promised an answer; the city keeps its word for it.
func Example_promise() {
	officer, admin := lifecycle.By(complaint.RoleFieldOfficer), lifecycle.By(complaint.RoleNationalAdmin)
	l, err := complaint.Compile(lifecycle.Definition{
		Name: "city", Edition: "1", Initial: "open",
		States: []lifecycle.StateInfo{{State: "open", Owner: complaint.RoleNationalAdmin}, {State: "done", Final: true}},
		Transitions: []lifecycle.Transition{
			{Action: complaint.ActionSubmit, From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("open"), By: officer, Clocks: []lifecycle.Effect{lifecycle.Start.On(complaint.ClockPromised)}},
			{Action: "answer", From: []lifecycle.State{"open"}, To: lifecycle.To("done"), By: admin, Clocks: []lifecycle.Effect{lifecycle.Stop.On(complaint.ClockPromised)}},
		},
	}, complaint.Extensions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2020, 10, 26, 1, 0, 0, 0, time.UTC)
	id, err := complaint.NewID(at, bytes.NewReader(make([]byte, 16)))
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := l.Open(complaint.Header{ID: id, Reporter: complaint.ReporterRef(id), Tracking: "1"}, complaint.Actor{ID: "gateway", Role: complaint.RoleFieldOfficer},
		complaint.Draft{
			Kind: complaint.KindComplaint, Title: "Pothole", Body: "Deep.", Channel: complaint.ChannelIntegrated,
			Report:  complaint.Report{External: complaint.External{System: "open311", ID: complaint.NewPrivate("SR-1")}},
			Promise: &complaint.Promise{Due: at.Add(50 * time.Hour), Origin: "open311"}, // its expected_datetime
		}, complaint.Moment{Now: at})
	if err != nil {
		fmt.Println(err)
		return
	}
	set, err := indonesia.Calendars()
	if err != nil {
		fmt.Println(err)
		return
	}
	p := &deadline.Policy{Name: "city", Edition: "1", Rules: []deadline.Rule{{Clock: complaint.ClockPromised, Limit: deadline.None()}}}
	readings, err := p.Evaluate(l, c, deadline.Calendars{Set: set, Default: indonesia.CalendarWITA}, at)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(readings[0].Status, readings[0].Due, readings[0].Origin)
	fmt.Println(readings[0].DueIn(aduan.English()))
	// Output:
	// running 2020-10-28 03:00:00 +0000 UTC open311
	// 28 October 2020 11:00 WITA
}

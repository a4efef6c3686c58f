package main

import (
	"bytes"
	"fmt"
	"iter"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

// calendarOf names the national calendar of a zone, by which all offices of the
// example work.
func calendarOf(zone *time.Location) string {
	return map[string]string{"WIB": indonesia.CalendarWIB, "WITA": indonesia.CalendarWITA, "WIT": indonesia.CalendarWIT}[zone.String()]
}

// desk is a report with everything that it is judged by.
type desk struct {
	o         options
	say       aduan.Say
	lifecycle *complaint.Lifecycle
	policy    *deadline.Policy
	calendars deadline.Calendars
	report    *complaint.Complaint
}

func openDesk(o options) (*desk, error) {
	d := &desk{o: o, say: texts().In(o.words), policy: deadline.SP4N()}
	set, err := indonesia.Calendars()
	if err != nil {
		return nil, err
	}
	d.calendars = deadline.Calendars{Set: set, Default: calendarOf(o.zone)}
	if d.lifecycle, err = complaint.Compile(complaint.National(), complaint.Extensions{}); err != nil {
		return nil, err
	}
	return d, d.submit()
}

// submit lets the report come and be forwarded. The identifiers are made of
// nothing but the start, so that the output is the same every time.
func (d *desk) submit() error {
	entropy := bytes.NewReader(make([]byte, 256))
	id, err := complaint.NewID(d.o.start, entropy)
	if err != nil {
		return err
	}
	reporter, err := complaint.NewReporterRef(bytes.NewReader(bytes.Repeat([]byte{1}, 64)))
	if err != nil {
		return err
	}
	tracking, err := complaint.NewTracking(entropy)
	if err != nil {
		return err
	}
	at := complaint.Moment{Now: d.o.start}
	d.report, err = d.lifecycle.Open(
		complaint.Header{ID: id, Reporter: reporter, Tracking: tracking, Policy: d.policy.ID(), Region: d.o.region.Code().Path()},
		complaint.Actor{Role: complaint.RoleReporter},
		complaint.Draft{Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Jalan berlubang.", Category: "public_works/roads", Channel: complaint.ChannelWeb, Region: d.o.region.Code()},
		at)
	if err != nil {
		return err
	}
	d.report.Version = 1
	government := agency.ID("id:" + d.o.region.Code().Local())
	d.report, err = d.lifecycle.Apply(d.report, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin},
		complaint.Command{Action: complaint.ActionForward, Class: d.o.class, Agency: government}, at)
	return err
}

// others are the rules to compare with.
func (d *desk) others() ([]*deadline.Policy, error) {
	switch d.o.whatif {
	case "cpgrams":
		return []*deadline.Policy{
			deadline.CPGRAMS(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)),
			deadline.CPGRAMS(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)),
		}, nil
	case "statutory":
		return []*deadline.Policy{deadline.Statutory()}, nil
	}
	return nil, fmt.Errorf("-whatif %s: want cpgrams or statutory", d.o.whatif)
}

// reports yields the one report of this example; a program would list its store.
func (d *desk) reports() iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) { yield(d.report, nil) }
}

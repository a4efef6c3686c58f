package main

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"time"

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
	lifecycle *complaint.Lifecycle
	policy    *deadline.Policy
	calendars deadline.Calendars
	report    *complaint.Complaint
}

func openDesk(o options) (*desk, error) {
	d := &desk{o: o, policy: deadline.SP4N()}
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
		complaint.Header{ID: id, Reporter: reporter, Tracking: tracking, Policy: d.policy.ID(), Region: d.o.region.Path()},
		complaint.Actor{Role: complaint.RoleReporter},
		complaint.Draft{Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Jalan berlubang.", Category: "public_works/roads", Channel: complaint.ChannelWeb, Region: d.o.region},
		at)
	if err != nil {
		return err
	}
	d.report.Version = 1
	government := agency.ID("id:" + d.o.region.Local())
	d.report, err = d.lifecycle.Apply(d.report, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin},
		complaint.Command{Action: complaint.ActionForward, Class: d.o.class, Agency: government}, at)
	return err
}

// explain prints each clock with its due instant and every day.
func (d *desk) explain(out io.Writer) error {
	readings, err := d.policy.Evaluate(d.lifecycle, d.report, d.calendars, d.o.at)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, d.words().heading, d.class(), d.o.region, d.moment(d.o.start), d.moment(d.o.at), d.policy.ID())
	for _, r := range readings {
		if r.Status == deadline.NotStarted {
			continue
		}
		fmt.Fprint(out, "\n", r.Why().Text(d.o.lang))
	}
	return nil
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

// whatIf prints when each clock is due under other rules, and whether its
// status would be another one.
func (d *desk) whatIf(out io.Writer) error {
	others, err := d.others()
	if err != nil {
		return err
	}
	own, err := d.policy.Evaluate(d.lifecycle, d.report, d.calendars, d.o.at)
	if err != nil {
		return err
	}
	w := d.words()
	for _, other := range others {
		there, err := other.Evaluate(d.lifecycle, d.report, d.calendars, d.o.at)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, w.instead, other.ID(), d.policy.ID(), d.moment(d.o.at))
		for _, r := range there {
			for _, o := range own {
				if r.Clock == o.Clock && r.Run == o.Run && r.Run > 0 {
					fmt.Fprintf(out, w.line, r.Clock, d.text(o.Limit), d.text(o.Status), d.due(o))
					fmt.Fprintf(out, w.line, "", d.text(r.Limit), d.text(r.Status), d.due(r))
				}
			}
		}
		diff, err := deadline.WhatIf(d.lifecycle, d.reports(),
			deadline.Rules{Policy: d.policy, Calendars: d.calendars}, deadline.Rules{Policy: other, Calendars: d.calendars}, d.o.at)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, w.changed, diff.Changed, diff.Cases)
		for _, c := range diff.Changes {
			fmt.Fprintf(out, w.change, c.Clock, d.text(c.After.Status), d.text(c.Before.Status))
		}
	}
	return nil
}

// reports yields the one report of this example; a program would list its store.
func (d *desk) reports() iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) { yield(d.report, nil) }
}

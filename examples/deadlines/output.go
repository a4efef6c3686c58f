package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/agency"
)

// warn says when the report begins at a time for which the policy is not made.
func (d *desk) warn(out io.Writer) {
	valid := d.policy.Valid
	if valid.Contains(d.o.start) {
		return
	}
	jakarta := time.FixedZone("WIB", 7*60*60) // in which the validity is given
	fmt.Fprintln(out, d.say("warning", "policy", d.policy.ID(),
		"from", aduan.DateOf(valid.From.In(jakarta)), "until", aduan.DateOf(valid.Until.Add(-time.Nanosecond).In(jakarta))))
}

// explain prints each clock with its due instant and every day.
func (d *desk) explain(out io.Writer) error {
	readings, err := d.policy.Evaluate(d.lifecycle, d.report, d.calendars, d.o.at)
	if err != nil {
		return err
	}
	region := d.o.region.Name()
	fmt.Fprintln(out, d.say("report", "region", region, "code", d.o.region.Code(), "class", d.o.class))
	fmt.Fprintln(out, d.say("start", "at", d.o.start))
	fmt.Fprintln(out, d.say("read", "at", d.o.at))
	fmt.Fprintln(out, d.say("policy", "policy", d.policy.ID()))
	for _, r := range readings {
		if r.Status == deadline.NotStarted {
			continue
		}
		why := r.Why()
		// In this example it is always the government of the region that has the report.
		why.Names = map[agency.ID]string{d.report.Agency: d.say("government", "region", region)}
		fmt.Fprint(out, "\n", why.In(d.o.words))
	}
	return nil
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
	for _, other := range others {
		there, err := other.Evaluate(d.lifecycle, d.report, d.calendars, d.o.at)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, d.say("instead", "other", other.ID(), "policy", d.policy.ID(), "at", d.o.at))
		table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		for _, r := range there {
			for _, o := range own {
				if r.Clock == o.Clock && r.Run == o.Run && r.Run > 0 {
					d.row(table, d.clock(r), d.policy, o)
					d.row(table, "", other, r)
				}
			}
		}
		if err := table.Flush(); err != nil {
			return err
		}
		diff, err := deadline.WhatIf(d.lifecycle, d.reports(),
			deadline.Rules{Policy: d.policy, Calendars: d.calendars}, deadline.Rules{Policy: other, Calendars: d.calendars}, d.o.at)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "  "+d.say("changed", "changed", diff.Changed, "cases", diff.Cases))
		for _, c := range diff.Changes {
			fmt.Fprintln(out, "    "+d.say("change", "clock", d.clock(c.After), "after", c.After.Status, "before", c.Before.Status))
		}
	}
	return nil
}

// row is a clock under one policy.
func (d *desk) row(table io.Writer, clock string, p *deadline.Policy, r deadline.Reading) {
	due := d.say("due.never")
	if !r.Due.IsZero() {
		due = d.say("due", "at", r.DueIn(d.o.words))
	}
	fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\n", clock, p.ID(), r.Limit.In(d.o.words), r.Status.In(d.o.words), due)
}

func (d *desk) clock(r deadline.Reading) string { return complaint.ClockIn(d.o.words, r.Clock) }

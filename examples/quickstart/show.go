package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// held lists the cases of this run that an agency holds.
func (o *office) held(ctx context.Context) ([]*complaint.Complaint, error) {
	var held []*complaint.Complaint
	for _, f := range o.cases {
		c, err := o.stored.Get(ctx, f.receipt.ID)
		if err != nil {
			return nil, err
		}
		if c.Agency != "" {
			held = append(held, c)
		}
	}
	return held, nil
}

// heading begins a section of the output.
func (o *office) heading(text string) {
	fmt.Fprintf(o.out, "\n%s\n%s\n", text, strings.Repeat("-", len(text)))
}

// showReasons says of one report why it is where it is, and by when the agency
// has to have done what; an open one, if there is any.
func (o *office) showReasons(_ context.Context, held []*complaint.Complaint) error {
	o.heading("Why it is there, and by when")
	sent := slices.DeleteFunc(slices.Clone(held), func(c *complaint.Complaint) bool {
		return o.tables.Explain(complaint.FactsOf(c)).Decision.Agency != c.Agency
	})
	if len(sent) == 0 {
		fmt.Fprintln(o.out, "No report is where the table sent it.")
		return nil
	}
	open := slices.IndexFunc(sent, func(c *complaint.Complaint) bool { return !o.rules.Machine().Final(c.State) })
	chosen := sent[max(open, 0)]
	term, err := o.agencies.Get(chosen.Agency, o.now)
	if err != nil {
		return err
	}
	why := o.tables.Explain(complaint.FactsOf(chosen))
	fmt.Fprintf(o.out, "%q is with\n%s (%s).\n", chosen.Title(), term.Name, chosen.Agency)
	edition := aduan.NewLabel(map[string]string{"id": "%s: %s (tabel %s, edisi %s)\n", "en": "%s: %s (table %s, edition %s)\n"})
	fmt.Fprintf(o.out, edition.In(o.lang), why.Decision.Basis.Label().In(o.lang), why.Decision.Rule, why.Table, why.Edition)
	for _, fact := range why.Facts[:3] {
		fmt.Fprintf(o.out, "  %s: %s\n", fact.Label.In(o.lang), fact.Value.In(o.lang))
	}
	for _, step := range why.Steps {
		fmt.Fprintf(o.out, "  - %s\n", step.Text.In(o.lang))
	}
	return o.showClocks(chosen)
}

// showClocks prints the clocks of a case that have begun; the last day of each is
// one of its calendar.
func (o *office) showClocks(c *complaint.Complaint) error {
	readings, err := o.deadlines.Readings(o.rules, c, o.now)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "  clock\tlimit\tstatus\tdue\tcalendar")
	for _, r := range readings {
		if r.Status == deadline.NotStarted {
			continue
		}
		cal, err := o.calendars.Calendar(r.Calendar)
		if err := errors.Join(r.Err, err); err != nil {
			return fmt.Errorf("the clock %s of %s: %w", r.Clock, c.ID, err)
		}
		due := "-"
		if !r.Due.IsZero() {
			due = r.Due.Add(-time.Nanosecond).In(cal.Location()).Format("Mon 2006-01-02") // 24:00 is of the day before
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\n", r.Clock, r.Limit.Label().In(o.lang), r.Status.Label().In(o.lang), due, r.Calendar)
	}
	return w.Flush()
}

// showRefusal lets somebody try what they may not do, and prints why.
func (o *office) showRefusal(ctx context.Context, held []*complaint.Complaint) error {
	o.heading("A refusal, explained")
	for _, c := range held {
		by := officer(complaint.RoleAgencyAdmin, c.Agency)
		denial, err := o.svc.WhyNot(ctx, by, c.ID, complaint.ActionArchive)
		if err != nil {
			return err
		}
		if denial == nil || len(denial.Instead) == 0 {
			continue
		}
		fmt.Fprintf(o.out, "%s wants to archive %q, because it is not theirs:\n  %s\n", by.ID, c.Title(), denial.Text(o.lang))
		return nil
	}
	fmt.Fprintln(o.out, "This lifecycle refuses nothing here.")
	return nil
}

// showSecret shows a secret report to the public and to the agency.
func (o *office) showSecret(ctx context.Context, held []*complaint.Complaint) error {
	o.heading("The same secret report, seen by two")
	for _, c := range held {
		if c.Disclosure.Public {
			continue
		}
		by := officer(complaint.RoleAgencyAdmin, c.Agency)
		view, err := o.svc.Get(ctx, by, c.ID)
		if err != nil {
			return err
		}
		public, err := o.svc.Track(ctx, c.Tracking.String())
		if err != nil {
			return err
		}
		text, err := json.MarshalIndent(public, "  ", "  ")
		if err != nil {
			return err
		}
		fmt.Fprintf(o.out, "Whoever has the number %s sees:\n  %s\n", c.Tracking, text)
		o.showAgencyView(by, view)
		return nil
	}
	fmt.Fprintln(o.out, "No secret report reached an agency.")
	return nil
}

func (o *office) showAgencyView(by complaint.Actor, v complaint.AgencyView) {
	fmt.Fprintf(o.out, "%s sees:\n", by.ID)
	w := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	for _, row := range [][2]string{
		{"title", v.Title},
		{"place", v.Place},
		{"kind, class", v.Kind.Label().In(o.lang) + ", " + v.Class.Label().In(o.lang)},
		{"category, region", string(v.Category) + ", " + v.Region.String()},
		{"disclosure", v.Disclosure.String()},
		{"state", v.Status.Label.In(o.lang)},
		{"main unit", v.Main.String()},
		{"possible now", strings.Trim(fmt.Sprint(v.Allowed), "[]")},
	} {
		fmt.Fprintf(w, "  %s\t%s\n", row[0], row[1])
	}
	_ = w.Flush()
	for _, e := range v.Events {
		who := string(e.Role)
		if e.Officer != "" {
			who = e.Officer
		}
		fmt.Fprintf(o.out, "  %s  %s by %s: %s -> %s\n", e.At.Format("2006-01-02 15:04"), e.Action, who, e.From, e.To)
	}
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// print writes what came of the day. All words are those of the city, or of the packages
// in its language.
func (d *day) print(ctx context.Context, out io.Writer) error {
	l := d.rules()
	count := map[string]int{}
	var highest *complaint.Complaint
	for c, err := range d.store.Set().Complaints.List(ctx, complaint.Query{}) {
		if err != nil {
			return err
		}
		count[l.BucketIn(d.words, c.State)]++
		if highest == nil || cmp.Or(len(c.Escalations)-len(highest.Escalations), len(c.Timeline)-len(highest.Timeline)) > 0 {
			highest = c
		}
	}
	rows := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for info := range l.Machine().States() {
		heading := l.BucketIn(d.words, info.State)
		if n, ok := count[heading]; ok {
			fmt.Fprintf(rows, "%s\t%d\n", heading, n)
			delete(count, heading)
		}
	}
	fmt.Fprintf(rows, "\n%s\n", highest.Title())
	for _, e := range highest.History() {
		fmt.Fprintf(rows, "%s\t%s\t%s\t%s\n", d.words.Time(e.At.In(d.here.Zone)), l.ActionIn(d.words, e.Action), l.RoleIn(d.words, e.By.Role), l.StateIn(d.words, e.To))
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s\n", d.here.Router.Explain(complaint.FactsOf(highest)).In(d.words))
	if err := d.why(out, l, highest); err != nil {
		return err
	}
	who := reporter(slices.Index(d.cases, highest.ID))
	denial, err := d.svc.WhyNot(ctx, who, highest.ID, d.action(complaint.MeaningRoutes))
	if err != nil || denial == nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\n%s\n", denial.In(d.words))
	return err
}

// why prints how deadlines were computed: of the clock that has run out, or else of one
// that runs, and of what was promised.
func (d *day) why(out io.Writer, l *complaint.Lifecycle, c *complaint.Complaint) error {
	if d.here.Deadlines == nil {
		return nil
	}
	readings, err := d.here.Deadlines.Readings(l, c, d.now)
	if err != nil {
		return err
	}
	for _, clock := range []func(deadline.Reading) bool{
		func(r deadline.Reading) bool { return r.Origin == "" && r.Status == deadline.Breached },
		func(r deadline.Reading) bool { return r.Origin == "" && r.Status == deadline.Running },
		func(r deadline.Reading) bool { return r.Origin == "" && r.Status != deadline.NotStarted },
	} {
		if i := slices.IndexFunc(readings, clock); i >= 0 {
			if _, err := fmt.Fprintf(out, "\n%s", readings[i].Why().In(d.words)); err != nil {
				return err
			}
			break
		}
	}
	for _, r := range readings {
		if r.Origin != "" {
			_, err := fmt.Fprintf(out, "\n%s", r.Why().In(d.words))
			return err
		}
	}
	return nil
}

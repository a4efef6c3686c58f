package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// showRefusal lets somebody try what he may not do, and prints why.
func (o *office) showRefusal(ctx context.Context) error {
	fmt.Fprint(o.out, "\nA refusal, explained\n--------------------\n")
	for _, f := range o.cases {
		by := coordinator(agencyFor(f.row.Draft.Region.Path()))
		view, err := o.svc.Get(ctx, by, f.receipt.ID)
		if errors.Is(err, storage.ErrNotFound) {
			continue // not with his agency
		}
		if err != nil {
			return err
		}
		denial, err := o.svc.WhyNot(ctx, by, f.receipt.ID, complaint.ActionArchive)
		if err != nil {
			return err
		}
		if denial == nil || len(view.Allowed) == 0 {
			continue
		}
		fmt.Fprintf(o.out, "%s wants to archive %q, because it is not theirs:\n  %s\n", by.ID, view.Title, denial.Text(o.lang))
		return nil
	}
	fmt.Fprintln(o.out, "This lifecycle refuses nothing here.")
	return nil
}

// showSecret shows a secret report to the public and to the agency.
func (o *office) showSecret(ctx context.Context) error {
	fmt.Fprint(o.out, "\nThe same secret report, seen by two\n-----------------------------------\n")
	for _, f := range o.cases {
		if f.row.Draft.Disclosure.Public {
			continue
		}
		by := coordinator(agencyFor(f.row.Draft.Region.Path()))
		view, err := o.svc.Get(ctx, by, f.receipt.ID)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		public, err := o.svc.Track(ctx, f.receipt.Tracking.String())
		if err != nil {
			return err
		}
		text, err := json.MarshalIndent(public, "  ", "  ")
		if err != nil {
			return err
		}
		fmt.Fprintf(o.out, "Whoever has the number %s sees:\n  %s\n", f.receipt.Tracking, text)
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
		{"possible now", texts(v.Allowed)},
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

func texts(actions []lifecycle.Action) string {
	names := make([]string, len(actions))
	for i, a := range actions {
		names[i] = string(a)
	}
	return strings.Join(names, ", ")
}

// showTable counts all cases by bucket and government, and checks that the
// sums agree with what was accepted, now and before.
func (o *office) showTable(ctx context.Context) error {
	columns := []string{"id.sumbar", "id.diy", "id.sleman", "id.bali", "id.badung", "id.tangerang", "id.kemenpanrb"}
	counts := map[aduan.Label]map[string]int{}
	total, followedUp := 0, 0
	for view, err := range o.svc.List(ctx, national(), complaint.Query{}) {
		if err != nil {
			return err
		}
		if counts[view.Status.Bucket] == nil {
			counts[view.Status.Bucket] = map[string]int{}
		}
		counts[view.Status.Bucket][string(agencyFor(view.Region))]++
		total++
		for _, e := range view.Events {
			if e.Action == complaint.ActionFollowUp || e.Action == complaint.ActionRespond || e.Action == complaint.ActionApprove {
				followedUp++
				break
			}
		}
	}
	fmt.Fprint(o.out, "\nThe cases by bucket and region\n------------------------------\n")
	fmt.Fprintf(o.out, "%-32s", "")
	for _, c := range columns {
		fmt.Fprintf(o.out, "%11s", strings.TrimPrefix(c, "id."))
	}
	fmt.Fprintf(o.out, "%6s\n", "sum")
	sum := o.printRows(columns, counts)
	if sum != total || total != len(o.before)+len(o.cases) {
		return fmt.Errorf("the table does not add up: %d in the buckets, %d listed, %d accepted, %d stored before", sum, total, len(o.cases), len(o.before))
	}
	rate := decimal.NewFromInt(int64(followedUp)).Mul(decimal.NewFromInt(100)).DivRound(decimal.NewFromInt(int64(total)), 2)
	fmt.Fprintf(o.out, "\nThe buckets hold %d cases; %d reports were accepted", sum, len(o.cases))
	if len(o.before) > 0 {
		fmt.Fprintf(o.out, ", %d were there before", len(o.before))
	}
	fmt.Fprintf(o.out, ". Followed up: %d of %d = %s %%.\n", followedUp, total, rate.StringFixed(2))
	return nil
}

// printRows prints a row for every bucket in the order of its first state, and
// the sums; it returns the sum of all.
func (o *office) printRows(columns []string, counts map[aduan.Label]map[string]int) int {
	all := 0
	sums := map[string]int{}
	printed := map[aduan.Label]bool{}
	for s := range o.rules.Machine().States() {
		if printed[s.Bucket] {
			continue
		}
		printed[s.Bucket] = true
		name := s.Bucket.In(o.lang)
		if name == "" {
			name = "(no bucket)"
		}
		for c, n := range counts[s.Bucket] {
			sums[c] += n
		}
		all += o.printRow(name, columns, counts[s.Bucket])
	}
	o.printRow("sum", columns, sums)
	return all
}

// printRow prints the counts of one row and returns their sum.
func (o *office) printRow(name string, columns []string, counts map[string]int) int {
	fmt.Fprintf(o.out, "%-32s", name)
	row := 0
	for _, c := range columns {
		fmt.Fprintf(o.out, "%11d", counts[c])
		row += counts[c]
	}
	fmt.Fprintf(o.out, "%6d\n", row)
	return row
}

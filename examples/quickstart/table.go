package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
)

// pilotOf names the pilot region in which a place lies, the regencies before
// the provinces around them.
func pilotOf(path region.Path) string {
	for _, p := range [][2]string{
		{"36.03", "Tangerang"}, {"34.04", "Sleman"}, {"51.03", "Badung"}, {"13", "Sumbar"}, {"34", "DIY"}, {"51", "Bali"},
	} {
		if path.Contains(region.MustParse(p[0])) {
			return p[1]
		}
	}
	return "elsewhere"
}

// sum heads the last row and the last column of the table.
const sum = "sum"

// cell is a place in the table: a bucket and a region.
type cell struct{ row, column string }

// showTable counts all cases by bucket and region, and checks that the sums
// agree with what was accepted, now and before.
func (o *office) showTable(ctx context.Context, _ []*complaint.Complaint) error {
	counts := map[cell]int{}
	followedUp := 0
	for view, err := range o.svc.List(ctx, national(), complaint.Query{}) {
		if err != nil {
			return err
		}
		bucket, pilot := view.Status.Bucket.In(o.lang), pilotOf(view.Region)
		for _, c := range []cell{{bucket, pilot}, {bucket, sum}, {sum, pilot}, {sum, sum}} {
			counts[c]++
		}
		if slices.ContainsFunc(view.Events, func(e complaint.AgencyEvent) bool {
			return e.Action == complaint.ActionFollowUp || e.Action == complaint.ActionRespond || e.Action == complaint.ActionApprove
		}) {
			followedUp++
		}
	}
	o.heading("The cases by bucket and region")
	shown := o.printTable(counts)
	total := counts[cell{sum, sum}]
	if shown != total || total != len(o.before)+len(o.cases) {
		return fmt.Errorf("the table does not add up: %d in the buckets, %d listed, %d accepted, %d stored before", shown, total, len(o.cases), len(o.before))
	}
	rate := decimal.NewFromInt(int64(followedUp)).Mul(decimal.NewFromInt(100)).DivRound(decimal.NewFromInt(int64(total)), 2)
	fmt.Fprintf(o.out, "\nThe buckets hold %d cases; %d reports were accepted", total, len(o.cases))
	if len(o.before) > 0 {
		fmt.Fprintf(o.out, ", %d were there before", len(o.before))
	}
	fmt.Fprintf(o.out, ". Followed up: %d of %d = %s %%.\n", followedUp, total, rate.StringFixed(2))
	return nil
}

// printTable prints a row for every bucket in the order of its first state, and
// the sums; it returns how many cases the buckets hold.
func (o *office) printTable(counts map[cell]int) (shown int) {
	rows, columns := []string{}, []string{"Sumbar", "DIY", "Sleman", "Bali", "Badung", "Tangerang", "elsewhere", sum}
	for s := range o.rules.Machine().States() {
		if bucket := s.Bucket.In(o.lang); !slices.Contains(rows, bucket) {
			rows = append(rows, bucket)
			shown += counts[cell{bucket, sum}]
		}
	}
	fmt.Fprintf(o.out, "%-32s", "")
	for _, c := range columns {
		fmt.Fprintf(o.out, "%10s", c)
	}
	for _, row := range append(rows, sum) {
		fmt.Fprintf(o.out, "\n%-32s", row)
		for _, c := range columns {
			fmt.Fprintf(o.out, "%10d", counts[cell{row, c}])
		}
	}
	fmt.Fprintln(o.out)
	return shown
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
)

// elsewhere and sum stand for the places outside of the pilot regions, and for all.
const elsewhere, sum = "elsewhere", "sum"

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
	return elsewhere
}

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
		bucket, pilot := o.rules.BucketIn(o.words, view.Status.State), pilotOf(view.Region)
		for _, c := range []cell{{bucket, pilot}, {bucket, sum}, {sum, pilot}, {sum, sum}} {
			counts[c]++
		}
		if slices.ContainsFunc(view.Events, func(e complaint.AgencyEvent) bool { return followsUp(e.Action) }) {
			followedUp++
		}
	}
	o.heading(o.say("table"))
	shown := o.printTable(counts)
	total := counts[cell{sum, sum}]
	if shown != total || total != o.before+len(o.cases) {
		return fmt.Errorf("the table does not add up: %d in the buckets, %d listed, %d accepted, %d stored before", shown, total, len(o.cases), o.before)
	}
	o.line("\n" + o.say("table.cases", "cases", total, "accepted", len(o.cases), "before", o.before))
	for a := range o.rules.Machine().Actions() {
		if followsUp(a) { // a definition of one's own may have no such action, and then no such figure
			rate := decimal.NewFromInt(int64(followedUp)).Mul(decimal.NewFromInt(100)).DivRound(decimal.NewFromInt(int64(total)), 2)
			o.line(o.say("table.followed", "followed", followedUp, "cases", total, "rate", o.words.Percent(rate.StringFixed(2))))
			break
		}
	}
	return nil
}

// followsUp reports whether an action is one by which an agency follows a report up.
func followsUp(a lifecycle.Action) bool {
	return a == complaint.ActionFollowUp || a == complaint.ActionRespond || a == complaint.ActionApprove
}

// printTable prints a row for every bucket in the order of its first state, and
// the sums; it returns how many cases the buckets hold.
func (o *office) printTable(counts map[cell]int) (shown int) {
	rows, columns := []string{}, []string{"Sumbar", "DIY", "Sleman", "Bali", "Badung", "Tangerang", elsewhere, sum}
	for s := range o.rules.Machine().States() {
		if bucket := o.rules.BucketIn(o.words, s.State); !slices.Contains(rows, bucket) {
			rows = append(rows, bucket)
			shown += counts[cell{bucket, sum}]
		}
	}
	titles := map[string]string{elsewhere: o.say("table.elsewhere"), sum: o.say("table.sum")}
	title := func(name string) string { return cmp.Or(titles[name], name) }
	wide := 0
	for _, row := range rows {
		wide = max(wide, utf8.RuneCountInString(row))
	}
	fmt.Fprintf(o.out, "%-*s", wide, "")
	for _, c := range columns {
		fmt.Fprintf(o.out, "%11s", title(c))
	}
	for _, row := range append(rows, sum) {
		fmt.Fprintf(o.out, "\n%-*s", wide, title(row))
		for _, c := range columns {
			fmt.Fprintf(o.out, "%11s", o.words.Value(counts[cell{row, c}]))
		}
	}
	o.line("")
	return shown
}

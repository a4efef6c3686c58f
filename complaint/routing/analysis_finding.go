package routing

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/internal/enum"

	"github.com/aduan-go/aduan/complaint"
)

// FindingKind says what the analysis found.
type FindingKind int8

// The kinds of findings, in the order in which a report lists them. "All
// reports" are those that can be: within the table's scope and validity, each
// from a region that exists on its day or from none, and accusing nobody. No
// category and no region are in the scope unless it names categories or regions.
const (
	// Gap: reports that only the fallback takes. No rule fits them; under
	// [Collect], those that fit name supporting agencies only.
	Gap FindingKind = iota + 1
	// Overlap: reports for which two rules decide and the table does not say
	// which. Under [Unique] these are all that both fit, even if they name the
	// same destination; under [MostSpecific] those for which none of all rules
	// that fit goes before either, and the two name different destinations;
	// under [Collect] those that both fit, if they name different main agencies,
	// or one a main agency and the other candidates to ask. Targets are
	// compared as the table writes them. Under [First] there is none.
	Overlap
	// Shadowed: a rule that fits some reports and decides none of them. Under
	// [First] another that fits stands before it, under [MostSpecific] another
	// is more specific, and under [Unique] another fits too, for every one of
	// them. Under [Collect] there is none.
	Shadowed
	// Redundant: a rule that decides, and without which every report would go
	// where it goes now, and none to the fallback that does not now: to the same
	// main agencies, candidates and supporting agencies as the table writes
	// them, and settled or left open as before.
	Redundant
	// NeverFires: a rule that fits no report.
	NeverFires
	// BadDestination: a target to which a rule, or the fallback, sends some
	// reports and that leads nowhere for them: an agency of the directory that
	// is not in force on the day, or a selector for which it has no
	// agency, or no single one, or whose level does not lie around the region.
	// An agency of the fallback must be in force on every day of the table,
	// because reports outside the scope, reports of which the agency is not
	// found, and those that accuse it come there.
	BadDestination
	// Undecided: rules that the analysis could not follow to the end within its
	// [Budget].
	Undecided
)

func findingNames() enum.Set {
	return enum.Words("", "gap", "overlap", "shadowed", "redundant", "never_fires", "bad_destination", "undecided")
}

// String returns the text form, for example "gap".
func (k FindingKind) String() string { return findingNames().Text("FindingKind", int(k)) }

// MarshalText writes the text form; a value outside the set is an error.
func (k FindingKind) MarshalText() ([]byte, error) {
	return findingNames().Marshal("FindingKind", int(k))
}

// UnmarshalText reads the text form exactly.
func (k *FindingKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(findingNames(), text, k)
}

// In names the kind for people.
func (k FindingKind) In(w aduan.Words) string {
	return texts().Word(w, "finding_kind", k.String(), aduan.Label{})
}

// RuleRef names a rule and the line on which it was read, 0 if it was not.
type RuleRef struct {
	Rule string `json:"rule"`
	Line int    `json:"line,omitempty"`
}

// Finding is a fault of a table.
type Finding struct {
	Kind FindingKind `json:"kind"`
	// Rules are the rules concerned: none for a gap, two in the order of the
	// table for an overlap, and otherwise the rule itself first. A shadowed rule
	// is followed by those that decide the witness in its place.
	Rules []RuleRef `json:"rules,omitempty"`
	// Days reach from the first to the last day on which the fault is there: for
	// a shadowed or redundant rule the days on which it fits something, for one
	// that never fires its validity.
	Days Days `json:"days,omitzero"`
	// Target is what leads nowhere, for [BadDestination].
	Target Target `json:"target,omitzero"`
	// Agree tells that the rules of an [Overlap] name the same destination.
	Agree bool `json:"agree,omitempty"`
	// Possible tells that no report was found that shows the fault, because it
	// rests on what words or Go functions would have to say together, which the
	// analysis cannot calculate; Conditions names these.
	Possible   bool            `json:"possible,omitempty"`
	Conditions []aduan.Message `json:"conditions,omitempty"`
	// Witness is the least report that shows the fault, in the declared order:
	// category, region, kind, class, channel, disclosure, day, day of the event,
	// attributes in the order of the table. A value that is missing comes before
	// all others, named after anonymous and open after secret; categories and
	// regions come in the order of their trees. Of words and functions none
	// holds that need not. It is zero, so that its Submitted is, if there is no
	// such report: for a rule that never fires, and where a fault is only
	// possible. For a redundant rule it is the least report that it decides.
	Witness complaint.Facts `json:"-"`
	// Facts lists what the witness is, for people.
	Facts []Fact `json:"witness,omitempty"`
	// Text says what is wrong.
	Text aduan.Message `json:"text"`

	router *Router
	gap    []gapStep
}

// Covers reports whether a gap is about a report: whether the report is one of
// those that only the fallback takes and that this finding stands for. It is
// false for other kinds, and for facts that cannot be right. Every report that
// only the fallback takes is covered by exactly one gap of an exact report.
func (f Finding) Covers(facts complaint.Facts) bool {
	var p point
	return f.router != nil && f.router.locate(&facts, &p) == nil && f.covers(&p)
}

// covers is Covers for facts that were located.
func (f *Finding) covers(p *point) bool {
	for _, l := range f.router.scope {
		if !l.Set.Has(p.at[l.Dim]) {
			return false
		}
	}
	for _, s := range f.gap {
		if !f.router.follows(p, s) {
			return false
		}
	}
	return true
}

// follows reports whether a report lies on a step of a gap.
func (r *Router) follows(p *point, s gapStep) bool {
	switch n := len(r.space.domains); {
	case s.stage >= n:
		v := int64(0)
		if r.holds(p, literal{atom: int32(s.stage - n)}) {
			v = 1
		}
		return box.Set(s.spans).Has(v)
	case box.Dim(s.stage) == dimDay:
		return slices.ContainsFunc(s.days, func(d dayPiece) bool { return d.has(p.at[dimDay]) })
	}
	return box.Set(s.spans).Has(p.at[s.stage])
}

// String is the rule and where it was read.
func (r RuleRef) String() string {
	if r.Line == 0 {
		return r.Rule
	}
	return fmt.Sprintf("%s (:%d)", r.Rule, r.Line)
}

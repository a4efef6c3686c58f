package roadmap

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// CauseKind says why a milestone slips or is late.
type CauseKind int8

// The kinds of cause. Only [ByMilestone] leads on to another cause.
const (
	// ByMilestone is another milestone that is late.
	ByMilestone CauseKind = iota + 1
	// ByActivity is an activity of a work plan that is late or cancelled.
	ByActivity
	// ByIndicator is an indicator that does not have the wanted value.
	ByIndicator
	// ByItself is work of its own that is not done though it should be.
	ByItself
	// ByPlan is a target that was not kept even by the baseline.
	ByPlan
	// ByEdition is a later edition that plans otherwise than the baseline.
	ByEdition
)

func causeWords() enum.Set {
	return enum.Words("", "milestone", "activity", "indicator", "itself", "plan", "edition")
}

// String returns the text form: "milestone".
func (k CauseKind) String() string { return causeWords().Text("CauseKind", int(k)) }

// In is the kind for people.
func (k CauseKind) In(w aduan.Words) string {
	return texts().Word(w, "cause_kind", k.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (k CauseKind) MarshalText() ([]byte, error) {
	return causeWords().Marshal("CauseKind", int(k))
}

// UnmarshalText reads the text form.
func (k *CauseKind) UnmarshalText(text []byte) error { return enum.Unmarshal(causeWords(), text, k) }

// Cause explains why a milestone slips or is late.
type Cause struct {
	Kind CauseKind
	// Milestone is what is explained, and Name its name. Late is how many working
	// days later than in the baseline it is reached, or begins if BeganLate is
	// set; 0 if it is not going to be.
	Milestone MilestoneID
	Name      aduan.Label
	Late      calendar.WorkingDays
	// BeganLate says that the cause explains a late beginning: in a chain, that
	// of a milestone for whose beginning the one before it waits.
	BeganLate bool
	// Waits is the dependency that binds it, for [ByMilestone]; the next cause
	// explains the milestone that it names: its beginning if the dependency is
	// from start to start, or else its end.
	Waits Dependency
	// Activity and State are set for [ByActivity].
	Activity workplan.ActivityRef
	State    ActivityState
	// Indicator is set for [ByIndicator].
	Indicator IndicatorID
	// Done is the progress in percent, for [ByItself].
	Done workplan.Number
	// Edition and Reason are set for [ByEdition].
	Edition int
	Reason  aduan.Label
}

// only clears what belongs to another kind.
func (c Cause) only() Cause {
	if c.Kind != ByEdition {
		c.Edition, c.Reason = 0, aduan.Label{}
	}
	return c
}

// overdue reports whether a criterion is on an activity that is later than
// planned, or never completed.
func (s *CriterionState) overdue() bool {
	a := &s.Activity
	return !s.Criterion.Activity.IsZero() && (a.Cancelled || a.Expected.Compare(a.Planned) > 0)
}

// byCriterion makes a criterion the cause if it is late, and reports whether it
// is.
func byCriterion(c *Cause, s *CriterionState) bool {
	switch {
	case s == nil:
		return false
	case s.overdue():
		c.Kind, c.Activity, c.State = ByActivity, s.Criterion.Activity, s.Activity
	case s.Criterion.Indicator != "":
		c.Kind, c.Indicator = ByIndicator, s.Criterion.Indicator
	default:
		return false
	}
	*c = c.only()
	return true
}

// lastMet is the criterion that was met last; of one day one that was late.
func (o *forecastPass) lastMet(i int32) *CriterionState {
	var last *CriterionState
	for k := range o.progress[i].Criteria {
		s := &o.progress[i].Criteria[k]
		if last == nil || s.Met.Compare(last.Met) > 0 || s.Met == last.Met && s.overdue() && !last.overdue() {
			last = s
		}
	}
	return last
}

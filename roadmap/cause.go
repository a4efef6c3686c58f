package roadmap

import (
	"github.com/aduan-go/aduan/complaint/lifecycle"
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

func causeWords() []word {
	return []word{
		{},
		{"milestone", "tonggak lain", "another milestone"},
		{"activity", "kegiatan", "activity"},
		{"indicator", "indikator", "indicator"},
		{"itself", "pekerjaan sendiri", "its own work"},
		{"plan", "rencana", "the plan"},
		{"edition", "perubahan edisi", "a change of edition"},
	}
}

// String returns the text form: "milestone".
func (k CauseKind) String() string { return textOf("CauseKind", int(k), causeWords()) }

// Label is the kind for people.
func (k CauseKind) Label() lifecycle.Label { return labelOf(int(k), causeWords()) }

// MarshalText writes the text form.
func (k CauseKind) MarshalText() ([]byte, error) {
	return marshalWord("CauseKind", int(k), causeWords())
}

// UnmarshalText reads the text form.
func (k *CauseKind) UnmarshalText(text []byte) error {
	n, err := unmarshalWord(text, causeWords())
	if err == nil {
		*k = CauseKind(n)
	}
	return err
}

// Cause explains why a milestone slips or is late.
type Cause struct {
	Kind CauseKind
	// Milestone is what is explained, Name and Late its name and its slip.
	Milestone MilestoneID
	Name      lifecycle.Label
	Late      calendar.WorkingDays
	// Waits is the dependency that binds it, for [ByMilestone]; the next cause
	// explains the milestone that it names.
	Waits Dependency
	// Activity and State are set for [ByActivity].
	Activity workplan.ActivityRef
	State    ActivityState
	// Indicator is set for [ByIndicator].
	Indicator IndicatorID
	// Done is the progress in percent, for [ByItself]. BeganLate says that it is
	// in time, but another milestone waits for its beginning.
	Done      workplan.Number
	BeganLate bool
	// Edition and Reason are set for [ByEdition].
	Edition int
	Reason  lifecycle.Label
}

// explain gives every milestone that slips or is late its cause.
func (f *Forecast) explain(expected, before *outlookPass) {
	n := expected.network
	f.chain = make([]chainLink, len(n.items))
	for _, i := range n.order {
		o := &f.Outlooks[i]
		f.chain[i] = chainLink{next: -1, root: i}
		switch {
		case o.Standing == Late && o.Slip <= 0 && !o.Baseline.IsZero():
			o.Cause = Cause{Kind: ByPlan, Milestone: o.Milestone, Name: o.Name}
			continue
		case o.Slip <= 0 && o.Standing != Unreachable && o.Standing != Late:
			continue
		}
		var from int32
		if o.Cause, from = f.cause(expected, before, i); from >= 0 {
			f.chain[i] = chainLink{next: from, root: f.chain[from].root, length: f.chain[from].length + 1}
		}
	}
}

// cause explains one milestone; from is the milestone that it waits for, -1 if
// the cause is the root.
func (f *Forecast) cause(e, before *outlookPass, i int32) (c Cause, from int32) {
	o := &f.Outlooks[i]
	c = Cause{Kind: ByEdition, Milestone: o.Milestone, Name: o.Name, Late: o.Slip, Edition: f.Edition, Reason: f.edition.Reason}
	reason := e.reason[i]
	if reason == byFact {
		if byCriterion(&c, e.lastMet(i)) {
			return c, -1
		}
		reason = e.latestDependency(i)
	}
	switch {
	case reason >= 0:
		from = e.network.edges[reason].from
		if w := &f.Outlooks[from]; w.Slip > 0 || w.Standing == Unreachable || e.network.edges[reason].link == StartStart && e.beganLate(before, from) {
			c.Kind, c.Waits = ByMilestone, Dependency{
				Milestone: w.Milestone, Type: e.network.edges[reason].link, Lag: calendar.WorkingDays(e.network.edges[reason].lag),
			}
			return c.only(), from
		}
	case reason == byFinish:
		byCriterion(&c, &e.progress[i].Criteria[e.bindings[i]])
		return c, -1
	}
	if e.reason[i] == byFact || e.forced[i] && e.reason[i] == byStart || e.bounds[i].begun {
		c.Kind, c.Done = ByItself, o.Done
	}
	return c.only(), -1
}

// beganLate reports whether a milestone began later than in another pass.
func (o *outlookPass) beganLate(before *outlookPass, i int32) bool {
	k, ok := before.network.index[o.network.items[i].ID]
	if !ok {
		return false
	}
	work := int(o.network.items[i].Work)
	return o.axis.begins(o.start[i], work).Compare(before.axis.begins(before.start[k], int(before.network.items[k].Work))) > 0
}

// only clears what belongs to another kind.
func (c Cause) only() Cause {
	if c.Kind != ByEdition {
		c.Edition, c.Reason = 0, lifecycle.Label{}
	}
	return c
}

// byCriterion makes a criterion the cause if it is late, and reports whether it
// is.
func byCriterion(c *Cause, s *CriterionState) bool {
	if s == nil {
		return false
	}
	a := &s.Activity
	switch {
	case !s.Criterion.Activity.IsZero() && (a.Cancelled || a.Expected.Compare(a.Planned) > 0):
		c.Kind, c.Activity, c.State = ByActivity, s.Criterion.Activity, *a
	case s.Criterion.Indicator != "":
		c.Kind, c.Indicator = ByIndicator, s.Criterion.Indicator
	default:
		return false
	}
	*c = c.only()
	return true
}

// lastMet is the criterion that was met last.
func (o *outlookPass) lastMet(i int32) *CriterionState {
	var last *CriterionState
	for k := range o.progress[i].Criteria {
		if s := &o.progress[i].Criteria[k]; last == nil || s.Met.Compare(last.Met) > 0 {
			last = s
		}
	}
	return last
}

// latestDependency is the dependency that would let a milestone be reached
// last; byFact if it has none.
func (o *outlookPass) latestDependency(i int32) int32 {
	n := o.network
	best, at := int32(byFact), 0
	for e := n.first[i]; e < n.first[i+1]; e++ {
		from := n.edges[e].from
		place := o.start[from] + int(n.edges[e].lag)
		if n.edges[e].link == FinishStart {
			place = o.finish[from] + int(n.edges[e].lag)
		}
		if best < 0 || place > at || place == at && n.ahead(e, best) {
			best, at = e, place
		}
	}
	return best
}

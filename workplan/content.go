package workplan

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
)

// Output is a result (keluaran) that the plan is to bring about, measured by
// indicators rather than by events held.
type Output struct {
	ID         OutputID    `json:"id"`
	Name       aduan.Label `json:"name"`
	Indicators []Indicator `json:"indicators,omitempty"`
}

// Indicator measures an output. A target above the baseline, or equal to it,
// is to be reached from below, one under it from above.
type Indicator struct {
	ID   IndicatorID `json:"id"`
	Name aduan.Label `json:"name"`
	// Unit is what the values count: "%", "regions".
	Unit     string `json:"unit,omitempty"`
	Baseline Number `json:"baseline" strict:"required"`
	// Targets are in the order of time, one for a quarter at most.
	Targets []Target `json:"targets"`
	// Source is the source of verification (sumber verifikasi).
	Source aduan.Label `json:"source,omitzero"`
	// Feed names the function that computes the values, empty if they are
	// reported; see evaluation.Feed.
	Feed string `json:"feed,omitempty"`
}

// Reaches reports whether a value is as good as another one: not below it, or
// not above it where the indicator is to fall.
func (i *Indicator) Reaches(value, target Number) bool {
	if target.Cmp(i.Baseline) < 0 {
		return value.Cmp(target) <= 0
	}
	return value.Cmp(target) >= 0
}

// Target is the value that an indicator is to have at the end of a quarter.
type Target struct {
	Quarter Quarter `json:"quarter"`
	Value   Number  `json:"value" strict:"required"`
}

// Activity is a piece of work under an output.
type Activity struct {
	ID     ActivityID  `json:"id"`
	Output OutputID    `json:"output"`
	Name   aduan.Label `json:"name"`
	// Party is responsible for it.
	Party PartyID `json:"party"`
	// Regions lists the regions that it serves; empty if it serves none in
	// particular.
	Regions []region.Code `json:"regions,omitempty"`
	// Start and End are the first and the last day, within the plan's year.
	Start aduan.Date `json:"start"`
	End   aduan.Date `json:"end"`
	// Phases says which share of the work each quarter brings, in the order of
	// time, together 100 percent, in quarters that Start and End touch. Empty
	// if the work spreads evenly over the working days.
	Phases []Phase `json:"phases,omitempty"`
	// Weight is the activity's weight in the S-curve, relative to the others;
	// 0 in all activities of a plan takes their cost.
	Weight       Number        `json:"weight,omitzero"`
	Deliverables []aduan.Label `json:"deliverables,omitempty"`
	// Training marks an activity of which cohorts are reported.
	Training bool `json:"training,omitempty"`
	// Complaints lists the complaints that caused the activity.
	Complaints []complaint.ID `json:"complaints,omitempty"`
	// State is what was decided about it: [StatePlanned] (also the zero
	// value), [StatePostponed], [StateCarriedOver] or [StateCancelled]. Whether
	// it is ongoing or completed follows from reports; see [Activity.StateAt].
	State lifecycle.State `json:"state,omitempty"`
	// Cause says why it was postponed, carried over or cancelled.
	Cause aduan.Label `json:"cause,omitzero"`
	// Into is the activity that takes over its open scope: in another plan when
	// it was carried over, in this one when it was replaced.
	Into []ActivityRef `json:"into,omitempty"`
	// Carried is how many percent were carried over. What is done of the
	// activity itself never exceeds the rest.
	Carried Number `json:"carried,omitzero"`
	// From is the activity from which it took over, Scope how many percent of
	// that activity; 0 stands for all. Neither changes once From is given.
	From  ActivityRef `json:"from,omitzero"`
	Scope Number      `json:"scope,omitzero"`
}

// Phase is the share of an activity's work in one quarter.
type Phase struct {
	Quarter Quarter `json:"quarter"`
	// Share is in percent.
	Share Number `json:"share" strict:"required"`
}

// Line is a line of the budget: money of one funding source for one activity.
type Line struct {
	ID       LineID      `json:"id"`
	Activity ActivityID  `json:"activity"`
	Name     aduan.Label `json:"name,omitzero"`
	// Fund is the party that pays, the funding source (sumber dana).
	Fund   PartyID `json:"fund"`
	Amount Money   `json:"amount"`
	// Phases says how much each quarter needs, in the order of time, together
	// the amount. Empty if it follows the work.
	Phases []LinePhase `json:"phases,omitempty"`
	// Carried is what was moved into the plan of another year, and Into the
	// lines there; a line with an Into is closed and never changes again.
	Carried Money     `json:"carried,omitzero"`
	Into    []LineRef `json:"into,omitempty"`
	// Closed marks a line that takes no further money.
	Closed bool `json:"closed,omitempty"`
	// From is the line of another plan from which the money came.
	From LineRef `json:"from,omitzero"`
}

// LinePhase is what a line needs in one quarter.
type LinePhase struct {
	Quarter Quarter `json:"quarter"`
	Amount  Money   `json:"amount"`
}

package deadline

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
)

// Cause says why a day was counted or skipped.
type Cause int8

// The causes. The zero value means that none was given.
const (
	// Start: the day on which counting begins, which does not count.
	Start Cause = iota + 1
	// Counted: an ordinary day that counts.
	Counted
	// CountedHalfDay: a half day, which counts as a day.
	CountedHalfDay
	// CountedJointLeave: joint leave on which the service works.
	CountedJointLeave
	// OnWeekend, OnHoliday and OnJointLeave: the office does not work.
	OnWeekend
	OnHoliday
	OnJointLeave
	// OnPause: the clock stands still.
	OnPause
	// OnStandstill: the office has decided that the day does not count.
	OnStandstill
)

func causeWords() enum.Set {
	return enum.Words("", "start", "counted", "counted_half_day", "counted_joint_leave", "weekend", "holiday", "joint_leave", "paused", "standstill")
}

// String returns the text form, for example "joint_leave".
func (c Cause) String() string { return causeWords().Text("Cause", int(c)) }

// In returns the cause in words.
func (c Cause) In(w aduan.Words) string { return texts().Word(w, "cause", c.String(), aduan.Label{}) }

// MarshalText writes the text form; a value outside the set is an error.
func (c Cause) MarshalText() ([]byte, error) { return causeWords().Marshal("Cause", int(c)) }

// UnmarshalText reads the text form exactly.
func (c *Cause) UnmarshalText(text []byte) error { return enum.Unmarshal(causeWords(), text, c) }

// DayLine is a day of an explanation.
type DayLine struct {
	Date aduan.Date `json:"date"`
	// Count is the number of the day within the limit, for limits in days; for
	// limits in minutes and hours it is how many have passed at the end of the
	// day. It is 0 for a day that adds nothing.
	Count int64 `json:"count,omitempty"`
	Cause Cause `json:"cause"`
	// Names are what the lists call the day; for a pause, the action that began it.
	Names []string `json:"names,omitempty"`
	// Reason is why the day does not count, of a standstill.
	Reason aduan.Label `json:"reason,omitzero"`
	// Edition and Known say which decree named the day and when it became known.
	Edition string     `json:"edition,omitempty"`
	Known   aduan.Date `json:"known,omitzero"`
}

// Event is something that happened to a clock while it ran.
type Event struct {
	At     time.Time        `json:"at"`
	Action lifecycle.Action `json:"action"`
	// Days are the working days that an extension added.
	Days int `json:"days,omitempty"`
	// Class is the class after a reclassification.
	Class complaint.Class `json:"class,omitzero"`
}

// Explanation says why a clock is due when it is due. Its JSON form is for
// programs, [Explanation.In] for people.
type Explanation struct {
	Clock  lifecycle.ClockName `json:"clock"`
	Run    int                 `json:"run"`
	Status Status              `json:"status"`
	Policy complaint.Edition   `json:"policy"`
	// Rule is the place of the rule that decided, -1 if none did; Source is what
	// the rule says of its origin.
	Rule   int    `json:"rule"`
	Source string `json:"source,omitempty"`
	// Origin says who promised the due instant, empty if it was computed.
	Origin string `json:"origin,omitempty"`
	// Class, Holder, Limit and Extended are what decided.
	Class  complaint.Class `json:"class,omitzero"`
	Holder agency.ID       `json:"holder,omitempty"`
	// Names are what people call the bodies, in place of their IDs. A reading knows
	// none, so whoever shows the explanation sets them.
	Names    map[agency.ID]string `json:"names,omitempty"`
	Limit    Term                 `json:"limit,omitzero"`
	Extended calendar.WorkingDays `json:"extended,omitempty"`
	Calendar string               `json:"calendar,omitempty"`
	// Known is since when the lists used were known; zero is always.
	Known time.Time `json:"known,omitzero"`
	// Started, From (where counting begins), Due, BreachedAt and Stopped are in
	// the zone of the calendar.
	Started time.Time `json:"started,omitzero"`
	From    time.Time `json:"from,omitzero"`
	Due     time.Time `json:"due,omitzero"`
	// AtDue says what an end at Due is.
	AtDue AtDue `json:"at_due,omitempty"`
	// Provisional tells that Due rests on a year without a decree.
	Provisional bool      `json:"provisional,omitempty"`
	BreachedAt  time.Time `json:"breached_at,omitzero"`
	Stopped     time.Time `json:"stopped,omitzero"`
	Remaining   Term      `json:"remaining,omitzero"`
	// Charge says who answers for the breach, nil if nobody does; Shares who had the
	// case while the run lasted, if that was more than one.
	Charge *Charge `json:"charge,omitempty"`
	Shares []Share `json:"shares,omitempty"`
	// Days lists every day from the start to the due date, or to the present
	// while the clock stands still. It ends early where a list is missing.
	Days   []DayLine `json:"days,omitempty"`
	Events []Event   `json:"events,omitempty"`
	// Problem says in English why the status is unknown.
	Problem string `json:"problem,omitempty"`

	err       error // of which Problem is the text
	lifecycle *complaint.Lifecycle
}

// Why explains the reading, day by day. It is made when asked for, from the
// same rule, calendar and pauses that the reading was made from.
func (r Reading) Why() Explanation {
	x := Explanation{
		Clock: r.Clock, Run: r.Run, Status: r.Status, Rule: r.Rule, Origin: r.Origin,
		Limit: r.Limit, Extended: r.Extended, Calendar: r.Calendar, Remaining: r.Remaining, Provisional: r.Provisional, err: r.Err, lifecycle: r.lifecycle,
	}
	if r.Err != nil {
		x.Problem = r.Err.Error()
	}
	if r.policy != nil {
		x.Policy, x.AtDue = r.policy.ID(), r.policy.AtDue
	}
	if r.run == nil {
		return x
	}
	x.Class, x.Holder = r.class, r.holder
	for _, seq := range r.run.Recomputed {
		if at := entryOf(r.c, seq).At; !at.After(r.until) {
			after := factsAfter(r.c, seq)
			x.Class = after.class
			x.Events = append(x.Events, Event{At: at, Action: after.action, Class: after.class})
		}
	}
	for _, e := range r.run.Extensions {
		if !e.At.After(r.until) {
			x.Events = append(x.Events, Event{At: e.At, Action: entryOf(r.c, e.Entry).Action, Days: e.Days})
		}
	}
	if r.Rule >= 0 && r.Origin == "" {
		x.Source = r.policy.Rules[r.Rule].Source
	}
	in := func(t time.Time) time.Time {
		if t.IsZero() || r.cal == nil {
			return t
		}
		return t.In(r.cal.Location())
	}
	for i := range x.Events {
		x.Events[i].At = in(x.Events[i].At)
	}
	x.Started, x.From, x.Due, x.BreachedAt, x.Stopped = in(r.Started), in(r.from), in(r.Due), in(r.BreachedAt), in(r.Stopped)
	if charge, ok := r.Charged(); ok {
		x.Charge = &charge
	}
	if shares := r.Shares(); len(shares) > 1 {
		x.Shares = shares
	}
	if r.cal != nil {
		x.Known = r.cal.Known()
		x.Days = r.days()
	}
	return x
}

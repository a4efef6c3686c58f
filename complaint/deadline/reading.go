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

// Status says how a run of a clock stands. The zero value is not started.
type Status int8

// The states of a reading.
const (
	// NotStarted: the clock never started in this case.
	NotStarted Status = iota
	// Running: it is running and not breached.
	Running
	// Paused: it stands still and is not breached.
	Paused
	// Met: what it waited for came in time.
	Met
	// Breached: its limit passed before it ended; it may still be running.
	Breached
	// Superseded: it ended without being judged.
	Superseded
	// Unknown: it cannot be computed, or ended after a provisional due date;
	// Reading.Err says why.
	Unknown
)

func statusWords() enum.Set {
	return enum.Words("not_started", "running", "paused", "met", "breached", "superseded", "unknown")
}

// String returns the text form, for example "not_started".
func (s Status) String() string { return statusWords().Text("Status", int(s)) }

// MarshalText writes the text form; a value outside the set is an error.
func (s Status) MarshalText() ([]byte, error) { return statusWords().Marshal("Status", int(s)) }

// UnmarshalText reads the text form exactly.
func (s *Status) UnmarshalText(text []byte) error { return enum.Unmarshal(statusWords(), text, s) }

// In returns the status in words.
func (s Status) In(w aduan.Words) string { return texts().Word(w, "status", s.String(), aduan.Label{}) }

// Reading is how a run of a clock stands at an instant. All instants are in UTC
// and zero where there is none.
type Reading struct {
	Clock lifecycle.ClockName
	// Run counts the runs of this clock in the case from 1; 0 if it never started.
	Run    int
	Status Status
	// Latest reports whether it is the clock's latest run.
	Latest bool
	// Limit is the term of the rule that decides, without extensions; Extended
	// are the working days that extensions added.
	Limit    Term
	Extended calendar.WorkingDays
	// Origin says who promised Due, empty if the rule set it.
	Origin  string
	Started time.Time
	// Due is when the limit passes: for a run that has ended or was breached, the
	// due instant that it was judged by. It is zero while the run is paused, when
	// there is no limit, and when it is unknown.
	Due time.Time
	// Provisional tells that Due rests on a year without a decree, of which the
	// calendar knows weekends and fixed holidays only. Such a run may warn and
	// be scheduled by; it is not breached, whatever the time, until the calendar
	// has the list.
	Provisional bool
	// Stopped is when the run ended.
	Stopped time.Time
	// BreachedAt is the first instant t >= due under what was known at t; t > due with
	// [MetAtDue].
	BreachedAt time.Time
	// WarnAt is when the run comes near its breach; Near that it did and is
	// running and not breached.
	WarnAt time.Time
	Near   bool
	// Remaining is what is left of the limit, in its unit, negative if it has
	// passed: working days up to the due date, whole hours and minutes. It is
	// taken at the end of the run if it has ended.
	Remaining Term
	// Paused is how long the run was paused altogether. Days of a standstill are no pause.
	Paused time.Duration
	// Calendar is the name of the calendar used.
	Calendar string
	// Rule is the place of the rule that decides in the policy, -1 if none.
	Rule int
	// Err says why the status is unknown, or what remains of a paused run is.
	Err error

	policy    *Policy
	lifecycle *complaint.Lifecycle
	c         *complaint.Complaint
	run       *complaint.ClockRun
	still     []*Standstill   // that concern the run, as known by then
	class     complaint.Class // of the case, and who holds it, by which it is judged
	holder    agency.ID
	cal       *calendar.Calendar // as known when the due instant was computed
	until     time.Time          // what had happened by then counts
	next      time.Time          // when the due instant may become another, zero if never
	from      time.Time          // where counting begins
	at        time.Time
}

// passed is the first instant at which the limit has passed, zero without one.
func (r *Reading) passed() time.Time { return r.policy.AtDue.passed(r.Due) }

// open reports whether the run has not ended.
func (r *Reading) open() bool { return r.run != nil && r.run.Ended.IsZero() }

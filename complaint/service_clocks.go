package complaint

import (
	"context"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// ClockReading is how a run of a clock stands at a moment. Instants are in UTC and
// zero where there is none.
type ClockReading struct {
	// Clock is the clock, Run counts its runs in the case from 1. Both are zero in a
	// reading that says why the case as a whole is not judged.
	Clock lifecycle.ClockName `json:"clock,omitempty"`
	Run   int                 `json:"run,omitempty"`
	// State says whether the run goes on, Breached that its limit has passed or
	// passed before it ended.
	State    ClockState `json:"state,omitzero"`
	Breached bool       `json:"breached,omitempty"`
	// Due is when the limit passes, by which the run is or was judged; Provisional
	// that it rests on a year without a list of holidays, and breaches nothing.
	Started     time.Time `json:"started,omitzero"`
	Due         time.Time `json:"due,omitzero"`
	Ended       time.Time `json:"ended,omitzero"`
	Provisional bool      `json:"provisional,omitempty"`
	// Limit, Status and DueDate say for people how long it may run, how it stands,
	// and Due in the zone of its calendar. They are zero from a [Deadlines] that is no
	// [ClockReader].
	Limit   aduan.Message `json:"limit,omitzero"`
	Status  aduan.Message `json:"status,omitzero"`
	DueDate aduan.Message `json:"due_date,omitzero"`
	// Err is why the run cannot be judged, nil if it can; Problem its text in English.
	Err     error  `json:"-"`
	Problem string `json:"problem,omitempty"`
}

// ClockReader is what a [Deadlines] may also implement: it reads all runs of all
// clocks of a case that it knows a limit of, in the order in which they started. An
// error means that the case cannot be judged at all.
type ClockReader interface {
	Clocks(l *Lifecycle, c *Complaint, at time.Time) ([]ClockReading, error)
}

// Clocks returns how the clocks of a case stand, for who may see it: all runs in
// the order in which they started. What cannot be judged says why, in a reading
// without a clock if it is the case as a whole. The reporter gets the latest run of
// each clock, and not the reason: they are told that the office cannot say. Without
// a [ClockReader] the runs come without limits and due instants.
func (s *Service) Clocks(ctx context.Context, by Actor, id ID) ([]ClockReading, error) {
	v, err := s.load(ctx, by, id)
	if err != nil {
		return nil, err
	}
	readings := s.clocks(v)
	if v.by.role() == RoleReporter {
		readings = forReporter(readings)
	}
	for i := range readings {
		if err := readings[i].Err; err != nil {
			readings[i].Problem = err.Error()
		}
	}
	return readings, nil
}

// clocks reads the clocks of a case.
func (s *Service) clocks(v visit) []ClockReading {
	_, wrong := v.c.JudgedAt(v.at.Now)
	if reader, ok := s.cfg.Deadlines.(ClockReader); ok && wrong == nil {
		if readings, err := reader.Clocks(v.rules, v.c, v.at.Now); err == nil {
			return readings
		}
	}
	judged, err := s.judgement(v.rules, v.c, v.at)
	if err != nil {
		judged = Judgement{Unjudged: []Unjudged{{Err: err}}}
	}
	return judged.readings(v.rules.Clocks(v.c))
}

// readings are the runs of a case with what was judged of them.
func (j Judgement) readings(runs []ClockRun) []ClockReading {
	var list []ClockReading
	unjudged := map[lifecycle.ClockName]error{}
	for _, u := range j.Unjudged {
		if unjudged[u.Clock] = u.Err; u.Clock == "" {
			list = append(list, ClockReading{Err: u.Err})
		}
	}
	count, latest := map[lifecycle.ClockName]int{}, map[lifecycle.ClockName]int{}
	for i := range runs {
		latest[runs[i].Clock] = i
	}
	for i := range runs {
		run := &runs[i]
		count[run.Clock]++
		r := ClockReading{Clock: run.Clock, Run: count[run.Clock], State: run.State, Started: run.Started, Ended: run.Ended}
		if i == latest[run.Clock] {
			r.Breached, r.Err = slices.Contains(j.Elapsed, run.Clock), unjudged[run.Clock]
		}
		list = append(list, r)
	}
	return list
}

// forReporter leaves what concerns the reporter.
func forReporter(readings []ClockReading) []ClockReading {
	var list []ClockReading
	for _, r := range readings {
		list = slices.DeleteFunc(list, func(earlier ClockReading) bool { return earlier.Clock == r.Clock })
		if r.State == ClockSuperseded {
			continue
		}
		if r.Err != nil {
			r.Err = unsaid{}
		}
		list = append(list, r)
	}
	return list
}

// unsaid is what a reporter is told of a clock that cannot be judged.
type unsaid struct{}

func (unsaid) In(w aduan.Words) string { return texts().In(w)("clock.unsaid") }

func (u unsaid) Error() string { return u.In(aduan.English()) }

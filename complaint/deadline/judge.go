package deadline

import (
	"slices"
	"strconv"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
)

// Judge says which clocks have run out, what to escalate and when to look
// again. Of each clock the latest run counts. If the timer has something to do
// now, Next is the instant since when, so that a late sweep finds the case.
// Otherwise it is when the next limit passes or the next warning is to be written, or before that when a due instant
// may become another: a calendar gets news of which the day is known, or the holder
// another calendar or heir.
//
// A run that cannot be judged, of a case that is watched
// ([complaint.Lifecycle.Watched]), has not run out and is listed as unjudged: one that
// cannot be computed, for want of a calendar, a year of it, a holder or a rule, one
// whose provisional due date has passed, and a case without a policy
// ([Deadlines.PolicyOf]). Then Next is since when that is so (the start of the run, the
// provisional date, the submission): every sweep comes upon the case and tells the
// reason, and the first one after the calendar has got its list judges it.
//
// A moment a little before the last entry counts as that entry's; for an earlier one
// the error is [complaint.Complaint.JudgedAt]'s. To ask about the past, take
// [Deadlines.Readings].
func (d *Deadlines) Judge(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (complaint.Judgement, error) {
	at, err := c.JudgedAt(at)
	if err != nil {
		return complaint.Judgement{}, err
	}
	p, err := d.PolicyOf(c)
	if err != nil {
		return complaint.Judgement{}, err
	}
	j := judging{
		l: l, c: c, at: at, runs: l.Clocks(c), open: !l.Machine().Final(c.State), watched: l.Watched(c),
		accused: d.accusedSuperiors(c, at),
	}
	var room [usualReadings]Reading
	readings := room[:0]
	if p == nil {
		j.unjudged(complaint.Unjudged{Err: &NoPolicyError{Submitted: c.SubmittedAt()}}, c.SubmittedAt())
	} else {
		readings = p.evaluate(readings, l, c, j.runs, d.cfg.Calendars, at)
		j.out.Unlimited = unlimited(l, readings)
		if p.IgnoreExtensions {
			j.out.Fixed = slices.Collect(l.Machine().Clocks())
		}
	}
	for i := range readings {
		r := &readings[i]
		if !r.Latest {
			continue
		}
		if j.read(r); r.Limit.unit == AsPromised && !p.IgnoreExtensions {
			j.out.Fixed = append(j.out.Fixed, r.Clock)
		}
	}
	acts := j.acts()
	if len(acts) > 0 || len(j.out.Escalate) > 0 {
		j.soonest(j.since)
	}
	if j.watched && p != nil {
		j.wait(readings, acts)
	}
	return j.out, nil
}

// unlimited lists the clocks of a lifecycle for which there is no limit.
func unlimited(l *complaint.Lifecycle, readings []Reading) []lifecycle.ClockName {
	var list []lifecycle.ClockName
	for clock := range l.Machine().Clocks() {
		if r := latestOf(readings, clock); r == nil || r.Limit.unit <= NoLimit && r.Status != Unknown && r.Status != NotStarted {
			list = append(list, clock)
		}
	}
	return list
}

// latestOf is the reading of the latest run of a clock, nil if there is none.
func latestOf(readings []Reading, clock lifecycle.ClockName) *Reading {
	for i := range readings {
		if r := &readings[i]; r.Latest && r.Clock == clock {
			return r
		}
	}
	return nil
}

// judging is a judgement that is being made.
type judging struct {
	l       *complaint.Lifecycle
	c       *complaint.Complaint
	at      time.Time
	runs    []complaint.ClockRun
	watched bool                                       // the timer has to look after the case
	open    bool                                       // the case may still be acted on
	accused error                                      // why there is no superior to escalate to
	since   time.Time                                  // the earliest breach of a clock that still runs
	climbs  []lifecycle.ClockName                      // those with steps of the ladder to come, or that nobody can judge
	refused map[lifecycle.ClockName][]complaint.Reason // against what would follow of a clock
	out     complaint.Judgement
}

func (j *judging) soonest(t time.Time) {
	if !t.IsZero() && (j.out.Next.IsZero() || t.Before(j.out.Next)) {
		j.out.Next = t.UTC()
	}
}

// unjudged notes what cannot be judged, and since when.
func (j *judging) unjudged(what complaint.Unjudged, since time.Time) {
	if j.watched {
		j.out.Unjudged = append(j.out.Unjudged, what)
		j.soonest(since)
	}
}

// read judges the latest run of a clock.
func (j *judging) read(r *Reading) {
	if r.Status == Breached {
		j.out.Elapsed = append(j.out.Elapsed, r.Clock)
	}
	switch {
	case r.run == nil || !j.counts(r.run):
	case r.Status == Unknown && r.open():
		j.unjudged(complaint.Unjudged{Clock: r.Clock, Err: r.problem()}, r.Started)
	case r.Status == Running && r.problem() != nil:
		j.unjudged(complaint.Unjudged{Clock: r.Clock, Err: r.problem()}, r.passed())
	case r.Status == Running:
		j.soonest(r.passed())
		if !r.Due.IsZero() {
			j.soonest(r.next)
		}
		j.warn(r)
	case r.Status == Breached && r.open():
		j.climb(r)
	}
}

// warn notes that a run comes near its end, and when that is to be written. A due instant
// that is provisional may become another, so nothing is written of it.
func (j *judging) warn(r *Reading) {
	if r.WarnAt.IsZero() {
		return
	}
	w := complaint.Warning{Clock: r.Clock, Run: r.run.Entry, Threshold: r.policy.Rules[r.Rule].Warn.String(), Due: r.Due}
	if r.Near {
		j.out.Near = append(j.out.Near, w)
	}
	if !r.policy.WriteWarnings || r.Provisional || !j.l.MayWarn(j.c, w) {
		return
	}
	if r.Near {
		j.out.Warn = append(j.out.Warn, w)
	}
	j.soonest(r.WarnAt)
}

// counts reports whether anything can follow of a run: after the end of a case it does
// of what runs on.
func (j *judging) counts(run *complaint.ClockRun) bool {
	return j.open || run.State == complaint.ClockRuns
}

// wait names the rule by which nothing follows of each clock that has not ended and of
// which nothing does; acts is what the timer may do now.
func (j *judging) wait(readings []Reading, acts []lifecycle.Action) {
	add := func(clock lifecycle.ClockName, why complaint.WaitReason) {
		j.out.Waits = append(j.out.Waits, complaint.Waiting{Clock: clock, Reason: why})
	}
	for i := range j.runs {
		run := &j.runs[i]
		if !run.Ended.IsZero() {
			continue
		}
		if !j.counts(run) {
			add(run.Clock, complaint.WaitPaused)
			continue
		}
		r := latestOf(readings, run.Clock)
		switch {
		case r == nil || r.Run == 0:
			add(run.Clock, complaint.WaitNoRule)
		case r.Status == Breached:
			if why := j.after(r, acts); why != 0 {
				add(run.Clock, why)
				if why == complaint.WaitRefused {
					j.out.Waits[len(j.out.Waits)-1].Refused = j.refused[run.Clock]
				}
			}
		case r.Status == Paused:
			add(run.Clock, complaint.WaitPaused)
		case r.Status == Running && r.Limit.unit == NoLimit:
			add(run.Clock, complaint.WaitNoLimit)
		}
	}
	if len(j.out.Waits) == 0 && j.out.Next.IsZero() {
		add("", complaint.WaitNoClock)
	}
}

// after is why nothing follows a breach, 0 if something does: a step of the ladder, or
// what the timer does once the clock has run out.
func (j *judging) after(r *Reading, acts []lifecycle.Action) complaint.WaitReason {
	if slices.Contains(j.climbs, r.Clock) {
		return 0
	}
	why := complaint.WaitNoStep
	if slices.ContainsFunc(r.policy.Ladder, func(s Step) bool { return s.Clock == r.Clock }) {
		why = complaint.WaitPassed
	}
	for _, out := range j.l.Timeouts() {
		if out.Clock != r.Clock {
			continue
		}
		if slices.Contains(acts, out.Action) {
			return 0
		}
		// An action of another state does not follow here.
		if rule, ok := j.l.Machine().Rule(j.c.State, out.Action); ok && rule.Permits(complaint.RoleTimer) {
			j.refuse(r.Clock, j.l.WhyNot(j.c, timer(), out.Action, complaint.Moment{Now: j.at, Elapsed: j.out.Elapsed}))
		}
	}
	if len(j.refused[r.Clock]) > 0 {
		return complaint.WaitRefused
	}
	return why
}

// refuse notes why something does not follow of a clock that has run out.
func (j *judging) refuse(clock lifecycle.ClockName, why *complaint.Denial) {
	if why == nil {
		return
	}
	if j.refused == nil {
		j.refused = map[lifecycle.ClockName][]complaint.Reason{}
	}
	for _, reason := range why.Reasons {
		same := func(r complaint.Reason) bool { return r.Code == reason.Code && r.Condition == reason.Condition }
		if !slices.ContainsFunc(j.refused[clock], same) {
			j.refused[clock] = append(j.refused[clock], reason)
		}
	}
}

func timer() complaint.Actor {
	return complaint.Actor{ID: string(complaint.RoleTimer), Role: complaint.RoleTimer}
}

// climb says which steps of the ladder are to be taken after a breach. A step
// whose instant is provisional or cannot be computed is not taken, nor is one that
// was taken in this run, or that the guards of the case's edition refuse. One to
// superiors who are all accused is reported.
func (j *judging) climb(r *Reading) {
	if j.since.IsZero() || r.BreachedAt.Before(j.since) {
		j.since = r.BreachedAt
	}
	number := map[complaint.Rung]int{} // the step of the ladder, rung by rung
	for _, s := range r.policy.Ladder {
		if s.Clock != r.Clock {
			continue
		}
		number[s.Rung]++
		step := complaint.Escalation{Clock: r.Clock, Rung: s.Rung}
		if number[s.Rung] > 1 {
			step.Step = number[s.Rung]
		}
		if j.l.StepsInRun(j.c, r.Clock, s.Rung) >= number[s.Rung] {
			continue
		}
		cal := r.cal.AsKnownAt(j.at)
		follows := true
		when, err := add(cal, r.BreachedAt, s.After)
		worked := s.After.works()
		switch {
		case err != nil:
			j.unjudged(complaint.Unjudged{Clock: r.Clock, Err: err}, r.BreachedAt)
		case when.After(j.at):
			j.soonest(when)
			if at, ok := cal.NextAmendment(j.at); ok && worked {
				j.soonest(at)
			}
		case worked && cal.IsProvisional(when):
			j.unjudged(complaint.Unjudged{Clock: r.Clock, Err: undecreed(cal, when)}, when.UTC())
		case !j.l.MayEscalate(j.c, step, complaint.Moment{Now: j.at, Elapsed: j.out.Elapsed}):
			follows = false
			j.refuse(r.Clock, j.l.WhyNotEscalate(j.c, step, complaint.Moment{Now: j.at, Elapsed: j.out.Elapsed}))
		case j.l.Superior(s.Rung) && j.accused != nil:
			j.unjudged(complaint.Unjudged{Clock: r.Clock, Err: j.accused}, when.UTC())
		default:
			j.out.Escalate = append(j.out.Escalate, step)
		}
		if follows {
			j.climbs = append(j.climbs, r.Clock)
		}
	}
}

// acts lists what the timer may do to the case now that a clock has run out, but for
// the steps of the ladder.
func (j *judging) acts() []lifecycle.Action {
	if len(j.out.Elapsed) == 0 {
		return nil
	}
	acts := j.l.Allowed(j.c, timer(), complaint.Moment{Now: j.at, Elapsed: j.out.Elapsed})
	return slices.DeleteFunc(acts, func(a lifecycle.Action) bool { return j.l.Does(a, complaint.MeaningEscalates) })
}

// ProvisionalError says that a due date that has passed rests on a year without a
// decree, so that nobody knows whether it is the right one.
type ProvisionalError struct {
	// Calendar is the name of the calendar, Year the year without a list.
	Calendar string
	Year     int
}

// In names calendar and year.
func (e *ProvisionalError) In(w aduan.Words) string {
	return texts().In(w)("problem.provisional", "calendar", e.Calendar, "year", strconv.Itoa(e.Year))
}

// Error is [ProvisionalError.In] English.
func (e *ProvisionalError) Error() string { return e.In(aduan.English()) }

// undecreed is the error for a provisional due instant.
func undecreed(cal *calendar.Calendar, due time.Time) error {
	return &ProvisionalError{Calendar: cal.Name(), Year: cal.DateOf(due.Add(-time.Nanosecond)).Year}
}

// yearOfDue is the year in which a limit ends, in the zone of the instant: 24:00
// belongs to the day that ends.
func yearOfDue(due time.Time) string { return strconv.Itoa(due.Add(-time.Nanosecond).Year()) }

// NoPolicyError says that a case has no policy, because none is valid at its
// submission: a further edition that is mends it. [Deadlines.Check] finds such times
// beforehand.
type NoPolicyError struct {
	// Submitted is when.
	Submitted time.Time
}

// In says since when.
func (e *NoPolicyError) In(w aduan.Words) string {
	return texts().In(w)("problem.no_policy", "at", e.Submitted)
}

// Error is [NoPolicyError.In] English.
func (e *NoPolicyError) Error() string { return e.In(aduan.English()) }

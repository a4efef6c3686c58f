package deadline

import (
	"iter"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Rules are a policy and the calendars it is read with.
type Rules struct {
	Policy    *Policy
	Calendars Calendars
}

// Change is a clock of a case that stands otherwise under other rules.
type Change struct {
	ID    complaint.ID
	Clock lifecycle.ClockName
	// Run is the run that is compared, from 1; 0 for one that never started.
	Run int
	// Before and After are the readings under the first and the second rules; a
	// clock that one of them does not speak of reads as the zero Reading.
	Before, After Reading
}

// Difference is what [WhatIf] finds.
type Difference struct {
	// Cases is how many cases were read, Changed how many of them have a change.
	Cases, Changed int
	// Failed lists the errors of the cases that cannot be read; they are not among
	// Cases.
	Failed []error
	// Changes lists the clocks whose status is another one, in the order of the
	// cases and of their clocks.
	Changes []Change
	// Before and After count the runs by clock and status under each rules.
	Before, After map[lifecycle.ClockName]map[Status]int
}

// WhatIf reads histories under two sets of rules, whatever policy the cases
// keep, and reports which of them change status: "and under the 21-day rule?".
// Only clocks that both rules speak of are compared. It changes nothing. The
// error is that of the sequence and ends it; a case that cannot be read does not.
func WhatIf(l *complaint.Lifecycle, cases iter.Seq2[*complaint.Complaint, error], before, after Rules, at time.Time) (Difference, error) {
	d := Difference{Before: map[lifecycle.ClockName]map[Status]int{}, After: map[lifecycle.ClockName]map[Status]int{}}
	for c, err := range cases {
		if storage.IsRecord(err) {
			d.Failed = append(d.Failed, err)
			continue
		}
		if err != nil {
			return d, err
		}
		was, err := before.Policy.Evaluate(l, c, before.Calendars, at)
		if err != nil {
			return d, err
		}
		is, err := after.Policy.Evaluate(l, c, after.Calendars, at)
		if err != nil {
			return d, err
		}
		d.Cases++
		count(d.Before, was)
		count(d.After, is)
		if d.compare(c, was, is) {
			d.Changed++
		}
	}
	return d, nil
}

func count(into map[lifecycle.ClockName]map[Status]int, readings []Reading) {
	for _, r := range readings {
		if into[r.Clock] == nil {
			into[r.Clock] = map[Status]int{}
		}
		into[r.Clock][r.Status]++
	}
}

// compare notes the clocks of a case whose status differs.
func (d *Difference) compare(c *complaint.Complaint, was, is []Reading) bool {
	before := len(d.Changes)
	for _, w := range was {
		for _, i := range is {
			if w.Clock == i.Clock && w.Run == i.Run && w.Status != i.Status {
				d.Changes = append(d.Changes, Change{ID: c.ID, Clock: w.Clock, Run: w.Run, Before: w, After: i})
			}
		}
	}
	return len(d.Changes) > before
}

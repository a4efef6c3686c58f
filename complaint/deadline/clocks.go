package deadline

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

var _ complaint.ClockReader = (*Deadlines)(nil)

// Clocks reads the clocks of a case that have begun, as [Deadlines.Readings] does,
// for complaint.Service.Clocks. A case without a policy yields one reading that
// says so.
func (d *Deadlines) Clocks(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) ([]complaint.ClockReading, error) {
	if p, err := d.PolicyOf(c); p == nil && err == nil {
		return []complaint.ClockReading{{Err: &NoPolicyError{Submitted: c.SubmittedAt()}}}, nil
	}
	readings, err := d.Readings(l, c, at)
	var list []complaint.ClockReading
	for i := range readings {
		if r := &readings[i]; r.Status != NotStarted {
			list = append(list, r.neutral())
		}
	}
	return list, err
}

// neutral is the reading as package complaint knows it.
func (r *Reading) neutral() complaint.ClockReading {
	out := complaint.ClockReading{
		Clock: r.Clock, Run: r.Run, State: r.run.State, Breached: r.Status == Breached, Started: r.Started, Due: r.Due, Ended: r.Stopped,
		Provisional: r.Provisional, Limit: aduan.MessageOf(r.Limit), Status: aduan.MessageOf(r.Status), Err: r.problem(),
	}
	if !r.Due.IsZero() {
		out.DueDate = aduan.MessageOf(dueDate{*r})
	}
	return out
}

// dueDate is the due instant of a reading, for people.
type dueDate struct{ Reading }

func (d dueDate) In(w aduan.Words) string { return d.DueIn(w) }

// problem is why the run cannot be judged now, nil if it can.
func (r *Reading) problem() error {
	switch {
	case r.Status == Unknown:
		return r.Err
	case r.Status == Running && r.Provisional && !r.passed().After(r.at):
		return undecreed(r.cal, r.Due)
	default:
		return nil
	}
}

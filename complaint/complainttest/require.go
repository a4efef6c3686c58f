package complainttest

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// RequireState ends the test unless the case is in the state. The failure shows the
// timeline.
func (o *Office) RequireState(id complaint.ID, want lifecycle.State) {
	o.t.Helper()
	if got := o.Case(id).State; got != want {
		o.t.Fatalf("complainttest: case %s is in the state %s, not %s%s", id, got, want, o.history(id))
	}
}

// RequireDue ends the test unless the latest run of a clock is due at an instant, to the
// microsecond; the zero instant wants a run without limit. The failure shows how all
// clocks of the case stand.
func (o *Office) RequireDue(id complaint.ID, clock lifecycle.ClockName, want time.Time) {
	o.t.Helper()
	readings := o.clocks(id)
	for i := len(readings) - 1; i >= 0; i-- {
		r := readings[i]
		if r.Clock != clock {
			continue
		}
		if r.Err != nil || !r.Due.Equal(want.Truncate(time.Microsecond)) {
			o.t.Fatalf("complainttest: the clock %s of case %s is due %s, not %s%s", clock, id, o.instant(r.Due), o.instant(want), o.standing(readings))
		}
		return
	}
	o.t.Fatalf("complainttest: the clock %s of case %s never started%s", clock, id, o.standing(readings))
}

// RequireAllowed ends the test unless somebody may take an action now, with some command.
// The failure says what stands against it.
func (o *Office) RequireAllowed(by complaint.Actor, id complaint.ID, a lifecycle.Action) {
	o.t.Helper()
	denial, err := o.Service.WhyNot(o.t.Context(), by, id, a)
	if err != nil {
		o.t.Fatalf("complainttest: %s by %s: %v%s", a, role(by), err, o.history(id))
	}
	if denial != nil {
		o.t.Fatalf("complainttest: %s by %s should be allowed: %v%s", a, role(by), denial, o.history(id))
	}
}

// RequireDenied ends the test unless somebody may not take an action now, whatever the
// command, or does not even see the case. What stands against it Service.WhyNot tells.
func (o *Office) RequireDenied(by complaint.Actor, id complaint.ID, a lifecycle.Action) {
	o.t.Helper()
	denial, err := o.Service.WhyNot(o.t.Context(), by, id, a)
	if errors.Is(err, complaint.ErrForbidden) || errors.Is(err, storage.ErrNotFound) {
		return
	}
	if err != nil {
		o.t.Fatalf("complainttest: %s by %s: %v", a, role(by), err)
	}
	if denial == nil {
		o.t.Fatalf("complainttest: %s by %s should be denied, and is allowed%s", a, role(by), o.history(id))
	}
}

// role names who acts, for failures. The account is nobody's business.
func role(by complaint.Actor) string {
	name := string(cmp.Or(by.Role, complaint.RoleReporter))
	if by.Agency != "" {
		name += " of " + string(by.Agency)
	}
	return name
}

// rules returns the lifecycle of a case.
func (o *Office) rules(c *complaint.Complaint) *complaint.Lifecycle {
	for _, l := range o.Lifecycles {
		if l.Edition() == c.Lifecycle {
			return l
		}
	}
	o.t.Fatalf("complainttest: case %s keeps the lifecycle %s, which the office does not have", c.ID, c.Lifecycle)
	return nil
}

// clocks reads the clocks of a case.
func (o *Office) clocks(id complaint.ID) []complaint.ClockReading {
	o.t.Helper()
	if o.Deadlines == nil {
		o.t.Fatalf("complainttest: the office has no deadlines")
	}
	c := o.Case(id)
	readings, err := o.Deadlines.Clocks(o.rules(c), c, o.Clock.Now())
	if err != nil {
		o.t.Fatalf("complainttest: case %s: %v", id, err)
	}
	return readings
}

// standing lists how clocks stand, a line for each.
func (o *Office) standing(readings []complaint.ClockReading) string {
	var b strings.Builder
	for _, r := range readings {
		fmt.Fprintf(&b, "\n  %s, run %d, %s: limit %s, started %s, due %s", r.Clock, r.Run, r.State, r.Limit.In(aduan.English()), o.instant(r.Started), o.instant(r.Due))
		if r.Err != nil {
			fmt.Fprintf(&b, "; %v", r.Err)
		}
	}
	return b.String()
}

// history lists what happened to a case, a line for each entry.
func (o *Office) history(id complaint.ID) string {
	c, err := o.Store.Set().Complaints.Get(o.t.Context(), id)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, e := range c.Timeline {
		fmt.Fprintf(&b, "\n  %s %s by %s: %s to %s", o.instant(e.At), e.Action, role(e.By), e.From, e.To)
	}
	return b.String()
}

// instant writes an instant in the zone of the office.
func (o *Office) instant(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.In(o.Clock.Now().Location()).Format("Mon 2006-01-02 15:04:05.999999 MST")
}

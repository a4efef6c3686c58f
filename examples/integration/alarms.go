package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
)

// limits are the national ones, of which the timer writes warnings.
func limits() (*deadline.Deadlines, error) {
	national := deadline.SP4NEditions()
	policy := national[len(national)-1].With("with warnings")
	policy.WriteWarnings = true
	calendars, err := indonesia.Calendars()
	if err != nil {
		return nil, err
	}
	return deadline.New(deadline.Config{
		Policies: []*deadline.Policy{policy}, Calendars: deadline.Calendars{Set: calendars, Default: indonesia.CalendarWIB},
	})
}

// alarms is the recipe for messages to officers: follow the feed, and of each change look
// at the entry that it left. Some days have gone by, and a sweep finds what comes near its end.
func (o *office) alarms(ctx context.Context, store backend.Store, out io.Writer) error {
	o.now = time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC)
	if _, err := o.Sweep(ctx, complaint.Position{}, 0); err != nil {
		return err
	}
	for change, err := range store.Changes(ctx, "", 0) {
		if err != nil {
			return err
		}
		if change.Kind != complaint.KindOfComplaint {
			continue
		}
		id, err := complaint.ParseID(change.Key)
		if err != nil {
			return err
		}
		c, err := store.Set().Complaints.Get(ctx, id)
		if err != nil {
			return err
		}
		if w := c.Timeline[change.Seq-1].Details.Warning; w != nil {
			fmt.Fprintln(out, texts().In(o.words)("alarm", "agency", c.Agency, "tracking", string(c.Tracking), "clock", complaint.ClockIn(o.words, w.Clock), "due", w.Due))
		}
	}
	return nil
}

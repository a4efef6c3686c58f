package deadline

import (
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// facts is what rules ask of a case, as it was right after an entry.
type facts struct {
	action   lifecycle.Action
	class    complaint.Class
	category complaint.Category
	region   region.Path
	holder   agency.ID
	path     []agency.ID
	at       time.Time
}

// factsAfter reads the facts off the timeline. They follow what the actions of
// package complaint write to the record.
func factsAfter(c *complaint.Complaint, seq int) facts {
	var f facts
	history := c.History()
	for i := range history {
		e := &history[i]
		if e.Seq > seq {
			break
		}
		d := &e.Details
		f.action, f.at = e.Action, e.At
		switch e.Action {
		case complaint.ActionSubmit:
			f.region, f.category = d.Region, d.Category
		case complaint.ActionForward:
			f.class, f.holder, f.path = d.Class, d.Agency, d.AgencyPath
			if d.Category != "" {
				f.category = d.Category
			}
		case complaint.ActionTransfer:
			f.holder, f.path = d.Agency, d.AgencyPath
		case complaint.ActionReturn:
			f.holder, f.path = "", nil
		case complaint.ActionReclassify:
			f.class = d.Class
		case complaint.ActionEdit:
			if d.Category != "" {
				f.category = d.Category
			}
		}
	}
	return f
}

// entryOf is the entry with a number as it counts, an empty one if there is none.
func entryOf(c *complaint.Complaint, seq int) *complaint.Entry {
	if seq < 1 || seq > len(c.Timeline) {
		return &complaint.Entry{}
	}
	return &c.History()[seq-1]
}

package storagetest

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
)

// meant is the suite's own reading of a filter, written from the words of
// complaint.Filter and not from its code.
func meant(f complaint.Filter, c *complaint.Complaint) bool {
	first, last := c.Timeline[0].At, c.Timeline[len(c.Timeline)-1].At
	wrong := []bool{
		len(f.States) > 0 && !slices.Contains(f.States, c.State),
		len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind),
		len(f.Classes) > 0 && !slices.Contains(f.Classes, c.Class),
		len(f.Channels) > 0 && !slices.Contains(f.Channels, c.Channel),
		f.Category != "" && !strings.HasPrefix(string(c.Category)+"/", string(f.Category)+"/"),
		!f.Region.IsZero() && !slices.Contains(c.Region, f.Region),
		f.Agency != "" && f.Agency != c.Agency && f.Agency != c.Main &&
			!slices.Contains(c.AgencyPath, f.Agency) && !slices.Contains(c.Supporting, f.Agency),
		f.EscalatedTo != "" && !slices.Contains(c.EscalatedTo, f.EscalatedTo),
		f.Tracking != "" && f.Tracking != c.Tracking,
		!f.External.IsZero() && !f.External.Equal(c.External),
		f.Parent != complaint.ID{} && f.Parent != c.Parent,
		!f.DueBy.IsZero() && (c.NextDue.IsZero() || c.NextDue.After(f.DueBy)),
		!f.SubmittedFrom.IsZero() && first.Before(f.SubmittedFrom),
		!f.SubmittedUntil.IsZero() && !first.Before(f.SubmittedUntil),
		!f.UpdatedFrom.IsZero() && last.Before(f.UpdatedFrom),
		f.PublicOnly && (!c.Verified || !c.Disclosure.Public || c.TakenDown() || len(c.Accused) > 0),
		f.Accusing && len(c.Accused) == 0,
	}
	return !slices.Contains(wrong, true)
}

// before is the suite's own reading of the orders.
func before(o complaint.Order, a, b *complaint.Complaint) int {
	switch o {
	case complaint.ByNewest:
		return bytes.Compare(b.ID.UUID[:], a.ID.UUID[:])
	case complaint.ByLatest:
		return before(complaint.ByUpdated, b, a)
	case complaint.ByUpdated:
		if x, y := changed(a), changed(b); !x.Equal(y) {
			return x.Compare(y)
		}
	case complaint.ByDue:
		if !a.NextDue.Equal(b.NextDue) {
			if a.NextDue.IsZero() || (!b.NextDue.IsZero() && b.NextDue.Before(a.NextDue)) {
				return 1
			}
			return -1
		}
	}
	return bytes.Compare(a.ID.UUID[:], b.ID.UUID[:])
}

// changed is when a complaint was last changed; zero for one without a timeline.
func changed(c *complaint.Complaint) time.Time {
	if len(c.Timeline) == 0 {
		return time.Time{}
	}
	return c.Timeline[len(c.Timeline)-1].At
}

// placeOf is where a complaint stands in an order.
func placeOf(c *complaint.Complaint) complaint.Position {
	return complaint.Position{Due: c.NextDue, Updated: changed(c), ID: c.ID}
}

package stats

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

// Dimension is what cases are grouped by.
type Dimension int8

// The dimensions.
const (
	// ByBucket groups by the public bucket of the state; every case is in one.
	ByBucket Dimension = iota
	// ByClass groups by class; "" are the cases not yet classified.
	ByClass
	// ByChannel groups by channel.
	ByChannel
	// ByCategory groups by category and those above it; "" has none.
	ByCategory
	// ByAgency groups by the agency that holds the case and those above it; "" is
	// held by none.
	ByAgency
	// ByRegion groups by region and those around it; "" has none.
	ByRegion

	dimensions
)

// String returns "bucket", "class" and so on.
func (d Dimension) String() string {
	names := [...]string{"bucket", "class", "channel", "category", "agency", "region"}
	if d < 0 || int(d) >= len(names) {
		return "unknown"
	}
	return names[d]
}

// keys lists the groups of a case, innermost first for nested dimensions.
func keys(d Dimension, l *complaint.Lifecycle, c *complaint.Complaint) []string {
	switch d {
	case ByBucket:
		info, _ := l.Machine().State(c.State)
		if bucket := info.Bucket.In(aduan.Indonesian); bucket != "" {
			return []string{bucket}
		}
		return []string{string(c.State)}
	case ByClass:
		return []string{c.Class.String()}
	case ByChannel:
		return []string{c.Channel.String()}
	case ByCategory:
		if c.Category == "" {
			return []string{""}
		}
		var list []string
		for at := c.Category; at != ""; at = at.Parent() {
			list = append(list, string(at))
		}
		return list
	case ByAgency:
		return agencyKeys(c.Agency, c.AgencyPath)
	case ByRegion:
		if len(c.Region) == 0 {
			return []string{""}
		}
		var list []string
		for i := range c.Region {
			list = append(list, c.Region[len(c.Region)-1-i].String())
		}
		return list
	}
	return nil
}

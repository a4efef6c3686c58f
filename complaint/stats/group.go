package stats

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region/agency"
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
	return enum.Words("bucket", "class", "channel", "category", "agency", "region").Text("Dimension", int(d))
}

// keys lists the groups of a case, innermost first for nested dimensions.
func keys(d Dimension, l *complaint.Lifecycle, c *complaint.Complaint) []string {
	switch d {
	case ByBucket:
		info, _ := l.Machine().State(c.State)
		if bucket := info.Bucket.In(aduan.Indonesian()); bucket != "" {
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
		for _, code := range slices.Backward(c.Region) {
			list = append(list, code.String())
		}
		return list
	}
	return nil
}

// agencyKeys lists the agency that holds a case and those above it.
func agencyKeys(holder agency.ID, path []agency.ID) []string {
	list := []string{string(holder)}
	for _, a := range slices.Backward(path) {
		if !slices.Contains(list, string(a)) {
			list = append(list, string(a))
		}
	}
	return list
}

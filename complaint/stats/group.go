package stats

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Dimension is what cases are grouped by.
type Dimension int8

// The dimensions.
const (
	// ByBucket groups by the public bucket of the state; every case is in one. The
	// key is the heading as the definition has it in Indonesian, else in English,
	// else the first state under that heading; [Report.GroupIn] says it in the
	// language of the reader.
	ByBucket Dimension = iota
	// ByClass groups by class; "" are the cases not yet classified.
	ByClass
	// ByChannel groups by channel.
	ByChannel
	// ByCategory groups by category and those above it; "" has none.
	ByCategory
	// ByAgency groups by the agency that holds the case and those above it; "" is
	// held by none, [HolderUnknown] by nobody knows whom.
	ByAgency
	// ByRegion groups by region and those around it; "" has none.
	ByRegion

	dimensions
)

// HolderUnknown is the key of the cases whose agency is not in force at Config.AsOf and
// has no heir then. No agency has it as ID.
const HolderUnknown = "?"

// String returns "bucket", "class" and so on.
func (d Dimension) String() string {
	return enum.Words("bucket", "class", "channel", "category", "agency", "region").Text("Dimension", int(d))
}

// In is the dimension for people.
func (d Dimension) In(w aduan.Words) string {
	return texts().Word(w, "dimension", d.String(), aduan.Label{})
}

// bucketKey is the key of the bucket of a state, the same whatever language people
// read it in.
func bucketKey(m *lifecycle.Machine, s lifecycle.State) string {
	info, _ := m.State(s)
	if heading := cmp.Or(info.Bucket.Text("id"), info.Bucket.Text("en")); heading != "" {
		return heading
	}
	for other := range m.States() {
		if other.Bucket == info.Bucket && !info.Bucket.IsZero() {
			return string(other.State)
		}
	}
	return string(s)
}

// GroupIn is the name of a group for people: the heading of a bucket as the
// lifecycle of the first case in it says it, the name of a class or a channel as the first
// lifecycle of the configuration does that has it. For
// a category, an agency or a region it is the key, whose name those know who keep
// the list of them; for cases in no group it says so.
func (r *Report) GroupIn(w aduan.Words, d Dimension, key string) string {
	if key == "" {
		return texts().Word(w, "none", d.String(), aduan.Label{})
	}
	switch d {
	case ByAgency:
		if key == HolderUnknown {
			return texts().In(w)("holder_unknown")
		}
	case ByBucket:
		if at, ok := r.buckets[key]; ok {
			return at.lifecycle.BucketIn(w, at.state)
		}
	case ByClass:
		return complaint.WordIn(w, r.lifecycles, lifecycle.Classes, key)
	case ByChannel:
		return complaint.WordIn(w, r.lifecycles, lifecycle.Channels, key)
	}
	return key
}

// categoryKeys lists a category and those above it, innermost first.
func categoryKeys(category complaint.Category) []string {
	if category == "" {
		return []string{""}
	}
	var list []string
	for at := category; at != ""; at = at.Parent() {
		list = append(list, string(at))
	}
	return list
}

// regionKeys lists the regions of a path, innermost first.
func regionKeys(path region.Path) []string {
	if len(path) == 0 {
		return []string{""}
	}
	var list []string
	for _, code := range slices.Backward(path) {
		list = append(list, code.String())
	}
	return list
}

// agencyKeys lists an agency that held a case and those above it, as they stand at the
// date chosen.
func (cfg *Config) agencyKeys(c *complaint.Complaint, holder agency.ID, path []agency.ID) []string {
	if at := cfg.AsOf; holder != "" && at.Directory != nil {
		now, err := at.Holder(&complaint.Complaint{Agency: holder, Region: c.Region})
		if err != nil {
			return []string{HolderUnknown}
		}
		if above, err := at.Directory.Path(now, at.Now); err == nil {
			holder, path = now, above
		}
	}
	list := []string{string(holder)}
	for _, a := range slices.Backward(path) {
		if !slices.Contains(list, string(a)) {
			list = append(list, string(a))
		}
	}
	return list
}

package complaint

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// Locator turns a place into the region and the named areas in which it lies: by the
// borders of a map, a register of addresses, a list of street lights. A [Service] asks
// it once for each new report that says where it happened, before anything is routed. A
// failure refuses no report; the receipt warns of it.
//
// It is asked for exact places of secret reports too. One that asks a service of
// somebody else tells it these places. The region that it gives to a report is shown as one
// that a reporter names, so it should be no narrower than what anybody may know.
type Locator interface {
	// Locate says where a spot lies at an instant, because borders move. That it lies
	// nowhere that the locator knows is the zero Located, no error. How long that may take
	// is for the implementation to bound.
	Locate(ctx context.Context, s Spot, at time.Time) (Located, error)
}

// Spot is what a report says of where it happened. It prints nothing of it.
type Spot struct {
	Location
	// Place is the free text.
	Place string
	// Region is the region that the report names, if it does.
	Region region.Path
}

// Format prints nothing of the place, whatever the verb.
func (s Spot) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "spot "+hidden) }

// LogValue is what Format prints.
func (s Spot) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(s)) }

// Located is where a place lies.
type Located struct {
	// Regions are the regions in which it may lie, each as narrow as is known, the
	// likeliest first. One is sure. Several are candidates, as for a street that is a
	// border or a postcode of two districts. A report that names a region keeps it,
	// whatever stands here.
	Regions []region.Code `json:"regions,omitempty"`
	// Areas are the areas that lie beside the tree of regions and across it: the
	// district of a council, the beat of a crew.
	Areas []Area `json:"areas,omitempty"`
}

// Area is one of a set of areas of which each place lies in one at most: so two areas of
// one set are candidates, the likeliest first. Areas that overlap belong to
// different sets.
type Area struct {
	// Set names the set; see [ValidAttributeCode]. Code is the area's in it.
	Set  string `json:"set"`
	Code string `json:"code"`
}

// MaxAreas is how many regions, and how many areas, a place may lie in. Our decision: an
// answer with more is taken for a failure.
const MaxAreas = 50

// IsZero reports whether the place lies nowhere that is known.
func (l Located) IsZero() bool { return len(l.Regions) == 0 && len(l.Areas) == 0 }

func (l Located) clone() Located { return Located{copied(l.Regions), copied(l.Areas)} }

func (l Located) equal(m Located) bool {
	return slices.Equal(l.Regions, m.Regions) && slices.Equal(l.Areas, m.Areas)
}

// check notes what is wrong with the form.
func (l Located) check(p *storage.Problems, field string) {
	if n := max(len(l.Regions), len(l.Areas)); n > MaxAreas {
		p.Add(field+"regions", fmt.Sprintf("%d regions or areas, at most %d are allowed", n, MaxAreas))
		return
	}
	for i, code := range l.Regions {
		switch at := storage.At(field+"regions", i); {
		case code.IsZero():
			p.Add(at, "is required")
		case slices.Contains(l.Regions[:i], code):
			p.Add(at, "the region stands twice")
		}
	}
	for i, a := range l.Areas {
		at := storage.At(field+"areas", i)
		if !ValidAttributeCode(a.Set) {
			p.Add(at+".set", wantCode)
		}
		if err := checkName(a.Code, DefaultLimits().Name); err != nil || a.Code == "" {
			p.Add(at+".code", "want a code of 1 to 200 bytes without control characters")
		}
		if slices.Contains(l.Areas[:i], a) {
			p.Add(at, "the area stands twice")
		}
	}
}

// UnlocatedError says that nobody knows in which region a report lies that says where
// it happened and names no region.
type UnlocatedError struct {
	// Cause is what the locator failed with; nil if it answered and knows no region
	// there.
	Cause error
	// failed: the locator failed, even if its error is not known any more.
	failed bool
}

// In says whether the locator failed. It leaves out the locator's own text, which may
// hold the place.
func (e *UnlocatedError) In(w aduan.Words) string {
	if e.failed || e.Cause != nil {
		return texts().In(w)("unlocated.failed")
	}
	return texts().In(w)("unlocated.nowhere")
}

// Error is [UnlocatedError.In] English.
func (e *UnlocatedError) Error() string { return e.In(aduan.English()) }

// Format prints [UnlocatedError.Error], whatever the verb.
func (e *UnlocatedError) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.Error()) }

// Unwrap returns the cause.
func (e *UnlocatedError) Unwrap() error { return e.Cause }

package roadmap

import "github.com/aduan-go/aduan/internal/record"

// MaxID is the longest ID, in bytes.
const MaxID = record.MaxID

// The IDs of this package are 1 to [MaxID] bytes of ASCII letters, digits and
// . _ - : /, case-sensitive and ordered bytewise; the zero ID means none. What
// they name keeps its ID for good.
type (
	// ID identifies a road map in a store: "sp4n-lapor".
	ID string
	// PhaseID identifies a phase inside a road map.
	PhaseID string
	// MilestoneID identifies a milestone inside a road map.
	MilestoneID string
	// IndicatorID identifies an indicator inside a road map.
	IndicatorID string
)

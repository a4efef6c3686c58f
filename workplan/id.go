package workplan

import "github.com/aduan-go/aduan/internal/record"

// MaxID is the longest ID, in bytes.
const MaxID = record.MaxID

// The IDs of this package are 1 to [MaxID] bytes of ASCII letters, digits and
// . _ - : /, case-sensitive and ordered bytewise; the zero ID means none. What
// they name keeps its ID for good.
type (
	// PlanID identifies a plan in a store: "sp4n-2020".
	PlanID string
	// OutputID identifies an output inside a plan.
	OutputID string
	// IndicatorID identifies an indicator inside a plan.
	IndicatorID string
	// ActivityID identifies an activity inside a plan.
	ActivityID string
	// LineID identifies a budget line inside a plan.
	LineID string
	// PartyID identifies a party (pihak) to plans and meetings: an agency, a
	// donor, a programme unit.
	PartyID string
	// ObstacleID identifies an obstacle (kendala) inside a plan.
	ObstacleID string
	// DecisionID identifies the decision of a board.
	DecisionID string
)

// ActivityRef names an activity of some plan.
type ActivityRef struct {
	Plan     PlanID     `json:"plan"`
	Activity ActivityID `json:"activity"`
}

// IsZero reports whether it names none.
func (r ActivityRef) IsZero() bool { return r == ActivityRef{} }

// String returns "sp4n-2020/A1".
func (r ActivityRef) String() string { return string(r.Plan) + "/" + string(r.Activity) }

// LineRef names a budget line of some plan.
type LineRef struct {
	Plan PlanID `json:"plan"`
	Line LineID `json:"line"`
}

// IsZero reports whether it names none.
func (r LineRef) IsZero() bool { return r == LineRef{} }

// String returns "sp4n-2020/L1".
func (r LineRef) String() string { return string(r.Plan) + "/" + string(r.Line) }

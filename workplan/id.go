package workplan

import "fmt"

// MaxID is the longest ID, in bytes.
const MaxID = 128

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

// checkID says what is wrong with an ID, nothing if it is sound.
func checkID(id string) string {
	switch {
	case id == "":
		return "an ID cannot be empty"
	case len(id) > MaxID:
		return fmt.Sprintf("an ID of %d bytes, at most %d are legal", len(id), MaxID)
	}
	for i := range len(id) {
		switch b := id[i]; {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9',
			b == '.', b == '_', b == '-', b == ':', b == '/':
		default:
			return fmt.Sprintf("byte %d of the ID: only ASCII letters, digits and . _ - : / are legal", i)
		}
	}
	return ""
}

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

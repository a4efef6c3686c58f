package roadmap

import "fmt"

// MaxID is the longest ID, in bytes.
const MaxID = 128

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

// clip makes a text fit for an error.
func clip(s string) string {
	if len(s) > MaxID {
		s = s[:MaxID] + "..."
	}
	return fmt.Sprintf("%q", s)
}

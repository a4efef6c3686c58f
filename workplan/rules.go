package workplan

import (
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/storage"

	"github.com/aduan-go/aduan/internal/strict"
)

// Rules is the policy by which a plan is judged. It is data: written in Go or
// read by [ParseRules]. All of it is for the programme to decide; no law says
// any of the defaults.
type Rules struct {
	// Status is tried from the top; the first rule that holds gives the status
	// of an activity. An activity for which none holds is on track.
	Status []Rule `json:"status"`
	// AgainstBaseline measures against the days and phases of the first
	// approved edition; false measures against those of the current one. Money
	// and weights are always those of the current edition, but for the S-curve,
	// which then takes its weights from the first too.
	AgainstBaseline bool `json:"against_baseline,omitempty"`
	// Tolerance is by how many percent the amount of a line may change without
	// approval, as long as the money of each funding source stays the same.
	Tolerance Number `json:"tolerance,omitzero"`
	// Alarm is how many times faster than so far the rest of the year may have
	// to go before there is an alarm; 0 for no alarm. Faster is measured by the
	// working days and also by the plan, which need not be even: work that goes
	// as planned raises no alarm however late in the year it is planned.
	Alarm Number `json:"alarm,omitzero"`
	// Quarterly makes quarters the periods of the S-curve; false makes months.
	Quarterly bool `json:"quarterly,omitempty"`
	// Decimals is to how many decimals percentages are rounded, 0 to 6.
	Decimals int32 `json:"decimals"`
}

// Rule gives an activity a status if all its conditions hold; those that are
// zero are no conditions. A rule without any always holds. Activities that are
// completed, carried over or cancelled are not asked.
type Rule struct {
	// ID names the rule in reasons.
	ID     string `json:"id"`
	Status Status `json:"status"`
	// Behind is by how many percentage points at least the work is behind.
	Behind Number `json:"behind,omitzero"`
	// Overdue holds after the last day of the activity.
	Overdue bool `json:"overdue,omitempty"`
	// OverCost is by how many percent of the budget at least the money spent
	// exceeds the value earned, in some currency.
	OverCost Number `json:"over_cost,omitzero"`
	// Postponed holds while the activity is postponed.
	Postponed bool `json:"postponed,omitempty"`
	// Obstacle holds while an obstacle is open at this level or above.
	Obstacle Level `json:"obstacle,omitempty"`
}

// maxDecimals is to how many decimals percentages can be rounded.
const maxDecimals = 6

// DefaultRules returns the defaults of this library: overdue or 25 points
// behind is lagging; 10 points behind, 10 percent over cost, postponed, or an
// obstacle before the board is at risk; lines may change by 20 percent; an
// alarm at twice the pace; two decimals.
func DefaultRules() Rules {
	return Rules{
		Status: []Rule{
			{ID: "overdue", Status: Lagging, Overdue: true},
			{ID: "far_behind", Status: Lagging, Behind: NumberOf(25)},
			{ID: "behind", Status: AtRisk, Behind: NumberOf(10)},
			{ID: "over_cost", Status: AtRisk, OverCost: NumberOf(10)},
			{ID: "postponed", Status: AtRisk, Postponed: true},
			{ID: "obstacle", Status: AtRisk, Obstacle: BoardLevel},
		},
		Tolerance: NumberOf(20), Alarm: NumberOf(2), Decimals: 2,
	}
}

// ParseRules reads rules from YAML or JSON; the ending of the file's name says
// which. The error is a *storage.InvalidError with the place of every problem.
func ParseRules(file string, data []byte) (Rules, error) {
	r, err := record.Parse("rules", file, data, strict.Limits{}, func(r *Rules) error { return r.Validate() })
	if err != nil {
		return Rules{}, err
	}
	return *r, nil
}

// Validate checks the rules. The error is a *storage.InvalidError.
func (r Rules) Validate() error {
	var c record.Checker
	positive := func(field string, n Number) {
		if n.value.IsNegative() {
			c.Add(field, "is negative")
		}
	}
	seen := map[string]bool{}
	for i, rule := range r.Status {
		field := storage.At("status", i)
		record.Unique(&c, field+".id", seen, rule.ID)
		if rule.Status < OnTrack || rule.Status > Lagging {
			c.Add(field+".status", "is required", "on_track", "at_risk", "lagging")
		}
		positive(field+".behind", rule.Behind)
		positive(field+".over_cost", rule.OverCost)
		if rule.Obstacle < 0 || rule.Obstacle > BoardLevel {
			c.Add(field+".obstacle", "is no level", levelWords().Legal()...)
		}
	}
	positive("tolerance", r.Tolerance)
	positive("alarm", r.Alarm)
	if r.Decimals < 0 || r.Decimals > maxDecimals {
		c.Add("decimals", fmt.Sprintf("want 0 to %d", maxDecimals))
	}
	return c.Err("rules")
}

// Status is how an activity stands against its plan.
type Status int8

// The statuses.
const (
	// NotDue should not have begun yet, and has not.
	NotDue Status = iota + 1
	OnTrack
	AtRisk
	Lagging
	// Done is completed.
	Done
	// Stopped was carried over or cancelled.
	Stopped
)

func statusWords() enum.Set {
	return enum.Words("", "not_due", "on_track", "at_risk", "lagging", "done", "stopped")
}

// String returns the text form: "at_risk".
func (s Status) String() string { return statusWords().Text("Status", int(s)) }

// In is the status for people.
func (s Status) In(w aduan.Words) string {
	return texts().Word(w, "status", s.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (s Status) MarshalText() ([]byte, error) { return statusWords().Marshal("Status", int(s)) }

// UnmarshalText reads the text form.
func (s *Status) UnmarshalText(text []byte) error { return enum.Unmarshal(statusWords(), text, s) }

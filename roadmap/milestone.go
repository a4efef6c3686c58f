package roadmap

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// Phase is a stretch (tahap) of the road map; milestones belong to one.
type Phase struct {
	ID   PhaseID     `json:"id"`
	Name aduan.Label `json:"name"`
}

// Milestone (tonggak) is a state of affairs that is to be reached.
type Milestone struct {
	ID    MilestoneID `json:"id"`
	Phase PhaseID     `json:"phase,omitempty"`
	Name  aduan.Label `json:"name"`
	// Party is responsible for it.
	Party workplan.PartyID `json:"party,omitempty"`
	// Work is how many working days of work lead to it, 0 for an event. The
	// work is not interrupted.
	Work calendar.WorkingDays `json:"work,omitempty"`
	// After lists what it waits for.
	After []Dependency `json:"after,omitempty"`
	// Due is the target date. A schedule that misses it has negative floats.
	Due Due `json:"due,omitzero"`
	// NotBefore is the first day on which its work may begin, or an event
	// happen; NotAfter the last on which it can be reached at all. A schedule
	// that cannot keep NotAfter is refused, see [WindowError].
	NotBefore aduan.Date `json:"not_before,omitzero"`
	NotAfter  aduan.Date `json:"not_after,omitzero"`
	// Criteria are what its progress is computed from; it is reached when all
	// are met. A milestone without any is never reached, and shown as such.
	Criteria []Criterion `json:"criteria,omitempty"`
}

// Dependency says what a milestone waits for, and for how long.
type Dependency struct {
	Milestone MilestoneID `json:"milestone"`
	Type      Link        `json:"type,omitempty"`
	// Lag is how many working days must lie between; negative if the two may
	// overlap.
	Lag calendar.WorkingDays `json:"lag,omitempty"`
}

// Link is a kind of dependency. The zero value is the strictest one.
type Link int8

// The kinds of dependency.
const (
	// FinishStart lets work begin once the other milestone is reached.
	FinishStart Link = iota
	// StartStart lets work begin once work on the other milestone has begun.
	StartStart
)

func linkWords() enum.Set {
	return enum.Words("finish-start", "start-start")
}

// String returns the text form: "start-start".
func (l Link) String() string { return linkWords().Text("Link", int(l)) }

// In is the kind for people.
func (l Link) In(w aduan.Words) string { return texts().Word(w, "link", l.String(), aduan.Label{}) }

// MarshalText writes the text form.
func (l Link) MarshalText() ([]byte, error) { return linkWords().Marshal("Link", int(l)) }

// UnmarshalText reads the text form.
func (l *Link) UnmarshalText(text []byte) error { return enum.Unmarshal(linkWords(), text, l) }

// Criterion is one thing that must hold for a milestone to be reached. Exactly
// one of Activity, Indicator, Regions and Edition is set. It is computed from
// what others keep, never typed in.
type Criterion struct {
	// Activity is completed, in its work plan or in those to which it was
	// carried over.
	Activity workplan.ActivityRef `json:"activity,omitzero"`
	// Indicator has the value Value, or a better one.
	Indicator IndicatorID     `json:"indicator,omitempty"`
	Value     workplan.Number `json:"value,omitzero"`
	// Regions have all been assessed with Status or a higher one.
	Regions []region.Code `json:"regions,omitempty"`
	Status  Status        `json:"status,omitempty"`
	// Edition of this road map has been decided.
	Edition int `json:"edition,omitempty"`
}

// Indicator measures what the road map is for. A target above the baseline is
// to be reached from below, one under it from above. Values are computed by a
// function, see [Sources].
type Indicator struct {
	ID   IndicatorID `json:"id"`
	Name aduan.Label `json:"name"`
	// Unit is what the values count: "%", "regions".
	Unit     string          `json:"unit,omitempty"`
	Baseline workplan.Number `json:"baseline"`
	// Targets are in the order of years, one for each at most.
	Targets []YearTarget `json:"targets"`
	// Source is the source of verification (sumber verifikasi).
	Source aduan.Label `json:"source,omitzero"`
	// Party is responsible for it.
	Party workplan.PartyID `json:"party,omitempty"`
}

// YearTarget is the value that an indicator is to have at the end of a year.
type YearTarget struct {
	Year  int             `json:"year"`
	Value workplan.Number `json:"value"`
}

// Reaches reports whether a value is as good as another one: not below it, or
// not above it where the indicator is to fall.
func (i *Indicator) Reaches(value, target workplan.Number) bool {
	measure := workplan.Indicator{Baseline: i.Baseline}
	return measure.Reaches(value, target)
}

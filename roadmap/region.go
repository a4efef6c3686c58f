package roadmap

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/workplan"
)

// Status says how far a region has come. It is what an [Assessment] says, and
// may fall again. The steps are a decision of this library, not a rule.
type Status int8

// The steps, from below.
const (
	// Unassessed regions have not been looked at.
	Unassessed Status = iota
	// Assisted regions are accompanied (didampingi).
	Assisted
	// Capable regions manage complaints on their own (mandiri).
	Capable
	// Model regions are a model for others (percontohan).
	Model
)

func statusWords() enum.Set {
	return enum.Words("unassessed", "assisted", "capable", "model")
}

// String returns the text form: "model".
func (s Status) String() string { return statusWords().Text("Status", int(s)) }

// In is the step for people.
func (s Status) In(w aduan.Words) string { return texts().Word(w, "status", s.String(), aduan.Label{}) }

// MarshalText writes the text form.
func (s Status) MarshalText() ([]byte, error) { return statusWords().Marshal("Status", int(s)) }

// UnmarshalText reads the text form.
func (s *Status) UnmarshalText(text []byte) error { return enum.Unmarshal(statusWords(), text, s) }

// Assessment (penilaian) is how a region was found to stand on a day, by whom
// and why.
type Assessment struct {
	On     aduan.Date       `json:"on"`
	Region region.Code      `json:"region"`
	Status Status           `json:"status"`
	By     workplan.PartyID `json:"by"`
	// Finding says what the status rests on.
	Finding aduan.Label `json:"finding"`
	// Values are what was measured for it.
	Values []Measured `json:"values,omitempty"`
}

// Measured is the value of an indicator in an assessment.
type Measured struct {
	Indicator IndicatorID     `json:"indicator"`
	Value     workplan.Number `json:"value"`
}

// RegionState is where a region stands on a day: its goal, and the assessment
// that counts.
type RegionState struct {
	Region region.Code
	// Name is that of the goal, for people.
	Name string
	Goal Status
	// Assessment is the latest one up to the day, nil if there is none.
	Assessment *Assessment
}

// Status is what the assessment says; Unassessed without one.
func (s RegionState) Status() Status {
	if s.Assessment == nil {
		return Unassessed
	}
	return s.Assessment.Status
}

// RegionsOn returns where the regions of the edition in force on a day stand
// then, see [Roadmap.EditionOn], in the order of the edition. Of several assessments of one region the latest by
// date counts, and of one day the last.
func (r *Roadmap) RegionsOn(on aduan.Date) []RegionState {
	e := r.EditionOn(on)
	if e == nil {
		return nil
	}
	states := make([]RegionState, 0, len(e.Regions))
	for _, g := range e.Regions {
		states = append(states, RegionState{Region: g.Region, Name: g.Name, Goal: g.Goal, Assessment: r.assessment(g.Region, on)})
	}
	return states
}

// assessment is the one that counts for a region on a day.
func (r *Roadmap) assessment(code region.Code, on aduan.Date) *Assessment {
	var found *Assessment
	for i := range r.Assessments {
		a := &r.Assessments[i]
		if a.Region == code && a.On.Compare(on) <= 0 && (found == nil || a.On.Compare(found.On) >= 0) {
			found = a
		}
	}
	return found
}

// reachedStatus returns since when a region has had at least a status without
// interruption, as known on a day.
func (r *Roadmap) reachedStatus(code region.Code, least Status, on aduan.Date) (since aduan.Date, ok bool) {
	now := r.assessment(code, on)
	if now == nil || now.Status < least {
		return aduan.Date{}, false
	}
	since = now.On
	for {
		before := r.assessment(code, since.AddDays(-1))
		if before == nil || before.Status < least {
			return since, true
		}
		since = before.On
	}
}

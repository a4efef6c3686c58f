package roadmap

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Roadmap is the record of a road map (peta jalan) with its whole past. Its
// editions and assessments only ever get longer; see [Roadmap.Follows].
type Roadmap struct {
	ID   ID          `json:"id"`
	Name aduan.Label `json:"name"`
	// Calendar is the name of the working calendar by which days count.
	Calendar string `json:"calendar,omitempty"`
	// Parties lists everybody whom the road map names; parties may be added,
	// never removed.
	Parties []workplan.Party `json:"parties,omitempty"`
	// Editions is what was to be reached, in the order of their numbers from 1;
	// at least one.
	Editions []Edition `json:"editions"`
	// Assessments lists how regions were found to stand, in the order in which
	// that was recorded.
	Assessments []Assessment `json:"assessments,omitempty"`
	// Version counts the commits of the record, 0 for one never saved.
	Version storage.Version `json:"version,omitempty"`
}

// Edition is one state of what is to be reached. It is never changed; a change
// makes another edition.
type Edition struct {
	// Number counts from 1.
	Number int        `json:"number"`
	Date   aduan.Date `json:"date"`
	// Reason says why there is this edition.
	Reason aduan.Label `json:"reason"`
	// By is the deciding body, and Decision what it decided; empty while the
	// edition is a draft. An edition without a decision holds for schedules and
	// forecasts all the same and is visible as undecided.
	By       workplan.PartyID    `json:"by,omitempty"`
	Decision workplan.DecisionID `json:"decision,omitempty"`
	Content
}

// Content is what an edition says. The order of its lists is that of tables and
// has no other meaning.
type Content struct {
	// Start is the first day on which anything can happen.
	Start      aduan.Date  `json:"start"`
	Phases     []Phase     `json:"phases,omitempty"`
	Milestones []Milestone `json:"milestones,omitempty"`
	Indicators []Indicator `json:"indicators,omitempty"`
	Regions    []Goal      `json:"regions,omitempty"`
}

// Goal is how far a region is to come.
type Goal struct {
	Region region.Code `json:"region"`
	Name   string      `json:"name,omitempty"`
	Goal   Status      `json:"goal"`
}

// Latest returns the last edition, nil if there is none. It is not a copy.
func (r *Roadmap) Latest() *Edition {
	if len(r.Editions) == 0 {
		return nil
	}
	return &r.Editions[len(r.Editions)-1]
}

// Baseline returns the edition with which the latest one is compared: the first
// one that was decided, or the first of all while none is. Nil if there is none.
// It is not a copy.
func (r *Roadmap) Baseline() *Edition {
	for i := range r.Editions {
		if r.Editions[i].Decision != "" {
			return &r.Editions[i]
		}
	}
	if len(r.Editions) == 0 {
		return nil
	}
	return &r.Editions[0]
}

// Milestone returns a milestone of the content by its ID, nil if there is none.
// It is not a copy.
func (c *Content) Milestone(id MilestoneID) *Milestone {
	for i := range c.Milestones {
		if c.Milestones[i].ID == id {
			return &c.Milestones[i]
		}
	}
	return nil
}
